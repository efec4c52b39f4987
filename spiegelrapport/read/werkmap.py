"""A workbook file to its sheets as grids, through calamine."""

import re
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from spiegelrapport.read.bezwaar import Bezwaar
from spiegelrapport.read.blad import Blad, kolomnummer

FOUTCEL = re.compile(rb'<c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3})(\d{1,7})"')
BLADDELEN = re.compile(r"xl/worksheets/[^/]+\.xml$", re.IGNORECASE)
CEL = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"')
SCAN_MAXIMAAL = 1 << 29
BROK = 1 << 22
OVERLAP = 200
BLADEN_MAXIMAAL = 200


def lees_bladen(pad: Path, naam_klopt: bool = True) -> list[Blad]:
    """Every worksheet with content, in workbook order. Failures of calamine become a Bezwaar.

    calamine trusts the extension of a path; a file under a wrong name is handed over as bytes.
    """
    try:
        with CalamineWorkbook.from_object(pad if naam_klopt else BytesIO(pad.read_bytes())) as werkmap:
            bladen = [
                _blad(werkmap, i, meta)
                for i, meta in enumerate(werkmap.sheets_metadata[:BLADEN_MAXIMAAL])
                if meta.typ == SheetTypeEnum.WorkSheet
            ]
    except PasswordError:
        raise Bezwaar("L002") from None
    except (CalamineError, OSError, ValueError, OverflowError) as fout:
        raise Bezwaar("L005", wat=_soort(fout)) from None
    except BaseException as fout:
        if type(fout).__name__ != "PanicException":  # raised by calamine's Rust; not an Exception
            raise
        raise Bezwaar("L005", wat="de opbouw klopt niet") from None
    return [blad for blad in bladen if blad.rijen]


def telt_vanaf_1904(pad: Path) -> bool:
    """Whether an xlsx workbook counts its days from 1904, as old Macs did."""
    try:
        with zipfile.ZipFile(pad) as archief:
            begin = archief.open("xl/workbook.xml").read(65_536)
    except (KeyError, OSError, zipfile.BadZipFile, zlib.error, NotImplementedError):
        return False
    return bool(re.search(rb'date1904="(1|true|on)"', begin))


def foutcellen(pad: Path) -> dict[str, frozenset[tuple[int, int]]]:
    """Places (row, column) of error values per part of an xlsx; calamine shows them as empty cells."""
    with zipfile.ZipFile(pad) as archief:
        delen = [naam for naam in archief.namelist() if BLADDELEN.match(naam)]
        return {naam: plaatsen for naam in delen if (plaatsen := _foutcellen_in(archief, naam))}


def verste_cel(pad: Path) -> tuple[str, str] | None:
    """The sheet with the cell farthest from A1, and that cell's name: what a reader that ran out of memory met."""
    uiterst = (0, "", "")
    try:
        delen = {deel: naam for naam, deel in bladdelen(pad).items()}
        with zipfile.ZipFile(pad) as archief:
            for deel in filter(BLADDELEN.match, archief.namelist()):
                uiterst = max(uiterst, (*_verste_in(archief, deel), delen.get(deel, deel)))
    except (OSError, KeyError, zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError):
        return None
    return (uiterst[2], uiterst[1]) if uiterst[0] else None


def _verste_in(archief: zipfile.ZipFile, deel: str) -> tuple[int, str]:
    """(rows times columns, cell name). Looks at most SCAN_MAXIMAAL bytes far."""
    hoogste, breedste = 0, ""
    rest, gezien = b"", 0
    with archief.open(deel) as bestand:
        while (brok := bestand.read(BROK)) and gezien < SCAN_MAXIMAAL:
            for letters, rij in CEL.findall(rest + brok):
                hoogste = max(hoogste, int(rij))
                breedste = max(breedste, letters.decode(), key=lambda kolom: (len(kolom), kolom))
            rest, gezien = brok[-OVERLAP:], gezien + len(brok)
    return hoogste * (kolomnummer(breedste) if breedste else 0), f"{breedste}{hoogste}"


def bladdelen(pad: Path) -> dict[str, str]:
    """Sheet name -> part of the zip, from the workbook and its relations."""
    with zipfile.ZipFile(pad) as archief:
        werkmap = archief.read("xl/workbook.xml").decode("utf-8", errors="replace")
        relaties = archief.read("xl/_rels/workbook.xml.rels").decode("utf-8", errors="replace")
    doelen = {
        _attribuut(stuk, "Id"): _attribuut(stuk, "Target") for stuk in re.findall(r"<Relationship\b[^>]*>", relaties)
    }
    return {
        _attribuut(stuk, "name"): "xl/" + doelen.get(_attribuut(stuk, "id"), "").removeprefix("/xl/")
        for stuk in re.findall(r"<(?:\w+:)?sheet\b[^>]*>", werkmap)
    }


def _blad(werkmap: CalamineWorkbook, plaats: int, meta: Any) -> Blad:
    ruw = werkmap.get_sheet_by_index(plaats)
    rijen: list[list[object]] = []
    nummers: list[int] = []
    for nummer, rij in enumerate(ruw.iter_rows(), start=1):
        if any(cel != "" for cel in rij):
            rijen.append(rij)  # type: ignore[arg-type]
            nummers.append(nummer)
    begin = ruw.start or (0, 0)
    samengevoegd = tuple(((a + 1, b + 1), (c + 1, d + 1)) for (a, b), (c, d) in (ruw.merged_cell_ranges or ()))
    zichtbaar = meta.visible == SheetVisibleEnum.Visible
    return Blad(meta.name, zichtbaar, rijen, nummers, begin[1] + 1, samengevoegd=samengevoegd)


def _foutcellen_in(archief: zipfile.ZipFile, naam: str) -> frozenset[tuple[int, int]]:
    plaatsen: set[tuple[int, int]] = set()
    rest = b""
    with archief.open(naam) as deel:
        while brok := deel.read(BROK):
            stuk = rest + brok
            if b't="e"' in stuk:
                plaatsen |= {(int(rij), kolomnummer(kolom.decode())) for kolom, rij in FOUTCEL.findall(stuk)}
            rest = stuk[-OVERLAP:]
    return frozenset(plaatsen)


def _attribuut(stuk: str, naam: str) -> str:
    gevonden = re.search(rf'\b(?:\w+:)?{naam}="([^"]*)"', stuk)
    return gevonden[1].replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">") if gevonden else ""


def _soort(fout: BaseException) -> str:
    """The kind of failure, never the message: it may quote the file's contents."""
    return {"ZipError": "het archief is beschadigd", "XmlError": "de inhoud is onvolledig"}.get(
        type(fout).__name__, "de opbouw klopt niet"
    )
