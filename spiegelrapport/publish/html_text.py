"""The bytes of a web page of ours -> all that could be read in it: words, attributes, packed data, drawings, attachments."""

import base64
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from spiegelrapport.publish.dashboard import unpacked
from spiegelrapport.publish.pdf_text import PdfText, attachment_text

WITHIN = frozenset(
    ["a", "b", "br", "em", "i", "label", "option", "small", "span", "strong", "text"]
)  # elements that do not end a line
FORM = frozenset(
    ["class", "d", "fill", "href", "id", "stroke", "style", "transform", "viewbox"]
)  # attributes that say nothing
CARRIED = re.compile(r"data:(?P<kind>[^;,]+)(?:;[^,;]*)*;base64,(?P<contents>.+)", re.DOTALL)
SVG = "image/svg+xml"
ATTACHED = frozenset(["text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"])
OWN_CODE = frozenset(["script", "style"])  # the same in every page: a test holds them to that


class _Collector(HTMLParser):
    """Collects; what stands in a packed data block is read apart."""

    def __init__(self) -> None:
        super().__init__()
        self.tekst: list[str] = []
        self.kenmerken: list[str] = []
        self.paden: list[str] = []
        self.bestanden: list[tuple[str, bytes]] = []  # kind and contents of what the page carries
        self._binnen = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._binnen = tag
        if tag not in WITHIN:
            self.tekst.append("\n")
        for naam, waarde in attrs:
            if naam == "d" and waarde:
                self.paden.append(waarde)
            elif gevonden := CARRIED.match(waarde or ""):
                self.bestanden.append((gevonden["kind"], base64.b64decode(gevonden["contents"])))
            elif naam not in FORM and waarde:
                self.kenmerken.append(waarde)

    def handle_endtag(self, tag: str) -> None:
        self._binnen = ""
        if tag not in WITHIN:
            self.tekst.append("\n")

    def handle_data(self, data: str) -> None:
        if self._binnen not in OWN_CODE:
            self.tekst.append(data)


def read_page(inhoud: bytes) -> PdfText:
    """As `pdf_text.read` does for a PDF: so that one search serves both."""
    html = inhoud.decode()
    lezer = _Collector()
    lezer.feed(html)
    gegevens = [*_texts(json.loads(unpacked(html) or "null"))]
    beelden = _Collector()
    beelden.feed("\n".join(tekst for tekst in gegevens if tekst.startswith("<svg")))
    beelden.feed("\n".join(bestand.decode() for soort, bestand in lezer.bestanden if soort == SVG))
    los = "\n".join(tekst for tekst in gegevens if not tekst.startswith("<svg"))
    kenmerken = "\n".join((*lezer.kenmerken, *beelden.kenmerken))
    zaken = (
        ("eigenschappen en alternatieve teksten", kenmerken),
        ("gegevens", los),
        ("grafieken", "".join(beelden.tekst)),
        *(("bijlage", attachment_text(bestand)) for soort, bestand in lezer.bestanden if soort in ATTACHED),
    )
    paden = " ".join((*lezer.paden, *beelden.paden)).encode()
    return PdfText("".join(lezer.tekst), zaken, (paden,), ())


def _texts(ding: object) -> Iterator[str]:
    """Every text in a value, however deep, and every key."""
    if isinstance(ding, str):
        yield ding
    elif isinstance(ding, dict):
        for naam, waarde in ding.items():
            yield str(naam)
            yield from _texts(waarde)
    elif isinstance(ding, list):
        for deel in ding:
            yield from _texts(deel)
