"""What happened to every keurmerkdrager in this round -> manifest.json and samenvatting.xlsx."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from spiegelrapport.model.ronde import Ronde

Status = Literal[
    "bruikbaar",  # checked, no report asked for yet
    "gemaakt",
    "gezamenlijk",  # shares the joint report
    "overgeslagen",  # not asked for (--alleen)
    "geen levering",
    "afgekeurd",
    "wacht op akkoord",
    "niet vrijgegeven",
    "mislukt",
]
GELUKT: tuple[Status, ...] = ("bruikbaar", "gemaakt", "gezamenlijk", "overgeslagen", "geen levering")


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """One keurmerkdrager of the register: what was delivered, what became of it, and where the report is."""

    agb: str
    naam: str
    status: Status
    reden: str
    levering: str | None = None  # file name
    bestand: str | None = None  # report, relative to the output folder
    sha256: str | None = None
    paginas: int | None = None
    n: int | None = None  # closed trajecten in the reporting year
    groep: str | None = None
    gelezen: int = 0
    gebruikt: int = 0
    uitgesloten: int = 0
    bevindingen: int = 0
    let_op: tuple[str, ...] = ()  # what the analyst should see whatever the status: data leaks, and what is zero
    stap: str = ""  # what to do next
    antwoord: str | None = None  # findings workbook to send back, relative to the output folder
    dashboard: str | None = None  # relative to the output folder
    dashboard_sha256: str | None = None


def manifest(
    ronde: Ronde,
    programma: str,
    definities: str,
    invoer: Mapping[str, str],
    audit: Mapping[str, object],
    regels: Sequence[ManifestEntry],
    vingerafdruk: str,
) -> bytes:
    """manifest.json as bytes: no clock and no paths of this machine, so the same round gives the same bytes.

    `invoer` maps file names to SHA-256; `vingerafdruk` identifies the round's input, settings and program together.
    """
    inhoud = {
        "schema": 1,
        "ronde": {
            "naam": ronde.naam,
            "verslagjaar": ronde.verslagjaar,
            "versie": ronde.versie,
            "fictief": ronde.fictief,
            "vingerafdruk": vingerafdruk,
        },
        "programma": programma,
        "definities": definities,
        "invoer": dict(sorted(invoer.items())),
        "audit": dict(audit),
        "keurmerkdragers": [asdict(regel) for regel in regels],
    }
    return (json.dumps(inhoud, ensure_ascii=False, indent=1) + "\n").encode()


def earlier_lines(map_: Path) -> list[dict[str, Any]]:
    """What the last build in this folder said of each keurmerkdrager; nothing when there was none."""
    try:
        regels = json.loads((map_ / "manifest.json").read_bytes())["keurmerkdragers"]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return list(regels)
