"""What the bounds of a group say of its members counts in the audit; a bound that pins somebody is refused."""

from dataclasses import replace

import pytest

from spiegelrapport.errors import DisclosureError
from spiegelrapport.model.cijfers import Sleutel
from spiegelrapport.model.onthulling import Grootboek, Onthulling
from spiegelrapport.model.ronde import Groepsregel
from tests.disclose.builders import (
    AANDEEL,
    LEEG,
    agb,
    benchmark,
    figuur,
    gedrukt,
    onthul,
    ronde,
    soepel,
    uitgegeven,
    zonder_kwantielen,
)

LAAG = [0.0, 0.01, 0.01, 0.0, 0.01, 0.0, 0.01]
REST = [0.10, 0.22, 0.31, 0.44, 0.52, 0.61, 0.72, 0.35]


def banden(*grenzen: float, cijfer: str = "opschalen.waarde") -> Groepsregel:
    return Groepsregel("mix", "{waarde}", "banden", cijfer=cijfer, grenzen=grenzen)


def met(
    regel: Groepsregel,
    waarden: list[float],
    grens: float,
    sleutel: Sleutel = AANDEEL,
    *,
    kwantielen: bool = False,
    n: int = 100,
) -> Onthulling:
    """A round in which this rule made two groups of these values."""
    paren = figuur(waarden, n=n)
    onder = [wie for wie, (_, waarde) in paren.items() if waarde < grens]
    boven = [wie for wie in paren if wie not in onder]
    bron = benchmark({sleutel: paren}, {"mix:0": onder, "mix:1": boven, "allen": list(paren)})
    bron = bron if kwantielen else zonder_kwantielen(bron)
    instelling = ronde(soepel(zorgaanbieders_per_groep=5, aandeel_grootste=0.25))
    return onthul(bron, replace(instelling, benchmarkgroepen=(regel, *instelling.benchmarkgroepen)))


def test_a_bound_that_says_of_seven_that_they_are_under_two_percent_is_refused() -> None:
    with pytest.raises(DisclosureError) as fout:
        met(banden(0.02), LAAG + REST, 0.02)
    assert "verraden van 7 zorgaanbieders het cijfer opschalen.waarde" in fout.value.bericht
    assert (
        "wie de groep en het aantal cliënten kent, weet het op 1,0%, en er moet 5,0% open blijven" in fout.value.bericht
    )
    assert fout.value.waar == "ronde.toml, benchmarkgroep 'mix'"
    assert "grenzen = [0.06]" in fout.value.tip


def test_bounds_that_lie_too_near_each_other_are_moved_apart_in_the_proposal() -> None:
    with pytest.raises(DisclosureError) as fout:
        met(banden(0.02, 0.07, 0.5, 0.98), LAAG + REST, 0.02)
    assert "grenzen = [0.06, 0.12, 0.5]" in fout.value.tip


def test_the_proposal_itself_is_taken() -> None:
    assert met(banden(0.06), LAAG + REST, 0.06).geslaagd


def test_a_class_that_holds_one_whole_number_of_clients_is_refused() -> None:
    """Of 100 clients 0.05 to 0.10 leaves 5 to 9; of 15 it leaves one: between 0.75 and 1.5."""
    ruim = [0.06, 0.07, 0.08, 0.09, 0.06, 0.07, *(waarde for waarde in REST if waarde > 0.2)]
    assert met(banden(0.05, 0.11), ruim, 0.11).geslaagd
    with pytest.raises(DisclosureError, match="wie de groep en het aantal cliënten kent, weet het precies"):
        met(banden(0.05, 0.1), [1 / 15] * 6 + [4 / 15, 5 / 15] * 4, 0.1, n=15)


def test_what_the_bound_says_is_held_against_the_groups_median() -> None:
    """All six at least 90%, with a median beside the pooled value: who is within a class can move within it only."""
    waarden = [0.90, 0.90, 0.91, 0.90, 0.90, 0.90, *REST]
    lijst = Groepsregel("mix", "Met zes", "lijst", leden=tuple(agb(i) for i in range(1, 7)))
    open_ = gedrukt(met(lijst, waarden, 0.9, kwantielen=True))[0, "mix:1", AANDEEL]
    assert (open_.p50, open_.gepoold) == (0.90, 0.90)
    dicht = met(banden(0.9), waarden, 0.9, kwantielen=True)
    assert dicht.geslaagd
    assert None in (gedrukt(dicht)[0, "mix:1", AANDEEL].p50, gedrukt(dicht)[0, "mix:1", AANDEEL].gepoold)


