"""A composed document -> PDF/UA-1 and PDF/A-3a, with what many reports share kept warm between them."""

import re
import warnings
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path
from shutil import rmtree
from typing import Any, NamedTuple

from spiegelrapport.definitions.fonts import load_letters
from spiegelrapport.model.document import Bijlage, Document
from spiegelrapport.publish.pdf import acceleration, style_cache
from spiegelrapport.publish.pdf.chart_image import ChartImage, FontCase
from spiegelrapport.publish.pdf.missing_glyphs import replace_missing
from spiegelrapport.publish.pdf.page_gate import PrintError, check_page, flatten_links, listening
from spiegelrapport.publish.pdf.pdf_ua import finish
from spiegelrapport.publish.pdf.resources import BASIS, Resources
from spiegelrapport.publish.pdf.tidying import undisturbed
from spiegelrapport.publish.pdf.weasyprint_pin import FontConfiguration, weasyprint
from spiegelrapport.worker_pool import at_end

STIJLBLAD = re.compile(
    r"<link\b(?=[^>]*\brel=\"?stylesheet\b)[^>]*\bhref=\"(?P<adres>[^\"]+)\"[^>]*>|<style>(?P<regels>[^<]*)</style>"
)
VARIANT = "pdf/a-3a"
ZONDER_DATUM = date(2000, 1, 1)


class Printed(NamedTuple):
    """A finished PDF."""

    inhoud: bytes
    paginas: int


class Renderer:
    """Fonts and style sheets are read and parsed once, and lines remembered. The style sheets are those that the HTML links to."""

    def __init__(self, sjablonen: Sequence[Path], *, versneld: bool = True) -> None:
        acceleration.use(on=versneld)
        self._versneld = versneld
        self._page = style_cache.Page if versneld else weasyprint.HTML
        self._bronnen = Resources(sjablonen)
        self._lijst = load_letters(sjablonen)
        self._letters = FontConfiguration()
        # worker processes end without clearing up their objects; WeasyPrint copies the fonts to a temporary folder
        at_end(partial(_remove_copies, self._letters))
        self._stijlen: dict[str | None, Any] = {}
        self._samen: dict[Any, list[Any]] = {}
        self._kast: FontCase | None = None

    def render(self, document: Document) -> Printed:
        """PrintError when anything is missing that a reader would miss."""
        acceleration.see_to_it(on=self._versneld)
        with undisturbed(), listening():
            pagina, stijlen = self._parse(document.html)
            check_page(pagina.etree_element)
            flatten_links(pagina.etree_element)
            opgemaakt = pagina.render(
                font_config=self._letters,
                stylesheets=stijlen,
                cache=self._images(document),
                pdf_variant=VARIANT,
            )
            _describe(opgemaakt.metadata, document)
            inhoud = _write(opgemaakt, document)
        return Printed(inhoud, len(opgemaakt.pages))

    def _parse(self, html: str) -> tuple[Any, list[Any]]:
        html = replace_missing(html, self._lijst)
        gevonden = tuple(tuple(vondst.groupdict().items()) for vondst in STIJLBLAD.finditer(html))
        if gevonden not in self._samen:
            self._samen[gevonden] = self._together([self._style(**dict(vondst)) for vondst in gevonden])
        kaal = STIJLBLAD.sub("", html)
        return self._page(string=kaal, base_url=BASIS, url_fetcher=self._bronnen), self._samen[gevonden]

    def _together(self, stijlen: list[Any]) -> list[Any]:
        return [style_cache.merged(stijlen)] if self._versneld and stijlen else stijlen

    def _style(self, adres: str | None, regels: str | None) -> Any:
        """A style sheet by its address or by its rules, parsed once."""
        naam = adres or regels
        if naam not in self._stijlen:
            bron = {"url": BASIS + adres} if adres else {"string": regels, "base_url": BASIS}
            try:
                self._stijlen[naam] = weasyprint.CSS(**bron, url_fetcher=self._bronnen, font_config=self._letters)
            except OSError as fout:
                raise PrintError(f"het stijlblad '{adres}' kan niet worden gelezen", waar=str(adres)) from fout
        return self._stijlen[naam]

    def _images(self, document: Document) -> dict[str, Any]:
        """Images that WeasyPrint need not fetch: it looks here first."""
        self._kast = self._kast or FontCase(self._letters)
        return {grafiek.url: ChartImage(grafiek, self._kast) for grafiek in document.grafieken}


def _remove_copies(letters: Any) -> None:
    if letters._folder:
        rmtree(letters._folder, ignore_errors=True)


def _write(opgemaakt: Any, document: Document) -> bytes:
    datum = document.datum or ZONDER_DATUM
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint leaves closing its colour profile to Python
        inhoud: bytes = opgemaakt.write_pdf(
            finisher=finish,
            pdf_variant=VARIANT,
            attachments=[_attachment(bijlage, datum) for bijlage in document.bijlagen],
        )
    return inhoud


def _describe(metadata: Any, document: Document) -> None:
    metadata.title = document.titel
    metadata.authors = [document.auteur] if document.auteur else []
    metadata.description = document.onderwerp or None
    metadata.keywords = list(document.trefwoorden)
    metadata.generator = "spiegelrapport"


def _attachment(bijlage: Bijlage, datum: date) -> Any:
    moment = datetime.combine(datum, time(), UTC)
    return weasyprint.Attachment(
        string=bijlage.inhoud,
        name=bijlage.naam,
        description=bijlage.omschrijving,
        relationship="Data",
        created=moment,
        modified=moment,
    )
