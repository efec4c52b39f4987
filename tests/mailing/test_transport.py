"""Nothing leaves over an unprotected, unproven or refused connection."""

import base64
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from spiegelrapport.errors import MailError
from spiegelrapport.mailing.log import MailState
from spiegelrapport.mailing.mail_server import Smtp
from tests.mailing.builders import Kantoor, Stil, kantoor
from tests.mailing.conftest import tls
from tests.mailing.proefcertificaat import Partij, make_server
from tests.mailing.server import Doe, Server

Start = Callable[..., Server]
To = Callable[..., Smtp]


def refused(bureau: Kantoor, smtp: Smtp, woorden: str) -> None:
    """The run stops with these words, and every mail is still waiting."""
    bureau.approved()
    with pytest.raises(MailError, match=woorden):
        bureau.send(smtp)
    assert set(bureau.stand.values()) <= {MailState.LATER}


def test_a_server_without_starttls_gets_nothing(bureau: Kantoor, start: Start, to: To) -> None:
    server = start(mogelijkheden=("SIZE 1000",))
    refused(bureau, to(server), "biedt geen beveiligde verbinding")
    assert server.opdrachten == ["ehlo [127.0.0.1]", "QUIT"] or server.opdrachten == ["ehlo [127.0.0.1]"]
    assert server.bezorgd == []


def test_starttls_refused_gets_nothing(bureau: Kantoor, start: Start, to: To) -> None:
    server = start(lambda moment, keer, wie: Doe(b"502 nee\r\n") if moment == "starttls" else None)
    refused(bureau, to(server), "weigert de verbinding: 502")
    assert not any("AUTH" in opdracht for opdracht in server.opdrachten)


def test_words_slipped_in_behind_starttls_are_not_believed(bureau: Kantoor, start: Start, to: To) -> None:
    server = start(lambda moment, keer, wie: Doe(b"220 ga\r\n250 AUTH PLAIN\r\n") if moment == "starttls" else None)
    refused(bureau, to(server), "geen verbinding")
    assert server.bezorgd == []


CERTIFICATEN: dict[str, tuple[Callable[[Partij], Partij], str]] = {
    "self-signed": (lambda ca: make_server(None), "door de server zelf ondertekend"),
    "expired": (lambda ca: make_server(ca, verlopen=True), "verlopen"),
    "for another host": (lambda ca: make_server(ca, "mail.elders.example"), "andere servernaam"),
}


@pytest.mark.parametrize("beveiliging", ["starttls", "tls"])
@pytest.mark.parametrize(("maak", "woorden"), CERTIFICATEN.values(), ids=CERTIFICATEN)
def test_a_certificate_that_proves_nothing_gets_nothing(
    bureau: Kantoor,
    start: Start,
    to: To,
    ca: Partij,
    tmp_path: Path,
    maak: Callable[[Partij], Partij],
    woorden: str,
    beveiliging: str,
) -> None:
    server = start(context=tls(maak(ca), tmp_path), direct_tls=beveiliging == "tls")
    refused(bureau, to(server, beveiliging=beveiliging), woorden)
    assert not any(opdracht.startswith(("AUTH", "MAIL")) for opdracht in server.opdrachten)


def test_a_certificate_of_an_unknown_party_gets_nothing(bureau: Kantoor, start: Start, to: To) -> None:
    """Without our own CA file the system's list decides, and that does not know this server."""
    refused(bureau, to(start(), ca=""), "niet te vertrouwen")


def test_tls_from_the_first_byte_sends(bureau: Kantoor, start: Start, to: To) -> None:
    server = start(direct_tls=True)
    bureau.approved()
    stand = bureau.send(to(server, beveiliging="tls"))
    assert set(stand.values()) == {MailState.VERZONDEN}


def test_auth_refused_stops_without_sending(bureau: Kantoor, start: Start, to: To) -> None:
    server = start(lambda moment, keer, wie: Doe(b"535 5.7.8 nee\r\n") if moment == "auth" else None)
    refused(bureau, to(server), "weigert de aanmelding: 535")
    assert sum(opdracht.startswith("AUTH") for opdracht in server.opdrachten) == 1


def test_a_server_that_cannot_log_in_gets_nothing(bureau: Kantoor, start: Start, to: To) -> None:
    refused(bureau, to(start(na_tls=("SIZE 1000000",))), "geen aanmelding aan met PLAIN of LOGIN")


