"""The second count: independent of what reads the file, right in every format, and blocking when the two differ."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlwt

from spiegelrapport.model.findings import Ernst
from spiegelrapport.read import open_file
from spiegelrapport.read.cell_grid import Blad
from spiegelrapport.read.excel import inspect_and_read
from spiegelrapport.read.file import read_bestand
from spiegelrapport.read.file_format import FileFormat
from spiegelrapport.read.recount import Recount, recount
from spiegelrapport.read.recount.fast_xml import count_fast
from spiegelrapport.read.recount.xlsx import count_part
from tests.read.boek import ROM, TRAJECTEN, als_ods, als_xls, als_xlsx, schoon_boek, schrijf, wijzig_deel
from tests.read.test_schade import OPDRACHT
from tests.read.xlsb import als_xlsb

BLAD1 = "xl/worksheets/sheet1.xml"
FOUTEN = frozenset([(3, 8), (7, 12)])
SCHRIJVERS = {FileFormat.XLSX: als_xlsx, FileFormat.XLSB: als_xlsb, FileFormat.XLS: als_xls, FileFormat.ODS: als_ods}


def tel(map_: Path, inhoud: bytes, formaat: FileFormat = FileFormat.XLSX) -> dict[str, Recount]:
    return recount(schrijf(map_, inhoud, "x"), formaat).sheets


@pytest.mark.parametrize("formaat", list(SCHRIJVERS))
def test_every_format_counts_what_was_written(tmp_path: Path, formaat: FileFormat) -> None:
    boek = schoon_boek().zet(TRAJECTEN, "Zorgvraagtype", 5, "").zet(TRAJECTEN, "Directe minuten", 6, -7.5)
    trajecten = tel(tmp_path, SCHRIJVERS[formaat](boek), formaat)[TRAJECTEN]
    assert trajecten.rows == 13
    assert trajecten.filled == {kolom: 12 if kolom == 11 else 13 for kolom in range(1, 23)}
    assert trajecten.negative == {(6, 12)}


def met_fouten(blad: bytes) -> bytes:
    """Error values in H3 and L7, as Excel stores them."""
    for naam in (b"H3", b"L7"):
        blad = re.sub(rb'<c r="%s"[^>]*>.*?</c>' % naam, b'<c r="%s" t="e"><v>#N/A</v></c>' % naam, blad)
    return blad


def met_voorvoegsel(blad: bytes) -> bytes:
    blad = re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", blad)
    return blad.replace(b"xmlns=", b"xmlns:x=")


def zonder_plaats(blad: bytes) -> bytes:
    return re.sub(rb'<c r="[A-Z]+\d+"', b"<c", blad)


SCHRIJFWIJZEN: dict[str, Callable[[bytes], bytes]] = {
    "plain": lambda blad: blad,
    "prefixed": met_voorvoegsel,
    "single quotes": lambda blad: blad.replace(b'"', b"'"),
    "cells without a place": zonder_plaats,
    "place behind the type": lambda blad: re.sub(rb'<c r="([A-Z]+\d+)" t="e"', rb'<c t="e" r="\1"', blad),
    "spread over lines": lambda blad: blad.replace(b"<c ", b"<c\n ").replace(b"<v>", b"<v >"),
    "with a comment": lambda blad: blad.replace(b"<sheetData>", b"<sheetData><!-- <c r='A1'><v>1</v></c> -->"),
}


@pytest.mark.parametrize("wijze", list(SCHRIJFWIJZEN))
def test_an_error_is_found_however_the_xml_is_written(tmp_path: Path, wijze: str) -> None:
    inhoud = wijzig_deel(als_xlsx(schoon_boek()), BLAD1, lambda blad: SCHRIJFWIJZEN[wijze](met_fouten(blad)))
    telling = tel(tmp_path, inhoud)[TRAJECTEN]
    assert telling.errors == FOUTEN
    assert telling.rows == 13
    assert telling.filled == {kolom: 12 if kolom in (8, 12) else 13 for kolom in range(1, 23)}
    levering = read_bestand(schrijf(tmp_path, inhoud), OPDRACHT)
    gevonden = {(f.kolom, f.rijen) for f in levering.findings if f.code == "W009"}
    assert gevonden == {("Einddatum behandeltraject", (3,)), ("Directe minuten", (7,))}
    assert not any(f.code in ("L016", "L018") for f in levering.findings)


@pytest.mark.parametrize("wijze", ["plain", "prefixed"])
def test_both_ways_through_the_xml_agree(tmp_path: Path, wijze: str) -> None:
    """On formulas with and without outcome, shared formulas, empty texts, hidden rows, merged cells."""

    def bijzonder(blad: bytes) -> bytes:
        for naam, cel in {
            b"L3": b"<f>1+1</f><v></v>", b"L4": b"<f>1+1</f><v>2</v>", b"L5": b'<f t="shared" si="0"/><v>3</v>',
            b"L6": b'<f t="shared" si="0"/>', b"L7": b"<v/>", b"L8": b"", b"L9": b"<v>-0.0625</v>",
        }.items():  # fmt: skip
            blad = re.sub(rb'<c r="%s"[^>]*>.*?</c>' % naam, b'<c r="%s">%s</c>' % (naam, cel), blad)
        blad = re.sub(rb'<c r="L10"[^>]*>.*?</c>', b'<c r="L10" t="str"><f>A1</f><v></v></c>', blad)
        return blad.replace(b'<row r="11"', b'<row r="11" hidden="1"')

    inhoud = wijzig_deel(als_xlsx(schoon_boek()), BLAD1, lambda blad: SCHRIJFWIJZEN[wijze](bijzonder(blad)))
    with zipfile.ZipFile(schrijf(tmp_path, inhoud)) as archief:
        langzaam, snel = count_part(archief, BLAD1, frozenset([-1])), count_fast(archief, BLAD1)
    assert snel == (langzaam if wijze == "plain" else None)
    assert langzaam.unresolved == {(3, 12), (6, 12)}
    assert langzaam.negative == {(9, 12)}
    assert langzaam.hidden == {11}
    assert langzaam.filled[12] == 8


def test_an_empty_shared_text_is_no_filled_cell(tmp_path: Path) -> None:
    def gedeeld(blad: bytes) -> bytes:
        return re.sub(rb'<c r="K5"[^>]*>.*?</c>', b'<c r="K5" t="s"><v>1</v></c>', blad)

    inhoud = wijzig_deel(als_xlsx(schoon_boek()), BLAD1, gedeeld)
    pad = schrijf(tmp_path, inhoud)
    with zipfile.ZipFile(pad, "a") as archief:
        archief.writestr("xl/sharedStrings.xml", STRINGS)
    telling = recount(pad, FileFormat.XLSX).sheets[TRAJECTEN]
    assert telling.filled[11] == 12


STRINGS = (
    b'<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    + b"<si><t>a</t></si><si><t></t></si>" + b"<si><r><t>b</t></r></si>" * 500 + b"</sst>"
)  # fmt: skip


def test_a_long_table_of_shared_texts_in_excel_97_is_walked_to_its_end(tmp_path: Path) -> None:
    werkmap = xlwt.Workbook()
    blad = werkmap.add_sheet("Blad")
    for i in range(900):
        blad.write(i, 0, f"{i} " + "tekst " * 40)
        blad.write(i, 1, f"€{i}" + "é" * (i % 50))
    blad.write(900, 1, "")
    pad = tmp_path / "lang.xls"
    werkmap.save(str(pad))
    assert recount(pad, FileFormat.XLS).sheets["Blad"].filled == {1: 900, 2: 900}


def test_a_reader_that_loses_a_cell_or_a_row_blocks_the_levering(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lees = inspect_and_read

    def lossy(verlies: Callable[[Blad], Any]) -> Callable[..., tuple[FileFormat, list[Blad]]]:
        def gelezen(*args: Any, **kwargs: Any) -> tuple[FileFormat, list[Blad]]:
            formaat, bladen = lees(*args, **kwargs)
            for blad in (blad for blad in bladen if blad.naam == ROM):
                verlies(blad)
            return formaat, bladen

        return gelezen

    def cel(blad: Blad) -> None:
        blad.rijen[4][5] = ""

    def rij(blad: Blad) -> None:
        del blad.rijen[4], blad.nummers[4]

    pad = schrijf(tmp_path, als_xlsx(schoon_boek()))
    for verlies, woorden in ((cel, "kolom F: 25 gevulde cellen in het bestand, 24 gelezen"), (rij, "kolom A: 25")):
        monkeypatch.setattr(open_file, "inspect_and_read", lossy(verlies))
        (verschil,) = [f for f in read_bestand(pad, OPDRACHT).findings if f.code == "L016"]
        assert verschil.ernst is Ernst.BLOKKEREND
        assert verschil.blad == ROM
        assert woorden in verschil.bericht


def test_a_file_that_cannot_be_counted_again_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breekt(pad: Path, formaat: FileFormat) -> None:
        raise ValueError("Jansen")

    monkeypatch.setattr(open_file, "recount", breekt)
    levering = read_bestand(schrijf(tmp_path, als_xlsx(schoon_boek())), OPDRACHT)
    assert [(f.code, f.ernst) for f in levering.findings] == [("L018", Ernst.BLOKKEREND)]
    assert "Jansen" not in levering.findings[0].bericht
    assert len(levering.tabellen["trajecten"]) == 12
