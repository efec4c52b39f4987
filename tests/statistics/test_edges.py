"""The formulas where a sample is tiny, a value sits on an edge, or something is missing."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from scipy import stats

from spiegelrapport.group.groepscijfers import pared_mean
from spiegelrapport.statistics import intervals
from spiegelrapport.statistics.achievable import besten
from spiegelrapport.statistics.heterogeneity import BEND, consistency, estimate, silent_from
from spiegelrapport.statistics.intervals import median_rank, poisson_rate, price_bonett_rank, student, wilson, z_value
from spiegelrapport.statistics.quantiles import quantiles
from spiegelrapport.statistics.scales import Scale

RUSTIG = settings(deadline=None)  # a busy machine is no failure
SHARE, MARK, TIME, PLAIN = Scale("share"), Scale("bounded", 1, 5), Scale("time", 0, 520), Scale("plain", -180, 180)


@pytest.mark.parametrize(("level", "z"), [(0.95, 1.959963985), (0.80, 1.281551566), (0.99, 2.575829304)])
def test_the_normal_quantile_is_two_sided(level: float, z: float) -> None:
    assert z_value(level) == pytest.approx(z, abs=1e-9)


@pytest.mark.parametrize(
    ("n", "rang"),
    [
        (0, 0),
        (1, 0),
        (5, 0),
        (6, 1),
        (8, 1),
        (9, 2),
        (10, 2),
        (11, 2),
        (12, 3),
        (20, 6),
        (30, 10),
        (100, 40),
        (1000, 469),
    ],
)
def test_the_rank_of_the_median_interval_is_that_of_the_tables(n: int, rang: int) -> None:
    """As in the binomial tables of Conover (1999): the sign test turned round."""
    assert int(median_rank(n)) == rang


@RUSTIG
@given(st.integers(1, 4000), st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_no_larger_rank_would_have_done_at_any_level(n: int, level: float) -> None:
    rang, tail = int(median_rank(n, level)), (1 - level) / 2
    assert rang == 0 or stats.binom.cdf(rang - 1, n, 0.5) <= tail * (1 + 1e-9)
    assert stats.binom.cdf(rang, n, 0.5) > tail * (1 - 1e-9)
    assert 0 <= rang <= n


@pytest.mark.parametrize("n", [2, 3, 4, 5, 7, 10, 25, 400])
def test_the_ranks_for_the_variance_of_a_median_are_those_of_price_and_bonett(n: int) -> None:
    c, z = price_bonett_rank([n])
    verwacht = max(round((n + 1) / 2 - n**0.5), 1)
    assert c[0] == verwacht
    assert z[0] == pytest.approx(stats.norm.ppf(1 - stats.binom.cdf(verwacht - 1, n, 0.5)), rel=1e-9)


def test_one_value_has_no_spread_of_its_median() -> None:
    c, z = price_bonett_rank([1, 2])
    assert c.tolist() == [1, 1]
    assert np.isnan(z[0])
    assert z[1] == pytest.approx(stats.norm.ppf(0.75))


def test_the_exact_interval_gives_way_at_ten_events() -> None:
    """At nine Garwood, at ten Byar: they are near, and differ in the third digit."""
    garwood = [(stats.chi2.ppf(0.025, 2 * o) / 2, stats.chi2.ppf(0.975, 2 * o + 2) / 2) for o in (9, 10)]
    gevonden = np.transpose(poisson_rate([9, 10], 1))
    assert_allclose(gevonden[0], garwood[0], rtol=1e-9)
    assert_allclose(gevonden[1], garwood[1], rtol=5e-3)
    assert not np.allclose(gevonden[1], garwood[1], rtol=1e-5)
    assert intervals.EXACT_ONDER == 10


@pytest.mark.parametrize("events", [0, 1, 9, 10, 250])
def test_a_rate_scales_with_what_it_is_a_rate_of(events: int) -> None:
    een, tien = poisson_rate(events, 1.0), poisson_rate(events, 10.0)
    assert_allclose(np.array(een) / 10, tien, rtol=1e-12)
    assert een[0] <= events <= een[1]


def test_a_mean_of_two_has_the_margin_of_one_degree_of_freedom() -> None:
    assert_allclose(student(5.0, 1.0, 1), (5 - 12.706204736, 5 + 12.706204736), rtol=1e-9)
    assert_allclose(student([5.0], [0.0], [9]), [[5.0], [5.0]])
    assert np.isnan(student(5.0, np.nan, 9)).all()


@RUSTIG
@given(st.integers(1, 300), st.data())
def test_the_interval_of_a_share_is_mirrored_by_the_share_of_the_others(n: int, data: st.DataObject) -> None:
    x = data.draw(st.integers(0, n))
    onder, boven = wilson(x, n)
    tegen_onder, tegen_boven = wilson(n - x, n)
    assert_allclose((onder, boven), (1 - tegen_boven, 1 - tegen_onder), atol=1e-12)
    assert onder <= x / n <= boven


def test_quantiles_of_two_three_and_no_columns() -> None:
    assert_allclose(quantiles(np.array([[1.0, 2.0]]), [0.0, 0.25, 0.5, 0.75, 1.0])[0], [1, 1, 1.5, 2, 2], atol=0.09)
    drie = quantiles(np.array([[3.0, 1.0, 2.0]]), [0.1, 0.5, 0.9])[0]
    assert_allclose(drie, [1, 2, 3])
    leeg = quantiles(np.empty((4, 0)), [0.25, 0.5])
    assert leeg.shape == (4, 2)
    assert np.isnan(leeg).all()


def test_each_row_of_quantiles_counts_its_own_values() -> None:
    rijen = np.array([[5.0, np.nan, 1.0, np.nan], [4.0, 2.0, 1.0, 3.0], [np.nan] * 4])
    gevonden = quantiles(rijen, [0.5])[:, 0]
    assert_array_equal(gevonden[:2], [3.0, 2.5])
    assert np.isnan(gevonden[2])


@pytest.mark.parametrize(
    ("gewicht", "som", "haalbaar", "beste"),
    [
        ([10, 50, 40], [9, 20, 10], 0.9, [0]),  # ten of a hundred is exactly a tenth
        ([9, 50, 41], [9, 20, 10], 29 / 59, [0, 1]),  # nine is not: the next is added
        ([40, 50, 10], [30, 10, 1], 0.1, [2]),  # lower is better: the other way round
        ([10, 0, 90], [9, 0, 10], 0.9, [0]),  # nobody without clients
        ([10, 50, 40], [9, 20, 10], 0.5, []),  # a value that is nobody's
    ],
)
def test_the_best_tenth_behind_an_achievable_value_is_found_from_either_side(
    gewicht: list[float], som: list[float], haalbaar: float, beste: list[int]
) -> None:
    assert besten(np.array(gewicht, float), np.array(som, float), haalbaar).tolist() == beste


@RUSTIG
@given(st.lists(st.tuples(st.integers(1, 60), st.floats(0, 1)), min_size=2, max_size=12))
def test_whoever_pares_the_mean_is_found_again(rijen: list[tuple[int, float]]) -> None:
    n = np.array([aantal for aantal, _ in rijen], float)
    x = np.round(n * np.array([deel for _, deel in rijen]))
    for hoger in (True, False):
        waarde = pared_mean(x, n, hoger=hoger)
        gevonden = besten(n, x, waarde)
        assert x[gevonden].sum() / n[gevonden].sum() == pytest.approx(waarde)
        assert n[gevonden].sum() >= 0.1 * n.sum() - 1e-9


def test_a_bend_that_never_bends_has_the_plain_consistency() -> None:
    assert consistency(np.inf) == 1.0
    assert consistency(50.0) == pytest.approx(1.0)
    assert 0 < consistency(0.5) < consistency(BEND) < 1


def test_from_so_many_values_tau_tells_nothing_about_one() -> None:
    """Who knows none: one value may move the sum by bend², and chance gives consistency × (k - 1)."""
    for known in range(6):
        k = silent_from(known)
        assert (known + 1) * BEND**2 < consistency(BEND) * (k - 1)
        assert (known + 1) * BEND**2 >= consistency(BEND) * (k - 2)


@RUSTIG
@given(st.lists(st.tuples(st.floats(-1e4, 1e4), st.floats(0.01, 100)), min_size=1, max_size=5), st.floats(0.01, 100))
def test_wherever_the_known_and_the_sought_value_lie_the_others_can_make_tau_nothing(
    known: list[tuple[float, float]], v_others: float
) -> None:
    """They sit on the weighted median of the rest: then no side pulls harder than who sits there. One of `known` is sought."""
    k = silent_from(len(known) - 1)
    y, v = np.array(known).T
    weight, order = 1 / np.sqrt(v), np.argsort(y, kind="stable")
    middle = y[order][np.searchsorted(np.cumsum(weight[order]), weight.sum() / 2)]
    rest = k - len(known)
    found = estimate(np.append(y, np.full(rest, middle))[None, :], np.append(v, np.full(rest, v_others))[None, :])
    assert found.tau2[0] == 0
    apart = np.append(y, middle + 1e6 * np.where(np.arange(rest) % 2, 1.0, -1.0))
    assert estimate(apart[None, :], np.append(v, np.full(rest, v_others))[None, :]).tau2[0] > 1e6


def test_a_figure_without_any_usable_value_has_no_estimate_and_leaves_the_others_alone() -> None:
    y = np.array([[1.0, 2.0, 6.0, 9.0], [np.nan] * 4, [1.0, 2.0, 6.0, 9.0]])
    v = np.array([[0.1] * 4, [0.1] * 4, [0.1, np.nan, np.inf, 0.1]])
    found = estimate(y, v)
    assert found.k.tolist() == [4, 0, 2]
    assert found.converged.tolist() == [True, False, False]
    assert np.isfinite(found.tau2).tolist() == [True, False, False]
    assert estimate(y[:1], v[:1]).tau2[0] == pytest.approx(found.tau2[0])


def test_three_values_are_just_enough() -> None:
    found = estimate(np.array([[1.0, 4.0, 9.0]]), np.full((1, 3), 1e-6))
    assert found.converged[0]
    assert found.tau2[0] > 1


@pytest.mark.parametrize("scale", [SHARE, MARK], ids=["share", "bounded"])
def test_outside_the_possible_scale_is_its_end(scale: Scale) -> None:
    given_ = (20, 0.5 * (scale.low + scale.high), 0.2)
    for buiten, eind in ((scale.low - 3, scale.low), (scale.high + 3, scale.high)):
        assert scale.forward(buiten, *given_) == scale.forward(eind, *given_)
    assert scale.back(-5.0, *given_) == scale.low
    assert scale.back(5.0, *given_) == scale.high
    assert scale.untransform([-5.0, 5.0]).tolist() == [scale.low, scale.high]


def test_time_is_compared_by_its_cube_root() -> None:
    given_ = (20, 27.0, 50.0)
    assert float(TIME.forward(64.0, *given_)) == pytest.approx(4.0)
    assert float(TIME.back(2.0, *given_)) == pytest.approx(8.0)
    assert float(TIME.back(-1.0, *given_)) == 0.0
    assert float(TIME.untransform(3.0)) == pytest.approx(27.0)
    assert float(TIME.untransform(-1.0)) == 0.0
    assert float(TIME.centre(27.0)) == pytest.approx(3.0)
    assert float(TIME.spread(0.1, 27.0)) == pytest.approx(0.1 * 3 * 9)  # d x³ = 3x² dx
    assert float(TIME.variance(20, 27.0, 50.0)) == pytest.approx(50 / 20 / 27**2)
    assert float(TIME.chance(64.0, *given_)) == pytest.approx((4 - 3) / (50 / 20 / 27**2) ** 0.5)


def test_a_change_is_compared_as_it_is() -> None:
    assert float(PLAIN.forward(-12.0, 9, -10.0, 36.0)) == -12.0
    assert float(PLAIN.back(-12.0, 9, -10.0, 36.0)) == -12.0
    assert float(PLAIN.untransform(-12.0)) == float(PLAIN.centre(-12.0)) == -12.0
    assert float(PLAIN.spread(2.5, -10.0)) == 2.5
    assert float(PLAIN.variance(9, -10.0, 36.0)) == 4.0
    assert float(PLAIN.chance(-12.0, 9, -10.0, 36.0)) == -1.0


def test_anscombe_keeps_the_arcsine_of_a_small_count_off_the_end() -> None:
    """0 of 10: arcsine of sqrt((0 + 3/8) / (10 + 3/4))."""
    given_ = (10, 0.3, 0.21)
    assert float(SHARE.forward(0.0, *given_)) == pytest.approx(np.arcsin(np.sqrt(0.375 / 10.75)))
    assert float(SHARE.forward(1.0, *given_)) == pytest.approx(np.arcsin(np.sqrt(10.375 / 10.75)))
    assert float(SHARE.variance(*given_)) == pytest.approx(1 / 40)


def test_a_mean_mark_counts_for_as_many_answers_as_its_spread_says() -> None:
    """Halfway 1 to 5 a yes or no would vary by 4; forms that vary by 1 tell as much as four times as many."""
    assert float(MARK.variance(10, 3.0, 1.0)) == pytest.approx(1 / (4 * 40))
    assert float(MARK.variance(10, 3.0, 0.0)) == pytest.approx(1 / 40)  # nothing varies: the own number
    assert np.isnan(MARK.variance(10, 3.0, np.nan))


@pytest.mark.parametrize(
    ("size", "target", "unit", "tells"),
    [
        (20, 0.1, 0.09, True),
        (19, 0.1, 0.09, False),
        (20, 0.9, 0.09, True),
        (0, 0.5, 0.25, False),
        (1, 0.0, 0.0, True),
        (0, 0.0, 0.0, False),
    ],
)
def test_two_answers_of_the_rare_kind_are_to_be_expected(size: int, target: float, unit: float, tells: bool) -> None:
    assert bool(SHARE.informs(size, target, unit)) is tells


def test_time_and_changes_always_tell_where_they_are_known() -> None:
    assert TIME.informs([1, 50], [10.0, np.nan], 4.0).tolist() == [True, False]
