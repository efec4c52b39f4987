"""OAuth2 settings -> a bearer token that is still valid, as Microsoft 365 and Google want it for SMTP and IMAP."""

import json
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from typing import Any

from spiegelrapport.errors import MailError, SettingError
from spiegelrapport.mailing.mail_server import OAuth

RESERVE = 300.0  # seconds before its end that a token is renewed
GEDULD = 30.0


class Tokens:
    """Calling it gives a token; one request serves until shortly before the token ends."""

    def __init__(self, oauth: OAuth) -> None:
        self.oauth, self.token, self.tot = oauth, oauth.token, float("inf") if oauth.token else 0.0

    def __call__(self) -> str:
        if time.monotonic() > self.tot - RESERVE:
            self.token, duur = _request(self.oauth)
            self.tot = time.monotonic() + duur
        return self.token


def form(oauth: OAuth) -> dict[str, str]:
    """The form of RFC 6749: section 6 with a refresh token, section 4.4 (the client's own credentials) without."""
    velden = {
        "grant_type": "refresh_token" if oauth.refresh_token else "client_credentials",
        "client_id": oauth.client_id,
        "client_secret": oauth.client_secret,
        "refresh_token": oauth.refresh_token,
        "scope": oauth.scope,
    }
    return {naam: waarde for naam, waarde in velden.items() if waarde}


def _request(oauth: OAuth) -> tuple[str, float]:
    if not oauth.token_url or not oauth.client_id:
        raise SettingError(
            "voor OAuth2 ontbreekt een token, of het adres en de client om er een te halen",
            waar="SPIEGELRAPPORT_OAUTH_TOKEN, of …_TOKEN_URL en …_CLIENT_ID",
            tip="zie docs/mailen.md",
        )
    if not oauth.token_url.startswith("https://"):
        raise SettingError("een token wordt alleen over https gehaald", waar="SPIEGELRAPPORT_OAUTH_TOKEN_URL")
    vraag = urllib.request.Request(oauth.token_url, urllib.parse.urlencode(form(oauth)).encode())  # noqa: S310 - https
    context = ssl.create_default_context(cafile=oauth.ca or None)
    try:
        with urllib.request.urlopen(vraag, timeout=GEDULD, context=context) as antwoord:  # noqa: S310 - https
            gegeven = json.loads(antwoord.read(1_000_000))
        return str(gegeven["access_token"]), float(gegeven.get("expires_in", 3600))
    except urllib.error.HTTPError as fout:
        with fout:
            raise _refusal(oauth, f"{fout.code} {_reason(fout.read(100_000))}") from None
    except (OSError, ValueError, KeyError, TypeError) as fout:
        raise _refusal(oauth, type(fout).__name__) from None


def _reason(inhoud: bytes) -> str:
    """The error code of RFC 6749 section 5.2; never the whole answer, which may echo a secret."""
    try:
        gegeven: Mapping[str, Any] = json.loads(inhoud)
        return str(gegeven.get("error", ""))[:100]
    except (ValueError, AttributeError):
        return ""


def _refusal(oauth: OAuth, reden: str) -> MailError:
    return MailError(
        f"er is geen OAuth2-token te krijgen: {reden}".rstrip(), waar=oauth.token_url, tip="zie docs/mailen.md"
    )
