"""Every reference value that the methods are held to, through the functions that the program itself calls.

Sources of the values: published worked examples and statistical software; see each test.
"""

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose

from spiegelrapport.benchmark.groepscijfers import pared_mean
from spiegelrapport.benchmark.kans import kansgrenzen
from spiegelrapport.benchmark.krimp import krimp
from spiegelrapport.benchmark.matrices import Matrices
from spiegelrapport.benchmark.meervoud import benjamini_hochberg
from spiegelrapport.measure.soorten import gemiddelde
from spiegelrapport.statistics.betabinomial import fit
from spiegelrapport.statistics.dispersion import der_simonian_laird
from spiegelrapport.statistics.intervals import poisson_rate, wilson
from spiegelrapport.statistics.quantiles import quantiles

PRIMES = np.array([[2, 3, 5, 7, 11, 13, 17, 19, 23, 29]], float)
N = np.array(
    [[47, 148, 119, 810, 211, 196, 148, 215, 207, 97, 256, 360]], float
)  # twelve hospitals: MultiBUGS, Surgical
X = np.array([[0, 18, 8, 46, 8, 13, 9, 31, 14, 8, 29, 24]], float)
A, B, D, H = 0, 1, 3, 7


def aandelen(x: np.ndarray, n: np.ndarray) -> Matrices:
    sleutels = pd.DataFrame(
        {
            "indicator": ["proef"],
            "maat": ["waarde"],
            "periode": ["2025"],
            "uitsplitsing": ["totaal"],
            "soort": ["aandeel"],
        }
    )
    p = x / n
    agbs = tuple(f"{i:08d}" for i in range(x.shape[1]))
    return Matrices(
        sleutels, agbs, waarde=p, n=n, teller=x, noemer=n, variantie=p * (1 - p) / n, sd=np.sqrt(p * (1 - p))
    )


def test_quantiles_of_type_8() -> None:
    assert_allclose(
        quantiles(PRIMES, [0.1, 0.25, 0.5, 0.75, 0.9])[0], [2.366667, 4.833333, 12, 19.333333, 26.8], atol=5e-7
    )


@pytest.mark.parametrize(
    ("x", "n", "onder", "boven"),
    [
        (1, 100, 0.0017674320641406511, 0.054486196178705294),
        (20, 100, 0.1333669333310325, 0.28882916559315885),
        (19, 38, 0.348499283643951, 0.651500716356049),
    ],
)
def test_wilson(x: int, n: int, onder: float, boven: float) -> None:
    assert_allclose(wilson(x, n), (onder, boven), rtol=1e-9)


@pytest.mark.parametrize(("x", "n"), [(38, 38), (0, 77)])
def test_wilson_stays_within_the_scale_at_the_ends(x: int, n: int) -> None:
    onder, boven = wilson(x, n)
    assert 0 <= onder <= x / n <= boven <= 1


@pytest.mark.parametrize(
    ("events", "onder", "boven"),
    [
        (65, 50.163187710459454, 82.84913854593984),  # Byar
        (1045, 982.5932018073325, 1110.33121298565),  # Byar
        (9, 4.11537309738, 17.08480345142),  # exact Poisson, under 10
    ],
)
def test_rates(events: int, onder: float, boven: float) -> None:
    assert_allclose(poisson_rate(events, 1), (onder, boven), rtol=1e-9)


def test_student_t() -> None:
    x = np.array([33.09375, 48.38596, 64.83495, 67.98475, 22.93556, 71.23587, 38.78465, 82.37927])
    cel = gemiddelde(np.zeros(8, np.int64), x, x, 1)
    assert cel.waarde[0] == pytest.approx(53.704345, abs=5e-7)
    assert cel.sd[0] == pytest.approx(20.97557525770931, rel=1e-9)
    assert_allclose((cel.onder[0], cel.boven[0]), (36.168325241336504, 71.24036475866352), rtol=1e-9)


@pytest.mark.parametrize(
    ("n", "niveau", "onder", "boven"),
    [(30, 0.95, 66.504234, 94.780661), (30, 0.998, 58.351036, 100.0), (664, 0.95, 77.637263, 83.647632)],
)
def test_funnel_limits_of_a_share(n: int, niveau: float, onder: float, boven: float) -> None:
    doel = np.array([0.8064244785714955])
    groep = aandelen(np.array([[0.8 * n]]), np.array([[n]], float))
    kans = kansgrenzen(groep, groep, doel, doel * (1 - doel), np.array([[0.0, 1.0]]))
    assert not kans.overdispersie.used.any()
    laag, hoog = kans.limieten[niveau]
    assert_allclose((100 * laag[0, 0], 100 * hoog[0, 0]), (onder, boven), atol=1e-5)


def test_der_simonian_laird() -> None:
    y = np.array([[61.0, 61.4, 62.21, 62.3, 62.34, 62.6, 62.7, 62.84, 65.9]])
    v = np.array([[0.2025, 1.21, 0.09, 0.2025, 0.3844, 0.5625, 0.0676, 0.0225, 1.8225]])
    effecten = der_simonian_laird(y, v)
    assert_allclose(np.ravel(effecten), (0.288049246973751, 62.3901386044504, 0.245749668040304), rtol=1e-9)


def test_beta_binomial_of_twelve_hospitals() -> None:
    """The published a and b lie 1e-6 from the maximum that arithmetic in 30 digits finds; ours is that maximum."""
    a, b = fit(X, N)
    assert_allclose((a[0], b[0]), (8.253494992371, 99.636928392413), rtol=2e-6)
    assert_allclose((a[0], b[0]), (8.25348817362633, 99.6368483438797), rtol=1e-9)


def test_shrunken_estimates_and_reliability_of_twelve_hospitals() -> None:
    groep = aandelen(X, N)
    gepoold = X.sum(axis=1) / N.sum(axis=1)
    beeld = krimp(groep, groep, gepoold, gepoold * (1 - gepoold))
    assert_allclose(beeld.geschat[0, [A, B, H]], (0.053286, 0.102597, 0.121569), atol=1e-4)
    assert_allclose(beeld.betrouwbaarheid[0, [A, D]], (0.3034, 0.8825), atol=1e-3)


def test_pared_mean_of_the_survivors() -> None:
    assert pared_mean(N[0] - X[0], N[0]) == pytest.approx(0.949438202247191, rel=1e-9)


def test_benjamini_hochberg() -> None:
    p = np.array([0.001, 0.008, 0.012, 0.021, 0.04, 0.06, 0.2, 0.5])
    q = benjamini_hochberg(p, np.zeros(8, np.int64))
    assert_allclose(q, [0.008, 0.032, 0.032, 0.042, 0.064, 0.08, 0.228571428571, 0.5], rtol=1e-9)
