"""The house style's own pictures -> data: addresses, coloured by huisstijl.toml."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from spiegelrapport.compose.environment import render
from spiegelrapport.definitions.huisstijl import Huisstijl

OMSLAG = "rapport/omslag.svg"


def make_beelden(sjablonen: Sequence[Path], huisstijl: Huisstijl) -> Mapping[str, str]:
    """The cover's picture and the logo; an SVG that names no colour of ours stays as it is."""
    beeldmerk = huisstijl.huis.beeldmerk
    return {
        "omslag": _address(tuple(sjablonen), OMSLAG, huisstijl),
        "beeldmerk": _address(tuple(sjablonen), f"stijl/{beeldmerk}", huisstijl) if beeldmerk else "",
    }


@lru_cache(maxsize=8)
def _address(sjablonen: tuple[Path, ...], naam: str, huisstijl: Huisstijl) -> str:
    svg = render(sjablonen, naam, {"kleuren": huisstijl.kleuren})
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
