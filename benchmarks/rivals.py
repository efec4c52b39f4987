"""The estimators of tau² that the program does not use: what benchmarks/tau.py compares its own with. Rows are figures."""

import numpy as np
import numpy.typing as npt
from scipy.optimize import elementwise

from spiegelrapport.statistics.heterogeneity import estimate

Array = npt.NDArray[np.float64]
TRIM = 0.10


def der_simonian_laird(y: Array, v: Array) -> tuple[Array, Array, Array]:
    """tau², the mean about it, and the mean's standard error. Source: DerSimonian and Laird (1986)."""
    w = 1 / v
    q = (w * (y - _mean(y, w)[:, None]) ** 2).sum(axis=1)
    c = w.sum(axis=1) - (w**2).sum(axis=1) / w.sum(axis=1)
    tau2 = np.maximum(0.0, (q - (y.shape[1] - 1)) / c)
    w = 1 / (v + tau2[:, None])
    return tau2, _mean(y, w), 1 / np.sqrt(w.sum(axis=1))


def reml(y: Array, v: Array) -> Array:
    """Restricted maximum likelihood: the root of its score."""

    def score(tau2: Array, row: Array) -> Array:
        rows = row.astype(int)
        w = 1 / (v[rows] + tau2[:, None])
        rest = (y[rows] - _mean(y[rows], w)[:, None]) ** 2
        return np.asarray((w**2 * rest).sum(axis=1) - w.sum(axis=1) + (w**2).sum(axis=1) / w.sum(axis=1))

    tau2, alle = np.zeros(len(y)), np.arange(len(y), dtype=float)
    some = np.flatnonzero(score(tau2, alle) > 0)
    if len(some):
        high = 4 * ((y - y.mean(axis=1, keepdims=True)) ** 2).sum(axis=1)[some]
        tau2[some] = elementwise.find_root(score, (np.zeros(len(some)), high), args=(some.astype(float),)).x
    return tau2


def paule_mandel(y: Array, v: Array) -> Array:
    """Paule and Mandel (1982): the program's own estimator without its bend."""
    return estimate(y, v, bend=np.inf).tau2


def winsorised(y: Array, v: Array) -> Array:
    """What the program used: moments of winsorised z about the mean, without a consistency factor. Spiegelhalter (2005)."""
    w = 1 / v
    z = (y - _mean(y, w)[:, None]) / np.sqrt(v)
    low, high = np.quantile(z, [TRIM, 1 - TRIM], axis=1)
    q = (np.clip(z, low[:, None], high[:, None]) ** 2).sum(axis=1)
    k = y.shape[1]
    c = w.sum(axis=1) - (w**2).sum(axis=1) / w.sum(axis=1)
    return np.where(q / k > 1 + 2 * np.sqrt(2 / k), np.maximum(0.0, (q - (k - 1)) / c), 0.0)


def _mean(y: Array, w: Array) -> Array:
    return np.asarray((w * y).sum(axis=1) / w.sum(axis=1), np.float64)
