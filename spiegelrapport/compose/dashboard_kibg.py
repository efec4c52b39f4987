"""Every document of a round -> one page for KIBG itself: per figure each group's statistics and every keurmerkdrager's own cell.

Published cells only, so nothing here is not in somebody's report; together they are for KIBG alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from spiegelrapport import dutch
from spiegelrapport.compose.dashboard_tables import HEADINGS, OWN, CellRow, make_tables
from spiegelrapport.compose.environment import render
from spiegelrapport.compose.kaarttabel import NIETS, sign
from spiegelrapport.definitions.huisstijl import load_huisstijl
from spiegelrapport.definitions.schema import Definities
from spiegelrapport.figures.report_figures import ReportFigure, ReportFigures
from spiegelrapport.model.cijfers import TOTAAL
from spiegelrapport.model.document import Document
from spiegelrapport.model.publishable import Publishable

TEMPLATE = "dashboard/kibg.html"
NAME = "dashboard-kibg"
GROUP_HEADINGS = (HEADINGS[0], *HEADINGS[OWN : OWN + 9])


@dataclass(frozen=True, slots=True)
class ReaderRow:
    """One document's own cell, and its value in every year."""

    naam: str
    eigen: str
    marge: str
    n: str
    jaren: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OverallFigure:
    """One figure of the whole round. `groepen`: per group its name and its rows, newest year first."""

    code: str
    naam: str
    eenheid: str
    vraag: str
    groepen: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
    lezers: tuple[ReaderRow, ...]


def overall_page(documenten: Mapping[str, Publishable], definities: Definities, sjablonen: Sequence[Path]) -> Document:
    """`documenten`: each beside all groups of its reader. In the order of names: this is no ranking."""
    lezingen = sorted(
        (ReportFigures(een, definities) for een in documenten.values()), key=lambda een: een.publishable.naam.casefold()
    )
    ronde = lezingen[0].publishable.ronde
    themas = [(h.code, h.naam, tuple(_figures(h.indicatoren, lezingen))) for h in definities.hoofdstukken]
    titel = f"Spiegeldashboard {ronde.verslagjaar}: alle keurmerkdragers"
    html = render(
        sjablonen,
        TEMPLATE,
        {
            "titel": titel,
            "ronde": ronde,
            "huisstijl": load_huisstijl(sjablonen),
            "jaren": [str(jaar) for jaar in ronde.jaren],
            "koppen": GROUP_HEADINGS,
            "themas": [thema for thema in themas if thema[2]],
        },
    )
    return Document(agb="", bestandsnaam=NAME, titel=titel, html=html, grafieken=(), datum=ronde.peildatum)


def _figures(codes: Sequence[str], lezingen: Sequence[ReportFigures]) -> Iterator[OverallFigure]:
    for code in codes:
        rijen = tuple(rij for lezing in lezingen if (rij := _reader(code, lezing)))
        if rijen:
            indicator = lezingen[0].definities.indicatoren[code]
            groepen = tuple(_groups(code, lezingen).items())
            yield OverallFigure(code, indicator.naam, indicator.eenheid, indicator.vraag, groepen, rijen)


def _reader(code: str, lezing: ReportFigures) -> ReaderRow | None:
    figuur, jaren = lezing.hoofd(code), dict(lezing.jaren(code))
    if not jaren and (figuur is None or figuur.eigen.waarde is None):
        return None
    cel = figuur.eigen if figuur else None
    marge = figuur.weergave.marge(cel.onder, cel.boven) if figuur and cel and _has_margin(figuur) else ""  # type: ignore[arg-type]
    return ReaderRow(
        naam=lezing.publishable.naam,
        eigen=_own(figuur),
        marge=marge,
        n="" if cel is None or cel.n is None or cel.waarde is None else dutch.getal(cel.n),
        jaren=tuple(_own(jaren.get(jaar)) for jaar in lezing.publishable.ronde.jaren),
    )


def _has_margin(figuur: ReportFigure) -> bool:
    return figuur.eigen.onder is not None and figuur.eigen.boven is not None


def _own(figuur: ReportFigure | None) -> str:
    if figuur is None or figuur.eigen.waarde is None:
        return NIETS
    return sign(figuur.eigen.grens) + figuur.weergave.getal(figuur.eigen.waarde)


def _groups(code: str, lezingen: Sequence[ReportFigures]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Each group once: its cells are the same in every document that shows it."""
    hoofd = lezingen[0].definities.indicatoren[code].maten[0].naam
    gevonden: dict[str, tuple[tuple[str, ...], ...]] = {}
    for lezing in lezingen:
        for tabel in make_tables(code, lezing):
            rijen = [rij for rij in tabel.rijen if rij.deel == TOTAAL and rij.cellen[2] == hoofd]
            beste = gevonden.get(tabel.naam, ())
            if tabel.naam and len(rijen) > len(beste):
                gevonden[tabel.naam] = tuple(_of_group(rij) for rij in rijen)
    return dict(sorted(gevonden.items()))


def _of_group(rij: CellRow) -> tuple[str, ...]:
    return (rij.cellen[0], *rij.cellen[OWN : OWN + 9])
