"""The scale on which a figure is compared: where its sampling variance does not hang on the value, and back.

Chosen by simulation (benchmarks/tau.py). Everything here is a function of the own value and size and of three published
numbers: the target, the pooled within-variance of one unit of size, and tau, which lives on this scale.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Kind = Literal["share", "bounded", "time", "plain"]
TIMES = ("minuten", "weken")
ADD, ADD_BOTH = 3 / 8, 3 / 4  # Anscombe (1948): keeps the arcsine steady at small counts and near the ends
RARE = 2.0  # expected answers of the rare kind
SLACK = 1e-9  # 1 - 0.9 is a little less than 0.1: both ends of the scale count alike


@dataclass(frozen=True, slots=True)
class Scale:
    """share, bounded: arcsine of the part of the way from `low` to `high`; time: cube root; plain: the value itself.

    Sources: Anscombe (1948) for the arcsine; Wilson and Hilferty (1931) for the cube root of skewed positive values.
    """

    kind: Kind
    low: float = 0.0
    high: float = 1.0

    def variance(self, size: npt.ArrayLike, target: npt.ArrayLike, unit: npt.ArrayLike) -> Array:
        """Sampling variance on this scale at the target: within-variance of one unit × slope² / size."""
        size, target, unit = (np.asarray(x, np.float64) for x in (size, target, unit))
        with np.errstate(invalid="ignore", divide="ignore"):
            if self.arcsine:
                return np.asarray(1 / (4 * self._count(size, target, unit)), np.float64)
            return np.asarray(unit / size / self._stretch(target) ** 2, np.float64)

    def forward(self, value: npt.ArrayLike, size: npt.ArrayLike, target: npt.ArrayLike, unit: npt.ArrayLike) -> Array:
        """The own value on this scale."""
        value = np.asarray(value, np.float64)
        if not self.arcsine:
            return np.asarray(np.cbrt(value) if self.kind == "time" else value, np.float64)
        size, target, unit = (np.asarray(x, np.float64) for x in (size, target, unit))
        with np.errstate(invalid="ignore"):
            count = self._count(size, target, unit)
            part = (self._part(value) * count + ADD) / (count + ADD_BOTH)
            return np.asarray(np.arcsin(np.sqrt(part)), np.float64)

    def centre(self, target: npt.ArrayLike) -> Array:
        """The target on this scale: nothing is added, it is not a small count."""
        target = np.asarray(target, np.float64)
        if self.arcsine:
            return np.asarray(np.arcsin(np.sqrt(self._part(target))), np.float64)
        return np.asarray(np.cbrt(target) if self.kind == "time" else target, np.float64)

    def back(self, y: npt.ArrayLike, size: npt.ArrayLike, target: npt.ArrayLike, unit: npt.ArrayLike) -> Array:
        """From this scale to the value that somebody of this size would have; within the possible scale."""
        y = np.asarray(y, np.float64)
        if self.kind == "plain":
            return y
        if self.kind == "time":
            return np.asarray(np.maximum(y, 0.0) ** 3, np.float64)
        size, target, unit = (np.asarray(x, np.float64) for x in (size, target, unit))
        count = self._count(size, target, unit)
        part = (np.sin(np.clip(y, 0, np.pi / 2)) ** 2 * (count + ADD_BOTH) - ADD) / count
        return np.asarray(self.low + np.clip(part, 0, 1) * (self.high - self.low), np.float64)

    def untransform(self, y: npt.ArrayLike) -> Array:
        """The opposite of `centre`: from this scale to the value itself, whatever the size."""
        y = np.asarray(y, np.float64)
        if self.arcsine:
            return np.asarray(self.low + np.sin(np.clip(y, 0, np.pi / 2)) ** 2 * (self.high - self.low), np.float64)
        return np.asarray(np.maximum(y, 0.0) ** 3 if self.kind == "time" else y, np.float64)

    def spread(self, tau: npt.ArrayLike, target: npt.ArrayLike) -> Array:
        """tau in the figure's own units, near the target."""
        return np.asarray(np.asarray(tau, np.float64) * self._stretch(np.asarray(target, np.float64)), np.float64)

    def chance(self, value: npt.ArrayLike, size: npt.ArrayLike, target: npt.ArrayLike, unit: npt.ArrayLike) -> Array:
        """z of the difference from the target by the own size alone.

        share: the score test, so that it agrees with Wilson's interval; time: on the cube root; bounded: whichever of the
        plain scale and the arcsine is nearer to 0, since one is too eager at the ceiling and the other away from it.
        """
        value, size, target, unit = (np.asarray(x, np.float64) for x in (value, size, target, unit))
        with np.errstate(invalid="ignore", divide="ignore"):
            plain = (value - target) / np.sqrt(unit / size)
            if self.kind in ("share", "plain"):
                return np.asarray(plain, np.float64)
            steady = self.forward(value, size, target, unit) - self.centre(target)
            steady = steady / np.sqrt(self.variance(size, target, unit))
            nearer = np.where(np.abs(plain) < np.abs(steady), plain, steady)
        return np.asarray(steady if self.kind == "time" else nearer, np.float64)

    @property
    def arcsine(self) -> bool:
        return self.kind in ("share", "bounded")

    def _part(self, value: Array) -> Array:
        return np.asarray(np.clip((value - self.low) / (self.high - self.low), 0, 1), np.float64)

    def informs(self, size: npt.ArrayLike, target: npt.ArrayLike, unit: npt.ArrayLike) -> npt.NDArray[np.bool_]:
        """Whether a value of this size can help to tell how much organisations differ.

        Near an end of the scale a few clients nearly always give the end itself: such values all look alike, and would
        make tau too small. So at least RARE answers of the rare kind must be expected. Where nothing varies all do.
        """
        size, target, unit = (np.asarray(x, np.float64) for x in (size, target, unit))
        if self.kind in ("time", "plain"):
            return np.isfinite(size + 0 * target)
        part = self._part(target)
        expected = self._count(size, target, unit) * np.minimum(part, 1 - part)
        return np.asarray((expected >= RARE - SLACK) | ((unit <= 0) & (size > 0)), np.bool_)

    def _count(self, size: Array, target: Array, unit: Array) -> Array:
        """How many yes-or-no answers would tell as much; the own size for a share, and where nothing varies; NaN without a variance."""
        part, width = self._part(target), self.high - self.low
        with np.errstate(invalid="ignore", divide="ignore"):
            each = part * (1 - part) * width**2 / unit
        return np.asarray(size * np.where((unit > 0) & (each > 0), each, 1.0 + 0 * unit), np.float64)

    def _stretch(self, target: Array) -> Array:
        """How many of the figure's own units one step on this scale is, at the target."""
        if self.arcsine:
            part = self._part(target)
            return np.asarray(2 * np.sqrt(part * (1 - part)) * (self.high - self.low), np.float64)
        return np.asarray(3 * np.cbrt(target) ** 2 if self.kind == "time" else np.ones_like(target), np.float64)


def choose(soort: str, eenheid: str, schaal: tuple[float, float]) -> Scale:
    """The scale of a kind of figure: a change is compared as it is, minutes and weeks by their cube root, the rest as a part."""
    if soort == "verschil":
        return Scale("plain", *schaal)
    if eenheid in TIMES or soort == "telling":
        return Scale("time", *schaal)
    return Scale("share" if soort == "aandeel" else "bounded", *schaal)
