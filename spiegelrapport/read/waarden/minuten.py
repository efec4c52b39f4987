"""Minutes: as numbers, as Excel durations and clock times, and as people write them."""

import re
from datetime import datetime, time, timedelta

from spiegelrapport.read.waarden import getal
from spiegelrapport.read.waarden.cleaning import Unreadable, clean, is_missing

GEEN_MINUTEN = Unreadable("dit is geen aantal minuten")
KLOK = re.compile(r"(\d{1,5}):([0-5]\d)(?::([0-5]\d))?$")
UREN = re.compile(
    r"(?:(\d+(?:[.,]\d+)?) ?(?:uur|uren|u|hr|h)\.?)?(?: ?(?:en )?(\d+(?:[.,]\d+)?) ?(?:minuten|minuut|min|m)?\.?)?$"
)
DAGEN_NUL = datetime(1899, 12, 31)  # noqa: DTZ001 (Excel knows no time zones)

VOORBEELDEN: tuple[tuple[object, object], ...] = (
    (90, 90.0),
    (90.5, 90.5),
    ("90", 90.0),
    ("90,5", 90.5),
    ("1.250", 1250.0),
    ("1:30", 90.0),
    ("01:30:00", 90.0),
    ("100:15", 6015.0),
    ("90 min", 90.0),
    ("90 minuten", 90.0),
    ("90 min.", 90.0),
    ("1 uur 30", 90.0),
    ("1 uur en 30 minuten", 90.0),
    ("1u30", 90.0),
    ("1,5 uur", 90.0),
    ("2 uur", 120.0),
    (time(1, 30), 90.0),
    (timedelta(hours=30), 1800.0),
    (datetime(1900, 1, 1, 6, 0), 1800.0),  # noqa: DTZ001
    ("-", None),
    ("n.v.t.", None),
    ("1:75", GEEN_MINUTEN),
    ("lang", GEEN_MINUTEN),
    (True, GEEN_MINUTEN),
)


def read(waarde: object, *, tekens: getal.Tekens = getal.GEWOON_TEKENS) -> float | Unreadable | None:
    """The number of minutes; a clock time counts from midnight."""
    if isinstance(waarde, bool):
        return GEEN_MINUTEN
    if isinstance(waarde, timedelta):
        return waarde.total_seconds() / 60
    if isinstance(waarde, time):
        return waarde.hour * 60 + waarde.minute + waarde.second / 60
    if isinstance(waarde, datetime) and waarde.year <= 1900:
        return (waarde - DAGEN_NUL).total_seconds() / 60
    if isinstance(waarde, str):
        return _tekst(clean(waarde).lower(), tekens)
    gelezen = getal.read(waarde)
    return GEEN_MINUTEN if isinstance(gelezen, Unreadable) else gelezen


def _tekst(tekst: str, tekens: getal.Tekens) -> float | Unreadable | None:
    if is_missing(tekst):
        return None
    gelezen = getal.read(tekst, tekens=tekens)
    if isinstance(gelezen, float):
        return gelezen
    if delen := KLOK.match(tekst):
        return int(delen[1]) * 60 + int(delen[2]) + int(delen[3] or 0) / 60
    if delen := UREN.match(tekst):
        return _komma(delen[1]) * 60 + _komma(delen[2])
    return GEEN_MINUTEN


def _komma(tekst: str | None) -> float:
    return float((tekst or "0").replace(",", "."))
