"""afspraken.json, as `bijeenkomst lessen` writes it -> each keurmerkdrager's own afspraken, for its next report."""

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

from spiegelrapport.errors import InputError
from spiegelrapport.model.lessons import Agreement

FOLDER = "afspraken"
SCHEMA = 1
HINT = "maak het opnieuw met: spiegelrapport bijeenkomst lessen, of haal het uit de map"


def to_json(afspraken: Sequence[Agreement]) -> bytes:
    """In order of AGB-code and meeting; the same afspraken give the same bytes."""
    regels = [asdict(een) | {"terugkijken": een.terugkijken.isoformat()} for een in sorted(afspraken, key=_order)]
    return (json.dumps({"schema": SCHEMA, "afspraken": regels}, ensure_ascii=False, indent=1) + "\n").encode()


def load_agreements(ronde_map: Path, register: Collection[str]) -> dict[str, tuple[Agreement, ...]]:
    """AGB-code -> what it agreed at last year's meetings (`ronde_map`/afspraken/*.json).

    Who is no longer in the register has no report, so that its afspraak is left out. InputError for another file.
    """
    gevonden: dict[str, tuple[Agreement, ...]] = {}
    for pad in sorted((ronde_map / FOLDER).glob("*.json")):
        for afspraak in _parse(pad):
            if afspraak.agb in register:
                gevonden[afspraak.agb] = (*gevonden.get(afspraak.agb, ()), afspraak)
    return {agb: tuple(sorted(een, key=_order)) for agb, een in gevonden.items()}


def _order(afspraak: Agreement) -> tuple[str, date, str]:
    return afspraak.agb, afspraak.terugkijken, afspraak.bijeenkomst


def _parse(pad: Path) -> list[Agreement]:
    try:
        ruw = json.loads(pad.read_text(encoding="utf-8-sig"))
        regels = [Agreement(**{**regel, "terugkijken": date.fromisoformat(regel["terugkijken"])}) for regel in ruw["afspraken"]]  # fmt: skip
        goed = ruw["schema"] == SCHEMA and all(isinstance(v, str) for r in ruw["afspraken"] for v in r.values())
    except (OSError, ValueError, KeyError, TypeError):
        goed, regels = False, []
    if not goed:
        raise InputError("dit is geen bestand met afspraken van een bijeenkomst", waar=f"{FOLDER}/{pad.name}", tip=HINT)
    return regels
