"""The shipped fonts -> small subsets that a single HTML file can carry."""

import base64
import io
from collections.abc import Iterable

from fontTools import subset
from fontTools.ttLib import TTFont

from spiegelrapport.definitions.fonts import Font


def font_faces(letters: Iterable[Font], tekst: str) -> str:
    """@font-face rules with the characters of `tekst` only, as data addresses; the same text gives the same bytes."""
    tekens = frozenset(map(ord, tekst))
    return "\n".join(_rule(letter, tekens) for letter in letters)


def _rule(letter: Font, tekens: frozenset[int]) -> str:
    data = base64.b64encode(_subset(letter, tekens)).decode("ascii")
    stijl = "italic" if letter.cursief else "normal"
    return (
        f'@font-face {{ font-family: "{letter.familie}"; font-weight: {letter.gewicht}; font-style: {stijl}; '
        f"src: url(data:font/woff2;base64,{data}) }}"
    )


def _subset(letter: Font, tekens: frozenset[int]) -> bytes:
    keuzes = subset.Options()
    # no name: the licence reserves the fonts' names for the whole fonts
    keuzes.name_IDs, keuzes.hinting, keuzes.flavor = [], False, "woff2"
    keuzes.layout_features = ["kern"]
    with TTFont(letter.bestand, recalcTimestamp=False) as lettertype:
        kleiner = subset.Subsetter(keuzes)
        kleiner.populate(unicodes=tekens)
        kleiner.subset(lettertype)
        lettertype.flavor = "woff2"
        uit = io.BytesIO()
        lettertype.save(uit)
    return uit.getvalue()
