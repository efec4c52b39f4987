"""A chart's ink as an image that WeasyPrint draws: operators straight into the page, with the page's own fonts."""

from typing import Any

from weasyprint.text.ffi import TO_UNITS, ffi, gobject, pango

from spiegelrapport.model.document import Grafiek, Inkt
from spiegelrapport.publish.pdf.weasyprint_pin import FontConfiguration

PX_PER_MM = 96 / 25.4
MAAT = 16  # any size: it does not enter the key under which a page knows a font


class FontCase:
    """The Pango fonts that charts use, found once per FontConfiguration."""

    def __init__(self, letters: FontConfiguration) -> None:
        self._letters = letters  # keeps the font map alive
        self._context = ffi.gc(pango.pango_font_map_create_context(letters.font_map), gobject.g_object_unref)
        self._gevonden: dict[tuple[str, int], Any] = {}

    def pango_font(self, familie: str, gewicht: int) -> Any:
        sleutel = familie, gewicht
        if sleutel not in self._gevonden:
            self._gevonden[sleutel] = self._load(familie, gewicht)
        return self._gevonden[sleutel]

    def _load(self, familie: str, gewicht: int) -> Any:
        wens = ffi.gc(pango.pango_font_description_new(), pango.pango_font_description_free)
        naam = ffi.new("char[]", familie.encode())
        pango.pango_font_description_set_family(wens, naam)
        pango.pango_font_description_set_weight(wens, gewicht)
        pango.pango_font_description_set_absolute_size(wens, MAAT * TO_UNITS)
        return ffi.gc(
            pango.pango_font_map_load_font(self._letters.font_map, self._context, wens), gobject.g_object_unref
        )


class ChartImage:
    """The object that WeasyPrint finds in its image cache under the chart's address."""

    def __init__(self, grafiek: Grafiek, kast: FontCase) -> None:
        self._grafiek, self._kast = grafiek, kast

    def get_intrinsic_size(self, resolution: float, font_size: float) -> tuple[float, float, float]:  # noqa: ARG002
        breedte, hoogte = self._grafiek.breedte_mm * PX_PER_MM, self._grafiek.hoogte_mm * PX_PER_MM
        return breedte, hoogte, breedte / hoogte

    def draw(self, stream: Any, concrete_width: float, concrete_height: float, style: Any) -> None:  # noqa: ARG002
        inkt = self._grafiek.beeld.inkt()
        stream.transform(a=concrete_width / inkt.breedte, d=-concrete_height / inkt.hoogte, f=concrete_height)
        stream.stream.append(self._with_page_fonts(stream, inkt))

    def _with_page_fonts(self, stream: Any, inkt: Inkt) -> bytes:
        bewerkingen = inkt.bewerkingen
        for gewicht, tekens in inkt.tekens.items():
            letter, _ = stream.add_font(self._kast.pango_font(inkt.familie, gewicht))
            for nummer, (teken, breedte) in tekens.items():
                letter.to_unicode.setdefault(nummer, teken)
                letter.widths.setdefault(nummer, breedte)
            bewerkingen = bewerkingen.replace(f"/L{gewicht} ".encode(), f"/{letter.hash} ".encode())
        return bewerkingen
