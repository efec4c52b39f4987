"""Which participant stood by name in which paper, and when that was made: so that a paper with a withdrawn name can be taken back."""

import json
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from spiegelrapport.dutch import datum
from spiegelrapport.errors import OutputError
from spiegelrapport.files import write_whole
from spiegelrapport.model.spiegelbijeenkomst import Deelnemer


@dataclass(frozen=True, slots=True)
class NamedIn:
    """One AGB-code in one paper. No name and no figure: this file stays when those have to go."""

    agb: str
    bestand: str
    ruimte: str
    gedrukt: str  # ISO date


def read_record(pad: Path) -> tuple[NamedIn, ...]:
    """What was noted so far; a damaged record stops the run, since what is in it cannot be known otherwise."""
    if not pad.is_file():
        return ()
    try:
        return tuple(NamedIn(**rij) for rij in json.loads(pad.read_text(encoding="utf-8")))
    except (ValueError, TypeError):
        raise OutputError(
            "de lijst van wie op welk papier staat is beschadigd",
            waar=str(pad),
            tip="zet een reservekopie terug, of haal alle papieren van deze bijeenkomst terug en verwijder het bestand",
        ) from None


def at_table(deelnemers: Collection[Deelnemer], eerder: Collection[NamedIn], ruimte: str) -> frozenset[str]:
    """Whose figures are known in a room: who sits there, and who stood on an earlier paper of it, withdrawn or not."""
    nu = {een.agb for een in deelnemers if een.ruimte == ruimte}
    return frozenset(nu | {een.agb for een in eerder if een.ruimte == ruimte})


def write_record(pad: Path, eerder: Collection[NamedIn], nu: Collection[NamedIn]) -> None:
    alles = sorted({*eerder, *nu}, key=lambda een: (een.gedrukt, een.bestand, een.agb))
    write_whole(pad, (json.dumps([asdict(een) for een in alles], indent=1) + "\n").encode())


def take_back(eerder: Collection[NamedIn], deelnemers: Collection[Deelnemer]) -> Iterator[str]:
    """Dutch lines: the papers on which somebody stands who may not stand there (any more), and when they were made."""
    mag = {(deelnemer.agb, deelnemer.ruimte) for deelnemer in deelnemers if deelnemer.op_naam}
    papieren: dict[tuple[str, str, str], set[str]] = {}
    for een in eerder:
        if (een.agb, een.ruimte) not in mag:
            papieren.setdefault((een.agb, een.bestand, een.ruimte), set()).add(een.gedrukt)
    for (agb, bestand, ruimte), dagen in sorted(papieren.items()):
        gedrukt = ", ".join(datum(_day(dag)) for dag in sorted(dagen))
        yield f"Haal terug: {bestand} van ruimte {ruimte}, gemaakt op {gedrukt}: daarop stond {agb}, die daar niet (meer) op naam mag staan."


def _day(dag: str) -> date:
    return date.fromisoformat(dag)
