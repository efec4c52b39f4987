"""The answer to one zorgaanbieder -> bevindingen/<naam>.xlsx and .txt, the same bytes for the same answer."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.cell.cell import Cell as XlsxCel
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from spiegelrapport.files import write_whole
from spiegelrapport.model.antwoord import (
    KOPPEN_BEVINDINGEN,
    KOPPEN_GEBRUIKT,
    KOPPEN_REDENEN,
    KOPPEN_RIJEN,
    Antwoord,
    Cel,
)
from spiegelrapport.model.findings import Ernst
from spiegelrapport.workbook import to_bytes

KOP = PatternFill("solid", fgColor="E6E6E6")
TINTEN = {
    Ernst.BLOKKEREND.value: PatternFill("solid", fgColor="FBE3C8"),
    Ernst.UITGESLOTEN.value: PatternFill("solid", fgColor="FFF3BF"),
    Ernst.VRAAG.value: PatternFill("solid", fgColor="DCE9F5"),
}
BREED = (14, 8, 20, 26, 26, 12, 70, 70)


def write_bevindingen(map_: Path, antwoord: Antwoord) -> tuple[Path, Path]:
    """The workbook and the mail text, in `map_`."""
    werkmap, tekst = map_ / f"{antwoord.naam}.xlsx", map_ / f"{antwoord.naam}.txt"
    write_whole(werkmap, to_workbook(antwoord))
    write_whole(tekst, antwoord.tekst.encode("utf-8"))
    return werkmap, tekst


def to_workbook(antwoord: Antwoord) -> bytes:
    """Sheets Samenvatting, Bevindingen, Aantallen, and Rijen when there are rows to name. Text stays text, also when it looks like a formula."""
    werkmap = Workbook(write_only=True)
    werkmap.properties.creator = "spiegelrapport"
    _blad(werkmap, "Samenvatting", (), antwoord.samenvatting, (28, 70))
    _blad(werkmap, "Bevindingen", KOPPEN_BEVINDINGEN, antwoord.bevindingen, BREED, filter_=True)
    leeg: list[tuple[Cel, ...]] = [(), KOPPEN_REDENEN] if antwoord.redenen else []
    _blad(werkmap, "Aantallen", KOPPEN_GEBRUIKT, [*antwoord.gebruikt, *leeg, *antwoord.redenen], (24, 36, 14, 14))
    if antwoord.rijen:
        _blad(werkmap, "Rijen", KOPPEN_RIJEN, antwoord.rijen, (8, 20, 26, 10, 70), filter_=True)
    return to_bytes(werkmap)


def _blad(
    werkmap: Workbook,
    naam: str,
    koppen: Sequence[str],
    rijen: Iterable[Sequence[Cel]],
    breed: Sequence[int],
    *,
    filter_: bool = False,
) -> None:
    blad = werkmap.create_sheet(naam)
    for i, breedte in enumerate(breed, start=1):
        blad.column_dimensions[get_column_letter(i)].width = breedte
    if koppen:
        blad.freeze_panes = "A2"
        blad.append([_cel(blad, kop, kop=True) for kop in koppen])
    alle = list(rijen)
    for rij in alle:
        blad.append([_cel(blad, waarde, tint=_tint(plek, waarde)) for plek, waarde in enumerate(rij)])
    if filter_:
        blad.auto_filter.ref = f"A1:{get_column_letter(len(koppen))}{len(alle) + 1}"


def _tint(plek: int, waarde: Cel) -> PatternFill | None:
    """Colour says again what the word of severity says; that word stands first."""
    return TINTEN.get(str(waarde)) if plek == 0 else None


def _cel(blad: WriteOnlyWorksheet, waarde: Cel, *, kop: bool = False, tint: PatternFill | None = None) -> XlsxCel:
    schoon = ILLEGAL_CHARACTERS_RE.sub("", waarde) if isinstance(waarde, str) else waarde
    cel = WriteOnlyCell(blad, value=schoon)
    if isinstance(schoon, str):
        cel.data_type = "s"  # '=…' is a text, not a formula
    cel.alignment = Alignment(wrap_text=True, vertical="top")
    if tint:
        cel.fill = tint
    if kop:
        cel.font, cel.fill = Font(bold=True), KOP
    return cel
