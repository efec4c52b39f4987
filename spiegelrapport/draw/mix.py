"""How a whole divides: one bar of stacked shares for the own organisation, one per group."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from spiegelrapport.definitions.schema import Indicator
from spiegelrapport.draw.bron import Bron, Prent, waarom
from spiegelrapport.draw.laag import Tekening
from spiegelrapport.draw.maatstaf import GRENZEN, Maatstaf, maatstaf
from spiegelrapport.draw.pen import Pen
from spiegelrapport.draw.stijl import KLEIN, NORMAAL, Tekenstijl
from spiegelrapport.draw.strook import LABEL, name_lane
from spiegelrapport.draw.tinten import contrast_text, tints
from spiegelrapport.draw.vlak import punten
from spiegelrapport.draw.woorden import aantal_zorgaanbieders, telling
from spiegelrapport.draw.zetsel import breedte
from spiegelrapport.dutch import opsomming
from spiegelrapport.model.publishable import Cijfer, GroepCel

DIK = 15.0
LUCHT = 5.5  # between two labels


@dataclass(frozen=True, slots=True)
class Balk:
    """One bar; a share is None where it is withheld."""

    naam: str
    onder: str
    delen: tuple[float | None, ...]
    grenzen: tuple[str, ...]  # "<" or ">" where only a bound may be told
    waarom: str = ""  # when nothing of it may be shown


def maak(bron: Bron, indicator: Indicator) -> Prent | None:
    gevonden = [(maat, bron.cijfer(indicator.code, maat.code)) for maat in indicator.maten]
    cijfers = [(maat, cijfer) for maat, cijfer in gevonden if cijfer is not None]
    if not cijfers:
        return None
    namen = tuple(maat.naam.lower() for maat, _ in cijfers)
    eenheid = maatstaf(indicator, cijfers[0][0])
    eerste = cijfers[0][1]
    eigen = tuple(cijfer.eigen.waarde for _, cijfer in cijfers)
    grenzen = tuple(cijfer.eigen.grens for _, cijfer in cijfers)
    balken = [
        Balk(
            bron.wie(indicator.code),
            telling(eerste.eigen.n, indicator.tellen),
            eigen,
            grenzen,
            waarom(eerste.eigen.reden),
        )
    ]
    for cel in eerste.groepen:
        cellen = [_cell(cijfer, cel.groep) for _, cijfer in cijfers]
        delen = tuple(een.gepoold if een else None for een in cellen)
        grenzen = tuple(een.grens if een else "" for een in cellen)
        balken.append(Balk(bron.groepsnaam(cel), aantal_zorgaanbieders(cel), delen, grenzen, waarom(cel.reden)))
    zinnen = [f"{indicator.naam}, {bron.over(indicator.code)}.", *(_in_words(balk, namen, eenheid) for balk in balken)]
    return Prent(partial(teken, tuple(balken), namen, eenheid, bron.stijl), " ".join(zinnen))


def teken(balken: tuple[Balk, ...], namen: tuple[str, ...], eenheid: Maatstaf, stijl: Tekenstijl) -> Tekening:
    maat = punten(stijl.formaten.kaart)
    pen = Pen(stijl, (0, maat[0]))
    stap = (maat[1] - 36) / len(balken)
    getoond = [balk for balk in balken if any(deel is not None for deel in balk.delen)]
    for nummer, balk in enumerate(balken):
        y = maat[1] - 36 - nummer * stap
        eigen = nummer == 0
        name_lane(pen, y + DIK / 2, balk.naam, balk.onder, stijl, eigen=eigen)
        if balk not in getoond:
            pen.woord(LABEL, y + DIK / 2 - 2.6, balk.waarom, stijl.kleuren.tekst_zacht, KLEIN)
            continue
        kleuren = tints(stijl.kleuren.eigen if eigen else stijl.kleuren.groep, len(namen), stijl.kleuren)
        _stack(pen, y, balk, kleuren, (LABEL, maat[0]), eenheid, stijl)
        if balk is getoond[0]:
            _header(pen, y + DIK, balk, namen, (LABEL, maat[0]), eenheid, stijl)
    return Tekening(*maat, (pen.laag(),))


def _stack(
    pen: Pen, y: float, balk: Balk, kleuren: Sequence[str], ruimte: tuple[float, float], eenheid: Maatstaf,
    stijl: Tekenstijl,
) -> None:  # fmt: skip
    breed = (ruimte[1] - ruimte[0]) / max(1.0, sum(deel or 0 for deel in balk.delen))
    x = ruimte[0]
    for deel, grens, kleur in zip(balk.delen, balk.grenzen, kleuren, strict=True):
        if not deel:
            continue
        pen.vlak(x + (0.7 if x > ruimte[0] else 0), y, x + deel * breed, y + DIK, kleur)
        tekst = eenheid.getal(deel, grens)
        if breedte(tekst, stijl.halfvet, NORMAAL) + 4 < deel * breed:
            inkt = contrast_text(kleur, stijl.kleuren)
            pen.woord(x + deel * breed / 2, y + DIK / 2 - 2.6, tekst, inkt, vet=True, anker="midden")
        x += deel * breed
    if ruimte[1] - x > 1 and any(deel is None for deel in balk.delen):
        pen.vlak(x + 0.7, y, ruimte[1], y + DIK, None, stijl.kleuren.tekst_zacht)
        pen.woord((x + ruimte[1]) / 2, y - 7.5, "niet getoond", stijl.kleuren.tekst_zacht, KLEIN, anker="midden")


def _header(
    pen: Pen, y: float, balk: Balk, namen: Sequence[str], ruimte: tuple[float, float], eenheid: Maatstaf,
    stijl: Tekenstijl,
) -> None:  # fmt: skip
    """The name of each part above the first bar, moved aside where parts are narrow, with a line to its part."""
    breed = (ruimte[1] - ruimte[0]) / max(1.0, sum(deel or 0 for deel in balk.delen))
    x, plekken = ruimte[0], []
    for naam, deel, grens in zip(namen, balk.delen, balk.grenzen, strict=True):
        klein = deel is not None and breedte(eenheid.getal(deel, grens), stijl.halfvet, NORMAAL) + 4 >= deel * breed
        tekst = f"{naam} {eenheid.getal(deel, grens)}" if deel is not None and klein else naam
        plekken.append((x + (deel or 0) * breed / 2, breedte(tekst, stijl.gewoon, KLEIN), tekst))
        x += (deel or 0) * breed
    midden = place([(plek, lengte) for plek, lengte, _ in plekken], ruimte)
    for (plek, _, tekst), hier in zip(plekken, midden, strict=True):
        pen.lijn([(plek, y + 0.5), (plek, y + 3), (hier, y + 8.5)], stijl.kleuren.tekst_zacht, 0.5)
        pen.woord(hier, y + 11.5, tekst, stijl.kleuren.tekst, KLEIN, anker="midden")


def place(plekken: Sequence[tuple[float, float]], ruimte: tuple[float, float]) -> list[float]:
    """Middles of labels (wanted middle, width) in order, pushed right and then left until none overlap."""
    midden: list[float] = []
    grens = ruimte[0] - LUCHT
    for plek, lengte in plekken:
        midden.append(max(plek, grens + LUCHT + lengte / 2))
        grens = midden[-1] + lengte / 2
    grens = ruimte[1] + LUCHT
    for nummer in range(len(plekken) - 1, -1, -1):
        lengte = plekken[nummer][1]
        midden[nummer] = min(midden[nummer], grens - LUCHT - lengte / 2)
        grens = midden[nummer] - lengte / 2
    return midden


def _cell(cijfer: Cijfer, groep: str) -> GroepCel | None:
    return next((cel for cel in cijfer.groepen if cel.groep == groep), None)


def _in_words(balk: Balk, namen: Sequence[str], eenheid: Maatstaf) -> str:
    delen = [
        f"{naam} {'niet getoond' if deel is None else GRENZEN[grens] + eenheid.getal(deel)}"
        for naam, deel, grens in zip(namen, balk.delen, balk.grenzen, strict=True)
    ]
    wie = f"{balk.naam} ({balk.onder})" if balk.onder else balk.naam
    if all(deel is None for deel in balk.delen):
        return f"{wie}: {balk.waarom}."
    return f"{wie}: {opsomming(delen)}."
