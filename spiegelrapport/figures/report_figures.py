"""A Publishable and the definitions -> the figure a page asks for, with its words."""

from dataclasses import dataclass

from spiegelrapport.definitions.schema import Definities, Indicator, Maat
from spiegelrapport.figures.unit import Unit, maat_of, unit_of
from spiegelrapport.model.cijfers import TOTAAL, Sleutel
from spiegelrapport.model.publishable import Cel, Cijfer, GroepCel, GroepUitleg, Publishable, Vergelijking

PRESTATIES = ("kort", "middel", "intensief", "chronisch")


@dataclass(frozen=True, slots=True)
class ReportFigure:
    """One published figure with its definition and way of writing."""

    cijfer: Cijfer
    indicator: Indicator
    maat: Maat
    weergave: Unit

    @property
    def eigen(self) -> Cel:
        return self.cijfer.eigen

    @property
    def jaren(self) -> tuple[int, ...]:
        return self.cijfer.sleutel.jaren

    @property
    def verruimd(self) -> bool:
        """Whether it takes years together because the reporting year has too few."""
        return self.cijfer.sleutel.verruimd

    @property
    def tells_mix(self) -> bool:
        """Whether the sentence says what the own case mix explains."""
        naast = self.cijfer.naast
        return naast is not None and naast.mix is not None and naast.mix.chance is not None

    @property
    def is_hoofd(self) -> bool:
        return self.maat.code == self.indicator.maten[0].code

    def groep(self, id_: str) -> GroepCel | None:
        return next((cel for cel in self.cijfer.groepen if cel.groep == id_), None)

    def groepswaarde(self, id_: str) -> float | None:
        """The one value to set beside the own one: the pooled value, else the group's median."""
        cel = self.groep(id_)
        if cel is None:
            return None
        return cel.gepoold if cel.gepoold is not None else cel.p50

    def alleen_mediaan(self, id_: str) -> bool:
        """Whether the pooled value is withheld, so that the group's one value is its median."""
        cel = self.groep(id_)
        return cel is not None and cel.gepoold is None

    def vergelijking(self, id_: str) -> Vergelijking | None:
        return next((v for v in self.cijfer.vergelijkingen if v.groep == id_), None)


@dataclass(frozen=True, slots=True)
class ReportFigures:
    """One document's figures, looked up by indicator, maat, year and prestatie."""

    publishable: Publishable
    definities: Definities

    @property
    def eerste_groep(self) -> GroepUitleg | None:
        """The group that fits best."""
        return self.publishable.groepen[0] if self.publishable.groepen else None

    def groep_naast(self, figuur: ReportFigure) -> GroepUitleg | None:
        """The one group that every page sets this figure beside: the one it is compared with, else one that has a value."""
        naast = figuur.cijfer.naast
        groepen = self.publishable.groepen
        if naast is not None:
            return next(groep for groep in groepen if groep.id == naast.groep)
        met_cijfer = [groep for groep in groepen if figuur.groepswaarde(groep.id) is not None]
        return next(iter(met_cijfer), self.eerste_groep)

    @property
    def samen(self) -> bool:
        """Whether this is the joint report of the small providers."""
        return self.publishable.soort != "eigen"

    def figuur(self, sleutel: Sleutel) -> ReportFigure | None:
        cijfer = self.publishable.cijfers.get(sleutel)
        indicator = self.definities.indicatoren.get(sleutel.indicator)
        if cijfer is None or indicator is None or sleutel.maat not in {maat.code for maat in indicator.maten}:
            return None
        maat = maat_of(indicator, sleutel.maat)
        return ReportFigure(cijfer, indicator, maat, unit_of(indicator, maat))

    def hoofd(self, code: str) -> ReportFigure | None:
        """The figure on the indicator's card: its first maat, over the reporting year or the period that stands in."""
        return self.maat(code, self.definities.indicatoren[code].maten[0].code)

    def maat(self, code: str, maat: str) -> ReportFigure | None:
        return self.figuur(Sleutel(code, maat, self.periode(code), TOTAAL))

    def periode(self, code: str) -> str:
        """The period on the indicator's card."""
        return self.publishable.periode(code, self.definities.indicatoren[code].maten[0].code)

    def prestaties(self, code: str) -> tuple[tuple[str, ReportFigure], ...]:
        """The head maat per prestatie group, those that were published; none on a card of several years."""
        hoofd = self.definities.indicatoren[code].maten[0].code
        periode = self.periode(code)
        gevonden = [(groep, self.figuur(Sleutel(code, hoofd, periode, groep))) for groep in PRESTATIES]
        return tuple((groep, figuur) for groep, figuur in gevonden if figuur is not None)

    def jaren(self, code: str) -> tuple[tuple[int, ReportFigure], ...]:
        """The head maat in each year that has an own value, oldest first."""
        hoofd = self.definities.indicatoren[code].maten[0].code
        gevonden = [
            (jaar, self.figuur(Sleutel(code, hoofd, str(jaar), TOTAAL))) for jaar in self.publishable.ronde.jaren
        ]
        return tuple((jaar, figuur) for jaar, figuur in gevonden if figuur and figuur.eigen.waarde is not None)
