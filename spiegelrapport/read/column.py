"""One column's cells to one array: every distinct value parsed once, problems kept by place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from spiegelrapport.definitions.schema import Kolom
from spiegelrapport.read.judge import judge
from spiegelrapport.read.waarden import datum
from spiegelrapport.read.waarden.cleaning import Unreadable, is_excelfout


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """The column's values (missing where unreadable), and the places of what could not be read, per reason.

    `opgemerkt`: per finding's code the places of what was read, but not without a word.
    """

    waarden: Any  # a numpy or pandas array
    leeg: np.ndarray[Any, Any]  # where the cell was empty
    problemen: Mapping[Unreadable, np.ndarray[Any, Any]] = field(default_factory=dict)
    ruw: Mapping[Unreadable, tuple[object, ...]] = field(default_factory=dict)  # the distinct values behind a problem
    opgemerkt: Mapping[str, np.ndarray[Any, Any]] = field(default_factory=dict)


def read_kolom(
    cellen: Sequence[object],
    kolom: Kolom,
    codes: Mapping[str, str],
    begin: date = datum.BEGIN_1900,
    keuze: str = "",
) -> ReadColumn:
    """Parses with what the column as a whole tells: which decimal sign it uses, whether months come first.

    A cell that is an Unreadable already stays one. `keuze` is the analyst's answer about this column.
    """
    uniek, plaatsen = _distinct(cellen)
    oordeel = judge(kolom, [waarde for waarde in uniek if not isinstance(waarde, Unreadable)], codes, begin, keuze)
    gelezen = [waarde if isinstance(waarde, Unreadable) else oordeel.read(waarde) for waarde in uniek]
    fouten: dict[Unreadable, list[int]] = {}
    for i, uitkomst in enumerate(gelezen):
        if isinstance(uitkomst, Unreadable):
            fouten.setdefault(uitkomst, []).append(i)
            gelezen[i] = None
    return ReadColumn(
        waarden=_array(gelezen, kolom.type).take(plaatsen),
        leeg=plaatsen == uniek.index("") if "" in uniek else np.zeros(len(cellen), dtype=bool),
        problemen={reden: np.flatnonzero(np.isin(plaatsen, welke)) for reden, welke in fouten.items()},
        ruw={reden: tuple(uniek[i] for i in welke) for reden, welke in fouten.items()},
        opgemerkt={
            code: _where(waarden, uniek, plaatsen)
            for code, waarden in (
                oordeel.marks | {"W009": [waarde for waarde in uniek if is_excelfout(waarde)]}
            ).items()
            if waarden
        },
    )


def _where(waarden: Sequence[object], uniek: Sequence[object], plaatsen: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """The places of these distinct values. True is not 1 here either."""
    welke = {(type(waarde), waarde) for waarde in waarden}
    return np.flatnonzero(np.isin(plaatsen, [i for i, w in enumerate(uniek) if (type(w), w) in welke]))


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
