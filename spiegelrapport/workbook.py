"""Rows -> an Excel workbook whose bytes depend on its contents only."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

VAST = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook knows no time zone
BREEDST = 70


def to_bytes(werkmap: Workbook) -> bytes:
    """The saved workbook with every date in its properties and zip entries fixed."""
    werkmap.properties.created = werkmap.properties.modified = VAST
    los = io.BytesIO()
    werkmap.save(los)
    # save() puts the clock in docProps/core.xml whatever the properties say
    vast = io.BytesIO()
    with zipfile.ZipFile(los) as bron, zipfile.ZipFile(vast, "w", zipfile.ZIP_DEFLATED) as doel:
        for naam in bron.namelist():
            inhoud = bron.read(naam)
            if naam == "docProps/core.xml":
                inhoud = _fixed_times(inhoud)
            doel.writestr(zipfile.ZipInfo(naam, VAST.timetuple()[:6]), inhoud, zipfile.ZIP_DEFLATED)
    return vast.getvalue()


def _fixed_times(kern: bytes) -> bytes:
    tijd = VAST.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    return re.sub(rb"(<dcterms:(created|modified)[^>]*>)[^<]*", rb"\g<1>" + tijd, kern)


def add_sheet(werkmap: Workbook, titel: str, koppen: Sequence[str], rijen: Iterable[Sequence[object]]) -> Worksheet:
    """A sheet with a bold, frozen heading row, filter, and columns as wide as their text (at most BREEDST)."""
    blad: Worksheet = werkmap.create_sheet(titel)
    breedtes = [len(kop) for kop in koppen]
    write_row(blad, 1, koppen)
    for cel in blad[1]:
        cel.font = Font(bold=True)
    for nummer, rij in enumerate(rijen, start=2):
        write_row(blad, nummer, rij)
        breedtes = [max(oud, len(str(waarde))) for oud, waarde in zip(breedtes, rij, strict=True)]
    for plek, breedte in enumerate(breedtes, start=1):
        blad.column_dimensions[get_column_letter(plek)].width = min(breedte, BREEDST) + 2
    blad.freeze_panes = "A2"
    blad.auto_filter.ref = blad.dimensions
    return blad


def write_row(blad: Worksheet, nummer: int, rij: Sequence[object]) -> None:
    """One row; text is stored as text, also when it begins with '=' (no formula ever comes from data)."""
    for plek, waarde in enumerate(rij, start=1):
        cel = blad.cell(nummer, plek)
        cel.value = ILLEGAL_CHARACTERS_RE.sub("", waarde) if isinstance(waarde, str) else waarde  # type: ignore[assignment]
        if isinstance(waarde, str):
            cel.data_type = "s"
            cel.alignment = Alignment(wrap_text=len(waarde) > BREEDST, vertical="top")


def workbook(bladen: Mapping[str, tuple[Sequence[str], Iterable[Sequence[object]]]]) -> bytes:
    """Sheet title -> (headings, rows), as bytes."""
    werkmap = Workbook()
    werkmap.remove(werkmap.worksheets[0])
    for titel, (koppen, rijen) in bladen.items():
        add_sheet(werkmap, titel, koppen, rijen)
    return to_bytes(werkmap)
