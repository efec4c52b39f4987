"""What passes from reading to measuring: one zorgaanbieder's tables, first as read, then as checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import pandas as pd

from spiegelrapport.model.findings import Finding

TABELLEN = ("trajecten", "rom", "cqi")
TABELNAMEN = {"trajecten": "Behandeltrajecten", "rom": "ROM", "cqi": "CQi", "sessies": "Afspraken"}
BIJBLADEN = ("Uitleg", "Keuzelijsten")  # sheets of our own sjabloon that hold no data
L_co = TypeVar("L_co", covariant=True)
UITGESLOTEN = ("tabel", "blad", "rij", "code", "reden", "jaar")


@dataclass(frozen=True, slots=True)
class Levering:
    """One file as read: our own column names and types, nothing judged yet.

    `tabellen` maps "trajecten", "rom" and "cqi" to a frame whose index is the Excel row number (name "rij") and
    whose column "blad" names the sheet; the other columns are those of definitions/exports/<tabel>.toml, all present
    (missing = NaN/NaT/None). A table that was not delivered is absent from the mapping.
    Dates are datetime64, numbers float64, codes and ids str, ja_nee "boolean".
    `rijen_gelezen` counts the rows found per table; each is in `tabellen` or, dropped while reading and named in
    `findings`, in `uitgesloten` (columns UITGESLOTEN). The extra table "sessies" holds the appointments that were
    summed into trajecten.
    """

    bestand: str
    agb: str | None  # the 8-digit code inside the file; None when absent or not unique
    tabellen: Mapping[str, pd.DataFrame]
    rijen_gelezen: Mapping[str, int]
    findings: tuple[Finding, ...]
    uitgesloten: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(UITGESLOTEN)))
    koppen: Mapping[tuple[str, str], str] = field(default_factory=dict)  # (table, our name) -> heading in the file


@dataclass(frozen=True, slots=True)
class CheckedLevering:
    """A validated levering of a known keurmerkdrager. Made only by validate/.

    `tabellen` holds only the rows that may count, all three keys present (possibly empty frames with all columns).
    `uitgesloten` has one row per excluded row: tabel, blad, rij, code (of the finding), reden (Dutch, short), jaar.
    `akkoord` is False when the levering holds a blocking finding that the analyst has not accepted: no own report.
    """

    agb: str
    bestand: str
    tabellen: Mapping[str, pd.DataFrame]
    uitgesloten: pd.DataFrame
    findings: tuple[Finding, ...]
    rijen_gelezen: Mapping[str, int]
    akkoord: bool


@dataclass(frozen=True, slots=True)
class Rijen:
    """All checked leveringen of the round under each other: the input of measure.

    Every frame has the columns agb, blad, rij (int, Excel) and the table's own columns, with a RangeIndex.
    Pairing measurements into voor and na is measure's work; validate has already taken out rows that may not count.
    """

    trajecten: pd.DataFrame
    rom: pd.DataFrame
    cqi: pd.DataFrame
    uitgesloten: pd.DataFrame


@dataclass(frozen=True, slots=True)
class AfgekeurdeLevering:
    """A file that cannot become a CheckedLevering because it is not clear what it is, or whose.

    `agb` is the code inside the file where there is exactly one; None otherwise. `naam` names the answer
    (bevindingen/<naam>.xlsx): the AGB-code, or a safe form of the file's name.
    """

    bestand: str
    naam: str
    agb: str | None
    findings: tuple[Finding, ...]
    rijen_gelezen: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class IngenomenLevering:
    """What the round keeps of a CheckedLevering when its rows have been measured: counts and findings, no row.

    Of each finding at most the first row is kept; all of them are in the answer. `kengetallen` are what next year is
    compared with, `brief` is the mail text of the answer.
    """

    agb: str
    bestand: str
    findings: tuple[Finding, ...]
    rijen_gelezen: Mapping[str, int]
    akkoord: bool
    gebruikt: int
    uitgesloten: int
    kengetallen: Mapping[str, float]
    brief: str


@dataclass(frozen=True)
class Intake(Generic[L_co]):
    """Everything that came in, judged: nothing is lost between the files read and these lists.

    Every file is in `gecontroleerd` or in `afgekeurd`; `zonder_levering` are the AGB-codes of the register that
    no file belongs to. `gecontroleerd` is in order of AGB-code.
    """

    gecontroleerd: tuple[L_co, ...]
    afgekeurd: tuple[AfgekeurdeLevering, ...]
    zonder_levering: tuple[str, ...]
