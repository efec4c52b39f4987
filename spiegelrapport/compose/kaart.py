"""One indicator (and those that share its place) -> the card that a page shows of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spiegelrapport import dutch
from spiegelrapport.compose import wording
from spiegelrapport.compose.lezing import Figuur, Lezing
from spiegelrapport.definitions.schema import Indicator
from spiegelrapport.model.document import Grafiek, Grafieken, GrafiekSleutel
from spiegelrapport.model.publishable import GroepCel

NAAM_PRESTATIE = {"kort": "Kort", "middel": "Middel", "intensief": "Intensief", "chronisch": "Chronisch"}
NAAM_SOORT = {
    "aandeel": "Aandeel",
    "verhouding": "Aandeel",
    "gemiddelde": "Gemiddelde",
    "mediaan": "Mediaan",
    "verschil": "Verschil",
    "telling": "Aantal",
}
KORTE_GROEP = "vergelijkbaar"
ALLE = "allen"
LANGSTE_RICHTING = 105  # three small lines
IN_DE_GRAFIEK = {  # maten that the chart itself writes out
    "voor_na": {"begin", "eind", "hersteld", "verbeterd", "onveranderd", "verslechterd"}
}
NAAM_PER_REGEL = 25  # characters
MEESTE_REGELS = 8  # what the card has room for


@dataclass(frozen=True, slots=True)
class Regel:
    """One row of a card's table: an own figure and the same figure of the groups."""

    naam: str
    eigen: str
    n: str
    groepen: tuple[str, ...]
    soort: str = "cijfer"  # "hoofd", "helft", "cijfer" or "prestatie"


@dataclass(frozen=True, slots=True)
class Kaart:
    """Everything one card shows, in the order of its anatomy."""

    code: str
    naam: str
    vraag: str
    maat: str  # which of the indicator's figures this is, where that is not plain
    waarde: str
    eenheid: str
    marge: str
    telling: str
    grafiek: Grafiek | None
    zin: str
    trend: Grafiek | None
    trendzin: str
    groepnamen: tuple[str, ...]
    regels: tuple[Regel, ...]
    richting: str  # what a higher or lower value means
    voet: str  # period, missing, excluded
    vragen: tuple[str, ...]


def maak_kaart(code: str, samen: tuple[str, ...], lezing: Lezing, grafieken: Grafieken) -> Kaart | None:
    """The card of `code`, with the figures of `samen` in its table; None when the own figure is withheld."""
    figuur = lezing.hoofd(code)
    if figuur is None or figuur.eigen.waarde is None:
        return None
    indicator, publishable = figuur.indicator, lezing.publishable
    drempels = publishable.ronde.drempels
    return Kaart(
        code=code,
        naam=indicator.naam,
        vraag=indicator.vraag,
        waarde=figuur.weergave.getal(figuur.eigen.waarde),
        maat=figuur.maat.naam if len(indicator.maten) > 1 and not indicator.instrument else "",
        eenheid="" if figuur.weergave.procenten or figuur.weergave.eenheid == "cijfer" else figuur.weergave.eenheid,
        marge=_marge(figuur),
        telling=wording.telling(figuur.eigen, figuur),
        grafiek=grafieken.get(GrafiekSleutel(indicator.grafiek, code)),
        zin=wording.kaartzin(figuur, lezing.eerste_groep, aanspreking(lezing), drempels),
        trend=grafieken.get(GrafiekSleutel("trend", code)),
        trendzin=wording.trendzin(figuur, lezing.jaren(code), publishable.ronde.verslagjaar),
        groepnamen=groepnamen(lezing),
        regels=_regels(figuur, samen, lezing),
        richting=_eerste_zin(indicator.richting_uitleg),
        voet=_voet(figuur, lezing),
        vragen=kies_vragen(figuur, lezing)[:1],
    )


def aanspreking(lezing: Lezing) -> wording.Aanspreking:
    return wording.SAMEN if lezing.samen else wording.EIGEN


def groepnamen(lezing: Lezing) -> tuple[str, ...]:
    """Short names for table headings: the group that fits, and everybody."""
    return tuple("alle" if groep.id == ALLE else KORTE_GROEP for groep in lezing.publishable.groepen)


def kies_vragen(figuur: Figuur, lezing: Lezing) -> tuple[str, ...]:
    """Open questions that suit what the figure shows: those for a higher or lower figure first."""
    groep = lezing.eerste_groep
    vergelijking = figuur.vergelijking(groep.id) if groep else None
    toestand = vergelijking.toestand if vergelijking else None
    eerst = {"hoger": figuur.indicator.vragen_hoger, "lager": figuur.indicator.vragen_lager}.get(str(toestand), ())
    return tuple(dict.fromkeys((*eerst, *figuur.indicator.vragen)))


