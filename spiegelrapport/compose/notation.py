"""A figure -> the words in which readers see it: its unit, its decimals, its margin."""

from dataclasses import dataclass

from spiegelrapport import dutch
from spiegelrapport.definitions.schema import Indicator, Maat

ENKELVOUD = {"minuten": "minuut", "weken": "week", "punten": "punt", "dagen": "dag"}


@dataclass(frozen=True, slots=True)
class Notation:
    """How the figures of one maat are written. `decimalen` counts in the displayed unit."""

    eenheid: str
    decimalen: int
    teken: bool = False  # a change carries its sign

    @property
    def procenten(self) -> bool:
        return self.eenheid == "%"

    def getal(self, waarde: float) -> str:
        """0.614 -> '61%'; 54.2 -> '54,2'."""
        if self.procenten:
            return dutch.procent(waarde, self.decimalen)
        return dutch.met_teken(waarde, self.decimalen) if self.teken else dutch.getal(waarde, self.decimalen)

    def met_eenheid(self, waarde: float) -> str:
        """54.0 -> '54 minuten'; a share or a mark says enough without."""
        getal = self.getal(waarde)
        if self.procenten or self.eenheid in ("", "cijfer"):
            return getal
        woord = ENKELVOUD.get(self.eenheid, self.eenheid) if getal == "1" else self.eenheid
        return f"{getal}{dutch.VASTE_SPATIE}{woord}"

    def verschil(self, waarde: float) -> str:
        """-0.03 -> '−3 procentpunten'."""
        schaal = 100 if self.procenten else 1
        getal = dutch.met_teken(round(waarde * schaal, 10), self.decimalen)
        if self.procenten:
            return f"{getal}{dutch.VASTE_SPATIE}procentpunt{'' if getal.strip('+−') == '1' else 'en'}"
        return getal

    def marge(self, onder: float, boven: float) -> str:
        """'52% tot 68%' as '52–68%', numbers as '4,1 tot 4,5': a dash would read as a minus sign."""
        return f"{self.getal(onder)} tot {self.getal(boven)}"

    def gelijk(self, een: float, ander: float) -> bool:
        """Whether both print the same."""
        return self.getal(een) == self.getal(ander)


def notation(indicator: Indicator, maat: Maat) -> Notation:
    """The way of writing of one maat: its own unit and decimals, else its indicator's."""
    decimalen = indicator.decimalen if maat.decimalen is None else maat.decimalen
    return Notation(maat.eenheid or indicator.eenheid, decimalen, teken=maat.soort == "verschil")


def maat_of(indicator: Indicator, code: str) -> Maat:
    """The maat of that code."""
    return next(maat for maat in indicator.maten if maat.code == code)
