"""A maat -> how its values are written: unit, decimals, sign and scale, the same on a page, at a dot and in a sentence."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from spiegelrapport import dutch
from spiegelrapport.definitions.schema import Indicator, Maat

BOUNDS = {"": "", "<": "minder dan ", ">": "meer dan "}  # where only a limit may be told
ENKELVOUD = {"minuten": "minuut", "weken": "week", "punten": "punt", "dagen": "dag"}
ZONDER = ("%", "cijfer", "")  # the number says it already
OPEN = ("weken", "minuten")  # without an end that means anything


@dataclass(frozen=True, slots=True)
class Unit:
    """How the values of one maat are written. `decimalen` counts in the displayed unit."""

    eenheid: str
    decimalen: int
    teken: bool = False  # a change carries its sign
    schaal: tuple[float, float] = (-math.inf, math.inf)
    leesbaar: tuple[float, float] | None = None  # the range that a chart prefers; None: from the values

    @property
    def procenten(self) -> bool:
        return self.eenheid == "%"

    @property
    def naam(self) -> str:
        """The unit as a word; none where the number says it already."""
        return "" if self.eenheid in ZONDER else self.eenheid

    def getal(self, waarde: float, grens: str = "") -> str:
        """0.614 -> '61%'; 54.2 -> '54,2'; a change '+1,2'; '> 95%' where only a bound may be told."""
        return f"{grens} {self._write(waarde, self.decimalen)}".strip()

    def met_eenheid(self, waarde: float, grens: str = "") -> str:
        """54.0 -> '54 minuten'; 'meer dan 95%'; a share or a mark says enough without."""
        getal = self.getal(waarde)
        woord = ENKELVOUD.get(self.naam, self.naam) if getal == "1" else self.naam
        return BOUNDS[grens] + (f"{getal}{dutch.VASTE_SPATIE}{woord}" if woord else getal)

    def verschil(self, waarde: float) -> str:
        """-0.03 -> '−3 procentpunten'."""
        getal = dutch.met_teken(round(waarde * (100 if self.procenten else 1), 10), self.decimalen)
        if self.procenten:
            return f"{getal}{dutch.VASTE_SPATIE}procentpunt{'' if getal.strip('+−') == '1' else 'en'}"
        return getal

    def marge(self, onder: float, boven: float) -> str:
        """'4,1 tot 4,5': a dash would read as a minus sign."""
        return f"{self.getal(onder)} tot {self.getal(boven)}"

    def gelijk(self, een: float, ander: float) -> bool:
        """Whether both print the same."""
        return self.getal(een) == self.getal(ander)

    def tick(self, waarde: float) -> str:
        """As few decimals as the value needs."""
        getoond = waarde * (100 if self.procenten else 1)
        return self._write(waarde, next((d for d in range(3) if abs(round(getoond, d) - getoond) < 1e-6), 3))

    def least_range(self, waarden: Iterable[float | None]) -> float:
        """Ten percentage points, or a fifth of the largest value: a shorter axis would make noise look like difference."""
        return (
            0.1 if self.procenten else 0.2 * max((abs(waarde) for waarde in waarden if waarde is not None), default=0)
        )

    def reikwijdte(self, bereik: tuple[float, float]) -> str:
        """What the reader must know about the axis: nothing when it shows the whole scale, or when everybody knows the scale."""
        heel = bereik[0] <= self.schaal[0] and bereik[1] >= self.schaal[1]
        if self.teken or heel or self.procenten or self.eenheid in OPEN:
            return ""
        return f"Hele schaal: {self.tick(self.schaal[0])} tot {self.tick(self.schaal[1])}."

    def _write(self, waarde: float, decimalen: int) -> str:
        if self.procenten:
            return dutch.procent(waarde, decimalen)
        return dutch.met_teken(waarde, decimalen) if self.teken else dutch.getal(waarde, decimalen)


def unit_of(indicator: Indicator, maat: Maat) -> Unit:
    """A maat's own unit, decimals and scale, else its indicator's."""
    anders = maat.schaal is not None or maat.soort == "verschil"
    return Unit(
        eenheid=maat.eenheid or indicator.eenheid,
        decimalen=indicator.decimalen if maat.decimalen is None else maat.decimalen,
        teken=maat.soort == "verschil",
        schaal=maat.schaal or indicator.schaal,
        leesbaar=None if anders else indicator.leesbaar,
    )


def maat_of(indicator: Indicator, code: str) -> Maat:
    """The maat of that code."""
    return next(maat for maat in indicator.maten if maat.code == code)
