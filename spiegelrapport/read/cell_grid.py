"""A sheet as a grid of cell values with Excel's own row and column numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from string import ascii_uppercase

from spiegelrapport.read.waarden.datum import BEGIN_1900

Plaats = tuple[int, int]  # row, column; 1-based


@dataclass(frozen=True, slots=True)
class Blad:
    """The non-empty rows of one sheet. `rijen[i]` is Excel row `nummers[i]`; its first cell is column `eerste_kolom`.

    All rows are equally long; an empty cell is ''. What the grid does not show stands beside it, as the file itself
    says: errors, formulas that store no outcome, numbers under zero (a time of day shows them as another time), rows
    out of sight, merged cells, and where the workbook's days begin.
    """

    naam: str
    zichtbaar: bool
    rijen: list[list[object]]
    nummers: list[int]
    eerste_kolom: int = 1
    fouten: frozenset[Plaats] = frozenset()
    zonder_uitkomst: frozenset[Plaats] = frozenset()
    negatief: frozenset[Plaats] = frozenset()
    verborgen: frozenset[int] = frozenset()
    samengevoegd: tuple[tuple[Plaats, Plaats], ...] = ()  # inclusive
    begin: date = BEGIN_1900
    lengtes: tuple[int, ...] | None = None  # of text: how many cells each row has in the file
    losse_aanhaling: tuple[int, ...] = ()  # of text: rows whose quotes are not in order
    nageteld: bool = True  # whether a second count of a text came to the same
    kolommen: tuple[tuple[object, ...], ...] = ()  # the grid by columns, where it was turned already
    eigen_naam: str = ""  # the sheet's own name, where `naam` also says which file of a folder it is in

    @property
    def roepnaam(self) -> str:
        return self.eigen_naam or self.naam

    def kolom(self, j: int, begin: int, einde: int) -> Sequence[object]:
        """The cells of grid column j in a range of rows."""
        return self.kolommen[j][begin:einde] if self.kolommen else [rij[j] for rij in self.rijen[begin:einde]]

    @property
    def breedte(self) -> int:
        return len(self.rijen[0]) if self.rijen else 0


def column_letter(nummer: int) -> str:
    """1 -> 'A', 28 -> 'AB'."""
    letters = ""
    while nummer:
        nummer, rest = divmod(nummer - 1, 26)
        letters = ascii_uppercase[rest] + letters
    return letters


def column_number(letters: str) -> int:
    """'AB' -> 28."""
    nummer = 0
    for letter in letters:
        nummer = nummer * 26 + ascii_uppercase.index(letter) + 1
    return nummer
