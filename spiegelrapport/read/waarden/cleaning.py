"""What a cell says once invisible characters, stray spaces and words for 'missing' are seen for what they are."""

import re
import unicodedata
from dataclasses import dataclass

ONZICHTBAAR = dict.fromkeys(
    [0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F)], None
)
ONTBREKEND = frozenset(
    [
        "",
        "-",
        "--",
        "---",
        "–",
        "—",
        "?",
        ".",
        "nvt",
        "nb",
        "onbekend",
        "niet bekend",
        "geen",
        "leeg",
        "null",
        "nan",
        "none",
        "na",
        "n/a",
        "n/b",
        "#nvt",
        "niet ingevuld",
        "niet van toepassing",
        "missing",
    ]
)
EXCELFOUTEN = frozenset(
    [
        "#n/b",
        "#n/a",
        "#waarde!",
        "#value!",
        "#deel/0!",
        "#div/0!",
        "#verw!",
        "#ref!",
        "#naam?",
        "#name?",
        "#getal!",
        "#num!",
        "#leeg!",
        "#null!",
        "#spill!",
        "#overloop!",
        "#calc!",
    ]
)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A value that cannot be taken: why, in Dutch, without the value; `melding` when a finding of its own says it."""

    reden: str
    melding: str = ""


def clean(tekst: str) -> str:
    """'\\u200b 12\\u00a0mrt ' -> '12 mrt': compatible forms, no invisible characters, single spaces, no outer ones."""
    if tekst.isascii():
        return " ".join(tekst.split()).lstrip("'")
    return " ".join(unicodedata.normalize("NFKC", tekst.translate(ONZICHTBAAR)).split()).lstrip("'‘’")


def is_missing(schone_tekst: str) -> bool:
    """Whether a cleaned text says that there is no value."""
    klein = schone_tekst.lower()
    return klein in ONTBREKEND or klein in EXCELFOUTEN or klein.replace(".", "").replace(" ", "") in ("nvt", "nb")


def is_excelfout(cel: object) -> bool:
    """Whether a cell holds, as text, what Excel shows for a formula that failed."""
    return isinstance(cel, str) and "#" in cel and clean(cel).lower() in EXCELFOUTEN


def key(tekst: str) -> str:
    """Letters and digits only, lower case, without accents: how headings, sheets and codes are compared."""
    kaal = unicodedata.normalize("NFKD", clean(tekst))
    return re.sub(r"[^a-z0-9%]", "", kaal.lower().replace("ß", "ss"))


def to_text(waarde: object) -> str:
    """A cell as text; whole floats lose their '.0'."""
    if isinstance(waarde, float):
        return str(int(waarde)) if waarde.is_integer() and abs(waarde) < 1e15 else repr(waarde)
    return clean(waarde) if isinstance(waarde, str) else str(waarde)