def test_what_the_bound_says_is_held_against_the_groups_pooled_value() -> None:
    """All six at least 90% and together 90%: then each is. Without the rule the same value goes out."""
    waarden = [0.90, 0.90, 0.91, 0.90, 0.90, 0.90, *REST]
    lijst = Groepsregel("mix", "Met zes", "lijst", leden=tuple(agb(i) for i in range(1, 7)))
    assert gedrukt(met(lijst, waarden, 0.9))[0, "mix:1", AANDEEL].gepoold == 0.90
    dicht = met(banden(0.9), waarden, 0.9)
    assert dicht.geslaagd
    assert gedrukt(dicht)[0, "mix:1", AANDEEL].gepoold is None


def test_a_value_that_falls_for_a_bound_comes_with_bounds_that_would_keep_it() -> None:
    """The class alone is wide enough, and so is the value alone; together they are not."""
    waarden = [0.90, 0.90, 0.91, 0.90, 0.90, 0.90, *REST]
    [regel] = met(banden(0.9), waarden, 0.9).voorstellen
    assert regel.startswith(
        "Let op: door de grenzen van benchmarkgroep 'mix' valt 1 groepscijfer van opschalen.waarde weg: wie de groep kent, "
    )
    assert "Neem bijvoorbeeld grenzen = [0.89], of deel in naar 'trajecten'" in regel
    ruim = met(banden(0.89), waarden, 0.89)
    assert gedrukt(ruim)[0, "mix:1", AANDEEL].gepoold == 0.90
    assert ruim.voorstellen == ()


HOOG = [0.90, 0.90, 0.91, 0.90, 0.90, 0.90]


def test_what_an_earlier_edition_said_by_its_bounds_still_counts() -> None:
    """The rule is gone in the next edition, its groups are read again as a list: who kept the report knows the bound."""
    eerst = met(banden(0.9), HOOG + REST, 0.9)
    daarna = list_of_six(HOOG + REST, uitgegeven(eerst, versie="1"))
    assert daarna.geslaagd
    assert gedrukt(daarna)[0, "mix:1", AANDEEL].gepoold is None
    assert gedrukt(list_of_six(HOOG + REST, LEEG))[0, "mix:1", AANDEEL].gepoold == 0.90


def list_of_six(waarden: list[float], eerder: Grootboek) -> Onthulling:
    paren = figuur(waarden, n=100)
    zes, rest = list(paren)[:6], list(paren)[6:]
    bron = zonder_kwantielen(benchmark({AANDEEL: paren}, {"mix:1": zes, "mix:0": rest, "allen": list(paren)}))
    instelling = ronde(soepel(zorgaanbieders_per_groep=5, aandeel_grootste=0.25), versie="2")
    return onthul(bron, instelling, grootboek=eerder)


def test_a_bound_on_a_figure_of_parts_is_held_against_its_pooled_value() -> None:
    """A total is the sum of two prestaties; the bound is on the total."""
    delen = {deel: figuur(HOOG + REST, n=50) for deel in ("diagnostiek", "behandeling")}
    sleutels = {AANDEEL._replace(uitsplitsing=deel): paren for deel, paren in delen.items()}
    paren = figuur(HOOG + REST, n=100)
    zes, rest = list(paren)[:6], list(paren)[6:]
    bron = zonder_kwantielen(
        benchmark({AANDEEL: paren, **sleutels}, {"mix:1": zes, "mix:0": rest, "allen": list(paren)})
    )
    instelling = ronde(soepel(zorgaanbieders_per_groep=5, aandeel_grootste=0.25))
    uit = onthul(bron, replace(instelling, benchmarkgroepen=(banden(0.9), *instelling.benchmarkgroepen)))
    assert uit.geslaagd
    cellen = gedrukt(uit)
    assert cellen[0, "mix:1", AANDEEL].gepoold is None or all(cellen[0, "mix:1", s].gepoold is None for s in sleutels)


def test_a_band_on_a_median_over_clients_is_refused() -> None:
    mediaan = Sleutel("behandelminuten", "mediaan", "2025", "totaal")
    with pytest.raises(DisclosureError, match="dat is een mediaan over cliënten"):
        met(banden(400.0, cijfer="behandelminuten.mediaan"), [float(300 + 20 * i) for i in range(14)], 400.0, mediaan)


def test_bands_on_numbers_of_trajecten_tell_nothing_new() -> None:
    assert met(banden(20.0, cijfer="trajecten"), LAAG + REST, 0.02).geslaagd
