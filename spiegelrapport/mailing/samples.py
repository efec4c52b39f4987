"""A plan -> a rehearsal: .eml files to look at, or a few samples to the analyst's own mailbox."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from spiegelrapport.errors import MailError
from spiegelrapport.files import make_folder, write_whole
from spiegelrapport.mailing import right_reader, transport
from spiegelrapport.mailing.addresses import AdresError, one_address
from spiegelrapport.mailing.dashboard import enclosure
from spiegelrapport.mailing.log import Log, MailState
from spiegelrapport.mailing.mail_server import Smtp
from spiegelrapport.mailing.message import build_message, verify
from spiegelrapport.mailing.plan import Mail, message_id
from spiegelrapport.mailing.right_reader import Evidence, HeldBack
from spiegelrapport.mailing.transport import NotNow

MAP = "proef"
AANTAL = 3


def write_rehearsal(bewijs: Evidence, mailmap: Path, gekozen: Callable[[Mail], bool]) -> tuple[int, list[str]]:
    """proef/<agb>.eml per mail, exactly as it would leave but dated as the plan is. The number, and what would be held back."""
    map_ = mailmap / MAP
    make_folder(map_)
    for oud in map_.glob("*.eml"):
        oud.unlink()
    geschreven, fouten = 0, []
    for mail in filter(gekozen, bewijs.plan.mails):
        try:
            bijlage = right_reader.check(mail, bewijs)
            erbij = enclosure(mail, bewijs)
            inhoud = build_message(mail, bewijs.plan, bijlage, datetime.fromisoformat(bewijs.plan.opgesteld_op), erbij)
            verify(inhoud, mail.adres, bijlage, erbij)
        except HeldBack as fout:
            fouten.append(f"{mail.agb} {mail.naam}: {fout}")
        else:
            write_whole(map_ / f"{mail.agb}.eml", inhoud)
            geschreven += 1
    return geschreven, fouten


def choose_samples(mails: Sequence[Mail]) -> list[Mail]:
    """The first mail, a joint report when there is one, and the largest: the three that differ most."""
    gezamenlijk = [mail for mail in mails if mail.agb != mail.agb_in_pdf]
    op_grootte = sorted(mails, key=lambda mail: -mail.bytes)
    keuze = {mail.agb: mail for mail in [*mails[:1], *gezamenlijk[:1], *op_grootte, *mails]}
    return list(keuze.values())[:AANTAL]


def send_samples(bewijs: Evidence, naar: str, smtp: Smtp, token: Callable[[], str], log: Log, wie: str) -> list[str]:
    """Send the samples to `naar` instead of to their readers; what the server said, one line each."""
    try:
        adres = one_address(naar)
    except AdresError as fout:
        raise MailError(f"het proefadres is niet bruikbaar: {fout}", waar=naar) from None
    if adres.casefold() in {mail.adres.casefold() for mail in bewijs.plan.mails}:
        raise MailError("het proefadres is van een keurmerkdrager; die zou andermans rapport krijgen", waar=adres)
    proeven = [_sample(mail, bewijs, adres) for mail in choose_samples(bewijs.plan.mails)]
    log.note_act(wie, f"proef van {len(proeven)} mails naar {adres}")
    try:
        verbinding = transport.connect(smtp, token)
    except NotNow as fout:
        raise MailError(f"geen verbinding met de mailserver: {fout}", waar=f"{smtp.host}:{smtp.port}") from None
    uitkomsten = []
    try:
        for agb, inhoud in proeven:
            uitslag = transport.deliver(
                verbinding, bewijs.plan.afzender_email, adres, inhoud, lambda: None, smtp.geduld_na_punt
            )
            uitkomsten.append(f"proef {agb} naar {adres}: {uitslag.toestand} ({uitslag.uitleg})")
            if uitslag.toestand is not MailState.VERZONDEN:
                raise MailError("de proef is niet aangenomen", waar=uitkomsten[-1])
    finally:
        verbinding.goodbye()
    return uitkomsten


def _sample(mail: Mail, bewijs: Evidence, adres: str) -> tuple[str, bytes]:
    """The reader's mail, addressed to the analyst, recognisable, and with a Message-ID of its own."""
    try:
        bijlage, erbij = right_reader.check(mail, bewijs), enclosure(mail, bewijs)
    except HeldBack as fout:
        raise MailError(f"deze mail zou worden tegengehouden: {fout}", waar=f"{mail.agb} {mail.naam}") from None
    nu, plan = datetime.now(UTC), bewijs.plan
    proef = replace(
        mail,
        adres=adres,
        contactpersoon="Proef",
        onderwerp=f"[PROEF voor {mail.agb} {mail.naam}] {mail.onderwerp}",
        message_id=message_id(plan.ronde, mail.agb, adres, mail.sha256, plan.afzender_email, "proef", nu.isoformat()),
    )
    inhoud = build_message(proef, plan, bijlage, nu, erbij)
    verify(inhoud, adres, bijlage, erbij)
    return mail.agb, inhoud
