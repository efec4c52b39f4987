"""Numbers: with a decimal comma or point, thousands points, exponents and stray signs."""

import math
import re
from dataclasses import dataclass

from spiegelrapport.read.waarden.cleaning import Unreadable, clean, is_missing


@dataclass(frozen=True, slots=True)
class Tekens:
    """How a column writes its numbers: '.' or ',' for decimals; the comma may stand for thousands then."""

    decimaalpunt: bool = False
    duizendkomma: bool = False


GEWOON_TEKENS = Tekens()
GEEN_GETAL = Unreadable("dit is geen getal")
DUIZENDTALLEN = re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+$")
PUNTEN_EN_KOMMA = re.compile(r"[+-]?\d{1,3}(\.\d{3})+,\d+$")
KOMMAS_EN_PUNT = re.compile(r"[+-]?\d{1,3}(,\d{3})+\.\d+$")
GEWOON = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?$", re.IGNORECASE)
DUIZENDKOMMAS = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+$")
ECHTE_DECIMAALPUNT = re.compile(r"[+-]?(0\.\d+|\d+\.(\d{1,2}|\d{4,})|\d{4,}\.\d{3})$")

VOORBEELDEN: tuple[tuple[object, object], ...] = (
    (5, 5.0),
    (5.5, 5.5),
    (True, GEEN_GETAL),
    ("5", 5.0),
    ("5,5", 5.5),
    ("5.5", 5.5),
    ("1.234", 1234.0),
    ("1.234,5", 1234.5),
    ("1,234.5", 1234.5),
    ("1.234.567", 1234567.0),
    ("0.560", 0.56),
    ("1 234,5", 1234.5),
    ("1e3", 1000.0),
    ("1,5E2", 150.0),
    ("-3", -3.0),
    ("\u22123", -3.0),
    ("+3", 3.0),
    (" \u00a07,0 ", 7.0),
    ("85%", 85.0),
    (",5", 0.5),
    ("-", None),
    ("onbekend", None),
    ("#WAARDE!", None),
    ("<5", GEEN_GETAL),
    ("vijf", GEEN_GETAL),
    ("1-2", GEEN_GETAL),
    ("1,2,3", GEEN_GETAL),
)


def read(waarde: object, *, tekens: Tekens = GEWOON_TEKENS) -> float | Unreadable | None:
    """The number. '1.234' is 1234, unless the column writes its decimals with a point."""
    if isinstance(waarde, bool):
        return GEEN_GETAL
    if isinstance(waarde, int | float):
        return float(waarde) if math.isfinite(waarde) else GEEN_GETAL
    return _tekst(clean(waarde), tekens) if isinstance(waarde, str) else GEEN_GETAL


def shows_decimal_point(tekst: object) -> bool:
    """Whether a text can only be read with the point as decimal sign, as '0.56' and '3.25' can."""
    return isinstance(tekst, str) and bool(ECHTE_DECIMAALPUNT.match(clean(tekst)))


def _tekst(tekst: str, tekens: Tekens) -> float | Unreadable | None:
    if is_missing(tekst):
        return None
    kaal = re.sub(r"(?<=\d) (?=\d{3}\b)", "", tekst).replace("\N{MINUS SIGN}", "-").removesuffix("%").rstrip()
    if PUNTEN_EN_KOMMA.match(kaal) or (DUIZENDTALLEN.match(kaal) and not tekens.decimaalpunt):
        kaal = kaal.replace(".", "")
    elif KOMMAS_EN_PUNT.match(kaal) or (tekens.duizendkomma and DUIZENDKOMMAS.match(kaal)):
        kaal = kaal.replace(",", "")
    if not GEWOON.match(kaal):
        return GEEN_GETAL
    getal = float(kaal.replace(",", "."))
    return getal if math.isfinite(getal) else GEEN_GETAL
