"""A planned mail -> the bytes of one message, the same every time but for its date."""

import hashlib
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.policy import SMTP
from email.utils import format_datetime

from spiegelrapport.files import sha256
from spiegelrapport.mailing.dashboard import Enclosure
from spiegelrapport.mailing.plan import Mail, Plan
from spiegelrapport.mailing.right_reader import HeldBack

BEELD = "spiegelbijeenkomst.ics"
PAGES = ("application/zip", "text/html", "application/octet-stream")


def build_message(
    mail: Mail, plan: Plan, bijlage: bytes | None, datum: datetime, erbij: Enclosure | None = None
) -> bytes:
    """The message as SMTP sends it: ASCII, CRLF line ends."""
    bericht = EmailMessage(policy=SMTP)
    bericht["From"] = _address(plan.afzender_naam, plan.afzender_email)
    if plan.antwoord_aan:
        bericht["Reply-To"] = _address(plan.afzender_naam, plan.antwoord_aan)
    bericht["To"] = _address(mail.contactpersoon or mail.naam, mail.adres)
    bericht["Subject"] = mail.onderwerp
    bericht["Date"] = format_datetime(datum)
    bericht["Message-ID"] = mail.message_id
    bericht.set_content(mail.tekst, cte="quoted-printable")
    bericht.add_alternative(mail.html, subtype="html", cte="quoted-printable")
    if bijlage is not None:
        bericht.add_attachment(bijlage, maintype="application", subtype="pdf", filename=mail.bijlage_naam)
    if erbij is not None:
        hoofdsoort = "text" if erbij.soort == "html" else "application"
        bericht.add_attachment(erbij.inhoud, maintype=hoofdsoort, subtype=erbij.soort, filename=erbij.naam)
    if mail.agenda:
        _add_calendar(bericht, mail.agenda)
    bericht["Content-Language"] = "nl"  # last: earlier it would move into the first part
    _fix_boundaries(bericht, mail.message_id)
    return bericht.as_bytes()


def _address(naam: str, adres: str) -> Address:
    lokaal, _, domein = adres.rpartition("@")
    return Address(" ".join(naam.split()), lokaal, domein)


def _add_calendar(bericht: EmailMessage, agenda: str) -> None:
    bericht.add_attachment(agenda.encode(), maintype="text", subtype="calendar", filename=BEELD)
    deel = next(deel for deel in bericht.iter_attachments() if deel.get_content_type() == "text/calendar")
    deel.set_param("charset", "utf-8")
    deel.set_param("method", "PUBLISH")


def _fix_boundaries(bericht: EmailMessage, zaad: str) -> None:
    """Boundaries from the Message-ID instead of from chance."""
    for nummer, deel in enumerate(deel for deel in bericht.walk() if deel.is_multipart()):
        deel.set_boundary(f"=_{hashlib.sha256(f'{zaad}{nummer}'.encode()).hexdigest()[:32]}")


def verify(inhoud: bytes, adres: str, bijlage: bytes | None, erbij: Enclosure | None = None) -> None:
    """Read the finished message back: one reader, this address, these attachments and no other PDF or page."""
    bericht = BytesParser(policy=SMTP).parsebytes(inhoud)
    ontvangers = [
        a.addr_spec for kop in ("to", "cc", "bcc") for veld in bericht.get_all(kop, []) for a in veld.addresses
    ]
    pdfs = [_payload(deel) for deel in bericht.walk() if deel.get_content_type() == "application/pdf"]
    verwacht = [] if bijlage is None else [sha256(bijlage)]
    paginas = [_payload(deel) for deel in bericht.walk() if deel.get_content_type() in PAGES and deel.get_filename()]
    ook = [] if erbij is None else [sha256(erbij.inhoud)]
    if (ontvangers, [sha256(pdf) for pdf in pdfs], [sha256(een) for een in paginas]) != ([adres], verwacht, ook):
        raise HeldBack("het opgemaakte bericht noemt niet precies deze lezer en deze bijlage")


def _payload(deel: MIMEPart) -> bytes:
    inhoud = deel.get_payload(decode=True)
    return inhoud if isinstance(inhoud, bytes) else b""
