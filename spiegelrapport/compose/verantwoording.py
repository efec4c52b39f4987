"""Round, definitions and methods -> the appendix: every setting, rule and way of computing, in words."""

from dataclasses import dataclass, fields

from spiegelrapport import dutch
from spiegelrapport.compose import wording
from spiegelrapport.compose.hoofdstukken import Hoofdstukblok
from spiegelrapport.compose.lezing import Lezing
from spiegelrapport.definitions.schema import Indicator
from spiegelrapport.model.cijfers import TOTAAL
from spiegelrapport.model.publishable import MethodeRegel
from spiegelrapport.model.ronde import Drempels

TABELNAAM = {"trajecten": "Behandeltrajecten", "rom": "ROM-metingen", "cqi": "CQi-vragenlijsten"}


@dataclass(frozen=True, slots=True)
class Instelling:
    """One setting of the round as readers see it."""

    naam: str
    waarde: str


@dataclass(frozen=True, slots=True)
class Bron:
    """One delivered table: rows read and rows used."""

    naam: str
    gelezen: str
    gebruikt: str
    uitgesloten: str


@dataclass(frozen=True, slots=True)
class Definitieregel:
    """One indicator's definition with its source."""

    naam: str
    definitie: str
    bron: str


@dataclass(frozen=True, slots=True)
class Methoderegel:
    """How the chance limits of one figure were widened."""

    naam: str
    phi: str
    tau2: str
    gebruikt: str


DREMPELWOORDEN = {
    "trajecten_rapport": ("Afgesloten trajecten in twee jaar voor een eigen rapport", "{:g}"),
    "clienten_per_cijfer": ("Waarnemingen per eigen cijfer, ten minste", "{:g}"),
    "zorgaanbieders_per_groep": ("Zorgaanbieders per benchmarkgroep, ten minste", "{:g}"),
    "zorgaanbieders_kwantielen": ("Zorgaanbieders voor meer dan de mediaan, ten minste", "{:g}"),
    "aandeel_grootste": ("Aandeel van één zorgaanbieder in een groepscijfer, hooguit", "%"),
    "p_procent": ("Beschermingsruimte bij optellingen (p%-regel)", "{:g}%"),
    "coalitie": ("Keurmerkdragers die hun kennis kunnen delen", "{:g}"),
    "bescherming": ("Ruimte rond een verborgen cijfer, deel van de schaal", "%"),
    "uitgesloten_maximaal": ("Uitgesloten rijen waarboven een levering wacht", "%"),
    "marge_meting_dagen": ("Marge van metingen rond begin en einde", "{:g} dagen"),
    "cqi_deel_items": ("Beantwoorde vragen per CQi-schaal, ten minste", "%"),
    "sprong": ("Verandering ten opzichte van vorig jaar die een vraag oproept", "%"),
    "betrouwbaar_beschrijven": ("Betrouwbaarheid waaronder niet wordt vergeleken", "2"),
    "betrouwbaar_vergelijken": ("Betrouwbaarheid vanaf waar zonder voorbehoud wordt vergeleken", "2"),
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
    )
    return (*vooraf, *(_drempel(ronde.drempels, veld.name) for veld in fields(Drempels)))


def _drempel(drempels: Drempels, naam: str) -> Instelling:
    woorden, vorm = DREMPELWOORDEN[naam]
    waarde = float(getattr(drempels, naam))
    if vorm == "%":
        return Instelling(woorden, dutch.procent(waarde))
    if vorm == "2":
        return Instelling(woorden, dutch.getal(waarde, 2))
    return Instelling(woorden, vorm.replace("{:g}", dutch.getal(waarde)))


def bronnen(lezing: Lezing) -> tuple[Bron, ...]:
    kwaliteit = lezing.publishable.kwaliteit
    return tuple(
        Bron(
            naam=TABELNAAM.get(tabel, tabel),
            gelezen=dutch.getal(gelezen),
            gebruikt=dutch.getal(kwaliteit.gebruikt.get(tabel, 0)),
            uitgesloten=dutch.getal(gelezen - kwaliteit.gebruikt.get(tabel, 0)),
        )
        for tabel, gelezen in kwaliteit.gelezen.items()
    )


def definitieregels(lezing: Lezing, hoofdstukken: tuple[Hoofdstukblok, ...]) -> tuple[Definitieregel, ...]:
    """The full definitions of the indicators this report shows, also those that share a card."""
    getoond = _getoond(lezing, hoofdstukken)
    return tuple(Definitieregel(i.naam, i.definitie, i.herkomst.bron) for i in getoond)


def _getoond(lezing: Lezing, hoofdstukken: tuple[Hoofdstukblok, ...]) -> tuple[Indicator, ...]:
    blokken = {blok.code: {kaart.code for kaart in blok.kaarten} for blok in hoofdstukken}
    codes: list[str] = []
    for hoofdstuk in lezing.definities.hoofdstukken:
        for code in blokken.get(hoofdstuk.code, set()) and hoofdstuk.indicatoren:
            mee = any(code in samen for kaart, samen in hoofdstuk.samen.items() if kaart in blokken[hoofdstuk.code])
            if code in blokken[hoofdstuk.code] or mee or code in hoofdstuk.opening:
                codes.append(code)
    return tuple(lezing.definities.indicatoren[code] for code in codes)


def methoderegels(lezing: Lezing) -> tuple[Methoderegel, ...]:
    """phi and tau² of the head figures compared with the group that fits best."""
    groep = lezing.eerste_groep
    rijen = [regel for regel in lezing.publishable.methode if groep and regel.groep == groep.id]
    rijen = rijen or list(lezing.publishable.methode)
    return tuple(gemaakt for regel in rijen if (gemaakt := _methode(regel, lezing)) is not None)


def _methode(regel: MethodeRegel, lezing: Lezing) -> Methoderegel | None:
    figuur = lezing.figuur(regel.sleutel)
    if figuur is None or not figuur.is_hoofd or regel.sleutel.uitsplitsing != TOTAAL:
        return None
    if figuur.cijfer is not getattr(lezing.hoofd(regel.sleutel.indicator), "cijfer", None):
        return None
    phi = "–" if regel.phi is None else dutch.getal(regel.phi, 2)
    tau2 = "–" if regel.tau2 is None else dutch.getal(regel.tau2, 4)
    return Methoderegel(wording.naam(figuur), phi, tau2, "ja" if regel.gebruikt else "nee")
