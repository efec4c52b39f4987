"""`koppel` asks, keeps what was chosen, and the next check reads the file."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from spiegelrapport.cli import run, spiegelrapport
from spiegelrapport.errors import InputError
from spiegelrapport.read import load_kolommen
from tests.read.boek import ROM, TRAJECTEN, Boek, als_xlsx, schoon_boek, schrijf
from tests.read.schade import BSNS


def vreemd(map_: Path) -> str:
    boek = schoon_boek().kop(TRAJECTEN, "Directe minuten", "Tijd dir. (min)")
    return str(schrijf(map_, als_xlsx(boek), "export.xlsx"))


def koppel(tmp_path: Path, *opties: str, antwoorden: str = "") -> str:
    uit = CliRunner().invoke(
        spiegelrapport, ["koppel", vreemd(tmp_path), "--ronde", str(tmp_path), *opties], input=antwoorden
    )
    assert uit.exit_code == 0, uit.output
    return uit.output


def test_a_choice_is_kept(tmp_path: Path) -> None:
    assert "Bewaard in" in koppel(tmp_path, antwoorden="1\n")
    assert load_kolommen(tmp_path).trajecten == {"minuten_direct": ("Tijd dir. (min)",)}


def test_none_of_these_changes_nothing(tmp_path: Path) -> None:
    assert "niets veranderd" in koppel(tmp_path, antwoorden="0\n")
    assert not (tmp_path / "kolommen.toml").exists()


def test_showing_asks_and_keeps_nothing(tmp_path: Path) -> None:
    assert "Directe minuten (verplicht): 'Tijd dir. (min)'" in koppel(tmp_path, "--toon")
    assert not (tmp_path / "kolommen.toml").exists()


def vraag(map_: Path, boek: Boek, antwoorden: str) -> str:
    """koppel on this workbook, by the name it has among the leveringen."""
    (map_ / "leveringen").mkdir()
    schrijf(map_ / "leveringen", als_xlsx(boek), "export.xlsx")
    uit = CliRunner().invoke(
        spiegelrapport, ["koppel", "export.xlsx", "--ronde", str(map_)], input=antwoorden + "\n" * 60
    )
    assert uit.exit_code == 0, uit.output
    return uit.output


def test_enter_maps_no_pair_that_is_unsure(tmp_path: Path) -> None:
    """An end date is not proposed as the day of application, however much the headings look alike."""
    boek = schoon_boek().kop(TRAJECTEN, "Einddatum behandeltraject", "Datum einde zorg")
    vraag(tmp_path, boek.kop(TRAJECTEN, "Aanmelddatum", "Dag A"), "")
    assert not (tmp_path / "kolommen.toml").exists()


@pytest.mark.parametrize("kop", ["Begindatum behandeling traject", "Datum begin", "Eind datum behandeltraject 2"])
def test_enter_maps_no_begin_to_an_end(kop: str, tmp_path: Path) -> None:
    vraag(tmp_path, schoon_boek().kop(TRAJECTEN, "Einddatum behandeltraject", kop), "")
    assert "einddatum" not in load_kolommen(tmp_path).trajecten


def test_enter_maps_what_is_beyond_doubt(tmp_path: Path) -> None:
    vraag(tmp_path, schoon_boek().kop(ROM, "Instrument", "Instrumentt"), "")
    assert load_kolommen(tmp_path).rom == {"instrument": ("Instrumentt",)}


def test_enter_does_not_take_direct_minutes_for_indirect_ones(tmp_path: Path) -> None:
    vraag(tmp_path, schoon_boek().kop(TRAJECTEN, "Directe minuten", "Direkte minuten"), "")
    assert not (tmp_path / "kolommen.toml").exists()


def test_three_values_stand_beside_a_heading(tmp_path: Path) -> None:
    assert "300 · 310 · 320" in vraag(tmp_path, schoon_boek().kop(TRAJECTEN, "Directe minuten", "Tijd"), "0\n")


def test_no_value_of_a_person_is_shown(tmp_path: Path) -> None:
    boek = schoon_boek().kop(TRAJECTEN, "Directe minuten", "Tijd")
    boek.extra_kolom(TRAJECTEN, "Kenmerk", lambda i: BSNS[i % 8])
    boek.extra_kolom(TRAJECTEN, "Behandelaar", lambda i: f"Jansen{'abcdefghijkl'[i]}, P.")
    boek.extra_kolom(TRAJECTEN, "Notitie", lambda i: f"belde met de huisarts over {i}")
    boek.extra_kolom(TRAJECTEN, "E-mailadres cliënt", lambda i: f"c{i}@voorbeeld.nl")
    uit = vraag(tmp_path, boek, "0\n")
    assert "Tijd" in uit
    assert not any(woord in uit for woord in (*BSNS, "Jansen", "huisarts", "@voorbeeld"))


def test_an_optional_column_can_be_mapped_too(tmp_path: Path) -> None:
    boek = schoon_boek().kop(TRAJECTEN, "No-show afspraken", "Wegblijvers")
    uit = vraag(tmp_path, boek, "")
    assert "No-show afspraken (mag ontbreken)" in uit
    assert "Wegblijvers" in uit


def test_an_unknown_code_can_be_mapped(tmp_path: Path) -> None:
    boek = schoon_boek().pas_toe(TRAJECTEN, "Prestatiecode geleverd", lambda x: "Licht traject" if x == "GBG02" else x)
    uit = vraag(tmp_path, boek, "1\n")
    assert "wat is 'Licht traject'?" in uit
    (code,) = load_kolommen(tmp_path).codes["prestatie_geleverd"]
    assert load_kolommen(tmp_path).codes["prestatie_geleverd"][code] == ("Licht traject",)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert run(["koppel", "weg.xlsx", "--ronde", str(tmp_path)]) == InputError.exit_code
