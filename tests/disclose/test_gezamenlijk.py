"""The joint report is a group: its counts of rows and response are cells that no member subtracts its own from."""

from collections.abc import Sequence
from fractions import Fraction
from functools import cache

import pytest

from spiegelrapport.compose.kwaliteit import bronnen, exclusion_rows, respons
from spiegelrapport.compose.oogopslag import _draagkracht
from spiegelrapport.figures.report_figures import ReportFigures
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS, Kwaliteitstelling, Sleutel
from spiegelrapport.model.onthulling import Grootboek, Onthulling
from spiegelrapport.model.ronde import Drempels
from tests.builders import definities
from tests.disclose.builders import LEEG, SCORE, aanval, agb, benchmark, onthul, ronde, uitgegeven

ONVOLLEDIG = Sleutel("onvolledig", "waarde", "2025", "totaal")
GEWOON = ronde(Drempels())
GROTE = [agb(i) for i in range(21, 33)]
NODIG = 0.05  # of every share of rows
Breuk = tuple[int, int]


def telling(i: int, meer: int = 0) -> Kwaliteitstelling:
    """Zorgaanbieder i: some forty rows, of which it knows every count itself."""
    dubbel, datum, los = 2 + i % 4, 1 + i % 3 + meer, 3 + i % 5
    return Kwaliteitstelling(
        trajecten=11 + i,
        gelezen={"trajecten": 40 + i, "rom": 50, "cqi": 20},
        gebruikt={"trajecten": 40 + i - dubbel - datum, "rom": 50, "cqi": 20},
        uitsluitingen={("trajecten", "dubbel traject"): dubbel, ("trajecten", "einddatum ontbreekt"): datum},
        ongekoppeld={"buiten de marge": los},
        rom=(4 + i % 5, 11 + i),
        cqi=(3 + i % 4, 10),
        instrumenten=frozenset({"OQ45"} if i % 2 else {"BSI"}),
    )


@cache
def editie(leden: range) -> Onthulling:
    return make_editie(leden)


def score(wie: str) -> tuple[float, float]:
    """Everybody's clients and mean."""
    return 50.0, 3.0 + int(wie[-4:]) % 5 / 4


def make_editie(leden: range, eerder: Grootboek = LEEG, versie: str = "1") -> Onthulling:
    kleine = frozenset(agb(i) for i in leden)
    waarden = {wie: score(wie) for wie in map(agb, range(1, 33)) if wie in kleine or wie in GROTE}
    aandelen = {wie: (12.0, 0.25) for wie in waarden}
    bron = benchmark({SCORE: waarden, ONVOLLEDIG: aandelen}, {"allen": list(waarden)}, kleine=kleine)
    tellingen = {agb(i): telling(i) for i in [*leden, *range(21, 33)]}
    instelling = ronde(Drempels(), versie=versie)
    return onthul(bron, instelling, grootboek=eerder, kleine=kleine, kwaliteit=tellingen)


def paper(onthulling: Onthulling) -> dict[str, str]:
    """What the pages about data quality say: label -> text."""
    lezing = ReportFigures(onthulling.publishables[KLEINE_AANBIEDERS], definities())
    tekst = {f"{b.naam} gebruikt": b.gebruikt for b in bronnen(lezing)}
    tekst |= {f"{r.tabel}: {r.reden}": r.aantal for r in exclusion_rows(lezing)}
    rom, cqi = respons(lezing)
    return tekst | {"rom": rom, "cqi": cqi, "gelezen": " ".join(b.gelezen for b in bronnen(lezing))}


def shares(i: int) -> dict[str, Breuk]:
    t = telling(i)
    return {
        "Behandeltrajecten gebruikt": (t.gebruikt["trajecten"], t.gelezen["trajecten"]),
        "Behandeltrajecten: dubbel traject": (t.uitsluitingen["trajecten", "dubbel traject"], t.gelezen["trajecten"]),
        "Behandeltrajecten: einddatum ontbreekt": (
            t.uitsluitingen["trajecten", "einddatum ontbreekt"],
            t.gelezen["trajecten"],
        ),
        "ROM-metingen: buiten de marge": (t.ongekoppeld["buiten de marge"], t.gelezen["rom"]),
    }  # the response is that of the chapters: figures like any other, attacked with all others


def printed(tekst: str) -> tuple[float, float] | None:
    """'12%' -> 0.12 and half its rounding step; '> 98%' -> everything over it."""
    deel = next((woord for woord in tekst.replace("\u00a0", " ").split() if "%" in woord), None)
    if deel is None:
        return None
    waarde = float(deel.strip(".%")) / 100
    if ">" in tekst or "meer dan" in tekst:
        return (1 + waarde) / 2, (1 - waarde) / 2
    return (waarde / 2, waarde / 2) if "<" in tekst or "minder dan" in tekst else (waarde, 0.005)


