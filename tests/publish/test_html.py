"""The report as one HTML page that carries everything it needs."""

import re
from html.parser import HTMLParser

import pytest

from spiegelrapport.model.document import Bijlage
from spiegelrapport.publish.html import to_html
from spiegelrapport.publish.pdf import PrintError
from tests.publish.pdf.builders import SJABLONEN, document, grafiek, pagina

BEELD = (
    '<img class="grafiek trend" src="grafiek:trend/respons" alt="Jouw organisatie: 61%, &lt;meer&gt; dan de groep.">'
)


class Lezer(HTMLParser):
    """Every start tag with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def page(inhoud: str = BEELD, **anders: object) -> str:
    return to_html(document(inhoud, **anders), SJABLONEN).decode()


def test_nothing_is_loaded_from_elsewhere() -> None:
    html = page()
    assert not re.findall(r"<(?:link|script|iframe|object)\b", html)
    for adres in re.findall(r'(?:src|href)="([^"]*)"', html) + re.findall(r"url\(([^)]*)\)", html):
        assert adres.startswith(("data:", "#"))
    assert "default-src 'none'" in html


def test_a_chart_is_one_picture_with_its_words() -> None:
    [(_, kenmerken)] = [tag for tag in Lezer(page()).tags if tag[0] == "svg"]
    assert kenmerken["role"] == "img"
    assert kenmerken["aria-label"] == "Jouw organisatie: 61%, <meer> dan de groep."
    assert kenmerken["class"] == "grafiek trend"


def test_fonts_hold_the_page_s_characters_only() -> None:
    assert page().count("@font-face") == 6
    assert len(page()) < 250_000


def test_the_own_figures_can_be_saved() -> None:
    [verwijzing] = [kenmerken for tag, kenmerken in Lezer(page()).tags if tag == "a" and "download" in kenmerken]
    assert verwijzing["download"] == "cijfers.csv"
    assert str(verwijzing["href"]).startswith("data:text/csv;base64,")


def test_the_same_document_is_the_same_bytes() -> None:
    assert page() == page()


def test_odd_names_stay_words() -> None:
    html = page(bijlagen=(Bijlage('"><script>.csv', "<b>", b"x"),))
    assert "<script" not in html


def test_a_chart_that_is_not_there_stops_the_page() -> None:
    with pytest.raises(PrintError, match="grafiek:trend/onbekend"):
        page('<img src="grafiek:trend/onbekend" alt="x">', grafieken=(grafiek(),))


def test_a_style_that_is_not_there_stops_the_page() -> None:
    html = pagina(hoofd='<title>P</title><link rel="stylesheet" href="stijl/weg.css">')
    with pytest.raises(PrintError, match=r"stijl/weg\.css"):
        to_html(document(html=html), SJABLONEN)
