"""Names that are not UTF-8, that cannot be shown, or that would be equal: no file stops another or takes its answer."""

import os
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from spiegelrapport.cli import run
from spiegelrapport.definitions.load import load_definities
from spiegelrapport.demo import make_ronde
from spiegelrapport.read import printable, printable_names, read_leveringen
from spiegelrapport.validate import check_alle
from tests.read.boek import AGB, CQI, ROM, TRAJECTEN, als_csv, als_xls, als_xlsx, schoon_boek, schrijf
from tests.read.test_schade import DEFINITIES, RONDE
from tests.validate.builders import REGISTER, levering

LATIN = os.fsdecode(b"Praktijk Caf\xe9.xlsx")


def test_a_name_in_another_encoding_is_read_as_windows_wrote_it() -> None:
    assert printable(LATIN) == "Praktijk Café.xlsx"
    assert printable("regel\neen\u202e.xlsx") == "regel_een_.xlsx"
    assert printable("Praktijk Café.xlsx") == "Praktijk Café.xlsx"


def test_two_names_that_print_the_same_are_told_apart_and_the_honest_one_keeps_its_own() -> None:
    echt = Path("Praktijk Café.xlsx")
    assert printable_names([Path(LATIN), echt]) == {echt: "Praktijk Café.xlsx", Path(LATIN): "Praktijk Café (2).xlsx"}


def test_a_file_in_any_format_under_a_name_that_is_not_utf8_is_read(tmp_path: Path) -> None:
    inhoud = {
        "xlsx": als_xlsx(schoon_boek()),
        "xls": als_xls(schoon_boek()),
        "csv": als_csv(schoon_boek().bladen[TRAJECTEN]),
    }
    paden = [schrijf(tmp_path, bytes_, os.fsdecode(b"\xff\xe9." + soort.encode())) for soort, bytes_ in inhoud.items()]
    for gelezen in read_leveringen(paden, DEFINITIES, RONDE):
        assert gelezen.agb == AGB
        assert gelezen.bestand.startswith("ÿé.")
        assert len(gelezen.tabellen["trajecten"]) == 12


def test_a_folder_of_files_with_such_names_says_which_of_them_is_wrong(tmp_path: Path) -> None:
    map_ = tmp_path / os.fsdecode(b"map\xe9")
    map_.mkdir()
    for naam in (TRAJECTEN, ROM, CQI):
        schrijf(map_, als_csv(schoon_boek().bladen[naam]), f"{naam}.csv")
    schrijf(map_, b"%PDF-1.7", os.fsdecode(b"brief\xe9.pdf"))
    (gelezen,) = read_leveringen([map_], DEFINITIES, RONDE)
    assert [(finding.code, finding.bestand) for finding in gelezen.findings] == [("L001", "mapé/briefé.pdf")]
    assert gelezen.findings[0].bericht.startswith("Bestand 'briefé.pdf': dit bestand is geen")
    assert len(gelezen.tabellen["trajecten"]) == 12


def test_no_answer_takes_the_place_of_another() -> None:
    los = [levering(agb=None, bestand=naam) for naam in ("x.csv", "x.xlsx", "x-2.xlsx", f"{AGB}.pdf")]
    intake = check_alle([levering(), *los], REGISTER, DEFINITIES, RONDE)
    namen = [*(goed.agb for goed in intake.gecontroleerd), *(slecht.naam for slecht in intake.afgekeurd)]
    assert sorted(namen) == sorted(set(namen))
    assert AGB in namen
    assert len(namen) == 5


def test_check_goes_on_past_any_file_name_and_names_each(tmp_path: Path) -> None:
    make_ronde(tmp_path / "ronde", 6, 1, definities=load_definities(date.min))
    leveringen = tmp_path / "ronde" / "leveringen"
    goed = min(leveringen.iterdir())
    agb = goed.stem
    goed.rename(leveringen / LATIN)
    schrijf(leveringen, b"%PDF-1.7", os.fsdecode(b"kapot\xff.xlsx"))
    schrijf(leveringen, b"%PDF-1.7", f"{agb}.pdf")
    assert run(["check", "--ronde", str(tmp_path / "ronde"), "--uitvoer", str(tmp_path / "uit")]) == 1
    antwoorden = tmp_path / "uit" / "2025" / "bevindingen"
    genoemd = {pad.stem: load_workbook(pad)["Samenvatting"]["B1"].value for pad in antwoorden.glob("*.xlsx")}
    assert genoemd[agb] == "Praktijk Café.xlsx"
    assert {"kapotÿ.xlsx", f"{agb}.pdf"} < set(genoemd.values())
    assert len(genoemd) == 8
