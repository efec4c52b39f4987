"""Paths to names that can be shown and written anywhere, one of its own for each path."""

import os
from collections.abc import Iterable
from pathlib import Path


def printable(naam: str) -> str:
    """The name as somebody would read it: bytes that are not UTF-8 as Windows wrote them, nothing invisible."""
    try:
        naam.encode("utf-8")
    except UnicodeEncodeError:  # surrogates: the name's bytes are in another encoding
        naam = os.fsencode(naam).decode("cp1252", errors="replace")
    return "".join(teken if teken.isprintable() else "_" for teken in naam)


def printable_names(paden: Iterable[Path]) -> dict[Path, str]:
    """Path -> printable name; names that would become equal are numbered: 'export.xlsx', 'export (2).xlsx'."""
    namen: dict[Path, str] = {}
    gebruikt: set[str] = set()
    for pad in sorted(paden, key=lambda pad: printable(pad.name) != pad.name):  # an honest name keeps itself
        basis, naam, nummer = Path(printable(pad.name)), printable(pad.name), 1
        while naam in gebruikt:
            nummer += 1
            naam = f"{basis.stem} ({nummer}){basis.suffix}"
        gebruikt.add(naam)
        namen[pad] = naam
    return namen


def openable_as_text(pad: Path) -> bool:
    """Whether libraries that want a path as text can be given this one."""
    try:
        str(pad).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
