"""Parts of a drawing -> SVG elements; words stay text."""

from collections.abc import Sequence
from html import escape

from spiegelrapport.draw.drawing_parts import Deel, Pad, Woord
from spiegelrapport.draw.pdf_operators import getal


def elements(delen: Sequence[Deel]) -> str:
    return "\n".join(_path(deel) if isinstance(deel, Pad) else _word(deel) for deel in delen)


def _path(pad: Pad) -> str:
    d = "".join(soort + " ".join(map(getal, getallen)) for soort, getallen in pad.stappen)
    kenmerken = [f'd="{d}"', f'fill="{pad.vulling or "none"}"']
    if pad.lijn:
        kenmerken += [f'stroke="{pad.lijn}"', f'stroke-width="{getal(pad.dikte)}"']
        kenmerken += ['stroke-linecap="round" stroke-linejoin="round"'] if pad.rond else []
        kenmerken += [f'stroke-dasharray="{" ".join(map(getal, pad.streep))}"'] if pad.streep else []
    return f"<path {' '.join(kenmerken)}/>"


def _word(woord: Woord) -> str:
    draai = f" rotate({getal(woord.hoek)})" if woord.hoek else ""
    plaats = f"translate({getal(woord.x)} {getal(woord.y)}){draai} scale(1 -1)"
    gewicht = f' font-weight="{woord.gewicht}"' if woord.gewicht != 400 else ""
    return (
        f'<text transform="{plaats}" font-size="{getal(woord.grootte)}"{gewicht} fill="{woord.kleur}">'
        f"{escape(woord.tekst)}</text>"
    )
