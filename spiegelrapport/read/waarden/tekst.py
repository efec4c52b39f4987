"""Short classifying texts, such as a diagnosis chapter; sentences are not read."""

import re

from spiegelrapport.read.waarden.cleaning import Unreadable, is_missing, to_text

GEEN_HOOFDSTUK = Unreadable("dit is geen korte aanduiding; vrije tekst wordt niet gelezen")
HOOFDSTUK = re.compile(r"((?:D5|DSM5|DSM)[_ -]?\d{1,2})\b", re.IGNORECASE)
KORT = re.compile(r"[A-Za-z]{0,6}[_-]?\d{0,3}[A-Za-z]?$")

VOORBEELDEN: tuple[tuple[object, object], ...] = (
    ("D5_4", "D5_4"),
    ("d5_4", "D5_4"),
    ("D5_4.300.02", "D5_4"),
    ("D5_4 Angststoornissen", "D5_4"),
    (4.0, "4"),
    ("-", None),
    ("cliënt vertelt over vroeger", GEEN_HOOFDSTUK),
    ("123456782", GEEN_HOOFDSTUK),
)


def read(waarde: object) -> str | Unreadable | None:
    """The chapter before the first point; anything longer than a short code is refused."""
    tekst = to_text(waarde)
    if is_missing(tekst):
        return None
    if delen := HOOFDSTUK.match(tekst):
        return delen[1].upper()
    kort = tekst.split(".")[0]
    return kort if KORT.match(kort) else GEEN_HOOFDSTUK
