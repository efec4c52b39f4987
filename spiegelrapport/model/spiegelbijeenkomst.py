"""A spiegelbijeenkomst as the analyst planned it: when, about what, in which rooms, and who takes part on which terms."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from spiegelrapport.model.cijfers import Sleutel

Toestemming = Literal["op naam", "zonder naam", "niet"]


@dataclass(frozen=True, slots=True)
class Ruimte:
    """A break-out room: its theme (a file in definitions/themas/) and who moderates."""

    thema: str
    gespreksleider: str
    plek: str = ""  # a room or a link of its own


@dataclass(frozen=True, slots=True)
class Spiegelbijeenkomst:
    """One meeting of a round; times are local (Europe/Amsterdam)."""

    titel: str
    begin: str  # ISO local date and time
    einde: str
    plaats: str  # an address or a link
    aanmelden: str  # where one signs up: an e-mail or web address
    aanmelden_tot: str  # ISO date
    gespreksleider: str  # of the plenary part
    ruimtes: Mapping[str, Ruimte]  # name of the room -> room
    per_ruimte: int = 8  # participants that a room holds at most
    minimum_ruimte: int = 3  # participants under whom a room shows nobody's figures
    minimum_op_naam: int = 3  # named participants under whom a room shows no names: two know each other's figure

    @property
    def dag(self) -> date:
        """The day of the meeting."""
        return datetime.fromisoformat(self.begin).date()

    @property
    def sluiting(self) -> date:
        """The last day to sign up."""
        return date.fromisoformat(self.aanmelden_tot)


@dataclass(frozen=True, slots=True)
class Deelnemer:
    """A row of deelnemers.xlsx: one person for one keurmerkdrager."""

    agb: str
    persoon: str
    email: str
    ruimte: str  # empty: not allocated
    wens: str  # the room asked for; empty: none
    toestemming: Toestemming  # as it counts: what is missing or came too late is "niet"
    rij: int
    ingetrokken: bool = False  # whether consent was given and taken back

    @property
    def op_naam(self) -> bool:
        """Whether the figures may stand under the name, in the own room only."""
        return self.toestemming == "op naam"


@dataclass(frozen=True, slots=True)
class RoomTable:
    """What a room's pack is made with, beside the documents of who may be named there."""

    naam: str
    ruimte: Ruimte
    aanwezig: int
    weg: frozenset[Sleutel]  # figures that stand there without names
    waarom_geen: str  # why the room shows no names at all; "" when it does


@dataclass(frozen=True, slots=True)
class OnTheTable:
    """What one room would show under names: who sits there, who of them by name, and which figures."""

    aanwezig: frozenset[str]
    op_naam: frozenset[str]
    cijfers: frozenset[Sleutel]
