"""Numbers, dates and lists as Dutch readers expect them, over Babel."""

import math
from collections.abc import Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

TAAL = "nl_NL"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
VASTE_SPATIE = "\N{NO-BREAK SPACE}"


@cache
def getal(waarde: float, decimalen: int = 0) -> str:
    """1234.5 -> '1.234,5' (half away from zero); minus sign is U+2212. NaN and infinity raise ValueError."""
    if not math.isfinite(waarde):
        raise ValueError("geen getal")
    afgerond = Decimal(repr(float(waarde))).quantize(Decimal(1).scaleb(-decimalen), rounding=ROUND_HALF_UP)
    patroon = "#,##0" + ("." + "0" * decimalen if decimalen else "")
    tekst = format_decimal(abs(afgerond), format=patroon, locale=TAAL)
    return f"\N{MINUS SIGN}{tekst}" if afgerond < 0 else tekst


def procent(aandeel: float, decimalen: int = 0) -> str:
    """0.123 -> '12%'."""
    return getal(round(aandeel * 100, 10), decimalen) + "%"


def met_teken(waarde: float, decimalen: int = 0) -> str:
    """'+1,2' or U+2212 '1,2'; zero has no sign."""
    tekst = getal(waarde, decimalen)
    return tekst if waarde <= 0 or not tekst.strip("0,.") else f"+{tekst}"


def datum(dag: date) -> str:
    """date(2025, 3, 1) -> '1 maart 2025'."""
    return format_date(dag, format="d MMMM y", locale=TAAL)


def tijdstip(moment: datetime) -> str:
    """An instant -> '1 maart 2025, 14:05 uur', by the clocks in the Netherlands."""
    hier = moment.astimezone(AMSTERDAM)
    return f"{datum(hier.date())}, {hier:%H:%M} uur"


def jaren(reeks: Sequence[int]) -> str:
    """[2024, 2025] -> '2024 en 2025'; from three on '2023 tot en met 2025'."""
    return opsomming([str(jaar) for jaar in reeks]) if len(reeks) < 3 else f"{reeks[0]} tot en met {reeks[-1]}"


def periode(reeks: Sequence[int]) -> str:
    """[2025] -> '2025'; [2024, 2025] -> '2024–2025'."""
    return str(reeks[0]) if len(reeks) == 1 else f"{reeks[0]}\N{EN DASH}{reeks[-1]}"


def opsomming(woorden: Sequence[str]) -> str:
    """['a', 'b', 'c'] -> 'a, b en c'."""
    return format_list(list(woorden), locale=TAAL)


def aantal(n: int, enkelvoud: str, meervoud: str) -> str:
    """1 -> '1 traject'; 2 -> '2 trajecten'."""
    return f"{getal(n)} {enkelvoud if n == 1 else meervoud}"
