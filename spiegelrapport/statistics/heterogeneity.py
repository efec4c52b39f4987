"""Values and their sampling variances -> how much zorgaanbieders truly differ (tau²), whatever a few outliers do.

Arrays have one row per figure and one column per zorgaanbieder; NaN means that a zorgaanbieder has no value.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import special
from scipy.optimize import elementwise

Array = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
BEND = 1.5  # standard errors from which a value pulls no harder: benchmarks/tau.py compares
MINIMUM = 3  # zorgaanbieders from which differences between them can be estimated
ROUNDS = 100  # of the centre, which settles in about ten
SETTLED = 1e-10  # of a standard error
NOTHING = 1e-20  # of the plain variance: what stands for a sampling variance of 0


class Heterogeneity(NamedTuple):
    """Between-variance tau², the centre that it is about, how many values, and whether the search ended."""

    tau2: Array
    mean: Array
    k: Ints
    converged: Bools


def estimate(y: Array, v: Array, bend: float = BEND) -> Heterogeneity:
    """The tau² at which the bounded squares of z = (y - mean)/sqrt(tau² + v) sum to what chance gives; 0 if they never do.

    Each z counts for at most `bend` and the sum is held to E min(Z², bend²) × (k - 1), so that the estimate is consistent
    under the normal model; the mean is the one in which no z counts for more than `bend` either. Without a bend it is the
    estimate of Paule and Mandel (1982). Under MINIMUM values, or where the search does not end: NaN.
    Source: Huber (1981), proposal 2, in the generalised Q of DerSimonian and Kacker (2007).
    """
    usable = np.isfinite(y) & np.isfinite(v)
    y, v = np.where(usable, y, np.nan), np.where(usable, v, np.nan)
    k = usable.sum(axis=1)
    tau2, mean, converged = np.full(len(y), np.nan), np.full(len(y), np.nan), np.zeros(len(y), bool)
    rows = np.flatnonzero(k >= MINIMUM)
    if len(rows):
        problem = _Problem(y[rows], v[rows], bend)
        tau2[rows], converged[rows] = _solve(problem)
        mean[rows] = problem.centre(np.nan_to_num(tau2[rows]), np.arange(len(rows)))
    return Heterogeneity(tau2, mean, k, converged)


def consistency(bend: float) -> float:
    """E min(Z², bend²) for a standard normal Z: what a bounded square is on average when there is nothing but chance."""
    if np.isinf(bend):
        return 1.0
    outside = 2 * float(special.ndtr(-bend))
    return 1 - outside - 2 * bend * float(np.exp(-(bend**2) / 2) / np.sqrt(2 * np.pi)) + bend**2 * outside


def silent_from(known: int) -> int:
    """From how many values on tau tells nothing about any single one to who knows `known` others.

    The unknown one and the known together add at most (known + 1)·bend² to the bounded squares. Where that is less than what
    chance gives, the others can lie so that tau is 0, or far apart so that it is large, and by continuity anything between:
    whatever the one value is, the printed tau can come about.
    """
    return 2 + int(np.floor((known + 1) * BEND**2 / consistency(BEND)))


class _Problem:
    """The equation in tau², for any of its rows."""

    def __init__(self, y: Array, v: Array, bend: float) -> None:
        middle = np.nanmedian(y, axis=1)
        self.y, self.bend, self.start = y, bend, middle
        self.expected = consistency(bend) * (np.isfinite(y).sum(axis=1) - 1)
        self.squares = np.nansum((y - middle[:, None]) ** 2, axis=1)
        same = 1e-24 * np.maximum(1.0, middle**2)  # equal but for the last digits of arithmetic
        self.squares = np.where(self.squares > same, self.squares, 0.0)
        self.v = np.maximum(v, NOTHING * np.where(self.squares > 0, self.squares, 1.0)[:, None])

    def excess(self, tau2: Array, row: Array) -> Array:
        """How much more the bounded squares sum to than chance gives; falls with tau²."""
        rows = row.astype(np.int64)
        z = (self.y[rows] - self.centre(tau2, rows)[:, None]) / np.sqrt(self.v[rows] + tau2[:, None])
        return np.asarray(np.nansum(np.minimum(z**2, self.bend**2), axis=1) - self.expected[rows], np.float64)

    def centre(self, tau2: Array, rows: Ints) -> Array:
        """Huber's weighted mean at this tau², from the median."""
        y, total = self.y[rows], self.v[rows] + tau2[:, None]
        middle = self.start[rows]
        for _ in range(ROUNDS):
            z = np.abs(y - middle[:, None]) / np.sqrt(total)
            weight = np.minimum(1.0, self.bend / np.maximum(z, 1e-300)) / total
            weight = np.where(np.isfinite(y), weight, 0.0)
            moved = np.nansum(weight * np.nan_to_num(y), axis=1) / weight.sum(axis=1)
            step, middle = np.abs(moved - middle) * np.sqrt(weight.max(axis=1)), moved
            if (step <= SETTLED).all():
                break
        return middle


def _solve(problem: _Problem) -> tuple[Array, Bools]:
    """tau² per row, and whether it was found. 0 where chance alone explains the squares."""
    rows = np.arange(len(problem.y))
    tau2, converged = np.zeros(len(rows)), np.ones(len(rows), bool)
    differ = np.flatnonzero((problem.squares > 0) & (problem.excess(tau2, rows.astype(np.float64)) > 0))
    if len(differ):
        high = 4 * problem.squares[differ] / problem.expected[differ]  # the squares cannot sum to enough here
        found = elementwise.find_root(problem.excess, (np.zeros(len(differ)), high), args=(differ.astype(np.float64),))
        tau2[differ] = np.where(found.success, found.x, np.nan)
        converged[differ] = found.success
    return tau2, converged
