"""What may reach paper: rounded, suppressed and audited figures, one Publishable per document.

Only disclose makes these; draw and compose accept nothing else. Every number in here is already rounded to the
published precision (floats that print exactly with `decimalen`), so a chart, a sentence, a table and an attachment
made from the same cell can never disagree.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from spiegelrapport.model.cijfers import TOTAAL, Sleutel
from spiegelrapport.model.ronde import Keurmerkdrager, Ronde

Toestand = Literal["binnen", "hoger", "lager"]
Gebruik = Literal["beschrijven", "voorzichtig", "vergelijken"]
Chance = Literal["niet", "grens", "meer"]  # cannot be told from chance, on the edge of it, more than chance


class Reason(StrEnum):
    """Why a value is not there, as far as that leaves the house. Whatever else it was, it was to keep somebody unrecognised."""

    TE_WEINIG = "n<minimum"
    GEEN_GEGEVENS = "geen gegevens"
    WEGGELATEN = "weggelaten"

    @classmethod
    def _missing_(cls, _: object) -> "Reason":
        return cls.WEGGELATEN


@dataclass(frozen=True, slots=True)
class Cel:
    """One own figure. `waarde` is None exactly when `reden` says why it is withheld or does not exist.

    Units are the inside ones (aandeel 0-1, weeks, minutes, score); `decimalen` counts in the displayed unit
    (percent for an aandeel).
    """

    waarde: float | None
    onder: float | None  # 95% interval
    boven: float | None
    n: int | None
    ontbrekend: int | None = None
    uitgesloten: int | None = None
    reden: Reason | None = None
    grens: Literal["", "<", ">"] = ""  # joint report only: the true share is under or over `waarde`


GEEN_CEL = Cel(None, None, None, None, reden=Reason.GEEN_GEGEVENS)


@dataclass(frozen=True, slots=True)
class GroepCel:
    """One figure of one benchmarkgroep: the same in every report that shows it."""

    groep: str  # Groep.id
    k: int | None  # zorgaanbieders
    n: int | None  # clients or trajecten, rounded
    gepoold: float | None
    p10: float | None = None
    p25: float | None = None
    p50: float | None = None
    p75: float | None = None
    p90: float | None = None
    grens: Literal["", "<", ">"] = ""  # "<": the true share is under `gepoold` (0% and 100% are never shown as such)
    haalbaar: float | None = None
    reden: Reason | None = None  # WEGGELATEN; which rule did it stays with the analyst


@dataclass(frozen=True, slots=True)
class Parameters:
    """What everybody's figures have in common: published, the same in every report; with the group's value all that is compared by."""

    k: int  # zorgaanbieders
    tau: float | None  # standard deviation between organisations, on the figure's scale of comparing
    binnen: (
        float | None
    )  # variance of one client's value within an organisation; None for shares: it follows from the target


@dataclass(frozen=True, slots=True)
class Mix:
    """The own figure beside what the group's results would give for the own case mix."""

    verwacht: float
    verschil: float
    verschil_onder: float | None
    verschil_boven: float | None
    chance: Chance | None = None


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """The own figure beside one benchmarkgroep: two statements, each with its limits. On the figure's own scale.

    chance: whether the own number explains the difference from `doel`, told without tau; agrees with the own margin.
    usual: whether the own value lies within how organisations differ, tau and the own number together.
    """

    groep: str
    doel: float  # what the own value is set against: the group's pooled value, or its median
    verschil: float
    verschil_onder: float | None
    verschil_boven: float | None
    chance: Chance | None = None
    chance95: tuple[float, float] | None = None
    p_chance: float | None = None
    usual: Toestand | None = None
    usual95: tuple[float, float] | None = None
    afstand: float | None = None  # from the target, in units of the usual spread (standard deviations)
    betrouwbaarheid: float | None = None  # 0-1
    gebruik: Gebruik = "beschrijven"
    geschat: float | None = None  # shrunken estimate, where it lies inside the own margin
    positie: tuple[int, int] | None = None  # percentile band
    midden80: tuple[float, float] | None = (
        None  # of the organisations, by tau: where the group's own quantiles are withheld
    )
    mix: Mix | None = None  # where the own case mix says what to expect


