"""Round, definitions and methods -> the appendix: every setting, rule and way of computing, in words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields

from spiegelrapport import dutch
from spiegelrapport.compose.hoofdstukken import Hoofdstukblok
from spiegelrapport.compose.lezing import Lezing
from spiegelrapport.definitions.schema import Indicator
from spiegelrapport.model.publishable import MethodeRegel
from spiegelrapport.model.ronde import Drempels, Groepsregel


@dataclass(frozen=True, slots=True)
class Instelling:
    """One setting of the round as readers see it."""

    naam: str
    waarde: str


@dataclass(frozen=True, slots=True)
class Definitieregel:
    """One indicator's definition with its source."""

    naam: str
    definitie: str
    bron: str
    grenzen: str  # how its chance limits were widened


DREMPELWOORDEN = {
    "trajecten_rapport": ("Eigen rapport: trajecten in twee jaar, vanaf", "{:g}"),
    "clienten_per_cijfer": ("Waarnemingen per eigen cijfer, vanaf", "{:g}"),
    "verruimen_jaren": ("Jaren samen als het verslagjaar te weinig heeft", "{:g}"),
    "zorgaanbieders_per_groep": ("Zorgaanbieders per groep, vanaf", "{:g}"),
    "zorgaanbieders_kwantielen": ("Zorgaanbieders voor kwantielen, vanaf", "{:g}"),
    "aandeel_grootste": ("Aandeel van één zorgaanbieder, hooguit", "%"),
    "p_procent": ("Ruimte bij optellingen (p%-regel)", "{:g}%"),
    "coalitie": ("Keurmerkdragers die kennis delen", "{:g}"),
    "bescherming": ("Ruimte om een verborgen cijfer (van de schaal)", "%"),
    "uitgesloten_maximaal": ("Uitgesloten rijen: akkoord nodig boven", "%"),
    "marge_meting_dagen": ("Meting rond begin of einde, binnen", "{:g} dagen"),
    "cqi_deel_items": ("Beantwoorde vragen per CQi-schaal, vanaf", "%"),
    "sprong": ("Vraag bij verandering met vorig jaar, vanaf", "%"),
    "betrouwbaar_beschrijven": ("Alleen beschrijven bij betrouwbaarheid onder", "2"),
    "betrouwbaar_vergelijken": ("Vergelijken bij betrouwbaarheid vanaf", "2"),
}


def instellingen(lezing: Lezing) -> tuple[Instelling, ...]:
    """Every setting of the round: a new field of Drempels without words is an error, not a gap."""
    ronde = lezing.publishable.ronde
    vooraf = (
        Instelling("Verslagjaar", str(ronde.verslagjaar)),
        Instelling("Jaren in de trends", f"{ronde.eerste_jaar} tot en met {ronde.verslagjaar}"),
        Instelling("Peildatum", dutch.datum(ronde.peildatum)),
        Instelling("Behandelminuten", ronde.minuten),
        Instelling("Uitgave", ronde.versie),
        Instelling("Te kleine groepen samenvoegen", _samenvoegen(ronde.benchmarkgroepen)),
    )
    return (*vooraf, *(_drempel(ronde.drempels, veld.name) for veld in fields(Drempels)))


def _samenvoegen(regels: Sequence[Groepsregel]) -> str:
    """Which rules merge their groups, of those that can; by code, as in ronde.toml."""
    kan = [regel for regel in regels if regel.regel in ("kolom", "banden")]
    niet = [regel.code for regel in kan if not regel.samenvoegen]
    if len(niet) == len(kan):
        return "nee"
    return f"ja, niet bij {dutch.opsomming(niet)}" if niet else "ja"


def _drempel(drempels: Drempels, naam: str) -> Instelling:
    woorden, vorm = DREMPELWOORDEN[naam]
    waarde = float(getattr(drempels, naam))
    if naam == "verruimen_jaren" and waarde < 2:
        return Instelling(woorden, "nooit")
    if vorm == "%":
        return Instelling(woorden, dutch.procent(waarde))
    if vorm == "2":
        return Instelling(woorden, dutch.getal(waarde, 2))
    return Instelling(woorden, vorm.replace("{:g}", dutch.getal(waarde)))


def definitieregels(lezing: Lezing, hoofdstukken: tuple[Hoofdstukblok, ...]) -> tuple[Definitieregel, ...]:
    """The full definitions of the indicators this report shows, also those that share a card."""
    getoond = _getoond(lezing, hoofdstukken)
    gezien: set[str] = set()
    return tuple(
        Definitieregel(
            i.naam,
            _new_sentences(i.definitie, gezien),
            _new_sentences(f"Bron: {i.herkomst.bron}.", gezien),
            _grenzen(i.code, lezing),
        )
        for i in getoond
    )


def _new_sentences(definitie: str, gezien: set[str]) -> str:
    """The sentences not printed before: what holds for many indicators stands once, at the first."""
    zinnen = re.split(r"(?<=[.!?]) (?=[A-ZÀ-Ý])", definitie)
    nieuw = [zin for zin in zinnen if zin not in gezien]
    gezien.update(zinnen)
    return " ".join(nieuw)


def _getoond(lezing: Lezing, hoofdstukken: tuple[Hoofdstukblok, ...]) -> tuple[Indicator, ...]:
    blokken = {blok.code: {kaart.code for kaart in blok.kaarten} for blok in hoofdstukken}
    codes: list[str] = []
    for hoofdstuk in lezing.definities.hoofdstukken:
        for code in blokken.get(hoofdstuk.code, set()) and hoofdstuk.indicatoren:
            mee = any(code in samen for kaart, samen in hoofdstuk.samen.items() if kaart in blokken[hoofdstuk.code])
            if code in blokken[hoofdstuk.code] or mee or code in hoofdstuk.opening:
                codes.append(code)
    return tuple(lezing.definities.indicatoren[code] for code in codes)


def _grenzen(code: str, lezing: Lezing) -> str:
    """phi and tau² of the card's figure in the group that fits best, and whether they were used."""
    figuur, groep = lezing.hoofd(code), lezing.eerste_groep
    for regel in lezing.publishable.methode:
        if figuur and groep and regel.sleutel == figuur.cijfer.sleutel and regel.groep == groep.id:
            return _phi_tau(regel)
    return ""


def _phi_tau(regel: MethodeRegel) -> str:
    if regel.phi is None or regel.tau2 is None:
        return ""
    gebruikt = "verruimd" if regel.gebruikt else "niet verruimd"
    return f"Grenzen {gebruikt}: φ {dutch.getal(regel.phi, 2)}, τ² {_klein(regel.tau2)}."


def _klein(tau2: float) -> str:
    """Enough decimals to see it: '0,0021', '3,4'."""
    return dutch.getal(tau2, 1 if tau2 >= 1 else 4)
