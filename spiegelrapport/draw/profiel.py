"""All head figures on one standard scale: how far each lies from the group's middle, in steps of the group's own spread."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from matplotlib.patches import Rectangle

from spiegelrapport.definitions.schema import Indicator
from spiegelrapport.draw.bron import Bron, Prent, kop, title
from spiegelrapport.draw.laag import Laag, Tekening
from spiegelrapport.draw.opname import record
from spiegelrapport.draw.pen import Pen
from spiegelrapport.draw.stijl import KLEIN, PT_PER_MM, Tekenstijl
from spiegelrapport.draw.vlak import Vlak, assen, figuur, punten
from spiegelrapport.draw.zetsel import breedte, inkorten
from spiegelrapport.dutch import opsomming
from spiegelrapport.model.publishable import Cijfer, GroepCel

UITERSTE = 3.0  # steps shown; what lies further out stands at the edge with an arrow
KWARTIEL = 0.6745  # of a normal distribution: from the middle to a quartile in standard deviations
NAMEN, CIJFERS = 150.0, 96.0  # widths of the columns of names and of numbers
BOVEN, ONDER = 13.0, 21.0
HOOGSTE = 13.0  # of a line, in points
GENOEG = 0.7  # share of the lines that the best fitting group must have


@dataclass(frozen=True, slots=True)
class Regel:
    """One indicator: its place in steps from the group's median."""

    naam: str
    plaats: float
    van: float
    tot: float
    eigen: str
    groep: str
    jaren: str  # '2024–2025' where the figure is over several
    buiten: bool  # outside what chance would do
    eerste: bool  # of its chapter


def maak(bron: Bron) -> Prent | None:
    """Beside the best fitting group, or the one that may show clearly more; as high as its lines need."""
    groepen = [(groep, tuple(_lines(bron, groep.id))) for groep in bron.publishable.groepen]
    meeste = max((len(regels) for _, regels in groepen), default=0)
    if meeste == 0:
        return None
    groep, regels = next((groep, regels) for groep, regels in groepen if len(regels) >= GENOEG * meeste)
    breedte, hoogte = bron.stijl.formaten.profiel
    hoogte = min(hoogte, round((len(regels) * HOOGSTE + BOVEN + ONDER) / PT_PER_MM, 1))
    alt = _in_words(regels, groep.naam, bron)
    return Prent(
        partial(teken, regels, groep.naam, bron.eigen_naam, (breedte, hoogte), bron.stijl), alt, (breedte, hoogte)
    )


def teken(
    regels: tuple[Regel, ...], groep: str, naam: str, maat_mm: tuple[float, float], stijl: Tekenstijl
) -> Tekening:
    maat = punten(maat_mm)
    vlak = area(maat)
    kleuren = stijl.kleuren
    pen = Pen(stijl, (0, maat[0]))
    hoogte = vlak.hoogte / len(regels)
    grootte = min(KLEIN + 0.6, hoogte * 0.86)
    pen.woord(vlak.rechts + 42, maat[1] - 7, naam, kleuren.eigen, KLEIN, vet=True, anker="rechts")
    pen.woord(maat[0], maat[1] - 7, "mediaan groep", kleuren.tekst_zacht, KLEIN, anker="rechts")
    for nummer, regel in enumerate(regels):
        y = vlak.boven - (nummer + 0.5) * hoogte
        if regel.eerste and nummer:
            pen.lijn([(0, y + hoogte / 2), (maat[0], y + hoogte / 2)], kleuren.lijn, 0.5)
        _draw_line(pen, vlak, y, regel, grootte, stijl)
    pen.woord(0, 2.2, f"Grijze band: de middelste helft van {groep}.", kleuren.tekst_zacht, KLEIN)
    return Tekening(*maat, (background(maat, stijl), pen.laag()))


def _draw_line(pen: Pen, vlak: Vlak, y: float, regel: Regel, grootte: float, stijl: Tekenstijl) -> None:
    kleuren = stijl.kleuren
    voet = y - grootte * 0.33
    jaren = f" ({regel.jaren})" if regel.jaren else ""
    naam = inkorten(regel.naam, stijl.gewoon, grootte, NAMEN - 8 - breedte(jaren, stijl.gewoon, grootte)) + jaren
    pen.woord(0, voet, naam, kleuren.tekst, grootte, vet=regel.buiten)
    van, tot, x = (vlak.x(max(-UITERSTE, min(UITERSTE, plek))) for plek in (regel.van, regel.tot, regel.plaats))
    pen.lijn([(van, y), (tot, y)], kleuren.eigen_midden, 1.4, rond=False)
    straal = min(3.0, grootte * 0.42)
    if abs(regel.plaats) > UITERSTE:
        _arrow(pen, x, y, straal, 1 if regel.plaats > 0 else -1, kleuren.eigen)
    else:
        pen.stip(x, y, straal, kleuren.eigen if regel.buiten else kleuren.papier, kleuren.eigen, 1.1)
    pen.woord(vlak.rechts + 42, voet, regel.eigen, kleuren.eigen, grootte, vet=True, anker="rechts")
    pen.woord(vlak.rechts + CIJFERS, voet, regel.groep, kleuren.tekst_zacht, grootte, anker="rechts")


