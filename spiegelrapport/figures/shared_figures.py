"""Everybody's reports -> the group cells that they have in common: the only figures that may be shown to all at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from spiegelrapport.definitions.schema import Indicator
from spiegelrapport.figures.unit import Unit, maat_of, unit_of
from spiegelrapport.model.cijfers import TOTAAL, Sleutel
from spiegelrapport.model.publishable import GroepCel, GroepUitleg, Parameters, Publishable

VERDELING, VERLOOP, NAAST_ELKAAR = "zaal", "zaal-verloop", "naast-elkaar"  # the kinds of chart in a meeting's papers


@dataclass(frozen=True, slots=True)
class SharedFigure:
    """One indicator's head figure of one group, as every report that shows the group has it."""

    sleutel: Sleutel
    indicator: Indicator
    groep: GroepUitleg
    cel: GroepCel
    per_jaar: tuple[tuple[int, GroepCel | None], ...]
    parameters: Parameters | None

    @property
    def weergave(self) -> Unit:
        return unit_of(self.indicator, maat_of(self.indicator, self.indicator.maten[0].code))

    @property
    def toont(self) -> bool:
        """Whether there is any number to show."""
        return self.cel.gepoold is not None or self.cel.p50 is not None


def shared_figure(
    publishables: Mapping[str, Publishable], groep: GroepUitleg, indicator: Indicator
) -> SharedFigure | None:
    """The reporting year's; None when no report shows it."""
    maat = indicator.maten[0].code
    ronde = next(iter(publishables.values())).ronde
    nu = Sleutel(indicator.code, maat, ronde.periode, TOTAAL)
    gevonden = _cell(publishables.values(), groep.id, nu)
    if gevonden is None:
        return None
    jaren = [(jaar, Sleutel(indicator.code, maat, str(jaar), TOTAAL)) for jaar in ronde.jaren]
    per_jaar = [(jaar, _cell(publishables.values(), groep.id, sleutel)) for jaar, sleutel in jaren]
    cellen = tuple((jaar, paar[0] if paar else None) for jaar, paar in per_jaar)
    return SharedFigure(nu, indicator, groep, gevonden[0], cellen, gevonden[1])


def group_of(publishables: Mapping[str, Publishable], waarde: str = "") -> GroepUitleg | None:
    """The group of that value ('verslavingszorg'), or everybody; None when no report is compared with it."""
    alle = {groep.id: groep for een in publishables.values() for groep in een.groepen}
    if not waarde:
        return alle.get("allen") or next(iter(sorted(alle.values(), key=lambda groep: -groep.k)), None)
    return next((groep for id_, groep in sorted(alle.items()) if id_.partition(":")[2] == waarde), None)


def _cell(
    publishables: Iterable[Publishable], groep: str, sleutel: Sleutel
) -> tuple[GroepCel, Parameters | None] | None:
    for een in publishables:
        cijfer = een.cijfers.get(sleutel)
        cel = next((cel for cel in cijfer.groepen if cel.groep == groep), None) if cijfer else None
        if cijfer is not None and cel is not None:
            return cel, cijfer.parameters
    return None