def test_the_sender_refused_stops_the_run_and_refuses_no_reader(bureau: Kantoor, start: Start, to: To) -> None:
    server = start(lambda moment, keer, wie: Doe(b"553 5.7.1 niet jouw adres\r\n") if moment == "mail" else None)
    refused(bureau, to(server), "weigert de afzender")


def test_five_refusals_in_a_row_stop_the_run(tmp_path: Path, start: Start, to: To) -> None:
    bureau = kantoor(tmp_path / "2025", 8)
    bureau.approved()
    server = start(lambda moment, keer, wie: Doe(b"554 5.7.1 geblokkeerd\r\n") if moment == "rcpt" else None)
    with pytest.raises(MailError, match="5 mails achter elkaar"):
        bureau.send(to(server))
    assert sum(toestand is MailState.GEWEIGERD for toestand in bureau.stand.values()) == 5


def test_a_server_that_is_not_there_is_said_at_once(bureau: Kantoor, start: Start, to: To) -> None:
    with socket.create_server(("127.0.0.1", 0)) as leeg:
        poort = leeg.getsockname()[1]
    refused(bureau, to(start(), poort=poort), "geen verbinding met de mailserver")


def test_garbage_instead_of_a_greeting_is_tried_again_and_then_given_up(bureau: Kantoor, start: Start, to: To) -> None:
    server = start(lambda moment, keer, wie: Doe(b"HTTP/1.1 400 Bad Request\r\n\r\n") if moment == "groet" else None)
    refused(bureau, to(server), "onleesbaar antwoord")
    assert server.verbindingen == 3


def test_waiting_is_told_once_with_its_reason(
    bureau: Kantoor, start: Start, to: To, monkeypatch: pytest.MonkeyPatch
) -> None:
    verteld: list[tuple[int, str]] = []
    monkeypatch.setattr(Stil, "wacht", lambda self, seconden, aantal, reden: verteld.append((aantal, reden)))
    server = start(
        lambda moment, keer, wie: Doe(b"421 te druk\r\n", sluit=True) if (moment, keer) == ("groet", 0) else None
    )
    bureau.approved()
    bureau.send(to(server))
    assert verteld == [(3, "geen verbinding: 421 te druk")]


def test_the_password_is_in_no_object_that_can_be_shown(to: To, start: Start) -> None:
    assert "geheim-woord" not in repr(to(start()))


def test_xoauth2_sends_the_token_as_microsoft_and_google_ask(bureau: Kantoor, start: Start, to: To) -> None:
    server = start(na_tls=("AUTH LOGIN XOAUTH2",))
    bureau.approved()
    stand = bureau.send(to(server, aanmelden="oauth"))
    assert set(stand.values()) == {MailState.VERZONDEN}
    woord = next(opdracht.split()[2] for opdracht in server.opdrachten if opdracht.startswith("AUTH XOAUTH2"))
    assert base64.b64decode(woord) == b"user=kibg\x01auth=Bearer token\x01\x01"


def test_a_refused_token_is_explained_and_answered_with_an_empty_line(bureau: Kantoor, start: Start, to: To) -> None:
    def script(moment: str, keer: int, wie: str) -> Doe | None:
        uitleg = b"334 eyJzdGF0dXMiOiI0MDEifQ==\r\n"  # {"status":"401"}
        return Doe(uitleg) if moment == "auth" else Doe(b"535 5.7.3 nee\r\n") if moment == "leeg" else None

    server = start(script, na_tls=("AUTH XOAUTH2",))
    refused(bureau, to(server, aanmelden="oauth"), r'535 5.7.3 nee {"status":"401"}')


def test_login_is_used_when_plain_is_not_offered(bureau: Kantoor, start: Start, to: To) -> None:
    antwoorden = [Doe(b"334 VXNlcm5hbWU6\r\n")]
    server = start(
        lambda moment, keer, wie: antwoorden.pop(0) if moment == "auth" and antwoorden else None,
        na_tls=("AUTH LOGIN",),
        stappen=("334 UGFzc3dvcmQ6", "235 welkom"),
    )
    bureau.approved()
    stand = bureau.send(to(server))
    assert set(stand.values()) == {MailState.VERZONDEN}
    assert "a2liZw==" in server.opdrachten
