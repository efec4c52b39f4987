"""Contributions per row -> value, interval and variance per cell: one function per kind of figure.

A cell is a zorgaanbieder in a year (or in a prestatie group). Every function gets the contributions of all cells under
each other and the cell number of each, and returns one value per cell. Rules for all kinds: n = 0 gives NaN, never 0; one
row has a value but no interval where a spread is needed; equal values give an interval of width zero; an interval never
leaves the possible scale.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from spiegelrapport.measure.round_tables import Floats, Ints
from spiegelrapport.statistics.intervals import median_rank, poisson_rate, price_bonett_rank, student, wilson, z_value

MINSTE_PAREN = 5  # fewer beginscores give a spread that can be anything, and a standardised change of 20


@dataclass(frozen=True)
class CellFigures:
    """One figure for every cell; `verdeling` counts equal values per cell (medians only)."""

    n: Floats
    waarde: Floats
    onder: Floats
    boven: Floats
    variantie: Floats
    teller: Floats
    noemer: Floats
    sd: Floats
    verdeling: pd.DataFrame = field(default_factory=lambda: pd.DataFrame({"cel": [], "waarde": [], "aantal": []}))


def aandeel(cel: Ints, x: Floats, y: Floats, cellen: int) -> CellFigures:
    """x/n with Wilson's interval; variance p(1-p)/n."""
    n, som = _tel(cel, cellen), _som(cel, x, cellen)
    p = _deel(som, n)
    onder, boven = wilson(som, n)
    return CellFigures(n, p, onder, boven, _deel(p * (1 - p), n), som, n, np.sqrt(p * (1 - p)))


def gemiddelde(cel: Ints, x: Floats, y: Floats, cellen: int) -> CellFigures:
    """Mean with Student's t; sd with n - 1. n = 1: no sd and no interval."""
    n, som = _tel(cel, cellen), _som(cel, x, cellen)
    mean = _deel(som, n)
    sd = np.sqrt(_deel(_som(cel, (x - mean[cel]) ** 2, cellen), np.where(n > 1, n - 1, np.nan)))
    variantie = _deel(sd**2, n)
    onder, boven = student(mean, np.sqrt(variantie), n - 1)
    return CellFigures(n, mean, onder, boven, variantie, som, n, sd)


