"""Where a round stands -> overzicht.html: one self-contained page, readable without script and without network."""

from collections.abc import Sequence
from pathlib import Path

from spiegelrapport.compose.environment import render
from spiegelrapport.definitions.huisstijl import load_huisstijl
from spiegelrapport.model.overview import Overview


def overview_page(overview: Overview, sjablonen: Sequence[Path]) -> str:
    """The page as HTML text; the same overview gives the same text."""
    huisstijl = load_huisstijl(sjablonen)
    return render(sjablonen, "overzicht/overzicht.html", {"overzicht": overview, "huisstijl": huisstijl})
