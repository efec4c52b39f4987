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

MANY = 0.2  # share of rows
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


def ragged_rows(tabel: Tabel) -> Masker:
    """Rows of a text that have a cell too many or too few beside their heading: their values may have shifted.

    Empty cells beyond the heading do no harm. A program that leaves out empty cells at the end of a row is told by its
    never writing one: then short rows are no damage, if there are many.
    """
    masker = np.zeros(len(tabel.nummers), dtype=bool)
    if tabel.blad.lengtes is None:
        return masker
    breed = max((j + 1 for j, kop in enumerate(tabel.koppen) if kop), default=0)
    lengtes = np.array(tabel.blad.lengtes[tabel.eerste : tabel.laatste])
    rijen = tabel.blad.rijen[tabel.eerste : tabel.laatste]
    te_lang = np.array([any(cel != "" for cel in rij[breed:]) for rij in rijen], dtype=bool)
    te_kort = lengtes < breed
    laatste = (rij[lengte - 1] for rij, lengte in zip(rijen, lengtes, strict=True))
    if te_kort.mean() >= MANY and all(cel != "" for cel in laatste):
        te_kort[:] = False
    return te_lang | te_kort
