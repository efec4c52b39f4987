"""The own value within what chance alone would do at the own number: limits of 95% and 99,8% around each group."""

from dataclasses import dataclass
from functools import partial

from spiegelrapport.definitions.schema import Indicator
from spiegelrapport.draw import spreiding
from spiegelrapport.draw.bereik import show_range
from spiegelrapport.draw.bron import Bron, Prent, kop, title
from spiegelrapport.draw.laag import Tekening
from spiegelrapport.draw.maatstaf import GRENZEN, Maatstaf
from spiegelrapport.draw.pen import Pen
from spiegelrapport.draw.stijl import KLEIN, Tekenstijl
from spiegelrapport.draw.strook import BAND, axis_layer, draw_own, lane_area, lanes, name_lane
from spiegelrapport.draw.vlak import Vlak, punten
from spiegelrapport.draw.woorden import aantal_zorgaanbieders, eigen_in_woorden, telling
from spiegelrapport.model.publishable import Cel, GroepCel, Vergelijking

UITLEG = "Band: bij jouw aantal valt 95% (donker) of 99,8% (licht) door toeval hierbinnen."
TOESTANDEN = {
    "binnen": "binnen wat je door toeval verwacht",
    "hoger": "hoger dan je door toeval verwacht",
    "lager": "lager dan je door toeval verwacht",
}


@dataclass(frozen=True, slots=True)
class Toeval:
    """One lane: a group's value and the limits around it at the own number."""

    naam: str
    cel: GroepCel
    grenzen: Vergelijking


def maak(bron: Bron, indicator: Indicator) -> Prent | None:
    """Where no limits may be shown, what may be shown of the groups takes their place."""
    maat, maatstaf = kop(indicator)
    cijfer = bron.cijfer(indicator.code, maat.code)
    if cijfer is None or cijfer.eigen.waarde is None:
        return spreiding.maak(bron, indicator)
    bij = {vergelijking.groep: vergelijking for vergelijking in cijfer.vergelijkingen if vergelijking.kans95}
    banen = tuple(Toeval(bron.groepsnaam(cel), cel, bij[cel.groep]) for cel in cijfer.groepen if cel.groep in bij)
    if not banen:
        return spreiding.maak(bron, indicator)
    eigen = cijfer.eigen
    grenzen = [waarde for baan in banen for paar in _limits(baan) for waarde in paar]
    doelen = [baan.cel.gepoold for baan in banen]
    alle = [eigen.waarde, eigen.onder, eigen.boven, *grenzen, *doelen]
    bereik = show_range(alle, None, maatstaf.schaal, maatstaf.least_range(alle))
    alt = " ".join(
        [
            f"{title(indicator)}, {bron.over(indicator.code)}.",
            eigen_in_woorden(bron.wie(indicator.code), eigen, maatstaf, indicator.tellen),
            *(_in_words(baan, maatstaf) for baan in banen),
            maatstaf.reikwijdte(bereik),
        ]
    ).strip()
    return Prent(
        partial(teken, banen, bereik, maatstaf, bron.wie(indicator.code), eigen, indicator.tellen, bron.stijl), alt
    )


def teken(
    banen: tuple[Toeval, ...],
    bereik: tuple[float, float],
    maatstaf: Maatstaf,
    naam: str,
    eigen: Cel,
    tellen: str,
    stijl: Tekenstijl,
) -> Tekening:
    """The limits hang on the own number, so only the axis is shared between reports."""
    maat = punten(stijl.formaten.kaart)
    vlak = lane_area(maat, bereik)
    hoogte, plaatsen = lanes(len(banen), vlak.hoogte)
    pen = Pen(stijl, (0, maat[0]))
    name_lane(pen, vlak.onder + hoogte, naam, telling(eigen.n, tellen), stijl, eigen=True)
    for plaats, baan in zip(plaatsen, banen, strict=True):
        name_lane(pen, vlak.onder + plaats, baan.naam, aantal_zorgaanbieders(baan.cel), stijl)
        _draw_limits(pen, vlak, vlak.onder + plaats, baan, maatstaf, stijl)
    draw_own(pen, vlak, vlak.onder + hoogte, eigen, maatstaf, stijl, [vlak.onder + plaats for plaats in plaatsen])
    onderschrift = f"{UITLEG} {maatstaf.reikwijdte(bereik)}".strip()
    return Tekening(*maat, (axis_layer(bereik, maatstaf, onderschrift, stijl), pen.laag()))


def _draw_limits(pen: Pen, vlak: Vlak, y: float, baan: Toeval, maatstaf: Maatstaf, stijl: Tekenstijl) -> None:
    kleuren = stijl.kleuren
    for (van, tot), kleur in zip(_limits(baan), (kleuren.groep_licht, kleuren.groep_midden), strict=False):
        pen.vlak(vlak.x(van), y - BAND, vlak.x(tot), y + BAND, kleur)
    doel = baan.cel.gepoold
    if doel is not None:
        pen.lijn([(vlak.x(doel), y - BAND), (vlak.x(doel), y + BAND)], kleuren.groep, 1.6, rond=False)
        tekst = f"gemiddeld {maatstaf.getal(doel, baan.cel.grens)}"
        pen.woord(vlak.x(doel), y + BAND + 3.2, tekst, kleuren.tekst_zacht, KLEIN, anker="midden", grond=kleuren.papier)


def _limits(baan: Toeval) -> list[tuple[float, float]]:
    """Widest first, so that the narrower one is drawn over it."""
    return [paar for paar in (baan.grenzen.kans998, baan.grenzen.kans95) if paar]


def _in_words(baan: Toeval, maatstaf: Maatstaf) -> str:
    van, tot = baan.grenzen.kans95 or (0.0, 0.0)
    gemiddeld = (
        f"gemiddeld {GRENZEN[baan.cel.grens]}{maatstaf.getal(baan.cel.gepoold)}, "
        if baan.cel.gepoold is not None
        else ""
    )
    plaats = f" Jouw uitkomst is {TOESTANDEN[baan.grenzen.toestand]}." if baan.grenzen.toestand else ""
    tussen = f"tussen {maatstaf.getal(van)} en {maatstaf.getal(tot)}"
    return f"{baan.naam}: {gemiddeld}door toeval valt 95% van de uitkomsten bij dit aantal {tussen}.{plaats}"
