"""What holds for every round: nothing under a minimum, nothing unpublished in a document, nobody's doing in another's."""

import dataclasses

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spiegelrapport.audit.linear_program import Condition, Program, Teller
from spiegelrapport.audit.moves import eigen_ruimte
from spiegelrapport.audit.relations import Block
from spiegelrapport.audit.slots import kwantiel
from spiegelrapport.disclose.thresholds import unsafe
from spiegelrapport.figures.rounding import round_n, round_value
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS
from spiegelrapport.model.ronde import Drempels
from tests.builders import definities, keurmerkdrager
from tests.disclose.builders import (
    AANDEEL,
    SCORE,
    Grootboek,
    agb,
    benchmark,
    disclose,
    figuur,
    gedrukt,
    meetwaarden,
    onthul,
    ronde,
    uitgegeven,
)

STRENG = ronde(Drempels())
WAARDEN = [3.1, 4.4, 3.9, 4.2, 4.9, 2.7, 3.3, 4.6, 3.8, 4.0, 3.6, 4.3, 2.9, 4.7]


def test_the_p_percent_rule_decides_as_the_handbook_does() -> None:
    assert unsafe(np.array([[50000.0, 49000, 1000], [52000, 50000, 8000]]), 10).tolist() == [True, False]


def test_a_suppressed_table_of_two_by_two_is_bounded_as_in_the_reference() -> None:
    """Row sums 7 and 3, column sums 6 and 4: X11 in [3, 6], X12 in [1, 4], X21 and X22 in [0, 3]."""
    blok = Block(
        {0: {0: 1.0}}, np.full((1, 4), 10.0), np.array([[5.0, 2, 1, 2]]), np.zeros(1), np.ones(1), geheel=False
    )
    sommen = {(0, 1): 7, (2, 3): 3, (0, 2): 6, (1, 3): 4}
    voorwaarden = [Condition(0, np.isin(range(4), leden), som, som) for leden, som in sommen.items()]
    programma = Program(blok, voorwaarden, Teller())
    bereiken = [programma.bereik({programma.kolom(0, int(programma.atoom[i])): 1.0}) for i in range(4)]
    assert np.allclose(bereiken, [(3, 6), (1, 4), (0, 3), (0, 3)], atol=1e-6)


def test_somebody_set_apart_who_lacks_a_figure_makes_way_for_one_who_has_it() -> None:
    """The first has no second figure. In its place another is weighed, whose second figure is in the printed sum."""
    gewicht = np.array([[10.0, 10, 10], [0, 10, 10]])
    som = np.array([[5.0, 2, 1], [0, 4, 6]])
    blok = Block({0: {0: 1.0}, 1: {1: 1.0}}, gewicht, som, np.zeros(2), np.ones(2), geheel=False)
    samen = np.ones(3, bool)
    programma = Program(blok, [Condition(0, samen, 8, 8), Condition(1, samen, 10, 10)], Teller(), apart=0)
    plek, rest = (int(programma.atoom[i]) for i in (0, 1))
    programma.set_objective(programma.alle_nauw(1), plek, [rest], np.array([0, 2]), 1, 1)
    assert np.allclose(programma.bereik({programma.kolom(1, plek): 1.0}), (4, 4), atol=1e-6)  # the third's is known


@given(st.floats(-1e4, 1e4), st.integers(0, 4))
def test_rounding_is_to_the_nearest_step_and_prints_exactly(waarde: float, plaatsen: int) -> None:
    afgerond = float(round_value(waarde, plaatsen))
    assert abs(afgerond - waarde) <= 0.5 * 10.0**-plaatsen + 1e-6
    assert afgerond == round(afgerond, plaatsen)


def test_counts_of_groups_are_rounded() -> None:
    assert round_n(np.array([12, 13, 98, 104, 105, 1234])).tolist() == [10, 15, 100, 100, 110, 1230]


