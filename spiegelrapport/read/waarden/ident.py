"""Identifiers of clients, trajecten and questionnaires: meaningless text, kept as it stands."""

from datetime import date, time, timedelta

from spiegelrapport.read.waarden.cleaning import Unreadable, is_missing, to_text

GEEN_NUMMER = Unreadable("dit is geen nummer maar een datum of tijd")

VOORBEELDEN: tuple[tuple[object, object], ...] = (
    ("C00017", "C00017"),
    (17.0, "17"),
    (17, "17"),
    ("  C 17\u200b ", "C 17"),
    ("00017", "00017"),
    ("-", None),
    ("", None),
    (date(2025, 3, 1), GEEN_NUMMER),
)


def read(waarde: object) -> str | Unreadable | None:
    """The identifier as text."""
    if isinstance(waarde, date | time | timedelta | bool):
        return GEEN_NUMMER
    tekst = to_text(waarde)
    return None if is_missing(tekst) else tekst
