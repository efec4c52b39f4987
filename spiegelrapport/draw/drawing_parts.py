"""The parts of a drawing: paths and words, in points, y upwards."""

from typing import NamedTuple

from spiegelrapport.draw.text_layout import TextLayout

Stap = tuple[str, tuple[float, ...]]  # "M" and "L" with 2 numbers, "C" with 6, "Z" with none


class Outline(NamedTuple):
    """A path that is filled, stroked or both."""

    stappen: tuple[Stap, ...]
    vulling: str | None
    lijn: str | None
    dikte: float = 0.0
    streep: tuple[float, ...] = ()
    rond: bool = False  # round line ends


class Word(NamedTuple):
    """One line of text, from its baseline's start."""

    tekst: str
    x: float
    y: float
    hoek: float  # degrees, anticlockwise
    gewicht: int
    grootte: float
    kleur: str
    zetsel: TextLayout


Deel = Outline | Word
