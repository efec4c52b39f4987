"""Counts, means and sorted values -> 95% intervals and sampling variances, a whole array at once."""

import numpy as np
import numpy.typing as npt
from scipy import special

Array = npt.NDArray[np.float64]
Interval = tuple[Array, Array]
NIVEAU = 0.95
EXACT_ONDER = 10  # events under which a rate gets the exact Poisson interval


def z_value(level: float = NIVEAU) -> float:
    """Two-sided standard normal quantile: 1.96 for 95%."""
    return float(special.ndtri((1 + level) / 2))


def wilson(x: npt.ArrayLike, n: npt.ArrayLike, level: float = NIVEAU) -> Interval:
    """Score interval of a share x/n (Wilson 1927). NaN where n = 0; exactly 0 or 1 at the ends."""
    x, n, z = np.asarray(x, float), np.asarray(n, float), z_value(level)
    with np.errstate(invalid="ignore", divide="ignore"):
        p = x / n
        middle = (p + z**2 / (2 * n)) / (1 + z**2 / n)
        half = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
        return np.where(x == 0, 0.0 * p, middle - half), np.where(x == n, p, middle + half)


def student(mean: npt.ArrayLike, se: npt.ArrayLike, df: npt.ArrayLike, level: float = NIVEAU) -> Interval:
    """mean ± t(df)·se. NaN where df < 1 or the standard error does not exist."""
    mean, se, df = np.asarray(mean, float), np.asarray(se, float), np.asarray(df, float)
    t = special.stdtrit(np.where(df >= 1, df, np.nan), (1 + level) / 2)
    return mean - t * se, mean + t * se


def poisson_rate(events: npt.ArrayLike, exposure: npt.ArrayLike, level: float = NIVEAU) -> Interval:
    """Rate events/exposure: Byar's approximation from 10 events, exact Poisson (gamma quantiles) under 10.

    Source: Breslow and Day (1987), Byar's formula; Garwood (1936) for the exact limits.
    """
    o, e, z = np.asarray(events, float), np.asarray(exposure, float), z_value(level)
    tail = (1 - level) / 2
    with np.errstate(invalid="ignore", divide="ignore"):
        byar_low = o * (1 - 1 / (9 * o) - z / (3 * np.sqrt(o))) ** 3
        byar_high = (o + 1) * (1 - 1 / (9 * (o + 1)) + z / (3 * np.sqrt(o + 1))) ** 3
        exact_low = np.where(o > 0, special.gammaincinv(np.maximum(o, 1), tail), 0.0)
        exact_high = special.gammaincinv(o + 1, 1 - tail)
        exact = o < EXACT_ONDER
        return np.where(exact, exact_low, byar_low) / e, np.where(exact, exact_high, byar_high) / e


def median_rank(n: npt.ArrayLike, level: float = NIVEAU) -> npt.NDArray[np.int64]:
    """Rank r for which the r-th smallest and r-th largest of n values hold the median with at least `level`.

    The largest r with P(Bin(n, 1/2) <= r - 1) <= (1 - level)/2: conservative. 0 where no such r exists (n < 6 at 95%).
    """
    n = np.asarray(n, float)
    tail = (1 - level) / 2
    start = np.floor(n / 2 - z_value(level) * np.sqrt(n) / 2).clip(min=0)
    rank = np.zeros(n.shape)
    for candidate in (start - 1, start, start + 1, start + 2):  # the normal guess is never further off
        fits = (candidate >= 1) & (_half_binomial((candidate - 1).clip(min=0), n) <= tail)
        rank = np.where(fits & (candidate <= n), np.maximum(rank, candidate), rank)
    return rank.astype(np.int64)


def price_bonett_rank(n: npt.ArrayLike) -> tuple[npt.NDArray[np.int64], Array]:
    """Rank c and normal quantile z for the variance of a median, ((x(n-c+1) - x(c)) / 2z)².

    Source: Price and Bonett (2001), after McKean and Schrader (1984); z from the binomial probability, so that ties and
    small n do not bias it. n = 1 gives z = NaN.
    """
    n = np.asarray(n, float)
    c = np.maximum(np.round((n + 1) / 2 - np.sqrt(n)), 1)
    with np.errstate(invalid="ignore"):
        z = special.ndtri(1 - _half_binomial(c - 1, n))
    return c.astype(np.int64), np.where((n >= 2) & (z > 0), z, np.nan)


def _half_binomial(k: Array, n: Array) -> Array:
    """P(Bin(n, 1/2) <= k) for k < n; 1 from k = n."""
    inside = k < n
    return np.where(inside, special.betainc(np.where(inside, n - k, 1.0), k + 1, 0.5), 1.0)
