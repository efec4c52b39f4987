"""Figures of a spiegelbijeenkomst -> the charts of its papers."""

from collections.abc import Iterable, Iterator, Sequence

from spiegelrapport.definitions.fonts import Font
from spiegelrapport.definitions.huisstijl import Huisstijl
from spiegelrapport.draw.chart_source import Chart
from spiegelrapport.draw.drawing_style import drawing_style
from spiegelrapport.draw.drawn_image import DrawnImage
from spiegelrapport.draw.naast_elkaar import NamedCell, side_by_side
from spiegelrapport.draw.zaal import VERGROTING, course, distribution
from spiegelrapport.figures.shared_figures import NAAST_ELKAAR, VERDELING, VERLOOP, SharedFigure
from spiegelrapport.figures.unit import Unit
from spiegelrapport.model.document import Grafiek, Grafieken, GrafiekSleutel


def draw_plenary(figuren: Iterable[SharedFigure], huisstijl: Huisstijl, letters: Sequence[Font]) -> Grafieken:
    """Per indicator its distribution and its course, as far as they may be told, at the size of a slide."""
    return {grafiek.sleutel: grafiek for grafiek in _plenary(figuren, huisstijl, letters)}


def draw_room(
    rijen: Sequence[NamedCell],
    groep: SharedFigure | None,
    maatstaf: Unit,
    naam: tuple[str, str],
    huisstijl: Huisstijl,
    letters: Sequence[Font],
) -> Grafiek:
    """`naam`: the indicator's code, and what it is called."""
    stijl = drawing_style(huisstijl, letters)
    prent = side_by_side(rijen, groep, maatstaf, naam[1], stijl)
    return _chart(GrafiekSleutel(NAAST_ELKAAR, naam[0]), prent, stijl.familie, 1.0)


def _plenary(figuren: Iterable[SharedFigure], huisstijl: Huisstijl, letters: Sequence[Font]) -> Iterator[Grafiek]:
    stijl = drawing_style(huisstijl, letters)
    for figuur in figuren:
        for soort, maak in ((VERDELING, distribution), (VERLOOP, course)):
            if (prent := maak(figuur, stijl)) is not None:
                yield _chart(GrafiekSleutel(soort, figuur.indicator.code), prent, stijl.familie, VERGROTING)


def _chart(sleutel: GrafiekSleutel, prent: Chart, familie: str, keer: float) -> Grafiek:
    assert prent.maat_mm is not None
    breedte, hoogte = (round(maat * keer, 1) for maat in prent.maat_mm)
    return Grafiek(sleutel, DrawnImage(prent.teken, familie), prent.alt, breedte, hoogte)
