"""Sent mails -> copies in a mailbox folder, once each, after the sending and never in its way."""

import imaplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime

from spiegelrapport.mailing import right_reader
from spiegelrapport.mailing.log import Log, MailState
from spiegelrapport.mailing.mail_server import Imap
from spiegelrapport.mailing.message import build_message
from spiegelrapport.mailing.right_reader import Evidence, HeldBack
from spiegelrapport.mailing.transport import bearer

GEDULD = 60.0


def keep_copies(bewijs: Evidence, log: Log, imap: Imap, token: Callable[[], str]) -> tuple[int, str]:
    """Copy what was sent and not yet copied. How many, and what went wrong ("" when nothing): never an exception."""
    gedaan, klaar, stand = 0, log.copies(), log.latest(bewijs.plan.ronde.sleutel)
    verzonden = [
        (mail, stand[mail.message_id])
        for mail in bewijs.plan.mails
        if mail.message_id in stand
        and stand[mail.message_id].toestand is MailState.VERZONDEN
        and mail.message_id not in klaar
    ]
    if not verzonden:
        return 0, ""
    try:
        with _mailbox(imap, token) as postbus:
            for mail, regel in verzonden:
                bericht = build_message(mail, bewijs.plan, right_reader.check(mail, bewijs), regel.tijd)
                _append(postbus, imap.map, mail.message_id, bericht, regel.tijd)
                log.note_copy(mail.message_id)
                gedaan += 1
    except (imaplib.IMAP4.error, OSError, HeldBack) as fout:
        return gedaan, f"niet alle kopieën staan in '{imap.map}' ({imap.host}): {fout}"
    return gedaan, ""


@contextmanager
def _mailbox(imap: Imap, token: Callable[[], str]) -> Iterator[imaplib.IMAP4_SSL]:
    context = ssl.create_default_context(cafile=imap.ca or None)
    postbus = imaplib.IMAP4_SSL(imap.host, imap.poort, ssl_context=context, timeout=GEDULD)
    try:
        if imap.aanmelden == "oauth":
            postbus.authenticate("XOAUTH2", lambda _: bearer(imap.gebruiker, token()))
        else:
            postbus.login(imap.gebruiker, imap.wachtwoord)
        _expect(postbus.select(_quoted(imap.map)), f"de map '{imap.map}' is er niet")
        yield postbus
    finally:
        with suppress(imaplib.IMAP4.error, OSError):
            postbus.logout()
        with suppress(OSError):  # a logout that failed leaves the connection open
            postbus.shutdown()


def _append(postbus: imaplib.IMAP4_SSL, map_: str, message_id: str, bericht: bytes, tijd: datetime) -> None:
    """Unless it is there already: a copy made just before a kill is not made again."""
    antwoord = postbus.search(None, "HEADER", "Message-ID", _quoted(message_id))
    _expect(antwoord, "zoeken in de map lukt niet")
    if not (antwoord[1] and antwoord[1][0]):
        _expect(postbus.append(_quoted(map_), r"(\Seen)", tijd, bericht), "de server bewaart de kopie niet")


def _quoted(tekst: str) -> str:
    if not tekst.isascii() or set(tekst) & set('"\\\r\n'):
        raise imaplib.IMAP4.error(f"'{tekst}' kan geen mapnaam zijn; gebruik gewone letters")
    return f'"{tekst}"'


def _expect(antwoord: tuple[str, object], anders: str) -> None:
    if antwoord[0] != "OK":
        raise imaplib.IMAP4.error(anders)
