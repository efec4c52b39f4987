"""manifest.json -> what a mailing needs of it: which round this is, and per keurmerkdrager the report that was made."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spiegelrapport.errors import DisclosureError, MailError
from spiegelrapport.mailing.plan import RondeKenmerk
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS

MANIFEST = "manifest.json"
SCHEMA = 1
VERSTUURBAAR = ("gemaakt", "gezamenlijk")


@dataclass(frozen=True, slots=True)
class MailedReport:
    """One keurmerkdrager's line in the manifest."""

    agb: str
    naam: str
    status: str
    reden: str
    bestand: str | None
    sha256: str | None
    dashboard: str | None = None
    dashboard_sha256: str | None = None
    voor: str | None = None  # whom the PDF says it is for, when that is not the reader: what a meeting sends to all

    @property
    def agb_in_pdf(self) -> str:
        """What the PDF must say of itself: the joint report is not in one reader's name."""
        return self.voor or (KLEINE_AANBIEDERS if self.status == "gezamenlijk" else self.agb)


@dataclass(frozen=True, slots=True)
class Manifest:
    """The finished round, audit passed."""

    ronde: RondeKenmerk
    rapporten: Mapping[str, MailedReport]


def load_manifest(uitvoer: Path) -> Manifest:
    """The manifest of the round's output folder; refused when the disclosure audit did not pass."""
    pad = uitvoer / MANIFEST
    try:
        ruw = json.loads(pad.read_bytes())
        manifest, geslaagd = _parse(ruw), ruw["audit"]["geslaagd"]
    except FileNotFoundError:
        raise MailError(
            "de rapporten van deze ronde zijn nog niet gemaakt", waar=str(pad), tip="maak ze met: spiegelrapport build"
        ) from None
    except (ValueError, KeyError, TypeError) as fout:
        raise MailError(
            "het manifest is beschadigd of onvolledig", waar=str(pad), tip="maak de ronde opnieuw"
        ) from fout
    if geslaagd is not True:
        raise DisclosureError(
            "de onthullingscontrole van deze ronde is niet geslaagd; er mag niets worden verstuurd",
            waar=str(pad),
            tip="los eerst op wat de build over de onthullingscontrole meldt",
        )
    return manifest


def _parse(ruw: Mapping[str, Any]) -> Manifest:
    if ruw["schema"] != SCHEMA:
        raise ValueError("schema")
    velden = ("agb", "naam", "status", "reden", "bestand", "sha256")
    erbij = ("dashboard", "dashboard_sha256", "voor")
    rapporten = [
        MailedReport(**{veld: regel[veld] for veld in velden}, **{veld: regel.get(veld) for veld in erbij})
        for regel in ruw["keurmerkdragers"]
    ]
    if len({rapport.agb for rapport in rapporten}) != len(rapporten):
        raise ValueError("dubbele AGB-code")
    return Manifest(RondeKenmerk.from_manifest(ruw), {rapport.agb: rapport for rapport in rapporten})
