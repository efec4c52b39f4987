"""notities/*.json, as the dashboard saves them -> each reader's goals, for the next report's page 'Ons gesprek'."""

import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from spiegelrapport.errors import InputError
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS
from spiegelrapport.model.goals import Goal
from spiegelrapport.spelling import single_spaced

FOLDER = "notities"
SCHEMA = 1
LONGEST = 80  # characters: a box on the page holds no more
FIELDS = ("doel", "doen", "wie", "wanneer")
NOBODY = "vraag de afzender het bestand te bewaren met de eigen AGB-code, bij Ons gesprek"
HINT = "neem het bestand zoals het dashboard het bewaarde, of haal het uit de map"


def load_goals(ronde_map: Path, register: Collection[str], indicatoren: Collection[str]) -> dict[str, tuple[Goal, ...]]:
    """AGB-code -> goals, of figures that still exist. Notes are not read: they stay with who wrote them.

    InputError for a file that is not what a dashboard saves, is of nobody in the register, or is a reader's second.
    """
    gevonden: dict[str, tuple[Goal, ...]] = {}
    for pad in sorted((ronde_map / FOLDER).glob("*.json")):
        agb, cijfers = _parse(pad)
        if agb == KLEINE_AANBIEDERS:
            zonder_code = "dit komt uit het dashboard van alle kleine aanbieders en zegt niet van wie het is"
            raise InputError(zonder_code, waar=f"{FOLDER}/{pad.name}", tip=NOBODY)
        if agb not in register:
            raise InputError(f"de AGB-code {agb} staat niet in het register", waar=f"{FOLDER}/{pad.name}", tip=HINT)
        if agb in gevonden:
            raise InputError(
                f"er zijn twee bestanden van {agb}", waar=f"{FOLDER}/{pad.name}", tip="bewaar het nieuwste"
            )
        gevonden[agb] = tuple(_goals(cijfers, indicatoren))
    return gevonden


def _parse(pad: Path) -> tuple[str, Mapping[str, object]]:
    try:
        ruw = json.loads(pad.read_text(encoding="utf-8-sig"))
        agb, cijfers = ruw["agb"], ruw["cijfers"]
        goed = ruw["schema"] == SCHEMA and isinstance(agb, str) and isinstance(cijfers, dict)
    except (OSError, ValueError, KeyError, TypeError):
        goed = False
    if not goed:
        raise InputError("dit is geen bestand met notities van een dashboard", waar=f"{FOLDER}/{pad.name}", tip=HINT)
    return agb, cijfers


def _goals(cijfers: Mapping[str, object], indicatoren: Collection[str]) -> Iterator[Goal]:
    for code, noot in cijfers.items():
        if code in indicatoren and isinstance(noot, dict):
            woorden = {veld: _short(noot.get(veld)) for veld in FIELDS}
            if any(woorden.values()):
                yield Goal(code, **woorden)


def _short(tekst: object) -> str:
    schoon = single_spaced(tekst) if isinstance(tekst, str) else ""
    return schoon if len(schoon) <= LONGEST else schoon[: LONGEST - 1].rstrip() + "…"
