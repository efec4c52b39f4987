"""Parts that are drawn after each other: a layer that reports share is one object, so it is written out once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from spiegelrapport.draw.drawing_parts import Deel, Word
from spiegelrapport.draw.pdf_operators import operators
from spiegelrapport.draw.svg import elements


class Layer:
    """Knows its PDF and SVG form."""

    def __init__(self, delen: tuple[Deel, ...]) -> None:
        self.delen = delen

    @cached_property
    def pdf(self) -> bytes:
        return operators(self.delen)

    @cached_property
    def svg(self) -> str:
        return elements(self.delen)

    @cached_property
    def tekens(self) -> Mapping[int, Mapping[int, tuple[str, int]]]:
        gebruikt: dict[int, dict[int, tuple[str, int]]] = {}
        for deel in self.delen:
            if isinstance(deel, Word):
                gebruikt.setdefault(deel.gewicht, {}).update(
                    {glief.nummer: (glief.teken, glief.breedte) for glief in deel.zetsel.glieven}
                )
        return gebruikt


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished drawing: layers from back to front."""

    breedte: float
    hoogte: float
    lagen: tuple[Layer, ...]
