"""A report -> a copy that opens with a password only (AES-256), and the list of passwords for another channel."""

import io
import json
import secrets
from collections.abc import Mapping
from pathlib import Path

import pikepdf

from spiegelrapport.errors import MailError
from spiegelrapport.files import write_whole
from spiegelrapport.workbook import workbook

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that are misread: i l o 0 1
GROEPEN, GROEPSLENGTE = 4, 4  # 79 bits
WACHTWOORDEN_JSON, WACHTWOORDEN_XLSX = "wachtwoorden.json", "wachtwoorden.xlsx"
MAP = "versleuteld"


def new_password() -> str:
    """Something that can be read out over the telephone: 'k7wq-3fhm-x2ca-p9te'."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROEPSLENGTE)) for _ in range(GROEPEN))


def encrypt(inhoud: bytes, wachtwoord: str) -> bytes:
    """The PDF under AES-256. It stays accessible to screen readers, and is no longer PDF/A."""
    uit = io.BytesIO()
    slot = pikepdf.Encryption(
        user=wachtwoord, owner=secrets.token_urlsafe(32), R=6, allow=pikepdf.Permissions(accessibility=True)
    )
    with pikepdf.open(io.BytesIO(inhoud)) as pdf:
        _no_longer_archive(pdf)
        pdf.save(uit, encryption=slot)
    return uit.getvalue()


def _no_longer_archive(pdf: pikepdf.Pdf) -> None:
    """PDF/A forbids encryption, so the copy must not claim to be it. (It is still PDF/UA.)"""
    if "/Metadata" not in pdf.Root:
        return
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metagegevens:
        for sleutel in [sleutel for sleutel in metagegevens if "/pdfa/ns/id/" in sleutel]:
            del metagegevens[sleutel]


def load_passwords(mailmap: Path) -> dict[str, str]:
    """agb -> password; empty when none were ever made."""
    pad = mailmap / WACHTWOORDEN_JSON
    try:
        return dict(json.loads(pad.read_bytes()))
    except FileNotFoundError:
        return {}
    except ValueError as fout:
        raise MailError("de wachtwoordlijst is beschadigd", waar=str(pad), tip="zet een reservekopie terug") from fout


def save_passwords(mailmap: Path, wachtwoorden: Mapping[str, str], namen: Mapping[str, tuple[str, str]]) -> None:
    """The list as JSON for the program and as a workbook for a person. `namen`: agb -> (naam, contactpersoon)."""
    write_whole(mailmap / WACHTWOORDEN_JSON, json.dumps(dict(wachtwoorden), indent=1).encode())
    rijen = [[agb, *namen.get(agb, ("", "")), woord] for agb, woord in sorted(wachtwoorden.items())]
    koppen = ["AGB-code", "Naam", "Contactpersoon", "Wachtwoord (niet per mail doorgeven)"]
    write_whole(mailmap / WACHTWOORDEN_XLSX, workbook({"Wachtwoorden": (koppen, rijen)}))