def narrowest(edities: Sequence[tuple[Sequence[int], Onthulling]], wat: str, attacker: int) -> float:
    """What one member, with its own counts and every edition, still cannot tell apart about any other."""
    allen = sorted({i for leden, _ in edities for i in leden})
    breuken = {agb(i): (float(shares(i)[wat][1]), float(Fraction(*shares(i)[wat]))) for i in allen}
    cellen = [
        ([agb(i) for i in leden], *gedrukt)
        for leden, onthulling in edities
        if (gedrukt := printed(paper(onthulling).get(wat, "")))
    ]
    return min(aanval(agb(doel), cellen, breuken, [agb(attacker)], (0, 1)) for doel in allen if doel != attacker)


@pytest.mark.parametrize("aantal", [1, 2, 3])
def test_too_few_to_hide_each_other_get_no_joint_report(aantal: int) -> None:
    uit = editie(range(1, aantal + 1))
    assert KLEINE_AANBIEDERS not in uit.publishables
    assert "voor een gezamenlijk rapport (ten minste 5)" in uit.niet_gemaakt[KLEINE_AANBIEDERS]
    assert "tellen wel mee in de groepen" in uit.niet_gemaakt[KLEINE_AANBIEDERS]
    assert not uit.grootboekregels["groep"].eq(KLEINE_AANBIEDERS).any()


@pytest.mark.parametrize("aantal", [5, 12])
@pytest.mark.parametrize("wat", sorted(shares(1)))
def test_a_member_that_subtracts_its_own_leaves_every_other_open(aantal: int, wat: str) -> None:
    leden = range(1, aantal + 1)
    uit = editie(leden)
    assert uit.geslaagd
    assert min(narrowest([(leden, uit)], wat, i) for i in (1, aantal)) >= NODIG


@cache
def two_editions() -> tuple[tuple[Sequence[int], Onthulling], ...]:
    """One member more in the second."""
    een = editie(range(1, 12))
    return (range(1, 12), een), (range(1, 13), make_editie(range(1, 13), uitgegeven(een), versie="2"))


@pytest.mark.parametrize("wat", sorted(shares(1)))
def test_one_member_more_in_a_second_edition_is_not_the_difference(wat: str) -> None:
    assert two_editions()[1][1].geslaagd
    assert min(narrowest(two_editions(), wat, i) for i in (1, 11)) >= NODIG


def test_the_joint_report_says_how_much_counts_and_why_rows_do_not() -> None:
    """Not by hiding everything: with twelve members the page still tells what there is to know."""
    tekst = paper(editie(range(1, 13)))
    assert tekst["Behandeltrajecten gebruikt"].endswith("%")
    assert tekst["Behandeltrajecten: dubbel traject"].endswith("%")
    assert tekst["rom"].endswith(
        "er is geen hoofdstuk waarin zij te tonen is."
    )  # this edition has no figures but its rows
    assert tekst["gelezen"] == "560 600 240"  # to tens, like every n of a group


def test_what_the_data_bear_is_said_with_the_rounded_count() -> None:
    uit = editie(range(1, 13))
    zinnen = _draagkracht(ReportFigures(uit.publishables[KLEINE_AANBIEDERS], definities()))
    assert zinnen[0] == "De cijfers over 2025 rusten op ongeveer 140 afgesloten trajecten."


def test_every_number_about_rows_is_in_the_ledger() -> None:
    regels = editie(range(1, 13)).grootboekregels
    cellen = regels.loc[regels["soort"].eq("cel") & regels["indicator"].eq("datakwaliteit")]
    assert set(cellen["groep"]) == {KLEINE_AANBIEDERS}
    assert {"gebruikt", "rom_respons", "cqi_respons", "dubbel traject", "buiten de marge"} <= set(cellen["maat"])


def test_an_instrument_that_few_members_use_is_not_named() -> None:
    namen = editie(range(1, 8)).publishables[KLEINE_AANBIEDERS].kwaliteit.instrumenten
    assert namen == ()  # four use one, three the other
    assert editie(range(1, 13)).publishables[KLEINE_AANBIEDERS].kwaliteit.instrumenten == ("BSI", "OQ45")


def test_an_own_report_shows_the_readers_own_counts() -> None:
    kwaliteit = editie(range(1, 13)).publishables[agb(21)].kwaliteit
    assert [t.gelezen.waarde for t in kwaliteit.tabellen] == [61, 50, 20]
    assert kwaliteit.rom_respons.waarde == 0.16  # 5 of 32
    assert [(u.tabel, u.deel.aantal.waarde) for u in kwaliteit.uitsluitingen] == [
        ("rom", 4),
        ("trajecten", 3),
        ("trajecten", 1),
    ]
