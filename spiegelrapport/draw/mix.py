"""How a whole divides: a bar per part for the own organisation, with the group's share as a line across it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from spiegelrapport.definitions.schema import Indicator
from spiegelrapport.draw.chart_source import Chart, ChartSource
from spiegelrapport.draw.chart_words import telling
from spiegelrapport.draw.drawing_style import NORMAAL, PT_PER_MM, DrawingStyle
from spiegelrapport.draw.layer import Drawing
from spiegelrapport.draw.pen import Pen
from spiegelrapport.draw.plot_area import points
from spiegelrapport.draw.text_layout import shorten
from spiegelrapport.dutch import opsomming
from spiegelrapport.figures.reasons import why
from spiegelrapport.figures.unit import BOUNDS, Unit, unit_of
from spiegelrapport.model.publishable import Cel, Cijfer, GroepCel, GroepUitleg, Reason

REGEL = 21.0  # points a part
KOP = 15.0  # the line of headings
DIK = 12.0
GETALLEN, GROEP = 26.0, 50.0  # widths of the columns of numbers
NAMEN = 0.34  # share of the width that the names take
GENOEG = 0.7  # share of the parts that the best fitting group must have


@dataclass(frozen=True, slots=True)
class Share:
    """One part: own share and the group's, as they may be told."""

    naam: str
    eigen: float | None
    eigen_tekst: str
    groep: float | None
    groep_tekst: str


def make(bron: ChartSource, indicator: Indicator) -> Chart | None:
    gevonden = [(maat.naam, bron.cijfer(indicator.code, maat.code)) for maat in indicator.maten]
    cijfers = [(naam, cijfer) for naam, cijfer in gevonden if cijfer is not None]
    if not any(cijfer.eigen.waarde is not None for _, cijfer in cijfers):
        return None
    eenheid = unit_of(indicator, indicator.maten[0])
    groep = _group(bron.publishable.groepen, [cijfer for _, cijfer in cijfers])
    delen = tuple(_part(naam, cijfer, groep.id if groep else "", eenheid) for naam, cijfer in cijfers)
    breed = bron.stijl.formaten.trend[0]
    maat_mm = breed, round((KOP + REGEL * len(delen)) / PT_PER_MM, 1)
    alt = f"{indicator.naam}, {bron.over(indicator.code)}. {_in_words(delen, cijfers[0][1].eigen, groep, bron, indicator)}"
    kort = _short(groep, bron.publishable.groepen)
    return Chart(partial(paint, delen, kort, maat_mm, bron.stijl), alt, maat_mm)


def paint(delen: tuple[Share, ...], groep: str, maat_mm: tuple[float, float], stijl: DrawingStyle) -> Drawing:
    maat, kleuren = points(maat_mm), stijl.kleuren
    pen = Pen(stijl, (0, maat[0]))
    links, rechts = maat[0] * NAMEN, maat[0] - GETALLEN - GROEP
    meeste = max(waarde for deel in delen for waarde in (deel.eigen, deel.groep, 0.01) if waarde is not None)
    pen.woord(rechts + GETALLEN, maat[1] - 8, "eigen", kleuren.eigen, NORMAAL, vet=True, anker="rechts")
    if groep:
        pen.woord(maat[0], maat[1] - 8, groep, kleuren.tekst_zacht, NORMAAL, anker="rechts")
    for nummer, deel in enumerate(delen):
        y = maat[1] - KOP - (nummer + 0.5) * REGEL
        voet = y - NORMAAL * 0.33
        pen.woord(0, voet, shorten(deel.naam, stijl.gewoon, NORMAAL, links - 6), kleuren.tekst, NORMAAL)
        if deel.eigen is not None:
            pen.vlak(links, y - DIK / 2, links + deel.eigen / meeste * (rechts - links), y + DIK / 2, kleuren.eigen)
        if deel.groep is not None:
            x = links + deel.groep / meeste * (rechts - links)
            pen.lijn([(x, y - REGEL / 2 + 1), (x, y + REGEL / 2 - 1)], kleuren.papier, 3.4, rond=False)
            pen.lijn([(x, y - REGEL / 2 + 1), (x, y + REGEL / 2 - 1)], kleuren.groep, 1.6, rond=False)
        pen.woord(rechts + GETALLEN, voet, deel.eigen_tekst, kleuren.eigen, NORMAAL, vet=True, anker="rechts")
        pen.woord(maat[0], voet, deel.groep_tekst, kleuren.tekst_zacht, NORMAAL, anker="rechts")
    pen.lijn([(links, 0), (links, maat[1] - KOP)], kleuren.tekst_zacht, 0.7)
    return Drawing(*maat, (pen.laag(),))


def _group(groepen: Sequence[GroepUitleg], cijfers: Sequence[Cijfer]) -> GroepUitleg | None:
    """The best fitting group, or the one that may show clearly more parts."""
    getoond = [(groep, sum(_cell(cijfer, groep.id) is not None for cijfer in cijfers)) for groep in groepen]
    meeste = max((aantal for _, aantal in getoond), default=0)
    return next((groep for groep, aantal in getoond if aantal and aantal >= GENOEG * meeste), None)


def _short(groep: GroepUitleg | None, groepen: Sequence[GroepUitleg]) -> str:
    """As the tables head their columns."""
    if groep is None:
        return ""
    return "vergelijkbaar" if len(groepen) > 1 and groep is groepen[0] else "alle"


def _cell(cijfer: Cijfer, groep: str) -> GroepCel | None:
    """The group's cell, when its pooled share may be told."""
    return next((cel for cel in cijfer.groepen if cel.groep == groep and cel.gepoold is not None), None)


def _part(naam: str, cijfer: Cijfer, groep: str, eenheid: Unit) -> Share:
    eigen, cel = cijfer.eigen, _cell(cijfer, groep)
    eigen_tekst = "–" if eigen.waarde is None else eenheid.getal(eigen.waarde, eigen.grens)
    gepoold = cel.gepoold if cel else None
    groep_tekst = "–" if cel is None or gepoold is None else eenheid.getal(gepoold, cel.grens)
    return Share(naam, eigen.waarde, eigen_tekst, gepoold, groep_tekst)


def _in_words(
    delen: Sequence[Share], eigen: Cel, groep: GroepUitleg | None, bron: ChartSource, indicator: Indicator
) -> str:
    wie = bron.wie(indicator.code)
    wie = f"{wie} ({telling(eigen.n, indicator.tellen)})" if eigen.n else wie
    zelf = opsomming([_told(deel.naam, deel.eigen_tekst) for deel in delen])
    if groep is None:
        return f"{wie}: {zelf}. De groep: {why(Reason.WEGGELATEN)}."
    return f"{wie}: {zelf}. {groep.naam}: {opsomming([_told(deel.naam, deel.groep_tekst) for deel in delen])}."


def _told(naam: str, tekst: str) -> str:
    """'65 jaar en ouder minder dan 2%'."""
    voluit = "niet getoond" if tekst == "–" else BOUNDS.get(tekst[0], "") + tekst.lstrip("<> \N{NO-BREAK SPACE}")
    return f"{naam[0].lower()}{naam[1:]} {voluit}"
