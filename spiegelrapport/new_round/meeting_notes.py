"""A room of a meeting -> the file in which its moderator notes insight, context and what everybody will do."""

from collections.abc import Sequence
from pathlib import Path

from spiegelrapport.files import write_whole
from spiegelrapport.spelling import slug

UITLEG = (
    "<!-- Schrijf onder elke kop in gewone zinnen, zonder namen en zonder cijfers van een ander. Onder Afspraak één regel per "
    "deelnemer: - AGB-code | afspraak | terugkijken op JJJJ-MM-DD. Wie niet op naam staat, zet je er alleen bij als die dat wil. -->"
)


def notes_path(map_: Path, ruimte: str) -> Path:
    """notities/<ruimte>.md in the folder of the meeting."""
    return map_ / "notities" / f"{slug(ruimte)}.md"


def write_notes(map_: Path, ruimte: str, thema: str, gespreksleider: str, agbs: Sequence[str]) -> Path | None:
    """The empty form, unless it is there already: what somebody wrote is never touched."""
    pad = notes_path(map_, ruimte)
    if pad.exists():
        return None
    regels = [
        *("---", f"ruimte: {ruimte}", f"thema: {thema}", f"gespreksleider: {gespreksleider}", "---", "", UITLEG, ""),
        *("## Inzicht", "", "", "## Context", "", "", "## Afspraak", ""),
        *(f"- {agb} | | terugkijken op JJJJ-MM-DD" for agb in agbs),
    ]
    write_whole(pad, ("\n".join(regels) + "\n").encode())
    return pad
