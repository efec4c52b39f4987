"""Words as glyphs: the same widths as the font says, broken and shortened to fit."""

from fontTools.ttLib import TTFont

from spiegelrapport.draw.text_layout import break_lines, lay_out, shorten, width_of
from tests.draw.builders import stijl


def test_glyph_numbers_and_widths_are_those_of_the_font_file() -> None:
    with TTFont(stijl().gewoon) as letter:
        cmap, maten, volgorde = letter.getBestCmap(), letter["hmtx"], letter.getReverseGlyphMap()
        for glief in lay_out("Wachttijd 4,5%", stijl().gewoon).glieven:
            naam = cmap[ord(glief.teken)]
            assert (glief.nummer, glief.breedte) == (volgorde[naam], maten[naam][0])


def test_figures_are_tabular() -> None:
    assert len({width_of(cijfer, stijl().gewoon, 8) for cijfer in "0123456789"}) == 1


def test_kerning_moves_letters_together() -> None:
    los = width_of("T", stijl().gewoon, 10) + width_of("e", stijl().gewoon, 10)
    assert width_of("Te", stijl().gewoon, 10) < los


def test_lines_break_at_spaces_and_fit() -> None:
    delen = break_lines("Alle keurmerkdragers in de basis-ggz", stijl().gewoon, 8, 70, 3)
    assert len(delen) > 1
    assert all(width_of(deel, stijl().gewoon, 8) <= 70 for deel in delen)
    assert " ".join(delen) == "Alle keurmerkdragers in de basis-ggz"


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    assert shorten("keurmerkdragers", stijl().gewoon, 8, 30).endswith("…")
    assert break_lines("een twee drie vier vijf zes", stijl().gewoon, 8, 30, 2)[-1].endswith("…")