def _eerste_zin(tekst: str) -> str:
    """The first sentence: what fits on a card; the whole text is among the definitions."""
    zin = re.split(r"(?<=[.!?]) (?=[A-ZÀ-Ý])", tekst, maxsplit=1)[0]
    return zin if len(zin) <= LANGSTE_RICHTING else zin.split(":")[0].removesuffix(".") + "."


def _marge(figuur: Figuur) -> str:
    cel = figuur.eigen
    return figuur.weergave.marge(cel.onder, cel.boven) if cel.onder is not None and cel.boven is not None else ""


def _regels(figuur: Figuur, samen: tuple[str, ...], lezing: Lezing) -> tuple[Regel, ...]:
    indicator = figuur.indicator
    in_grafiek = IN_DE_GRAFIEK.get(indicator.grafiek, set())
    andere = [lezing.maat(indicator.code, maat.code) for maat in indicator.maten[1:] if maat.code not in in_grafiek]
    mee = [lezing.hoofd(code) for code in samen if code in lezing.definities.indicatoren]
    regels = [
        _regel(
            indicator.maten[0].naam if len(indicator.maten) > 1 else NAAM_SOORT[figuur.maat.soort],
            figuur,
            lezing,
            "hoofd",
        ),
        *_middelste_helft(figuur, lezing),
        *(_regel(f.maat.naam, f, lezing) for f in andere if f is not None),
        *(_regel(f.indicator.naam, f, lezing) for f in mee if f is not None),
        *(_regel(NAAM_PRESTATIE[g], f, lezing, "prestatie") for g, f in lezing.prestaties(indicator.code)),
    ]
    return _within_room(regels)


def _within_room(regels: Sequence[Regel]) -> tuple[Regel, ...]:
    """As many rows as the card has room for; a long name takes two lines."""
    lijnen, gekozen = 0, []
    for regel in regels:
        lijnen += 1 + len(regel.naam) // NAAM_PER_REGEL
        if lijnen <= MEESTE_REGELS:
            gekozen.append(regel)
    return tuple(gekozen)


def _regel(naam: str, figuur: Figuur, lezing: Lezing, soort: str = "cijfer") -> Regel:
    cel = figuur.eigen
    return Regel(
        naam=naam,
        eigen="–" if cel.waarde is None else figuur.weergave.getal(cel.waarde),
        n="" if cel.n is None or cel.waarde is None else dutch.getal(cel.n),
        groepen=tuple(_groepcel(figuur, figuur.groep(groep.id)) for groep in lezing.publishable.groepen),
        soort=soort,
    )


def _groepcel(figuur: Figuur, groep: GroepCel | None) -> str:
    waarde = wording.groepswaarde(groep)
    if groep is None or waarde is None:
        return "–"
    return (f"{groep.grens} " if groep.grens else "") + figuur.weergave.getal(waarde)


def _middelste_helft(figuur: Figuur, lezing: Lezing) -> tuple[Regel, ...]:
    """The middle half of the organisations, where a group publishes it."""
    delen = [_helft(figuur, figuur.groep(groep.id)) for groep in lezing.publishable.groepen]
    return (Regel("middelste helft", "", "", tuple(delen), "helft"),) if any(deel != "–" for deel in delen) else ()


def _helft(figuur: Figuur, groep: GroepCel | None) -> str:
    if groep is None or groep.p25 is None or groep.p75 is None:
        return "–"
    onder, boven = figuur.weergave.getal(groep.p25), figuur.weergave.getal(groep.p75)
    return f"{onder.removesuffix('%')}–{boven}" if groep.p25 >= 0 else f"{onder} tot {boven}"


def _voet(figuur: Figuur, lezing: Lezing) -> str:
    cel, delen = figuur.eigen, [f"Periode {figuur.cijfer.sleutel.periode}"]
    if lezing.publishable.ronde.minuten and figuur.indicator.eenheid == "minuten":
        delen.append(f"minuten: {lezing.publishable.ronde.minuten}")
    if cel.ontbrekend:
        delen.append(f"{dutch.getal(cel.ontbrekend)} zonder waarde")
    if cel.uitgesloten:
        delen.append(f"{dutch.getal(cel.uitgesloten)} uitgesloten")
    return " · ".join(delen)


def respons_regel(indicator: Indicator, lezing: Lezing) -> str:
    """A small indicator as one line, e.g. 'Respons: 61% (vergelijkbaar 58%, alle 55%)'."""
    figuur = lezing.hoofd(indicator.code)
    if figuur is None or figuur.eigen.waarde is None:
        return ""
    namen = groepnamen(lezing)
    delen = [
        f"{naam} {_groepcel(figuur, figuur.groep(groep.id))}"
        for naam, groep in zip(namen, lezing.publishable.groepen, strict=True)
    ]
    tussen = f" ({', '.join(delen)})" if delen else ""
    return f"{indicator.naam}: {figuur.weergave.met_eenheid(figuur.eigen.waarde)}{tussen}"
