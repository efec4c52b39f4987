"""Own and group per year; where the definition or the system changed the line stops, visibly."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, Literal

from spiegelrapport.definitions.schema import Indicator
from spiegelrapport.draw.axis_range import show_range, ticks
from spiegelrapport.draw.chart_source import MIDDLES, Chart, ChartSource, centre, headline, title
from spiegelrapport.draw.drawing_style import KLEIN, NORMAAL, DrawingStyle
from spiegelrapport.draw.layer import Drawing, Layer
from spiegelrapport.draw.pen import Pen
from spiegelrapport.draw.plot_area import PlotArea, axes, figure, points
from spiegelrapport.draw.recorder import record
from spiegelrapport.draw.text_layout import width_of
from spiegelrapport.dutch import opsomming
from spiegelrapport.figures.reasons import why
from spiegelrapport.figures.unit import Unit
from spiegelrapport.model.publishable import GEEN_CEL, Cel, Cijfer, GroepCel, GroepUitleg

Bound = Literal["", "<", ">"]
ALINEA = 17.0  # least distance between the names at the line ends


@dataclass(frozen=True, slots=True)
class GroupLine:
    """What reports share: the group's values, the years and breaks, and the axis."""

    naam: str
    soort: str  # "gemiddeld" or "mediaan"
    jaren: tuple[int, ...]
    waarden: tuple[float | None, ...]
    breuken: tuple[tuple[int, str], ...]  # first year after the break, what changed
    bereik: tuple[float, float]
    maatstaf: Unit
    grenzen: tuple[Bound, ...]  # per year: whether the value is only a limit


def make(bron: ChartSource, indicator: Indicator) -> Chart | None:
    """None when there are fewer than two own years to show."""
    maat, maatstaf = headline(indicator)
    jaren = bron.publishable.ronde.jaren
    cijfers = [bron.cijfer(indicator.code, maat.code, str(jaar)) for jaar in jaren]
    eigen = tuple(cijfer.eigen if cijfer else GEEN_CEL for cijfer in cijfers)
    if sum(cel.waarde is not None for cel in eigen) < 2:
        return None
    naam, soort, cellen = _group_line(bron.groepen(indicator.code), cijfers)
    groep = tuple(centre(cel, soort) if cel else None for cel in cellen)
    grenzen = tuple(cel.grens if cel and soort == MIDDLES[0] else "" for cel in cellen)
    alle = [*(grens for cel in eigen for grens in (cel.waarde, cel.onder, cel.boven)), *groep]
    bereik = show_range(alle, maatstaf.leesbaar, maatstaf.schaal, maatstaf.least_range(alle))
    vast = GroupLine(naam, soort, jaren, groep, _breaks(indicator, jaren), bereik, maatstaf, grenzen)
    return Chart(partial(paint, vast, eigen, bron.eigen_naam, bron.stijl), _in_words(vast, eigen, bron, indicator))


def _group_line(
    groepen: Sequence[GroepUitleg], cijfers: Sequence[Cijfer | None]
) -> tuple[str, str, tuple[GroepCel | None, ...]]:
    """Name, kind of middle and cells per year of the first group that has at least two years to show."""
    for groep in groepen:
        cellen = tuple(_group_cell(cijfer, groep.id) for cijfer in cijfers)
        for soort in MIDDLES:
            if sum(cel is not None and centre(cel, soort) is not None for cel in cellen) > 1:
                return groep.naam, soort, cellen
    return "", "", (None,) * len(cijfers)


def _breaks(indicator: Indicator, jaren: Sequence[int]) -> tuple[tuple[int, str], ...]:
    breuken = ((breuk.eerste_jaar, breuk.naam) for breuk in indicator.breuken)
    return tuple((jaar, naam) for jaar, naam in breuken if jaren[0] < jaar <= jaren[-1])


