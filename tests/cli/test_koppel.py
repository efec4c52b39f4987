"""`koppel` asks, keeps what was chosen, and the next check reads the file."""

from pathlib import Path

from click.testing import CliRunner

from spiegelrapport.cli import spiegelrapport
from spiegelrapport.read import load_kolommen
from tests.read.boek import TRAJECTEN, als_xlsx, schoon_boek, schrijf


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
