"""Columns that must never come in: told by their heading, or by values that pass the BSN 11-test."""

import re
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from itertools import islice

from spiegelrapport.read.waarden.cleaning import clean, is_missing, key, to_text

VRIJE_TEKST = "vrije_tekst"
BSN = "bsn"
SOORTEN = {
    BSN: "burgerservicenummer",
    "naam": "naam",
    "geboortedatum": "geboortedatum",
    "postcode": "adres of postcode",
    "verzekeringsnummer": "verzekeringsnummer",
    "contact": "contactgegevens",
}
MINSTENS = 5  # distinct values before a column can be judged
STEEKPROEF = 200
NAAM = re.compile(r"[^\W\d_][^\d]*([ ,.]|[a-zà-ÿ]{2})[^\d]*$")  # letters, with a space, comma or lower case
DAG, MAAND, JAAR = "(0[1-9]|[12][0-9]|3[01])", "(0[1-9]|1[0-2])", "(19|20)[0-9]{2}"
DATUMS = (
    re.compile(r"(\d{1,2}([-/. ])\d{1,2}\2\d{4}|\d{4}([-/. ])\d{1,2}\3\d{1,2})(?!\d)"),
    re.compile(f"({JAAR}{MAAND}{DAG}|{DAG}{MAAND}{JAAR})$"),
)
GEWICHTEN = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def kind_of(kop: str, privacy: Mapping[str, Sequence[str]]) -> str | None:
    """The kind of forbidden column that a heading names. Declared words may hold wildcards (*)."""
    genormaliseerd = key(kop)
    for soort, woorden in privacy.items():
        if any(fnmatchcase(genormaliseerd, woord) for woord in woorden):
            return soort
    return None


def is_bsn(cijfers: str) -> bool:
    """The 11-test on nine digits."""
    som = sum(gewicht * int(cijfer) for gewicht, cijfer in zip(GEWICHTEN, cijfers, strict=True))
    return som % 11 == 0 and int(cijfers) > 0


def are_bsns(cellen: Sequence[object]) -> bool:
    """Whether most of at least five distinct values are a BSN. One value proves nothing: one in eleven passes."""
    if not any(_negen(cel) for cel in islice((cel for cel in cellen if cel != ""), STEEKPROEF)):
        return False
    uniek = set(map(to_text, (cel for cel in cellen if cel != "")))
    geslaagd = sum((negen := _negen(tekst)) is not None and is_bsn(negen) for tekst in uniek)
    return len(uniek) >= MINSTENS and geslaagd > len(uniek) / 2


def are_names(cellen: Sequence[object]) -> bool:
    """Whether most of at least five distinct numbers of clients hold letters but not a single digit."""
    eerste = list(islice((cel for cel in cellen if cel != ""), STEEKPROEF))
    if sum(isinstance(cel, str) and NAAM.match(cel) is not None for cel in eerste) < len(eerste) / 4:
        return False  # a column of names shows it early
    uniek = {cel for cel in cellen if isinstance(cel, str) and cel.strip() and not is_missing(clean(cel))}
    zonder = sum(bool(NAAM.match(cel)) for cel in uniek)
    return len(uniek) >= MINSTENS and zonder > len(uniek) / 2


def mask(tekst: str) -> str:
    """A heading or sheet name without long runs of digits, which could be anybody's number."""
    return re.sub(r"\d[\d .-]{4,}\d", "…", tekst)[:60]


def _negen(cel: object) -> str | None:
    """The nine digits a cell may mean; eight when Excel ate a zero. A written date is no number."""
    if not isinstance(cel, str | int | float) or isinstance(cel, bool):
        return None
    tekst = to_text(cel)
    if any(datum.match(tekst) for datum in DATUMS):
        return None
    cijfers = re.sub(r"\D", "", tekst)
    return cijfers.zfill(9) if len(cijfers) in (8, 9) and len(tekst) <= 20 else None
