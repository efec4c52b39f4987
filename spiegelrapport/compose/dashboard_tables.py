"""All cells of one indicator -> a table per benchmarkgroep, with every year, prestatie and maat: what the page is without its script."""

from collections.abc import Iterator
from dataclasses import dataclass

from spiegelrapport import dutch
from spiegelrapport.compose.kaarttabel import NAAM_PRESTATIE, NIETS, sign
from spiegelrapport.figures.reasons import why
from spiegelrapport.figures.report_figures import ReportFigure, ReportFigures
from spiegelrapport.figures.unit import Unit
from spiegelrapport.model.cijfers import TOTAAL
from spiegelrapport.model.publishable import GroepCel, GroepUitleg, Vergelijking

HEADINGS = (
    *("Periode", "Trajecten", "Cijfer", "Eigen", "Marge", "n", "Groep", "Organisaties", "n groep"),
    *(
        "10%-grens",
        "25%-grens",
        "Mediaan",
        "75%-grens",
        "90%-grens",
        "Haalbaar",
        "Verschil",
        "Marge van het verschil",
        "Meer dan toeval",
        "Gewoon",
    ),
    *("Verwacht bij deze cliënten", "Betrouwbaarheid"),
)
CHANCE = {"niet": "niet van toeval te onderscheiden", "grens": "op de grens van toeval", "meer": "meer dan toeval"}
SHORT = {"niet": "niet", "grens": "op de grens", "meer": "meer"}  # a page explains the columns once
USUAL = {"binnen": "past bij hoe organisaties verschillen", "hoger": "hoger dan gewoon", "lager": "lager dan gewoon"}
WITHHELD = "weggelaten"
OWN = 6  # columns about the own figure
DIGITS = 3  # of a reliability, as published


@dataclass(frozen=True, slots=True)
class CellRow:
    """One figure beside one group. `jaar` is the last of its years; `deel` its prestatie or "totaal"."""

    jaar: int
    deel: str
    cellen: tuple[str, ...]  # as HEADINGS


@dataclass(frozen=True, slots=True)
class CellTable:
    """One indicator beside one group."""

    groep: int  # its place among the document's groups
    naam: str
    rijen: tuple[CellRow, ...]


def make_tables(code: str, lezing: ReportFigures) -> tuple[CellTable, ...]:
    """A table per group of the document; without any group one with the own figures alone."""
    figuren = _figures(code, lezing)
    groepen: tuple[GroepUitleg | None, ...] = lezing.publishable.groepen or (None,)
    return tuple(
        CellTable(plek, groep.naam if groep else "", tuple(_row(figuur, groep) for figuur in figuren))
        for plek, groep in enumerate(groepen)
    )


def _figures(code: str, lezing: ReportFigures) -> list[ReportFigure]:
    """The newest first, the whole before its parts, in the order of the indicator's maten."""
    maten = [maat.code for maat in lezing.definities.indicatoren[code].maten]
    delen = [TOTAAL, *NAAM_PRESTATIE]
    gevonden = [
        figuur
        for sleutel in lezing.publishable.cijfers
        if sleutel.indicator == code and (figuur := lezing.figuur(sleutel)) is not None
    ]
    return sorted(
        gevonden,
        key=lambda figuur: (
            -figuur.jaren[-1],
            figuur.verruimd,
            delen.index(figuur.cijfer.sleutel.uitsplitsing),
            maten.index(figuur.maat.code),
        ),
    )


def _row(figuur: ReportFigure, groep: GroepUitleg | None) -> CellRow:
    deel = figuur.cijfer.sleutel.uitsplitsing
    vooraan = (dutch.periode(figuur.jaren), "alle" if deel == TOTAAL else NAAM_PRESTATIE[deel], figuur.maat.naam)
    naast = _group(figuur, groep) if groep else ("",) * (len(HEADINGS) - OWN)
    return CellRow(figuur.jaren[-1], deel, (*vooraan, *_own(figuur), *naast))


def _own(figuur: ReportFigure) -> tuple[str, str, str]:
    cel, vorm = figuur.eigen, figuur.weergave
    if cel.waarde is None:
        return why(cel.reden), "", ""
    marge = vorm.marge(cel.onder, cel.boven) if cel.onder is not None and cel.boven is not None else ""
    return sign(cel.grens) + vorm.getal(cel.waarde), marge, "" if cel.n is None else dutch.getal(cel.n)


def _group(figuur: ReportFigure, groep: GroepUitleg) -> tuple[str, ...]:
    cel, vorm = figuur.groep(groep.id), figuur.weergave
    if cel is None:
        return (NIETS,) + ("",) * (len(HEADINGS) - OWN - 1)
    naast = figuur.vergelijking(groep.id)
    plekken = [_number(waarde, vorm) for waarde in (cel.p10, cel.p25, cel.p50, cel.p75, cel.p90, cel.haalbaar)]
    verwacht = _number(figuur.cijfer.verwacht.get(groep.id), vorm)
    return (
        _pooled(cel, vorm),
        _count(cel.k),
        _count(cel.n),
        *plekken,
        *_beside(naast, vorm),
        verwacht,
        _reliability(naast),
    )


def _pooled(cel: GroepCel, vorm: Unit) -> str:
    return WITHHELD if cel.gepoold is None else sign(cel.grens) + vorm.getal(cel.gepoold)


def _beside(naast: Vergelijking | None, vorm: Unit) -> tuple[str, str, str, str]:
    if naast is None:
        return "", "", "", ""
    onder, boven = naast.verschil_onder, naast.verschil_boven
    marge = "" if onder is None or boven is None else f"{change(onder, vorm)} tot {change(boven, vorm)}"
    return change(naast.verschil, vorm), marge, SHORT.get(naast.chance or "", ""), naast.usual or ""


def change(waarde: float, vorm: Unit) -> str:
    """A difference with its sign, without its unit: '−3', '+1,2'."""
    return vorm.verschil(waarde).split(dutch.VASTE_SPATIE)[0]


def _reliability(naast: Vergelijking | None) -> str:
    return "" if naast is None or naast.betrouwbaarheid is None else dutch.getal(naast.betrouwbaarheid, DIGITS)


def _number(waarde: float | None, vorm: Unit) -> str:
    return "" if waarde is None else vorm.getal(waarde)


def _count(aantal: int | None) -> str:
    return "" if aantal is None else dutch.getal(aantal)


def states(figuur: ReportFigure) -> Iterator[str]:
    """What the comparison says, in a few words; why there is none where there is none."""
    naast = figuur.cijfer.naast
    if figuur.cijfer.beschrijft:
        yield "beschrijft, vergelijkt niet"
    elif naast is None or naast.chance is None:
        yield "geen vergelijking te tonen"
    else:
        yield CHANCE[naast.chance]
        if naast.chance == "meer" and naast.usual is not None:
            yield USUAL[naast.usual]
