"""Certificates once, a fresh round and a server for every test."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from spiegelrapport.mailing.mail_server import Smtp
from tests.mailing.builders import Kantoor, kantoor
from tests.mailing.proefcertificaat import Partij, make_authority, make_server
from tests.mailing.server import Script, Server


@pytest.fixture(scope="session")
def ca() -> Partij:
    return make_authority()


@pytest.fixture(scope="session")
def ca_bestand(ca: Partij, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ca.write_certificate(tmp_path_factory.mktemp("ca") / "ca.pem")


def tls(partij: Partij, map_: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(partij.write(map_ / "server.pem"))
    return context


@pytest.fixture(scope="session")
def context(ca: Partij, tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    return tls(make_server(ca), tmp_path_factory.mktemp("server"))


@pytest.fixture
def start(context: ssl.SSLContext) -> Iterator[Callable[..., Server]]:
    """Start a server with a script; it stops with the test."""
    with ExitStack() as stapel:

        def begin(script: Script = lambda moment, keer, wie: None, **anders: object) -> Server:
            return stapel.enter_context(Server(anders.pop("context", context), script, **anders))  # type: ignore[arg-type]

        yield begin


@pytest.fixture
def to(ca_bestand: Path) -> Callable[..., Smtp]:
    """The settings that reach a server, logging in with a password."""

    def settings(server: Server, **anders: object) -> Smtp:
        velden: dict[str, object] = {
            "host": "localhost",
            "poort": server.poort,
            "gebruiker": "kibg",
            "wachtwoord": "geheim-woord",
            "ca": str(ca_bestand),
            "geduld": 0.5,
            "geduld_na_punt": 0.5,
        }
        return Smtp(**(velden | anders))  # type: ignore[arg-type]

    return settings


@pytest.fixture
def bureau(tmp_path: Path) -> Kantoor:
    """Three keurmerkdragers with a report of their own."""
    return kantoor(tmp_path / "2025")
