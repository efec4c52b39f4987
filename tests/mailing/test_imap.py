"""Copies in the mailbox: once each, also after a break, and never in the way of the sending."""

import contextlib
import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from spiegelrapport.mailing.imap import keep_copies
from spiegelrapport.mailing.log import Log
from spiegelrapport.mailing.mail_server import Imap, Smtp
from tests.mailing.builders import Kantoor
from tests.mailing.server import Server

Start = Callable[..., Server]
To = Callable[..., Smtp]


@dataclass
class Postbus:
    """An IMAP server with one folder, that keeps what is appended and can break off after some appends."""

    context: ssl.SSLContext
    bewaard: list[bytes] = field(default_factory=list)
    aanmeldingen: list[str] = field(default_factory=list)
    breek_na: int = 1000
    map: str = "Verzonden items"

    def __enter__(self) -> "Postbus":
        self.luister = socket.create_server(("127.0.0.1", 0))
        self.poort = self.luister.getsockname()[1]
        self.draad = threading.Thread(target=self._serve)
        self.draad.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.luister.shutdown(socket.SHUT_RDWR)
        self.luister.close()
        self.draad.join()

    def _serve(self) -> None:
        while True:
            try:
                lijn, _ = self.luister.accept()
            except OSError:
                return
            with contextlib.suppress(OSError), lijn:
                self._talk(self.context.wrap_socket(lijn, server_side=True))

    def _talk(self, lijn: ssl.SSLSocket) -> None:
        with lijn, lijn.makefile("rwb", buffering=0) as stroom:
            stroom.write(b"* OK proef\r\n")
            for ruw in iter(stroom.readline, b""):
                merk, woord, *rest = ruw.decode().strip().split(" ", 2)
                regel = rest[0] if rest else ""
                if woord == "APPEND":
                    grootte = int(regel.rstrip("}").rpartition("{")[2])
                    stroom.write(b"+ ga\r\n")
                    inhoud = b""
                    while len(inhoud) < grootte:
                        inhoud += stroom.read(grootte - len(inhoud)) or b""
                    stroom.readline()
                    self.bewaard.append(inhoud)
                    if len(self.bewaard) == self.breek_na:
                        return
                stroom.write(self._answer(woord, regel, stroom) + f"{merk} {self._verdict(woord, regel)}\r\n".encode())
                if woord == "LOGOUT":
                    return

    def _answer(self, woord: str, regel: str, stroom: object) -> bytes:
        if woord == "CAPABILITY":
            return b"* CAPABILITY IMAP4rev1 AUTH=XOAUTH2\r\n"
        if woord == "SELECT":
            return b"* 0 EXISTS\r\n"
        if woord == "SEARCH":
            gezocht = re.findall(r'"(<[^"]+>)"', regel)[0].encode()
            nummers = [str(n).encode() for n, bericht in enumerate(self.bewaard, 1) if gezocht in bericht]
            return b" ".join([b"* SEARCH", *nummers]) + b"\r\n"
        if woord in ("LOGIN", "AUTHENTICATE"):
            self.aanmeldingen.append(regel)
        return b""

    def _verdict(self, woord: str, regel: str) -> str:
        return "NO bestaat niet" if woord == "SELECT" and self.map not in regel else "OK klaar"


@pytest.fixture
def postbus(context: ssl.SSLContext) -> Iterator[Postbus]:
    with Postbus(context) as open_:
        yield open_


def copy(bureau: Kantoor, postbus: Postbus, ca: Path | str, **anders: object) -> tuple[int, str]:
    velden: dict[str, object] = {"map": "Verzonden items", "gebruiker": "kibg", "wachtwoord": "geheim"}
    imap = Imap("localhost", poort=postbus.poort, ca=str(ca), **(velden | anders))  # type: ignore[arg-type]
    plan = bureau.approved()
    with Log(bureau.mailmap) as log:
        return keep_copies(bureau.proof(plan), log, imap, lambda: "token")


def test_what_was_sent_is_copied_once(
    bureau: Kantoor, start: Start, to: To, postbus: Postbus, ca_bestand: Path
) -> None:
    server, plan = start(), bureau.approved()
    assert copy(bureau, postbus, ca_bestand) == (0, "")
    bureau.send(to(server))
    assert copy(bureau, postbus, ca_bestand) == (3, "")
    assert copy(bureau, postbus, ca_bestand) == (0, "")
    for mail, bericht in zip(plan.mails, postbus.bewaard, strict=True):
        assert mail.message_id.encode() in bericht
    zonder_datum = [re.sub(rb"Date: [^\r]+", b"", bericht) for bericht in postbus.bewaard]
    assert zonder_datum == [re.sub(rb"Date: [^\r]+", b"", bericht) for _, bericht in server.bezorgd]


def test_a_break_in_the_copying_loses_and_doubles_nothing(
    bureau: Kantoor, start: Start, to: To, postbus: Postbus, ca_bestand: Path
) -> None:
    """The server breaks off after keeping the second copy, before it says so."""
    bureau.approved()
    bureau.send(to(start()))
    postbus.breek_na = 2
    gedaan, klacht = copy(bureau, postbus, ca_bestand)
    assert gedaan == 1
    assert "niet alle kopieën" in klacht
    gedaan, klacht = copy(bureau, postbus, ca_bestand)
    assert (gedaan, klacht) == (2, "")
    assert len(postbus.bewaard) == 3


def test_a_folder_that_is_not_there_is_told_and_stops_nothing(
    bureau: Kantoor, start: Start, to: To, postbus: Postbus, ca_bestand: Path
) -> None:
    bureau.approved()
    bureau.send(to(start()))
    gedaan, klacht = copy(bureau, postbus, ca_bestand, map="Nergens")
    assert (gedaan, klacht) == (0, "niet alle kopieën staan in 'Nergens' (localhost): de map 'Nergens' is er niet")


def test_a_mailbox_that_cannot_prove_itself_gets_no_password(
    bureau: Kantoor, start: Start, to: To, postbus: Postbus
) -> None:
    bureau.approved()
    bureau.send(to(start()))
    _, klacht = copy(bureau, postbus, "")
    assert "certificate" in klacht.lower()
    assert postbus.aanmeldingen == []
