"""An Excel 97 workbook (xls) to a Recount per sheet, record by record: [MS-XLS] 2.4."""

import struct
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import olefile

from spiegelrapport.read.recount.sheet import Recount, Tally
from spiegelrapport.read.recount.sst import empty_strings
from spiegelrapport.read.recount.xlsb import rk
from spiegelrapport.read.waarden.datum import BEGIN_1900, BEGIN_1904

BOF, EOF, DATEMODE, BOUNDSHEET, SST, CONTINUE = 0x809, 0x0A, 0x22, 0x85, 0xFC, 0x3C
ROW, MERGED = 0x208, 0xE5
NUMBER, RK, MULRK, FORMULA, BOOLERR = 0x203, 0x27E, 0xBD, 0x06, 0x205
LABEL, LABELSST, RSTRING, STRING = 0x204, 0xFD, 0xD6, 0x207
BIFF8, WORKSHEET = 0x600, 0x10
HIDDEN_ROW = 0x20
TEXT, FLAG, ERROR, EMPTY = 0, 1, 2, 3  # what a formula stores that is no number


def recount_xls(pad: Path) -> tuple[dict[str, Recount], date]:
    """The sheets by name, and day 0 of serial numbers."""
    with olefile.OleFileIO(pad) as ole:
        stroom = ole.openstream("Workbook" if ole.exists("Workbook") else "Book").read()
    begin, namen, sst = BEGIN_1900, list[tuple[int, str]](), list[bytes]()
    biff8, vorige = True, 0
    for soort, inhoud in records(stroom, 0):
        if soort == BOF:
            biff8 = struct.unpack_from("<H", inhoud)[0] >= BIFF8
        elif soort == DATEMODE and inhoud[:1] == b"\1":
            begin = BEGIN_1904
        elif soort == BOUNDSHEET:
            namen.append((struct.unpack_from("<I", inhoud)[0], _short_text(inhoud[6:], biff8)))
        elif soort == SST or (soort == CONTINUE and vorige in (SST, CONTINUE) and sst):
            sst.append(inhoud)
        vorige = soort
    leeg = empty_strings(sst)
    tallies = {naam: _sheet(stroom, plaats, leeg) for plaats, naam in namen if _is_worksheet(stroom, plaats)}
    _settle(list(tallies.values()))
    return {naam: tally.done() for naam, tally in tallies.items()}, begin


def records(stroom: bytes, plaats: int) -> Iterator[tuple[int, bytes]]:
    """(type, contents) from `plaats` to the end of that substream."""
    diepte = 0
    while plaats + 4 <= len(stroom):
        soort, lengte = struct.unpack_from("<HH", stroom, plaats)
        yield soort, stroom[plaats + 4 : plaats + 4 + lengte]
        plaats += 4 + lengte
        diepte += (soort == BOF) - (soort == EOF)
        if soort == EOF and diepte <= 0:
            return


def _is_worksheet(stroom: bytes, plaats: int) -> bool:
    return bool(struct.unpack_from("<H", stroom, plaats + 6)[0] == WORKSHEET)


def _settle(tallies: Sequence[Tally]) -> None:
    """Where any formula stores an outcome the workbook was computed, and 'no text' is what some of them gave."""
    if any(tally.resolved for tally in tallies):
        for tally in tallies:
            tally.unresolved.clear()


def _sheet(stroom: bytes, plaats: int, leeg: frozenset[int]) -> Tally:
    tally, diepte = Tally(), 0
    for soort, inhoud in records(stroom, plaats):
        diepte += (soort == BOF) - (soort == EOF)
        if diepte > 1:  # a chart inside the sheet
            continue
        if soort == ROW and struct.unpack_from("<H", inhoud, 12)[0] & HIDDEN_ROW:
            tally.hidden.add(struct.unpack_from("<H", inhoud)[0] + 1)
        elif soort == MERGED:
            _merged(tally, inhoud)
        elif soort in CELLS:
            rij, kolom = (deel + 1 for deel in struct.unpack_from("<HH", inhoud))
            _cell(tally, soort, inhoud, (rij, kolom), leeg)
    return tally


CELLS = frozenset([NUMBER, RK, MULRK, FORMULA, BOOLERR, LABEL, LABELSST, RSTRING])


def _cell(tally: Tally, soort: int, inhoud: bytes, plek: tuple[int, int], leeg: frozenset[int]) -> None:
    if soort in (NUMBER, RK, MULRK):
        for i, getal in enumerate(_numbers(soort, inhoud)):
            tally.number(plek[0], plek[1] + i, getal)
    elif soort == FORMULA:
        _formula(tally, inhoud[6:14], plek)
    elif soort == BOOLERR:
        tally.errors.add(plek) if inhoud[7] else tally.value(*plek)
    elif soort == LABELSST:
        if struct.unpack_from("<I", inhoud, 6)[0] not in leeg:
            tally.value(*plek)
    elif struct.unpack_from("<H", inhoud, 6)[0]:
        tally.value(*plek)


def _numbers(soort: int, inhoud: bytes) -> list[float]:
    """One number, or those of several cells in a row."""
    if soort == NUMBER:
        return [struct.unpack_from("<d", inhoud, 6)[0]]
    if soort == RK:
        return [rk(struct.unpack_from("<I", inhoud, 6)[0])]
    return [rk(struct.unpack_from("<I", inhoud, 6 + 6 * i)[0]) for i in range((len(inhoud) - 6) // 6)]


def _formula(tally: Tally, uitkomst: bytes, plek: tuple[int, int]) -> None:
    """'No text' is an outcome, and also how a program that computes nothing leaves it open: see `_settle`."""
    tally.resolved += uitkomst[6:8] != b"\xff\xff" or uitkomst[0] != EMPTY
    if uitkomst[6:8] != b"\xff\xff":
        tally.number(*plek, struct.unpack("<d", uitkomst)[0])
    elif uitkomst[0] == ERROR:
        tally.errors.add(plek)
    elif uitkomst[0] in (TEXT, FLAG):
        tally.value(*plek)
    elif uitkomst[0] == EMPTY:
        tally.unresolved.add(plek)


def _merged(tally: Tally, inhoud: bytes) -> None:
    for i in range(struct.unpack_from("<H", inhoud)[0]):
        boven, onder, links, rechts = struct.unpack_from("<4H", inhoud, 2 + 8 * i)
        tally.merged.append(((boven + 1, links + 1), (onder + 1, rechts + 1)))


def _short_text(inhoud: Sequence[int] | bytes, biff8: bool) -> str:
    ruw = bytes(inhoud)
    if not biff8:
        return ruw[1 : 1 + ruw[0]].decode("cp1252", errors="replace")
    return (
        ruw[2 : 2 + 2 * ruw[0]].decode("utf-16-le", "replace") if ruw[1] & 1 else ruw[2 : 2 + ruw[0]].decode("latin-1")
    )
