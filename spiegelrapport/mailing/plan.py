"""The sending plan: per mail its one reader, one address, one file and one Message-ID, as JSON that sending obeys."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from spiegelrapport.errors import MailError
from spiegelrapport.files import sha256, write_whole
from spiegelrapport.mailing.addresses import domain
from spiegelrapport.model.mail import DashboardWay, MailVariant

SCHEMA = 2
PLAN_JSON, PLAN_XLSX = "verzendplan.json", "verzendplan.xlsx"
VORIG, GOEDGEKEURD = "vorig-plan.json", "goedgekeurd-plan.json"  # what the next plan is compared with


@dataclass(frozen=True, slots=True)
class RondeKenmerk:
    """Which round this is. `sleutel` names it for Message-IDs and the log; `vingerafdruk` also pins its input."""

    naam: str
    verslagjaar: int
    versie: str
    fictief: bool
    vingerafdruk: str

    @property
    def sleutel(self) -> str:
        return f"{self.naam}|{self.verslagjaar}|{self.versie}"

    @classmethod
    def from_manifest(cls, manifest: Mapping[str, Any]) -> "RondeKenmerk":
        ronde = manifest["ronde"]
        return cls(
            str(ronde["naam"]),
            int(ronde["verslagjaar"]),
            str(ronde["versie"]),
            bool(ronde["fictief"]),
            str(ronde["vingerafdruk"]),
        )


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail to one reader. Paths are relative to the round's output folder.

    `agb_in_pdf` is what the PDF must say of itself: the reader's own code, or "kleine-aanbieders".
    `bestand` and `sha256` are the report as made; `bijlage` and `bijlage_sha256` what is attached: the same file, its
    encrypted copy, or None for a mail without attachment.
    """

    agb: str
    naam: str
    contactpersoon: str
    adres: str
    agb_in_pdf: str
    bestand: str
    sha256: str
    bytes: int
    bijlage: str | None
    bijlage_sha256: str | None
    bijlage_naam: str
    onderwerp: str
    message_id: str
    tekst: str
    html: str
    agenda: str
    dashboard: str | None = None  # the page as made; None: this mail has nothing to do with one
    dashboard_sha256: str | None = None
    dashboard_vorm: DashboardWay = "geen"


@dataclass(frozen=True, slots=True)
class NotPlanned:
    """A keurmerkdrager that gets no mail from this plan, and why (Dutch)."""

    agb: str
    naam: str
    reden: str


@dataclass(frozen=True, slots=True)
class Plan:
    """All that may be sent, in the order of sending."""

    ronde: RondeKenmerk
    variant: MailVariant
    afzender_naam: str
    afzender_email: str
    antwoord_aan: str
    opgesteld_door: str
    opgesteld_op: str  # ISO, with time zone
    opgesteld_login: str  # as the system knows who made it; "" = not known
    mails: tuple[Mail, ...]
    niet_gepland: tuple[NotPlanned, ...]
    opmerkingen: tuple[str, ...]


def message_id(ronde: RondeKenmerk, agb: str, adres: str, sha256: str, afzender: str, *extra: str) -> str:
    """The same mail has the same Message-ID at every attempt, on every machine; `extra` sets samples apart."""
    inhoud = json.dumps([ronde.sleutel, agb, adres, sha256, *extra], ensure_ascii=True)
    return f"<{hashlib.sha256(inhoud.encode()).hexdigest()[:32]}@{domain(afzender)}>"


def save(plan: Plan, mailmap: Path) -> bytes:
    """Write verzendplan.json and give its bytes, whose hash an approval pins. The plan that was there is kept aside."""
    if (mailmap / PLAN_JSON).is_file():
        write_whole(mailmap / VORIG, (mailmap / PLAN_JSON).read_bytes())
    inhoud = json.dumps({"schema": SCHEMA, **asdict(plan)}, ensure_ascii=False, indent=1).encode() + b"\n"
    write_whole(mailmap / PLAN_JSON, inhoud)
    return inhoud


def keep_approved(mailmap: Path) -> None:
    """From now on changes are told from this plan."""
    write_whole(mailmap / GOEDGEKEURD, (mailmap / PLAN_JSON).read_bytes())


def load_earlier(mailmap: Path) -> Plan | None:
    """The plan that was approved last; else the one before this. None when there is none that this program can read."""
    naam = next((naam for naam in (GOEDGEKEURD, VORIG) if (mailmap / naam).is_file()), None)
    try:
        return load(mailmap, naam)[0] if naam else None
    except MailError:
        return None


def load(mailmap: Path, naam: str = PLAN_JSON) -> tuple[Plan, str]:
    """The plan and the SHA-256 of the bytes it was read from."""
    pad = mailmap / naam
    try:
        inhoud = pad.read_bytes()
    except FileNotFoundError:
        raise MailError(
            "er is nog geen verzendplan", waar=str(pad), tip="maak het met: spiegelrapport mail plan"
        ) from None
    try:
        plan = _parse(json.loads(inhoud))
    except (ValueError, KeyError, TypeError) as fout:
        raise MailError(
            "het verzendplan is beschadigd of door een andere versie gemaakt",
            waar=str(pad),
            tip="maak het opnieuw met: spiegelrapport mail plan",
        ) from fout
    return plan, sha256(inhoud)


def _parse(ruw: dict[str, Any]) -> Plan:
    if ruw["schema"] != SCHEMA:
        raise ValueError("schema")
    velden = {naam: waarde for naam, waarde in ruw.items() if naam != "schema"} | {
        "ronde": RondeKenmerk(**ruw["ronde"]),
        "mails": tuple(Mail(**mail) for mail in ruw["mails"]),
        "niet_gepland": tuple(NotPlanned(**regel) for regel in ruw["niet_gepland"]),
        "opmerkingen": tuple(ruw["opmerkingen"]),
    }
    return Plan(**velden)
