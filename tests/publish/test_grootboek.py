"""The ledger is append-only: what is out stays in, in order, and a missing or changed file is noticed."""

from pathlib import Path

import pandas as pd
import pytest

from spiegelrapport.errors import OutputError
from spiegelrapport.publish.grootboek import load_concept, load_grootboek, record, write_concept
from tests.builders import ronde
from tests.disclose.builders import SCORE, benchmark, figuur, onthul
from tests.disclose.builders import ronde as kleine_ronde


def regels(hoogste: float = 4.6) -> pd.DataFrame:
    waarden = figuur([3.0, 3.5, 4.0, 4.2, hoogste])
    return onthul(benchmark({SCORE: waarden}, {"allen": list(waarden)}), kleine_ronde()).grootboekregels


def vul(map_: Path, edities: int = 3) -> None:
    for jaar in range(edities):
        record(map_, regels(4.0 + jaar / 10), ronde(verslagjaar=2023 + jaar))


def test_an_empty_folder_is_an_empty_ledger(tmp_path: Path) -> None:
    assert load_grootboek(tmp_path / "grootboek").rondes == ()


def test_what_goes_in_comes_out(tmp_path: Path) -> None:
    erin = regels()
    record(tmp_path, erin, ronde())
    eruit = load_grootboek(tmp_path).rondes[0]
    assert (eruit.verslagjaar, eruit.versie, eruit.volgnummer, eruit.vorige) == (2025, "1", 1, "")
    pd.testing.assert_frame_equal(eruit.regels, erin, check_dtype=False)
    assert set(eruit.regels["soort"]) == {"cel", "lid", "waarde", "eigen"}


def test_the_files_are_for_their_owner_only(tmp_path: Path) -> None:
    assert record(tmp_path, regels(), ronde()).stat().st_mode & 0o077 == 0


def test_every_edition_names_the_one_before_it(tmp_path: Path) -> None:
    vul(tmp_path)
    rondes = load_grootboek(tmp_path).rondes
    assert [editie.vorige for editie in rondes] == ["", rondes[0].hash, rondes[1].hash]
    assert load_grootboek(tmp_path).kop == rondes[2].hash


def test_the_same_edition_again_changes_nothing(tmp_path: Path) -> None:
    eerste = record(tmp_path, regels(), ronde())
    inhoud = eerste.read_bytes()
    assert record(tmp_path, regels(), ronde()) == eerste
    assert eerste.read_bytes() == inhoud
    assert len(load_grootboek(tmp_path).rondes) == 1


def test_the_same_edition_with_other_figures_is_refused(tmp_path: Path) -> None:
    record(tmp_path, regels(), ronde())
    with pytest.raises(OutputError, match="met andere cijfers"):
        record(tmp_path, regels(4.9), ronde())
    record(tmp_path, regels(4.9), ronde(versie="2"))
    assert [editie.versie for editie in load_grootboek(tmp_path).rondes] == ["1", "2"]


def test_a_changed_file_breaks_the_chain(tmp_path: Path) -> None:
    vul(tmp_path)
    eerste, tweede = sorted(tmp_path.glob("*.parquet"))[:2]
    record(tmp_path / "elders", regels(4.9), ronde(verslagjaar=2023))
    eerste.write_bytes(next((tmp_path / "elders").glob("*.parquet")).read_bytes())
    with pytest.raises(OutputError, match=f"gebroken bij {tweede.name}"):
        load_grootboek(tmp_path)


def test_a_file_taken_away_breaks_the_chain(tmp_path: Path) -> None:
    vul(tmp_path)
    sorted(tmp_path.glob("*.parquet"))[1].unlink()
    with pytest.raises(OutputError, match="gebroken"):
        load_grootboek(tmp_path)


def test_a_damaged_file_is_said_to_be_damaged(tmp_path: Path) -> None:
    vul(tmp_path, 1)
    next(tmp_path.glob("*.parquet")).write_bytes(b"PAR1 stuk PAR1")
    with pytest.raises(OutputError, match="geen grootboekbestand"):
        load_grootboek(tmp_path)


def test_a_concept_does_not_count_and_may_be_replaced(tmp_path: Path) -> None:
    write_concept(tmp_path, regels())
    write_concept(tmp_path, regels(4.9))
    assert load_grootboek(tmp_path).rondes == ()
    record(tmp_path, load_concept(tmp_path), ronde())
    assert len(load_grootboek(tmp_path).rondes) == 1


def test_without_a_build_there_is_no_concept(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="nog geen concept"):
        load_concept(tmp_path)
