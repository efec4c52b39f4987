"""Every reference value that the methods are held to, through the functions that the program itself calls.

Sources of the values: published worked examples and statistical software; see each test.
"""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from spiegelrapport.group.groepscijfers import pared_mean
from spiegelrapport.measure.soorten import gemiddelde
from spiegelrapport.statistics.intervals import poisson_rate, wilson
from spiegelrapport.statistics.quantiles import quantiles

PRIMES = np.array([[2, 3, 5, 7, 11, 13, 17, 19, 23, 29]], float)
N = np.array(
    [[47, 148, 119, 810, 211, 196, 148, 215, 207, 97, 256, 360]], float
)  # twelve hospitals: MultiBUGS, Surgical
X = np.array([[0, 18, 8, 46, 8, 13, 9, 31, 14, 8, 29, 24]], float)


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


def test_pared_mean_of_the_survivors() -> None:
    assert pared_mean(N[0] - X[0], N[0]) == pytest.approx(0.949438202247191, rel=1e-9)
