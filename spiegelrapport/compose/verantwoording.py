"""Round, definitions and methods -> the appendix: every setting, rule and way of computing, in words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields

from spiegelrapport import dutch
from spiegelrapport.compose.hoofdstukken import GEMETEN, ChapterBlock, is_told
from spiegelrapport.definitions.schema import Indicator
from spiegelrapport.figures.report_figures import ReportFigures
from spiegelrapport.model.ronde import Drempels, Groepsregel


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting of the round as readers see it."""

    naam: str
    waarde: str


@dataclass(frozen=True, slots=True)
class DefinitionRow:
    """One indicator's definition with its source."""

    naam: str
    definitie: str
    bron: str
    grenzen: str  # by which published parameters it is compared


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
    "rom_respons": ("ROM-uitkomsten vergelijken vanaf een respons van", "%"),
    "cqi_respons": ("CQi vergelijken vanaf een respons van", "%"),
    "sprong": ("Vraag bij verandering met vorig jaar, vanaf", "%"),
    "rapport_gevuld": ("Cijfers in een rapport: waarschuwing onder", "%"),
    "betrouwbaar_beschrijven": ("Alleen beschrijven bij betrouwbaarheid onder", "2"),
    "betrouwbaar_vergelijken": ("Vergelijken bij betrouwbaarheid vanaf", "2"),
}


def setting_rows(lezing: ReportFigures) -> tuple[SettingRow, ...]:
    """Every setting of the round: a new field of Drempels without words is an error, not a gap."""
    ronde = lezing.publishable.ronde
    vooraf = (
        SettingRow("Verslagjaar", str(ronde.verslagjaar)),
        SettingRow("Jaren in de trends", f"{ronde.eerste_jaar} tot en met {ronde.verslagjaar}"),
        SettingRow("Peildatum", dutch.datum(ronde.peildatum)),
        SettingRow("Behandelminuten", ronde.minuten),
        SettingRow("Uitgave", ronde.versie),
        SettingRow("Benchmarkgroepen per lezer", _per_reader(ronde.groepen_per_lezer)),
        SettingRow("Te kleine groepen samenvoegen", _samenvoegen(ronde.benchmarkgroepen)),
    )
    return (*vooraf, *(_drempel(ronde.drempels, veld.name) for veld in fields(Drempels)))


def _per_reader(aantal: int) -> str:
    return "alle waar een lezer in zit" if aantal == 0 else f"hoogstens {dutch.getal(aantal)}"


def _samenvoegen(regels: Sequence[Groepsregel]) -> str:
    """Which rules merge their groups, of those that can; by code, as in ronde.toml."""
    kan = [regel for regel in regels if regel.regel in ("kolom", "banden")]
    niet = [regel.code for regel in kan if not regel.samenvoegen]
    if len(niet) == len(kan):
        return "nee"
    return f"ja, niet bij {dutch.opsomming(niet)}" if niet else "ja"


def _drempel(drempels: Drempels, naam: str) -> SettingRow:
    woorden, vorm = DREMPELWOORDEN[naam]
    waarde = float(getattr(drempels, naam))
    if naam == "verruimen_jaren" and waarde < 2:
        return SettingRow(woorden, "nooit")
    if vorm == "%":
        return SettingRow(woorden, dutch.procent(waarde))
    if vorm == "2":
        return SettingRow(woorden, dutch.getal(waarde, 2))
    return SettingRow(woorden, vorm.replace("{:g}", dutch.getal(waarde)))


def definition_rows(lezing: ReportFigures, hoofdstukken: tuple[ChapterBlock, ...]) -> tuple[DefinitionRow, ...]:
    """The full definitions of the indicators this report shows, also those that share a card."""
    getoond = _getoond(lezing, hoofdstukken)
    definities = _each_sentence_once([i.definitie for i in getoond])
    bronnen = _each_sentence_once([f"Bron: {i.herkomst.bron}." for i in getoond])
    return tuple(
        DefinitionRow(i.naam, definitie, bron, _grenzen(i.code, lezing))
        for i, definitie, bron in zip(getoond, definities, bronnen, strict=True)
    )


def _each_sentence_once(teksten: Sequence[str]) -> list[str]:
    """The texts without the sentences of those before: what holds for many indicators stands once, at the first."""
    gezien: set[str] = set()
    uit = []
    for tekst in teksten:
        zinnen = re.split(r"(?<=[.!?]) (?=[A-ZÀ-Ý])", tekst)
        uit.append(" ".join(zin for zin in zinnen if zin not in gezien))
        gezien.update(zinnen)
    return uit


def _getoond(lezing: ReportFigures, hoofdstukken: tuple[ChapterBlock, ...]) -> tuple[Indicator, ...]:
    blokken = {blok.code: {kaart.code for kaart in blok.kaarten} for blok in hoofdstukken}
    codes: list[str] = []
    for hoofdstuk in lezing.definities.hoofdstukken:
        if GEMETEN in blokken and hoofdstuk.code not in blokken:
            codes += [code for code in hoofdstuk.opening if is_told(code, lezing)]
        for code in blokken.get(hoofdstuk.code, set()) and hoofdstuk.indicatoren:
            mee = any(code in samen for kaart, samen in hoofdstuk.samen.items() if kaart in blokken[hoofdstuk.code])
            if code in blokken[hoofdstuk.code] or mee or code in hoofdstuk.opening:
                codes.append(code)
    return tuple(lezing.definities.indicatoren[code] for code in codes)


def _grenzen(code: str, lezing: ReportFigures) -> str:
    """The published parameters of the card's figure, so that who holds the own figures can do the comparison again."""
    figuur = lezing.hoofd(code)
    uit = figuur.cijfer.parameters if figuur else None
    if uit is None or uit.tau is None:
        return ""
    binnen = f", σ²{dutch.VASTE_SPATIE}{_precise(uit.binnen)}" if uit.binnen is not None else ""
    return f"τ{dutch.VASTE_SPATIE}{_precise(uit.tau)}{binnen} (k{dutch.VASTE_SPATIE}={dutch.VASTE_SPATIE}{uit.k})."


def _precise(waarde: float) -> str:
    """All the digits that are published: '0,048', '120', '3,4'."""
    return f"{waarde:.10f}".rstrip("0").rstrip(".").replace(".", ",")
