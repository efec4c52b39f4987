"""The own value with its interval above the distribution of each benchmarkgroep, drawn from the published quantiles."""

from dataclasses import dataclass
from functools import lru_cache, partial
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from spiegelrapport.definitions.schema import Indicator
from spiegelrapport.draw.axis_range import show_range
from spiegelrapport.draw.chart_source import Chart, ChartSource, headline, title, values
from spiegelrapport.draw.chart_words import aantal_zorgaanbieders, group_in_words, own_in_words
from spiegelrapport.draw.drawing_style import KLEIN, NORMAAL, PT_PER_MM, DrawingStyle
from spiegelrapport.draw.lanes import AS, BAND, LABEL, REGEL, draw_axis, draw_own, finish, lane_area, lanes, name_lane
from spiegelrapport.draw.layer import Drawing, Layer
from spiegelrapport.draw.pen import Pen
from spiegelrapport.draw.plot_area import PlotArea, axes, figure, points
from spiegelrapport.draw.text_layout import break_lines
from spiegelrapport.figures.reasons import why
from spiegelrapport.figures.unit import Unit
from spiegelrapport.model.publishable import Cel, Cijfer, GroepCel

BANDEN = "Grijs: de middelste helft van de organisaties (donker) en de meeste (licht)."
EEN_GROEP = 0.815  # of the height that two groups take
GESCHAT = "Stippellijn: waar naar schatting de meeste organisaties liggen."


@dataclass(frozen=True, slots=True)
class Norm:
    """A yardstick on the axis, e.g. the Treeknorm."""

    waarde: float
    naam: str


class Baan(NamedTuple):
    """One group's lane: the name that readers see, its cell, and where its quantiles are withheld the middle 80% by tau."""

    naam: str
    cel: GroepCel
    geschat: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Groepen:
    """What reports share: the groups' lanes on one axis."""

    cellen: tuple[Baan, ...]
    bereik: tuple[float, float]
    maatstaf: Unit
    norm: Norm | None = None
    lang: bool = False  # whether the own lane's name takes two lines, and so this much more room

    @property
    def onderschrift(self) -> str:
        """How to read what is drawn, and how much of the scale that is."""
        return f"{_key(self.cellen)} {self.maatstaf.reikwijdte(self.bereik)}".strip()

    def maat_mm(self, stijl: DrawingStyle) -> tuple[float, float]:
        """One group, and one line under the axis, need less room than the house style's size holds."""
        breedte, hoogte = stijl.formaten.kaart
        hoogte = hoogte * EEN_GROEP if len(self.cellen) == 1 else hoogte
        erbij = (self.onder(stijl) - AS + (REGEL if self.lang else 0.0)) / PT_PER_MM
        return breedte, round(hoogte + erbij, 1)

    def onder(self, stijl: DrawingStyle) -> float:
        """The height of the axis above the bottom, in points."""
        breedte, _ = points(stijl.formaten.kaart)
        regels = break_lines(self.onderschrift, stijl.gewoon, KLEIN, breedte, 2)
        return AS if self.norm or len(regels) > 1 else AS - REGEL

    def vlak(self, stijl: DrawingStyle) -> PlotArea:
        return lane_area(points(self.maat_mm(stijl)), self.bereik, self.onder(stijl))


def make(bron: ChartSource, indicator: Indicator, norm: Norm | None = None) -> Chart | None:
    maat, maatstaf = headline(indicator)
    cijfer = bron.cijfer(indicator.code, maat.code)
    if cijfer is None:
        return None
    eigen = cijfer.eigen
    cellen = _lanes(bron, cijfer)
    breed = [grens for baan in cellen for grens in baan.geschat or ()]
    alle = [
        eigen.waarde,
        eigen.onder,
        eigen.boven,
        norm.waarde if norm else None,
        *values(*(baan.cel for baan in cellen)),
        *breed,
    ]
    bereik = show_range(alle, maatstaf.leesbaar, maatstaf.schaal, maatstaf.least_range(alle))
    lang = len(break_lines(bron.wie(indicator.code), bron.stijl.halfvet, NORMAAL, LABEL - 8, 2)) > 1
    vast = Groepen(cellen, bereik, maatstaf, norm, lang)
    alt = " ".join(
        [
            f"{title(indicator)}, {bron.over(indicator.code)}.",
            own_in_words(bron.wie(indicator.code), eigen, maatstaf, indicator.tellen),
            *(group_in_words(*baan, maatstaf=maatstaf) for baan in cellen),
            *([f"{norm.naam}: {maatstaf.tick(norm.waarde)} {maatstaf.naam}."] if norm else []),
            maatstaf.reikwijdte(bereik),
        ]
    )
    tekening = partial(paint, vast, bron.wie(indicator.code), eigen, bron.stijl)
    return Chart(tekening, " ".join(alt.split()), vast.maat_mm(bron.stijl))


def _lanes(bron: ChartSource, cijfer: Cijfer) -> tuple[Baan, ...]:
    """The one group that the report compares this figure with; others only where it has no spread to show."""
    geschat = {naast.groep: naast.midden80 for naast in cijfer.vergelijkingen}
    alle = [Baan(bron.groepsnaam(cel), cel, geschat.get(cel.groep)) for cel in cijfer.groepen]
    eerst = [baan for baan in alle if cijfer.naast is not None and baan.cel.groep == cijfer.naast.groep]
    met_spreiding = [baan for baan in alle if _band(baan.cel) is not None]
    if any(baan.geschat or _band(baan.cel) for baan in eerst):
        return tuple(eerst)
    iets = [baan for baan in alle if _shown(baan.cel)]
    return tuple(dict.fromkeys([*(eerst or iets[:1]), *met_spreiding[:1]])) or tuple(alle[:1])


