"""Every kind of figure by hand, cell by cell, and at its edges: nothing, one row, all alike, ties."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from scipy import stats

from spiegelrapport.measure.soorten import BIJZONDER, MINSTE_PAREN, SOORTEN, CellFigures

RUSTIG = settings(deadline=None)
ALLE = SOORTEN | BIJZONDER
Rows = list[tuple[int, float, float]]  # cell, x, y


def figures(soort: str, rows: Rows, cellen: int = 1) -> CellFigures:
    cel, x, y = (np.array(kolom) for kolom in zip(*rows, strict=True)) if rows else (np.array([]),) * 3
    return ALLE[soort](cel.astype(np.int64), x.astype(float), y.astype(float), cellen)


def one(soort: str, x: list[float], y: list[float] | None = None) -> CellFigures:
    return figures(soort, [(0, a, b) for a, b in zip(x, y or [1.0] * len(x), strict=True)])


def numbers(cel: CellFigures, *namen: str) -> list[float]:
    return [float(getattr(cel, naam)[0]) for naam in namen]


@pytest.mark.parametrize("soort", sorted(ALLE))
def test_a_cell_without_rows_has_a_count_of_zero_and_nothing_else(soort: str) -> None:
    """The middle cell of three is empty: its neighbours do not fill it."""
    cel = figures(soort, [(0, 0.0, 1.0), (0, 1.0, 2.0), (2, 1.0, 1.0)], 3)
    assert cel.n.tolist() == [2, 0, 1]
    for naam in ("waarde", "onder", "boven", "variantie"):
        assert np.isnan(getattr(cel, naam)[1]), naam


@pytest.mark.parametrize("soort", sorted(ALLE))
def test_no_rows_at_all_are_cells_of_nothing(soort: str) -> None:
    cel = figures(soort, [], 2)
    assert cel.n.tolist() == [0, 0]
    assert np.isnan(cel.waarde).all()
    assert cel.verdeling.empty


def test_a_share_by_hand() -> None:
    cel = one("aandeel", [1, 1, 1, 0])
    assert numbers(cel, "n", "waarde", "teller", "noemer") == [4, 0.75, 3, 4]
    assert numbers(cel, "variantie", "sd") == pytest.approx([0.75 * 0.25 / 4, (0.75 * 0.25) ** 0.5])
    assert numbers(cel, "onder", "boven") == pytest.approx([0.300642, 0.954413], abs=1e-6)


def test_a_mean_by_hand() -> None:
    """2, 4, 9: mean 5, squares 9 + 1 + 16 = 26, sd √13; t(2) = 4.302653."""
    cel = one("gemiddelde", [2, 4, 9])
    assert numbers(cel, "n", "waarde", "teller", "noemer") == [3, 5, 15, 3]
    assert numbers(cel, "sd", "variantie") == pytest.approx([13**0.5, 13 / 3])
    marge = 4.30265273 * (13 / 3) ** 0.5
    assert numbers(cel, "onder", "boven") == pytest.approx([5 - marge, 5 + marge])


@pytest.mark.parametrize(
    ("x", "midden", "onder", "boven"),
    [
        ([7.0], 7.0, np.nan, np.nan),
        ([1.0, 9.0], 5.0, np.nan, np.nan),
        ([5.0, 1.0, 2.0, 4.0, 3.0], 3.0, np.nan, np.nan),
        ([6.0, 1.0, 2.0, 5.0, 3.0, 4.0], 3.5, 1.0, 6.0),  # six is the first that bears an interval
        ([9.0, 1.0, 2.0, 8.0, 3.0, 7.0, 4.0, 6.0, 5.0], 5.0, 2.0, 8.0),
        ([4.0, 4.0, 4.0, 4.0, 1.0, 9.0, 4.0], 4.0, 1.0, 9.0),
        ([3.0] * 8, 3.0, 3.0, 3.0),
    ],
)
def test_a_median_and_its_ranks_by_hand(x: list[float], midden: float, onder: float, boven: float) -> None:
    assert_array_equal(numbers(one("mediaan", x), "waarde", "onder", "boven"), [midden, onder, boven])


def test_the_variance_of_a_median_by_hand() -> None:
    """Nine values: c = round(5 - 3) = 2; P(Bin(9, ½) ≤ 1) = 10/512, so z = 2.0629; ((x₈ - x₂) / 2z)²."""
    cel = one("mediaan", [10, 20, 30, 40, 50, 60, 70, 80, 90])
    z = stats.norm.ppf(1 - 10 / 512)
    assert numbers(cel, "variantie") == pytest.approx([((80 - 20) / (2 * z)) ** 2])


def test_a_median_says_how_often_each_value_is_there() -> None:
    cel = figures("mediaan", [(1, 2.0, 0), (0, 2.0, 0), (0, 1.0, 0), (0, 2.0, 0), (1, 2.0, 0)], 2)
    assert cel.verdeling.to_numpy().tolist() == [[0, 1.0, 1], [0, 2.0, 2], [1, 2.0, 2]]


def test_a_ratio_by_hand() -> None:
    """4/10 and 3/4: ratio 7/14 = ½; rests 4 - 5 = -1 and 3 - 2 = 1; variance 2/1 × 2 / 14²."""
    cel = one("verhouding", [4, 3], [10, 4])
    assert numbers(cel, "n", "waarde", "teller", "noemer") == [2, 0.5, 7, 14]
    assert numbers(cel, "variantie") == pytest.approx([2 * 2 / 14**2])
    t = stats.t.ppf(0.975, 1)
    assert numbers(cel, "onder", "boven") == pytest.approx([0.5 - t * 2 / 14, 0.5 + t * 2 / 14])


@pytest.mark.parametrize(
    ("x", "waarde", "onder", "boven"), [([0.0] * 10, 0.0, 0.0, 0.277533), ([2.0] * 10, 1.0, 0.722467, 1.0)]
)
def test_a_ratio_at_an_end_has_wilsons_interval_over_its_rows(
    x: list[float], waarde: float, onder: float, boven: float
) -> None:
    cel = one("verhouding", x, [2.0] * 10)
    assert numbers(cel, "waarde", "onder", "boven") == pytest.approx([waarde, onder, boven], abs=1e-6)


def test_a_ratio_of_the_same_part_everywhere_is_certain_away_from_the_ends() -> None:
    assert numbers(one("verhouding", [1, 2, 3], [2, 4, 6]), "waarde", "onder", "boven") == pytest.approx(
        [0.5, 0.5, 0.5]
    )


@pytest.mark.parametrize("soort", ["verhouding", "telling"])
def test_nothing_to_divide_by_is_no_value(soort: str) -> None:
    cel = one(soort, [0, 0], [0, 0])
    assert numbers(cel, "n", "teller", "noemer") == [2, 0, 0]
    assert np.isnan(numbers(cel, "waarde", "onder", "boven", "variantie")).all()


def test_a_rate_by_hand() -> None:
    """3 events in 4 + 8 = 12: Garwood 0.618672 to 8.767273 over 12."""
    cel = one("telling", [1, 2], [4, 8])
    assert numbers(cel, "waarde", "variantie") == pytest.approx([0.25, 0.25 / 12])
    assert numbers(cel, "onder", "boven") == pytest.approx([0.618672 / 12, 8.767273 / 12], abs=1e-6)


def test_a_standardised_change_by_hand() -> None:
    """Changes 1 to 5 (mean 3, sd √2.5), beginscores with sd √10: g = 3/√10; Bonett (2008)."""
    cel = one("gestandaardiseerd", [1, 2, 3, 4, 5], [10, 12, 14, 16, 18])
    g = 3 / 10**0.5
    variantie = (2.5 / 10 + g**2 / 2) / 4
    assert numbers(cel, "waarde", "variantie", "sd") == pytest.approx([g, variantie, 0.5])
    assert numbers(cel, "onder", "boven") == pytest.approx(
        [g - 1.959964 * variantie**0.5, g + 1.959964 * variantie**0.5]
    )


@pytest.mark.parametrize("n", [1, 2, MINSTE_PAREN - 1, MINSTE_PAREN])
def test_a_standardised_change_needs_enough_pairs_to_know_the_spread(n: int) -> None:
    cel = one("gestandaardiseerd", [float(i) for i in range(n)], [float(2 * i) for i in range(n)])
    assert np.isfinite(cel.waarde[0]) == (n >= MINSTE_PAREN)
    assert np.isfinite(cel.onder[0]) == (n >= MINSTE_PAREN)
    assert cel.n[0] == n


def test_beginscores_that_are_all_alike_give_no_standardised_change() -> None:
    assert np.isnan(one("gestandaardiseerd", [1, 2, 3, 4, 5, 6], [40.0] * 6).waarde[0])


@pytest.mark.parametrize("soort", ["gemiddelde", "verhouding", "gestandaardiseerd"])
def test_one_row_bears_no_interval_where_a_spread_is_needed(soort: str) -> None:
    cel = one(soort, [3.0], [4.0])
    assert np.isnan(numbers(cel, "onder", "boven", "variantie")).all()


@pytest.mark.parametrize("soort", ["gemiddelde", "mediaan"])
def test_values_that_are_all_alike_have_an_interval_of_no_width(soort: str) -> None:
    assert_allclose(numbers(one(soort, [4.5] * 12), "waarde", "onder", "boven", "variantie"), [4.5, 4.5, 4.5, 0.0])


@RUSTIG
@given(
    st.sampled_from(sorted(ALLE)),
    st.lists(st.tuples(st.integers(0, 3), st.booleans(), st.integers(1, 9)), min_size=1, max_size=40),
    st.randoms(use_true_random=False),
)
def test_a_cell_is_what_it_is_alone_and_in_any_order(soort: str, rijen: list[tuple[int, bool, int]], toeval) -> None:  # type: ignore[no-untyped-def]
    rows = [(cel, float(x), float(y)) for cel, x, y in rijen]
    geschud = list(rows)
    toeval.shuffle(geschud)
    samen = figures(soort, geschud, 4)
    for cel in range(4):
        alleen = figures(soort, [(0, x, y) for nummer, x, y in rows if nummer == cel])
        for naam in ("n", "waarde", "onder", "boven", "variantie", "teller", "noemer", "sd"):
            assert_allclose(getattr(samen, naam)[cel], getattr(alleen, naam)[0], rtol=1e-9, atol=1e-12, err_msg=naam)


@RUSTIG
@given(
    st.sampled_from(["aandeel", "verhouding", "gemiddelde", "mediaan", "telling"]),
    st.lists(st.booleans(), min_size=1, max_size=60),
)
def test_the_value_lies_in_its_interval_and_a_share_on_its_scale(soort: str, x: list[bool]) -> None:
    waarde, onder, boven = numbers(one(soort, [float(ja) for ja in x]), "waarde", "onder", "boven")
    assert waarde == pytest.approx(np.median(x) if soort == "mediaan" else np.mean(x))
    if np.isfinite(onder):
        assert onder - 1e-9 <= waarde <= boven + 1e-9
    if soort == "aandeel":
        assert 0 <= onder <= boven <= 1
