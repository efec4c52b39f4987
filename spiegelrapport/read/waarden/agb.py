"""AGB-codes: eight digits, also when Excel has eaten the leading zero."""

import re

from spiegelrapport.read.waarden.cleaning import Unreadable, is_missing, to_text

GEEN_AGB = Unreadable("dit is geen AGB-code van 8 cijfers")
TEKENS = re.compile(r"(?:agb)?(?:-?code)?[ :]*((?:\d[ .-]?)+)$", re.IGNORECASE)

VOORBEELDEN: tuple[tuple[object, object], ...] = (
    ("06012345", "06012345"),
    (6012345.0, "06012345"),
    ("6012345", "06012345"),
    ("06-012345", "06012345"),
    ("06 01 23 45", "06012345"),
    ("AGB 06012345", "06012345"),
    (94012345, "94012345"),
    ("", None),
    ("-", None),
    ("601234", GEEN_AGB),
    ("060123456", GEEN_AGB),
    ("praktijk", GEEN_AGB),
)


def read(waarde: object) -> str | Unreadable | None:
    """The 8-digit code; seven digits get the zero back that Excel ate."""
    tekst = to_text(waarde)
    if is_missing(tekst):
        return None
    delen = TEKENS.match(tekst)
    cijfers = re.sub(r"\D", "", delen[1]) if delen else ""
    return cijfers.zfill(8) if len(cijfers) in (7, 8) else GEEN_AGB


def is_padded(waarde: object) -> bool:
    """Whether the zero had to be put back."""
    return len(re.sub(r"\D", "", to_text(waarde))) == 7
