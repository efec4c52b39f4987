"""The estimators of tau² that the program does not use: what benchmarks/tau.py compares its own with.

Arrays have one row per figure and one column per zorgaanbieder; NaN means that a zorgaanbieder has no value.
"""

import numpy as np
import numpy.typing as npt
from scipy.optimize import elementwise

from spiegelrapport.statistics.heterogeneity import estimate

Array = npt.NDArray[np.float64]
TRIM = 0.10


def der_simonian_laird(y: Array, v: Array) -> tuple[Array, Array, Array]:
    """tau², the mean about it, and the mean's standard error. Source: DerSimonian and Laird (1986)."""
    w = _weights(y, v)
    q = (w * _rest(y, w) ** 2).sum(axis=1)
    tau2 = np.maximum(0.0, (q - (_k(y) - 1)) / _freedom(w))
    w = _weights(y, v + tau2[:, None])
    return tau2, _mean(y, w), 1 / np.sqrt(w.sum(axis=1))


def reml(y: Array, v: Array) -> Array:
    """Restricted maximum likelihood: the root of its score."""

    def score(tau2: Array, row: Array) -> Array:
        rows = row.astype(int)
        w = _weights(y[rows], v[rows] + tau2[:, None])
        w2 = w**2
        return np.asarray((w2 * _rest(y[rows], w) ** 2).sum(axis=1) - w.sum(axis=1) + w2.sum(axis=1) / w.sum(axis=1))

    tau2 = np.zeros(len(y))
    some = np.flatnonzero(score(tau2, np.arange(len(y), dtype=float)) > 0)
    if len(some):
        high = 4 * np.nansum((y - np.nanmean(y, axis=1, keepdims=True)) ** 2, axis=1)[some]
        tau2[some] = elementwise.find_root(score, (np.zeros(len(some)), high), args=(some.astype(float),)).x
    return tau2


def paule_mandel(y: Array, v: Array) -> Array:
    """Paule and Mandel (1982): the program's own estimator without its bend."""
    return estimate(y, v, bend=np.inf).tau2


def winsorised(y: Array, v: Array) -> Array:
    """What the program used: moments of winsorised z about the mean, without a consistency factor. Spiegelhalter (2005)."""
    w, k = _weights(y, v), _k(y)
    z = np.where(np.isfinite(y), _rest(y, w) * np.sqrt(w), np.nan)
    low, high = np.nanquantile(z, [TRIM, 1 - TRIM], axis=1)
    q = np.nansum(np.clip(z, low[:, None], high[:, None]) ** 2, axis=1)
    return np.where(q / k > 1 + 2 * np.sqrt(2 / k), np.maximum(0.0, (q - (k - 1)) / _freedom(w)), 0.0)


def _weights(y: Array, v: Array) -> Array:
    return np.where(np.isfinite(y), 1 / v, 0.0)


def _mean(y: Array, w: Array) -> Array:
    return np.asarray((w * np.nan_to_num(y)).sum(axis=1) / w.sum(axis=1), np.float64)


def _rest(y: Array, w: Array) -> Array:
    return np.asarray(np.nan_to_num(y - _mean(y, w)[:, None]), np.float64)


def _k(y: Array) -> npt.NDArray[np.int64]:
    return np.asarray(np.isfinite(y).sum(axis=1))


def _freedom(w: Array) -> Array:
    return np.asarray(w.sum(axis=1) - (w**2).sum(axis=1) / w.sum(axis=1), np.float64)
