"""Parts of a drawing -> SVG elements; words stay text."""

from collections.abc import Sequence
from html import escape

from spiegelrapport.draw.drawing_parts import Deel, Outline, Word
from spiegelrapport.draw.pdf_operators import pdf_number


def elements(delen: Sequence[Deel]) -> str:
    return "\n".join(_path(deel) if isinstance(deel, Outline) else _word(deel) for deel in delen)


def _path(pad: Outline) -> str:
    d = "".join(soort + " ".join(map(pdf_number, getallen)) for soort, getallen in pad.stappen)
    kenmerken = [f'd="{d}"', f'fill="{pad.vulling or "none"}"']
    if pad.lijn:
        kenmerken += [f'stroke="{pad.lijn}"', f'stroke-width="{pdf_number(pad.dikte)}"']
        kenmerken += ['stroke-linecap="round" stroke-linejoin="round"'] if pad.rond else []
        kenmerken += [f'stroke-dasharray="{" ".join(map(pdf_number, pad.streep))}"'] if pad.streep else []
    return f"<path {' '.join(kenmerken)}/>"


def _word(woord: Word) -> str:
    draai = f" rotate({pdf_number(woord.hoek)})" if woord.hoek else ""
    plaats = f"translate({pdf_number(woord.x)} {pdf_number(woord.y)}){draai} scale(1 -1)"
    gewicht = f' font-weight="{woord.gewicht}"' if woord.gewicht != 400 else ""
    return (
        f'<text transform="{plaats}" font-size="{pdf_number(woord.grootte)}"{gewicht} fill="{woord.kleur}">'
        f"{escape(woord.tekst)}</text>"
    )
