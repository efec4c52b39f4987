"""The answer to one zorgaanbieder -> bevindingen/<naam>.xlsx and .txt, the same bytes for the same answer."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.cell.cell import Cell as XlsxCel
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from spiegelrapport.model.antwoord import (
    KOPPEN_BEVINDINGEN,
    KOPPEN_GEBRUIKT,
    KOPPEN_REDENEN,
    KOPPEN_RIJEN,
    Antwoord,
    Cel,
)
from spiegelrapport.publish.bestanden import write_whole

VAST_MOMENT = datetime(2000, 1, 1)  # noqa: DTZ001 (a fixed date keeps the bytes the same)
ZIPMOMENT = (2000, 1, 1, 0, 0, 0)
KOP = PatternFill("solid", fgColor="E6E6E6")
BREED = (14, 8, 20, 26, 26, 12, 70, 70)


def schrijf_bevindingen(map_: Path, antwoord: Antwoord) -> tuple[Path, Path]:
    """The workbook and the mail text, in `map_`."""
    werkmap, tekst = map_ / f"{antwoord.naam}.xlsx", map_ / f"{antwoord.naam}.txt"
    write_whole(werkmap, als_werkmap(antwoord))
    write_whole(tekst, antwoord.tekst.encode("utf-8"))
    return werkmap, tekst


def als_werkmap(antwoord: Antwoord) -> bytes:
    """Sheets Samenvatting, Bevindingen, Gebruikt, and Rijen when there are rows to name. Text stays text, also when it looks like a formula."""
    werkmap = Workbook(write_only=True)
    werkmap.properties.creator = "spiegelrapport"
    werkmap.properties.created = werkmap.properties.modified = VAST_MOMENT
    _blad(werkmap, "Samenvatting", (), antwoord.samenvatting, (28, 70))
    _blad(werkmap, "Bevindingen", KOPPEN_BEVINDINGEN, antwoord.bevindingen, BREED)
    leeg: list[tuple[Cel, ...]] = [(), KOPPEN_REDENEN] if antwoord.redenen else []
    _blad(werkmap, "Gebruikt", KOPPEN_GEBRUIKT, [*antwoord.gebruikt, *leeg, *antwoord.redenen], (24, 36, 14, 14))
    if antwoord.rijen:
        _blad(werkmap, "Rijen", KOPPEN_RIJEN, antwoord.rijen, (8, 20, 26, 10, 70))
    buffer = io.BytesIO()
    werkmap.save(buffer)
    return _zelfde_tijden(buffer.getvalue())


def _blad(
    werkmap: Workbook, naam: str, koppen: Sequence[str], rijen: Iterable[Sequence[Cel]], breed: Sequence[int]
) -> None:
    blad = werkmap.create_sheet(naam)
    for i, breedte in enumerate(breed, start=1):
        blad.column_dimensions[get_column_letter(i)].width = breedte
    if koppen:
        blad.freeze_panes = "A2"
        blad.append([_cel(blad, kop, kop=True) for kop in koppen])
    for rij in rijen:
        blad.append([_cel(blad, waarde) for waarde in rij])


def _cel(blad: WriteOnlyWorksheet, waarde: Cel, *, kop: bool = False) -> XlsxCel:
    schoon = ILLEGAL_CHARACTERS_RE.sub("", waarde) if isinstance(waarde, str) else waarde
    cel = WriteOnlyCell(blad, value=schoon)
    if isinstance(schoon, str):
        cel.data_type = "s"  # '=…' is a text, not a formula
    cel.alignment = Alignment(wrap_text=True, vertical="top")
    if kop:
        cel.font, cel.fill = Font(bold=True), KOP
    return cel


def _zelfde_tijden(inhoud: bytes) -> bytes:
    """The zip again with fixed times, and the moment of saving taken out of its properties."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(inhoud)) as oud, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as nieuw:
        for deel in oud.infolist():
            vast = zipfile.ZipInfo(deel.filename, ZIPMOMENT)
            vast.compress_type = zipfile.ZIP_DEFLATED
            nieuw.writestr(vast, _vaste_eigenschappen(deel.filename, oud.read(deel)))
    return buffer.getvalue()


def _vaste_eigenschappen(naam: str, inhoud: bytes) -> bytes:
    """openpyxl sets `modified` at saving, whatever it was told."""
    if naam != "docProps/core.xml":
        return inhoud
    begin, einde = inhoud.find(b"<dcterms:modified"), inhoud.find(b"</dcterms:modified>")
    waarde = inhoud.find(b">", begin) + 1
    return inhoud[:waarde] + VAST_MOMENT.strftime("%Y-%m-%dT%H:%M:%SZ").encode() + inhoud[einde:]
