"""One yearly round: its settings, who takes part, and the groups they are compared with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import ceil
from typing import Literal


@dataclass(frozen=True, slots=True)
class Drempels:
    """Every limit of the round, with its default; all printed in the verantwoording."""

    trajecten_rapport: int = 100  # closed trajecten in the reporting year and the year before, for an own report
    clienten_per_cijfer: int = 10
    verruimen_jaren: int = 2  # years taken together where the reporting year has too few clients; 0 or 1: never
    zorgaanbieders_per_groep: int = 5  # at least coalitie + 2
    zorgaanbieders_kwantielen: int = 10  # for quantiles beyond the median
    aandeel_grootste: float = 0.25  # largest share of one zorgaanbieder in a pooled value
    p_procent: float = 10.0  # p%-rule on pooled sums
    coalitie: int = 1  # keurmerkdragers that may pool their knowledge
    bescherming: float = 0.05  # protection width: share of the scale that must stay open around a hidden value
    uitgesloten_maximaal: float = 0.25  # share of rows excluded above which a levering waits for the analyst
    marge_meting_dagen: int = 90  # a measurement counts within this margin around begin and end
    cqi_deel_items: float = 0.5  # share of a scale's items that must be answered
    rom_respons: float = 0.5  # under this share of completers ROM outcomes are described, not compared
    cqi_respons: float = 0.2  # likewise for the CQi, of those to whom it was offered
    sprong: float = 0.5  # relative change against last year that becomes a question
    rapport_gevuld: float = 0.25  # under this share of its figures, build warns that a report holds hardly anything
    betrouwbaar_beschrijven: float = 0.5  # under this reliability: describe only
    betrouwbaar_vergelijken: float = 0.7  # from this reliability: compare

    @property
    def rand(self) -> float:
        """The share under which a group says only '< x%': who holds `aandeel_grootste` of it keeps the full width open."""
        return ceil(100 * self.bescherming * self.aandeel_grootste - 1e-9) / 100

    def minimum_k(self, deelnemers: int = 0) -> int:
        """Zorgaanbieders that a group figure needs: two more than can pool their knowledge, whoever they are."""
        return max(self.zorgaanbieders_per_groep, max(self.coalitie, deelnemers) + 2)


@dataclass(frozen=True, slots=True)
class Afzender:
    """Who sends the reports and whom readers can ask."""

    naam: str
    email: str
    antwoord_aan: str = ""
    telefoon: str = ""
    ondertekening: str = ""


@dataclass(frozen=True, slots=True)
class Bijeenkomst:
    """The spiegelbijeenkomst that the reports prepare; optional."""

    titel: str
    begin: str  # ISO local date and time, Europe/Amsterdam
    einde: str
    plaats: str


@dataclass(frozen=True, slots=True)
class Groepsregel:
    """How a benchmarkgroep is made: a rule of ronde.toml.

    `regel`: "allen"; "kolom" (same value in register column `kolom`); "banden" (same band of `cijfer`, cut at
    `grenzen`, lower bound inclusive); "lijst" (the AGB-codes in `leden`). Order in ronde.toml is order of preference.
    `waarden` limits "kolom" to these values, so that a large rest group need not hide what fits better.
    `cijfer` is "trajecten" (closed trajecten in the reporting year) or "indicator.maat".
    `samenvoegen`: whether groups of "kolom" and "banden" that are too small are merged; "lijst" and "allen" never are.
    """

    code: str
    naam: str  # may hold {waarde}
    regel: Literal["allen", "kolom", "banden", "lijst"]
    kolom: str = ""
    waarden: tuple[str, ...] = ()
    cijfer: str = ""
    grenzen: tuple[float, ...] = ()
    leden: tuple[str, ...] = ()
    samenvoegen: bool = True
    kort: str = ""  # the name in charts and sentences; "": the long name without what stands between brackets


@dataclass(frozen=True, slots=True)
class Scoringskeuze:
    """The analyst's answer to the question in which convention one zorgaanbieder's scores stand.

    `instrument`: an instrument's code, or "CQI". `schaal`: "eigen" (the definition's own), "andere" (the instrument's
    andere_schaal), or for the CQI "1-5", "percentage" (of 5) or "minmax".
    """

    agb: str
    instrument: str
    schaal: Literal["eigen", "andere", "1-5", "percentage", "minmax"]


@dataclass(frozen=True, slots=True)
class Kolomkeuze:
    """The analyst's answer to a question about one column of one zorgaanbieder's levering: how it must be read.

    `kolom` is our own name of the column, or "alle" for every column of the table that the answer can be about. `keuze`: "klopt" (as it stands), "uren" (these minutes are hours),
    "verwisseld" (day and month of the dates in question are swapped), "punt" or "komma" (the decimal sign), or "kop"
    (of several headings `kop` is the one).
    """

    agb: str
    tabel: str
    kolom: str
    keuze: Literal["klopt", "uren", "verwisseld", "punt", "komma", "kop"]
    kop: str = ""


@dataclass(frozen=True, slots=True)
class Ronde:
    """The settings of one round, as input/ronde.toml gives them."""

    naam: str
    verslagjaar: int
    eerste_jaar: int  # the first year of the trends
    peildatum: date
    versie: str = "1"  # edition; a re-issue has its own
    minuten: Literal["direct", "direct + indirect"] = "direct + indirect"
    fictief: bool = False
    sluitdatum: date | None = None  # closing date for reactions
    afzender: Afzender = field(default_factory=lambda: Afzender("KIBG", "spiegelrapport@kibg.example"))
    bijeenkomst: Bijeenkomst | None = None
    drempels: Drempels = field(default_factory=Drempels)
    benchmarkgroepen: tuple[Groepsregel, ...] = ()
    geaccepteerd: tuple[str, ...] = ()  # AGB-codes whose high exclusion the analyst accepts
    scoring: tuple[Scoringskeuze, ...] = ()  # [[scoring]] in ronde.toml
    kolomkeuze: tuple[Kolomkeuze, ...] = ()  # [[kolomkeuze]] in ronde.toml
    deel: tuple[str, ...] = ()  # AGB-codes of a meeting's participants, as coalition
    dashboard: bool = False  # whether a build makes dashboards as well
    groepen_per_lezer: int = 2  # benchmarkgroepen that one reader gets, everybody included; 0: all it is in

    @property
    def jaren(self) -> tuple[int, ...]:
        return tuple(range(self.eerste_jaar, self.verslagjaar + 1))

    def minimum_k(self, leden: Iterable[str]) -> int:
        """How many of these zorgaanbieders a group figure of theirs needs: more where they sit in one meeting."""
        return self.drempels.minimum_k(len(set(leden) & set(self.deel)))

    @property
    def periode(self) -> str:
        """The label of the reporting period: the key `periode` of its figures."""
        return str(self.verslagjaar)

    @property
    def verruimde_jaren(self) -> tuple[int, ...]:
        """The years of the widened period, which ends in the reporting year; none when the round does not widen."""
        jaren = self.jaren[-self.drempels.verruimen_jaren :] if self.drempels.verruimen_jaren > 1 else ()
        return jaren if len(jaren) > 1 else ()

    @property
    def verruimd(self) -> str:
        """The label of the widened period, e.g. "2024-2025"; "" when the round does not widen."""
        return f"{self.verruimde_jaren[0]}-{self.verruimde_jaren[-1]}" if self.verruimde_jaren else ""


@dataclass(frozen=True, slots=True)
class Keurmerkdrager:
    """One row of the register of keurmerkdragers."""

    agb: str  # 8 digits
    naam: str
    contactpersoon: str
    email: str
    type: str
    sector: str
    regio: str
    kenmerken: Mapping[str, str] = field(default_factory=dict)  # any further columns
    rij: int = 0  # Excel row in keurmerkdragers.xlsx


@dataclass(frozen=True, slots=True)
class Groep:
    """One benchmarkgroep with its members. Neither `leden` nor those of `delen` ever reach paper."""

    id: str  # "<code>" or "<code>:<waarde>", e.g. "type:instelling"; merged "regio:Oost+West", "omvang:3-4"
    code: str  # the Groepsregel's
    naam: str  # as readers see it
    leden: frozenset[str]
    delen: tuple["Groep", ...] = ()  # the groups that were merged into this one, and that do not exist beside it


@dataclass(frozen=True, slots=True)
class GroepKeuze:
    """Which groups one reader gets: the best fitting ones that are large enough, and everybody. Paper has the first and the last."""

    agb: str
    groepen: tuple[str, ...]  # Groep.id, best fitting first, "allen" last; one when only that is left
    terugval: str | None  # Dutch: which better fitting group was too small, or merged (never with members or names)

    @property
    def op_papier(self) -> tuple[str, ...]:
        """The groups of the report itself."""
        return tuple(dict.fromkeys((self.groepen[0], self.groepen[-1])))
