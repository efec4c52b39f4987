"""A column's cells with what the grid does not show put right: merged cells, and times under zero."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from spiegelrapport.definitions.schema import Kolom
from spiegelrapport.read.table_finder import Tabel
from spiegelrapport.read.waarden.cleaning import Unreadable

NEGATIVE = Unreadable("de tijd is negatief")
REPEATED = frozenset(["id", "agb", "datum", "code", "ja_nee", "tekst"])  # what holds for every row of a merged cell


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells under one heading; which of them took the value of the merged cell they lie in, and which could not."""

    values: Sequence[object]
    filled: tuple[int, ...] = ()
    unshared: tuple[int, ...] = ()
    beside: tuple[int, ...] = ()  # empty because they lie in a merged cell that begins in a column before


def cells_of(tabel: Tabel, j: int, kolom: Kolom) -> Cells:
    """Index 0 is the table's first row. A number over several rows is nobody's to divide: only its first row has it."""
    waarden = tabel.cellen(j)
    blad, plaats = tabel.blad, tabel.blad.eerste_kolom + j
    if blad.negatief:
        waarden = [
            NEGATIVE if (nummer, plaats) in blad.negatief and isinstance(cel, time | timedelta | datetime) else cel
            for nummer, cel in zip(tabel.nummers, waarden, strict=True)
        ]
    onder, naast = _below_merged(tabel, plaats, waarden), _beside_merged(tabel, plaats, waarden)
    if kolom.type not in REPEATED:
        return Cells(waarden, unshared=tuple(onder), beside=naast)
    waarden = list(waarden)
    for i, waarde in onder.items():
        waarden[i] = waarde
    return Cells(waarden, filled=tuple(onder), beside=naast)


def _below_merged(tabel: Tabel, plaats: int, waarden: Sequence[object]) -> dict[int, object]:
    """Empty cells of a merged area's first column, below its first row -> the value above them."""
    gebieden = [gebied for gebied in tabel.blad.samengevoegd if gebied[0][1] == plaats and gebied[1][0] > gebied[0][0]]
    if not gebieden:
        return {}
    index = {nummer: i for i, nummer in enumerate(tabel.nummers)}
    uit: dict[int, object] = {}
    for (boven, _), (onder, _) in gebieden:
        if boven in index and waarden[index[boven]] != "":
            rijen = (index[nummer] for nummer in range(boven + 1, onder + 1) if nummer in index)
            uit |= {i: waarden[index[boven]] for i in rijen if waarden[i] == ""}
    return dict(sorted(uit.items()))


def _beside_merged(tabel: Tabel, plaats: int, waarden: Sequence[object]) -> tuple[int, ...]:
    """Empty cells of a merged area that holds something, beyond its first column: Excel keeps the first cell only."""
    gebieden = [gebied for gebied in tabel.blad.samengevoegd if gebied[0][1] < plaats <= gebied[1][1]]
    if not gebieden:
        return ()
    blad, index = tabel.blad, {nummer: i for i, nummer in enumerate(tabel.nummers)}
    uit: set[int] = set()
    for (boven, links), (onder, _) in gebieden:
        j = links - blad.eerste_kolom
        if boven in index and j >= 0 and blad.rijen[tabel.eerste + index[boven]][j] != "":
            uit |= {index[nummer] for nummer in range(boven, onder + 1) if nummer in index}
    return tuple(sorted(i for i in uit if waarden[i] == ""))
