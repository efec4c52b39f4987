"""The lanes that charts of one figure share: own organisation on top, a lane per group below, one axis at the bottom."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from spiegelrapport.draw.axis_range import ticks
from spiegelrapport.draw.drawing_style import GROOT, KLEIN, NORMAAL, DrawingStyle
from spiegelrapport.draw.layer import Layer
from spiegelrapport.draw.pen import Pen
from spiegelrapport.draw.plot_area import PlotArea
from spiegelrapport.draw.recorder import record
from spiegelrapport.draw.text_layout import break_lines
from spiegelrapport.figures.unit import Unit
from spiegelrapport.model.publishable import Cel

LABEL = 92.0  # width of the column of names
RAND = 12.0  # at the right of the plot
AS = (
    33.0  # height of the axis above the bottom: tick labels and two lines under it, of caption or a norm's name and one
)
TICKS = 4  # at most about so many numbers on the axis
REGEL = 9.6  # from line to line
BAND = 4.6  # half the height of a group's band


def lane_area(maat: tuple[float, float], bereik: tuple[float, float], onder: float = AS) -> PlotArea:
    """The plot: x in the figure's unit, y in points above the axis, which is `onder` above the bottom."""
    breedte, hoogte = maat[0] - LABEL - RAND, maat[1] - onder
    return PlotArea(LABEL, onder, breedte, hoogte, bereik, (0.0, hoogte))


def lanes(aantal: int, hoogte: float) -> tuple[float, tuple[float, ...]]:
    """Heights above the axis: of the own lane, and of each group's."""
    eigen = hoogte - 25
    stap = (eigen - 2) / (aantal + 0.35)
    return eigen, tuple(eigen - stap * (nummer + 1) for nummer in range(aantal))


def draw_axis(ax: Axes, fig: Figure, vlak: PlotArea, maatstaf: Unit, stijl: DrawingStyle, onderschrift: str) -> None:
    """Hairlines at the ticks with Dutch numbers under them, and the caption at the bottom."""
    kleuren = stijl.kleuren
    for waarde in ticks(vlak.x_bereik, TICKS):
        ax.plot([waarde, waarde], [0, vlak.hoogte - 24], color=kleuren.lijn, linewidth=0.4, clip_on=False, zorder=0)
        ax.text(
            waarde, -9.5, maatstaf.tick(waarde), ha="center", va="baseline", color=kleuren.tekst_zacht,
            font=stijl.gewoon, fontsize=KLEIN, parse_math=False,
        )  # fmt: skip
    ax.plot(vlak.x_bereik, [0, 0], color=kleuren.tekst_zacht, linewidth=0.7, clip_on=False, zorder=1)
    caption(fig, onderschrift, stijl)


def caption(fig: Figure, onderschrift: str, stijl: DrawingStyle) -> None:
    """At the bottom left, in one or two lines."""
    delen = break_lines(onderschrift, stijl.gewoon, KLEIN, fig.bbox.width, 2)
    for nummer, regel in enumerate(reversed(delen)):
        fig.text(
            0, (2.2 + nummer * REGEL) / fig.bbox.height, regel, ha="left", va="baseline", color=stijl.kleuren.tekst_zacht,
            font=stijl.gewoon, fontsize=KLEIN, parse_math=False,
        )  # fmt: skip


def name_lane(
    pen: Pen, y: float, naam: str, onder: str, stijl: DrawingStyle, *, eigen: bool = False, ruim: bool = True
) -> None:
    """A lane's name at the left, in one or two lines, centred on the lane; under it how many, where there is room."""
    kleuren = stijl.kleuren
    bestand = stijl.halfvet if eigen else stijl.gewoon
    delen = list(break_lines(naam, bestand, NORMAAL, LABEL - 8, 2))
    onder = onder if ruim or len(delen) == 1 else ""
    delen += [onder] if onder else []
    hoog = y - 2.6 + REGEL * (len(delen) - 1) / 2
    for nummer, regel in enumerate(delen):
        klein = bool(onder) and nummer == len(delen) - 1
        kleur = kleuren.tekst_zacht if klein else kleuren.eigen if eigen else kleuren.tekst
        pen.woord(0, hoog - nummer * REGEL, regel, kleur, NORMAAL, vet=eigen and not klein)


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
        pen.lijn([(x, hoogte - BAND - 0.6), (x, hoogte + BAND + 0.6)], kleuren.papier, 3.4, rond=False)
        pen.lijn([(x, hoogte - BAND - 0.6), (x, hoogte + BAND + 0.6)], kleuren.eigen, 1.8, rond=False)
    pen.stip(x, y, 5.2, kleuren.eigen, kleuren.papier, 1.2)
    tekst = f"{maatstaf.getal(cel.waarde, cel.grens)} {maatstaf.naam}".strip()
    pen.woord(x, y + 8.6, tekst, kleuren.eigen, GROOT, vet=True, anker="midden")


def finish(fig: Figure, pen: Pen, stijl: DrawingStyle) -> Layer:
    return pen.laag(record(fig, stijl))
