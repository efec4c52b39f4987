"""Everybody's documents -> one that is nobody's: the cells that they have in common, beside which a meeting talks."""

from collections.abc import Iterable, Mapping

from spiegelrapport.definitions.schema import Definities, Thema
from spiegelrapport.figures.meeting_figures import ALLEN, context_codes
from spiegelrapport.model.cijfers import TOTAAL, Sleutel
from spiegelrapport.model.publishable import (
    GEEN_CEL,
    Cijfer,
    GroepCel,
    GroepUitleg,
    Kwaliteit,
    Parameters,
    Publishable,
)


def of_all(publishables: Mapping[str, Publishable], thema: Thema, definities: Definities) -> Publishable:
    """The theme's figures of its own group where that shows anything, else of everybody; without any own figure."""
    eerste = next(iter(publishables.values()))
    groepen = _groups(publishables, thema.groep)
    cijfers: dict[Sleutel, Cijfer] = {}
    for code in (thema.indicatoren[0], *context_codes(thema)):
        nu = Sleutel(code, definities.indicatoren[code].maten[0].code, eerste.ronde.periode, TOTAAL)
        groep = _group_that_shows(publishables.values(), nu, groepen)
        sleutels = [nu._replace(periode=str(jaar)) for jaar in eerste.ronde.jaren] if groep else []
        cijfers |= {s: cijfer for s in sleutels if (cijfer := _figure(publishables.values(), s, groep))}
    return Publishable(
        soort="eigen",
        agb="",
        naam="",
        lezer=None,
        ronde=eerste.ronde,
        cijfers=cijfers,
        groepen=groepen,
        kwaliteit=Kwaliteit(GEEN_CEL, (), (), GEEN_CEL, GEEN_CEL, ()),
        definitieversie=eerste.definitieversie,
    )


def _groups(publishables: Mapping[str, Publishable], waarde: str) -> tuple[GroepUitleg, ...]:
    alle = {groep.id: groep for een in publishables.values() for groep in een.groepen}
    eigen = [groep for id_, groep in sorted(alle.items()) if waarde and id_.partition(":")[2] == waarde]
    return (*eigen[:1], *(groep for id_, groep in alle.items() if id_ == ALLEN))


def _group_that_shows(publishables: Iterable[Publishable], sleutel: Sleutel, groepen: tuple[GroepUitleg, ...]) -> str:
    """The first that shows the figure of now; else the widest that has it at all; the same for every year."""
    gevonden = {groep.id: paar[0] for groep in groepen if (paar := _cell(publishables, groep.id, sleutel))}
    tonen = [id_ for id_, cel in gevonden.items() if _shows(cel)]
    return next(iter(tonen or [*gevonden][-1:]), "")


def _figure(publishables: Iterable[Publishable], sleutel: Sleutel, groep: str) -> Cijfer | None:
    gevonden = _cell(publishables, groep, sleutel)
    return Cijfer(sleutel, GEEN_CEL, (gevonden[0],), parameters=gevonden[1]) if gevonden else None


def _shows(cel: GroepCel) -> bool:
    return cel.gepoold is not None or cel.p50 is not None


def _cell(
    publishables: Iterable[Publishable], groep: str, sleutel: Sleutel
) -> tuple[GroepCel, Parameters | None] | None:
    for een in publishables:
        cijfer = een.cijfers.get(sleutel)
        cel = next((cel for cel in cijfer.groepen if cel.groep == groep), None) if cijfer else None
        if cijfer is not None and cel is not None:
            return cel, cijfer.parameters
    return None
