"""Text -> text that the shipped fonts can show: what they lack (an emoji from an Excel cell) becomes a small box."""

import re
from collections.abc import Sequence
from functools import cache

from fontTools.ttLib import TTFont

from spiegelrapport.definitions.fonts import Font

VERVANGING = "\N{WHITE SQUARE}"
# joiners and variation selectors only change how the character before them looks
ONZICHTBAAR = "\u200b-\u200d\u2060\ufe00-\ufe0f\U000e0020-\U000e007f\U0001f3fb-\U0001f3ff"


def replace_missing(html: str, letters: tuple[Font, ...]) -> str:
    """Every character that the text face lacks as one box per run; line ends and tabs stay."""
    onbekend, onzichtbaar = _patterns(letters)
    if html.isascii():
        return html
    return onbekend.sub(VERVANGING, onzichtbaar.sub("", html))


def covered(letters: Sequence[Font]) -> frozenset[int]:
    """The characters that at least one family shows in all its weights: pages fall back on it."""
    families = {letter.familie for letter in letters}
    return frozenset().union(
        *(frozenset.intersection(*(_cmap(letter) for letter in letters if letter.familie == naam)) for naam in families)
    )


@cache
def _patterns(letters: tuple[Font, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    bekend = covered(letters) | {ord(teken) for teken in "\t\n\r"}
    klasse = "".join(f"\\U{van:08x}-\\U{tot:08x}" for van, tot in _ranges(sorted(bekend)))
    return re.compile(f"[^{klasse}]+"), re.compile(f"[{ONZICHTBAAR}]+")


def _ranges(codes: Sequence[int]) -> list[tuple[int, int]]:
    reeksen: list[tuple[int, int]] = []
    for code in codes:
        if reeksen and reeksen[-1][1] == code - 1:
            reeksen[-1] = (reeksen[-1][0], code)
        else:
            reeksen.append((code, code))
    return reeksen


@cache
def _cmap(letter: Font) -> frozenset[int]:
    with TTFont(letter.bestand, lazy=True) as bestand:
        return frozenset(bestand.getBestCmap())
