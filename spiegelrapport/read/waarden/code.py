"""Codes: in any spelling that the declaration knows, also with their description behind them."""

import re
from collections.abc import Mapping

from spiegelrapport.read.waarden.cleaning import Unreadable, clean, is_missing, key, to_text

ONBEKENDE_CODE = Unreadable("deze code is niet bekend")
SCHEIDING = re.compile(r"\s*[-–—:;|(/]\s+|\s+[-–—:;|(/]|\s*[:;|(]|\s+")
VERTOONBAAR = re.compile(r"[A-Za-z]{1,5}[-_]?\d{1,3}[A-Za-z]?$|180\d{3}$|\d{1,2}$")

WAARDEN_VOORBEELD = {"180002": ("middel", "BM"), "ZT04": (), "OQ45-sd": ("OQ-45 SD",), "voor": ("voormeting", "0")}
VOORBEELDEN: tuple[tuple[object, object], ...] = (
    ("180002", "180002"),
    (180002.0, "180002"),
    ("180002 Middel", "180002"),
    ("180002 - Middel", "180002"),
    ("Middel (180002)", "180002"),
    ("middel", "180002"),
    ("bm", "180002"),
    ("ZT04 - Angst", "ZT04"),
    ("zt04", "ZT04"),
    ("ZT 04", "ZT04"),
    ("ZT04: angst", "ZT04"),
    ("OQ45_SD", "OQ45-sd"),
    ("oq-45 sd", "OQ45-sd"),
    ("Voormeting", "voor"),
    (0.0, "voor"),
    ("-", None),
    ("n.v.t.", None),
    ("ZT99", ONBEKENDE_CODE),
    ("Angst ZT04", ONBEKENDE_CODE),
)


def read(waarde: object, bekend: Mapping[str, str]) -> str | Unreadable | None:
    """The code. `bekend` is what `spellings` makes of a column's declared codes."""
    tekst = to_text(waarde)
    heel = bekend.get(key(tekst))
    if heel is not None:
        return heel
    if is_missing(tekst):
        return None
    delen = SCHEIDING.split(tekst, maxsplit=1)
    if len(delen) == 2 and (eerste := bekend.get(key(delen[0]))) is not None:
        return eerste
    return ONBEKENDE_CODE


def spellings(waarden: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """{'180002': ('middel',)} -> {'180002': '180002', 'middel': '180002'}, with normalised keys."""
    bekend = {key(woord): code for code, woorden in waarden.items() for woord in woorden}
    return bekend | {key(code): code for code in waarden}


def displayable(waarde: object) -> str | None:
    """The text of an unknown code when it looks like one and cannot be anything about a person; None otherwise."""
    tekst = clean(to_text(waarde))
    return tekst if VERTOONBAAR.match(tekst) else None
