"""Definitions that say what the program does not know are refused, with the place and a suggestion."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from spiegelrapport.definitions.load import MAP, load_definities
from spiegelrapport.errors import SettingError

PEILDATUM = date(2026, 11, 2)


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    doel = tmp_path / "definitions"
    shutil.copytree(MAP, doel, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return doel


def vervang(pad: Path, oud: str, nieuw: str) -> None:
    tekst = pad.read_text(encoding="utf-8")
    assert oud in tekst
    pad.write_text(tekst.replace(oud, nieuw, 1), encoding="utf-8")


def test_an_unknown_key_is_refused_with_a_suggestion(map_: Path) -> None:
    vervang(map_ / "indicatoren/doorlooptijd.toml", "eenheid =", "eenheit =")
    with pytest.raises(SettingError) as fout:
        load_definities(PEILDATUM, map_)
    assert str(fout.value).splitlines() == [
        "Fout: onbekende sleutel 'eenheit'",
        "  waar: indicatoren/doorlooptijd.toml",
        "  tip:  bedoel je 'eenheid'?",
    ]


def test_a_missing_key_is_refused(map_: Path) -> None:
    vervang(map_ / "indicatoren/doorlooptijd.toml", 'selectie = "afgesloten"\n', "")
    with pytest.raises(SettingError, match="de sleutel 'selectie' ontbreekt"):
        load_definities(PEILDATUM, map_)


def test_a_wrong_type_is_refused(map_: Path) -> None:
    vervang(map_ / "indicatoren/doorlooptijd.toml", "decimalen = 1", 'decimalen = "1"')
    with pytest.raises(SettingError, match="hier hoort een geheel getal"):
        load_definities(PEILDATUM, map_)


def test_an_unknown_instrument_is_refused(map_: Path) -> None:
    vervang(map_ / "indicatoren/rom_oq45.toml", 'instrument = "OQ45"', 'instrument = "OQ46"')
    with pytest.raises(SettingError, match=r"onbekend.*instrument 'OQ46'"):
        load_definities(PEILDATUM, map_)


def test_a_chapter_with_an_unknown_indicator_is_refused(map_: Path) -> None:
    vervang(map_ / "rapport.toml", '"doorlooptijd"', '"doorlooptijt"')
    with pytest.raises(SettingError) as fout:
        load_definities(PEILDATUM, map_)
    assert fout.value.tip == "bedoel je 'doorlooptijd'?"


def test_an_indicator_without_maten_is_refused(map_: Path) -> None:
    pad = map_ / "indicatoren/no_show.toml"
    tekst = pad.read_text(encoding="utf-8")
    pad.write_text(
        "maten = []\n" + tekst[: tekst.index("[[maten]]")] + tekst[tekst.index("[herkomst]") :], encoding="utf-8"
    )
    with pytest.raises(SettingError, match="ten minste één maat"):
        load_definities(PEILDATUM, map_)


def test_the_version_changes_with_the_contents_but_not_with_line_ends(map_: Path) -> None:
    eerst = load_definities(PEILDATUM, map_).versie
    pad = map_ / "begrippen.toml"
    pad.write_bytes(pad.read_bytes().replace(b"\n", b"\r\n"))
    assert load_definities(PEILDATUM, map_).versie == eerst
    vervang(pad, "benchmarkgroep = ", "benchmark = ")
    assert load_definities(PEILDATUM, map_).versie != eerst
