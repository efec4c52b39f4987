"""The lanes that charts of one figure share: own organisation on top, a lane per group below, one axis at the bottom."""

from collections.abc import Sequence
from functools import lru_cache

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from spiegelrapport.draw.axis_range import ticks
from spiegelrapport.draw.drawing_style import GROOT, KLEIN, NORMAAL, DrawingStyle
from spiegelrapport.draw.layer import Layer
from spiegelrapport.draw.pen import Pen
from spiegelrapport.draw.plot_area import PlotArea, axes, figure, points
from spiegelrapport.draw.recorder import record
from spiegelrapport.draw.text_layout import break_lines, shorten, width_of
from spiegelrapport.figures.unit import Unit
from spiegelrapport.model.publishable import Cel

LABEL = 92.0  # width of the column of names
RAND = 12.0  # at the right of the plot
AS = 31.0  # height of the axis above the bottom: tick labels and two lines of caption under it
BAND = 4.6  # half the height of a group's band


def lane_area(maat: tuple[float, float], bereik: tuple[float, float]) -> PlotArea:
    """The plot: x in the figure's unit, y in points above the axis."""
    breedte, hoogte = maat[0] - LABEL - RAND, maat[1] - AS
    return PlotArea(LABEL, AS, breedte, hoogte, bereik, (0.0, hoogte))


def lanes(aantal: int, hoogte: float) -> tuple[float, tuple[float, ...]]:
    """Heights above the axis: of the own lane, and of each group's."""
    eigen = hoogte - 25
    stap = (eigen - 2) / (aantal + 0.35)
    return eigen, tuple(eigen - stap * (nummer + 1) for nummer in range(aantal))


def draw_axis(ax: Axes, fig: Figure, vlak: PlotArea, maatstaf: Unit, stijl: DrawingStyle, onderschrift: str) -> None:
    """Hairlines at the ticks with Dutch numbers under them, and the caption at the bottom."""
    kleuren = stijl.kleuren
    for waarde in ticks(vlak.x_bereik):
        ax.plot([waarde, waarde], [0, vlak.hoogte - 24], color=kleuren.lijn, linewidth=0.4, clip_on=False, zorder=0)
        ax.text(
            waarde, -9.5, maatstaf.tick(waarde), ha="center", va="baseline", color=kleuren.tekst_zacht,
            font=stijl.gewoon, fontsize=KLEIN, parse_math=False,
        )  # fmt: skip
    ax.plot(vlak.x_bereik, [0, 0], color=kleuren.tekst_zacht, linewidth=0.7, clip_on=False, zorder=1)
    caption(fig, onderschrift, stijl)


@lru_cache(maxsize=1024)
def axis_layer(bereik: tuple[float, float], maatstaf: Unit, onderschrift: str, stijl: DrawingStyle) -> Layer:
    """The axis alone, for charts whose lanes differ in every report."""
    maat = points(stijl.formaten.kaart)
    fig, vlak = figure(maat), lane_area(maat, bereik)
    draw_axis(axes(fig, vlak), fig, vlak, maatstaf, stijl, onderschrift)
    return record(fig, stijl)


def caption(fig: Figure, onderschrift: str, stijl: DrawingStyle) -> None:
    """At the bottom left, in one or two lines."""
    delen = break_lines(onderschrift, stijl.gewoon, KLEIN, fig.bbox.width, 2)
    for nummer, regel in enumerate(reversed(delen)):
        fig.text(
            0, (2.2 + nummer * 8) / fig.bbox.height, regel, ha="left", va="baseline", color=stijl.kleuren.tekst_zacht,
            font=stijl.gewoon, fontsize=KLEIN, parse_math=False,
        )  # fmt: skip


def name_lane(pen: Pen, y: float, naam: str, onder: str, stijl: DrawingStyle, *, eigen: bool = False) -> None:
    """A lane's name at the left with a small line under it, centred on the lane; a long name takes that line too.

    The number of the small line then follows the name, in smaller type where that makes it fit.
    """
    kleuren = stijl.kleuren
    bestand = stijl.halfvet if eigen else stijl.gewoon
    grootte = NORMAAL
    delen = break_lines(naam, bestand, NORMAAL, LABEL - 8, 2)
    if len(delen) == 2 and onder:
        getal = f" ({onder.split()[0]})"
        past = width_of(delen[1] + getal, bestand, NORMAAL) <= LABEL - 8
        grootte = NORMAAL if past else KLEIN
        delen = break_lines(naam, bestand, grootte, LABEL - 8, 2)
        delen = [
            *delen[:-1],
            shorten(delen[-1], bestand, grootte, LABEL - 8 - width_of(getal, bestand, grootte)) + getal,
        ]
    hoog = y + (1.4 if onder or len(delen) == 2 else -2.6)
    for nummer, regel in enumerate(delen):
        pen.woord(0, hoog - nummer * 8.8, regel, kleuren.eigen if eigen else kleuren.tekst, grootte, vet=eigen)
    if onder and len(delen) == 1 and grootte == NORMAAL:
        pen.woord(0, hoog - 8.4, onder, kleuren.tekst_zacht, KLEIN)


def draw_own(
    pen: Pen, vlak: PlotArea, y: float, cel: Cel, maatstaf: Unit, stijl: DrawingStyle, groepen: Sequence[float]
) -> None:
    """The own value, its interval, and a tick at the same place in every group's lane (heights in points)."""
    kleuren = stijl.kleuren
    assert cel.waarde is not None
    x = vlak.x(cel.waarde)
    if cel.onder is not None and cel.boven is not None:
        pen.lijn([(vlak.x(cel.onder), y), (vlak.x(cel.boven), y)], kleuren.eigen_midden, 3.2, rond=False)
    for hoogte in groepen:
        pen.lijn([(x, hoogte - BAND - 2.5), (x, hoogte + BAND + 2.5)], kleuren.papier, 3.4, rond=False)
        pen.lijn([(x, hoogte - BAND - 2.5), (x, hoogte + BAND + 2.5)], kleuren.eigen, 1.8, rond=False)
    pen.stip(x, y, 5.2, kleuren.eigen, kleuren.papier, 1.2)
    tekst = f"{maatstaf.getal(cel.waarde, cel.grens)} {maatstaf.naam}".strip()
    pen.woord(x, y + 8.6, tekst, kleuren.eigen, GROOT, vet=True, anker="midden")


def finish(fig: Figure, pen: Pen, stijl: DrawingStyle) -> Layer:
    return pen.laag(record(fig, stijl))
