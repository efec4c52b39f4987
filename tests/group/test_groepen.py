"""Benchmarkgroepen: who is in which, and which of them a report compares with."""

from typing import Any

import pytest

from spiegelrapport.errors import SettingError
from spiegelrapport.group import choose, make_groepen
from spiegelrapport.measure import measure
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS
from spiegelrapport.model.ronde import Drempels, Groep, GroepKeuze, Groepsregel, Keurmerkdrager
from tests.group.builders import agb, gemeten, keurmerkdrager, register
from tests.measure.builders import definities, rijen, ronde, traject

ALLEN = Groepsregel("allen", "Alle zorgaanbieders", "allen")


def groepen(
    *regels: Groepsregel, aantallen: dict[int, int] | None = None, dragers: dict[str, Keurmerkdrager] | None = None
) -> dict[str, set[int]]:
    aantallen = aantallen or dict.fromkeys(range(1, 9), 1)
    gemaakt = make_groepen(dragers or register(8), gemeten(aantallen), ronde(benchmarkgroepen=(*regels, ALLEN)))
    return {groep.id: {int(lid[2:]) for lid in groep.leden} for groep in gemaakt}


def test_everybody_is_a_group_even_when_no_rule_says_so() -> None:
    gemaakt = make_groepen(register(3), gemeten({1: 1, 3: 1}), ronde())
    assert [(groep.id, groep.leden) for groep in gemaakt] == [
        ("allen", frozenset({agb(1), agb(3)}))
    ]  # 2 delivered nothing


def test_a_column_makes_a_group_per_value() -> None:
    assert groepen(Groepsregel("type", "{waarde}", "kolom", kolom="type")) == {
        "type:instelling": {1, 3, 5, 7},
        "type:vrijgevestigd": {2, 4, 6, 8},
        "allen": set(range(1, 9)),
    }


def test_a_column_can_be_limited_to_some_values() -> None:
    regel = Groepsregel("type", "{waarde}", "kolom", kolom="type", waarden=("instelling",))
    assert set(groepen(regel)) == {"type:instelling", "allen"}


def test_any_further_column_of_the_register_will_do_and_a_blank_is_in_no_group() -> None:
    dragers = {agb(i): keurmerkdrager(i, kenmerken={"netwerk": "A" if i < 4 else ""}) for i in range(1, 9)}
    assert groepen(Groepsregel("net", "{waarde}", "kolom", kolom="netwerk"), dragers=dragers)["net:A"] == {1, 2, 3}


def test_bands_cut_at_their_bounds_and_a_bound_belongs_to_the_higher() -> None:
    regel = Groepsregel("omvang", "{waarde} trajecten", "banden", cijfer="trajecten", grenzen=(2, 4))
    aantallen = {1: 1, 2: 2, 3: 3, 4: 4, 5: 9}
    assert groepen(regel, aantallen=aantallen) == {
        "omvang:0": {1},
        "omvang:1": {2, 3},
        "omvang:2": {4, 5},
        "allen": {1, 2, 3, 4, 5},
    }
    namen = [g.naam for g in make_groepen(register(5), gemeten(aantallen), ronde(benchmarkgroepen=(regel, ALLEN)))]
    assert namen[:3] == ["minder dan 2 trajecten", "2 tot 4 trajecten", "4 of meer trajecten"]


def test_bands_of_a_share_are_named_in_percents() -> None:
    regel = Groepsregel("chr", "chronisch {waarde}", "banden", cijfer="mix.chronisch", grenzen=(0.2, 0.6))
    gemaakt = make_groepen(
        register(2), gemeten({1: 20, 2: 20}, prestatie_geleverd="GBG05"), ronde(benchmarkgroepen=(regel, ALLEN))
    )
    assert gemaakt[0].naam == "chronisch 60% of meer"


def test_who_has_so_few_clients_that_a_class_would_tell_is_in_no_class() -> None:
    """Of 4 trajecten only 1 or 2 lie from 20% up to 60%, that is fine; but under 20% there is 0 alone."""
    regel = Groepsregel("chr", "chronisch {waarde}", "banden", cijfer="mix.chronisch", grenzen=(0.2, 0.6))
    gemaakt = make_groepen(
        register(3), gemeten({1: 20, 2: 4, 3: 20}, prestatie_geleverd="GBG05"), ronde(benchmarkgroepen=(regel, ALLEN))
    )
    assert gemaakt[0].leden == {agb(1), agb(3)}


def test_a_list_holds_those_who_delivered() -> None:
    regel = Groepsregel("kring", "Leerkring", "lijst", leden=(agb(1), agb(2), agb(8)))
    assert groepen(regel, aantallen={1: 1, 2: 1, 3: 1})["kring"] == {1, 2}


@pytest.mark.parametrize(
    ("regel", "bericht", "tip"),
    [
        (Groepsregel("x", "x", "lijst", leden=("06999999",)), "06999999", "haal de code uit"),
        (Groepsregel("x", "x", "kolom", kolom="sectr"), "onbekende kolom 'sectr'", "bedoel je 'sector'?"),
        (
            Groepsregel("x", "x", "banden", cijfer="mix.kronisch", grenzen=(1,)),
            "onbekend cijfer",
            "bedoel je 'mix.chronisch'?",
        ),
    ],
)
def test_a_rule_that_names_something_unknown_is_refused(regel: Groepsregel, bericht: str, tip: str) -> None:
    with pytest.raises(SettingError, match=bericht) as fout:
        groepen(regel)
    assert tip in fout.value.tip


def keuze(wie: int, *maten: tuple[str, set[int]], **drempels: Any) -> GroepKeuze:
    """Who compares with what, given groups of these members in order of preference."""
    lijst = [Groep(code, code, f"Groep {code}", frozenset(agb(i) for i in leden)) for code, leden in maten]
    allen = Groep("allen", "allen", "Alle zorgaanbieders", frozenset(agb(i) for i in range(1, 13)))
    return choose([*lijst, allen], ronde(drempels=Drempels(**drempels)))[agb(wie)]


def test_the_first_group_that_is_large_enough_is_chosen() -> None:
    assert keuze(1, ("a", {1, 2, 3, 4, 5}), ("b", {1, 2, 3, 4, 5, 6})).groepen == ("a", "allen")


def test_a_group_that_is_too_small_falls_back_and_the_report_says_so_without_members() -> None:
    uit = keuze(1, ("a", {1, 2}), ("b", {1, 2, 3, 4, 5}))
    assert uit.groepen == ("b", "allen")
    assert uit.terugval is not None
    assert "‘Groep a’ lijkt meer" in uit.terugval
    assert "‘Groep b’" in uit.terugval
    assert "06" not in uit.terugval


def test_who_fits_no_group_compares_with_everybody_only() -> None:
    uit = keuze(9, ("a", {1, 2, 3, 4, 5}))
    assert (uit.groepen, uit.terugval) == (("allen",), None)


def test_a_coalition_makes_the_minimum_larger() -> None:
    assert keuze(1, ("a", set(range(1, 7))), coalitie=5).groepen == ("allen",)


def test_a_group_of_everybody_adds_nothing() -> None:
    assert keuze(1, ("a", set(range(1, 13)))).groepen == ("allen",)


def test_the_joint_report_compares_with_everybody_and_is_nobodys_member() -> None:
    meetwaarden = measure(rijen([traject()]), definities(), ronde(), frozenset(["06000001"]))
    gemaakt = make_groepen(register(1), meetwaarden, ronde())
    assert gemaakt[-1].leden == {"06000001"}
    assert choose(gemaakt, ronde())[KLEINE_AANBIEDERS].groepen == ("allen",)
