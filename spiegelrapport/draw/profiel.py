"""All head figures on one axis: how far each lies from its group, in units of how organisations usually differ."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from matplotlib.patches import Rectangle

from spiegelrapport.definitions.schema import Indicator
from spiegelrapport.draw.chart_source import Chart, ChartSource, headline, title
from spiegelrapport.draw.drawing_style import KLEIN, PT_PER_MM, DrawingStyle
from spiegelrapport.draw.layer import Drawing, Layer
from spiegelrapport.draw.pen import Pen
from spiegelrapport.draw.plot_area import PlotArea, axes, figure, points
from spiegelrapport.draw.recorder import record
from spiegelrapport.draw.text_layout import shorten, width_of
from spiegelrapport.dutch import opsomming
from spiegelrapport.figures.head import head_figures
from spiegelrapport.model.publishable import Cijfer, Vergelijking

UITERSTE = 4.0  # units shown; what lies further out stands at the edge with an arrow
GEWOON = 1.96  # units to the limits of what is usual: 95 of 100 organisations
NAMEN, CIJFERS = 150.0, 96.0  # widths of the columns of names and of numbers
BOVEN, ONDER = 13.0, 37.0
HOOGSTE = 12.2  # of a line, in points
SOORTEN = ("buiten", "gewoon", "beschreven")


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One indicator: its place and margin in units of the usual spread."""

    naam: str
    plaats: float
    van: float
    tot: float
    eigen: str
    groep: str
    jaren: str  # '2024–2025' where the figure is over several
    soort: str  # one of SOORTEN: what the card says of it among organisations
    anders: bool  # beside another group than most
    eerste: bool  # of its chapter


def make(bron: ChartSource) -> Chart | None:
    """Every head figure that is compared, beside the group of its own card; as high as its lines need."""
    groep, ander = _groups(bron)
    regels = tuple(_lines(bron, groep))
    if not regels:
        return None
    breedte, hoogte = bron.stijl.formaten.profiel
    hoogte = min(hoogte, round((len(regels) * HOOGSTE + BOVEN + ONDER) / PT_PER_MM, 1))
    uitleg = key(regels, _name(bron, groep), _name(bron, ander))
    alt = _in_words(regels, _name(bron, groep), _name(bron, ander), bron)
    return Chart(partial(paint, regels, uitleg, bron.eigen_naam, (breedte, hoogte), bron.stijl), alt, (breedte, hoogte))


def paint(
    regels: tuple[ProfileRow, ...],
    uitleg: tuple[str, str],
    naam: str,
    maat_mm: tuple[float, float],
    stijl: DrawingStyle,
) -> Drawing:
    maat = points(maat_mm)
    vlak = area(maat)
    kleuren = stijl.kleuren
    pen = Pen(stijl, (0, maat[0]))
    hoogte = vlak.hoogte / len(regels)
    grootte = KLEIN
    pen.woord(vlak.rechts + 42, maat[1] - 7, naam, kleuren.eigen, KLEIN, vet=True, anker="rechts")
    pen.woord(maat[0], maat[1] - 7, "groep", kleuren.tekst_zacht, KLEIN, anker="rechts")
    for nummer, regel in enumerate(regels):
        y = vlak.boven - (nummer + 0.5) * hoogte
        if regel.eerste and nummer:
            pen.lijn([(0, y + hoogte / 2), (maat[0], y + hoogte / 2)], kleuren.lijn, 0.5)
        _draw_line(pen, vlak, y, regel, grootte, stijl)
    for nummer, zin in enumerate(reversed(uitleg)):
        pen.woord(0, 2.2 + 8 * nummer, zin, kleuren.tekst_zacht, KLEIN)
    return Drawing(*maat, (background(maat, stijl), pen.laag()))