def mediaan(cel: Ints, x: Floats, y: Floats, cellen: int) -> CellFigures:
    """Median (mean of the two middle values for even n) with the conservative order-statistics interval.

    n < 6: no interval. Variance: Price and Bonett (2001). Ties need no rule: they are neighbours in the sorted values.
    """
    orde = np.lexsort((x, cel))
    cel, x = cel[orde], x[orde]
    n = np.bincount(cel, minlength=cellen).astype(np.int64)
    begin = np.concatenate([[0], np.cumsum(n)[:-1]])
    waarde = (_pick(x, begin, n, (n + 1) // 2) + _pick(x, begin, n, n // 2 + 1)) / 2
    rang = median_rank(n)
    c, z = price_bonett_rank(n)
    variantie = ((_pick(x, begin, n, n - c + 1) - _pick(x, begin, n, c)) / (2 * z)) ** 2
    onder, boven = _pick(x, begin, n, rang), _pick(x, begin, n, np.where(rang > 0, n - rang + 1, 0))
    geen = np.full(cellen, np.nan)
    return CellFigures(
        n.astype(float),
        waarde,
        onder,
        boven,
        variantie,
        geen,
        geen,
        gemiddelde(cel, x, y, cellen).sd,
        _verdeling(cel, x),
    )


def verhouding(cel: Ints, x: Floats, y: Floats, cellen: int) -> CellFigures:
    """Σx/Σy with a t interval on the linearised ratio (delta method), clustered on the row: a traject.

    variance = n/(n-1) · Σ(x - Ry)² / (Σy)². Source: Cochran (1977), ratio estimator. Σy = 0: no value.
    At exactly 0 or 1 there is no spread to go by: Wilson's interval on the number of rows.
    """
    n, teller, noemer = _tel(cel, cellen), _som(cel, x, cellen), _som(cel, y, cellen)
    ratio = _deel(teller, noemer)
    rest = _som(cel, (x - ratio[cel] * y) ** 2, cellen)
    variantie = _deel(rest * _deel(n, np.where(n > 1, n - 1, np.nan)), noemer**2)
    onder, boven = student(ratio, np.sqrt(variantie), n - 1)
    plat = (variantie == 0) & ((ratio == 0) | (ratio == 1))
    laag, hoog = wilson(np.where(plat, ratio * n, np.nan), n)
    onder, boven = np.where(plat, laag, onder), np.where(plat, hoog, boven)
    return CellFigures(n, ratio, onder, boven, variantie, teller, noemer, np.full(cellen, np.nan))


def telling(cel: Ints, x: Floats, y: Floats, cellen: int) -> CellFigures:
    """Events per unit of y: Byar's interval from 10 events, exact Poisson under 10."""
    n, teller, noemer = _tel(cel, cellen), _som(cel, x, cellen), _som(cel, y, cellen)
    onder, boven = poisson_rate(teller, np.where(noemer > 0, noemer, np.nan))
    tempo = _deel(teller, noemer)
    return CellFigures(n, tempo, onder, boven, _deel(tempo, noemer), teller, noemer, np.full(cellen, np.nan))


def gestandaardiseerd(cel: Ints, x: Floats, y: Floats, cellen: int) -> CellFigures:
    """Mean change / SD of the voormeting (y). No small-sample correction. Under MINSTE_PAREN pairs, or without
    spread in the voormeting: no value.

    variance = sd(change)²/(sd(voor)²·(n-1)) + g²/(2(n-1)), with a normal interval. Source: Bonett (2008), standardizer of
    the first measurement.
    sd is the spread of the change in units of the voormeting's spread; teller is the summed change, noemer n.
    """
    verandering, voor = gemiddelde(cel, x, y, cellen), gemiddelde(cel, y, y, cellen)
    g, df = _deel(verandering.waarde, voor.sd), verandering.n - 1
    g = np.where(verandering.n >= MINSTE_PAREN, g, np.nan)
    variantie = _deel(_deel(verandering.sd, voor.sd) ** 2 + g**2 / 2, df)
    marge = z_value() * np.sqrt(variantie)
    sd = _deel(verandering.sd, voor.sd)
    return CellFigures(verandering.n, g, g - marge, g + marge, variantie, verandering.teller, verandering.noemer, sd)


Soortfunctie = Callable[[Ints, Floats, Floats, int], CellFigures]
SOORTEN: dict[str, Soortfunctie] = {
    "aandeel": aandeel,
    "gemiddelde": gemiddelde,
    "verschil": gemiddelde,
    "mediaan": mediaan,
    "verhouding": verhouding,
    "telling": telling,
}
BIJZONDER: dict[str, Soortfunctie] = {"gestandaardiseerd": gestandaardiseerd}  # by berekening, before the kind


def _tel(cel: Ints, cellen: int) -> Floats:
    return np.asarray(np.bincount(cel, minlength=cellen), np.float64)


def _som(cel: Ints, x: Floats, cellen: int) -> Floats:
    return np.asarray(np.bincount(cel, weights=x, minlength=cellen), np.float64)


def _deel(boven: Floats, onder: Floats) -> Floats:
    """Division that gives NaN, not infinity, where there is nothing to divide by."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(onder > 0, boven / onder, np.nan)


def _pick(gesorteerd: Floats, begin: Ints, n: Ints, rang: Ints) -> Floats:
    """The rang-th smallest value per cell (1-based); NaN where rang is outside 1..n."""
    bestaat = (rang >= 1) & (rang <= n)
    plaats = np.where(bestaat, begin + rang - 1, 0)
    return np.where(bestaat, np.append(gesorteerd, np.nan)[plaats], np.nan)


def _verdeling(cel: Ints, x: Floats) -> pd.DataFrame:
    """Runs of equal values in sorted cells."""
    nieuw = np.ones(len(x), bool)
    nieuw[1:] = (np.diff(x) != 0) | (np.diff(cel) != 0)
    start = np.flatnonzero(nieuw)
    aantal = np.diff(np.append(start, len(x)))
    return pd.DataFrame({"cel": cel[start], "waarde": x[start], "aantal": aantal})
