"""Figures -> published figures: half away from zero, to the precision of the indicator's own unit."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from spiegelrapport.definitions.schema import Definities, Soort

Getallen = npt.NDArray[np.float64]
PROCENT = "%"
SPELING = 1e-9  # a value this near a rounding edge counts as on it
OPEN_EENHEDEN = ("minuten", "weken", "dagen")  # their scale's upper bound is a limit of plausibility, not of meaning


@dataclass(frozen=True, slots=True)
class Rounding:
    """How one maat is published: its precision and bounds, in inside units."""

    soort: Soort
    eenheid: str
    decimalen: int  # in the displayed unit
    schaal: tuple[float, float]

    @property
    def plaatsen(self) -> int:
        """Decimals in inside units: a whole percent is two decimals of an aandeel."""
        return self.decimalen + (2 if self.eenheid == PROCENT else 0)

    @property
    def stap(self) -> float:
        return float(10.0**-self.plaatsen)

    @property
    def begrensd_aandeel(self) -> bool:
        return self.eenheid == PROCENT and self.schaal == (0.0, 1.0)

    @property
    def open(self) -> bool:
        return self.eenheid in OPEN_EENHEDEN


def rounding(definities: Definities, indicator: str, maat: str) -> Rounding:
    """The precision of `indicator.maat`; a maat may differ from its indicator."""
    soort = definities.indicatoren[indicator]
    eigen = next(m for m in soort.maten if m.code == maat)
    return Rounding(
        eigen.soort,
        eigen.eenheid or soort.eenheid,
        soort.decimalen if eigen.decimalen is None else eigen.decimalen,
        eigen.schaal or soort.schaal,
    )


def round_value(waarden: Any, plaatsen: Any) -> Any:
    """Half away from zero; works on scalars and arrays, NaN stays NaN. The result prints exactly in `plaatsen`."""
    factor = 10.0 ** np.asarray(plaatsen)
    waarden = np.asarray(waarden, dtype=float)
    return np.sign(waarden) * np.floor(np.abs(waarden) * factor + 0.5 + SPELING) / factor + 0.0


def round_n(aantallen: Any) -> Any:
    """Counts of a group: to the nearest 5 under 100, to the nearest 10 from there."""
    aantallen = np.asarray(aantallen, dtype=float)
    stap = np.where(aantallen < 100, 5.0, 10.0)
    return np.floor(aantallen / stap + 0.5) * stap


def unrounded(waarde: Any, plaatsen: int) -> float | None:
    """One number for a Cel: rounded, and None for NaN."""
    return None if waarde is None or np.isnan(waarde) else _rond_los(float(waarde), plaatsen)


@cache
def _factor(plaatsen: int) -> float:
    return float(10.0**plaatsen)


def _rond_los(waarde: float, plaatsen: int) -> float:
    factor = _factor(plaatsen)
    grootte = float(np.floor(abs(waarde) * factor + 0.5 + SPELING)) / factor
    return -grootte if waarde < 0 and grootte else grootte


def significant(waarde: float | None, cijfers: int) -> float | None:
    """To so many significant digits: 0.0479 -> 0.048 at two."""
    return None if waarde is None else float(f"{waarde:.{cijfers}g}")
