"""One indicator's published cells -> the rows of its card's table, as many as the card has room for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spiegelrapport import dutch
from spiegelrapport.compose.several_years import with_years
from spiegelrapport.figures.report_figures import ReportFigure, ReportFigures
from spiegelrapport.model.publishable import GroepUitleg

NAAM_PRESTATIE = {"kort": "Kort", "middel": "Middel", "intensief": "Intensief", "chronisch": "Chronisch"}
NAAM_SOORT = {
    "aandeel": "Aandeel",
    "verhouding": "Aandeel",
    "gemiddelde": "Gemiddelde",
    "mediaan": "Mediaan",
    "verschil": "Verschil",
    "telling": "Aantal",
}
GROEPNAMEN = ("vergelijkbaar", "alle")
IN_DE_GRAFIEK = {  # maten that the chart itself writes out
    "voor_na": {"begin", "eind", "hersteld", "verbeterd", "onveranderd", "verslechterd"}
}
BREEDSTE_PLAATS = 60  # percentiles: a wider band says nothing
NIETS = "–"
NAAM_PER_REGEL = 25  # characters
MEESTE_REGELS = 8  # what the card has room for


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: an own figure and the same figure of the groups."""

    naam: str
    eigen: str
    n: str
    groepen: tuple[str, ...]
    soort: str = "cijfer"  # "hoofd", "helft", "extra", "cijfer" or "prestatie"

    @property
    def leeg(self) -> bool:
        return {self.eigen, *self.groepen} <= {NIETS, ""}


def group_names(lezing: ReportFigures) -> tuple[str, ...]:
    """Short names for table headings: the group that fits, and everybody; only everybody when no other is left."""
    return GROEPNAMEN[-len(lezing.publishable.groepen) :] if lezing.publishable.groepen else ()


def make_regels(figuur: ReportFigure, samen: tuple[str, ...], lezing: ReportFigures) -> tuple[TableRow, ...]:
    """The head figure first; when there are too many rows the least telling give way."""
    hoofd = [_row(_head_name(figuur), figuur, lezing, "hoofd")]
    rest = [*_companions(figuur, samen, lezing), *_prestaties(figuur, lezing)]
    kern = [regel for regel in (*hoofd, *_middle_half(figuur, lezing), *rest) if not regel.leeg]
    ruimte = MEESTE_REGELS - figuur.verruimd  # the sentence that says why takes a line
    gekozen = _within_room(kern, ruimte)
    extra = [regel for regel in _extra(figuur, lezing) if not regel.leeg]
    over = _within_room(extra, ruimte - _lines(gekozen))
    plek = sum(regel.soort in ("hoofd", "helft") for regel in gekozen)
    return (*gekozen[:plek], *over, *gekozen[plek:])


def main_row(figuur: ReportFigure, lezing: ReportFigures) -> TableRow:
    """The indicator's head figure in one row, under its own name and with its unit."""
    regel = _row(with_years(figuur.indicator.naam, figuur), figuur, lezing, "hoofd")
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


def _head_name(figuur: ReportFigure) -> str:
    return figuur.maat.naam if len(figuur.indicator.maten) > 1 else NAAM_SOORT[figuur.maat.soort]


def _companions(figuur: ReportFigure, samen: tuple[str, ...], lezing: ReportFigures) -> Iterator[TableRow]:
    in_grafiek = IN_DE_GRAFIEK.get(figuur.indicator.grafiek, set())
    for maat in figuur.indicator.maten[1:]:
        ander = lezing.maat(figuur.indicator.code, maat.code)
        if ander is not None and maat.code not in in_grafiek:
            yield _row(maat.naam, ander, lezing)
    for code in samen:
        mee = lezing.hoofd(code)
        if mee is not None:
            yield _row(with_years(mee.indicator.naam, mee, figuur), mee, lezing)


