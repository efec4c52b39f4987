"""smtplib's SMTP, with a reader that knows a whole reply from half of one, and that never waits without end."""

import base64
import re
import smtplib
import socket
import ssl
import time
from contextlib import suppress

REGEL = re.compile(rb"([2-5]\d\d)(?:([ -])([^\r\n]*))?\r?\n")
LANGSTE_ANTWOORD = 64 * 1024
STUK = 64 * 1024


class BrokenReply(smtplib.SMTPServerDisconnected):
    """The connection ended, stalled or went out of step before a complete reply; the message is Dutch."""


class Connection(smtplib.SMTP):
    """One connection to the server. Every failure is an OSError, as in smtplib."""

    _rest = b""

    def __init__(self, helo: str, geduld: float) -> None:
        super().__init__(local_hostname=helo, timeout=geduld)
        self.geduld = geduld

    def open(self, host: str, port: int, context: ssl.SSLContext | None) -> tuple[int, bytes]:
        """Connect (with a context: TLS from the first byte) and give the greeting."""
        self._host = host
        kaal: socket.socket = self._get_socket(host, port, self.timeout)  # type: ignore[attr-defined]
        self.sock = context.wrap_socket(kaal, server_hostname=host) if context else kaal
        return self.getreply()

    def secure(self, context: ssl.SSLContext) -> tuple[int, bytes]:
        """STARTTLS. What was said before it, and anything slipped in behind the reply, does not count."""
        code, tekst = self.docmd("STARTTLS")
        if code == 220 and self.sock:
            self.in_step()
            self.sock = context.wrap_socket(self.sock, server_hostname=self._host)
            self.helo_resp = self.ehlo_resp = None
            self.esmtp_features, self.does_esmtp = {}, False
        return code, tekst

    def getreply(self) -> tuple[int, bytes]:
        """One complete reply within `geduld` seconds, else BrokenReply. (smtplib's own reads '250 O' as a yes.)"""
        einde, codes, teksten = time.monotonic() + self.geduld, set[bytes](), list[bytes]()
        while True:
            gevonden = REGEL.fullmatch(self._line(einde))
            if not gevonden or len(codes | {gevonden[1]}) > 1:
                raise self._broken("de server gaf een onleesbaar antwoord")
            codes.add(gevonden[1])
            teksten.append(gevonden[3] or b"")
            if gevonden[2] != b"-":
                return int(gevonden[1]), b"\n".join(teksten)

    def _line(self, einde: float) -> bytes:
        gelezen = len(self._rest)
        while b"\n" not in self._rest:
            stuk = self._receive(einde)
            gelezen += len(stuk)
            if not stuk:
                half = " midden in een antwoord" if self._rest else ""
                raise self._broken(f"de server verbrak de verbinding{half}")
            if gelezen > LANGSTE_ANTWOORD:
                raise self._broken("de server gaf een eindeloos antwoord")
            self._rest += stuk
        regel, _, self._rest = self._rest.partition(b"\n")
        return regel + b"\n"

    def _receive(self, einde: float) -> bytes:
        if self.sock is None:
            raise BrokenReply("er is geen verbinding")
        over = einde - time.monotonic()
        if over <= 0:
            raise self._broken("de server antwoordde niet op tijd")
        self.sock.settimeout(over)
        try:
            return self.sock.recv(4096)
        except TimeoutError:
            raise self._broken("de server antwoordde niet op tijd") from None
        except OSError as fout:
            raise self._broken(f"de verbinding brak af ({fout.strerror or fout})") from None

    def _broken(self, reden: str) -> BrokenReply:
        self.close()
        return BrokenReply(reden)

    def send(self, s: object) -> None:
        """Only when in step: a reply that nobody asked for would be taken for the answer to this."""
        self.in_step()
        super().send(s)  # type: ignore[arg-type]

    def in_step(self) -> None:
        if self.sock is None:
            raise BrokenReply("er is geen verbinding")
        self.sock.settimeout(0)
        try:
            self._rest += self.sock.recv(4096) or b"\n"  # an end of file is out of step as well
        except (BlockingIOError, ssl.SSLWantReadError):
            pass
        finally:
            self.sock.settimeout(self.timeout)
        if self._rest:
            gezegd = self._rest.decode("ascii", "replace").strip()
            raise self._broken(f"de server sprak voor zijn beurt of sloot ({gezegd[:80]})")

    def content(self, inhoud: bytes) -> None:
        """The message, dots doubled, everything but the final dot. `inhoud` has CRLF line ends and ends with one."""
        data = re.sub(rb"(?m)^\.", b"..", inhoud)
        for begin in range(0, len(data), STUK):
            self.send(data[begin : begin + STUK])

    def final_dot(self, geduld: float) -> tuple[int, bytes]:
        """From the first byte of this on, only a complete reply tells whether the mail was taken."""
        gewoon, self.geduld = self.geduld, geduld
        try:
            smtplib.SMTP.send(self, b".\r\n")
            return self.getreply()
        finally:
            self.geduld = gewoon

    def log_in(self, mechanisme: str, *antwoorden: bytes) -> tuple[int, bytes]:
        """AUTH, each answer in base64; after the last an empty line, as XOAUTH2 asks when it explains a refusal."""
        woorden = [base64.b64encode(antwoord).decode() for antwoord in antwoorden]
        eerste = "" if mechanisme == "LOGIN" else woorden.pop(0)
        code, tekst = self.docmd("AUTH", f"{mechanisme} {eerste}".strip())
        for woord in [*woorden, ""]:
            if code != 334:
                break
            uitleg = tekst
            code, tekst = self.docmd(woord)
            tekst = tekst if code == 235 else tekst + b" " + _readable(uitleg)
        return code, tekst

    def goodbye(self) -> None:
        """QUIT. Whatever happens here, the mails before it have their own replies already."""
        self.geduld = min(self.geduld, 5.0)
        with suppress(OSError):
            self.docmd("QUIT")
        self.close()

    def forget(self) -> None:
        """RSET between two mails; a connection that cannot do that is closed, and the next mail opens its own."""
        try:
            opnieuw = self.docmd("RSET")[0] == 250
        except OSError:
            opnieuw = False
        if not opnieuw:
            self.close()


def _readable(uitleg: bytes) -> bytes:
    """A server's base64 explanation (XOAUTH2 sends JSON), or nothing."""
    try:
        return base64.b64decode(uitleg, validate=True)[:200]
    except ValueError:
        return b""
