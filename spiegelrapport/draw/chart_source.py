"""Where a chart finds its cells: one report's Publishable, read by indicator, maat, year and group."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from spiegelrapport.definitions.schema import Definities, Indicator, Maat
from spiegelrapport.draw.drawing_style import DrawingStyle
from spiegelrapport.draw.layer import Drawing
from spiegelrapport.dutch import jaren, periode
from spiegelrapport.figures.report_figures import ReportFigures
from spiegelrapport.figures.unit import Unit, unit_of
from spiegelrapport.model.cijfers import TOTAAL, Sleutel
from spiegelrapport.model.publishable import Cijfer, GroepCel, GroepUitleg, Publishable

MIDDLES = ("gemiddeld", "mediaan")  # in order of preference


class Chart(NamedTuple):
    """A chart that can be drawn when it is needed, and what it tells in words."""

    teken: Callable[[], Drawing]
    alt: str
    maat_mm: tuple[float, float] | None = None  # where the house style's size for its kind does not fit


@dataclass(frozen=True, slots=True)
class ChartSource:
    """What one chart may use."""

    publishable: Publishable
    definities: Definities
    stijl: DrawingStyle

    @property
    def eigen_naam(self) -> str:
        return "Jouw organisatie" if self.publishable.soort == "eigen" else "Kleine aanbieders"

    @property
    def cijfers(self) -> ReportFigures:
        return ReportFigures(self.publishable, self.definities)

    @property
    def jaar(self) -> str:
        """The reporting year."""
        return self.publishable.ronde.periode

    def periode(self, indicator: str) -> str:
        """The period on the indicator's card."""
        return self.cijfers.periode(indicator)

    def cijfer(self, indicator: str, maat: str, periode: str = "", uitsplitsing: str = TOTAAL) -> Cijfer | None:
        """Without a period: what stands on the indicator's card."""
        sleutel = Sleutel(indicator, maat, periode or self.periode(indicator), uitsplitsing)
        return self.publishable.cijfers.get(sleutel)

    def verruimd(self, indicator: str) -> str:
        """'2024–2025' where the card takes years together; otherwise nothing."""
        ruim = self.periode(indicator) != self.jaar
        return periode(self.publishable.ronde.verruimde_jaren) if ruim else ""

    def wie(self, indicator: str) -> str:
        """Whose lane it is, and of which years where those are several: 'Jouw organisatie 2024–2025'."""
        return f"{self.eigen_naam} {self.verruimd(indicator)}".strip()

    def over(self, indicator: str) -> str:
        """The period in words: '2025', '2024 en 2025 samen'."""
        return f"{jaren(self.publishable.ronde.verruimde_jaren)} samen" if self.verruimd(indicator) else self.jaar

    def groep(self, id_: str) -> GroepUitleg | None:
        return next((groep for groep in self.publishable.groepen if groep.id == id_), None)

    def groepen(self, indicator: str) -> Sequence[GroepUitleg]:
        """In the order in which a chart may speak of one of them: the one that the indicator's card compares with first."""
        kop = self.cijfer(indicator, self.definities.indicatoren[indicator].maten[0].code)
        eerst = kop.naast.groep if kop and kop.naast else ""
        return sorted(self.publishable.groepen, key=lambda groep: groep.id != eerst)

    def groepsnaam(self, cel: GroepCel) -> str:
        groep = self.groep(cel.groep)
        return groep.korte_naam if groep else cel.groep


def headline(indicator: Indicator) -> tuple[Maat, Unit]:
    """The figure on the indicator's card."""
    maat = indicator.maten[0]
    return maat, unit_of(indicator, maat)


def title(indicator: Indicator) -> str:
    """The indicator's name, with its part where it divides a whole ('Soorten trajecten: kort')."""
    maat = indicator.maten[0]
    deel = maat.soort == "aandeel" and len(indicator.maten) > 1 and maat.naam.lower() != indicator.naam.lower()
    return f"{indicator.naam}: {maat.naam.lower()}" if deel else indicator.naam


def centre(cel: GroepCel, soort: str) -> float | None:
    """The group's middle as far as it may be shown: 'gemiddeld' over clients, or the 'mediaan' of the zorgaanbieders."""
    return cel.gepoold if soort == "gemiddeld" else cel.p50


def values(*groepen: GroepCel) -> Sequence[float | None]:
    return [getal for cel in groepen for getal in (cel.gepoold, cel.p10, cel.p25, cel.p50, cel.p75, cel.p90)]