@given(st.lists(st.integers(0, 40), min_size=3, max_size=15), st.sampled_from([0.1, 0.25, 0.5, 0.75, 0.9]))
@settings(deadline=None)
def test_an_own_move_within_its_room_never_changes_the_printed_quantile(waarden: list[int], p: float) -> None:
    gesorteerd = np.sort(np.array(waarden, float))
    gedrukt = float(round_value(kwantiel(gesorteerd[None, :], p)[0], 0))
    assert kwantiel(gesorteerd[None, :], p)[0] == pytest.approx(np.quantile(gesorteerd, p, method="median_unbiased"))
    laag, hoog = eigen_ruimte(gesorteerd, np.arange(len(gesorteerd)), p, gedrukt, 0.5)
    for plek in range(len(gesorteerd)):
        for doel in (max(laag[plek], -100.0), min(hoog[plek], 100.0)):
            nieuw = np.sort(np.where(np.arange(len(gesorteerd)) == plek, doel, gesorteerd))
            assert abs(kwantiel(nieuw[None, :], p)[0] - gedrukt) <= 0.5 + 1e-6
        for buiten in (laag[plek] - 0.01, hoog[plek] + 0.01):
            if np.isfinite(buiten):
                nieuw = np.sort(np.where(np.arange(len(gesorteerd)) == plek, buiten, gesorteerd))
                assert abs(kwantiel(nieuw[None, :], p)[0] - gedrukt) > 0.5


@given(
    st.lists(st.tuples(st.integers(1, 60), st.integers(0, 100)), min_size=2, max_size=16),
    st.integers(2, 12),
)
@settings(deadline=None, max_examples=25)
def test_nothing_under_a_minimum_reaches_paper(paren: list[tuple[int, int]], k: int) -> None:
    waarden = {agb(i): (float(n), round(n * deel / 100) / n) for i, (n, deel) in enumerate(paren, 1)}
    bron = benchmark({AANDEEL: waarden}, {"type:a": list(waarden)[:k], "allen": list(waarden)})
    uitkomst = onthul(bron, STRENG)
    assert uitkomst.geslaagd
    for publishable in uitkomst.publishables.values():
        eigen = publishable.cijfers[AANDEEL].eigen
        assert eigen.waarde is None or waarden[publishable.agb][0] >= 10
    for (_, groep, _), cel in gedrukt(uitkomst).items():
        leden = [a for a in waarden if groep == "allen" or a in list(waarden)[:k]]
        if cel.gepoold is not None:
            totaal = sum(waarden[a][0] for a in leden)
            assert len(leden) >= 5
            assert max(waarden[a][0] for a in leden) <= 0.25 * totaal
            assert 0.02 <= cel.gepoold <= 0.98
        if cel.p90 is not None:
            assert len(leden) >= 10


def test_the_input_is_left_as_it_was() -> None:
    waarden = figuur(WAARDEN)
    bron = benchmark({SCORE: waarden}, {"allen": list(waarden)})
    voor = bron.meetwaarden.frame.copy(), bron.groepscijfers.frame.copy()
    onthul(bron, STRENG)
    pd.testing.assert_frame_equal(bron.meetwaarden.frame, voor[0])
    pd.testing.assert_frame_equal(bron.groepscijfers.frame, voor[1])


def test_the_order_of_zorgaanbieders_does_not_matter() -> None:
    waarden = figuur(WAARDEN)
    heen = benchmark({SCORE: waarden}, {"allen": list(waarden)})
    terug = benchmark({SCORE: dict(reversed(waarden.items()))}, {"allen": list(waarden)[::-1]})
    assert onthul(heen, STRENG).publishables == onthul(terug, STRENG).publishables


def test_a_document_knows_nothing_of_the_others_names() -> None:
    waarden = figuur(WAARDEN)
    bron = benchmark({SCORE: waarden}, {"allen": list(waarden)})

    def met_namen(naam: str) -> object:
        register = {a: keurmerkdrager(a, naam="Ik" if a == agb(1) else f"{naam} {a}") for a in waarden}
        uitkomst = disclose(bron, register, {}, definities(), STRENG, Grootboek(), frozenset())
        return uitkomst.publishables[agb(1)]

    assert met_namen("Praktijk") == met_namen("Centrum")


