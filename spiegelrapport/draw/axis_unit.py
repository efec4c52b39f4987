"""A figure's unit: how its values read on an axis, at a dot and in a sentence."""

from collections.abc import Iterable
from dataclasses import dataclass

from spiegelrapport.definitions.schema import Indicator, Maat
from spiegelrapport.dutch import getal, met_teken, procent

GRENZEN = {"": "", "<": "minder dan ", ">": "meer dan "}
OPEN = ("weken", "minuten")  # without an end that means anything


@dataclass(frozen=True, slots=True)
class AxisUnit:
    """Decimals count in the displayed unit."""

    eenheid: str
    decimalen: int
    teken: bool  # a difference shows its sign
    schaal: tuple[float, float]
    leesbaar: tuple[float, float] | None

    def getal(self, waarde: float, grens: str = "") -> str:
        """'61%', '4,5', '+1,2'; '> 95%' where only a bound may be told."""
        if grens:
            return f"{grens} {self.getal(waarde)}"
        if self.eenheid == "%":
            return procent(waarde, self.decimalen)
        return met_teken(waarde, self.decimalen) if self.teken else getal(waarde, self.decimalen)

    def voluit(self, waarde: float, grens: str = "") -> str:
        """'61%', '4,5', '612 minuten'; 'meer dan 95%'."""
        return f"{GRENZEN[grens]}{self.getal(waarde)} {self.naam}".strip()

    @property
    def naam(self) -> str:
        """The unit as a word; none where the number says it already."""
        return "" if self.eenheid in ("%", "cijfer", "") else self.eenheid

    def tick(self, waarde: float) -> str:
        """As few decimals as the value needs."""
        factor = 100 if self.eenheid == "%" else 1
        decimalen = next((d for d in range(3) if abs(round(waarde * factor, d) - waarde * factor) < 1e-6), 3)
        if self.eenheid == "%":
            return procent(waarde, decimalen)
        return met_teken(waarde, decimalen) if self.teken else getal(waarde, decimalen)

    def least_range(self, waarden: Iterable[float | None]) -> float:
        """Ten percentage points, or a fifth of the largest value: a shorter axis would make noise look like difference."""
        return (
            0.1
            if self.eenheid == "%"
            else 0.2 * max((abs(waarde) for waarde in waarden if waarde is not None), default=0)
        )

    def reikwijdte(self, bereik: tuple[float, float]) -> str:
        """What the reader must know about the axis: nothing when it shows the whole scale."""
        heel = bereik[0] <= self.schaal[0] and bereik[1] >= self.schaal[1]
        if self.teken or heel or self.eenheid in OPEN:
            return ""
        return f"Hele schaal: {self.tick(self.schaal[0])} tot {self.tick(self.schaal[1])}."


def axis_unit(indicator: Indicator, maat: Maat) -> AxisUnit:
    anders = maat.schaal is not None or maat.soort == "verschil"
    return AxisUnit(
        eenheid=maat.eenheid or indicator.eenheid,
        decimalen=indicator.decimalen if maat.decimalen is None else maat.decimalen,
        teken=maat.soort == "verschil",
        schaal=maat.schaal or indicator.schaal,
        leesbaar=None if anders else indicator.leesbaar,
    )
