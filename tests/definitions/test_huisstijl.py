"""The house style says what it cannot print, with what was measured."""

from pathlib import Path

import pytest

from spiegelrapport.definitions.huisstijl import contrast, load_huisstijl
from spiegelrapport.errors import SettingError

ECHT = Path(__file__).parents[2] / "templates"


def changed(map_: Path, oud: str, nieuw: str) -> Path:
    tekst = (ECHT / "stijl" / "huisstijl.toml").read_text()
    assert oud in tekst
    (map_ / "stijl").mkdir()
    (map_ / "stijl" / "huisstijl.toml").write_text(tekst.replace(oud, nieuw, 1))
    return map_


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ffffff", "#777777") == contrast("#777777", "#ffffff")


@pytest.mark.parametrize(
    ("oud", "nieuw", "gemeten"),
    [
        ('tekst_zacht = "#52616a"', 'tekst_zacht = "#8a969d"', "contrast 3,0, nodig 4,5"),
        ('eigen = "#005f78"', 'eigen = "#00a0c8"', "contrast 3,1, nodig 4,5"),
        ('vlak = "#f2f4f5"', 'vlak = "#a0a0a0"', "nodig 4,5"),
    ],
)
def test_words_that_cannot_be_read_are_refused_with_the_measured_ratio(
    tmp_path: Path, oud: str, nieuw: str, gemeten: str
) -> None:
    with pytest.raises(SettingError) as fout:
        load_huisstijl((changed(tmp_path, oud, nieuw),))
    assert gemeten in str(fout.value)
    assert "stijl/huisstijl.toml, [kleuren]" in str(fout.value)


def test_what_is_no_colour_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="'teal' is geen kleur"):
        load_huisstijl((changed(tmp_path, '"#005f78"', '"teal"'),))


def test_the_house_style_that_comes_along_can_be_read() -> None:
    assert load_huisstijl((ECHT,)).huis.naam == "KIBG"
