"""Dates: as dates, as Excel serial numbers, and in every way Dutch registrations write them."""

import re
from datetime import date, datetime, timedelta

from spiegelrapport.read.waarden.cleaning import Unreadable, clean, is_missing

BEGIN_1900, BEGIN_1904 = date(1899, 12, 30), date(1904, 1, 1)
EERSTE_SERIE, LAATSTE_SERIE = 10_000, 80_000  # 1927 to 2119: what a serial number may be
EEUWGRENS = 69  # jj from 70 is 19jj
MAANDEN = {
    afkorting: nummer
    for nummer, namen in enumerate(
        [
            "januari jan",
            "februari feb febr",
            "maart mrt mar",
            "april apr",
            "mei may",
            "juni jun",
            "juli jul",
            "augustus aug",
            "september sep sept",
            "oktober okt oct",
            "november nov",
            "december dec",
        ],
        start=1,
    )
    for afkorting in namen.split()
}
VROEGSTE_ECHTE, LAATSTE_ECHTE = date(1903, 1, 1), date(2090, 1, 1)  # what lies outside stands for 'no date'
GEEN_DAGEN = frozenset([date(1904, 1, 1), date(1904, 1, 2), date(1970, 1, 1)])  # day 0 of Macs and of Unix
MIDDERNACHT_UTC = ("22:00", "23:00")  # midnight in the Netherlands, in summer and in winter
UTC = re.compile(r"T?(\d{2}):(\d{2})(?::\d{2}(?:[.,]\d+)?)? ?(?:Z|\+00:?00)$")
KLOKTIJD = re.compile(r"[ T](\d{1,2}):(\d{2})(?::\d{2}(?:[.,]\d+)?)?$")
TIJD = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?( ?(uur|Z|[+-]\d{2}:?\d{2}))?$")
DMJ = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ]'?(\d{4}|\d{2})$")
JMD = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$")
CIJFERS = re.compile(r"(\d{4})(\d{2})(\d{2})$")
WOORDEN = re.compile(r"(?:[a-z]+ )?(\d{1,2})[- .]*([a-z]+)\.?[- ]*'?(\d{4}|\d{2})$")

BESTAAT_NIET = Unreadable("deze datum bestaat niet")
GEEN_DATUM = Unreadable("dit is geen datum")

VOORBEELDEN: tuple[tuple[object, object], ...] = (
    (date(2025, 3, 1), date(2025, 3, 1)),
    (datetime(2025, 3, 1, 14, 30), date(2025, 3, 1)),  # noqa: DTZ001 (Excel knows no time zones)
    (45717.0, date(2025, 3, 1)),
    (45717.6, date(2025, 3, 1)),
    ("45717", date(2025, 3, 1)),
    (20250301.0, date(2025, 3, 1)),
    ("20250301", date(2025, 3, 1)),
    ("01-03-2025", date(2025, 3, 1)),
    ("1-3-2025", date(2025, 3, 1)),
    ("1/3/25", date(2025, 3, 1)),
    ("01.03.2025", date(2025, 3, 1)),
    ("2025-03-01", date(2025, 3, 1)),
    ("2025/03/01", date(2025, 3, 1)),
    ("2025-03-01T10:15:00", date(2025, 3, 1)),
    ("2025-03-01 10:15:00.000", date(2025, 3, 1)),
    ("01-03-2025 09:05", date(2025, 3, 1)),
    ("1 maart 2025", date(2025, 3, 1)),
    ("1 mrt. 2025", date(2025, 3, 1)),
    ("zaterdag 1 maart 2025", date(2025, 3, 1)),
    ("01-mrt-25", date(2025, 3, 1)),
    ("1mrt2025", date(2025, 3, 1)),
    ("\u200b01-03-2025\u00a0", date(2025, 3, 1)),
    ("12-5-98", date(1998, 5, 12)),
    ("n.v.t.", None),
    ("-", None),
    ("", None),
    ("#N/B", None),
    ("31-02-2025", BESTAAT_NIET),
    ("2025-13-01", BESTAAT_NIET),
    ("03/25/2025", BESTAAT_NIET),
    ("00-00-0000", BESTAAT_NIET),
    ("volgende week", GEEN_DATUM),
    ("1 foo 2025", GEEN_DATUM),
    (True, GEEN_DATUM),
    (12.0, GEEN_DATUM),
    (timedelta(hours=3), GEEN_DATUM),
)


