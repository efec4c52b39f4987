"""Own printed cells + published parameters -> limits, reliability, careful estimate, p and states: the one function.

Everything is a function of what is printed: the own value, its margin and number; the target; how much one client's value
varies within an organisation; and how much organisations differ (tau). So nothing unpublished can seep through, and who
holds the printed numbers can do it again. Arrays of one length, NaN where something is withheld.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from spiegelrapport.figures.rounding import round_value
from spiegelrapport.statistics.intervals import z_value
from spiegelrapport.statistics.scales import Scale

Array = npt.NDArray[np.float64]
Pair = tuple[Array, Array]
RELIABILITY = 3  # decimals
DISTANCE = 2
P_PLACES = 4
BAND = 0.80  # of the organisations, where quantiles are withheld
LEVEL = 0.95
EQUAL = 1e-9  # printed values nearer than this are the same


@dataclass(frozen=True, slots=True)
class Own:
    """Printed own cells: value, 95% margin, number."""

    value: Array
    low: Array
    high: Array
    n: Array


@dataclass(frozen=True, slots=True)
class Published:
    """Per figure what is the same in every report. `unit`: variance of one client; not used for shares."""

    target: Array
    unit: Array
    tau: Array
    band: Pair  # the group's middle 80% of the organisations


@dataclass(frozen=True, slots=True)
class Outcome:
    """chance: 0 cannot be told from chance, 1 on its edge, 2 more; usual: -1 lower, 0 within, 1 higher; NaN: not said."""

    difference: Array
    difference95: Pair
    chance: Array
    chance95: Pair
    p_chance: Array
    usual: Array
    usual95: Pair
    distance: Array
    reliability: Array
    shrunken: Array
    middle80: Pair


def compare(own: Own, by: Published, scale: Scale, places: npt.ArrayLike, bounds: tuple[float, float]) -> Outcome:
    """`places`: decimals to which limits and estimates are printed; states follow from the printed limits."""
    unit = by.target * (1 - by.target) if scale.kind == "share" else by.unit
    test = _Test(own.n, by.target, unit, by.tau, scale)
    z = test.chance(own.value)
    chance95, usual95 = (_printed(limits, places, bounds) for limits in test.limits(z_value(LEVEL)))
    chance = _chance(own, by.target, chance95)
    distance = round_value(test.distance(own.value), DISTANCE)
    part = test.reliability()
    careful = round_value(part * own.value + (1 - part) * by.target, places)
    inside = (careful >= own.low - EQUAL) & (careful <= own.high + EQUAL)
    return Outcome(
        difference=round_value(own.value - by.target, places),
        difference95=(round_value(own.low - by.target, places), round_value(own.high - by.target, places)),
        chance=chance,
        chance95=chance95,
        p_chance=round_value(2 * special.ndtr(-np.abs(z)), P_PLACES),
        usual=_usual(own.value, usual95, chance, by.band),
        usual95=usual95,
        distance=distance,
        reliability=round_value(part, RELIABILITY),
        shrunken=np.where(inside, careful, np.nan),
        middle80=_printed(test.organisations(z_value(BAND)), places, bounds),
    )


@dataclass(frozen=True, slots=True)
class _Test:
    """Own number, target, and both spreads: the distributions that the two statements are about."""

    n: Array
    target: Array
    unit: Array
    tau: Array
    scale: Scale

    def chance(self, value: Array) -> Array:
        """z of the own value by the own number alone; equal is 0, whatever the spread."""
        z = self.scale.chance(value, self.n, self.target, self.unit)
        return np.where(np.abs(value - self.target) <= EQUAL, 0 * self.unit, z)

    def distance(self, value: Array) -> Array:
        """From the target in standard deviations of how organisations of this size differ."""
        y = self.scale.forward(value, self.n, self.target, self.unit) - self.scale.centre(self.target)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(np.abs(value - self.target) <= EQUAL, 0 * self.tau, y / np.sqrt(self._usual()))

    def reliability(self) -> Array:
        """tau² / (tau² + sampling variance): the part of the differences that is not chance, at this number."""
        usual = self._usual()
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(usual > 0, self.tau**2 / usual, 0 * usual)

    def limits(self, z: float) -> tuple[Pair, Pair]:
        """By chance alone, and usual: never narrower than chance alone."""
        chance = self._chance_limits(z)
        usual = self._back(z * np.sqrt(self._usual()))
        return chance, (np.minimum(usual[0], chance[0]), np.maximum(usual[1], chance[1]))

    def organisations(self, z: float) -> Pair:
        """Where organisations themselves lie about the target, without anybody's chance."""
        middle = self.scale.centre(self.target)
        return tuple(self.scale.untransform(middle + sign * z * self.tau) for sign in (-1, 1))  # type: ignore[return-value]

    def _usual(self) -> Array:
        return self.tau**2 + self._within() * (1 - 4 * self.tau**2 if self.scale.arcsine else 1.0)

    def _within(self) -> Array:
        return self.scale.variance(self.n, self.target, self.unit)

    def _chance_limits(self, z: float) -> Pair:
        """Where |z| of Scale.chance is `z`: for a bounded scale that is the outer of both ways of looking."""
        with np.errstate(invalid="ignore", divide="ignore"):
            half = z * np.sqrt(self.unit / self.n)
        plain = self.target - half, self.target + half
        if self.scale.kind in ("share", "plain"):
            return plain
        steady = self._back(z * np.sqrt(self._within()))
        if self.scale.kind == "time":
            return steady
        return np.minimum(plain[0], steady[0]), np.maximum(plain[1], steady[1])

    def _back(self, half: Array) -> Pair:
        middle = self.scale.centre(self.target)
        low, high = (self.scale.back(middle + sign * half, self.n, self.target, self.unit) for sign in (-1, 1))
        return np.where(np.isnan(half), np.nan, low), np.where(np.isnan(half), np.nan, high)


def _printed(limits: Pair, places: npt.ArrayLike, bounds: tuple[float, float]) -> Pair:
    low, high = (round_value(np.clip(limit, *bounds), places) for limit in limits)
    return low, high


def _chance(own: Own, target: Array, limits: Pair) -> Array:
    """The margin that a reader sees decides first: where it holds the target, nothing more is said than that."""
    holds = (own.low <= target + EQUAL) & (target - EQUAL <= own.high)
    beyond = (own.value > limits[1] + EQUAL) | (own.value < limits[0] - EQUAL)
    test = np.where(np.isnan(limits[0]), np.nan, np.where(beyond, 2.0, 1.0))
    return np.where(np.isnan(own.low) | np.isnan(own.high), np.nan, np.where(holds, 0.0, test))


def _usual(value: Array, limits: Pair, chance: Array, band: Pair) -> Array:
    """Outside only what chance does not explain, and what lies outside the middle 80% of the group, where that is printed."""
    state = (value > limits[1] + EQUAL).astype(float) - (value < limits[0] - EQUAL)
    among = (value >= band[0] - EQUAL) & (value <= band[1] + EQUAL)
    state = np.where((chance == 2) & ~among, state, 0.0)
    return np.where(np.isnan(limits[0]) | np.isnan(chance), np.nan, state)
