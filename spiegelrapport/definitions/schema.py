"""The shape of definitions/: what an indicator, an instrument, an export kind and the report may say in TOML."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Soort = Literal["aandeel", "gemiddelde", "mediaan", "verhouding", "verschil", "telling"]
Richting = Literal["hoger", "lager", "geen"]  # what less burden / more of the wanted means; "geen": no direction
# what a definition may name; each is a function of that name in measure/ or draw/, and a test holds both to these lists
Selectie = Literal[
    "afgesloten", "gestart", "cqi_aangeboden", "ingevuld", "geschikt", "paren", "paren_boven_grens", "alleen_voor"
]  # fmt: skip
Berekening = Literal[
    "minuten", "doorlooptijd_weken", "in_prestatiegroep", "onvolledig", "binnen_norm", "ehealth_deel", "met_ehealth",
    "zwaarder_dan_verwacht", "lichter_dan_verwacht", "met_reden", "aanmeldwacht_weken", "behandelwacht_weken",
    "aanmeldwacht_binnen", "behandelwacht_binnen", "no_show_deel", "cqi_ingevuld", "schaalscore", "rapportcijfer",
    "completer", "in_leeftijdsgroep", "in_diagnosehoofdstuk", "in_zorgvraagtype", "verschilscore", "beginscore", "eindscore", "gestandaardiseerd", "veranderingscategorie",
]  # fmt: skip
Grafiek = Literal["spreiding", "trend", "voor_na", "mix", "wachttijd"]
Stratum = Literal["prestatie_geleverd", "leeftijdsgroep", "diagnosehoofdstuk", "ernst"]
Eenheid = Literal["%", "minuten", "weken", "punten", "cijfer", "standaarddeviaties", "per 100 trajecten"]
Tellen = Literal["trajecten", "cliënten", "vragenlijsten", "afspraken"]
Uitsplitsing = Literal["jaar", "prestatie", "groep"]
Prestatiegroep = Literal["kort", "middel", "intensief", "chronisch", "onvolledig"]
KolomType = Literal["agb", "id", "code", "datum", "getal", "geheel", "minuten", "percentage", "ja_nee", "tekst"]


@dataclass(frozen=True, slots=True)
class Herkomst:
    """Where a definition comes from and when somebody must look at it again."""

    bron: str
    auteur: str
    beoordeeld_op: date
    opnieuw_voor: date


@dataclass(frozen=True, slots=True)
class Breuk:
    """A change in how something is measured: figures before `eerste_jaar` and from it on are never joined."""

    naam: str  # what is new, as a chart says it
    eerste_jaar: int
    bron: str


@dataclass(frozen=True, slots=True)
class Stappen:
    """What a team can do with one figure, a barrier at a time: recognise it, explain it, try something, look back."""

    herkennen: str
    verklaren: str
    proberen: str
    terugkijken: str


@dataclass(frozen=True, slots=True)
class Acties:
    """The steps by where the own figure lies: higher or lower than the group, or around it."""

    code: str  # the file's name
    hoger: Stappen
    lager: Stappen
    rond: Stappen
    herkomst: Herkomst


@dataclass(frozen=True, slots=True)
class Maat:
    """One figure of an indicator. The first maat of an indicator is the one on its card."""

    code: str
    soort: Soort
    naam: str
    berekening: Berekening | None = None  # None = the indicator's
    selectie: Selectie | None = None  # None = the indicator's
    argument: str = ""  # passed to the function, e.g. a prestatie or change category
    eenheid: Eenheid | None = None  # None = the indicator's
    decimalen: int | None = None  # None = the indicator's
    schaal: tuple[float, float] | None = None  # None = the indicator's
    richting: Richting | None = None  # None = the indicator's


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator: what is measured, how, in which words, and who says so."""

    code: str  # the file's name
    naam: str
    vraag: str  # the question in plain words, the card's heading
    hoofdstuk: str
    tabel: Literal["trajecten", "rom", "cqi"]
    selectie: Selectie
    berekening: Berekening
    eenheid: Eenheid
    decimalen: int
    richting: Richting
    grafiek: Grafiek
    schaal: tuple[float, float]  # full possible range, inside units: the audit's bounds
    definitie: str
    richting_uitleg: str
    maten: tuple[Maat, ...]
    herkomst: Herkomst
    leesbaar: tuple[float, float] | None = None  # readable range for charts; None: from the data
    instrument: str = ""
    binnen: str = (
        ""  # of a waiting time: the indicator of those who waited no longer than the norm, its argument in weeks
    )
    per_jaar: bool = True
    per_prestatie: bool = False
    breuken: tuple[Breuk, ...] = ()  # in TOML their codes in breuken.toml
    casemix: tuple[Stratum, ...] = ()
    tellen: Tellen = "trajecten"  # what n counts
    vragen: tuple[str, ...] = ()  # open questions for the conversation
    vragen_hoger: tuple[str, ...] = ()
    vragen_lager: tuple[str, ...] = ()
    acties: Acties | None = None  # in TOML the name of a file in acties/; what describes clients has none


