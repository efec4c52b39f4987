"""A new round is complete, says what to look at, and overwrites nothing."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from spiegelrapport import pipeline
from spiegelrapport.cli import run
from spiegelrapport.errors import InputError, OutputError
from spiegelrapport.new_round.register_workbook import HEADINGS, write_register
from spiegelrapport.new_round.settings import example
from spiegelrapport.pipeline.reports import _text
from spiegelrapport.read.register import load_register, load_ronde
from tests.architecture.bron import WORTEL
from tests.test_register import KOPPEN, RIJ, register


def test_the_example_in_the_input_folder_is_what_a_new_round_of_that_year_starts_from() -> None:
    assert (WORTEL / "input" / "ronde.toml").read_text(encoding="utf-8") == example(2025, meeting=True).text


def test_a_new_round_has_everything_and_its_settings_load(tmp_path: Path) -> None:
    pipeline.nieuw(tmp_path / "ronde", 2026)
    ronde = load_ronde(tmp_path / "ronde")
    assert (ronde.verslagjaar, ronde.eerste_jaar, ronde.peildatum.year) == (2026, 2021, 2027)
    assert ronde.bijeenkomst is None  # nobody is invited to a date that nobody chose
    assert {pad.name for pad in (tmp_path / "ronde").iterdir()} == {
        "ronde.toml", "keurmerkdragers.xlsx", "voorwoord.md", "leveringen", "toelichtingen",
    }  # fmt: skip


def test_the_empty_register_asks_for_keurmerkdragers(tmp_path: Path) -> None:
    pipeline.nieuw(tmp_path / "ronde", 2026)
    with pytest.raises(InputError, match="bevat geen keurmerkdragers"):
        load_register(tmp_path / "ronde")


def test_the_register_has_its_headings_and_drop_downs(tmp_path: Path) -> None:
    write_register(tmp_path / "r.xlsx", [], {})
    blad = load_workbook(tmp_path / "r.xlsx").worksheets[0]
    assert tuple(cel.value for cel in blad[1]) == HEADINGS
    lijsten = {
        str(regel.sqref)[0]: regel.formula1 for regel in blad.data_validations.dataValidation if regel.type == "list"
    }
    assert lijsten["H"] == lijsten["I"] == '"Ja,Nee"'


def test_the_explanation_in_the_foreword_is_not_printed(tmp_path: Path) -> None:
    pipeline.nieuw(tmp_path / "ronde", 2026)
    assert _text(tmp_path / "ronde" / "voorwoord.md") == ""
    (tmp_path / "a.md").write_text("<!-- uitleg -->\nBeste lezer", encoding="utf-8")
    assert _text(tmp_path / "a.md") == "Beste lezer"


def last_year(map_: Path) -> Path:
    map_.mkdir()
    tekst = example(2025, meeting=True).text.replace("geaccepteerd = []", 'geaccepteerd = ["06000001"]')
    (map_ / "ronde.toml").write_text(
        tekst.replace("clienten_per_cijfer = 10", "clienten_per_cijfer = 12"), encoding="utf-8"
    )
    (map_ / "kolommen.toml").write_text("# koppen\n", encoding="utf-8")
    rij = [*RIJ, "Nee", "ja", "SCL90 = andere"]
    return register(map_, rij, koppen=[*KOPPEN, "Akkoord met uitsluiting", "DEELT CIJFERS", "schaal"])


def test_last_year_s_settings_come_along_and_what_held_for_one_year_does_not(tmp_path: Path) -> None:
    nieuw = pipeline.nieuw(tmp_path / "nu", 2026, last_year(tmp_path / "toen"))
    ronde = load_ronde(tmp_path / "nu")
    assert (ronde.naam, ronde.verslagjaar, ronde.geaccepteerd) == ("Spiegelrapportage 2026", 2026, ())
    assert ronde.drempels.clienten_per_cijfer == 12
    assert ronde.peildatum.isoformat() == "2027-04-01"
    assert ronde.bijeenkomst is None
    assert "# cliënten onder wie geen eigen cijfer verschijnt" in (tmp_path / "nu" / "ronde.toml").read_text(
        encoding="utf-8"
    )
    assert (tmp_path / "nu" / "kolommen.toml").is_file()
    tekst = " ".join(nieuw.remarks)
    assert "akkoord met uitsluiting (1 AGB-code)" in tekst
    assert "De peildatum staat op 1 april 2027." in tekst
    assert "1 keurmerkdrager)" in tekst


def test_the_register_comes_along_with_its_own_columns_but_without_one_year_decisions(tmp_path: Path) -> None:
    pipeline.nieuw(tmp_path / "nu", 2026, last_year(tmp_path / "toen"))
    drager = load_register(tmp_path / "nu")[0]["06000001"]
    assert (drager.naam, drager.email, drager.kenmerken["netwerk"]) == ("Praktijk De Wilg", "s@wilg.example", "Noord")
    assert drager.kenmerken["schaal"] == "SCL90 = andere"
    assert drager.kenmerken["akkoord met uitsluiting"] == drager.kenmerken["deelt cijfers"] == ""


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "iets.txt").write_text("van mij")
    with pytest.raises(OutputError, match="niet leeg"):
        pipeline.nieuw(tmp_path, 2026)
    assert [pad.name for pad in tmp_path.iterdir()] == ["iets.txt"]


def test_last_year_must_be_a_round(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="geen ronde"):
        pipeline.nieuw(tmp_path / "nu", 2026, tmp_path)
    assert not (tmp_path / "nu").exists()


def test_the_command_says_what_to_do_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["nieuw", str(tmp_path / "r"), "--jaar", "2026"]) == 0
    uit = capsys.readouterr().out
    assert f"spiegelrapport check --ronde {tmp_path / 'r'}" in uit
