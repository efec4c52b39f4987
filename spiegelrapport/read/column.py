"""One column's cells to one array: every distinct value parsed once, problems kept by place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from spiegelrapport.definitions.schema import Kolom
from spiegelrapport.read.waarden import LEZERS, code, datum, getal
from spiegelrapport.read.waarden.cleaning import Unreadable

MAAND_EERST = Unreadable("de maand lijkt vooraan te staan")


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """The column's values (missing where unreadable), and per reason the places of what could not be read."""

    waarden: Any  # a numpy or pandas array
    leeg: np.ndarray[Any, Any]  # where the cell was empty
    problemen: Mapping[str, np.ndarray[Any, Any]] = field(default_factory=dict)
    ruw: Mapping[str, tuple[object, ...]] = field(default_factory=dict)  # the distinct values behind a problem


def read_kolom(
    cellen: Sequence[object], kolom: Kolom, codes: Mapping[str, str], begin: date = datum.BEGIN_1900
) -> ReadColumn:
    """Parses with what the column as a whole tells: which decimal sign it uses, whether months come first."""
    uniek, plaatsen = _distinct(cellen)
    lees = _lezer(kolom, uniek, codes, begin)
    gelezen = [lees(waarde) for waarde in uniek]
    fouten: dict[str, list[int]] = {}
    for i, uitkomst in enumerate(gelezen):
        if isinstance(uitkomst, Unreadable):
            fouten.setdefault(uitkomst.reden, []).append(i)
            gelezen[i] = None
    return ReadColumn(
        waarden=_array(gelezen, kolom.type).take(plaatsen),
        leeg=plaatsen == uniek.index("") if "" in uniek else np.zeros(len(cellen), dtype=bool),
        problemen={reden: np.flatnonzero(np.isin(plaatsen, welke)) for reden, welke in fouten.items()},
        ruw={reden: tuple(uniek[i] for i in welke) for reden, welke in fouten.items()},
    )


def empty(kolom: Kolom, lengte: int) -> ReadColumn:
    """A column that was not delivered."""
    return ReadColumn(_array([None], kolom.type).take(np.zeros(lengte, dtype=np.intp)), np.ones(lengte, dtype=bool))


def _distinct(cellen: Sequence[object]) -> tuple[list[object], np.ndarray[Any, Any]]:
    """The distinct values and for each cell which one it is. True is not 1 here."""
    if bool in set(map(type, cellen)):
        sleutels: Sequence[object] = [(type(cel) is bool, cel) for cel in cellen]
        waar = {sleutel: i for i, sleutel in enumerate(dict.fromkeys(sleutels))}
        uniek = [sleutel[1] for sleutel in waar]  # type: ignore[index]
    else:
        sleutels = cellen
        waar = {sleutel: i for i, sleutel in enumerate(dict.fromkeys(sleutels))}
        uniek = list(waar)
    return uniek, np.fromiter(map(waar.__getitem__, sleutels), dtype=np.intp, count=len(cellen))


def _lezer(kolom: Kolom, uniek: Sequence[object], codes: Mapping[str, str], begin: date) -> Callable[[object], object]:
    if kolom.type == "code":
        return partial(code.read, bekend=codes)
    if kolom.type == "datum":
        if any(datum.is_month_first(waarde) for waarde in uniek):
            return partial(_maand_eerst, begin=begin)
        return partial(datum.read, begin=begin)
    if kolom.type == "getal":
        return partial(getal.read, decimaalpunt=any(getal.shows_decimal_point(waarde) for waarde in uniek))
    return LEZERS[kolom.type]


def _maand_eerst(waarde: object, begin: date) -> object:
    """In a column that holds American dates, no text that could be one is read."""
    if datum.is_month_first(waarde) or datum.is_ambiguous(waarde):
        return MAAND_EERST
    return datum.read(waarde, begin=begin)


def _array(waarden: Sequence[Any], soort: str) -> Any:
    """The distinct values as an array that can be taken from."""
    waarden = waarden or [None]
    if soort in ("getal", "geheel", "minuten", "percentage"):
        return np.array([np.nan if waarde is None else waarde for waarde in waarden], dtype="float64")
    if soort == "datum":
        return pd.array(np.array(waarden, dtype="datetime64[us]"))
    if soort == "ja_nee":
        return pd.array(list(waarden), dtype="boolean")
    return pd.array(list(waarden), dtype="str")
