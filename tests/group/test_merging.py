"""Groups that are too small are merged with their like, before a report compares with something less fitting."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spiegelrapport.group import choose, make_groepen
from spiegelrapport.group.merging import bij_elkaar, los, naast_elkaar
from spiegelrapport.measure import measure
from spiegelrapport.model.ronde import Drempels, Groep, Groepsregel, Keurmerkdrager, Ronde
from tests.group.builders import agb, gemeten, keurmerkdrager
from tests.measure.builders import definities, rijen, ronde, traject

OMVANG = Groepsregel("omvang", "Omvang {waarde}", "banden", cijfer="trajecten", grenzen=(2, 3, 4))
REGIO = Groepsregel("regio", "Regio {waarde}", "kolom", kolom="regio")
ALLEN = Groepsregel("allen", "Alle zorgaanbieders", "allen")
AANTALLEN = st.lists(st.integers(1, 12), min_size=1, max_size=9)


@pytest.mark.parametrize(
    ("aantallen", "reeksen"),
    [
        ([5, 6, 7], [(0,), (1,), (2,)]),
        ([11, 7, 6, 2, 4], [(0,), (1,), (2,), (3, 4)]),  # 4 is the smaller neighbour
        ([7, 2, 7, 9], [(0, 1), (2,), (3,)]),  # of equals the lower
        ([9, 9, 1], [(0,), (1, 2)]),  # the highest has one neighbour
        ([1, 1, 9, 7], [(0, 1, 2), (3,)]),  # two that are small are still small together
        ([3, 20], [(0,), (1,)]),  # together they would be everybody
        ([4], [(0,)]),
        ([1, 5, 1, 2], [(0,), (1,), (2,), (3,)]),  # 6 and 3: not all can be made large enough, so nothing is
    ],
)
def test_the_smallest_band_joins_its_smaller_neighbour_until_all_are_large_enough(
    aantallen: list[int], reeksen: list[tuple[int, ...]]
) -> None:
    assert naast_elkaar(aantallen, 5) == reeksen


@pytest.mark.parametrize(
    ("aantallen", "anderen", "reeksen"),
    [
        ([5, 6], False, [(0,), (1,)]),
        ([3, 7, 5, 1, 4], False, [(0, 3, 4), (1,), (2,)]),
        ([9, 3], False, [(0,), (1,)]),  # one small value has nobody to go with
        ([9, 2, 2], False, [(0,), (1,), (2,)]),  # together still too small
        ([3, 4], False, [(0,), (1,)]),  # together everybody
        ([3, 4], True, [(0, 1)]),
    ],
)
def test_values_that_are_too_small_become_one_group(
    aantallen: list[int], anderen: bool, reeksen: list[tuple[int, ...]]
) -> None:
    assert bij_elkaar(aantallen, 5, anderen=anderen) == reeksen


@given(AANTALLEN, st.integers(1, 9))
def test_every_band_stays_once_in_its_order_and_all_merged_ones_are_large_enough(
    aantallen: list[int], nodig: int
) -> None:
    reeksen = naast_elkaar(aantallen, nodig)
    assert [plek for reeks in reeksen for plek in reeks] == list(range(len(aantallen)))
    omvang = [sum(aantallen[plek] for plek in reeks) for reeks in reeksen]
    assert reeksen == los(aantallen) or (min(omvang) >= nodig and len(reeksen) > 1)


@given(AANTALLEN, st.integers(1, 9), st.booleans())
def test_every_value_stays_once_and_only_small_ones_are_merged(aantallen: list[int], nodig: int, anderen: bool) -> None:
    reeksen = bij_elkaar(aantallen, nodig, anderen=anderen)
    assert sorted(plek for reeks in reeksen for plek in reeks) == list(range(len(aantallen)))
    samen = [reeks for reeks in reeksen if len(reeks) > 1]
    assert len(samen) <= 1
    for reeks in samen:
        assert all(aantallen[plek] < nodig for plek in reeks)
        assert sum(aantallen[plek] for plek in reeks) >= nodig
        assert len(reeksen) > 1 or anderen


def dragers(regios: Sequence[str]) -> dict[str, Keurmerkdrager]:
    return {agb(i): keurmerkdrager(i, regio=regio) for i, regio in enumerate(regios, start=1)}


def gemaakt(
    regel: Groepsregel, trajecten: Sequence[int] = (), regios: Sequence[str] = (), **anders: object
) -> tuple[tuple[Groep, ...], Ronde]:
    """The groups of one rule and of everybody: so many trajecten, or these regions, for zorgaanbieder 1, 2, 3 ..."""
    trajecten = trajecten or [1] * len(regios)
    instelling = ronde(benchmarkgroepen=(regel, ALLEN), **anders)
    register = dragers(regios or [""] * len(trajecten))
    return make_groepen(register, gemeten(dict(enumerate(trajecten, start=1))), instelling), instelling


def inhoud(groepen: Sequence[Groep]) -> dict[str, set[int]]:
    return {groep.id: {int(lid[2:]) for lid in groep.leden} for groep in groepen}


BANDEN = [1, 1, 1, 1, 1, 2, 2, 3, 3, 3, 4, 4]  # 5, 2, 3 and 2 zorgaanbieders per band
REGIOS = ["Noord", "Noord", "Oost", "West", "West"] + ["Zuid"] * 6


def test_a_merged_band_takes_the_place_of_its_parts_and_is_named_after_its_bounds() -> None:
    groepen, _ = gemaakt(OMVANG, BANDEN)
    assert inhoud(groepen) == {
        "omvang:0": {1, 2, 3, 4, 5},
        "omvang:1-3": {6, 7, 8, 9, 10, 11, 12},
        "allen": set(range(1, 13)),
    }
    assert [groep.naam for groep in groepen] == ["Omvang minder dan 2", "Omvang 2 of meer", "Alle zorgaanbieders"]


@pytest.mark.parametrize(
    ("trajecten", "naam"),
    [
        ([1] * 2 + [2] * 3 + [3] * 6, "Omvang minder dan 3"),
        ([1] * 6 + [2] * 2 + [3] * 3 + [4] * 6, "Omvang 2 tot 4"),
        ([1] * 6 + [2] * 2 + [4] * 4, "Omvang 2 of meer"),  # nobody in the band between them
    ],
)
def test_the_name_of_merged_bands_runs_from_the_lowest_bound_to_the_highest(trajecten: list[int], naam: str) -> None:
    groepen, _ = gemaakt(OMVANG, trajecten)
    assert [groep.naam for groep in groepen if groep.delen] == [naam]


def test_a_merged_band_of_shares_is_named_in_percents_and_large_bounds_have_their_dot() -> None:
    chronisch = Groepsregel("chr", "{waarde}", "banden", cijfer="mix.chronisch", grenzen=(0.2, 0.4, 0.6))
    groot = replace(OMVANG, grenzen=(1, 2, 1000))
    [samen] = [g for g in gemaakt(groot, [1] * 5 + [2] * 3 + [1000] * 2)[0] if g.delen]
    assert samen.naam == "Omvang 2 of meer"
    zwaar = [0] * 5 + [5, 5, 9, 9, 9] + [15] * 5  # of twenty trajecten
    trajecten = [
        traject(agb=agb(wie), traject_id=f"T{i}", prestatie_geleverd="GBG05" if i < hoeveel else "GBG02")
        for wie, hoeveel in enumerate(zwaar, start=1)
        for i in range(20)
    ]
    meetwaarden = measure(rijen(trajecten), definities(), ronde(), frozenset())
    groepen = make_groepen(dragers([""] * 15), meetwaarden, ronde(benchmarkgroepen=(chronisch, ALLEN)))
    assert [groep.naam for groep in groepen if groep.delen] == ["20% tot 60%"]


def test_small_values_of_a_column_become_one_group_that_names_them_all() -> None:
    groepen, _ = gemaakt(REGIO, regios=REGIOS)
    assert inhoud(groepen) == {
        "regio:Noord+Oost+West": {1, 2, 3, 4, 5},
        "regio:Zuid": set(range(6, 12)),
        "allen": set(range(1, 12)),
    }
    assert groepen[0].naam == "Regio Noord, Oost en West"


def test_a_value_that_reads_like_two_that_were_merged_is_another_group() -> None:
    groepen, _ = gemaakt(REGIO, regios=["A"] * 3 + ["B"] * 3 + ["A+B"] * 6)
    assert [groep.id for groep in groepen] == ["regio:A+B", "regio:A%2BB", "allen"]


def test_a_column_that_is_limited_to_some_values_merges_only_those() -> None:
    regios = ["Noord"] * 2 + ["Oost"] * 3 + ["West"] * 2 + ["Zuid"] * 6
    groepen, _ = gemaakt(replace(REGIO, waarden=("Noord", "Oost")), regios=regios)
    assert inhoud(groepen)["regio:Noord+Oost"] == {1, 2, 3, 4, 5}
    assert len(groepen) == 2


def test_those_without_a_value_are_nobodys_others() -> None:
    """All who have a value would be one group: that is everybody but the blanks, and says nothing of who is alike."""
    groepen, _ = gemaakt(REGIO, regios=["Noord"] * 3 + ["Oost"] * 4 + [""] * 6)
    assert not [groep for groep in groepen if groep.delen]


@pytest.mark.parametrize("regel", [OMVANG, REGIO], ids=["banden", "kolom"])
def test_a_rule_that_may_not_merge_keeps_its_small_groups(regel: Groepsregel) -> None:
    groepen, _ = gemaakt(
        replace(regel, samenvoegen=False), BANDEN, ["Noord", "Oost", "Oost"] + ["West"] * 3 + ["Zuid"] * 6
    )
    assert not [groep for groep in groepen if groep.delen]
    assert min(len(groep.leden) for groep in groepen) < 5


def test_a_list_and_everybody_are_never_merged() -> None:
    groepen, _ = gemaakt(Groepsregel("kring", "Leerkring", "lijst", leden=(agb(1), agb(2))), BANDEN)
    assert [(groep.id, groep.delen) for groep in groepen] == [("kring", ()), ("allen", ())]


def test_a_coalition_makes_larger_groups_necessary() -> None:
    groepen, instelling = gemaakt(OMVANG, BANDEN, drempels=Drempels(coalitie=4))
    assert instelling.drempels.minimum_k() == 6
    assert not [groep for groep in groepen if groep.delen]  # 5 and 7: not both can have 6


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.integers(1, 5), st.sampled_from(["", "A", "B", "C", "A+B"])), min_size=1, max_size=20),
    st.randoms(use_true_random=False),
)
def test_everybody_with_a_value_is_in_one_group_per_rule_whatever_the_order_of_the_register(
    rijen: list[tuple[int, str]], toeval: random.Random
) -> None:
    instelling = ronde(benchmarkgroepen=(OMVANG, REGIO, ALLEN))
    meetwaarden, register = gemeten({i: n for i, (n, _) in enumerate(rijen, 1)}), dragers([regio for _, regio in rijen])
    groepen = make_groepen(register, meetwaarden, instelling)
    geschud = dict(toeval.sample(sorted(register.items()), len(register)))
    assert make_groepen(geschud, meetwaarden, instelling) == groepen
    assert len({groep.id for groep in groepen}) == len(groepen)
    for code, horen in [("omvang", set(register)), ("regio", {a for a, d in register.items() if d.regio})]:
        leden = [lid for groep in groepen if groep.code == code for lid in groep.leden]
        assert sorted(leden) == sorted(horen)
    assert all(len(groep.leden) >= instelling.drempels.minimum_k() for groep in groepen if groep.delen)
    assert all(groep.leden == frozenset().union(*(d.leden for d in groep.delen)) for groep in groepen if groep.delen)


def redenen(groepen: tuple[Groep, ...], instelling: Ronde) -> Mapping[int, str | None]:
    return {int(wie[2:]): keuze.terugval for wie, keuze in choose(groepen, instelling).items() if wie.isdigit()}


def test_the_reader_of_a_small_band_is_told_that_it_was_merged_and_into_what() -> None:
    teksten = redenen(*gemaakt(OMVANG, BANDEN))
    assert teksten[6] == (
        "De groep ‘Omvang 2 tot 3’ telt minder dan 5 zorgaanbieders. Daarom is zij samengevoegd tot een ruimere groep: "
        "‘Omvang 2 of meer’."
    )
    assert teksten[1] is None


def test_the_reader_of_a_large_band_is_told_why_it_grew() -> None:
    teksten = redenen(*gemaakt(OMVANG, [1] * 6 + [2] * 7 + [3] * 1))
    assert teksten[7] == (
        "De groep ‘Omvang 2 tot 3’ is ruimer gemaakt, omdat een groep ernaast minder dan 5 zorgaanbieders telt. "
        "Zij heet nu ‘Omvang 2 tot 4’."
    )


def test_the_reader_of_merged_values_is_told_that_they_differ() -> None:
    teksten = redenen(*gemaakt(REGIO, regios=REGIOS))
    assert teksten[3] == (
        "De groep ‘Regio Oost’ telt minder dan 5 zorgaanbieders. Daarom is zij samengevoegd tot een ruimere groep: "
        "‘Regio Noord, Oost en West’. De organisaties in die groep verschillen dus in het kenmerk ‘regio’. Houd daar "
        "rekening mee als je vergelijkt."
    )
    assert teksten[7] is None


def test_a_merged_group_after_a_list_that_is_too_small_says_both() -> None:
    kring = Groepsregel("kring", "Leerkring", "lijst", leden=(agb(6), agb(7)))
    instelling = ronde(benchmarkgroepen=(kring, OMVANG, ALLEN))
    groepen = make_groepen(dragers([""] * 12), gemeten(dict(enumerate(BANDEN, start=1))), instelling)
    assert choose(groepen, instelling)[agb(6)].groepen == ("omvang:1-3", "allen")
    assert redenen(groepen, instelling)[6] == (
        "De groep ‘Leerkring’ lijkt meer op jouw organisatie, maar telt minder dan 5 zorgaanbieders. Daarom vergelijken "
        "we met ‘Omvang 2 of meer’. Dat is een samengevoegde groep, omdat een deel ervan minder dan 5 zorgaanbieders telt."
    )


def test_what_cannot_be_merged_falls_back_as_before() -> None:
    teksten = redenen(*gemaakt(OMVANG, [1] * 3 + [2] * 6))
    assert teksten[1] == (
        "De groep ‘Omvang minder dan 2’ lijkt meer op jouw organisatie, maar telt minder dan 5 zorgaanbieders. Daarom "
        "vergelijken we met ‘Alle zorgaanbieders’."
    )
