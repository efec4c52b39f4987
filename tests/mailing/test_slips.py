"""An address at its limits, and one slip of the keyboard told from two."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spiegelrapport.mailing.addresses import (
    AdresError,
    _one_slip,
    address_problems,
    domain,
    lookalike,
    one_address,
    readable,
)
from tests import builders

RUSTIG = settings(deadline=None)
LETTERS = st.text(alphabet="abc", max_size=6)


def within_one(a: str, b: str) -> bool:
    """Every text that one slip makes of `a`: the slow way."""
    alfabet = "abc"
    zonder = {a[:i] + a[i + 1 :] for i in range(len(a))}
    met = {a[:i] + c + a[i:] for i in range(len(a) + 1) for c in alfabet}
    anders = {a[:i] + c + a[i + 1 :] for i in range(len(a)) for c in alfabet}
    gewisseld = {a[:i] + a[i + 1] + a[i] + a[i + 2 :] for i in range(len(a) - 1)}
    return b in zonder | met | anders | gewisseld | {a}


@RUSTIG
@given(LETTERS, LETTERS)
def test_one_slip_is_one_letter_more_less_or_other_or_two_that_changed_places(a: str, b: str) -> None:
    assert _one_slip(a, b) == within_one(a, b)
    assert _one_slip(a, b) == _one_slip(b, a)


@pytest.mark.parametrize(
    ("adres", "goed"),
    [
        (f"{'a' * 64}@praktijk.nl", True),
        (f"{'a' * 65}@praktijk.nl", False),
        (f"a@{'b' * 63}.nl", True),
        (f"a@{'b' * 64}.nl", False),
        (f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 8}.nl", False),  # 255 in all
        (f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 7}.nl", True),  # 254
        ("a@b.n", False),
        ("a@b.nl", True),
        ("a@b.n1", False),
        ("a@xn--bcher-kva.nl", True),
        ("a!b#c$d%e&f'g*h+i/j=k?l^m_n`o{p|q}r~s-t@b.nl", True),
        ("a@b_c.nl", False),
        ("Sanne de Boer <a@b.nl>", False),
        ('"a b"@c.nl', False),
        ("a@[10.0.0.1]", False),
        ("a\xa0@b.nl", False),
        ("a@b.nl\u2028", True),  # space around it is no part of it
        ("\u00e9@b.nl", False),
    ],
)
def test_an_address_at_its_limits(adres: str, goed: bool) -> None:
    if goed:
        assert one_address(adres) == adres.strip()
    else:
        with pytest.raises(AdresError):
            one_address(adres)


@pytest.mark.parametrize(
    ("tekst", "bericht"),
    [
        ("", "er is geen e-mailadres"),
        ("   ", "er is geen e-mailadres"),
        ("a@b.nl c@d.nl", "er staan meer adressen in één cel; een rapport gaat naar precies één adres"),
        ("a@b.nl;", "er staan meer adressen in één cel; een rapport gaat naar precies één adres"),
        ("a\u00adb@c.nl", "het adres bevat een spatie of onzichtbaar teken (U+00AD)"),
        ("a b@c.nl", "het adres bevat een spatie of onzichtbaar teken (U+0020)"),
        ("ü@c.nl", "het adres bevat letters die niet elke mailserver aanneemt (bijvoorbeeld met een accent)"),
        ("praktijk", "dit is geen e-mailadres van de vorm naam@organisatie.nl"),
        (f"{'a' * 65}@c.nl", "het adres is langer dan een mailadres kan zijn"),
    ],
)
def test_a_refusal_says_what_is_wrong(tekst: str, bericht: str) -> None:
    with pytest.raises(AdresError) as fout:
        one_address(tekst)
    assert str(fout.value) == bericht


def test_one_address_for_three_readers_is_told_to_all_three_until_it_is_confirmed() -> None:
    register = {
        a: builders.keurmerkdrager(a, email=f"{e}@praktijk.nl")
        for a, e in zip("1234", ("Post", "post", "POST", "x"), strict=True)
    }
    problemen = address_problems(register)
    assert set(problemen) == {"1", "2", "3"}
    assert set(problemen.values()) == {
        "het adres post@praktijk.nl staat bij 3 keurmerkdragers; bevestig het met --gedeeld-adres, of verbeter het register"
    }
    assert address_problems(register, frozenset({"post@praktijk.nl"})) == {}
    assert set(address_problems(register, frozenset({"ander@praktijk.nl"}))) == {"1", "2", "3"}


def test_a_reader_without_an_address_shares_it_with_nobody() -> None:
    register = {a: builders.keurmerkdrager(a, email="") for a in "12"}
    assert address_problems(register) == dict.fromkeys("12", "er is geen e-mailadres")


@pytest.mark.parametrize(
    ("eigen", "bekend", "lijkt_op"),
    [
        ("praktijk.nl", {"praktjik.nl"}, "praktjik.nl"),
        ("praktijk.nl", {"praktijk.nl"}, None),
        ("praktijk.nl", {"pratkijke.nl"}, None),  # two slips
        ("ab.nl", {"ac.nl"}, None),  # too short to tell
        ("abc.nl", {"abd.nl"}, "abd.nl"),
        ("modern.nl", {"modem.nl"}, "modem.nl"),  # rn reads as m
        ("vvilg.nl", {"wilg.nl"}, "wilg.nl"),
        ("clijk.nl", {"dijk.nl"}, "dijk.nl"),
        ("outlook.com", {"outl00k.com"}, None),  # a known domain is looked like, never a lookalike
        ("gmail.co", set(), "gmail.com"),
    ],
)
def test_a_domain_that_the_eye_takes_for_another(eigen: str, bekend: set[str], lijkt_op: str | None) -> None:
    assert lookalike(f"info@{eigen}", frozenset(bekend)) == lijkt_op


def test_the_domain_is_what_follows_the_last_at() -> None:
    assert domain("info@mail.praktijk.nl") == "mail.praktijk.nl"
    assert readable("info@XN--x.nl") == "info@XN--x.nl"  # one_address has made it small letters already