def key(regels: Sequence[ProfileRow], groep: str, ander: str) -> tuple[str, str]:
    """How to read it: only what is drawn."""
    soorten = {regel.soort for regel in regels}
    eerst = ["Grijze band: hier liggen 95 van de 100 organisaties van jouw omvang. Lijn: jouw marge."]
    eerst += ["Gevulde stip, vette naam: daarbuiten."] if "buiten" in soorten else []
    dan = [f"Naast {groep}{f'; *: naast {ander}' if any(regel.anders for regel in regels) else ''}."]
    dan += ["Lichte stip: niet geschikt om organisaties te vergelijken."] if "beschreven" in soorten else []
    dan += ["Pijlen: verder weg dan de schaal."] if any(abs(regel.plaats) > UITERSTE for regel in regels) else []
    return " ".join(eerst), " ".join(dan)


def _draw_line(pen: Pen, vlak: PlotArea, y: float, regel: ProfileRow, grootte: float, stijl: DrawingStyle) -> None:
    kleuren = stijl.kleuren
    voet = y - grootte * 0.33
    jaren = f" ({regel.jaren})" if regel.jaren else ""
    naam = shorten(regel.naam, stijl.gewoon, grootte, NAMEN - 8 - width_of(jaren, stijl.gewoon, grootte)) + jaren
    pen.woord(0, voet, naam, kleuren.tekst, grootte, vet=regel.soort == "buiten")
    van, tot, x = (vlak.x(max(-UITERSTE, min(UITERSTE, plek))) for plek in (regel.van, regel.tot, regel.plaats))
    pen.lijn([(van, y), (tot, y)], kleuren.eigen_midden, 1.4, rond=False)
    straal = min(3.0, grootte * 0.42)
    rand = kleuren.eigen_midden if regel.soort == "beschreven" else kleuren.eigen
    if abs(regel.plaats) > UITERSTE:
        _arrow(pen, x, y, straal, 1 if regel.plaats > 0 else -1, rand)
    else:
        pen.stip(x, y, straal, kleuren.eigen if regel.soort == "buiten" else kleuren.papier, rand, 1.1)
    pen.woord(vlak.rechts + 42, voet, regel.eigen, kleuren.eigen, grootte, vet=True, anker="rechts")
    ster = "*" if regel.anders else ""
    pen.woord(vlak.rechts + CIJFERS, voet, regel.groep + ster, kleuren.tekst_zacht, grootte, anker="rechts")


def _arrow(pen: Pen, x: float, y: float, straal: float, kant: int, kleur: str) -> None:
    for schuif in (0.0, -3.0 * kant):
        punt = x + schuif
        pen.lijn([(punt - straal * kant, y + straal), (punt, y), (punt - straal * kant, y - straal)], kleur, 1.3)


def area(maat: tuple[float, float]) -> PlotArea:
    breedte, hoogte = maat[0] - NAMEN - CIJFERS, maat[1] - BOVEN - ONDER
    return PlotArea(NAMEN, ONDER, breedte, hoogte, (-UITERSTE - 0.15, UITERSTE + 0.15), (0, 1))


@lru_cache(maxsize=256)
def background(maat: tuple[float, float], stijl: DrawingStyle) -> Layer:
    """The group's figure, how far organisations usually lie from it, and what left and right mean."""
    kleuren, vlak = stijl.kleuren, area(maat)
    fig = figure(maat)
    ax = axes(fig, vlak)
    woord: dict[str, Any] = {
        "va": "baseline", "color": kleuren.tekst_zacht, "font": stijl.gewoon, "fontsize": KLEIN, "parse_math": False
    }  # fmt: skip
    ax.add_patch(Rectangle((-GEWOON, 0), 2 * GEWOON, 1, facecolor=kleuren.groep_licht, linewidth=0))
    for stap in range(-int(UITERSTE), int(UITERSTE) + 1):
        dik, kleur = (1.0, kleuren.groep) if stap == 0 else (0.5, kleuren.lijn)
        ax.plot([stap, stap], [0, 1], color=kleur, linewidth=dik)
        tekst = f"{stap:+d}".replace("-", "−") if stap else "0"
        fig.text(vlak.x(stap) / maat[0], (ONDER - 8.5) / maat[1], tekst, ha="center", **woord)
    for x, kant, tekst in (
        (vlak.links + 2, "left", "← lager dan de groep"),
        (vlak.rechts - 30, "right", "hoger dan de groep →"),
    ):
        fig.text(x / maat[0], (maat[1] - 7) / maat[1], tekst, ha=kant, **woord)
    as_ = "Afstand tot de groep, in gewone spreiding"
    fig.text((vlak.links - 6) / maat[0], (ONDER - 8.5) / maat[1], as_, ha="right", **woord)
    return record(fig, stijl)


