"""The shipped fonts, as stijl/lettertypen.css declares them."""

from pathlib import Path

import pytest

from spiegelrapport.definitions.fonts import GEWOON, HALFVET, choose_letter, load_letters
from spiegelrapport.definitions.huisstijl import load_huisstijl
from spiegelrapport.errors import SettingError

SJABLONEN = (Path(__file__).parents[2] / "templates",)


def test_every_declared_font_is_there_with_its_licence() -> None:
    letters = load_letters(SJABLONEN)
    assert letters
    licenties = list((SJABLONEN[0] / "stijl" / "lettertypen").glob("OFL*"))
    assert len(licenties) == len({letter.familie.split()[1] for letter in letters})


def test_the_house_style_names_fonts_that_are_shipped() -> None:
    families = {letter.familie for letter in load_letters(SJABLONEN)}
    lettertypen = load_huisstijl(SJABLONEN).lettertypen
    assert {lettertypen.tekst, lettertypen.titels, lettertypen.cijfers} <= families


def test_charts_find_their_two_weights() -> None:
    familie = load_huisstijl(SJABLONEN).lettertypen.cijfers
    letters = load_letters(SJABLONEN)
    assert choose_letter(letters, familie, GEWOON).bestand != choose_letter(letters, familie, HALFVET).bestand


def test_a_weight_that_is_not_shipped_is_named() -> None:
    with pytest.raises(SettingError, match="Source Sans 3' 123"):
        choose_letter(load_letters(SJABLONEN), "Source Sans 3", 123)


def test_a_project_may_declare_fonts_and_use_those_that_came_with_the_program(tmp_path: Path) -> None:
    (tmp_path / "stijl").mkdir()
    css = (SJABLONEN[0] / "stijl" / "lettertypen.css").read_text(encoding="utf-8")
    (tmp_path / "stijl" / "lettertypen.css").write_text(css, encoding="utf-8")
    assert load_letters((tmp_path, *SJABLONEN)) == load_letters(SJABLONEN)


def test_a_font_file_that_is_missing_is_named(tmp_path: Path) -> None:
    (tmp_path / "stijl").mkdir()
    regel = '@font-face { font-family: "X"; font-weight: 400; font-style: normal; src: url(lettertypen/weg.ttf) }'
    (tmp_path / "stijl" / "lettertypen.css").write_text(regel, encoding="utf-8")
    with pytest.raises(SettingError, match=r"weg\.ttf"):
        load_letters((tmp_path,))
