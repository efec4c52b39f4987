"""The right side of voor_na: how many clients changed how, or, without sourced categories, the change with its interval."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from spiegelrapport.definitions.schema import Indicator
from spiegelrapport.draw.axis_range import show_range, ticks
from spiegelrapport.draw.chart_source import MIDDLES, ChartSource, centre
from spiegelrapport.draw.chart_words import own_in_words
from spiegelrapport.draw.drawing_style import KLEIN, NORMAAL, DrawingStyle
from spiegelrapport.draw.pen import Pen
from spiegelrapport.draw.plot_area import PlotArea
from spiegelrapport.draw.text_layout import width_of
from spiegelrapport.dutch import opsomming
from spiegelrapport.figures.reasons import why
from spiegelrapport.figures.unit import Unit, unit_of
from spiegelrapport.model.publishable import Cijfer, GroepCel

CATEGORIEEN = ("hersteld", "verbeterd", "onveranderd", "verslechterd")
HERSTELD, VAN_WIE = CATEGORIEEN[0], "van boven de grens"  # only who began above the cut-off can recover
NAAM = 62.0  # width of the categories' names


class Aandeel(NamedTuple):
    """A share, or only a bound of it."""

    deel: float | None
    grens: str = ""


@dataclass(frozen=True, slots=True)
class Rij:
    """One category: own and group share."""

    naam: str
    cijfer: Cijfer
    groep: GroepCel | None = None  # of the group that is shown beside


@dataclass(frozen=True, slots=True)
class Kant:
    """One of the two forms: with rows, or with the change as a whole."""

    rijen: tuple[Rij, ...]
    verschil: Cijfer | None
    eenheid: Unit
    alt: str

    def teken(self, pen: Pen, vlak: PlotArea, stijl: DrawingStyle) -> None:
        if self.rijen:
            _categories(pen, vlak, self, stijl)
        elif self.verschil is not None:
            _change(pen, vlak, self.verschil, self.eenheid, stijl)


def make(bron: ChartSource, indicator: Indicator) -> Kant:
    maten = {maat.code: maat for maat in indicator.maten}
    rijen = _rows(bron, indicator, [code for code in CATEGORIEEN if code in maten])
    if any(rij.cijfer.eigen.waarde is not None for rij in rijen):
        eenheid = unit_of(indicator, maten[rijen[0].naam])
        return Kant(rijen, None, eenheid, _categories_in_words(bron, rijen, eenheid))
    maat = maten.get("verschil", indicator.maten[0])
    eenheid = unit_of(indicator, maat)
    verschil = bron.cijfer(indicator.code, maat.code)
    return Kant((), verschil, eenheid, _change_in_words(bron, verschil, eenheid, indicator.tellen))


def _rows(bron: ChartSource, indicator: Indicator, codes: Sequence[str]) -> tuple[Rij, ...]:
    """The categories beside the first group that may show any of them."""
    gevonden = [(code, cijfer) for code in codes if (cijfer := bron.cijfer(indicator.code, code)) is not None]
    for groep in bron.groepen(indicator.code):
        cellen = [next((cel for cel in cijfer.groepen if cel.groep == groep.id), None) for _, cijfer in gevonden]
        if any(cel is not None and cel.gepoold is not None for cel in cellen):
            return tuple(Rij(code, cijfer, cel) for (code, cijfer), cel in zip(gevonden, cellen, strict=True))
    return tuple(Rij(code, cijfer) for code, cijfer in gevonden)


def _categories(pen: Pen, vlak: PlotArea, kant: Kant, stijl: DrawingStyle) -> None:
    """Per category two bars from zero: own thick and coloured, the group's thin and grey under it."""
    kleuren = stijl.kleuren
    ruimte = vlak.breedte - NAAM - 26
    top = max([0.5, *(een.deel for rij in kant.rijen for een in _pair(rij) if een.deel is not None)])
    pen.woord(vlak.links, vlak.boven - 8, "Hoe veranderden cliënten?", kleuren.tekst)
    stap = (vlak.hoogte - 24) / len(kant.rijen)
    for nummer, rij in enumerate(kant.rijen):
        y = vlak.boven - 18 - nummer * stap
        eigen, groep = _pair(rij)
        pen.woord(vlak.links, y - (6.0 if rij.naam == HERSTELD else 8.2), rij.naam, kleuren.tekst)
        if rij.naam == HERSTELD:
            pen.woord(vlak.links, y - 15.2, VAN_WIE, kleuren.tekst_zacht, KLEIN)
        _bar(pen, vlak.links + NAAM, y - 9.5, 7.5, eigen, ruimte / top, kant.eenheid, stijl, eigen=True)
        if groep.deel is not None:
            _bar(pen, vlak.links + NAAM, y - 16.5, 5.0, groep, ruimte / top, kant.eenheid, stijl, eigen=False)
    grijs = any(_pair(rij)[1].deel is not None for rij in kant.rijen)
    uitleg = "kleur: jouw organisatie; grijs: groep" if grijs else "van de groep zijn geen aandelen te tonen"
    pen.woord(vlak.rechts, 2.2, uitleg, kleuren.tekst_zacht, KLEIN, anker="rechts")


