"""Documents of a spiegelbijeenkomst -> the charts of its papers."""

from collections.abc import Iterator, Mapping, Sequence

from spiegelrapport.definitions.fonts import Font
from spiegelrapport.definitions.huisstijl import Huisstijl
from spiegelrapport.definitions.schema import Definities
from spiegelrapport.draw.chart_source import Chart
from spiegelrapport.draw.drawing_style import drawing_style
from spiegelrapport.draw.drawn_image import DrawnImage
from spiegelrapport.draw.naast_elkaar import NamedLane, side_by_side
from spiegelrapport.draw.zaal import VERGROTING, course, distribution
from spiegelrapport.figures.report_figures import ReportFigures
from spiegelrapport.figures.shared_figures import NAAST_ELKAAR, VERDELING, VERLOOP, shared_figure
from spiegelrapport.model.document import Grafiek, Grafieken, GrafiekSleutel
from spiegelrapport.model.publishable import Publishable


def draw_plenary(
    themas: Mapping[str, Publishable], definities: Definities, huisstijl: Huisstijl, letters: Sequence[Font]
) -> Grafieken:
    """Per theme the distribution and the course of its own indicator, as far as they may be told, at the size of a slide.

    `themas`: a theme's code -> the document that is nobody's.
    """
    return {grafiek.sleutel: grafiek for grafiek in _plenary(themas, definities, huisstijl, letters)}


def draw_room(
    op_naam: Sequence[Publishable],
    allen: Publishable,
    code: str,
    definities: Definities,
    huisstijl: Huisstijl,
    letters: Sequence[Font],
) -> Grafiek | None:
    """The own figures of indicator `code` by name, in the order given; None when nobody has one to show."""
    figuren = [(een.naam, figuur) for een in op_naam if (figuur := ReportFigures(een, definities).hoofd(code))]
    if not any(figuur.eigen.waarde is not None for _, figuur in figuren):
        return None
    stijl, indicator = drawing_style(huisstijl, letters), definities.indicatoren[code]
    banen = [NamedLane(naam, figuur.eigen) for naam, figuur in figuren]
    prent = side_by_side(banen, shared_figure(allen, code, definities), figuren[0][1].weergave, indicator, stijl)
    return _chart(GrafiekSleutel(NAAST_ELKAAR, code), prent, stijl.familie, 1.0)


def _plenary(
    themas: Mapping[str, Publishable], definities: Definities, huisstijl: Huisstijl, letters: Sequence[Font]
) -> Iterator[Grafiek]:
    stijl = drawing_style(huisstijl, letters)
    for code, allen in themas.items():
        figuur = shared_figure(allen, definities.themas[code].indicatoren[0], definities)
        for soort, maak in ((VERDELING, distribution), (VERLOOP, course)) if figuur else ():
            if figuur and (prent := maak(figuur, stijl)) is not None:
                yield _chart(GrafiekSleutel(soort, code), prent, stijl.familie, VERGROTING)


def _chart(sleutel: GrafiekSleutel, prent: Chart, familie: str, keer: float) -> Grafiek:
    assert prent.maat_mm is not None
    breedte, hoogte = (round(maat * keer, 1) for maat in prent.maat_mm)
    return Grafiek(sleutel, DrawnImage(prent.teken, familie), prent.alt, breedte, hoogte)
