"""Where a round stands, as the analyst reads it on one page: a row per keurmerkdrager, and what is waited for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """One keurmerkdrager. All words are Dutch and meant to be read; paths are relative to the page."""

    agb: str
    naam: str
    status: str
    klaar: bool  # nothing is asked of anybody
    stap: str  # what to do next
    levering: str = ""
    gelezen: int = 0
    uitgesloten: int = 0
    trajecten: int | None = None  # closed in the reporting year; None without a usable levering
    bevindingen: int = 0
    ergste: str = ""  # the worst finding, in one sentence
    rapport: str = ""
    werkmap: str = ""  # its findings
    dashboard: str = ""
    brief: str = ""  # mail text to copy
    veranderd: str = ""  # what changed in its report since the build before
    mail: str = ""  # where its mail is, once there is a plan


@dataclass(frozen=True, slots=True)
class Overview:
    """One page about one round."""

    ronde: str
    verslagjaar: int
    fictief: bool
    gemaakt: str  # local date and time, in words
    wacht: tuple[str, ...]  # what the round is waiting for, most pressing first; empty when nothing
    totalen: tuple[tuple[str, int], ...]  # status, how many; they add up to the register
    rijen: tuple[OverviewRow, ...]
    los: tuple[str, ...] = ()  # files that belong to nobody, each with its reason
    mailing: str = ""  # the mailing in one line