def paint(vast: GroupLine, eigen: Sequence[Cel], naam: str, stijl: DrawingStyle) -> Drawing:
    maat = points(stijl.formaten.trend)
    vlak = area(maat, vast)
    kleuren = stijl.kleuren
    pen = Pen(stijl, (0, maat[0]))
    waarden = tuple(cel.waarde for cel in eigen)
    for jaar, cel in zip(vast.jaren, eigen, strict=True):
        if cel.onder is not None and cel.boven is not None:
            pen.lijn([(vlak.x(jaar), vlak.y(cel.onder)), (vlak.x(jaar), vlak.y(cel.boven))], kleuren.eigen_midden, 1.4)
    for stuk in runs(vast.jaren, waarden, vast.breuken):
        pen.lijn([(vlak.x(jaar), vlak.y(waarde)) for jaar, waarde in stuk], kleuren.eigen, 2.0)
    for jaar, waarde in zip(vast.jaren, waarden, strict=True):
        if waarde is not None:
            pen.stip(vlak.x(jaar), vlak.y(waarde), 3.1, kleuren.eigen, kleuren.papier, 0.9)
    _name_ends(pen, vlak, vast, eigen, naam, stijl)
    return Drawing(*maat, (background(vast, stijl), pen.laag()))


def area(maat: tuple[float, float], vast: GroupLine) -> PlotArea:
    jaren = (vast.jaren[0] - 0.3, vast.jaren[-1] + 0.3)
    boven = 20 if vast.breuken else 12
    return PlotArea(30, 13, maat[0] - 30 - 66, maat[1] - 13 - boven, jaren, vast.bereik)


def runs(
    jaren: Sequence[int], waarden: Sequence[float | None], breuken: Sequence[tuple[int, str]]
) -> Iterator[list[tuple[int, float]]]:
    """The pieces a line may join: it stops at a missing year and before the first year after a break."""
    nieuw = {jaar for jaar, _ in breuken}
    stuk: list[tuple[int, float]] = []
    for jaar, waarde in zip(jaren, waarden, strict=True):
        if stuk and (waarde is None or jaar in nieuw):
            yield stuk
            stuk = []
        if waarde is not None:
            stuk.append((jaar, waarde))
    if stuk:
        yield stuk


@lru_cache(maxsize=1024)
def background(vast: GroupLine, stijl: DrawingStyle) -> Layer:
    """Axis, breaks and the group's line."""
    maat = points(stijl.formaten.trend)
    vlak, kleuren = area(maat, vast), stijl.kleuren
    fig = figure(maat)
    ax = axes(fig, vlak)
    woord: dict[str, Any] = {"color": kleuren.tekst_zacht, "font": stijl.gewoon, "fontsize": KLEIN, "parse_math": False}
    for waarde in ticks(vast.bereik, 3):
        ax.plot(vlak.x_bereik, [waarde, waarde], color=kleuren.lijn, linewidth=0.5, clip_on=False)
        fig.text(25 / maat[0], vlak.y(waarde) / maat[1], vast.maatstaf.tick(waarde), ha="right", va="center", **woord)
    for jaar in vast.jaren:
        fig.text(vlak.x(jaar) / maat[0], 2.2 / maat[1], str(jaar), ha="center", va="baseline", **woord)
    for jaar, naam in vast.breuken:
        x = vlak.x(jaar - 0.5)
        ax.plot(
            [jaar - 0.5] * 2,
            vast.bereik,
            color=kleuren.tekst_zacht,
            linewidth=0.8,
            linestyle=(0, (2, 2)),
            clip_on=False,
        )
        fig.text(x / maat[0], (vlak.boven + 4) / maat[1], naam, ha="center", va="baseline", **woord)
    for stuk in runs(vast.jaren, vast.waarden, vast.breuken):
        ax.plot(*zip(*stuk, strict=True), color=kleuren.groep, linewidth=1.3, clip_on=False, marker="s", markersize=2.4)
    eenheid = vast.maatstaf.naam
    if eenheid:
        fig.text(0, (maat[1] - 7) / maat[1], eenheid, ha="left", va="baseline", **woord)
    return record(fig, stijl)


