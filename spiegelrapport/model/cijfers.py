"""Unpublished figures: long frames with full precision, which never reach draw or compose."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import pandas as pd

from spiegelrapport.model.ronde import Groep, GroepKeuze

SLEUTEL = ["indicator", "maat", "periode", "uitsplitsing"]
TOTAAL = "totaal"
KLEINE_AANBIEDERS = "kleine-aanbieders"  # the pseudo AGB-code under which the joint report's rows are measured

DATAKWALITEIT = "datakwaliteit"  # stands where an indicator's code stands, for shares of delivered rows


class Sleutel(NamedTuple):
    """What identifies a figure, whoever it belongs to.

    periode: "2025" or, widened, "2024-2025". uitsplitsing: "totaal" or a prestatie group
    ("kort", "middel", "intensief", "chronisch").
    """

    indicator: str
    maat: str
    periode: str
    uitsplitsing: str

    @property
    def jaren(self) -> tuple[int, ...]:
        """The years of the period: one, or all of a widened one."""
        eerste, _, laatste = self.periode.partition("-")
        return tuple(range(int(eerste), int(laatste or eerste) + 1))

    @property
    def verruimd(self) -> bool:
        return "-" in self.periode


@dataclass(frozen=True, slots=True)
class Meetwaarden:
    """One row per zorgaanbieder and figure; columns agb + SLEUTEL, then:

    soort         kind of the maat (see definitions: aandeel, gemiddelde, mediaan, verhouding, verschil, telling)
    n             clients or trajecten that count (int)
    teller,noemer sums over those rows (float; NaN where the kind has none). For means: sum of values, and n
    waarde        float; NaN when n = 0. aandeel in 0-1, doorlooptijd in weeks, scores on their own scale
    onder, boven  95% interval (NaN where it does not exist: n < 2 for a mean)
    sd            standard deviation of the observations (NaN where not applicable)
    variantie     sampling variance of `waarde` on its own scale
    ontbrekend    rows that should count but hold no value
    uitgesloten   rows excluded by validation for this figure's table and period

    Only figures with at least one row to count or to miss are present. Unpublishable companions, for benchmark only:

    verdelingen   agb + SLEUTEL + waarde, aantal: how often each value occurs, for medians over clients
    strata        agb + SLEUTEL + stratum, waarde, n, som: the own case mix of the reporting year, for indirect
                  standardisation; per value for a median (elsewhere waarde is NaN)
    """

    frame: pd.DataFrame
    verdelingen: pd.DataFrame = field(default_factory=pd.DataFrame)
    strata: pd.DataFrame = field(default_factory=pd.DataFrame)


@dataclass(frozen=True, slots=True)
class Kwaliteitstelling:
    """What was read, used and left out of one zorgaanbieder's levering, counted exactly; none of this reaches paper.

    `uitsluitingen`: (table, reason) -> rows that validation took out; `ongekoppeld`: reason -> ROM rows that pairing
    could not use. `rom`, `cqi`: who responded, out of how many.
    """

    trajecten: int  # closed in the reporting year
    gelezen: Mapping[str, int]
    gebruikt: Mapping[str, int]
    uitsluitingen: Mapping[tuple[str, str], int]
    ongekoppeld: Mapping[str, int]
    rom: tuple[int, int]
    cqi: tuple[int, int]
    instrumenten: frozenset[str]


@dataclass(frozen=True, slots=True)
class Groepscijfers:
    """One row per benchmarkgroep and figure; columns groep (Groep.id) + SLEUTEL, then:

    k, n, teller, noemer; gepoold (over clients); p10 p25 p50 p75 p90 (over zorgaanbieders, each once, type 8);
    haalbaar (achievable benchmark).
    """

    frame: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Benchmark:
    """Everything that disclose needs, for the whole round.

    parameters  SLEUTEL, k, tau2 (between organisations, on the scale of comparing), binnen (variance of one client within
                an organisation): of everybody
    groepen     every benchmarkgroep of the round
    keuzes      agb -> the groups its report compares with
    """

    meetwaarden: Meetwaarden
    groepscijfers: Groepscijfers
    parameters: pd.DataFrame
    groepen: tuple[Groep, ...]
    keuzes: Mapping[str, GroepKeuze]
