"""A composed document -> PDF/UA-1 and PDF/A-3a in one file."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from spiegelrapport.model.document import Document
from spiegelrapport.publish.pdf import weasyprint_pin  # noqa: F401 - first: it decides which fonts WeasyPrint sees
from spiegelrapport.publish.pdf.page_gate import PrintError
from spiegelrapport.publish.pdf.renderer import Printed, Renderer
from spiegelrapport.publish.pdf.resources import SOORTEN

__all__ = ["PrintError", "Printed", "render"]


def render(document: Document, sjablonen: Sequence[Path], *, versneld: bool = True) -> Printed:
    """The PDF's bytes and number of pages; the same document gives the same bytes everywhere. PrintError says what is wrong.

    `sjablonen`: the template folders, the project's own first. They are read again when a style or font in them changes.
    `versneld`: remember between reports what WeasyPrint makes; without, it prints by itself.
    """
    return _drukkerij(tuple(sjablonen), _state(sjablonen), versneld).render(document)


@lru_cache(maxsize=4)
def _drukkerij(sjablonen: tuple[Path, ...], _staat: tuple[tuple[str, int, int], ...], versneld: bool) -> Renderer:
    return Renderer(sjablonen, versneld=versneld)


def _state(sjablonen: Sequence[Path]) -> tuple[tuple[str, int, int], ...]:
    bestanden = (pad for map_ in sjablonen for pad in map_.rglob("*") if pad.suffix in SOORTEN)
    return tuple(sorted((str(pad), (staat := pad.stat()).st_mtime_ns, staat.st_size) for pad in bestanden))
