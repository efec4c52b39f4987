"""The place of the axes on the page and what they show: one linear mapping for matplotlib's layer and the pen's."""

from dataclasses import dataclass
from functools import lru_cache

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from spiegelrapport.draw.drawing_style import PT_PER_MM


@dataclass(frozen=True, slots=True)
class PlotArea:
    """In points from the bottom left; x and y run over the closed ranges."""

    links: float
    onder: float
    breedte: float
    hoogte: float
    x_bereik: tuple[float, float] = (0.0, 1.0)
    y_bereik: tuple[float, float] = (0.0, 1.0)

    @property
    def rechts(self) -> float:
        return self.links + self.breedte

    @property
    def boven(self) -> float:
        return self.onder + self.hoogte

    def x(self, waarde: float) -> float:
        van, tot = self.x_bereik
        return self.links + (waarde - van) / (tot - van) * self.breedte

    def y(self, waarde: float) -> float:
        van, tot = self.y_bereik
        return self.onder + (waarde - van) / (tot - van) * self.hoogte


def points(maat_mm: tuple[float, float]) -> tuple[float, float]:
    return maat_mm[0] * PT_PER_MM, maat_mm[1] * PT_PER_MM


def figure(maat: tuple[float, float]) -> Figure:
    """An empty figure of that size in points. There is one of each size: to be recorded before the next is asked for."""
    fig = _sheet(maat)
    for deel in (*fig.texts, *(artiest for ax in fig.axes for artiest in (*ax.lines, *ax.patches, *ax.texts))):
        deel.remove()
    return fig


@lru_cache(maxsize=16)
def _sheet(maat: tuple[float, float]) -> Figure:
    return Figure(figsize=(maat[0] / 72, maat[1] / 72), dpi=72, frameon=False)


def axes(fig: Figure, vlak: PlotArea) -> Axes:
    """Axes without frame or ticks that map as `vlak` does; those of an earlier drawing, for making them is most of the work."""
    breedte, hoogte = fig.bbox.width, fig.bbox.height
    plaats = (vlak.links / breedte, vlak.onder / hoogte, vlak.breedte / breedte, vlak.hoogte / hoogte)
    if fig.axes:
        ax = fig.axes[0]
        ax.set_position(plaats)
    else:
        ax = _bare(fig.add_axes(plaats))
    ax.set(xlim=vlak.x_bereik, ylim=vlak.y_bereik)
    return ax


def _bare(ax: Axes) -> Axes:
    ax.set(xticks=[], yticks=[])
    ax.patch.set_visible(False)
    for rand in ax.spines.values():
        rand.set_visible(False)
    return ax
