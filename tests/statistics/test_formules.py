"""The formulas against independent implementations, and at their edges."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.testing import assert_allclose, assert_array_equal
from scipy import stats

from spiegelrapport.statistics.intervals import median_rank, poisson_rate, price_bonett_rank, student, wilson
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
