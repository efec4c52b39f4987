"""Which rows under a heading are data, and which are totals, notes or nothing."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from spiegelrapport.read.column import ReadColumn
from spiegelrapport.read.table_finder import Tabel
from spiegelrapport.read.waarden.cleaning import clean

TOTAALWOORD = re.compile(
    r"(sub|eind)?tota(al|len)\b|gemiddelde?\b|som\b|aantal( |:|$)|grand total|count\b", re.IGNORECASE
)

Masker = np.ndarray[Any, Any]


def empty_rows(gelezen: Mapping[str, ReadColumn], lengte: int) -> Masker:
    """Rows with nothing in any known column; what stands beside the table does not count."""
    leeg = np.ones(lengte, dtype=bool)
    for kolom in gelezen.values():
        leeg &= kolom.leeg
    return leeg


def total_rows(tabel: Tabel, gelezen: Mapping[str, ReadColumn], gevuld: Sequence[str], leeg: Masker) -> Masker:
    """Rows that miss a key and say 'totaal' (or the like) somewhere."""
    mist = np.zeros(len(leeg), dtype=bool)
    for naam in gevuld:
        if naam in gelezen:
            mist |= gelezen[naam].leeg
            for plaatsen in gelezen[naam].problemen.values():
                mist[plaatsen] = True
    kandidaten = np.flatnonzero(mist & ~leeg)
    masker = np.zeros(len(leeg), dtype=bool)
    for i in kandidaten:
        rij = tabel.blad.rijen[tabel.eerste + i]
        masker[i] = any(isinstance(cel, str) and TOTAALWOORD.match(clean(cel)) is not None for cel in rij)
    return masker


def without_keys(gelezen: Mapping[str, ReadColumn], gevuld: Sequence[str], leeg: Masker) -> Masker:
    """Rows with content but without a single key field."""
    zonder = ~leeg
    for naam in gevuld:
        if naam in gelezen:
            zonder = zonder & gelezen[naam].leeg
    return zonder