def _prestaties(figuur: ReportFigure, lezing: ReportFigures) -> Iterator[TableRow]:
    for groep, deel in lezing.prestaties(figuur.indicator.code):
        yield _row(NAAM_PRESTATIE[groep], deel, lezing, "prestatie")


def _row(naam: str, figuur: ReportFigure, lezing: ReportFigures, soort: str = "cijfer") -> TableRow:
    cel = figuur.eigen
    return TableRow(
        naam=naam,
        eigen=NIETS if cel.waarde is None else sign(cel.grens) + figuur.weergave.getal(cel.waarde),
        n="" if cel.n is None or cel.waarde is None else dutch.getal(cel.n),
        groepen=tuple(group_cell(figuur, groep) for groep in lezing.publishable.groepen),
        soort=soort,
    )


def _middle_half(figuur: ReportFigure, lezing: ReportFigures) -> Iterator[TableRow]:
    """The median and the middle half of the organisations, where a group publishes them beside its pooled value."""
    if any(figuur.andere_mediaan(groep.id) for groep in lezing.publishable.groepen):
        delen = tuple(_median(figuur, groep) for groep in lezing.publishable.groepen)
        yield TableRow("mediaan organisaties", "", "", delen, "helft")
    delen = tuple(_half(figuur, groep) for groep in lezing.publishable.groepen)
    yield TableRow("middelste helft", "", "", delen, "helft")


def _median(figuur: ReportFigure, groep: GroepUitleg) -> str:
    cel = figuur.groep(groep.id)
    return NIETS if cel is None or cel.p50 is None else figuur.weergave.getal(cel.p50)


def _half(figuur: ReportFigure, groep: GroepUitleg) -> str:
    cel = figuur.groep(groep.id)
    if cel is None or cel.p25 is None or cel.p75 is None:
        return NIETS
    onder, boven = figuur.weergave.getal(cel.p25), figuur.weergave.getal(cel.p75)
    return f"{onder.removesuffix('%')}–{boven}" if cel.p25 >= 0 else f"{onder} tot {boven}"


def _extra(figuur: ReportFigure, lezing: ReportFigures) -> Iterator[TableRow]:
    """Case mix, shrunken estimate, place and achievable benchmark, in order of how much they tell."""
    groepen, vorm = lezing.publishable.groepen, figuur.weergave
    naast = lezing.groep_naast(figuur)
    eigen = figuur.vergelijking(naast.id) if naast else None
    leeg = tuple("" for _ in groepen)
    verwacht = figuur.cijfer.verwacht.get(naast.id) if naast else None
    if verwacht is not None and not figuur.tells_mix:
        yield TableRow("verwacht bij eigen mix", vorm.getal(verwacht), "", leeg, "extra")
    yield TableRow("plaats (percentiel)", "", "", tuple(_place(figuur, groep) for groep in groepen), "extra")
    if eigen is not None and eigen.geschat is not None:
        yield TableRow("voorzichtig geschat", vorm.getal(eigen.geschat), "", leeg, "extra")
    haalbaar = [figuur.groep(groep.id) for groep in groepen]
    delen = tuple(vorm.getal(cel.haalbaar) if cel and cel.haalbaar is not None else NIETS for cel in haalbaar)
    yield TableRow("haalbaar gebleken", "", "", delen, "extra")


def _place(figuur: ReportFigure, groep: GroepUitleg) -> str:
    naast = figuur.vergelijking(groep.id)
    if naast is None or naast.positie is None or naast.positie[1] - naast.positie[0] > BREEDSTE_PLAATS:
        return NIETS
    return f"{naast.positie[0]}–{naast.positie[1]}"


def _lines(regels: Sequence[TableRow]) -> int:
    return sum(1 + len(regel.naam) // NAAM_PER_REGEL for regel in regels)


def _within_room(regels: Sequence[TableRow], ruimte: int) -> tuple[TableRow, ...]:
    """As many rows from the top as fit; a long name takes two lines."""
    return tuple(regel for plek, regel in enumerate(regels) if _lines(regels[: plek + 1]) <= ruimte)
