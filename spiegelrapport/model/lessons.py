"""What a spiegelbijeenkomst brought: per room what was understood, in which context, and each participant's own afspraak."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One thing said, as the moderator wrote it down; `regel` counts from 1 in the room's file."""

    tekst: str
    regel: int


@dataclass(frozen=True, slots=True)
class RoomNotes:
    """The filled-in notes of one room; nothing in them is anybody's own."""

    ruimte: str
    thema: str
    inzichten: tuple[NoteLine, ...]
    context: tuple[NoteLine, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """What one participant took home: only for its own next report. In its own words, short enough for its place."""

    agb: str
    tekst: str
    terugkijken: date
    bijeenkomst: str  # the meeting's title
    thema: str  # the theme's name, as printed


@dataclass(frozen=True, slots=True)
class MeetingNotes:
    """Everything that may be used of a meeting's notes."""

    ruimtes: tuple[RoomNotes, ...]
    afspraken: tuple[Agreement, ...]
