"""Lines of separated text to records: a quote that is not closed costs its own line its quotes, never the lines behind it."""

import csv
import re
from collections import Counter
from dataclasses import dataclass

LINE = re.compile(r"\r\n|\n|\r")
LONGEST = 1_000  # lines that one cell may take


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its cells, how many lines it took, and whether its quotes were in order."""

    cells: list[str]
    lines: int = 1
    sound: bool = True


def split_lines(tekst: str) -> list[str]:
    """The lines without their ends; a last line that is empty is none."""
    regels = LINE.split(tekst)
    return regels[:-1] if regels and not regels[-1] else regels


def to_records(regels: list[str], teken: str) -> list[Record]:
    """A cell between quotes may hold line ends, as long as no line inside it is a whole row itself."""
    breedte = _usual_width(regels, teken)
    uit: list[Record] = []
    i = 0
    while i < len(regels):
        regel = regels[i]
        record = Record(regel.split(teken) if regel else []) if '"' not in regel else _quoted(regels, i, teken, breedte)
        uit.append(record)
        i += record.lines
    return uit


def _usual_width(regels: list[str], teken: str) -> int:
    tellingen = Counter(regel.count(teken) for regel in regels if '"' not in regel and regel.strip())
    tellingen = tellingen or Counter(regel.count(teken) for regel in regels if regel.strip())
    return tellingen.most_common(1)[0][0] + 1 if tellingen else 1


def _quoted(regels: list[str], i: int, teken: str, breedte: int) -> Record:
    stuk = regels[i]
    for lengte in range(1, min(LONGEST, len(regels) - i) + 1):
        if lengte > 1:
            volgende = regels[i + lengte - 1]
            if breedte > 1 and volgende.count(teken) >= breedte - 1:
                break
            stuk = f"{stuk}\n{volgende}"
        if stuk.count('"') % 2 == 0 and (cellen := _strict(stuk, teken)) is not None:
            return Record(cellen, lengte)
    return Record(_loose(regels[i], teken), sound=False)


def _strict(stuk: str, teken: str) -> list[str] | None:
    try:
        rijen = list(csv.reader([stuk], delimiter=teken, strict=True))
    except csv.Error:
        return None
    return rijen[0] if len(rijen) == 1 else None


def _loose(regel: str, teken: str) -> list[str]:
    """One line whose quotes are not in order: what is well quoted is read so, elsewhere a quote is nothing."""
    heel = re.compile(rf'"((?:[^"]|"")*)"(?={re.escape(teken)}|$)')
    cellen, plaats = [], 0
    while True:
        if treffer := heel.match(regel, plaats):
            cellen.append(treffer[1].replace('""', '"'))
            einde = treffer.end()
        else:
            einde = regel.find(teken, plaats)
            einde = len(regel) if einde < 0 else einde
            cellen.append(_without_stray(regel[plaats:einde]))
        if einde >= len(regel):
            return cellen
        plaats = einde + 1


def _without_stray(cel: str) -> str:
    return cel.strip('"') if cel.count('"') % 2 else cel
