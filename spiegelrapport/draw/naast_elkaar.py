"""The own figures of those who may be named, one under the other in the order that they come in, beside the group's median."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from spiegelrapport.definitions.schema import Indicator
from spiegelrapport.draw.axis_range import show_range, ticks
from spiegelrapport.draw.chart_source import Chart
from spiegelrapport.draw.chart_words import group_in_words, own_in_words
from spiegelrapport.draw.drawing_style import NORMAAL, DrawingStyle
from spiegelrapport.draw.layer import Drawing
from spiegelrapport.draw.pen import Pen
from spiegelrapport.draw.plot_area import PlotArea, points
from spiegelrapport.draw.text_layout import shorten
from spiegelrapport.figures.reasons import why
from spiegelrapport.figures.shared_figures import SharedFigure
from spiegelrapport.figures.unit import Unit
from spiegelrapport.model.publishable import Cel

BREEDTE_MM = 174.0
REGEL = 17.0
NAMEN = 178.0
GETAL = 62.0
AS, KOP = 16.0, 14.0
PT_MM = 25.4 / 72


class NamedLane(NamedTuple):
    """One participant's own cell."""

    naam: str
    cel: Cel


def side_by_side(
    rijen: Sequence[NamedLane], groep: SharedFigure | None, maatstaf: Unit, indicator: Indicator, stijl: DrawingStyle
) -> Chart:
    """A lane each, in the given order."""
    middelste = groep.cel if groep is not None else None
    midden = None if middelste is None else middelste.p50
    alle = [g for rij in rijen for g in (rij.cel.waarde, rij.cel.onder, rij.cel.boven)] + [midden]
    bereik = show_range(alle, maatstaf.leesbaar, maatstaf.schaal, maatstaf.least_range(alle))
    delen = [own_in_words(rij.naam, rij.cel, maatstaf, indicator.tellen) for rij in rijen]
    if groep is not None:
        delen.append(group_in_words(groep.groep.naam, groep.cel, maatstaf=maatstaf))
    if reikwijdte := maatstaf.reikwijdte(bereik):
        delen.append(reikwijdte)
    hoogte = round((len(rijen) * REGEL + AS + KOP) * PT_MM, 1)
    teken = partial(_paint, tuple(rijen), midden, bereik, maatstaf, (BREEDTE_MM, hoogte), stijl)
    return Chart(teken, " ".join([f"{indicator.naam}.", *delen]), (BREEDTE_MM, hoogte))


def _paint(
    rijen: Sequence[NamedLane],
    midden: float | None,
    bereik: tuple[float, float],
    maatstaf: Unit,
    maat_mm: tuple[float, float],
    stijl: DrawingStyle,
) -> Drawing:
    maat, kleuren = points(maat_mm), stijl.kleuren
    vlak = PlotArea(NAMEN, AS, maat[0] - NAMEN - GETAL, maat[1] - AS - KOP, bereik)
    pen = Pen(stijl, (0, maat[0]))
    for waarde in ticks(bereik, 4):
        pen.lijn([(vlak.x(waarde), AS), (vlak.x(waarde), vlak.boven)], kleuren.lijn, 0.4)
        pen.woord(vlak.x(waarde), AS - 10, maatstaf.tick(waarde), kleuren.tekst_zacht, NORMAAL, anker="midden")
    pen.lijn([(vlak.links, AS), (vlak.rechts, AS)], kleuren.tekst_zacht, 0.7)
    if reikwijdte := maatstaf.reikwijdte(bereik):
        pen.woord(0, AS - 10, reikwijdte, kleuren.tekst_zacht, NORMAAL)
    if midden is not None:
        pen.lijn([(vlak.x(midden), AS), (vlak.x(midden), vlak.boven + 1)], kleuren.groep, 1.2, (3.0, 2.0))
        tekst = f"middelste van de groep {maatstaf.getal(midden)}"
        pen.woord(vlak.x(midden), vlak.boven + 4, tekst, kleuren.groep, NORMAAL, anker="midden")
    for nummer, rij in enumerate(rijen):
        y = vlak.boven - REGEL * (nummer + 0.5)
        _lane(pen, vlak, y, rij, maatstaf, stijl, maat[0])
    return Drawing(*maat, (pen.laag(),))


def _lane(
    pen: Pen, vlak: PlotArea, y: float, rij: NamedLane, maatstaf: Unit, stijl: DrawingStyle, rechts: float
) -> None:
    kleuren, cel = stijl.kleuren, rij.cel
    pen.woord(0, y - 2.8, shorten(rij.naam, stijl.gewoon, NORMAAL, NAMEN - 10), kleuren.tekst)
    if cel.waarde is None:
        pen.woord(vlak.links + 4, y - 2.8, why(cel.reden), kleuren.tekst_zacht)
        return
    if cel.onder is not None and cel.boven is not None:
        pen.lijn([(vlak.x(cel.onder), y), (vlak.x(cel.boven), y)], kleuren.eigen_midden, 2.4)
    pen.stip(vlak.x(cel.waarde), y, 3.0, kleuren.eigen, kleuren.papier)
    pen.woord(rechts, y - 2.8, maatstaf.getal(cel.waarde, cel.grens), kleuren.eigen, vet=True, anker="rechts")
