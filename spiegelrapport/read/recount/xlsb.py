"""A binary workbook (xlsb) to a Recount per sheet, record by record: [MS-XLSB] 2.1.4 and 2.4."""

import posixpath
import struct
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from spiegelrapport.read.recount.sheet import Recount, Tally
from spiegelrapport.read.waarden.datum import BEGIN_1900, BEGIN_1904

ROW, BLANK, RK, ERROR, BOOL, REAL, STRING, SHARED = range(8)
FORMULA_STRING, FORMULA_NUMBER, FORMULA_BOOL, FORMULA_ERROR = 8, 9, 10, 11
SHARED_ITEM, WORKBOOK_PROPERTIES, SHEET, MERGED = 19, 153, 156, 176
HIDDEN_ROW = 0x10  # the bit of BrtRowHdr's twelfth byte


def recount_xlsb(pad: Path) -> tuple[dict[str, Recount], date]:
    """The sheets by name, and day 0 of serial numbers."""
    with zipfile.ZipFile(pad) as archief:
        namen = {naam.replace("\\", "/").lstrip("/").lower(): naam for naam in archief.namelist()}
        werkmap = archief.read(namen["xl/workbook.bin"])
        relaties = ElementTree.fromstring(archief.read(namen["xl/_rels/workbook.bin.rels"]))  # noqa: S314
        doelen = {stuk.get("Id", ""): stuk.get("Target", "") for stuk in relaties.iter()}
        leeg = _empty_strings(archief, namen.get("xl/sharedstrings.bin"))
        sheets: dict[str, Recount] = {}
        begin = BEGIN_1900
        for soort, inhoud in records(werkmap):
            if soort == WORKBOOK_PROPERTIES and inhoud[0] & 1:
                begin = BEGIN_1904
            if soort == SHEET:
                relatie, rest = _wide(inhoud, 8)
                naam, _ = _wide(inhoud, rest)
                deel = posixpath.normpath(posixpath.join("/xl", doelen.get(relatie, "")))[1:].lower()
                if "worksheets/" in deel and deel in namen:
                    sheets[naam] = _sheet(archief.read(namen[deel]), leeg)
    return sheets, begin


def records(inhoud: bytes) -> Iterator[tuple[int, bytes]]:
    """(type, contents); both the type and the size are numbers of seven bits a byte."""
    i = 0
    while i < len(inhoud):
        soort = inhoud[i]
        i += 1
        if soort & 0x80:
            soort = (soort & 0x7F) | (inhoud[i] & 0x7F) << 7
            i += 1
        lengte = schuif = 0
        while True:
            stuk = inhoud[i]
            i += 1
            lengte |= (stuk & 0x7F) << schuif
            schuif += 7
            if not stuk & 0x80:
                break
        yield soort, inhoud[i : i + lengte]
        i += lengte


def _sheet(deel: bytes, leeg: frozenset[int]) -> Recount:
    tally, rij = Tally(), 0
    for soort, inhoud in records(deel):
        if soort == ROW:
            rij = _number(inhoud, 0) + 1
            if len(inhoud) > 11 and inhoud[11] & HIDDEN_ROW:
                tally.hidden.add(rij)
        elif BLANK <= soort <= FORMULA_ERROR:
            _cell(tally, soort, inhoud, rij, leeg)
        elif soort == MERGED:
            boven, onder, links, rechts = struct.unpack_from("<4I", inhoud)
            tally.merged.append(((boven + 1, links + 1), (onder + 1, rechts + 1)))
    return tally.done()


def _cell(tally: Tally, soort: int, inhoud: bytes, rij: int, leeg: frozenset[int]) -> None:
    kolom = _number(inhoud, 0) + 1
    if soort in (ERROR, FORMULA_ERROR):
        tally.errors.add((rij, kolom))
    elif soort in (RK, REAL, FORMULA_NUMBER):
        tally.number(rij, kolom, rk(_number(inhoud, 8)) if soort == RK else struct.unpack_from("<d", inhoud, 8)[0])
    elif soort in (BOOL, FORMULA_BOOL):
        tally.value(rij, kolom)
    elif soort in (STRING, FORMULA_STRING):
        if _number(inhoud, 8):
            tally.value(rij, kolom)
    elif soort == SHARED and _number(inhoud, 8) not in leeg:
        tally.value(rij, kolom)


def rk(ruw: int) -> float:
    """A number in four bytes: an integer or the upper half of a double, possibly divided by 100."""
    if ruw & 2:
        getal = float((ruw >> 2) - (1 << 30) if ruw & 0x80000000 else ruw >> 2)
    else:
        getal = struct.unpack("<d", struct.pack("<Q", (ruw & 0xFFFFFFFC) << 32))[0]
    return getal / 100 if ruw & 1 else getal


def _empty_strings(archief: zipfile.ZipFile, naam: str | None) -> frozenset[int]:
    if naam is None:
        return frozenset()
    items = (inhoud for soort, inhoud in records(archief.read(naam)) if soort == SHARED_ITEM)
    return frozenset(nummer for nummer, inhoud in enumerate(items) if not _number(inhoud, 1))


def _number(inhoud: bytes, plaats: int) -> int:
    return int.from_bytes(inhoud[plaats : plaats + 4], "little")


def _wide(inhoud: bytes, plaats: int) -> tuple[str, int]:
    """A counted UTF-16 text, and where the next field begins."""
    lengte = _number(inhoud, plaats)
    if lengte == 0xFFFFFFFF:
        return "", plaats + 4
    einde = plaats + 4 + 2 * lengte
    return inhoud[plaats + 4 : einde].decode("utf-16-le", errors="replace"), einde
