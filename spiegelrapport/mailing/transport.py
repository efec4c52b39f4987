"""A message and one address -> what the server did with it, told exactly: taken, refused, not now, or unknown."""

import smtplib
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass

from spiegelrapport.errors import MailError
from spiegelrapport.mailing.connection import Connection
from spiegelrapport.mailing.log import MailState
from spiegelrapport.mailing.mail_server import Smtp

AANMELDCODES = (530, 534, 535, 538)
TE_GROOT = 552
CERTIFICAAT = {
    10: "het is verlopen",
    9: "het is nog niet geldig",
    18: "het is door de server zelf ondertekend",
    19: "het is ondertekend door een onbekende partij",
    20: "het is ondertekend door een onbekende partij",
    62: "het hoort bij een andere servernaam",
}


class NotNow(Exception):
    """No connection now, perhaps later. `bereikt`: the server did answer."""

    def __init__(self, reden: str, bereikt: bool) -> None:
        super().__init__(reden)
        self.bereikt = bereikt


@dataclass(frozen=True, slots=True)
class DeliveryResult:
    """What became of one attempt. `weg`: the connection cannot be used any more."""

    toestand: MailState
    uitleg: str
    code: int | None = None
    weg: bool = False


def connect(smtp: Smtp, token: Callable[[], str]) -> Connection:
    """A protected, logged-in connection. NotNow when it may work later, MailError when somebody must act first."""
    verbinding = Connection(smtp.helo, smtp.geduld)
    try:
        _open(verbinding, smtp)
        _log_in(verbinding, smtp, token)
    except (MailError, NotNow):
        verbinding.close()
        raise
    except ssl.SSLCertVerificationError as fout:
        verbinding.close()
        reden = CERTIFICAAT.get(fout.verify_code, fout.verify_message)
        raise _refusal(smtp, f"het certificaat van de mailserver is niet te vertrouwen: {reden}") from None
    except OSError as fout:
        verbinding.close()
        raise _not_now(smtp, fout) from None
    return verbinding


def _not_now(smtp: Smtp, fout: OSError) -> Exception:
    if isinstance(fout, socket.gaierror) and fout.errno == socket.EAI_NONAME:
        return _refusal(smtp, "deze mailserver bestaat niet")
    if isinstance(fout, ssl.SSLError) and not isinstance(fout, ssl.SSLEOFError):
        return _refusal(smtp, f"er komt geen beveiligde verbinding tot stand ({fout.reason})")
    return NotNow(str(fout.strerror or fout), bereikt=isinstance(fout, smtplib.SMTPException))


def _open(verbinding: Connection, smtp: Smtp) -> None:
    try:
        context = ssl.create_default_context(cafile=smtp.ca or None)
    except OSError:
        raise MailError("het bestand met certificaten is niet te lezen", waar=smtp.ca) from None
    direct = smtp.beveiliging == "tls"
    _expect(smtp, 220, *verbinding.open(smtp.host, smtp.port, context if direct else None))
    _expect(smtp, 250, *verbinding.ehlo())
    if not direct:
        if not verbinding.has_extn("starttls"):
            raise _refusal(
                smtp, "de mailserver biedt geen beveiligde verbinding (STARTTLS) aan; er wordt niets verstuurd"
            )
        _expect(smtp, 220, *verbinding.secure(context))
        _expect(smtp, 250, *verbinding.ehlo())


def _log_in(verbinding: Connection, smtp: Smtp, token: Callable[[], str]) -> None:
    if smtp.login == "geen":
        return
    aanbod = verbinding.esmtp_features.get("auth", "").upper().split()
    wie, wachtwoord = smtp.gebruiker.encode(), smtp.wachtwoord.encode()
    mogelijk: dict[str, Callable[[], tuple[bytes, ...]]]
    if smtp.login == "oauth":
        mogelijk = {"XOAUTH2": lambda: (bearer(smtp.gebruiker, token()),)}
    else:
        mogelijk = {"PLAIN": lambda: (b"\0" + wie + b"\0" + wachtwoord,), "LOGIN": lambda: (wie, wachtwoord)}
    mechanisme = next((naam for naam in mogelijk if naam in aanbod), None)
    if mechanisme is None:
        raise _refusal(smtp, f"de mailserver biedt geen aanmelding aan met {' of '.join(mogelijk)}")
    code, tekst = verbinding.log_in(mechanisme, *mogelijk[mechanisme]())
    if code >= 500 or code == 334:
        raise _refusal(smtp, f"de mailserver weigert de aanmelding: {code} {readable(tekst)}")
    _expect(smtp, 235, code, tekst)


