"""What a dashboard saved comes back as goals; what is not such a file is refused by name."""

import json
from pathlib import Path

import pytest

from spiegelrapport.errors import InputError
from spiegelrapport.model.goals import Goal
from spiegelrapport.read.notities import LONGEST, load_goals

AGB = "06000001"
NOTE = {
    "doel": "Onder de 4%",
    "doen": "Herinnering sturen",
    "wie": "Sanne",
    "wanneer": "mei",
    "notitie": "niet voor KIBG",
}


def saved(map_: Path, naam: str = "een.json", **anders: object) -> Path:
    (map_ / "notities").mkdir(exist_ok=True)
    inhoud = {"schema": 1, "agb": AGB, "verslagjaar": 2025, "versie": "1", "cijfers": {"no_show": NOTE}} | anders
    (map_ / "notities" / naam).write_text(json.dumps(inhoud))
    return map_


def loaded(map_: Path) -> dict[str, tuple[Goal, ...]]:
    return load_goals(map_, [AGB], ["no_show", "doorlooptijd"])


def test_goals_come_back_without_the_notes(tmp_path: Path) -> None:
    assert loaded(saved(tmp_path)) == {AGB: (Goal("no_show", "Onder de 4%", "Herinnering sturen", "Sanne", "mei"),)}
    assert loaded(tmp_path / "leeg") == {}


def test_what_is_too_long_for_its_box_is_cut_and_says_so(tmp_path: Path) -> None:
    [doel] = loaded(saved(tmp_path, cijfers={"no_show": {"doel": "woord \n" * 40}}))[AGB]
    assert len(doel.doel) <= LONGEST
    assert doel.doel.endswith("…")


def test_figures_that_are_gone_and_empty_notes_are_left_out(tmp_path: Path) -> None:
    assert loaded(saved(tmp_path, cijfers={"oud": NOTE, "no_show": {"notitie": "x"}, "doorlooptijd": 3})) == {AGB: ()}


@pytest.mark.parametrize("anders", [{"schema": 2}, {"agb": None}, {"cijfers": []}])
def test_another_file_is_refused_by_name(tmp_path: Path, anders: dict[str, object]) -> None:
    with pytest.raises(InputError, match="geen bestand met notities") as fout:
        loaded(saved(tmp_path, **anders))
    assert "notities/een.json" in str(fout.value)


def test_a_stranger_and_a_second_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="06999999 staat niet in het register"):
        loaded(saved(tmp_path, agb="06999999"))
    saved(saved(tmp_path), "twee.json")
    with pytest.raises(InputError, match="twee bestanden"):
        loaded(tmp_path)


def test_a_file_of_the_shared_dashboard_must_say_whose_it_is(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="zegt niet van wie het is") as fout:
        loaded(saved(tmp_path, agb="kleine-aanbieders"))
    assert "AGB-code" in str(fout.value.tip)
