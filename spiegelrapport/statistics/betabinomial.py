"""Shares of many zorgaanbieders -> the beta distribution of their true shares, by maximum likelihood."""

import numpy as np
import numpy.typing as npt
from scipy import special

Array = npt.NDArray[np.float64]
NONE = 1e6  # a + b from here on: no differences beyond chance
STEPS = 200
CLOSE = 1e-10


def fit(x: Array, n: Array) -> tuple[Array, Array]:
    """a and b of the beta-binomial per row of x/n (NaN or n = 0: no value), by Newton's method on log a and log b.

    No variation beyond chance, all 0, all 1, or fewer than two values: a and b are NaN, so nothing is shrunk towards a
    spread that does not exist. Source: Skellam (1948); likelihood as in Griffiths (1973).
    """
    usable = np.isfinite(x) & np.isfinite(n) & (n > 0)
    x, n = np.where(usable, x, 0.0), np.where(usable, n, 0.0)
    total, some = n.sum(axis=1), usable.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        p = x.sum(axis=1) / total
    able = (some >= 2) & (p > 0) & (p < 1)
    able &= _slope_at_none(x, n, np.where(able, p, 0.5)) > 0
    theta = np.log(_start(x, n, usable, np.where(able, p, 0.5)))
    todo = np.flatnonzero(able)
    for _ in range(STEPS):
        step = _newton_step(theta[todo], x[todo], n[todo], usable[todo])
        theta[todo] = np.clip(theta[todo] + step, np.log(1e-8), np.log(NONE))
        todo = todo[np.abs(step).max(axis=1, initial=0.0) > CLOSE]
        if not len(todo):
            break
    a, b = np.exp(theta).T
    spread = able & (a + b < NONE)
    return np.where(spread, a, np.nan), np.where(spread, b, np.nan)


def _slope_at_none(x: Array, n: Array, p: Array) -> Array:
    """Slope of the likelihood in the intraclass correlation where that is 0: not positive means that the maximum is there.

    Source: Tarone (1979).
    """
    p = p[:, None]
    return np.asarray((x * (x - 1) / p + (n - x) * (n - x - 1) / (1 - p) - n * (n - 1)).sum(axis=1), np.float64)


def _start(x: Array, n: Array, usable: npt.NDArray[np.bool_], p: Array) -> Array:
    """Moment estimates of a and b, held between a weak and a strong prior."""
    share = np.where(usable, x / np.where(usable, n, 1.0), p[:, None])
    variance = (n * (share - p[:, None]) ** 2).sum(axis=1) / np.maximum(n.sum(axis=1), 1)
    size = usable.sum(axis=1) / np.maximum((usable / np.where(usable, n, 1.0)).sum(axis=1), 1e-9)
    noise = p * (1 - p) / np.maximum(size, 1)
    strength = np.clip(p * (1 - p) / np.maximum(variance - noise, 1e-6) - 1, 1.0, 1e4)
    return np.column_stack([p * strength, (1 - p) * strength])


def _newton_step(theta: Array, x: Array, n: Array, usable: npt.NDArray[np.bool_]) -> Array:
    """One step on (log a, log b): Newton where the likelihood is concave, along the gradient elsewhere; at most 1 long."""
    a, b = np.exp(theta[:, :1]), np.exp(theta[:, 1:])
    m = usable.astype(float)

    def slope(k: Array, s: Array) -> Array:
        return np.asarray((m * (special.digamma(k + s) - special.digamma(s))).sum(axis=1), np.float64)

    def bend(k: Array, s: Array) -> Array:
        return np.asarray((m * (special.polygamma(1, k + s) - special.polygamma(1, s))).sum(axis=1), np.float64)

    whole, bent = slope(n, a + b), bend(n, a + b)
    a, b = a[:, 0], b[:, 0]
    ga, gb = slope(x, a[:, None]) - whole, slope(n - x, b[:, None]) - whole
    haa, hbb, hab = bend(x, a[:, None]) - bent, bend(n - x, b[:, None]) - bent, -bent
    g = np.column_stack([a * ga, b * gb])
    haa, hbb, hab = a * a * haa + a * ga, b * b * hbb + b * gb, a * b * hab
    det = haa * hbb - hab**2
    concave = (haa < 0) & (det > 0)
    safe = np.where(concave, det, 1.0)
    newton = -np.column_stack([hbb * g[:, 0] - hab * g[:, 1], haa * g[:, 1] - hab * g[:, 0]]) / safe[:, None]
    length_g = np.maximum(np.abs(g).max(axis=1, keepdims=True), 1e-300)
    step = np.where(concave[:, None], newton, g / length_g)
    longest = np.maximum(np.abs(step).max(axis=1, keepdims=True), 1.0)
    return np.asarray(step / longest, np.float64)
