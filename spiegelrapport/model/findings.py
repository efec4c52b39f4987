"""What is wrong in a levering, said so that an analyst can forward it and a zorgaanbieder can mend it."""

from dataclasses import dataclass
from enum import StrEnum


class Ernst(StrEnum):
    """How much a finding weighs; the order is the order in which findings are shown."""

    BLOKKEREND = "blokkerend"  # this levering (or this table) cannot be used
    UITGESLOTEN = "uitgesloten"  # the named rows do not count
    LET_OP = "let op"  # used, but look at it
    VRAAG = "vraag"  # used; somebody should confirm


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in one levering.

    `rijen` are Excel row numbers (1-based, as Excel shows them), possibly many; `aantal` is how many rows it
    touches (len(rijen) unless the finding is about a whole file or column). `bericht` and `herstel` are Dutch
    and never hold a patient's value, except codes and dates out of range: they go to the zorgaanbieder as they stand.
    `besluit` is for the analyst alone: what to do or decide in the round's folder. It never reaches a letter.
    """

    code: str  # stable, e.g. "R012"; one code per rule
    ernst: Ernst
    bericht: str  # what is wrong
    herstel: str  # how to mend it
    bestand: str  # file name without folder
    blad: str | None = None  # sheet, as Excel shows it
    kolom: str | None = None  # heading, as it stands in the file
    rijen: tuple[int, ...] = ()
    aantal: int = 0
    besluit: str = ""
