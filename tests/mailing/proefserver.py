"""A mail server on this machine that shows what would arrive: python -m tests.mailing.proefserver."""

import argparse
import logging
import os
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from email.message import Message
from email.parser import BytesParser
from email.policy import SMTP as POLICY
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from spiegelrapport.files import make_folder, write_whole
from tests.mailing.proefcertificaat import make_authority, make_server

GEBRUIKER, WACHTWOORD = "proef", "proef"  # of a server that lives on this machine while the demonstration lasts
GROOTSTE = 35_000_000


class Postbus:
    """Keeps every mail as a file and tells a person what it is."""

    def __init__(self, map_: Path) -> None:
        self.map, self.aantal = map_, 0
        make_folder(map_)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        inhoud = envelope.content if isinstance(envelope.content, bytes) else (envelope.content or "").encode()
        self.aantal += 1
        ontvanger = envelope.rcpt_tos[0]
        naam = f"{self.aantal:03d}-{''.join(t if t.isalnum() else '-' for t in ontvanger)}.eml"
        write_whole(self.map / naam, inhoud)
        print(describe(self.aantal, envelope.rcpt_tos, BytesParser(policy=POLICY).parsebytes(inhoud)), flush=True)
        return "250 aangekomen"


def describe(nummer: int, ontvangers: list[str], bericht: Message) -> str:
    """'  3. aan info@praktijk.nl: Jouw spiegelrapport 2025 (spiegelrapport-2025-praktijk.pdf, 812 kB)'."""
    bijlagen = [
        f"{deel.get_filename()}, {_size(len(bytes(deel.get_payload(decode=True) or b'')))}"
        for deel in bericht.walk()
        if deel.get_filename()
    ]
    return f"{nummer:3d}. aan {', '.join(ontvangers)}: {bericht['subject']} ({'; '.join(bijlagen) or 'zonder bijlage'})"


def _size(aantal: int) -> str:
    return f"{aantal / 1000:.0f} kB" if aantal >= 10_000 else f"{aantal / 1000:.1f} kB".replace(".", ",")


class _Server(Controller):
    """aiosmtpd, which accepts nothing before STARTTLS and login."""

    def factory(self) -> SMTP:
        return SMTP(
            self.handler,
            tls_context=self.SMTP_kwargs["tls_context"],
            require_starttls=True,
            auth_required=True,
            authenticator=_authenticate,
            data_size_limit=GROOTSTE,
            hostname="localhost",
            enable_SMTPUTF8=False,
        )


def _authenticate(
    _server: SMTP, _session: Session, _envelope: Envelope, _mechanisme: str, gegevens: LoginPassword
) -> AuthResult:
    return AuthResult(success=gegevens == LoginPassword(GEBRUIKER.encode(), WACHTWOORD.encode()))


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as leeg:
        return int(leeg.getsockname()[1])


def settings(poort: int, ca: Path) -> dict[str, str]:
    """What the program's environment needs to send to this server."""
    voor = "SPIEGELRAPPORT_SMTP_"
    waarden = {
        "HOST": "localhost",
        "POORT": str(poort),
        "GEBRUIKER": GEBRUIKER,
        "WACHTWOORD": WACHTWOORD,
        "CA": str(ca),
    }
    return {voor + naam: waarde for naam, waarde in waarden.items()}


def main() -> int:
    """Serve until Ctrl-C, or run the given command with the settings for this server and end with its exit code."""
    lezer = argparse.ArgumentParser(description="Een mailserver op deze computer die laat zien wat er aan zou komen.")
    lezer.add_argument("--map", type=Path, default=Path("output/ontvangen"), help="waar de mails komen te staan")
    lezer.add_argument("--poort", type=int, default=0, help="standaard: een vrije poort")
    lezer.add_argument("opdracht", nargs="*", help="na --: een opdracht die naar deze server verstuurt")
    keuze = lezer.parse_args()
    logging.getLogger("mail.log").setLevel(logging.ERROR)  # aiosmtpd warns of what it does itself
    poort = keuze.poort or free_port()
    with tempfile.TemporaryDirectory() as tijdelijk:
        ca = make_authority()
        ca_bestand = ca.write_certificate(Path(tijdelijk) / "ca.pem")
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(make_server(ca).write(Path(tijdelijk) / "server.pem"))
        postbus = Postbus(keuze.map)
        server = _Server(postbus, hostname="127.0.0.1", port=poort, tls_context=context)
        server.start()
        try:
            return _serve(keuze.opdracht, settings(poort, ca_bestand))
        finally:
            server.stop()
            print(f"{postbus.aantal} mails staan in {keuze.map}")


def _serve(opdracht: list[str], instellingen: dict[str, str]) -> int:
    if opdracht:
        return subprocess.run(opdracht, env={**os.environ, **instellingen}, check=False).returncode
    print(
        "\n".join(f"export {naam}={waarde}" for naam, waarde in instellingen.items()), "\nStop met Ctrl-C.", flush=True
    )
    try:
        while True:
            time.sleep(3600)
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