def _groups(bron: ChartSource) -> tuple[str, str]:
    """The group beside which most figures stand, and the other one; "" where there is none."""
    naast = [cijfer.naast.groep for _, cijfer in head_figures(bron.publishable, bron.definities) if cijfer.naast]
    meest = [groep for groep, _ in Counter(naast).most_common(2)]
    return (*meest, "", "")[0], (*meest, "", "")[1]


def _name(bron: ChartSource, id_: str) -> str:
    groep = bron.groep(id_)
    return groep.korte_naam if groep else ""


def _lines(bron: ChartSource, groep: str) -> Iterator[ProfileRow]:
    hoofdstuk = ""
    for indicator, cijfer in head_figures(bron.publishable, bron.definities):
        regel = _line(bron, indicator, cijfer, groep, eerste=indicator.hoofdstuk != hoofdstuk)
        if regel is not None:
            yield regel
            hoofdstuk = indicator.hoofdstuk


def _line(bron: ChartSource, indicator: Indicator, cijfer: Cijfer, groep: str, *, eerste: bool) -> ProfileRow | None:
    eigen, naast, eenheid = cijfer.eigen, cijfer.naast, headline(indicator)[1]
    if eigen.waarde is None or naast is None:
        return None
    plaats, van, tot = (
        place(eigen.waarde if waarde is None else waarde, naast) for waarde in (eigen.waarde, eigen.onder, eigen.boven)
    )
    if plaats is None or van is None or tot is None:
        return None
    return ProfileRow(
        naam=title(indicator),
        plaats=plaats,
        van=van,
        tot=tot,
        eigen=eenheid.getal(eigen.waarde, eigen.grens),
        groep=eenheid.getal(naast.doel),
        jaren=bron.verruimd(indicator.code),
        soort=_kind(naast),
        anders=naast.groep != groep,
        eerste=eerste,
    )


def place(waarde: float, naast: Vergelijking) -> float | None:
    """Units of the usual spread: the printed limits lie at GEWOON, so that who reads the axis sees what the card says."""
    if naast.usual95 is None:
        return None
    onder, boven = naast.usual95
    kanten = [kant for kant in (boven - naast.doel, naast.doel - onder) if kant > 0]
    if not kanten:
        return None
    kant = boven - naast.doel if waarde > naast.doel else naast.doel - onder
    return GEWOON * (waarde - naast.doel) / (kant if kant > 0 else kanten[0])


def _kind(naast: Vergelijking) -> str:
    if naast.usual is None:
        return "beschreven"
    return "gewoon" if naast.usual == "binnen" else "buiten"


def _in_words(regels: Sequence[ProfileRow], groep: str, ander: str, bron: ChartSource) -> str:
    def naast(regel: ProfileRow) -> str:
        wie = f" van {ander}" if regel.anders else ""
        return f"{regel.naam}{f' ({regel.jaren})' if regel.jaren else ''} {regel.eigen}, groep {regel.groep}{wie}"

    buiten = [regel.naam for regel in regels if regel.soort == "buiten"]
    slot = f"Buiten hoe organisaties meestal verschillen: {opsomming(buiten)}." if buiten else ""
    begin = f"Profiel van {bron.eigen_naam.lower()} naast {groep}, {bron.jaar}: {len(regels)} indicatoren."
    return " ".join([begin, "; ".join(map(naast, regels)) + ".", slot]).strip()
