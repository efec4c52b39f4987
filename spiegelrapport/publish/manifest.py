"""What happened to every keurmerkdrager in this round -> manifest.json and samenvatting.xlsx."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from spiegelrapport.model.ronde import Ronde
from spiegelrapport.workbook import workbook

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


KOPPEN = {
    "agb": "AGB-code",
    "naam": "Naam",
    "status": "Status",
    "reden": "Toelichting",
    "levering": "Levering",
    "gelezen": "Rijen gelezen",
    "gebruikt": "Rijen gebruikt",
    "uitgesloten": "Rijen uitgesloten",
    "bevindingen": "Bevindingen",
    "n": "Afgesloten trajecten",
    "groep": "Benchmarkgroep",
    "bestand": "Rapport",
    "paginas": "Pagina's",
}


def samenvatting(regels: Sequence[ManifestEntry]) -> bytes:
    """samenvatting.xlsx as bytes: one row per keurmerkdrager, and a sheet with the totals per status."""
    totalen: dict[str, int] = {}
    for regel in regels:
        totalen[regel.status] = totalen.get(regel.status, 0) + 1
    return workbook(
        {
            "Zorgaanbieders": (list(KOPPEN.values()), [[getattr(regel, veld) for veld in KOPPEN] for regel in regels]),
            "Totalen": (["Status", "Aantal"], [*totalen.items(), ("totaal", len(regels))]),
        }
    )
