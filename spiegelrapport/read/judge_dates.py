"""What the dates of one column together tell: months first, day and month swapped, midnight in another time zone."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from spiegelrapport.read.waarden import datum
from spiegelrapport.read.waarden.cleaning import Unreadable, clean

MAAND_EERST = Unreadable("de maand lijkt vooraan te staan", "W010")
CHANCE = 0.01  # under this the split between days up to 12 and later days is no accident
SHARE_LOW = 12 / 30.4

Marks = dict[str, Sequence[object]]


def judge_dates(distinct: Sequence[object], begin: date, keuze: str) -> tuple[Callable[[object], object], Marks]:
    """How to read a cell; and what to say: W015 dates that mean 'none', W016 another zone's midnight, W017 a question."""
    if any(map(datum.is_month_first, distinct)):
        return partial(_month_first, begin=begin), {}
    later = another_zone(distinct)
    gewisseld = frozenset[object]() if keuze == "klopt" else swapped(distinct)
    om = gewisseld if keuze == "verwisseld" else frozenset[object]()

    def read(waarde: object) -> object:
        gelezen = datum.read(waarde, begin=begin)
        if not isinstance(gelezen, date):
            return None if _is_zero(waarde) else gelezen
        if waarde in later:
            gelezen = datum.dag_erna(gelezen)
        if datum.betekent_geen(gelezen):
            return None
        return date(gelezen.year, gelezen.day, gelezen.month) if waarde in om else gelezen

    geen = [waarde for waarde in distinct if _means_none(waarde, begin, later)]
    marks = {"W015": geen, "W016": sorted(later - set(geen), key=str), "W017": sorted(gewisseld - om, key=str)}
    return read, {code: waarden for code, waarden in marks.items() if waarden}


def another_zone(distinct: Sequence[object]) -> frozenset[object]:
    """The values that are the midnight before in UTC: when every time of day in the column is 22:00 or 23:00.

    A text that says itself that it is UTC needs no others beside it.
    """
    zeker = {waarde for waarde in distinct if datum.is_utc_avond(waarde)}
    tijden = {waarde: tijd for waarde in distinct if (tijd := datum.tijd_van(waarde))}
    if tijden and all(tijd in datum.MIDDERNACHT_UTC for tijd in tijden.values()):
        zeker |= set(tijden)
    return frozenset(zeker)


def swapped(distinct: Sequence[object]) -> frozenset[object]:
    """The values whose day and month an American program may have swapped.

    It makes dates of what it can read as month/day and leaves the other cells as text: then all days after the
    twelfth stand in texts, and every date written in another form has a day up to the twelfth.
    """
    laag: dict[object, str] = {}
    hoog: dict[object, str] = {}
    for waarde in distinct:
        vorm, dag = _form(waarde)
        if dag:
            (laag if dag <= 12 else hoog)[waarde] = vorm
    vormen_hoog = set(hoog.values())
    if not laag or not hoog or vormen_hoog & set(laag.values()) or any(vorm == "datum" for vorm in vormen_hoog):
        return frozenset()
    kans = SHARE_LOW ** len(laag) * (1 - SHARE_LOW) ** len(hoog)
    return frozenset(laag) if kans < CHANCE else frozenset()


def _form(waarde: object) -> tuple[str, int]:
    """How a date is written, and its day; ('', 0) for what is no date. Only day-month-year texts can stay behind."""
    if isinstance(waarde, str):
        if delen := datum.DMJ.match(datum.TIJD.sub("", clean(waarde))):
            return f"tekst {clean(waarde)[len(delen[1])]}", int(delen[1])
        if not datum.JMD.match(datum.TIJD.sub("", clean(waarde))):
            return "", 0
    gelezen = datum.read(waarde)
    if not isinstance(gelezen, date) or datum.betekent_geen(gelezen):
        return "", 0
    return "datum", gelezen.day


def _means_none(waarde: object, begin: date, later: frozenset[object]) -> bool:
    if _is_zero(waarde):
        return True
    gelezen = datum.read(waarde, begin=begin)
    if not isinstance(gelezen, date):
        return False
    return datum.betekent_geen(datum.dag_erna(gelezen) if waarde in later else gelezen)


def _is_zero(waarde: object) -> bool:
    """Serial numbers 0 to 2: a formula that points at an empty cell, or the first days of the calendar."""
    return isinstance(waarde, int | float) and not isinstance(waarde, bool) and 0 <= waarde <= 2


def _month_first(waarde: object, begin: date) -> object:
    """In a column that holds American dates, no text that could be one is read."""
    if datum.is_month_first(waarde) or datum.is_ambiguous(waarde):
        return MAAND_EERST
    gelezen = datum.read(waarde, begin=begin)
    return None if isinstance(gelezen, date) and datum.betekent_geen(gelezen) else gelezen