def test_two_others_trading_places_changes_nothing_in_my_document() -> None:
    waarden = figuur(WAARDEN)
    geruild = waarden | {agb(5): waarden[agb(9)], agb(9): waarden[agb(5)]}
    heen, ruil = (benchmark({SCORE: w}, {"allen": list(waarden)}) for w in (waarden, geruild))
    assert onthul(heen, STRENG).publishables[agb(1)] == onthul(ruil, STRENG).publishables[agb(1)]


def test_a_change_that_rounds_away_changes_nothing_in_my_document() -> None:
    waarden = figuur(WAARDEN)
    anders = waarden | {agb(5): (50.0, waarden[agb(5)][1] + 0.0004), agb(9): (50.0, waarden[agb(9)][1] - 0.0004)}
    heen, ander = (benchmark({SCORE: w}, {"allen": list(waarden)}) for w in (waarden, anders))
    assert onthul(heen, STRENG).publishables[agb(1)] == onthul(ander, STRENG).publishables[agb(1)]


def test_the_joint_report_is_one_document_for_its_members_and_its_interval_is_made_of_print() -> None:
    waarden = figuur([0.4, 0.5, 0.3, 0.6, 0.45, 0.35, *np.linspace(0.2, 0.7, 14)], n=40)
    waarden = {a: (n, round(w * n) / n) for a, (n, w) in waarden.items()}
    kleine = frozenset(list(waarden)[:6])
    bron = benchmark({AANDEEL: waarden}, {"allen": list(waarden)}, kleine=kleine)
    uitkomst = onthul(bron, STRENG, kleine=kleine)
    samen = uitkomst.publishables[KLEINE_AANBIEDERS]
    assert (samen.soort, samen.deelnemers, samen.lezer) == ("kleine aanbieders", 6, None)
    assert not kleine & set(uitkomst.publishables)
    cel = samen.cijfers[AANDEEL].eigen
    assert cel.n == 240
    assert cel.waarde is not None
    assert cel.onder is not None
    assert cel.onder < cel.waarde


def test_last_years_own_figures_come_from_the_ledger() -> None:
    waarden = figuur(WAARDEN)
    oud = onthul(
        benchmark({SCORE._replace(periode="2024"): waarden}, {"allen": list(waarden)}), ronde(verslagjaar=2024)
    )
    nieuw = onthul(benchmark({SCORE: waarden}, {"allen": list(waarden)}), STRENG, grootboek=uitgegeven(oud, 2024))
    mijn = nieuw.publishables[agb(2)]
    assert mijn.vorige_periode == "2024"
    assert mijn.vorige[SCORE._replace(periode="2024")].waarde == 4.4


PLAATSEN = {"p_chance": 4, "betrouwbaarheid": 3}  # what is not on the figure's own scale


def test_an_unrounded_number_never_stands_in_a_document() -> None:
    rng = np.random.default_rng(3)
    waarden = figuur(rng.uniform(3, 5, 20), n=rng.integers(20, 90, 20).tolist())
    uitkomst = onthul(benchmark({SCORE: waarden}, {"type:a": list(waarden)[:12], "allen": list(waarden)}), STRENG)
    for publishable in uitkomst.publishables.values():
        for cijfer in publishable.cijfers.values():
            for deel in (cijfer.eigen, *cijfer.groepen, *cijfer.vergelijkingen):
                for veld in dataclasses.fields(deel):
                    waarde = getattr(deel, veld.name)
                    for getal in waarde if isinstance(waarde, tuple) else (waarde,):
                        assert not isinstance(getal, float) or getal == round(getal, PLAATSEN.get(veld.name, 2)), (
                            veld.name
                        )


def test_group_sums_are_weighted_as_the_benchmark_weighs_them() -> None:
    frame = meetwaarden({SCORE: figuur([3.0, 4.0], n=[10, 30])})
    assert frame["teller"].sum() / frame["noemer"].sum() == pytest.approx(3.75)
