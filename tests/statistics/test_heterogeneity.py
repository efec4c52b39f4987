"""How much zorgaanbieders truly differ: the estimate is right on average, and outliers do not stretch it."""

import numpy as np
import pytest
from scipy.stats import norm

from spiegelrapport.statistics.heterogeneity import BEND, consistency, estimate

SIZES = np.array([10, 12, 15, 19, 24, 31, 40, 55, 70, 92, 120, 160, 220, 310, 440, 600])


def drawn(tau: float, figures: int, seed: int, sizes: np.ndarray = SIZES) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    v = np.broadcast_to(1 / sizes, (figures, len(sizes)))
    return tau * rng.normal(size=v.shape) + rng.normal(size=v.shape) * np.sqrt(v), v.copy()


def test_without_a_bend_it_is_the_paule_mandel_of_statsmodels() -> None:
    from statsmodels.stats.meta_analysis import combine_effects

    y, v = drawn(0.3, 20, 1)
    referee = [combine_effects(*pair, method_re="iterated").tau2 for pair in zip(y, v, strict=True)]
    np.testing.assert_allclose(estimate(y, v, bend=np.inf).tau2, referee, rtol=1e-5)  # where the referee stops


def test_the_consistency_factor_is_the_mean_of_a_bounded_square() -> None:
    z = norm.ppf((np.arange(1_000_000) + 0.5) / 1_000_000)
    assert consistency(BEND) == pytest.approx(np.minimum(z**2, BEND**2).mean(), rel=1e-5)


@pytest.mark.parametrize("tau", [0.1, 0.4])
def test_the_estimate_is_right_on_average_at_unequal_sizes(tau: float) -> None:
    """Winsorised moments gave half of it. Enough zorgaanbieders, for a spread under 0 counts as 0."""
    y, v = drawn(tau, 1000, 2, np.tile(SIZES, 10))
    assert np.mean(estimate(y, v).tau2) == pytest.approx(tau**2, rel=0.08)


def test_one_zorgaanbieder_far_off_hardly_stretches_it() -> None:
    y, v = drawn(0.2, 400, 3)
    before = estimate(y, v).tau2.mean()
    y[:, 7] += 1000
    after, stretched = estimate(y, v).tau2.mean(), estimate(y, v, bend=np.inf).tau2.mean()
    assert after < 2.5 * before
    assert stretched > 1000 * before


def test_squares_that_chance_explains_give_exactly_zero() -> None:
    y, v = drawn(0.0, 200, 4)
    tau2 = estimate(y, v).tau2
    assert 0.4 < (tau2 == 0).mean() < 0.8
    assert (tau2 >= 0).all()


def test_the_unit_does_not_matter() -> None:
    y, v = drawn(0.3, 30, 5)
    minutes, weeks = estimate(y * 6e4 + 400, v * 6e4**2), estimate(y * 1e-6, v * 1e-12)
    np.testing.assert_allclose(minutes.tau2 / 6e4**2, weeks.tau2 / 1e-12, rtol=1e-6)


def test_a_zorgaanbieder_without_a_value_is_not_there() -> None:
    y, v = drawn(0.3, 5, 6)
    hole = np.where(np.arange(len(SIZES)) % 3 == 0, np.nan, 1.0)
    apart, left_out = estimate(y * hole, v), estimate(y[:, ~np.isnan(hole)], v[:, ~np.isnan(hole)])
    np.testing.assert_allclose(apart.tau2, left_out.tau2, rtol=1e-12)
    assert (apart.k == left_out.k).all()


def test_under_three_values_nothing_is_estimated_and_it_says_so() -> None:
    found = estimate(np.array([[1.0, 5.0, np.nan]]), np.full((1, 3), 0.1))
    assert np.isnan(found.tau2[0])
    assert not found.converged[0]
    assert found.k[0] == 2


def test_values_known_exactly_differ_by_their_plain_spread() -> None:
    y = np.random.default_rng(7).normal(0, 3, (200, 40))
    found = estimate(y, np.zeros_like(y))
    assert found.converged.all()
    assert np.mean(found.tau2) == pytest.approx(9, rel=0.05)


def test_equal_values_do_not_differ() -> None:
    found = estimate(np.full((2, 8), 4.7), np.array([np.full(8, 0.0), np.full(8, 0.1)]))
    assert (found.tau2 == 0).all()
    assert found.mean == pytest.approx(4.7)
