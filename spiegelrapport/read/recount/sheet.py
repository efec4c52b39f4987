"""What counting a sheet again yields, and the tally that the formats fill."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

Place = tuple[int, int]  # row, column; 1-based
Area = tuple[Place, Place]  # first and last cell, inclusive


@dataclass(frozen=True, slots=True)
class Recount:
    """A sheet by the file's own records. A cell is filled when it stores a value; an error is counted apart."""

    rows: int  # rows with at least one filled cell
    filled: Mapping[int, int]  # column -> filled cells
    errors: frozenset[Place] = frozenset()
    unresolved: frozenset[Place] = frozenset()  # formulas without a stored result
    negative: frozenset[Place] = frozenset()  # numbers under zero, which as a time of day become another time
    hidden: frozenset[int] = frozenset()  # rows that the reader of the sheet does not see
    merged: tuple[Area, ...] = ()


@dataclass(slots=True)
class Tally:
    """Counts cell by cell; for formats and files that have no quicker way."""

    filled: Counter[int] = field(default_factory=Counter)
    rows: set[int] = field(default_factory=set)
    errors: set[Place] = field(default_factory=set)
    unresolved: set[Place] = field(default_factory=set)
    negative: set[Place] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)
    merged: list[Area] = field(default_factory=list)
    resolved: int = 0  # formulas that store an outcome

    def value(self, row: int, column: int) -> None:
        self.filled[column] += 1
        self.rows.add(row)

    def number(self, row: int, column: int, number: float) -> None:
        self.value(row, column)
        if number < 0:
            self.negative.add((row, column))

    def done(self) -> Recount:
        return Recount(
            len(self.rows),
            dict(self.filled),
            frozenset(self.errors),
            frozenset(self.unresolved),
            frozenset(self.negative),
            frozenset(self.hidden),
            tuple(self.merged),
        )


def area(name: str) -> Area | None:
    """'B2:B7' -> ((2, 2), (7, 2))."""
    first, _, last = name.partition(":")
    begin, end = place(first), place(last or first)
    return (begin, end) if begin and end else None


def place(name: str) -> Place | None:
    """'AB12' -> (12, 28); None for what is no cell."""
    letters = name.rstrip("0123456789")
    digits = name[len(letters) :]
    if not digits or not letters.isascii() or not letters.isalpha():
        return None
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return int(digits), column
