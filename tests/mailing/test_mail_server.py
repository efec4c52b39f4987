"""Secrets come from the environment or a private file, from one place only, and are never shown."""

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from spiegelrapport.errors import MailError, SettingError
from spiegelrapport.mailing.mail_server import OAuth, load_imap, load_oauth, load_smtp
from spiegelrapport.mailing.oauth import Tokens, form

S = "SPIEGELRAPPORT_SMTP_"


def private(pad: Path, inhoud: str) -> str:
    pad.touch(mode=0o600)
    pad.write_text(inhoud)
    return str(pad)


def test_the_environment_names_the_server() -> None:
    smtp = load_smtp(
        {f"{S}HOST": "smtp.kibg.example", f"{S}GEBRUIKER": "kibg", f"{S}WACHTWOORD": "geheim", "PATH": "/"}
    )
    assert (smtp.host, smtp.port, smtp.beveiliging, smtp.login) == ("smtp.kibg.example", 587, "starttls", "wachtwoord")
    assert "geheim" not in repr(smtp)


def test_numbers_are_numbers_and_tls_has_its_own_port() -> None:
    assert load_smtp({f"{S}HOST": "h", f"{S}BEVEILIGING": "tls"}).port == 465
    assert load_smtp({f"{S}HOST": "h", f"{S}POORT": "2525", f"{S}GEDULD": "5"}).port == 2525
    with pytest.raises(SettingError, match="'veel' is geen getal"):
        load_smtp({f"{S}HOST": "h", f"{S}POORT": "veel"})


def test_a_private_file_may_hold_the_settings(tmp_path: Path) -> None:
    bestand = private(
        tmp_path / "smtp.toml", 'host = "smtp.kibg.example"\npoort = 587\ngebruiker = "kibg"\nwachtwoord = "geheim"\n'
    )
    assert load_smtp({f"{S}BESTAND": bestand}).wachtwoord == "geheim"


def test_a_password_may_have_a_file_of_its_own(tmp_path: Path) -> None:
    bestand = private(tmp_path / "wachtwoord", "geheim\n")
    assert load_smtp({f"{S}HOST": "h", f"{S}GEBRUIKER": "k", f"{S}WACHTWOORD_BESTAND": bestand}).wachtwoord == "geheim"


def test_a_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    bestand = private(tmp_path / "smtp.toml", 'host = "h"\n')
    Path(bestand).chmod(0o644)
    with pytest.raises(SettingError, match="anderen kunnen dit bestand"):
        load_smtp({f"{S}BESTAND": bestand})


def test_a_setting_in_two_places_is_refused(tmp_path: Path) -> None:
    bestand = private(tmp_path / "smtp.toml", 'host = "h"\n')
    with pytest.raises(SettingError, match="'host' staat op twee plaatsen"):
        load_smtp({f"{S}BESTAND": bestand, f"{S}HOST": "anders"})


def test_an_unknown_setting_is_refused_with_a_suggestion() -> None:
    with pytest.raises(SettingError, match="onbekende sleutel 'hots'"):
        load_smtp({f"{S}HOST": "h", f"{S}HOTS": "x"})


def test_an_unprotected_connection_cannot_be_asked_for() -> None:
    with pytest.raises(SettingError):
        load_smtp({f"{S}HOST": "h", f"{S}BEVEILIGING": "geen"})


def test_a_missing_server_or_password_is_told() -> None:
    with pytest.raises(SettingError, match="geen mailserver ingesteld"):
        load_smtp({})
    with pytest.raises(SettingError, match="ontbreekt de gebruiker of het wachtwoord"):
        load_smtp({f"{S}HOST": "h", f"{S}GEBRUIKER": "k"})


def test_imap_is_optional() -> None:
    assert load_imap({}) is None
    imap = load_imap({"SPIEGELRAPPORT_IMAP_HOST": "imap.kibg.example", "SPIEGELRAPPORT_IMAP_MAP": "Verzonden items"})
    assert imap is not None
    assert (imap.poort, imap.map) == (993, "Verzonden items")


# ---- OAuth2

Antwoord = tuple[int, str]


@contextmanager
def token_server(
    context: ssl.SSLContext, antwoorden: list[Antwoord], gevraagd: list[dict[str, list[str]]]
) -> Iterator[str]:
    class Loket(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            gevraagd.append(parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()))
            code, tekst = antwoorden.pop(0)
            self.send_response(code)
            self.end_headers()
            self.wfile.write(tekst.encode())

        def log_message(self, *_: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Loket)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    draad = threading.Thread(target=server.serve_forever)
    draad.start()
    try:
        yield f"https://localhost:{server.server_port}/token"
    finally:
        server.shutdown()
        draad.join()
        server.server_close()


@pytest.fixture
def loket(
    context: ssl.SSLContext, ca_bestand: Path
) -> Iterator[Callable[[list[Antwoord]], tuple[OAuth, list[dict[str, list[str]]]]]]:
    with ExitStack() as stapel:

        def open_(antwoorden: list[Antwoord]) -> tuple[OAuth, list[dict[str, list[str]]]]:
            gevraagd: list[dict[str, list[str]]] = []
            url = stapel.enter_context(token_server(context, antwoorden, gevraagd))
            return OAuth(
                token_url=url, client_id="id", client_secret="g", refresh_token="r", ca=str(ca_bestand)
            ), gevraagd

        yield open_


Loketten = Callable[[list[Antwoord]], tuple[OAuth, list[dict[str, list[str]]]]]


def test_a_ready_made_token_is_used_as_it_is() -> None:
    assert Tokens(load_oauth({"SPIEGELRAPPORT_OAUTH_TOKEN": "abc"}))() == "abc"


def test_a_token_is_fetched_once_and_renewed_before_it_ends(loket: Loketten) -> None:
    oauth, gevraagd = loket([(200, '{"access_token": "een", "expires_in": 3600}'), (200, '{"access_token": "twee"}')])
    tokens = Tokens(oauth)
    assert [tokens(), tokens()] == ["een", "een"]
    tokens.tot = 0.0
    assert tokens() == "twee"
    assert [vraag["grant_type"] for vraag in gevraagd] == [["refresh_token"]] * 2
    assert gevraagd[0]["client_secret"] == ["g"]


def test_without_a_refresh_token_the_client_asks_for_itself() -> None:
    velden = form(
        OAuth(token_url="https://x", client_id="id", client_secret="g", scope="https://outlook.office365.com/.default")
    )
    assert velden == {
        "grant_type": "client_credentials",
        "client_id": "id",
        "client_secret": "g",
        "scope": "https://outlook.office365.com/.default",
    }


def test_a_refused_token_is_told_without_the_secret(loket: Loketten) -> None:
    oauth, _ = loket([(400, '{"error": "invalid_grant", "error_description": "r and g"}')])
    with pytest.raises(MailError) as fout:
        Tokens(oauth)()
    assert fout.value.bericht == "er is geen OAuth2-token te krijgen: 400 invalid_grant"


def test_an_unreadable_answer_is_told(loket: Loketten) -> None:
    oauth, _ = loket([(200, "<html>")])
    with pytest.raises(MailError, match="geen OAuth2-token"):
        Tokens(oauth)()


def test_a_token_is_never_fetched_unprotected() -> None:
    with pytest.raises(SettingError, match="alleen over https"):
        Tokens(OAuth(token_url="http://x", client_id="id"))()
    with pytest.raises(SettingError, match="ontbreekt een token"):
        Tokens(OAuth())()