def _name_ends(pen: Pen, vlak: PlotArea, vast: GroupLine, eigen: Sequence[Cel], naam: str, stijl: DrawingStyle) -> None:
    """Value and name beside the last point of each line, kept apart; a last point before the last year says which."""
    kleuren, x = stijl.kleuren, vlak.x(vast.jaren[-1]) + 8
    past = width_of(vast.naam, stijl.gewoon, KLEIN) <= pen.grens[1] - x
    wie_groep = vast.naam if past else "benchmarkgroep"
    einden = [_last(vast.jaren, [cel.waarde for cel in eigen]), _last(vast.jaren, vast.waarden)]
    echte = [(einde, wie, wie == naam) for einde, wie in zip(einden, (naam, wie_groep), strict=True) if einde]
    hoogten = spread([vlak.y(waarde) for (_, waarde), _, _ in echte], ALINEA, 9, vlak.boven - 2)
    for y, ((jaar, waarde), wie, zelf) in zip(hoogten, echte, strict=True):
        plek = vast.jaren.index(jaar)
        grens = eigen[plek].grens if zelf else vast.grenzen[plek]
        tekst = vast.maatstaf.getal(waarde, grens) + ("" if jaar == vast.jaren[-1] else f" in {jaar}")
        pen.woord(x, y, tekst, kleuren.eigen if zelf else kleuren.tekst, NORMAAL, vet=zelf)
        pen.woord(x, y - 7.6, wie, kleuren.tekst_zacht, KLEIN)


def spread(plaatsen: Sequence[float], afstand: float, laagst: float, hoogst: float) -> list[float]:
    """One or two places, moved as little as needed to be `afstand` apart and within the limits."""
    if len(plaatsen) == 2 and abs(plaatsen[0] - plaatsen[1]) < afstand:
        midden = sum(plaatsen) / 2
        midden = min(max(midden, laagst + afstand / 2), hoogst - afstand / 2)
        kant = 1 if plaatsen[0] >= plaatsen[1] else -1
        return [midden + kant * afstand / 2, midden - kant * afstand / 2]
    return [min(max(plaats, laagst), hoogst) for plaats in plaatsen]


def _last(jaren: Sequence[int], waarden: Sequence[float | None]) -> tuple[int, float] | None:
    echte = [(jaar, waarde) for jaar, waarde in zip(jaren, waarden, strict=True) if waarde is not None]
    return echte[-1] if echte else None


def _group_cell(cijfer: Cijfer | None, groep: str) -> GroepCel | None:
    return next((cel for cel in cijfer.groepen if cel.groep == groep), None) if cijfer else None


def _in_words(vast: GroupLine, eigen: Sequence[Cel], bron: ChartSource, indicator: Indicator) -> str:
    jaren = f"{vast.jaren[0]} tot en met {vast.jaren[-1]}"
    zelf = [_year(jaar, cel, vast.maatstaf) for jaar, cel in zip(vast.jaren, eigen, strict=True)]
    groep = [
        f"{jaar} {why(None) if waarde is None else vast.maatstaf.met_eenheid(waarde, grens)}"
        for jaar, waarde, grens in zip(vast.jaren, vast.waarden, vast.grenzen, strict=True)
    ]
    zinnen = [f"{title(indicator)} van {jaren}.", f"{bron.eigen_naam}: {opsomming(zelf)}."]
    zinnen += [f"{vast.naam}, {vast.soort}: {opsomming(groep)}."] if vast.naam else []
    zinnen += [
        f"Vanaf {jaar}: {naam}; de cijfers ervoor en erna zijn niet vergelijkbaar." for jaar, naam in vast.breuken
    ]
    return " ".join([*zinnen, vast.maatstaf.reikwijdte(vast.bereik)]).strip()


def _year(jaar: int, cel: Cel, maatstaf: Unit) -> str:
    return f"{jaar} {why(cel.reden) if cel.waarde is None else maatstaf.met_eenheid(cel.waarde, cel.grens)}"
