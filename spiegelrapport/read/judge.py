"""What a column as a whole tells about how its cells must be read, and what deserves to be said about it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from spiegelrapport.definitions.schema import Kolom
from spiegelrapport.read.judge_dates import judge_dates
from spiegelrapport.read.judge_numbers import judge_numbers
from spiegelrapport.read.waarden import LEZERS, code, geheel, getal, ident, minuten, percentage

WITH_SIGNS: Mapping[str, Callable[..., object]] = {
    "getal": getal.read,
    "geheel": geheel.read,
    "minuten": minuten.read,
    "percentage": percentage.read,
}


@dataclass(frozen=True, slots=True)
class Judged:
    """How to read one cell; and per finding's code the distinct values that it is about."""

    read: Callable[[object], object]
    marks: dict[str, Sequence[object]] = field(default_factory=dict)


def judge(kolom: Kolom, distinct: Sequence[object], codes: Mapping[str, str], begin: date, keuze: str) -> Judged:
    """`keuze`: the analyst's answer about this column of this levering, or ''."""
    if kolom.type == "code":
        return Judged(partial(code.read, bekend=codes))
    if kolom.type == "datum":
        return Judged(*judge_dates(distinct, begin, keuze))
    if kolom.type == "id":
        return Judged(partial(ident.read, afgerond=ident.afgerond(distinct)))
    if kolom.type in WITH_SIGNS:
        tekens, marks = judge_numbers(distinct, keuze)
        return Judged(partial(WITH_SIGNS[kolom.type], tekens=tekens), marks)
    return Judged(LEZERS[kolom.type])
