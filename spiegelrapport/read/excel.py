"""A workbook file to its sheets as grids, through calamine."""

import re
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from spiegelrapport.read.archive import inspect
from spiegelrapport.read.cell_grid import Blad, column_number
from spiegelrapport.read.file_format import FileFormat, name_fits
from spiegelrapport.read.objection import Objection
from spiegelrapport.read.recount.xlsx import sheet_parts

BLADDELEN = re.compile(r"xl/worksheets/[^/]+\.xml$", re.IGNORECASE)
CEL = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"')
SCAN_MAXIMAAL = 1 << 29
BROK = 1 << 22
OVERLAP = 200


def inspect_and_read(pad: Path, formaat: FileFormat, *, als_pad: bool = True) -> tuple[FileFormat, list[Blad]]:
    """Which workbook it is after all, and its sheets; raises Objection for what is damaged or unreasonable.

    calamine trusts the extension of a path, and wants it as text: a file under any other name is handed over as bytes.
    """
    if formaat is FileFormat.XLSX:
        formaat = inspect(pad)
    return formaat, read_bladen(pad, als_pad and name_fits(pad, formaat))


def read_bladen(pad: Path, als_pad: bool = True) -> list[Blad]:
    """Every worksheet, also without content, in workbook order. Failures of calamine become a Objection."""
    try:
        with CalamineWorkbook.from_object(pad if als_pad else BytesIO(pad.read_bytes())) as werkmap:
            return [
                _blad(werkmap, i, meta)
                for i, meta in enumerate(werkmap.sheets_metadata)
                if meta.typ == SheetTypeEnum.WorkSheet
            ]
    except PasswordError:
        raise Objection("L002") from None
    except (CalamineError, OSError, ValueError, OverflowError) as fout:
        raise Objection("L005", wat=_soort(fout)) from None
    except BaseException as fout:
        if type(fout).__name__ != "PanicException":  # raised by calamine's Rust; not an Exception
            raise
        raise Objection("L005", wat="de opbouw klopt niet") from None


def furthest_cell(pad: Path) -> tuple[str, str] | None:
    """The sheet with the cell farthest from A1, and that cell's name: what a reader that ran out of memory met."""
    uiterst = (0, "", "")
    try:
        with zipfile.ZipFile(pad) as archief:
            delen = {deel: naam for naam, deel in sheet_parts(archief)[0].items()}
            for deel in filter(BLADDELEN.match, archief.namelist()):
                uiterst = max(uiterst, (*_verste_in(archief, deel), delen.get(deel, deel)))
    except (OSError, KeyError, zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ElementTree.ParseError):
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
    return hoogste * (column_number(breedste) if breedste else 0), f"{breedste}{hoogste}"


def _blad(werkmap: CalamineWorkbook, plaats: int, meta: Any) -> Blad:
    ruw = werkmap.get_sheet_by_index(plaats)
    rijen: list[list[object]] = []
    nummers: list[int] = []
    for nummer, rij in enumerate(ruw.iter_rows(), start=1):
        if (rij and rij[0] != "") or any(cel != "" for cel in rij):
            rijen.append(rij)  # type: ignore[arg-type]
            nummers.append(nummer)
    begin = ruw.start or (0, 0)
    zichtbaar = meta.visible == SheetVisibleEnum.Visible
    return Blad(meta.name, zichtbaar, rijen, nummers, begin[1] + 1)


def _soort(fout: BaseException) -> str:
    """The kind of failure, never the message: it may quote the file's contents."""
    return {"ZipError": "het archief is beschadigd", "XmlError": "de inhoud is onvolledig"}.get(
        type(fout).__name__, "de opbouw klopt niet"
    )
