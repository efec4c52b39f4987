"""A sheet as a grid of cell values with Excel's own row and column numbers."""

from dataclasses import dataclass
from string import ascii_uppercase


@dataclass(frozen=True, slots=True)
class Blad:
    """The non-empty rows of one sheet. `rijen[i]` is Excel row `nummers[i]`; its first cell is column `eerste_kolom`.

    All rows are equally long; an empty cell is ''. `fouten` are the places (row, column; 1-based) of error values.
    """

    naam: str
    zichtbaar: bool
    rijen: list[list[object]]
    nummers: list[int]
    eerste_kolom: int = 1
    fouten: frozenset[tuple[int, int]] = frozenset()
    samengevoegd: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()  # 1-based, inclusive

    @property
    def breedte(self) -> int:
        return len(self.rijen[0]) if self.rijen else 0


def kolomletter(nummer: int) -> str:
    """1 -> 'A', 28 -> 'AB'."""
    letters = ""
    while nummer:
        nummer, rest = divmod(nummer - 1, 26)
        letters = ascii_uppercase[rest] + letters
    return letters


def kolomnummer(letters: str) -> int:
    """'AB' -> 28."""
    nummer = 0
    for letter in letters:
        nummer = nummer * 26 + ascii_uppercase.index(letter) + 1
    return nummer