def bearer(gebruiker: str, token: str) -> bytes:
    """The XOAUTH2 answer, as Microsoft 365 and Google ask it."""
    return f"user={gebruiker}\x01auth=Bearer {token}\x01\x01".encode()


def _expect(smtp: Smtp, verwacht: int, code: int, tekst: bytes) -> None:
    if code == verwacht:
        return
    if 400 <= code < 500:
        raise NotNow(f"{code} {readable(tekst)}", bereikt=True)
    raise _refusal(smtp, f"de mailserver weigert de verbinding: {code} {readable(tekst)}")


def _refusal(smtp: Smtp, reden: str) -> MailError:
    return MailError(
        reden, waar=f"{smtp.host}:{smtp.port}", tip="er is niets verstuurd op deze verbinding; zie docs/mailen.md"
    )


def size_limit(verbinding: Connection) -> int | None:
    """The largest message the server says it takes, in bytes; None when it names no limit (RFC 1870)."""
    grens = verbinding.esmtp_features.get("size", "")
    return int(grens) if grens.isdigit() and int(grens) else None


def deliver(
    verbinding: Connection,
    afzender: str,
    adres: str,
    inhoud: bytes,
    before_dot: Callable[[], None],
    geduld_na_punt: float,
) -> DeliveryResult:
    """One attempt for one address. `before_dot` is called when everything but the final dot has been sent."""
    try:
        bezwaar = _envelope(verbinding, afzender, adres, len(inhoud))
        if bezwaar:
            return bezwaar
        verbinding.content(inhoud)
        verbinding.in_step()
    except OSError as fout:
        verbinding.close()
        return DeliveryResult(MailState.LATER, f"afgebroken vóór het einde van het bericht: {fout}", weg=True)
    before_dot()
    try:
        code, tekst = verbinding.final_dot(geduld_na_punt)
    except OSError as fout:
        verbinding.close()
        return DeliveryResult(
            MailState.ONZEKER, f"geen volledig antwoord na het einde van het bericht: {fout}", weg=True
        )
    return _verdict(code, tekst)


def _envelope(verbinding: Connection, afzender: str, adres: str, grootte: int) -> DeliveryResult | None:
    """MAIL, RCPT and DATA; None when the content may follow. A no to the sender or the login stops the run."""
    maat = f" SIZE={grootte}" if verbinding.has_extn("size") else ""
    code, tekst = verbinding.docmd(f"MAIL FROM:<{afzender}>{maat}")
    if code >= 500 and code != TE_GROOT:
        verbinding.close()
        raise MailError(
            f"de mailserver weigert de afzender {afzender}: {code} {readable(tekst)}",
            tip="klopt [afzender] in ronde.toml?",
        )
    if code == 250:
        code, tekst = verbinding.docmd(f"RCPT TO:<{adres}>")
        if code in AANMELDCODES:
            verbinding.close()
            raise MailError(
                f"de mailserver wil eerst een aanmelding: {code} {readable(tekst)}", tip="zie docs/mailen.md"
            )
        if code in (250, 251, 252):
            code, tekst = verbinding.docmd("DATA")
            if code == 354:
                return None
    uitslag = _verdict(code, tekst)
    if uitslag.toestand in (MailState.VERZONDEN, MailState.ONZEKER):  # a yes or a riddle where neither can be
        verbinding.close()
        return DeliveryResult(
            MailState.LATER, f"de server gaf een antwoord dat hier niet past: {code} {readable(tekst)}", code, weg=True
        )
    if not uitslag.weg:
        verbinding.forget()
    return uitslag


def _verdict(code: int, tekst: bytes) -> DeliveryResult:
    woorden = f"{code} {readable(tekst)}"
    if 200 <= code < 300:
        return DeliveryResult(MailState.VERZONDEN, woorden, code)
    if 400 <= code < 500:
        return DeliveryResult(MailState.LATER, woorden, code, weg=code == 421)
    if code >= 500:
        return DeliveryResult(MailState.GEWEIGERD, woorden, code)
    return DeliveryResult(MailState.ONZEKER, woorden, code)


def readable(tekst: bytes) -> str:
    """A server's words on one line, at most 300 characters."""
    return " ".join(tekst.decode("utf-8", "replace").split())[:300]
