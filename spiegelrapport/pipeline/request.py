"""What the user asks for, who is told how it goes, and what comes back."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from spiegelrapport.worker_pool import cores


class Reporter(Protocol):
    """Who is told how far the run is."""

    def zeg(self, regel: str) -> None:
        """One line for the user."""
        ...

    def fase(self, naam: str, totaal: int) -> AbstractContextManager[Callable[[str], None]]:
        """A stage of `totaal` items; the function it yields is called with the name of each that is done."""
        ...


@dataclass(frozen=True, slots=True)
class Request:
    """One command's choices."""

    ronde_map: Path
    uitvoer_map: Path = Path("output")
    alleen: tuple[str, ...] = ()  # AGB-codes; empty = all
    jobs: int | None = None
    opnieuw: bool = False
    html: bool = False
    dashboard: bool = False  # also when the round does not ask for it
    versneld: bool = True  # False: WeasyPrint prints by itself, slower, the same report

    @property
    def processen(self) -> int:
        return self.jobs or cores()


@dataclass(frozen=True, slots=True)
class RunResult:
    """What the user is told at the end: lines, and 0 (all made), 1 (some failed) or higher (nothing could be done)."""

    regels: tuple[str, ...]
    slotcode: int
