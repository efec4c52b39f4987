"""Score at the begin and at the end, own and group, with the share per change category or the change itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from spiegelrapport.definitions.schema import Indicator
from spiegelrapport.draw import verandering
from spiegelrapport.draw.axis_range import show_range
from spiegelrapport.draw.chart_source import MIDDLES, Chart, ChartSource, centre
from spiegelrapport.draw.drawing_style import KLEIN, NORMAAL, DrawingStyle
from spiegelrapport.draw.layer import Drawing
from spiegelrapport.draw.pen import Pen
from spiegelrapport.draw.plot_area import PlotArea, points
from spiegelrapport.draw.trend import spread
from spiegelrapport.figures.reasons import why
from spiegelrapport.figures.unit import Unit, unit_of
from spiegelrapport.model.publishable import Cijfer, GroepUitleg, Reason

BREEDTE = 0.48  # of the chart, for begin and end
HOOGTE = 0.95  # of what two groups under each other take
REGEL = 9.5


@dataclass(frozen=True, slots=True)
class Slope:
    """Begin and end of one line."""

    naam: str
    begin: float | None
    eind: float | None
    soort: str = ""  # of a group: "gemiddeld" or "mediaan"


def make(bron: ChartSource, indicator: Indicator) -> Chart | None:
    maten = {maat.code: maat for maat in indicator.maten}
    begin, eind = bron.cijfer(indicator.code, "begin"), bron.cijfer(indicator.code, "eind")
    if begin is None or eind is None or not {"begin", "eind"} <= set(maten):
        return None
    eenheid = unit_of(indicator, maten["begin"])
    lijnen = [Slope(bron.wie(indicator.code), begin.eigen.waarde, eind.eigen.waarde)]
    lijnen += _group_line(bron.groepen(indicator.code), begin, eind)
    bereik = show_range(
        [waarde for lijn in lijnen for waarde in (lijn.begin, lijn.eind)],
        None,
        eenheid.schaal,
        (eenheid.schaal[1] - eenheid.schaal[0]) / 3,
    )
    kant = verandering.make(bron, indicator)
    zinnen = [
        f"{indicator.naam}, {bron.over(indicator.code)}.",
        *(_in_words(lijn, eenheid, begin.eigen.reden or eind.eigen.reden) for lijn in lijnen),
    ]
    alt = " ".join([*zinnen, eenheid.reikwijdte(bereik), kant.alt]).strip()
    breedte, hoogte = bron.stijl.formaten.kaart
    maat_mm = breedte, round(hoogte * HOOGTE, 1)
    return Chart(partial(paint, tuple(lijnen), bereik, eenheid, kant, maat_mm, bron.stijl), alt, maat_mm)


def _group_line(groepen: Sequence[GroepUitleg], begin: Cijfer, eind: Cijfer) -> list[Slope]:
    """The first group that may show both ends; none when no group may."""
    eerder, later = ({cel.groep: cel for cel in cijfer.groepen} for cijfer in (begin, eind))
    for groep in (groep for groep in groepen if groep.id in eerder and groep.id in later):
        for soort in MIDDLES:
            van, tot = centre(eerder[groep.id], soort), centre(later[groep.id], soort)
            if van is not None and tot is not None:
                return [Slope(groep.naam, van, tot, soort)]
    return []


def paint(
    lijnen: tuple[Slope, ...],
    bereik: tuple[float, float],
    eenheid: Unit,
    kant: verandering.Kant,
    maat_mm: tuple[float, float],
    stijl: DrawingStyle,
) -> Drawing:
    maat = points(maat_mm)
    kleuren = stijl.kleuren
    pen = Pen(stijl, (0, maat[0]))
    vlak = PlotArea(56, 24, maat[0] * BREEDTE - 56 - 46, maat[1] - 24 - 18, (0, 1), bereik)
    for x, naam in ((0.0, "begin"), (1.0, "einde")):
        pen.lijn([(vlak.x(x), vlak.onder), (vlak.x(x), vlak.boven)], kleuren.lijn, 0.8, rond=False)
        pen.woord(vlak.x(x), 13.5, naam, kleuren.tekst_zacht, KLEIN, anker="midden")
    for lijn, eigen in zip(reversed(lijnen), (len(lijnen) == 1, True), strict=False):
        _slope(pen, vlak, lijn, stijl, eigen=eigen)
    _numbers(pen, vlak, lijnen, eenheid, stijl)
    pen.woord(0, maat[1] - 8, lijnen[0].naam, kleuren.eigen, vet=True)
    pen.woord(0, 2.2, _shown_range(bereik, eenheid), kleuren.tekst_zacht, KLEIN)
    kant.teken(pen, PlotArea(maat[0] * BREEDTE + 14, 0, maat[0] * (1 - BREEDTE) - 14, maat[1]), stijl)
    return Drawing(*maat, (pen.laag(),))


def _slope(pen: Pen, vlak: PlotArea, lijn: Slope, stijl: DrawingStyle, *, eigen: bool) -> None:
    kleur = stijl.kleuren.eigen if eigen else stijl.kleuren.groep
    punten_ = [(vlak.x(x), vlak.y(w)) for x, w in ((0.0, lijn.begin), (1.0, lijn.eind)) if w is not None]
    if len(punten_) == 2:
        pen.lijn(punten_, kleur, 2.2 if eigen else 1.3)
    for x, y in punten_:
        pen.stip(x, y, 4.2 if eigen else 2.6, kleur, stijl.kleuren.papier, 1.0)


def _numbers(pen: Pen, vlak: PlotArea, lijnen: tuple[Slope, ...], eenheid: Unit, stijl: DrawingStyle) -> None:
    """Values beside both ends of each line, kept apart; the group says that it is the group."""
    kleuren = stijl.kleuren
    for kant, x, anker in (("begin", vlak.x(0) - 8, "rechts"), ("eind", vlak.x(1) + 8, "links")):
        echte = [(getattr(lijn, kant), nummer == 0) for nummer, lijn in enumerate(lijnen)]
        echte = [(waarde, eigen) for waarde, eigen in echte if waarde is not None]
        hoogten = spread([vlak.y(waarde) for waarde, _ in echte], REGEL, vlak.onder, vlak.boven)
        for y, (waarde, eigen) in zip(hoogten, echte, strict=True):
            tekst = eenheid.getal(waarde) if eigen else f"{_short(lijnen[1])} {eenheid.getal(waarde)}"
            kleur = kleuren.eigen if eigen else kleuren.tekst_zacht
            pen.woord(x, y - 2.6, tekst, kleur, NORMAAL + (1 if eigen else 0), vet=eigen, anker=anker)  # type: ignore[arg-type]


def _short(groep: Slope) -> str:
    return "groep" if groep.soort == "gemiddeld" else "mediaan"


def _shown_range(bereik: tuple[float, float], eenheid: Unit) -> str:
    """How much of the scale the slope stands on."""
    van, tot = eenheid.schaal
    deel = "Schaal" if bereik[0] <= van and bereik[1] >= tot else "Een deel van de schaal"
    return f"{deel} {eenheid.tick(van)} tot {eenheid.tick(tot)}."


def _in_words(lijn: Slope, eenheid: Unit, reden: Reason | None) -> str:
    if lijn.begin is None or lijn.eind is None:
        return f"{lijn.naam}: {why(reden)}."
    wie = f"{lijn.naam}, {lijn.soort}" if lijn.soort else lijn.naam
    return f"{wie}: bij het begin {eenheid.met_eenheid(lijn.begin)}, bij het einde {eenheid.met_eenheid(lijn.eind)}."
