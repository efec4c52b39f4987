"""Zorgaanbieders may be called as the report speaks; a register that changes is held against reports that did not."""

from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl

from spiegelrapport.read.register import load_register
from tests.end_to_end.conftest import loop

GENOEMD = ["Samen", "Verder", "De Spiegel", "Kwaliteit van leven"]
BEDANKT = "Zorgpunt Zonnedauw"


def rename(ronde: Path, namen: Mapping[str, str]) -> None:
    pad = ronde / "keurmerkdragers.xlsx"
    werkmap = openpyxl.load_workbook(pad)
    blad = werkmap.worksheets[0]
    kolom = {str(cel.value).lower(): cel.column for cel in blad[1]}
    agb = next(plek for kop, plek in kolom.items() if "agb" in kop)
    naam = next(plek for kop, plek in kolom.items() if kop.startswith("naam"))
    for rij in range(2, blad.max_row + 1):
        code = str(blad.cell(rij, agb).value).zfill(8)
        blad.cell(rij, naam).value = namen.get(code, blad.cell(rij, naam).value)
    werkmap.save(pad)


def test_a_name_is_looked_for_where_a_name_can_stand_also_in_reports_that_did_not_change(
    kopie: Callable[[], Path], tmp_path: Path
) -> None:
    ronde, uitvoer = kopie(), tmp_path / "uit"
    (ronde / "voorwoord.md").write_text(f"Met dank aan {BEDANKT}.", encoding="utf-8")
    codes = list(load_register(ronde)[0])
    rename(ronde, dict(zip(codes, GENOEMD, strict=False)))
    eerst = loop("build", ronde, uitvoer)
    assert set(eerst.status().values()) == {"gemaakt", "gezamenlijk"}, eerst.uit
    log = (eerst.map / "build.log").read_text(encoding="utf-8")
    assert all(naam in log for naam in GENOEMD)

    eigen = next(
        agb for agb, status in eerst.status().items() if status == "gemaakt"
    )  # the joint report names no member
    rename(ronde, {eigen: BEDANKT})
    daarna = loop("build", ronde, uitvoer)
    assert "opnieuw nagekeken" in daarna.uit
    mislukt = [regel for regel in daarna.manifest["keurmerkdragers"] if regel["status"] == "mislukt"]
    assert {regel["agb"] for regel in mislukt} == set(codes) - {eigen}
    assert all(BEDANKT in regel["reden"] for regel in mislukt)
    assert daarna.slotcode == 1
