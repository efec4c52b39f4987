"""The column declarations -> the empty workbook that zorgaanbieders fill in: headings, drop-downs, checks, explanation."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from spiegelrapport.definitions.schema import Definities, Export, Kolom
from spiegelrapport.demo.explanation_sheet import ExplanationSheet, make_uitleg, schaal
from spiegelrapport.model.leveringen import BIJBLADEN, TABELLEN
from spiegelrapport.workbook import Book, open_book

RIJEN = 100_000  # rows that carry the checks
UITLEG, KEUZES = BIJBLADEN
JA_NEE = ("Ja", "Nee")
VROEGST, LAATST = date(2000, 1, 1), date(2099, 12, 31)
OPMAAK: Mapping[str, str] = {"datum": "dd-mm-yyyy", "agb": "@", "id": "@", "code": "@", "tekst": "@"}
Regel = dict[str, Any]


def write_sjabloon(pad: Path, definities: Definities) -> None:
    """Writes the workbook; the same definitions give the same bytes. A place that cannot be written: OutputError."""
    exports = [definities.exports[tabel] for tabel in TABELLEN]
    with open_book(pad, "het sjabloon", title="Sjabloon aanlevering spiegelrapport") as werkmap:
        vet = werkmap.look(bold=True, text_wrap=True, valign="top", bottom=1)
        plicht = werkmap.look(bold=True, text_wrap=True, valign="top", bottom=1, bg_color="#E8EEF4")
        opmaak = {soort: werkmap.look(num_format=code) for soort, code in OPMAAK.items()}
        _uitleg(werkmap.add_worksheet(UITLEG), make_uitleg(exports, definities), werkmap)
        bladen = {export.code: werkmap.add_worksheet(export.blad) for export in exports}
        lijsten = _keuzelijsten(werkmap.add_worksheet(KEUZES), exports, definities, vet)
        for export in exports:
            _blad(bladen[export.code], export, lijsten, opmaak, (vet, plicht))


def _blad(
    blad: Worksheet,
    export: Export,
    lijsten: Mapping[str, str],
    opmaak: Mapping[str, Format],
    koppen: tuple[Format, Format],
) -> None:
    blad.freeze_panes(1, 0)
    blad.set_row(0, 32)
    for plek, kolom in enumerate(export.kolommen):
        blad.set_column(plek, plek, max(13, min(24, len(kolom.kop) + 2)), opmaak.get(kolom.type))
        blad.write_string(0, plek, kolom.kop, koppen[kolom.verplicht])
        blad.data_validation(1, plek, RIJEN, plek, cell_check(kolom, lijsten.get(f"{export.code}.{kolom.naam}")))


def cell_check(kolom: Kolom, lijst: str | None) -> Regel:
    """What Excel checks in a cell of this column, and the explanation it shows beside it."""
    return {
        "input_title": kolom.kop[:32],
        "input_message": _kort(kolom.toelichting + (f" Bijvoorbeeld: {kolom.voorbeeld}." if kolom.voorbeeld else "")),
        "error_title": "Controleer deze waarde",
        "error_message": _kort(f"{kolom.kop}: {_verwacht(kolom)}."),
        "error_type": "stop" if lijst else "warning",
    } | _eis(kolom, lijst)


def _eis(kolom: Kolom, lijst: str | None) -> Regel:
    if lijst:
        return {"validate": "list", "source": lijst}
    if kolom.type == "agb":
        return {"validate": "length", "criteria": "==", "value": 8}
    if kolom.type == "datum":
        return {"validate": "date", "criteria": "between", "minimum": VROEGST, "maximum": LAATST}
    if kolom.bereik or kolom.type in ("getal", "geheel", "minuten", "percentage"):
        soort = "integer" if kolom.type == "geheel" else "decimal"
        laag, hoog = kolom.bereik or (-1_000_000, 1_000_000)
        return {"validate": soort, "criteria": "between", "minimum": laag, "maximum": hoog}
    return {"validate": "any"}


def _verwacht(kolom: Kolom) -> str:
    """In words, for the message after a wrong value."""
    if kolom.type == "agb":
        return "8 cijfers, als tekst"
    if kolom.type == "datum":
        return "een datum, bijvoorbeeld 24-02-2025"
    if kolom.waarden or kolom.type in ("ja_nee", "code"):
        return "kies een waarde uit de lijst"
    if kolom.bereik:
        return f"een getal van {schaal(kolom.bereik)}"
    return "een getal"


def _kort(tekst: str) -> str:
    """Excel shows at most 255 characters."""
    return tekst if len(tekst) <= 255 else tekst[:254].rsplit(" ", 1)[0] + "…"


def _keuzelijsten(blad: Worksheet, exports: list[Export], definities: Definities, vet: Format) -> dict[str, str]:
    """One column per drop-down; 'export.kolom' -> the range that holds its values."""
    bereiken: dict[str, str] = {}
    blad.hide()
    for export in exports:
        for kolom in export.kolommen:
            if waarden := choices_of(kolom, definities):
                plek = len(bereiken)
                blad.set_column(plek, plek, 24)
                blad.write_string(0, plek, kolom.kop, vet)
                blad.write_column(1, plek, waarden)
                letter = xl_col_to_name(plek, col_abs=True)
                bereiken[f"{export.code}.{kolom.naam}"] = f"={KEUZES}!{letter}$2:{letter}${len(waarden) + 1}"
    return bereiken


def choices_of(kolom: Kolom, definities: Definities) -> tuple[str, ...]:
    """The values of the column's drop-down; none when anything may be typed."""
    if kolom.type == "ja_nee":
        return JA_NEE
    if kolom.naam == "instrument":
        return tuple(definities.instrumenten)
    return tuple(kolom.waarden)


def _uitleg(blad: Worksheet, uitleg: ExplanationSheet, werkmap: Book) -> None:
    kop = werkmap.look(bold=True, font_size=14)
    vet = werkmap.look(bold=True, bottom=1, valign="top")
    tekst = werkmap.look(text_wrap=True, valign="top")
    for plek, breedte in enumerate((18, 30, 11, 60, 44, 18)):
        blad.set_column(plek, plek, breedte)
    blad.write_string(0, 0, uitleg.titel, kop)
    rij = 1
    for zin in uitleg.zinnen:
        blad.merge_range(rij, 0, rij, 5, zin, tekst)
        blad.set_row(rij, 15 * (1 + len(zin) // 150))
        rij += 1
    for naam, koppen, rijen in uitleg.tabellen:
        blad.write_string(rij + 1, 0, naam, kop)
        blad.write_row(rij + 2, 0, koppen, vet)
        for nummer, cellen in enumerate(rijen, start=rij + 3):
            blad.write_row(nummer, 0, cellen, tekst)
        rij += 3 + len(rijen)
