"""One indicator's published cells -> the few rows that a reader of its card asks for next; all the rest is in the attachment."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spiegelrapport import dutch
from spiegelrapport.compose.several_years import with_years
from spiegelrapport.figures.report_figures import ReportFigure, ReportFigures
from spiegelrapport.model.publishable import GroepUitleg

NAAM_PRESTATIE = {"kort": "Kort", "middel": "Middel", "intensief": "Intensief", "chronisch": "Chronisch"}
GROEPNAMEN = ("vergelijkbaar", "alle")
NIET_OP_KAART = {  # maten that the chart writes out itself, or that only the attachment has
    "voor_na": {"begin", "eind", "standaard", "hersteld", "verbeterd", "onveranderd", "verslechterd"}
}
NIETS = "–"
MEESTE_REGELS = 5


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: an own figure and the same figure of the groups."""

    naam: str
    eigen: str
    n: str
    groepen: tuple[str, ...]
    soort: str = "cijfer"  # "hoofd", "cijfer", "prestatie" or "verwacht"

    @property
    def leeg(self) -> bool:
        return {self.eigen, *self.groepen} <= {NIETS, ""}


def group_names(lezing: ReportFigures) -> tuple[str, ...]:
    """Short names for table headings: the group that fits, and everybody; only everybody when no other is left."""
    return GROEPNAMEN[-len(lezing.publishable.groepen) :] if lezing.publishable.groepen else ()


def make_regels(figuur: ReportFigure, samen: tuple[str, ...], lezing: ReportFigures) -> tuple[TableRow, ...]:
    """The head figure per prestatie, then what shares the card, beside the card's own group; the head figure is above it."""
    groep = lezing.groep_naast(figuur)
    naast = (groep,) if groep else ()
    mee = [*_companions(figuur, samen, lezing, naast), *_expected(figuur, groep)]
    mee = [regel for regel in mee if not regel.leeg][:MEESTE_REGELS]
    delen = [regel for regel in _prestaties(figuur, lezing, naast) if not regel.leeg]
    return (*delen[: MEESTE_REGELS - len(mee)], *mee)


def heading(regels: tuple[TableRow, ...]) -> str:
    """What the first rows are, as the table's heading says it."""
    return "Per soort traject" if regels and regels[0].soort == "prestatie" else "Ook"


def beside_a_group(regels: tuple[TableRow, ...]) -> bool:
    """Whether any row has something in the group's column."""
    return any(cel not in (NIETS, "") for regel in regels for cel in regel.groepen)


def main_row(figuur: ReportFigure, lezing: ReportFigures) -> TableRow:
    """The indicator's head figure in one row, under its own name and with its unit."""
    regel = _row(with_years(figuur.indicator.naam, figuur), figuur, lezing.publishable.groepen, "hoofd")
    eenheid = "" if figuur.weergave.procenten else figuur.weergave.eenheid
    return replace(regel, naam=f"{regel.naam} ({eenheid})" if eenheid not in ("", "cijfer") else regel.naam)


def group_cell(figuur: ReportFigure, groep: GroepUitleg) -> str:
    """The group's value as a table prints it: '< 2%' where it may not be told more exactly."""
    waarde, cel = figuur.groepswaarde(groep.id), figuur.groep(groep.id)
    if waarde is None or cel is None:
        return NIETS
    return sign(cel.grens) + figuur.weergave.getal(waarde)


def sign(grens: str) -> str:
    """'<' -> '< '."""
    return f"{grens}{dutch.VASTE_SPATIE}" if grens else ""


def _companions(
    figuur: ReportFigure, samen: tuple[str, ...], lezing: ReportFigures, naast: tuple[GroepUitleg, ...]
) -> Iterator[TableRow]:
    weg = NIET_OP_KAART.get(figuur.indicator.grafiek, set())
    for maat in figuur.indicator.maten[1:]:
        ander = lezing.maat(figuur.indicator.code, maat.code)
        if ander is not None and maat.code not in weg:
            yield _row(maat.naam, ander, naast)
    for code in samen:
        mee = lezing.hoofd(code)
        if mee is not None:
            yield _row(with_years(mee.indicator.naam, mee, figuur), mee, naast)


def _expected(figuur: ReportFigure, groep: GroepUitleg | None) -> Iterator[TableRow]:
    """What the group's figure would be with the own clients."""
    verwacht = figuur.cijfer.verwacht.get(groep.id) if groep else None
    if verwacht is not None and not figuur.tells_mix:  # a sentence tells it
        yield TableRow("verwacht bij deze cliënten", "", "", (figuur.weergave.getal(verwacht),), "verwacht")


def _prestaties(figuur: ReportFigure, lezing: ReportFigures, naast: tuple[GroepUitleg, ...]) -> Iterator[TableRow]:
    for groep, deel in lezing.prestaties(figuur.indicator.code):
        yield _row(NAAM_PRESTATIE[groep], deel, naast, "prestatie")


def _row(naam: str, figuur: ReportFigure, groepen: tuple[GroepUitleg, ...], soort: str = "cijfer") -> TableRow:
    cel = figuur.eigen
    return TableRow(
        naam=naam,
        eigen=NIETS if cel.waarde is None else sign(cel.grens) + figuur.weergave.getal(cel.waarde),
        n="" if cel.n is None or cel.waarde is None else dutch.getal(cel.n),
        groepen=tuple(group_cell(figuur, groep) for groep in groepen),
        soort=soort,
    )
