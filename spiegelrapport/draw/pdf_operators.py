"""Parts of a drawing -> PDF operators."""

import math
from collections.abc import Iterator, Sequence

from spiegelrapport.draw.drawing_parts import Deel, Outline, Stap, Word
from spiegelrapport.draw.text_layout import TextLayout

OPERATOR = {"M": "m", "L": "l", "C": "c", "Z": "h"}


def operators(delen: Sequence[Deel]) -> bytes:
    return "\n".join(_path(deel) if isinstance(deel, Outline) else _word(deel) for deel in delen).encode("ascii")


def pdf_number(waarde: float) -> str:
    """At most two decimals (1/7000 inch), without trailing zeros or a negative zero."""
    tekst = f"{waarde:.2f}".rstrip("0").rstrip(".")
    return "0" if tekst == "-0" else tekst


def _path(pad: Outline) -> str:
    return " ".join([*_colours(pad), *(_step(stap) for stap in pad.stappen), _paint(pad)])


def _step(stap: Stap) -> str:
    soort, getallen = stap
    return " ".join([*map(pdf_number, getallen), OPERATOR[soort]])


def _colours(pad: Outline) -> Iterator[str]:
    if pad.vulling:
        yield f"{_rgb(pad.vulling)} rg"
    if pad.lijn:
        yield f"{_rgb(pad.lijn)} RG {pdf_number(pad.dikte)} w {int(pad.rond)} J {int(pad.rond)} j"
        yield f"[{' '.join(map(pdf_number, pad.streep))}] 0 d"


def _paint(pad: Outline) -> str:
    if pad.vulling and pad.lijn:
        return "B"
    return "f" if pad.vulling else "S" if pad.lijn else "n"


def _word(woord: Word) -> str:
    cos, sin = math.cos(math.radians(woord.hoek)), math.sin(math.radians(woord.hoek))
    matrix = " ".join(map(pdf_number, (cos, sin, -sin, cos, woord.x, woord.y)))
    letter = f"/L{woord.gewicht} {pdf_number(woord.grootte)} Tf"
    return f"{_rgb(woord.kleur)} rg BT {letter} {matrix} Tm [{_kerned(woord.zetsel)}] TJ ET"


def _kerned(zetsel: TextLayout) -> str:
    """Glyph numbers in hexadecimal, with the shift (thousandths, leftwards) wherever kerning moves the next one."""
    stukken, hier = ["<"], 0.0
    for glief in zetsel.glieven:
        schuif = round(hier - glief.x)
        if schuif:
            stukken.append(f">{schuif}<")
        stukken.append(f"{glief.nummer:04x}")
        hier = glief.x + glief.breedte
    return "".join([*stukken, ">"]).replace("<>", "")


def _rgb(kleur: str) -> str:
    return " ".join(_colour_part(int(kleur[i : i + 2], 16) / 255) for i in (1, 3, 5))


def _colour_part(deel: float) -> str:
    return f"{deel:.3f}".rstrip("0").rstrip(".") or "0"
