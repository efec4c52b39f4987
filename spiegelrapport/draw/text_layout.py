"""Words -> glyphs with their places, kerned, as both the page and the SVG will show them."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import uharfbuzz

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
    """Lay out one line of text, with the font's own kerning."""
    if not tekst:
        return TextLayout((), 0.0)
    letter = font_of(bestand)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(tekst)
    buffer.guess_segment_properties()
    uharfbuzz.shape(letter, buffer)
    begin = [info.cluster for info in buffer.glyph_infos]
    maat, x, glieven = EM / letter.face.upem, 0, []
    for info, plaats, eind in zip(buffer.glyph_infos, buffer.glyph_positions, [*begin[1:], len(tekst)], strict=True):
        breedte = round(letter.get_glyph_h_advance(info.codepoint) * maat)
        toont = tekst[info.cluster : eind]  # a ligature shows several letters
        glieven.append(Glyph(info.codepoint, toont, (x + plaats.x_offset) * maat, breedte))
        x += plaats.x_advance
    return TextLayout(tuple(glieven), glieven[-1].x + glieven[-1].breedte)


@lru_cache(maxsize=64)
def font_of(bestand: Path) -> uharfbuzz.Font:
    """In the units of the font itself: one em is as many as its face says."""
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(bestand))))


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
    open_ = tekst.rfind("(")
    if open_ > tekst.rfind(")"):
        tekst = tekst[:open_]
    return tekst.rstrip(" (,:") + WEGLATING
