"""Draws what belongs to one report only, in points, straight into a layer: no figure to set up, so it costs next to nothing."""

from collections.abc import Sequence
from typing import Literal

from spiegelrapport.definitions.fonts import GEWOON, HALFVET
from spiegelrapport.draw.drawing_parts import Deel, Outline, Stap, Word
from spiegelrapport.draw.drawing_style import NORMAAL, DrawingStyle
from spiegelrapport.draw.layer import Layer
from spiegelrapport.draw.text_layout import lay_out, width_of

Anker = Literal["links", "midden", "rechts"]
DEEL = {"links": 0.0, "midden": 0.5, "rechts": 1.0}
BOOG = 0.5522847498  # control points of a quarter circle


class Pen:
    """Coordinates are points from the bottom left. `grens`: words are kept between these x."""

    def __init__(self, stijl: DrawingStyle, grens: tuple[float, float]) -> None:
        self._stijl, self.grens = stijl, grens
        self._delen: list[Deel] = []

    def laag(self, onder: Layer | None = None) -> Layer:
        """All that was drawn, on top of `onder` when given."""
        return Layer((*onder.delen, *self._delen) if onder else tuple(self._delen))

    def lijn(
        self,
        punten: Sequence[tuple[float, float]],
        kleur: str,
        dikte: float = 1.0,
        streep: tuple[float, ...] = (),
        *,
        rond: bool = True,
    ) -> None:
        stappen: tuple[Stap, ...] = tuple(("M" if i == 0 else "L", punt) for i, punt in enumerate(punten))
        self._delen.append(Outline(stappen, None, kleur, dikte, streep, rond))

    def vlak(self, x0: float, y0: float, x1: float, y1: float, kleur: str | None, rand: str | None = None) -> None:
        stappen: tuple[Stap, ...] = (
            ("M", (x0, y0)),
            ("L", (x1, y0)),
            ("L", (x1, y1)),
            ("L", (x0, y1)),
            ("Z", ()),
        )
        self._delen.append(Outline(stappen, kleur, rand, 0.6 if rand else 0.0, (1.5, 1.5) if rand else ()))

    def stip(
        self, x: float, y: float, straal: float, vulling: str, rand: str | None = None, dikte: float = 1.0
    ) -> None:
        k = BOOG * straal
        stappen: tuple[Stap, ...] = (
            ("M", (x + straal, y)),
            ("C", (x + straal, y + k, x + k, y + straal, x, y + straal)),
            ("C", (x - k, y + straal, x - straal, y + k, x - straal, y)),
            ("C", (x - straal, y - k, x - k, y - straal, x, y - straal)),
            ("C", (x + k, y - straal, x + straal, y - k, x + straal, y)),
            ("Z", ()),
        )
        self._delen.append(Outline(stappen, vulling, rand, dikte if rand else 0.0))

    def woord(
        self,
        x: float,
        y: float,
        tekst: str,
        kleur: str,
        grootte: float = NORMAAL,
        *,
        vet: bool = False,
        anker: Anker = "links",
        grond: str = "",
    ) -> None:
        """One line with its baseline at y; `grond` blots out what lies under it."""
        gewicht = HALFVET if vet else GEWOON
        bestand = self._stijl.bestand(gewicht)
        lengte = width_of(tekst, bestand, grootte)
        begin = max(self.grens[0], min(x - DEEL[anker] * lengte, self.grens[1] - lengte))
        if grond:
            self.vlak(begin - 1.5, y - 1.4, begin + lengte + 1.5, y + 0.74 * grootte, grond)
        self._delen.append(Word(tekst, begin, y, 0.0, gewicht, grootte, kleur, lay_out(tekst, bestand)))
