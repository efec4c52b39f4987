"""My report tells nothing about what others do not publish: it does not move when their names or hidden values do."""

from collections.abc import Callable
from pathlib import Path

import openpyxl

from tests.end_to_end.conftest import Gelopen, loop


def _reader(gebouwd: Gelopen) -> str:
    return next(agb for agb, status in gebouwd.status().items() if status == "gemaakt")


def _mine(gelopen: Gelopen, agb: str) -> tuple[str, bytes]:
    """The name of my file and its bytes: so its size, its pages and what is attached to it as well."""
    bestand = next(regel["bestand"] for regel in gelopen.manifest["keurmerkdragers"] if regel["agb"] == agb)
    return bestand, (gelopen.map / bestand).read_bytes()


def test_renaming_everybody_else_leaves_my_bytes_the_same(
    gebouwd: Gelopen, kopie: Callable[[], Path], tmp_path: Path
) -> None:
    mij, ronde = _reader(gebouwd), kopie()
    werkmap = openpyxl.load_workbook(ronde / "keurmerkdragers.xlsx")
    koppen = [cel.value for cel in werkmap.worksheets[0][1]]
    for nummer, rij in enumerate(werkmap.worksheets[0].iter_rows(min_row=2), start=1):
        if rij[koppen.index("AGB-code")].value != mij:
            rij[koppen.index("Naam")].value = f"Heel andere naam {nummer}x"
            rij[koppen.index("E-mail")].value = f"ander{nummer}@elders.example"
    werkmap.save(ronde / "keurmerkdragers.xlsx")
    assert _mine(loop("build", ronde, tmp_path / "u", "--alleen", mij), mij) == _mine(gebouwd, mij)


def test_an_unpublished_value_of_another_leaves_my_bytes_the_same(
    gebouwd: Gelopen, kopie: Callable[[], Path], tmp_path: Path
) -> None:
    """A column that no figure counts (diagnosehoofdstuk) and an open traject's minutes: in no cell of any report."""
    mij, ronde = _reader(gebouwd), kopie()
    ander = next(agb for agb in gebouwd.status() if agb != mij)
    pad = ronde / "leveringen" / f"{ander}.xlsx"
    werkmap = openpyxl.load_workbook(pad)
    blad = werkmap["Behandeltrajecten"]
    koppen = [cel.value for cel in blad[1]]
    for rij in blad.iter_rows(min_row=2):
        rij[koppen.index("Diagnosehoofdstuk")].value = "D5_1"
        if rij[koppen.index("Einddatum behandeltraject")].value is None:
            rij[koppen.index("Directe minuten")].value = 321
    werkmap.save(pad)
    assert _mine(loop("build", ronde, tmp_path / "u", "--alleen", mij), mij) == _mine(gebouwd, mij)


def test_swapping_the_data_of_two_others_leaves_my_bytes_the_same(
    gebouwd: Gelopen, kopie: Callable[[], Path], tmp_path: Path
) -> None:
    """Two others exchange all their rows, and with them the columns of the register that make groups."""
    mij, ronde = _reader(gebouwd), kopie()
    lijst = (ronde / "ronde.toml").read_text().partition("leden = [")[2].partition("]")[0]
    een, ander = [agb for agb in gebouwd.status() if agb != mij and agb not in lijst][:2]
    _exchange_rows(ronde / "leveringen", een, ander)
    werkmap = openpyxl.load_workbook(ronde / "keurmerkdragers.xlsx")
    koppen = [cel.value for cel in werkmap.worksheets[0][1]]
    rijen = {rij[koppen.index("AGB-code")].value: rij for rij in werkmap.worksheets[0].iter_rows(min_row=2)}
    for kolom in ("Type", "Sector", "Regio"):
        plek = koppen.index(kolom)
        rijen[een][plek].value, rijen[ander][plek].value = rijen[ander][plek].value, rijen[een][plek].value
    werkmap.save(ronde / "keurmerkdragers.xlsx")
    assert _mine(loop("build", ronde, tmp_path / "u", "--alleen", mij), mij) == _mine(gebouwd, mij)


def _exchange_rows(map_: Path, een: str, ander: str) -> None:
    """Each file gets the other's name and AGB-code."""
    werkmappen = {agb: openpyxl.load_workbook(map_ / f"{agb}.xlsx") for agb in (een, ander)}
    for agb, nieuw in ((een, ander), (ander, een)):
        blad = werkmappen[agb]["Behandeltrajecten"]
        plek = [cel.value for cel in blad[1]].index("AGB-code")
        for rij in blad.iter_rows(min_row=2):
            rij[plek].value = nieuw
        werkmappen[agb].save(map_ / f"{nieuw}.xlsx")
