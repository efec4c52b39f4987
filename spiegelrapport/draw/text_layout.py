"""Words -> glyphs with their places, kerned, as both the page and the SVG will show them."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from matplotlib.font_manager import get_font
from matplotlib.ft2font import FT2Font, GlyphIndexType, LoadFlags

EM = 1000
BREEKBAAR = " "
WEGLATING = "…"


class Glyph(NamedTuple):
    """One glyph: its number in the font file, what it shows, its place and width in thousandths of the size."""

    nummer: int
    teken: str
    x: float
    breedte: int


class TextLayout(NamedTuple):
    glieven: tuple[Glyph, ...]
    breedte: float  # thousandths of the size


@lru_cache(maxsize=20_000)
def lay_out(tekst: str, bestand: Path) -> TextLayout:
    """Lay out one line of text."""
    letter = get_font(str(bestand))
    letter.set_size(EM, 72)
    items = letter._layout(tekst, LoadFlags.NO_HINTING)  # harfbuzz, with the font's own kerning
    glieven = tuple(Glyph(item.glyph_index, item.char, item.x, _width(letter, item.glyph_index)) for item in items)
    return TextLayout(glieven, glieven[-1].x + glieven[-1].breedte if glieven else 0.0)


def _width(letter: FT2Font, nummer: int) -> int:
    return round(
        letter.load_glyph(GlyphIndexType(nummer), flags=LoadFlags.NO_SCALE).horiAdvance * EM / letter.units_per_EM
    )


def width_of(tekst: str, bestand: Path, grootte: float) -> float:
    """In points."""
    return lay_out(tekst, bestand).breedte * grootte / EM


def break_lines(tekst: str, bestand: Path, grootte: float, ruimte: float, hoogstens: int) -> Sequence[str]:
    """The text broken at spaces into lines that fit; what does not fit in `hoogstens` lines ends in an ellipsis."""
    gereed: list[str] = []
    regel = ""
    for woord in tekst.split(BREEKBAAR):
        langer = f"{regel} {woord}".strip()
        if regel and width_of(langer, bestand, grootte) > ruimte:
            gereed.append(regel)
            regel = woord
        else:
            regel = langer
    gereed.append(regel)
    if len(gereed) > hoogstens:
        gereed = [*gereed[: hoogstens - 1], BREEKBAAR.join(gereed[hoogstens - 1 :])]
    return [shorten(regel, bestand, grootte, ruimte) for regel in gereed]


def shorten(tekst: str, bestand: Path, grootte: float, ruimte: float) -> str:
    """The text, or as much of it as fits before an ellipsis; never with a bracket left open by the cut."""
    if width_of(tekst, bestand, grootte) <= ruimte:
        return tekst
    while tekst and width_of(tekst + WEGLATING, bestand, grootte) > ruimte:
        tekst = tekst[:-1]
    return tekst.rstrip(" (,:") + WEGLATING
