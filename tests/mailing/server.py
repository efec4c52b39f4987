"""An SMTP server that follows a script of faults, and that knows exactly which messages it has taken."""

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

LEES = 5.0


@dataclass(frozen=True)
class Doe:
    """What the server does at one moment instead of its usual answer.

    `neem`: at the final dot, whether it delivers the message whatever it says.
    """

    antwoord: bytes = b""
    sluit: bool = False
    wacht: float = 0.0
    druppel: float = 0.0  # seconds between the bytes of the answer
    neem: bool | None = None


Script = Callable[[str, int, str], Doe | None]  # (moment, how often this moment came before, recipient) -> deed

GEWOON = {
    "groet": b"220 proef ESMTP\r\n",
    "starttls": b"220 gaat uw gang\r\n",
    "auth": b"235 welkom\r\n",
    "mail": b"250 ok\r\n",
    "rcpt": b"250 ok\r\n",
    "data": b"354 stuur maar\r\n",
    "punt": b"250 2.0.0 in de wachtrij\r\n",
    "rset": b"250 ok\r\n",
    "quit": b"221 dag\r\n",
}


class _Weg(Exception):
    """This connection is over."""


@dataclass
class Server:
    """Listens on loopback until stopped; `bezorgd` holds (recipient, message) for whatever it took."""

    context: ssl.SSLContext
    script: Script = lambda moment, keer, wie: None
    mogelijkheden: tuple[str, ...] = ("STARTTLS",)
    na_tls: tuple[str, ...] = ("AUTH PLAIN LOGIN", "SIZE 30000000")
    bezorgd: list[tuple[str, bytes]] = field(default_factory=list)
    opdrachten: list[str] = field(default_factory=list)
    verbindingen: int = 0
    direct_tls: bool = False
    stappen: tuple[str, ...] = ()  # what lines that are no command get, as in AUTH LOGIN

    def __enter__(self) -> "Server":
        self.luister = socket.create_server(("127.0.0.1", 0))
        self.luister.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)  # little in flight: breaks are seen sooner
        self.poort = self.luister.getsockname()[1]
        self.keren: dict[str, int] = {}
        self.draden: list[threading.Thread] = []
        self.klaar = False
        self.slot = threading.Lock()
        self.hoofd = threading.Thread(target=self._accept)
        self.hoofd.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.klaar = True
        with contextlib.suppress(OSError):  # wake the accept
            socket.create_connection(("127.0.0.1", self.poort), timeout=1).close()
        self.hoofd.join()
        self.luister.close()
        for draad in self.draden:
            draad.join(LEES)

    def count(self, adres: str) -> int:
        return sum(wie == adres for wie, _ in self.bezorgd)

    def _accept(self) -> None:
        while True:
            lijn, _ = self.luister.accept()
            if self.klaar:
                lijn.close()
                return
            self.verbindingen += 1
            draad = threading.Thread(target=self._talk, args=(lijn,))
            self.draden.append(draad)
            draad.start()

    def _talk(self, lijn: socket.socket) -> None:
        gesprek = _Gesprek(self, lijn)
        try:
            gesprek.talk()
        except (OSError, _Weg):
            pass
        finally:
            gesprek.close()

    def deed(self, moment: str, wie: str) -> Doe:
        with self.slot:
            keer = self.keren.get(moment, 0)
            self.keren[moment] = keer + 1
        return self.script(moment, keer, wie) or Doe(GEWOON.get(moment, b"250 ok\r\n"))


class _Gesprek:
    """One connection."""

    def __init__(self, server: Server, lijn: socket.socket) -> None:
        self.server, self.lijn, self.rest, self.wie, self.tls = server, lijn, b"", "", False
        self.stappen = list(server.stappen)
        lijn.settimeout(LEES)

    def talk(self) -> None:
        if self.server.direct_tls:
            self.tls, self.lijn = True, self.server.context.wrap_socket(self.lijn, server_side=True)
        self.answer("groet")
        while True:
            opdracht = self.line().decode("ascii", "replace").strip()
            woord = opdracht.split(" ")[0].lower() or "leeg"
            self.server.opdrachten.append(opdracht)
            getattr(self, f"do_{woord}", self.do_unknown)(opdracht)

    def do_unknown(self, opdracht: str) -> None:
        stap = self.stappen.pop(0) if self.stappen else "500 wat?"
        self.lijn.sendall(f"{stap}\r\n".encode())

    def do_leeg(self, opdracht: str) -> None:
        self.answer("leeg")

    def do_ehlo(self, opdracht: str) -> None:
        doe = self.server.deed("ehlo", "")
        if doe.antwoord == b"250 ok\r\n":
            kan = ("proef", *(self.server.na_tls if self.tls else self.server.mogelijkheden))
            regels = [f"250{' ' if regel is kan[-1] else '-'}{regel}\r\n" for regel in kan]
            doe = Doe("".join(regels).encode())
        self.perform(doe)

    def do_starttls(self, opdracht: str) -> None:
        doe = self.server.deed("starttls", "")
        self.perform(doe)
        if doe.antwoord.startswith(b"220"):
            self.rest, self.tls = b"", True
            self.lijn = self.server.context.wrap_socket(self.lijn, server_side=True)
            self.lijn.settimeout(LEES)

    def do_auth(self, opdracht: str) -> None:
        self.answer("auth")

    def do_mail(self, opdracht: str) -> None:
        self.answer("mail")

    def do_rcpt(self, opdracht: str) -> None:
        self.wie = opdracht.partition("<")[2].rstrip(">")
        self.answer("rcpt")

    def do_rset(self, opdracht: str) -> None:
        self.answer("rset")

    def do_quit(self, opdracht: str) -> None:
        self.answer("quit")
        raise _Weg

    def do_data(self, opdracht: str) -> None:
        if not self.answer("data").antwoord.startswith(b"354"):
            return
        bericht = self.content()
        doe = self.server.deed("punt", self.wie)
        neem = doe.antwoord.startswith(b"250 ") if doe.neem is None else doe.neem
        if neem:
            self.server.bezorgd.append((self.wie, bericht))
        self.perform(doe)

    def content(self) -> bytes:
        halverwege = self.server.deed("inhoud", self.wie)
        regels: list[bytes] = []
        while (regel := self.line()) != b".\r\n":
            regels.append(regel[1:] if regel.startswith(b".") else regel)
            if len(regels) == 5 and halverwege.antwoord != b"250 ok\r\n":
                self.perform(halverwege)
        return b"".join(regels)

    def line(self) -> bytes:
        while b"\n" not in self.rest:
            stuk = self.lijn.recv(65536)
            if not stuk:
                raise _Weg
            self.rest += stuk
        regel, _, self.rest = self.rest.partition(b"\n")
        return regel + b"\n"

    def answer(self, moment: str) -> Doe:
        doe = self.server.deed(moment, self.wie)
        self.perform(doe)
        return doe

    def perform(self, doe: Doe) -> None:
        time.sleep(doe.wacht)
        if doe.druppel:
            for teken in doe.antwoord:
                self.lijn.sendall(bytes([teken]))
                time.sleep(doe.druppel)
        else:
            self.lijn.sendall(doe.antwoord)
        if doe.sluit:
            raise _Weg

    def close(self) -> None:
        """Say goodbye at the level of TCP, so that what was sent still arrives."""
        with contextlib.suppress(OSError):
            self.lijn.shutdown(socket.SHUT_RDWR)
        self.lijn.close()
