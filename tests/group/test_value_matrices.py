"""Long frames as matrices: everybody in one column, nobody counted for a value that is not there."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from spiegelrapport.group.groepscijfers import haalbaar, pared_mean, pool, richtingen, verdeling
from spiegelrapport.group.ranked_values import RankedValues, make_waarden
from spiegelrapport.group.value_matrices import KOLOMMEN, ValueMatrices, make_matrices
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS, SLEUTEL, TOTAAL
from tests.builders import definities

FIGUUR = {"indicator": "onvolledig", "maat": "waarde", "periode": "2025", "uitsplitsing": TOTAAL, "soort": "aandeel"}


def row(agb: str, teller: float, n: int, /, **anders: Any) -> dict[str, Any]:
    waarde = teller / n if n else np.nan
    return {
        "agb": agb,
        **FIGUUR,
        "n": n,
        "teller": teller,
        "noemer": float(n),
        "waarde": waarde,
        "variantie": 0.01,
        "sd": 0.3,
    } | anders


def matrices(*rijen: dict[str, Any]) -> ValueMatrices:
    return make_matrices(pd.DataFrame(list(rijen)))


def ranked(m: ValueMatrices, *waarden: tuple[str, float, int]) -> RankedValues:
    frame = pd.DataFrame([{"agb": a, **FIGUUR, "waarde": w, "aantal": n} for a, w, n in waarden])
    return make_waarden(frame, m)


def test_zorgaanbieders_are_in_order_and_the_joint_report_comes_last() -> None:
    m = matrices(row("06000003", 1, 2), row(KLEINE_AANBIEDERS, 9, 10), row("06000001", 2, 4))
    assert m.agbs == ("06000001", "06000003", KLEINE_AANBIEDERS)
    assert_array_equal(m.waarde, [[0.5, 0.5, 0.9]])


def test_figures_are_in_the_order_of_their_key_whatever_the_order_of_the_rows() -> None:
    m = matrices(
        row("a", 1, 2, periode="2025"), row("a", 1, 4, periode="2023"), row("a", 1, 5, indicator="doorverwezen")
    )
    assert m.sleutels[["indicator", "periode"]].to_numpy().tolist() == [
        ["doorverwezen", "2025"], ["onvolledig", "2023"], ["onvolledig", "2025"],
    ]  # fmt: skip
    assert_array_equal(m.waarde[:, 0], [0.2, 0.25, 0.5])


@pytest.mark.parametrize("anders", [{"waarde": np.nan}, {"n": 0}, {"waarde": np.inf}])
def test_who_has_no_value_has_nothing_in_any_matrix(anders: dict[str, float]) -> None:
    m = matrices(row("a", 3, 10), row("b", 3, 10, **anders))
    for naam in KOLOMMEN:
        assert np.isnan(getattr(m, naam)[0, 1]), naam
        assert np.isfinite(getattr(m, naam)[0, 0]), naam


def test_members_are_columns_and_the_joint_report_is_nobodys_member() -> None:
    m = matrices(row("a", 1, 2), row("b", 1, 4), row("c", 3, 4), row(KLEINE_AANBIEDERS, 1, 2))
    assert m.leden(["c", "a", "elders", KLEINE_AANBIEDERS]).tolist() == [0, 2]
    deel = m.kolom(m.leden(["c", "a"]))
    assert deel.agbs == ("a", "c")
    assert_array_equal(deel.teller, [[1, 3]])


def test_kinds_and_standardised_figures_are_told_apart() -> None:
    m = matrices(
        row("a", 1, 2),
        row("a", 1, 2, maat="standaard", soort="verschil"),
        row("a", 1, 2, maat="mediaan", soort="mediaan"),
    )
    assert m.sleutels["maat"].tolist() == ["mediaan", "standaard", "waarde"]
    assert m.is_("aandeel").tolist() == [False, False, True]
    assert m.is_("aandeel", "mediaan").tolist() == [True, False, True]
    assert m.standaard.tolist() == [False, True, False]


def test_a_distribution_counts_those_with_a_value_and_spreads_over_those_with_enough_clients() -> None:
    m = matrices(row("a", 2, 10), row("b", 4, 10), row("c", 6, 10), row("d", 9, 9), row("e", 0, 0))
    uit = verdeling(m, np.array([0.5]), minimum=10).iloc[0]
    assert (uit["k"], uit["n"], uit["teller"], uit["noemer"]) == (4, 39, 21, 39)
    assert uit["p50"] == pytest.approx(0.4)  # d has too few clients to stand in the distribution
    assert uit[["p10", "p90"]].tolist() == pytest.approx([0.2, 0.6])
    assert verdeling(m, np.array([0.5]), minimum=9).iloc[0]["p50"] == pytest.approx(0.5)


def test_a_kind_without_sums_has_none_in_the_group_either() -> None:
    m = matrices(row("a", 2, 10, teller=np.nan, noemer=np.nan), row("b", 2, 10, teller=np.nan, noemer=np.nan))
    uit = verdeling(m, np.array([0.2]), 5).iloc[0]
    assert np.isnan([uit["teller"], uit["noemer"]]).all()
    assert (uit["k"], uit["n"]) == (2, 20)


def test_the_pooled_value_is_everybodys_sum_and_of_a_median_the_middle_of_all_values() -> None:
    m = matrices(row("a", 1, 10), row("b", 9, 30))
    assert pool(m, ranked(m))[0] == pytest.approx(0.25)
    middel = matrices(row("a", 1, 3, soort="mediaan"), row("b", 1, 2, soort="mediaan"))
    alle = ranked(middel, ("a", 1.0, 1), ("a", 5.0, 2), ("b", 2.0, 1), ("b", 9.0, 1))
    assert pool(middel, alle)[0] == 5.0  # 1 2 5 5 9
    assert pool(middel, alle.van(np.array([1])))[0] == 5.5  # 2 and 9


def test_a_group_of_nobody_has_no_pooled_value() -> None:
    m = matrices(row("a", 1, 10))
    niemand = m.kolom(m.leden([]))
    assert np.isnan(pool(niemand, ranked(m).van(m.leden([]))))[0]
    assert verdeling(niemand, np.array([np.nan]), 5).iloc[0]["k"] == 0


def test_the_standardised_change_of_a_group_is_over_the_spread_of_all_its_beginscores() -> None:
    """a: 10 pairs, begin 60 ± 10; b: 20 pairs, begin 90 ± 20. Within 9·100 + 19·400, between 10·400 + 20·100, over 29."""
    anders = {"indicator": "rom_oq45", "soort": "verschil"}
    paar = [
        row("a", 100.0, 10, maat="standaard", **anders),
        row("b", 300.0, 20, maat="standaard", **anders),
        row("a", 600.0, 10, maat="begin", sd=10.0, **(anders | {"soort": "gemiddelde"})),
        row("b", 1800.0, 20, maat="begin", sd=20.0, **(anders | {"soort": "gemiddelde"})),
    ]
    m = matrices(*paar)
    spreiding = ((9 * 100 + 19 * 400 + 10 * 400 + 20 * 100) / 29) ** 0.5
    assert pool(m, ranked(m))[m.standaard][0] == pytest.approx(400 / 30 / spreiding)
    alleen = matrices(*paar[:2])
    assert np.isnan(pool(alleen, ranked(alleen)))[0]  # nothing is known of how they began


def test_the_achievable_value_is_of_shares_with_a_direction_and_of_two_at_least() -> None:
    m = matrices(row("a", 1, 10), row("b", 9, 10), row("a", 3, 10, soort="gemiddelde", indicator="cqi_bejegening"))
    hoog = haalbaar(m, pd.Series(["hoger", "hoger"]))
    assert np.isnan(hoog[0])  # a mean, in the order of the keys
    assert hoog[1] == 0.9
    assert haalbaar(m, pd.Series(["lager", "lager"]))[1] == 0.1
    assert np.isnan(haalbaar(m, pd.Series(["geen", "geen"]))[1])
    assert np.isnan(haalbaar(m.kolom(np.array([0])), pd.Series(["hoger", "hoger"]))[1])


def test_a_maat_may_have_a_direction_of_its_own() -> None:
    paren = [(code, maat.code) for code, i in definities().indicatoren.items() for maat in i.maten]
    m = matrices(*(row("a", 1, 2, indicator=code, maat=maat) for code, maat in paren))
    gevonden = dict(
        zip(map(tuple, m.sleutels[["indicator", "maat"]].to_numpy()), richtingen(m, definities()), strict=True)
    )
    for code, indicator in definities().indicatoren.items():
        for maat in indicator.maten:
            assert gevonden[code, maat.code] == (maat.richting or indicator.richting)


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(0, 9), max_size=8), min_size=1, max_size=5), st.integers(1, 12))
def test_the_value_at_a_rank_is_that_of_the_sorted_values(waarden: list[list[int]], rang: int) -> None:
    rijen = [(a, float(w), 1) for a, eigen in enumerate(waarden) for w in eigen]
    m = matrices(*(row(str(a), 1, 2) for a in range(len(waarden))))
    alle = sorted(w for _, w, _ in rijen)
    gevonden = ranked(m, *((str(a), w, n) for a, w, n in rijen)) if rijen else make_waarden(pd.DataFrame(), m)
    op_rang = gevonden.op_rang(np.array([rang]))[0]
    assert op_rang == alle[rang - 1] if rang <= len(alle) else np.isnan(op_rang)
    assert np.isnan(gevonden.op_rang(np.array([0]))[0])
    assert gevonden.n.tolist() == [len(alle)]


@pytest.mark.parametrize(("hoger", "waarde"), [(True, 0.75), (False, 0.25)])
def test_a_pared_mean_of_equals_takes_the_larger_first(hoger: bool, waarde: float) -> None:
    """Shares of exactly (x + 1) / (n + 2) alike: 2/6 of n = 4 and 4/12 of n = 10."""
    x, n = np.array([1.0, 3.0, 30.0 if not hoger else 0.0]), np.array([4.0, 10.0, 40.0])
    best = pared_mean(x, n, hoger=hoger, deel=0.1)
    assert best == pytest.approx(0.3)
    assert waarde != best  # neither the whole nor the smaller one


def test_keys_are_the_four_of_a_figure() -> None:
    assert verdeling(matrices(row("a", 1, 10)), np.array([0.1]), 5).columns[:4].tolist() == SLEUTEL