def read(waarde: object, *, begin: date = BEGIN_1900) -> date | Unreadable | None:
    """The day. `begin` is day 0 of unformatted serial numbers: BEGIN_1904 in workbooks that count from 1904."""
    if isinstance(waarde, datetime):
        return waarde.date()
    if isinstance(waarde, date):
        return waarde
    if isinstance(waarde, int | float) and not isinstance(waarde, bool):
        return _serie(float(waarde), begin)
    return _tekst(clean(waarde), begin) if isinstance(waarde, str) else GEEN_DATUM


def betekent_geen(dag: date) -> bool:
    """Whether a system writes this day for 'no date': 01-01-1900, 31-12-9999 and their like."""
    return dag < VROEGSTE_ECHTE or dag >= LAATSTE_ECHTE or dag in GEEN_DAGEN


def dag_erna(dag: date) -> date:
    return dag + timedelta(days=1) if dag < date.max else dag


def is_utc_avond(waarde: object) -> bool:
    """Whether a text says that it is UTC, and that it was the next day already in the Netherlands."""
    delen = UTC.search(clean(waarde)) if isinstance(waarde, str) else None
    return bool(delen) and (int(delen[1]) == 23 or f"{delen[1]}:{delen[2]}" in MIDDERNACHT_UTC)  # type: ignore[index]


def tijd_van(waarde: object) -> str:
    """The time of day, 'hh:mm' to the nearest minute; '' where there is none or it is midnight."""
    minuten = 0
    if isinstance(waarde, datetime):
        minuten = round((waarde.hour * 3600 + waarde.minute * 60 + waarde.second + waarde.microsecond / 1e6) / 60)
    elif isinstance(waarde, float) and EERSTE_SERIE <= waarde < LAATSTE_SERIE:
        minuten = round(waarde % 1 * 1440)
    elif isinstance(waarde, str) and (delen := KLOKTIJD.search(clean(waarde))):
        minuten = int(delen[1]) * 60 + int(delen[2])
    return f"{minuten // 60:02}:{minuten % 60:02}" if 0 < minuten < 1440 else ""


def is_month_first(tekst: object) -> bool:
    """Whether a text is a date only when read as month/day/year, as American programs write it."""
    delen = DMJ.match(TIJD.sub("", clean(tekst))) if isinstance(tekst, str) else None
    return bool(delen) and int(delen[1]) <= 12 < int(delen[2]) <= 31  # type: ignore[index]


def is_ambiguous(tekst: object) -> bool:
    """Whether a text would be another date when read as month/day/year."""
    delen = DMJ.match(TIJD.sub("", clean(tekst))) if isinstance(tekst, str) else None
    return bool(delen) and int(delen[1]) <= 12 and int(delen[2]) <= 12 and delen[1] != delen[2]  # type: ignore[index]


def _serie(getal: float, begin: date) -> date | Unreadable:
    if EERSTE_SERIE <= getal < LAATSTE_SERIE:
        return begin + timedelta(days=int(getal))
    cijfers = CIJFERS.match(str(int(getal))) if getal.is_integer() else None
    return _dag(cijfers[1], cijfers[2], cijfers[3]) if cijfers else GEEN_DATUM


def _tekst(tekst: str, begin: date) -> date | Unreadable | None:
    if is_missing(tekst):
        return None
    kaal = TIJD.sub("", tekst)
    if delen := DMJ.match(kaal):
        return _dag(delen[3], delen[2], delen[1])
    if delen := JMD.match(kaal) or CIJFERS.match(kaal):
        return _dag(delen[1], delen[2], delen[3])
    if (delen := WOORDEN.match(kaal.lower())) and delen[2] in MAANDEN:
        return _dag(delen[3], str(MAANDEN[delen[2]]), delen[1])
    if kaal.replace(",", ".").replace(".", "", 1).isdecimal():
        return _serie(float(kaal.replace(",", ".")), begin)
    return GEEN_DATUM


def _dag(jaar: str, maand: str, dag: str) -> date | Unreadable:
    eeuw = (2000 if int(jaar) <= EEUWGRENS else 1900) if len(jaar) == 2 else 0
    try:
        return date(eeuw + int(jaar), int(maand), int(dag))
    except ValueError:
        return BESTAAT_NIET