def _bar(
    pen: Pen, x: float, y: float, dik: float, aandeel: Aandeel, schaal: float, eenheid: Unit, stijl: DrawingStyle,
    *, eigen: bool,
) -> None:  # fmt: skip
    kleuren, (deel, grens) = stijl.kleuren, aandeel
    nadruk = eigen and deel is not None
    lengte = (deel or 0.0) * schaal
    if lengte:
        pen.vlak(x, y, x + lengte, y + dik, kleuren.eigen if eigen else kleuren.groep_midden)
    tekst = "niet getoond" if deel is None else eenheid.getal(deel, grens)
    grootte = NORMAAL if nadruk else KLEIN
    kleur = kleuren.eigen if nadruk else kleuren.tekst_zacht
    pen.woord(x + lengte + 4, y + dik / 2 - grootte * 0.33, tekst, kleur, grootte, vet=nadruk)


def _change(pen: Pen, vlak: PlotArea, cijfer: Cijfer, eenheid: Unit, stijl: DrawingStyle) -> None:
    """The change from begin to end: own with its interval, the group under it, and zero."""
    kleuren, eigen = stijl.kleuren, cijfer.eigen
    midden, soort, _ = _middle(cijfer)
    waarden = [0.0, eigen.waarde, eigen.onder, eigen.boven, midden]
    as_ = PlotArea(vlak.links + 6, 27, vlak.breedte - 18, vlak.hoogte - 45, show_range(waarden, None, eenheid.schaal))
    pen.woord(vlak.links, vlak.boven - 8, "Verschil: eindscore min beginscore", kleuren.tekst)
    for waarde in ticks(as_.x_bereik, 4):
        pen.lijn([(as_.x(waarde), as_.onder), (as_.x(waarde), as_.boven)], kleuren.lijn, 0.5, rond=False)
        pen.woord(as_.x(waarde), as_.onder - 9.5, eenheid.tick(waarde), kleuren.tekst_zacht, KLEIN, anker="midden")
    pen.lijn([(as_.x(0), as_.onder), (as_.x(0), as_.boven)], kleuren.tekst_zacht, 1.0, rond=False)
    hoog, laag = as_.onder + as_.hoogte * 0.66, as_.onder + as_.hoogte * 0.22
    if midden is not None:
        pen.stip(as_.x(midden), laag, 3.2, kleuren.groep)
        tekst = f"{'groep' if soort == 'gemiddeld' else soort} {eenheid.getal(midden)}"
        # never into the slope's own numbers, at the left
        plek = max(as_.x(midden), vlak.links + width_of(tekst, stijl.gewoon, KLEIN) / 2)
        pen.woord(plek, laag + 6, tekst, kleuren.tekst_zacht, KLEIN, anker="midden", grond=kleuren.papier)
    if eigen.waarde is None:
        pen.woord(as_.links, hoog, why(eigen.reden), kleuren.tekst_zacht, KLEIN)
        return
    if eigen.onder is not None and eigen.boven is not None:
        pen.lijn([(as_.x(eigen.onder), hoog), (as_.x(eigen.boven), hoog)], kleuren.eigen_midden, 3.2, rond=False)
    pen.stip(as_.x(eigen.waarde), hoog, 4.6, kleuren.eigen, kleuren.papier, 1.0)
    pen.woord(
        as_.x(eigen.waarde), hoog + 7.5, eenheid.met_eenheid(eigen.waarde), kleuren.eigen, vet=True, anker="midden"
    )


def _pair(rij: Rij) -> tuple[Aandeel, Aandeel]:
    """Own and group."""
    eigen = rij.cijfer.eigen
    groep = Aandeel(rij.groep.gepoold, rij.groep.grens) if rij.groep else Aandeel(None)
    return Aandeel(eigen.waarde, eigen.grens), groep


def _categories_in_words(bron: ChartSource, rijen: tuple[Rij, ...], eenheid: Unit) -> str:
    zelf, groep = ([_share(rij.naam, _pair(rij)[wie], eenheid) for rij in rijen] for wie in (0, 1))
    zin = f"Verandering bij {bron.eigen_naam.lower()}: {opsomming(zelf)}."
    cel = next((rij.groep for rij in rijen if rij.groep is not None), None)
    return zin if cel is None else f"{zin} {bron.groepsnaam(cel)}: {opsomming(groep)}."


def _share(naam: str, aandeel: Aandeel, eenheid: Unit) -> str:
    if aandeel.deel is None:
        return f"{naam} niet getoond"
    wie = f" ({VAN_WIE})" if naam == HERSTELD else ""
    return f"{naam}{wie} {eenheid.met_eenheid(aandeel.deel, aandeel.grens)}"


def _change_in_words(bron: ChartSource, cijfer: Cijfer | None, eenheid: Unit, tellen: str) -> str:
    if cijfer is None:
        return ""
    zin = own_in_words(f"Verschil (eindscore min beginscore), {bron.eigen_naam.lower()}", cijfer.eigen, eenheid, tellen)
    midden, soort, groep = _middle(cijfer)
    if midden is None or groep is None:
        return zin
    return f"{zin} {bron.groepsnaam(groep)}, {soort}: {eenheid.met_eenheid(midden)}."


def _middle(cijfer: Cijfer) -> tuple[float | None, str, GroepCel | None]:
    """The middle of the best fitting group that may show one, and of which kind it is."""
    for cel in cijfer.groepen:
        for soort in MIDDLES:
            midden = centre(cel, soort)
            if midden is not None:
                return midden, soort, cel
    return None, "", None