def paint(vast: Groepen, naam: str, eigen: Cel, stijl: DrawingStyle) -> Drawing:
    maat = points(vast.maat_mm(stijl))
    vlak = vast.vlak(stijl)
    hoogte, banen = lanes(len(vast.cellen), vlak.hoogte)
    pen = Pen(stijl, (0, maat[0]))
    name_lane(pen, vlak.onder + hoogte, naam, "", stijl, eigen=True)  # its count stands beside the chart
    if eigen.waarde is None:
        pen.woord(vlak.links + 4, vlak.onder + hoogte - 2.6, why(eigen.reden), stijl.kleuren.tekst_zacht, KLEIN)
    else:
        gedeeld = [vlak.onder + baan for baan, lane in zip(banen, vast.cellen, strict=True) if _shown(lane.cel)]
        draw_own(pen, vlak, vlak.onder + hoogte, eigen, vast.maatstaf, stijl, gedeeld)
    return Drawing(*maat, (background(vast, stijl), pen.laag()))


@lru_cache(maxsize=1024)
def background(vast: Groepen, stijl: DrawingStyle) -> Layer:
    """The groups' bands and the axis: the same in every report with these groups."""
    maat = points(vast.maat_mm(stijl))
    vlak = vast.vlak(stijl)
    _, banen = lanes(len(vast.cellen), vlak.hoogte)
    fig = figure(maat)
    ax = axes(fig, vlak)
    pen = Pen(stijl, (0, maat[0]))
    draw_axis(ax, fig, vlak, vast.maatstaf, stijl, vast.onderschrift)
    if vast.norm:
        _draw_norm(ax, pen, vlak, vast.norm, vast.maatstaf, stijl)
    for y, baan in zip(banen, vast.cellen, strict=True):
        name_lane(pen, vlak.onder + y, baan.naam, aantal_zorgaanbieders(baan.cel), stijl, ruim=len(vast.cellen) == 1)
        if baan.geschat is not None:
            _draw_estimate(ax, y, baan.geschat, stijl)
        _draw_group(ax, pen, vlak, y, baan.cel, vast.maatstaf, stijl)
    return finish(fig, pen, stijl)


def _key(banen: tuple[Baan, ...]) -> str:
    """How to read what is drawn of the groups."""
    delen = [BANDEN] if any(_band(baan.cel) is not None for baan in banen) else []
    return " ".join([*delen, GESCHAT] if any(baan.geschat for baan in banen) else delen)


def _draw_estimate(ax: Axes, y: float, geschat: tuple[float, float], stijl: DrawingStyle) -> None:
    """An outline: where organisations lie by what is known of all, not by this group's own quantiles."""
    van, tot = geschat
    ax.add_patch(
        Rectangle(
            (van, y - BAND), tot - van, 2 * BAND, facecolor="none", edgecolor=stijl.kleuren.groep, linewidth=0.8,
            linestyle=(0, (2, 1.5)), clip_on=False,
        )
    )  # fmt: skip


def _draw_group(
    ax: Axes, pen: Pen, vlak: PlotArea, y: float, cel: GroepCel, maatstaf: Unit, stijl: DrawingStyle
) -> None:
    kleuren = stijl.kleuren
    for van, tot, kleur in ((cel.p10, cel.p90, kleuren.groep_licht), (cel.p25, cel.p75, kleuren.groep_midden)):
        if van is not None and tot is not None:
            ax.add_patch(Rectangle((van, y - BAND), tot - van, 2 * BAND, facecolor=kleur, linewidth=0, clip_on=False))
    waarde, soort = (cel.p50, "mediaan") if cel.gepoold is None else (cel.gepoold, "groep")
    if waarde is not None:
        ax.plot([waarde] * 2, [y - BAND - 1, y + BAND + 1], color=kleuren.groep, linewidth=1.8, solid_capstyle="butt")
        grens = cel.grens if cel.gepoold is not None else ""
        _label(pen, vlak.x(waarde), vlak.onder + y, f"{soort} {maatstaf.getal(waarde, grens)}", stijl)
    elif (band := _band(cel)) is not None:
        _label(pen, vlak.x(sum(band) / 2), vlak.onder + y, "midden weggelaten", stijl)
    else:
        pen.woord(
            vlak.links + 4, vlak.onder + y - 2.6, why(cel.reden), kleuren.tekst_zacht, KLEIN, grond=kleuren.papier
        )


def _band(cel: GroepCel) -> tuple[float, float] | None:
    """The widest band that is there."""
    for van, tot in ((cel.p10, cel.p90), (cel.p25, cel.p75)):
        if van is not None and tot is not None:
            return van, tot
    return None


def _label(pen: Pen, x: float, y: float, tekst: str, stijl: DrawingStyle) -> None:
    kleuren = stijl.kleuren
    pen.woord(x, y + BAND + 5.4, tekst, kleuren.tekst_zacht, KLEIN, anker="midden", grond=kleuren.papier)


def _draw_norm(ax: Axes, pen: Pen, vlak: PlotArea, norm: Norm, maatstaf: Unit, stijl: DrawingStyle) -> None:
    """A line up to under the own lane; its name stands below the axis, where nothing else does."""
    kleur = stijl.kleuren.tekst
    ax.plot([norm.waarde] * 2, [-3, vlak.hoogte - 33], color=kleur, linewidth=0.9, linestyle=(0, (3, 2)), clip_on=False)
    naam = f"{norm.naam} {maatstaf.tick(norm.waarde)} {maatstaf.naam}"
    pen.woord(vlak.x(norm.waarde), vlak.onder - 18.2, naam, kleur, KLEIN, vet=True, anker="midden")


def _shown(cel: GroepCel) -> bool:
    return cel.p50 is not None or cel.gepoold is not None