def _arrow(pen: Pen, x: float, y: float, straal: float, kant: int, kleur: str) -> None:
    for schuif in (0.0, -3.0 * kant):
        punt = x + schuif
        pen.lijn([(punt - straal * kant, y + straal), (punt, y), (punt - straal * kant, y - straal)], kleur, 1.3)


def area(maat: tuple[float, float]) -> Vlak:
    breedte, hoogte = maat[0] - NAMEN - CIJFERS, maat[1] - BOVEN - ONDER
    return Vlak(NAMEN, ONDER, breedte, hoogte, (-UITERSTE - 0.15, UITERSTE + 0.15), (0, 1))


@lru_cache(maxsize=256)
def background(maat: tuple[float, float], stijl: Tekenstijl) -> Laag:
    """The group's middle and its middle half, and what left and right mean."""
    kleuren, vlak = stijl.kleuren, area(maat)
    fig = figuur(maat)
    ax = assen(fig, vlak)
    ax.add_patch(Rectangle((-KWARTIEL, 0), 2 * KWARTIEL, 1, facecolor=kleuren.groep_licht, linewidth=0))
    for stap in range(-int(UITERSTE), int(UITERSTE) + 1):
        dik, kleur = (1.0, kleuren.groep) if stap == 0 else (0.5, kleuren.lijn)
        ax.plot([stap, stap], [0, 1], color=kleur, linewidth=dik)
    woord: dict[str, Any] = {
        "va": "baseline",
        "color": kleuren.tekst_zacht,
        "font": stijl.gewoon,
        "fontsize": KLEIN,
        "parse_math": False,
    }
    for x, kant, tekst in (
        (vlak.links + 2, "left", "← lager dan de groep"),
        (vlak.rechts - 2, "right", "hoger dan de groep →"),
    ):
        fig.text(x / maat[0], 11.5 / maat[1], tekst, ha=kant, **woord)
    fig.text(vlak.x(0) / maat[0], (maat[1] - 7) / maat[1], "midden van de groep", ha="center", **woord)
    fig.text(1, 2.2 / maat[1], "Gevulde stip en vette naam: buiten wat je door toeval verwacht.", ha="right", **woord)
    return record(fig, stijl)


def _lines(bron: Bron, groep: str) -> Iterator[Regel]:
    for hoofdstuk in bron.definities.hoofdstukken:
        if hoofdstuk.soort == "kenmerken":
            continue
        eerste = True
        for code in hoofdstuk.indicatoren:
            indicator = bron.definities.indicatoren[code]
            regel = _line(bron, indicator, groep, eerste=eerste)
            if regel is not None:
                yield regel
                eerste = False


def _line(bron: Bron, indicator: Indicator, groep: str, *, eerste: bool) -> Regel | None:
    maat, eenheid = kop(indicator)
    cijfer = bron.cijfer(indicator.code, maat.code)
    cel = next((cel for cel in cijfer.groepen if cel.groep == groep), None) if cijfer else None
    if cijfer is None or cel is None:
        return None
    eigen, midden, stap = cijfer.eigen, cel.p50, _step(cel)
    if eigen.waarde is None or midden is None or stap is None:
        return None
    onder = eigen.waarde if eigen.onder is None else eigen.onder
    boven = eigen.waarde if eigen.boven is None else eigen.boven
    return Regel(
        naam=title(indicator),
        plaats=(eigen.waarde - midden) / stap,
        van=(onder - midden) / stap,
        tot=(boven - midden) / stap,
        eigen=eenheid.getal(eigen.waarde, eigen.grens),
        groep=eenheid.getal(midden),
        jaren=bron.verruimd(indicator.code),
        buiten=_outside(cijfer, groep),
        eerste=eerste,
    )


def _step(groep: GroepCel) -> float | None:
    """One standard deviation between zorgaanbieders, from the published quartiles."""
    if groep.p25 is None or groep.p75 is None or groep.p75 <= groep.p25:
        return None
    return (groep.p75 - groep.p25) / (2 * KWARTIEL)


def _outside(cijfer: Cijfer, groep: str) -> bool:
    return any(een.groep == groep and een.toestand in ("hoger", "lager") for een in cijfer.vergelijkingen)


def _in_words(regels: Sequence[Regel], groep: str, bron: Bron) -> str:
    delen = [
        f"{regel.naam}{f' ({regel.jaren})' if regel.jaren else ''} {regel.eigen}, mediaan van de groep {regel.groep}"
        for regel in regels
    ]
    buiten = [regel.naam for regel in regels if regel.buiten]
    slot = f"Buiten wat je door toeval verwacht: {opsomming(buiten)}." if buiten else ""
    begin = f"Profiel van {bron.eigen_naam.lower()} naast {groep}, {bron.jaar}: {len(regels)} indicatoren."
    return " ".join([begin, "; ".join(delen) + ".", slot]).strip()