@dataclass(frozen=True, slots=True)
class Cijfer:
    """One figure as it stands in one document."""

    sleutel: Sleutel
    eigen: Cel
    groepen: tuple[GroepCel, ...]  # best fitting first; two on paper, more in a dashboard
    vergelijkingen: tuple[Vergelijking, ...] = ()  # same order; only groups with a target
    parameters: Parameters | None = None
    verwacht: Mapping[str, float] = field(default_factory=dict)  # Groep.id -> expected from the own case mix
    beschrijft: str = ""  # why this figure describes and does not compare, e.g. its response; "": it compares

    @property
    def naast(self) -> Vergelijking | None:
        """The one comparison that every page speaks of: with the best fitting group that has a target."""
        return self.vergelijkingen[0] if self.vergelijkingen else None


@dataclass(frozen=True, slots=True)
class GroepUitleg:
    """A benchmarkgroep as readers may know it: never its members."""

    id: str
    naam: str
    k: int
    regel: str  # the rule in plain Dutch
    terugval: str | None = None  # why the group that would fit better was not used
    kort: str = ""

    @property
    def korte_naam(self) -> str:
        """In charts and sentences: as ronde.toml has it, else the name without what stands between brackets at its end."""
        return self.kort or re.sub(r"\s*\([^()]*\)$", "", self.naam)


@dataclass(frozen=True, slots=True)
class Highlight:
    """An indicator chosen for 'in één oogopslag', with the reason in a code that wording turns into Dutch."""

    sleutel: Sleutel
    groep: str
    toestand: Toestand  # of the statement `usual`
    reden: str  # "ongewoon", "verandering", "meer dan toeval" or "dicht bij de groep"
    q_waarde: float | None = None  # of `chance`, over all figures that the report compares


@dataclass(frozen=True, slots=True)
class Rijendeel:
    """Part of a table's rows, as a number in an own report and as a share in both kinds."""

    aantal: Cel
    aandeel: Cel


@dataclass(frozen=True, slots=True)
class Tabeltelling:
    """One delivered table: rows read, and which part of them counts."""

    tabel: str
    gelezen: Cel
    gebruikt: Rijendeel


@dataclass(frozen=True, slots=True)
class Uitsluiting:
    """Rows that did not count, for one reason."""

    tabel: str
    reden: str
    deel: Rijendeel


@dataclass(frozen=True, slots=True)
class Kwaliteit:
    """What the data can and cannot bear: own counts, or of the joint report the cells of a group like any other."""

    trajecten: Cel
    tabellen: tuple[Tabeltelling, ...]
    uitsluitingen: tuple[Uitsluiting, ...]  # most rows first
    rom_respons: Cel
    cqi_respons: Cel
    instrumenten: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meervoud:
    """Multiplicity, as printed: how many figures each statement is made of, how many it finds, and how many it would anyhow."""

    chance: int = 0  # figures whose difference is set against chance
    meer: int = 0  # of these, more than chance
    door_toeval: float = 0.0  # that would be more than chance if nothing differed; one decimal
    usual: int = 0  # figures that are compared with how organisations differ
    buiten: int = 0  # of these, outside
    gewoonlijk: float = 0.0  # that lie outside for any organisation; one decimal


@dataclass(frozen=True, slots=True)
class Publishable:
    """One document's contents: everything that draw, compose and the attachments may use."""

    soort: Literal["eigen", "kleine aanbieders"]
    agb: str  # of the reader; KLEINE_AANBIEDERS for the joint report
    naam: str  # as on the cover
    lezer: Keurmerkdrager | None  # None for the joint report
    ronde: Ronde
    cijfers: Mapping[Sleutel, Cijfer]
    groepen: tuple[GroepUitleg, ...]  # the groups compared with, best fitting first; two on paper
    kwaliteit: Kwaliteit
    definitieversie: str  # hash of definitions/
    highlights: tuple[Highlight, ...] = ()  # this and the next are made by compare, from what is above
    meervoud: Meervoud = Meervoud()
    deelnemers: int | None = None  # joint report: how many zorgaanbieders
    vorige: Mapping[Sleutel, Cel] = field(default_factory=dict)  # last edition's own figures, from the ledger
    vorige_periode: str | None = None

    def periode(self, indicator: str, hoofdmaat: str) -> str:
        """The period on an indicator's card: the reporting year, or the widened one that stands in for it.

        That is there only where the year has too few; it gives way when it has nothing to add to the year after all.
        """
        nu, ruim = (
            self.cijfers.get(Sleutel(indicator, hoofdmaat, periode, TOTAAL))
            for periode in (self.ronde.periode, self.ronde.verruimd)
        )
        if ruim is None or ruim.eigen.waarde is None:
            return self.ronde.periode
        alleen = nu is None or nu.eigen.waarde is None
        groep = any(cel.gepoold is not None or cel.p50 is not None for cel in ruim.groepen)
        return self.ronde.verruimd if alleen or groep else self.ronde.periode
