"""What a column of an unknown EPD holds, as far as it may be shown: three values, and the codes nobody knows yet."""

from collections.abc import Mapping, Sequence
from datetime import date

from spiegelrapport.definitions.schema import Kolom
from spiegelrapport.read import privacy
from spiegelrapport.read.column import read_kolom
from spiegelrapport.read.waarden.cleaning import to_text

SHOWN = 3
LONGEST = 24  # characters of a value that are shown
WORDS = 4  # from here on it is free text, in which anything may stand
MOST_CODES = 30  # a list of codes is short; a longer one is something else


def samples(cellen: Sequence[object]) -> tuple[str, ...]:
    """Up to three different values; none of a column that may be about persons: names, BSNs and free text."""
    gevuld = [cel for cel in cellen if cel != ""]
    teksten = list(dict.fromkeys(map(_shown, gevuld)))
    if privacy.are_bsns(gevuld) or privacy.are_names(gevuld) or any(_is_free_text(tekst) for tekst in teksten):
        return ()
    return tuple(tekst[: LONGEST - 1] + "…" if len(tekst) > LONGEST else tekst for tekst in teksten[:SHOWN])


def unknown_codes(cellen: Sequence[object], kolom: Kolom, bekend: Mapping[str, str]) -> tuple[str, ...]:
    """The different spellings in a column of codes that are no code of ours; none when they are too many to be codes."""
    if kolom.type != "code" or privacy.are_bsns(cellen):
        return ()
    ruw = [waarde for waarden in read_kolom(cellen, kolom, bekend).ruw.values() for waarde in waarden]
    vreemd = tuple(dict.fromkeys(_shown(waarde) for waarde in ruw))
    return vreemd if len(vreemd) <= MOST_CODES and not any(_is_free_text(tekst) for tekst in vreemd) else ()


def _shown(cel: object) -> str:
    return f"{cel:%d-%m-%Y}" if isinstance(cel, date) else " ".join(to_text(cel).split())


def _is_free_text(tekst: str) -> bool:
    return len(tekst.split()) > WORDS or "@" in tekst
