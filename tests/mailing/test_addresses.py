"""Exactly one address, or a reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiegelrapport.mailing.addresses import AdresError, lookalike, one_address, readable


@pytest.mark.parametrize(
    ("tekst", "adres"),
    [
        (" info@praktijk.nl ", "info@praktijk.nl"),
        ("Info@Praktijk.NL", "Info@praktijk.nl"),
        ("o'neill+ggz@mail.de-wilg.nl", "o'neill+ggz@mail.de-wilg.nl"),
        ("a@b.xn--p1ai", "a@b.xn--p1ai"),
    ],
)
def test_an_address_is_taken_as_it_stands(tekst: str, adres: str) -> None:
    assert one_address(tekst) == adres


@pytest.mark.parametrize(
    "tekst", ["a@b", "@b.nl", "a@", "a@-b.nl", "a@b-.nl", ".a@b.nl", "a.@b.nl", "a@b..nl", "a@@b.nl"]
)
def test_what_looks_like_an_address_but_is_not_is_refused(tekst: str) -> None:
    with pytest.raises(AdresError):
        one_address(tekst)


def test_an_address_that_is_too_long_is_refused() -> None:
    with pytest.raises(AdresError, match="langer"):
        one_address(f"{'a' * 65}@praktijk.nl")


@given(st.text(alphabet="ab.@,;<> \t\r\n\u200b\"'é-_+1", max_size=30))
def test_whatever_comes_out_is_one_plain_address_that_comes_out_again(tekst: str) -> None:
    try:
        adres = one_address(tekst)
    except AdresError:
        return
    assert adres.count("@") == 1
    assert adres.isascii()
    assert not set(adres) & set(' \t\r\n,;<>"')
    assert one_address(adres) == adres


@pytest.mark.parametrize(
    ("adres", "lijkt_op"),
    [
        ("x@gmial.com", "gmail.com"),
        ("x@gmai.com", "gmail.com"),
        ("x@gmaill.com", "gmail.com"),
        ("x@hotmail.con", "hotmail.com"),
        ("x@dewilgg.nl", "dewilg.nl"),
        ("x@gmail.com", None),
        ("x@dewilg.nl", None),
        ("x@anders.nl", None),
        ("x@0utlook.com", "outlook.com"),
        ("x@hotrnail.com", "hotmail.com"),
        ("x@z1ggo.nl", "ziggo.nl"),
        ("x@gmai1.c0m", "gmail.com"),
    ],
)
def test_one_slip_of_the_keyboard_is_seen(adres: str, lijkt_op: str | None) -> None:
    assert lookalike(adres, frozenset({"dewilg.nl"})) == lijkt_op


@pytest.mark.parametrize(
    ("adres", "gezien"),
    [
        ("info@xn--gmal-nza.com", "info@gmaıl.com"),
        ("info@mail.xn--praktjk-kza.nl", "info@mail.praktîjk.nl"),
        ("info@xn--a.nl", "info@(geen geldig domein)"),
        ("info@praktijk.nl", "info@praktijk.nl"),
    ],
)
def test_a_punycode_domain_is_shown_as_it_is_read(adres: str, gezien: str) -> None:
    assert readable(adres) == gezien
