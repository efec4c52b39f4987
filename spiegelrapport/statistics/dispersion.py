"""Estimates and their sampling variances -> how much zorgaanbieders truly differ: phi, tau² and reliability.

Arrays have one row per figure and one column per zorgaanbieder; NaN means that a zorgaanbieder has no value.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
TRIM = 0.10  # winsorised at both sides


class RandomEffects(NamedTuple):
    """The normal-normal model: between-variance tau², the mean it is about, and the mean's standard error."""

    tau2: Array
    mean: Array
    se: Array


def der_simonian_laird(y: Array, v: Array) -> RandomEffects:
    """Moment estimate of the between-variance, and the random-effects mean. Source: DerSimonian and Laird (1986).

    Fewer than two values, or no sampling variance anywhere: tau² is the plain variance about the mean, or 0.
    """
    w = _weights(y, v)
    fixed = _mean(y, w)
    q = np.nansum(w * (y - fixed[:, None]) ** 2, axis=1)
    tau2 = moment_tau2(q, w)
    tau2 = np.where(_exact(y, v), _plain_variance(y), tau2)
    total = np.where(np.isfinite(y), v, np.nan) + tau2[:, None]
    w_star = _weights(y, total)
    with np.errstate(divide="ignore"):
        return RandomEffects(tau2, _mean(y, w_star), 1 / np.sqrt(w_star.sum(axis=1)))


def moment_tau2(q: Array, w: Array) -> Array:
    """max(0, (Q - (k - 1)) / (Σw - Σw²/Σw)); 0 for fewer than two values. `w` is 0 where there is no value."""
    k = (w > 0).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        c = w.sum(axis=1) - (w**2).sum(axis=1) / w.sum(axis=1)
        return np.where((k >= 2) & (c > 0), np.maximum(0.0, (q - (k - 1)) / c), 0.0)


class Overdispersion(NamedTuple):
    """phi (mean winsorised z²), tau² for the limits, and whether it is used."""

    phi: Array
    tau2: Array
    used: npt.NDArray[np.bool_]


def overdispersion(y: Array, target: Array, v: Array) -> Overdispersion:
    """Additive overdispersion about a fixed target, with z winsorised at 10% on both sides.

    Used only when phi > 1 + 2·sqrt(2/k), about two standard errors above what chance gives; from three values.
    Without any sampling variance phi does not exist and tau² is the plain variance about the target.
    Source: Spiegelhalter (2005); Spiegelhalter, Sherlaw-Johnson, Bardsley et al. (2012).
    """
    w = _weights(y, v)
    z = np.where(w > 0, (y - target[:, None]) * np.sqrt(w), np.nan)
    k = np.isfinite(z).sum(axis=1)
    z = _winsorise(z)
    with np.errstate(invalid="ignore", divide="ignore"):
        phi = np.where(k > 0, np.nansum(z**2, axis=1) / k, np.nan)
        used = (k >= 3) & (phi > 1 + 2 * np.sqrt(2 / k))
    tau2 = moment_tau2(np.nan_to_num(phi) * k, w)
    known = _exact(y, v)
    spread = np.where(np.isfinite(y).sum(axis=1) >= 3, _variance_about(y, target), 0.0)
    tau2, used, phi = np.where(known, spread, tau2), np.where(known, spread > 0, used), np.where(known, np.nan, phi)
    return Overdispersion(phi, np.where(used, tau2, 0.0), used & (tau2 > 0))


def reliability(tau2: Array, v: Array) -> Array:
    """tau² / (tau² + v) per zorgaanbieder: the share of the differences that is not chance. No differences at all: 0."""
    with np.errstate(invalid="ignore", divide="ignore"):
        rel = tau2[:, None] / (tau2[:, None] + v)
    return np.where(np.isfinite(v) & (tau2[:, None] == 0), 0.0, rel)


def _winsorise(z: Array) -> Array:
    """Pull the outer tenths in to the 10% and 90% quantiles (type 7, as the source's software does)."""
    k = np.isfinite(z).sum(axis=1)
    if z.shape[1] == 0:
        return z
    ordered = np.sort(z, axis=1)
    bounds = []
    for p in (TRIM, 1 - TRIM):
        h = (np.maximum(k, 1) - 1) * p
        low = np.floor(h).astype(np.int64)[:, None]
        high = np.minimum(low + 1, np.maximum(k, 1)[:, None] - 1)
        at_low, at_high = np.take_along_axis(ordered, low, axis=1), np.take_along_axis(ordered, high, axis=1)
        bounds.append(at_low + (h[:, None] - low) * (at_high - at_low))
    return np.asarray(np.clip(z, bounds[0], bounds[1]), np.float64)


def _weights(y: Array, v: Array) -> Array:
    usable = np.isfinite(y) & np.isfinite(v) & (v > 0)
    return np.where(usable, 1 / np.where(usable, v, 1.0), 0.0)


def _mean(y: Array, w: Array) -> Array:
    with np.errstate(invalid="ignore", divide="ignore"):
        weighted = np.nansum(w * np.nan_to_num(y), axis=1) / w.sum(axis=1)
        plain = np.nansum(y, axis=1) / np.isfinite(y).sum(axis=1)
    return np.asarray(np.where(w.sum(axis=1) > 0, weighted, plain), np.float64)


def _exact(y: Array, v: Array) -> npt.NDArray[np.bool_]:
    """Figures without any sampling variance: every value counts as known exactly."""
    known = np.isfinite(y) & np.isfinite(v)
    return np.asarray(known.any(axis=1) & ~(known & (v > 0)).any(axis=1), np.bool_)


def _variance_about(y: Array, target: Array) -> Array:
    k = np.maximum(np.isfinite(y).sum(axis=1), 1)
    spread = np.nansum((y - target[:, None]) ** 2, axis=1) / k
    return np.asarray(np.where(spread > 1e-24 * np.maximum(1.0, target**2), spread, 0.0), np.float64)


def _plain_variance(y: Array) -> Array:
    k = np.isfinite(y).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.nansum(y, axis=1) / k
        spread = np.nansum((y - mean[:, None]) ** 2, axis=1) / (k - 1)
    return np.where(k >= 2, spread, 0.0)
