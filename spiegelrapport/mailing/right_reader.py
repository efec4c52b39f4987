"""The last look before a mail leaves: file, code inside the PDF, register and plan must name the same reader."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from spiegelrapport.files import sha256
from spiegelrapport.mailing.addresses import AdresError, one_address
from spiegelrapport.mailing.manifest import VERSTUURBAAR, Manifest
from spiegelrapport.mailing.plan import Mail, Plan, message_id
from spiegelrapport.model.ronde import Keurmerkdrager

AGB_IN_PDF = re.compile(r"\bagb:([a-z0-9-]+)")


class HeldBack(Exception):
    """This one mail may not leave; the message says in Dutch what does not agree."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything a mail is held against. `lezers` is the register of today, by AGB-code."""

    plan: Plan
    manifest: Manifest
    lezers: Mapping[str, Keurmerkdrager]
    uitvoer: Path
    wachtwoorden: Mapping[str, str]


def codes_in_pdf(inhoud: bytes, wachtwoord: str = "") -> frozenset[str]:
    """The AGB-codes that a PDF says it is for, from its keywords (document information and XMP)."""
    try:
        with pikepdf.open(io.BytesIO(inhoud), password=wachtwoord) as pdf:
            woorden = [str(pdf.docinfo.get("/Keywords", "")), str(pdf.open_metadata().get("pdf:Keywords", ""))]
    except pikepdf.PasswordError:
        raise HeldBack("het wachtwoord op de lijst opent de PDF niet") from None
    except pikepdf.PdfError:
        raise HeldBack("het bestand is geen leesbare PDF") from None
    return frozenset(code for tekst in woorden for code in AGB_IN_PDF.findall(tekst))


def inside(map_: Path, relatief: str) -> Path:
    """The file `relatief` of `map_`, links followed, and never one outside that folder."""
    wortel = map_.resolve()
    pad = (wortel / relatief).resolve()
    if not pad.is_relative_to(wortel):
        raise HeldBack(f"{relatief} ligt buiten de map van de ronde")
    return pad


def read_file(map_: Path, relatief: str) -> bytes:
    try:
        return inside(map_, relatief).read_bytes()
    except OSError as fout:
        raise HeldBack(f"{relatief} is niet te lezen: {fout.strerror}") from None


def check(mail: Mail, bewijs: Evidence) -> bytes | None:
    """The bytes to attach (None: no attachment), read once and proven to be this reader's; else HeldBack."""
    _check_reader(mail, bewijs)
    _check_manifest(mail, bewijs)
    rapport = read_file(bewijs.uitvoer, mail.bestand)
    _demand(sha256(rapport) == mail.sha256, f"{mail.bestand} is veranderd sinds het plan is goedgekeurd")
    _check_codes(mail, codes_in_pdf(rapport))
    if mail.bijlage is None or mail.bijlage == mail.bestand:
        return rapport if mail.bijlage else None
    bijlage = read_file(bewijs.uitvoer, mail.bijlage)
    _demand(sha256(bijlage) == mail.bijlage_sha256, f"{mail.bijlage} is veranderd sinds het plan is goedgekeurd")
    _demand(mail.agb in bewijs.wachtwoorden, "het wachtwoord van deze lezer staat niet op de wachtwoordlijst")
    _check_codes(mail, codes_in_pdf(bijlage, bewijs.wachtwoorden[mail.agb]))
    return bijlage


def _check_reader(mail: Mail, bewijs: Evidence) -> None:
    lezer = bewijs.lezers.get(mail.agb)
    if lezer is None:
        raise HeldBack("deze keurmerkdrager staat niet meer in het register")
    try:
        nu = one_address(lezer.email)
    except AdresError as fout:
        raise HeldBack(f"het adres in het register is veranderd: {fout}") from None
    _demand(nu == mail.adres, f"het adres in het register is nu {nu}, goedgekeurd is {mail.adres}")
    for wat, is_nu, was in (
        ("de naam", lezer.naam, mail.naam),
        ("de contactpersoon", lezer.contactpersoon, mail.contactpersoon),
    ):
        _demand(is_nu == was, f"{wat} in het register is nu '{is_nu}', goedgekeurd is '{was}'")


def _check_manifest(mail: Mail, bewijs: Evidence) -> None:
    ronde, rapport = bewijs.plan.ronde, bewijs.manifest.rapporten.get(mail.agb)
    if rapport is None or rapport.status not in VERSTUURBAAR:
        raise HeldBack("volgens het manifest is er geen rapport voor deze keurmerkdrager")
    zelfde = (rapport.bestand, rapport.sha256, rapport.agb_in_pdf) == (mail.bestand, mail.sha256, mail.agb_in_pdf)
    _demand(zelfde, "het manifest noemt een ander rapport dan het plan; maak en keur het plan opnieuw")
    verwacht = message_id(ronde, mail.agb, mail.adres, mail.sha256, bewijs.plan.afzender_email)
    _demand(mail.message_id == verwacht, "het Message-ID hoort niet bij deze lezer, dit adres en dit bestand")


def _check_codes(mail: Mail, codes: frozenset[str]) -> None:
    gevonden = ", ".join(sorted(codes)) or "geen AGB-code"
    _demand(codes == {mail.agb_in_pdf}, f"in de PDF staat {gevonden}, verwacht is {mail.agb_in_pdf}")


def _demand(goed: bool, reden: str) -> None:
    if not goed:
        raise HeldBack(reden)
