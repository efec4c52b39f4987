"""The environment, or a private TOML file named there -> how to reach the mail server. Secrets live only here."""

import stat
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, TypeVar

from spiegelrapport.definitions.strict import build, load_toml
from spiegelrapport.errors import SettingError

T = TypeVar("T")
VOOR_SMTP, VOOR_IMAP, VOOR_OAUTH = "SPIEGELRAPPORT_SMTP_", "SPIEGELRAPPORT_IMAP_", "SPIEGELRAPPORT_OAUTH_"
POORTEN = {"starttls": 587, "tls": 465}


@dataclass(frozen=True, slots=True)
class Smtp:
    """The submission server. `beveiliging`: STARTTLS, or TLS from the first byte; unprotected does not exist."""

    host: str
    poort: int = 0  # 0: the usual port of `beveiliging`
    beveiliging: Literal["starttls", "tls"] = "starttls"
    gebruiker: str = ""
    wachtwoord: str = field(default="", repr=False)
    aanmelden: Literal["", "wachtwoord", "oauth", "geen"] = ""  # "": wachtwoord when there is a gebruiker, else geen
    ca: str = ""  # file with the certificates to trust instead of the system's
    helo: str = "[127.0.0.1]"
    geduld: float = 60.0  # seconds for each reply
    geduld_na_punt: float = 600.0  # seconds for the reply to the final dot (RFC 5321 4.5.3.2.6)

    @property
    def port(self) -> int:
        return self.poort or POORTEN[self.beveiliging]

    @property
    def login(self) -> str:
        return self.aanmelden or ("wachtwoord" if self.gebruiker else "geen")


@dataclass(frozen=True, slots=True)
class Imap:
    """The mailbox whose folder keeps a copy of what was sent."""

    host: str
    map: str = "Sent"
    poort: int = 993
    gebruiker: str = ""
    wachtwoord: str = field(default="", repr=False)
    aanmelden: Literal["wachtwoord", "oauth"] = "wachtwoord"
    ca: str = ""


@dataclass(frozen=True, slots=True)
class OAuth:
    """Where bearer tokens come from: a ready-made one, or a token endpoint (Microsoft, Google)."""

    token: str = field(default="", repr=False)
    token_url: str = ""
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    refresh_token: str = field(default="", repr=False)  # "": the client's own credentials
    scope: str = ""
    ca: str = ""


def load_smtp(omgeving: Mapping[str, str]) -> Smtp:
    """SPIEGELRAPPORT_SMTP_HOST and its fellows; SPIEGELRAPPORT_SMTP_BESTAND may name a TOML file that holds them."""
    waarden = _values(VOOR_SMTP, omgeving, Smtp)
    if not waarden.get("host"):
        raise SettingError(
            "er is geen mailserver ingesteld",
            waar=f"{VOOR_SMTP}HOST",
            tip="zie docs/mailen.md; om te kijken zonder server: spiegelrapport mail",
        )
    smtp = build(Smtp, waarden, VOOR_SMTP + "…")
    if smtp.login == "wachtwoord" and not (smtp.gebruiker and smtp.wachtwoord):
        raise SettingError(
            "voor de mailserver ontbreekt de gebruiker of het wachtwoord",
            waar=f"{VOOR_SMTP}GEBRUIKER, {VOOR_SMTP}WACHTWOORD_BESTAND",
            tip=f"zonder aanmelden: {VOOR_SMTP}AANMELDEN=geen",
        )
    return smtp


def load_imap(omgeving: Mapping[str, str]) -> Imap | None:
    """The IMAP settings, or None when no IMAP server is named: copies are optional."""
    waarden = _values(VOOR_IMAP, omgeving, Imap)
    return build(Imap, waarden, VOOR_IMAP + "…") if waarden else None


def load_oauth(omgeving: Mapping[str, str]) -> OAuth:
    return build(OAuth, _values(VOOR_OAUTH, omgeving, OAuth), VOOR_OAUTH + "…")


def _values(voor: str, omgeving: Mapping[str, str], soort: type) -> dict[str, Any]:
    """The settings that begin with `voor`, typed; a setting in two places or an unknown one is refused."""
    ruw = {naam.removeprefix(voor).lower(): waarde for naam, waarde in omgeving.items() if naam.startswith(voor)}
    bestand = ruw.pop("bestand", None)
    geheimen = {naam: ruw.pop(naam) for naam in list(ruw) if naam.endswith("_bestand")}
    waarden: dict[str, Any] = {naam: _typed(naam, waarde, soort, voor) for naam, waarde in ruw.items()}
    waarden = _merge(waarden, {n.removesuffix("_bestand"): _secret(p) for n, p in geheimen.items()}, voor)
    return _merge(waarden, load_toml(_private(Path(bestand))), voor) if bestand else waarden


def _merge(een: dict[str, Any], ander: Mapping[str, Any], voor: str) -> dict[str, Any]:
    dubbel = sorted(set(een) & set(ander))
    if dubbel:
        raise SettingError(f"'{dubbel[0]}' staat op twee plaatsen", waar=voor + dubbel[0].upper(), tip="kies er één")
    return {**een, **ander}


def _typed(naam: str, waarde: str, soort: type, voor: str) -> Any:
    """The text of the environment as the field's type; unknown names pass through, to be refused with a suggestion."""
    types = {veld.name: veld.type for veld in fields(soort)}
    if types.get(naam) not in (int, float):
        return waarde
    try:
        return int(waarde) if types[naam] is int else float(waarde)
    except ValueError:
        raise SettingError(f"'{waarde}' is geen getal", waar=voor + naam.upper()) from None


def _secret(bestand: str) -> str:
    try:
        return _private(Path(bestand)).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise SettingError("het bestand met het geheim is niet te lezen", waar=bestand) from None


def _private(pad: Path) -> Path:
    """The file, provided that nobody but its owner can read it."""
    if pad.exists() and stat.S_IMODE(pad.stat().st_mode) & 0o077:
        raise SettingError("anderen kunnen dit bestand met geheimen lezen", waar=str(pad), tip=f"doe: chmod 600 {pad}")
    return pad
