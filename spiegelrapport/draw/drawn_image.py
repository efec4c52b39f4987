"""A drawing -> the ink of a PDF page or an SVG document, made when a page asks for it, and only then."""

from collections.abc import Callable
from functools import cached_property
from html import escape

from spiegelrapport.draw.layer import Drawing
from spiegelrapport.draw.pdf_operators import pdf_number
from spiegelrapport.model.document import Inkt


class DrawnImage:
    """model.Beeld over a drawing that is made once."""

    def __init__(self, teken: Callable[[], Drawing], familie: str) -> None:
        self._teken, self._familie = teken, familie

    @cached_property
    def tekening(self) -> Drawing:
        return self._teken()

    def inkt(self) -> Inkt:
        tekens: dict[int, dict[int, tuple[str, int]]] = {}
        for laag in self.tekening.lagen:
            for gewicht, gebruikt in laag.tekens.items():
                tekens.setdefault(gewicht, {}).update(gebruikt)
        bewerkingen = b"\n".join(laag.pdf for laag in self.tekening.lagen)
        return Inkt(self.tekening.breedte, self.tekening.hoogte, bewerkingen, self._familie, tekens)

    def svg(self) -> str:
        """The font is named, not embedded: the page that holds the SVG brings it."""
        breedte, hoogte = pdf_number(self.tekening.breedte), pdf_number(self.tekening.hoogte)
        inhoud = "\n".join(laag.svg for laag in self.tekening.lagen)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {breedte} {hoogte}" '
            f'font-family="{escape(self._familie)}">\n<g transform="matrix(1 0 0 -1 0 {hoogte})">\n{inhoud}\n</g>\n</svg>\n'
        )
