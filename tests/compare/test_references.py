"""Reference values of the comparison, through the function that makes every report.

Sources: published worked examples; see each test.
"""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy import stats

from spiegelrapport.compare.highlights import Row, q_values
from spiegelrapport.statistics.heterogeneity import estimate
from tests.builders import definities
from tests.compare.builders import PLAIN, SHARE, compared
from tests.compare.test_highlights import cijfer as een_cijfer

N = np.array([47, 148, 119, 810, 211, 196, 148, 215, 207, 97, 256, 360], float)  # twelve hospitals: MultiBUGS, Surgical
X = np.array([0, 18, 8, 46, 8, 13, 9, 31, 14, 8, 29, 24], float)
A, B, D, H = 0, 1, 3, 7
ALPHA, BETA = 8.253494992371, 99.636928392413  # maximum likelihood of the beta-binomial


@pytest.mark.parametrize(
    ("n", "level", "low", "high"),
    [(30, 0.95, 66.504234, 94.780661), (30, 0.998, 58.351036, 100.0), (664, 0.95, 77.637263, 83.647632)],
)
def test_funnel_limits_of_a_share(
    n: int, level: float, low: float, high: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("spiegelrapport.compare.comparison.LEVEL", level)
    limits = compared(0.8, n, 0.8064244785714955).chance95
    assert_allclose((100 * limits[0], 100 * limits[1]), (low, high), atol=1e-5)


def test_funnel_limits_of_a_mean_are_target_and_pooled_standard_error() -> None:
    limits = compared(21.0, 25, 20.0, unit=36.0, scale=PLAIN).chance95
    assert_allclose(limits, (20 - 1.959963984540054 * 6 / 5, 20 + 1.959963984540054 * 6 / 5), rtol=1e-8)


def test_without_true_differences_what_is_usual_is_what_chance_does() -> None:
    uit = compared([0.1, 0.5, 0.9], [20, 60, 400], [0.05, 0.4, 0.95], tau=0.0)
    assert (uit.usual95[0] <= uit.chance95[0]).all()
    assert (uit.usual95[1] >= uit.chance95[1]).all()
    assert_allclose(uit.reliability, 0.0)


def test_reliability_and_careful_estimate_of_twelve_hospitals() -> None:
    """tau of a beta on the arcsine scale is 1 / (2·sqrt(a + b + 1)); then reliability is n / (n + a + b), as in the model."""
    tau = 0.5 / np.sqrt(ALPHA + BETA + 1)
    uit = compared(X / N, N, ALPHA / (ALPHA + BETA), low=0.0, high=1.0, tau=tau)
    assert_allclose(uit.reliability[[A, D]], (0.3034, 0.8825), atol=1e-3)
    assert_allclose(uit.shrunken[[A, B, H]], (0.053286, 0.102597, 0.121569), atol=1e-4)


def test_two_significant_digits_of_tau_are_enough_for_that() -> None:
    uit = compared(
        X / N, N, ALPHA / (ALPHA + BETA), low=0.0, high=1.0, tau=float(f"{0.5 / np.sqrt(ALPHA + BETA + 1):.2g}")
    )
    assert_allclose(uit.reliability[[A, D]], (0.3034, 0.8825), atol=1e-3)


def test_what_is_usual_among_the_hospitals_holds_what_their_own_model_holds() -> None:
    """Limits from the estimated tau against the 95% of the beta-binomial itself, in counts."""
    y = SHARE.forward(X / N, N, X.sum() / N.sum(), 0.07)
    v = SHARE.variance(N, X.sum() / N.sum(), 0.07)
    tau = float(np.sqrt(estimate(y[None, :], v[None, :]).tau2[0]))
    uit = compared(X / N, N, X.sum() / N.sum(), low=0.0, high=1.0, tau=tau)
    exact = stats.betabinom.ppf([[0.025], [0.975]], N.astype(int), ALPHA, BETA) / N
    assert_allclose(uit.usual95, exact, atol=0.035)


def test_the_parameters_of_der_simonian_and_lairds_example_give_its_shrinkage() -> None:
    """tau² 0.288049 and a sampling variance of 0.2025: reliability 0.5872."""
    uit = compared(
        61.0, 1, 62.3901386044504, unit=0.2025, tau=np.sqrt(0.288049246973751), low=60.0, high=63.0, scale=PLAIN
    )
    assert uit.reliability == pytest.approx(0.587, abs=5e-4)
    assert uit.shrunken == pytest.approx(62.3901386 - 0.5872 * 1.3901386, abs=1e-3)


def test_benjamini_hochberg() -> None:
    p = [0.001, 0.008, 0.012, 0.021, 0.04, 0.06, 0.2, 0.5]
    codes = (
        "no_show",
        "onvolledig",
        "opschalen",
        "afschalen",
        "doorverwezen",
        "terug_huisarts",
        "kortdurend",
        "doorlooptijd",
    )
    rows = [row(code, each) for code, each in zip(codes, p, strict=True)]
    q = [q_values(rows)[each.sleutel] for each in rows]
    assert_allclose(q, [0.008, 0.032, 0.032, 0.042, 0.064, 0.08, 0.228571428571, 0.5], atol=5e-4)


def row(code: str, p: float) -> Row:
    cijfer = een_cijfer(code, "binnen", p_chance=p)
    assert cijfer.naast is not None
    return Row(definities().indicatoren[code], cijfer, cijfer.naast)
