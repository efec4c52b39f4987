"""The formulas against independent implementations, and at their edges."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.testing import assert_allclose, assert_array_equal
from scipy import stats

from spiegelrapport.benchmark.meervoud import benjamini_hochberg
from spiegelrapport.statistics.betabinomial import fit
from spiegelrapport.statistics.dispersion import der_simonian_laird, overdispersion, reliability
from spiegelrapport.statistics.intervals import median_rank, newcombe, poisson_rate, price_bonett_rank, student, wilson
from spiegelrapport.statistics.quantiles import quantiles

RUSTIG = settings(deadline=None)  # a busy machine is no failure
WAARDEN = hnp.arrays(float, st.integers(1, 40), elements=st.floats(-1e6, 1e6, allow_subnormal=False))


@RUSTIG
@given(WAARDEN)
def test_quantiles_are_numpys_median_unbiased(waarden: np.ndarray) -> None:
    p = [0.1, 0.25, 0.5, 0.75, 0.9]
    met_gaten = np.concatenate([waarden, [np.nan, np.nan]])[None, :]
    assert_allclose(
        quantiles(met_gaten, p)[0], np.quantile(waarden, p, method="median_unbiased"), rtol=1e-12, atol=1e-6
    )


def test_quantiles_of_one_value_are_that_value_and_of_none_are_nothing() -> None:
    gevuld, leeg = quantiles(np.array([[7.0, np.nan], [np.nan, np.nan]]), [0.1, 0.9])
    assert_array_equal(gevuld, [7, 7])
    assert np.isnan(leeg).all()


@RUSTIG
@given(st.integers(1, 500), st.data())
def test_wilson_is_that_of_statsmodels(n: int, data: st.DataObject) -> None:
    from statsmodels.stats.proportion import proportion_confint

    x = data.draw(st.integers(0, n))
    assert_allclose(wilson(x, n), proportion_confint(x, n, method="wilson"), atol=1e-12)


@pytest.mark.parametrize(("x1", "n1", "x2", "n2"), [(56, 70, 48, 80), (9, 10, 3, 10), (10, 10, 0, 20), (5, 56, 0, 29)])
def test_newcombe_is_that_of_statsmodels(x1: int, n1: int, x2: int, n2: int) -> None:
    from statsmodels.stats.proportion import confint_proportions_2indep

    assert_allclose(newcombe(x1, n1, x2, n2), confint_proportions_2indep(x1, n1, x2, n2, method="newcomb"), atol=1e-12)


@RUSTIG
@given(st.integers(0, 9))
def test_few_events_get_garwoods_exact_limits(events: int) -> None:
    onder = stats.chi2.ppf(0.025, 2 * events) / 2 if events else 0.0
    assert_allclose(poisson_rate(events, 2.0), (onder / 2, stats.chi2.ppf(0.975, 2 * events + 2) / 4), rtol=1e-9)


def test_the_rank_of_the_median_interval_holds_at_least_95_percent_and_one_further_does_not() -> None:
    n = np.arange(1, 3000)
    rang = median_rank(n)
    met = rang[rang > 0]
    dekking = 1 - 2 * stats.binom.cdf(met - 1, n[rang > 0], 0.5)
    verder = 1 - 2 * stats.binom.cdf(met, n[rang > 0], 0.5)
    assert (dekking >= 0.95 - 1e-12).all()
    assert (verder < 0.95).all()
    assert_array_equal(np.flatnonzero(rang == 0), np.arange(5))  # n = 1 to 5: no such interval


def test_the_variance_of_a_median_is_right_for_the_normal() -> None:
    """The median of n = 101 standard normals has variance about pi/2n."""
    rng = np.random.default_rng(4)
    waarden = np.sort(rng.normal(size=(4000, 101)), axis=1)
    c, z = price_bonett_rank(np.array([101]))
    geschat = ((waarden[:, 101 - c[0]] - waarden[:, c[0] - 1]) / (2 * z[0])) ** 2
    assert geschat.mean() == pytest.approx(np.var(np.median(waarden, axis=1)), rel=0.1)


def test_no_interval_without_degrees_of_freedom() -> None:
    assert np.isnan(student(3.0, 1.0, 0)).all()
    assert np.isnan(wilson(0, 0)).all()


def test_no_differences_between_zorgaanbieders_give_no_spread() -> None:
    y, v = np.full((1, 8), 3.0), np.full((1, 8), 0.5)
    assert der_simonian_laird(y, v).tau2[0] == 0
    assert reliability(np.array([0.0]), v)[0, 0] == 0
    assert not overdispersion(y, np.array([3.0]), v).used[0]


def test_values_without_sampling_variance_are_known_exactly() -> None:
    y = np.array([[1.0, 2.0, 3.0, np.nan]])
    v = np.where(np.isnan(y), np.nan, 0.0)
    effecten = der_simonian_laird(y, v)
    assert effecten.tau2[0] == pytest.approx(1.0)
    assert_array_equal(reliability(effecten.tau2, v)[0, :3], 1.0)


@pytest.mark.parametrize(
    ("x", "n"),
    [([0, 0, 0], [10, 20, 30]), ([10, 20], [10, 20]), ([4], [10]), ([2, 4, 6], [20, 40, 60])],
    ids=["all 0%", "all 100%", "one zorgaanbieder", "less spread than chance"],
)
def test_a_beta_without_spread_does_not_exist(x: list[int], n: list[int]) -> None:
    a, b = fit(np.array([x], float), np.array([n], float))
    assert np.isnan(a[0])
    assert np.isnan(b[0])


def test_the_beta_binomial_maximum_is_not_beaten_by_scipys_optimiser() -> None:
    from scipy.optimize import minimize

    rng = np.random.default_rng(5)
    n = rng.integers(5, 300, 40).astype(float)
    x = rng.binomial(n.astype(int), rng.beta(6, 20, 40)).astype(float)

    def min_loglik(theta: np.ndarray) -> float:
        return -float(stats.betabinom.logpmf(x, n, *np.exp(theta)).sum())

    a, b = fit(x[None, :], n[None, :])
    ander = minimize(min_loglik, [0.0, 0.0], method="Nelder-Mead", options={"xatol": 1e-8, "fatol": 1e-10})
    assert min_loglik(np.log([a[0], b[0]])) <= ander.fun + 1e-9


@RUSTIG
@given(hnp.arrays(float, st.integers(1, 30), elements=st.floats(0, 1)))
def test_benjamini_hochberg_is_scipys(p: np.ndarray) -> None:
    q = benjamini_hochberg(p, np.zeros(len(p), np.int64))
    assert_allclose(q, stats.false_discovery_control(p), rtol=1e-12)


def test_benjamini_hochberg_keeps_families_apart_and_missing_out() -> None:
    p = np.array([0.01, 0.5, np.nan, 0.02])
    familie = np.array([0, 1, 0, 0])
    q = benjamini_hochberg(p, familie)
    assert_allclose(q[[0, 1, 3]], [0.02, 0.5, 0.02])
    assert np.isnan(q[2])
