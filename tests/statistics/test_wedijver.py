"""The estimators that lost, so that the comparison with them stays honest."""

import numpy as np
from numpy.testing import assert_allclose

from benchmarks.rivals import der_simonian_laird, paule_mandel, reml


def test_der_simonian_laird() -> None:
    y = np.array([[61.0, 61.4, 62.21, 62.3, 62.34, 62.6, 62.7, 62.84, 65.9]])
    v = np.array([[0.2025, 1.21, 0.09, 0.2025, 0.3844, 0.5625, 0.0676, 0.0225, 1.8225]])
    found = der_simonian_laird(y, v)
    assert_allclose(np.ravel(found), (0.288049246973751, 62.3901386044504, 0.245749668040304), rtol=1e-9)


def test_at_equal_sizes_all_but_the_robust_one_are_the_plain_variance_less_chance() -> None:
    y = np.random.default_rng(1).normal(0, 2, (5, 30))
    v = np.full_like(y, 0.5)
    plain = y.var(axis=1, ddof=1) - 0.5
    for tau2 in (der_simonian_laird(y, v)[0], reml(y, v), paule_mandel(y, v)):
        assert_allclose(tau2, plain, rtol=1e-6)
