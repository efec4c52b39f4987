"""templates/stijl/lettertypen.css -> the shipped font files, the same for pages, charts and HTML."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from spiegelrapport.definitions.huisstijl import find_template
from spiegelrapport.errors import SettingError

PLAATS = Path("stijl") / "lettertypen.css"
REGEL = re.compile(r"@font-face\s*\{([^}]*)\}")
GEWOON, HALFVET = 400, 600


class Font(NamedTuple):
    """One font file, as its @font-face rule declares it."""

    familie: str
    gewicht: int
    cursief: bool
    bestand: Path


def load_letters(sjablonen: Sequence[Path]) -> tuple[Font, ...]:
    """Every @font-face of stijl/lettertypen.css, with its file from the first template folder that has it."""
    css = find_template(sjablonen, PLAATS)
    return tuple(_letter(regel, sjablonen) for regel in REGEL.findall(css.read_text(encoding="utf-8")))


def choose_letter(letters: Sequence[Font], familie: str, gewicht: int) -> Font:
    """The upright font file of that family and weight."""
    for letter in letters:
        if letter.familie == familie and letter.gewicht == gewicht and not letter.cursief:
            return letter
    raise SettingError(f"het lettertype '{familie}' {gewicht} ontbreekt", waar=str(PLAATS))


def _letter(regel: str, sjablonen: Sequence[Path]) -> Font:
    familie = _find(r"font-family:\s*[\"']([^\"']+)[\"']", regel)
    bestand = find_template(sjablonen, PLAATS.parent / _find(r"url\([\"']?([^\"')]+)[\"']?\)", regel))
    gewicht = int(_find(r"font-weight:\s*(\d+)", regel))
    return Font(familie, gewicht, "italic" in _find(r"font-style:\s*(\w+)", regel), bestand)


def _find(patroon: str, regel: str) -> str:
    gevonden = re.search(patroon, regel)
    if gevonden is None:
        raise SettingError("een @font-face noemt familie, gewicht, stijl en bestand", waar=str(PLAATS))
    return gevonden[1]
