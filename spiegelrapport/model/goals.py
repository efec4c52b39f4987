"""What a reader noted in the dashboard: a goal, and what will be done about it, by whom and when."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Goal:
    """Of one figure. In the reader's own words, each short enough for its box; "" where nothing was noted."""

    indicator: str
    doel: str = ""
    doen: str = ""
    wie: str = ""
    wanneer: str = ""
