"""A document that is nobody's -> one indicator of one group over the years, as a deck and a room's papers show it."""

from dataclasses import dataclass

from spiegelrapport.definitions.schema import Definities, Indicator
from spiegelrapport.figures.unit import Unit, maat_of, unit_of
from spiegelrapport.model.cijfers import TOTAAL, Sleutel
from spiegelrapport.model.publishable import GroepCel, GroepUitleg, Publishable, Vergelijking

VERDELING, VERLOOP, NAAST_ELKAAR = "zaal", "zaal-verloop", "naast-elkaar"  # the kinds of chart in a meeting's papers


@dataclass(frozen=True, slots=True)
class SharedFigure:
    """One indicator's head figure of one group in the reporting year, and in the years before."""

    indicator: Indicator
    groep: GroepUitleg
    cel: GroepCel
    per_jaar: tuple[tuple[int, GroepCel | None], ...]
    naast: Vergelijking | None  # what chance and the usual spread do at a typical size

    @property
    def weergave(self) -> Unit:
        return unit_of(self.indicator, maat_of(self.indicator, self.indicator.maten[0].code))

    @property
    def toont(self) -> bool:
        """Whether there is any number to show."""
        return self.cel.gepoold is not None or self.cel.p50 is not None


def shared_figure(allen: Publishable, code: str, definities: Definities) -> SharedFigure | None:
    """None when no report shows it."""
    indicator = definities.indicatoren[code]
    ronde, maat = allen.ronde, indicator.maten[0].code
    cijfers = {jaar: allen.cijfers.get(Sleutel(code, maat, str(jaar), TOTAAL)) for jaar in ronde.jaren}
    nu = cijfers[ronde.verslagjaar]
    if nu is None:
        return None
    cel = nu.groepen[0]
    groep = next(groep for groep in allen.groepen if groep.id == cel.groep)
    cellen = tuple((jaar, cijfer.groepen[0] if cijfer else None) for jaar, cijfer in cijfers.items())
    return SharedFigure(indicator, groep, cel, cellen, nu.naast)
