"""Identifiers of clients, trajecten and questionnaires: meaningless text, kept as it stands."""

import re
from collections.abc import Iterable
from datetime import date, time, timedelta

from spiegelrapport.read.waarden.cleaning import Unreadable, is_missing, to_text

MEESTE_CIJFERS = 15  # what Excel keeps of a number
WETENSCHAPPELIJK = re.compile(r"\d+([.,]\d+)?E\+\d{1,3}$", re.IGNORECASE)
MET_NUL = re.compile(r"(\d+)[.,]0$")  # '1000.0': a whole number that was once written with a decimal
LANG = re.compile(rf"\d{{{MEESTE_CIJFERS}}}(\d+)$")
INGEKORT = Unreadable("Excel heeft dit nummer ingekort", "W013")
GEEN_NUMMER = Unreadable("dit is geen nummer maar een datum of tijd")

VOORBEELDEN: tuple[tuple[object, object], ...] = (
    ("C00017", "C00017"),
    (17.0, "17"),
    (17, "17"),
    ("  C 17\u200b ", "C 17"),
    ("00017", "00017"),
    ("1000.0", "1000"),
    ("1,20001E+12", INGEKORT),
    (1.234567890123456e18, INGEKORT),
    ("-", None),
    ("", None),
    (date(2025, 3, 1), GEEN_NUMMER),
)


def read(waarde: object, *, afgerond: bool = False) -> str | Unreadable | None:
    """The identifier as text. `afgerond`: the column's long numbers have lost their last digits."""
    if isinstance(waarde, date | time | timedelta | bool):
        return GEEN_NUMMER
    if isinstance(waarde, int | float) and abs(waarde) >= 10**MEESTE_CIJFERS:
        return INGEKORT
    tekst = to_text(waarde)
    if tekst[:1].isdecimal():
        if WETENSCHAPPELIJK.match(tekst) or (afgerond and LANG.match(tekst)):
            return INGEKORT
        if met_nul := MET_NUL.match(tekst):
            return met_nul[1]
    return None if is_missing(tekst) else tekst


def afgerond(waarden: Iterable[object]) -> bool:
    """Whether all long numbers in a column end in zeros from the sixteenth digit: Excel keeps fifteen."""
    staarten = {delen[0]: delen[1] for w in waarden if isinstance(w, str) and (delen := LANG.match(w.strip()))}
    return len(staarten) > 1 and all(not staart.strip("0") for staart in staarten.values())