@dataclass(frozen=True, slots=True)
class Instrument:
    """One ROM instrument with its scoring, range and, where sourced, change thresholds."""

    code: str
    naam: str
    hoofdstuk: str
    schaal: tuple[float, float]
    richting: Literal["hoger", "lager"]
    aliassen: tuple[str, ...]
    herkomst: Herkomst
    decimalen: int = 1
    gehele_scores: bool = True
    reliable_change: float | None = None
    grenswaarde: float | None = None  # Jacobson-Truax cut-off
    andere_schaal: tuple[float, float] | None = None  # the other scoring convention in use
    scoring: str = ""
    demo_gemiddelde: float | None = None
    demo_sd: float | None = None


@dataclass(frozen=True, slots=True)
class Prestatie:
    """A prestatie (to 2021) or a profile of the zorgprestatiemodel (from 2022)."""

    code: str  # "180001", "GBG02"
    naam: str
    groep: Prestatiegroep
    stelsel: Literal["dbc", "zpm"]
    norm_minuten: int | None = None  # indicative


@dataclass(frozen=True, slots=True)
class Kolom:
    """One column of an export: read, validated, documented and made up from this one declaration."""

    naam: str  # our name, the frame's column
    kop: str  # heading in the sjabloon
    type: KolomType
    toelichting: str
    verplicht: bool = False  # the column must be there
    gevuld: bool = False  # and every row must hold a value: a row without one does not count
    aliassen: tuple[str, ...] = ()
    waarden: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # code -> ways of writing it
    bereik: tuple[float, float] | None = None
    voorbeeld: str = ""


@dataclass(frozen=True, slots=True)
class Export:
    """One kind of sheet: its names and its columns."""

    code: str
    blad: str  # sheet name in the sjabloon
    tabel: Literal["trajecten", "rom", "cqi", "sessies"]
    aliassen: tuple[str, ...]
    toelichting: str
    kolommen: tuple[Kolom, ...]
    herkomst: Herkomst


@dataclass(frozen=True, slots=True)
class Hoofdstuk:
    """One chapter of the report: its indicators in order."""

    code: str
    naam: str
    inleiding: str
    indicatoren: tuple[str, ...]
    vragen: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()  # of these, the ones that are a line under the heading instead of a card
    samen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # card -> indicators that share it
    aanvullend: tuple[
        str, ...
    ] = ()  # whose cards give way first when a report is full: the page on clients tells of them
    families: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict
    )  # indicators on one subject: one may stand out
    soort: Literal["kaarten", "kenmerken"] = "kaarten"  # a card per indicator, or who the clients are on one page

    @property
    def familie_van(self) -> dict[str, str]:
        """Indicator -> its family; who is in none is of the chapter's own."""
        eigen = {code: naam for naam, codes in self.families.items() for code in codes}
        return {code: eigen.get(code, self.code) for code in self.indicatoren}


@dataclass(frozen=True, slots=True)
class Thema:
    """What a spiegelbijeenkomst is about: which figures, in which break-downs, and the words for the conversation."""

    code: str  # the file's name
    naam: str
    indicatoren: tuple[str, ...]  # the first one is the theme's own; the others are context for it
    uitsplitsingen: tuple[Uitsplitsing, ...]
    achtergrond: tuple[str, ...]  # three sentences
    aanname: str  # what everybody writes down before a figure is shown
    vragen: tuple[str, ...]  # five, from recognising to changing
    acties: tuple[str, ...]
    herkomst: Herkomst
    groep: str = ""  # the value that makes a benchmarkgroep of a round the theme's; empty: all keurmerkdragers


@dataclass(frozen=True, slots=True)
class Definities:
    """Everything under definitions/, loaded, checked and cross-checked."""

    indicatoren: Mapping[str, Indicator]
    acties: Mapping[str, Acties]
    instrumenten: Mapping[str, Instrument]
    exports: Mapping[str, Export]
    prestaties: Mapping[str, Prestatie]
    hoofdstukken: tuple[Hoofdstuk, ...]
    breuken: Mapping[str, Breuk]
    privacy: Mapping[str, tuple[str, ...]]  # kind of forbidden column -> normalised headings
    begrippen: Mapping[str, str]  # glossary
    versie: str  # SHA-256 over the files
    themas: Mapping[str, Thema]  # of spiegelbijeenkomsten
    verlopen: Mapping[str, date]  # place of a definition whose review date has passed on the peildatum -> that date

    @property
    def kenmerken(self) -> frozenset[str]:
        """The indicators that only describe who the clients are: their groups publish no quantiles."""
        return frozenset(code for h in self.hoofdstukken if h.soort == "kenmerken" for code in h.indicatoren)
