"""A document as PDF: what is in it, and that it is the same every time."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from spiegelrapport.model.document import Document
from spiegelrapport.publish.pdf import render
from tests.publish.pdf.builders import SJABLONEN, document, pagina

BEELD = '<p><img src="grafiek:trend/respons" alt="Jouw organisatie: 61%."></p>'
TABEL = (
    "<table><thead><tr><th>Jaar</th><th>Jij</th></tr></thead><tbody><tr><th>2025</th><td>61%</td></tr></tbody></table>"
)


def pdf(stuk: Document) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(render(stuk, SJABLONEN).inhoud))


def test_the_number_of_pages_is_told() -> None:
    druk = render(document('<p>Een</p><p style="break-before: page">Twee</p>'), SJABLONEN)
    assert druk.paginas == 2 == len(pikepdf.open(io.BytesIO(druk.inhoud)).pages)


def test_the_same_document_is_the_same_bytes() -> None:
    assert render(document(BEELD + TABEL), SJABLONEN) == render(document(BEELD + TABEL), SJABLONEN)


def test_another_process_clock_and_time_zone_make_the_same_bytes() -> None:
    code = (
        "import sys; from spiegelrapport.publish.pdf import render; from tests.publish.pdf.builders import *;"
        f"sys.stdout.buffer.write(render(document({BEELD!r}), SJABLONEN).inhoud)"
    )
    omgeving = {**os.environ, "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7", "HOME": "/nonexistent"}
    ander = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        env=omgeving,
        cwd=Path(__file__).parents[3],
        capture_output=True,
        check=True,
    )
    assert ander.stdout == render(document(BEELD), SJABLONEN).inhoud


def test_it_says_that_it_is_pdf_ua_1_and_pdf_a_3a() -> None:
    stuk = pdf(document())
    xmp = stuk.Root.Metadata.read_bytes()
    assert b'pdfuaid:part="1"' in xmp
    assert b'pdfaid:part="3"' in xmp
    assert b'pdfaid:conformance="A"' in xmp
    assert xmp.count(b"<rdf:RDF") == 1


def test_the_properties_are_those_of_the_document() -> None:
    stuk = pdf(document())
    assert str(stuk.docinfo.Title) == "Spiegelrapport 2025: Praktijk De Wilg"
    assert str(stuk.docinfo.Author) == "KIBG"
    assert str(stuk.docinfo.Subject) == "Spiegelrapportage over 2025"
    assert str(stuk.docinfo.Keywords) == "spiegelrapport, 2025"
    assert str(stuk.Root.Lang) == "nl"
    assert str(stuk.Root.PageLabels.Nums[1].S) == "/D"
    assert "/CreationDate" not in stuk.docinfo


def test_an_attachment_has_its_contents_and_a_fixed_date() -> None:
    stuk = pdf(document())
    [(naam, bijlage)] = stuk.attachments.items()
    assert naam == "cijfers.csv"
    assert bijlage.get_file().read_bytes() == b"a;b\r\n1;2\r\n"
    assert str(bijlage.get_file().creation_date) == "2026-04-01 00:00:00+00:00"
    assert str(bijlage.obj.AFRelationship) == "/Data"


def test_headings_of_tables_say_what_they_head() -> None:
    stuk = pdf(document(TABEL))
    koppen = [element for element in _elements(stuk) if element.S == "/TH"]
    assert [str(kop.A.Scope) for kop in koppen] == ["/Column", "/Column", "/Row"]


def test_a_chart_is_vector_and_its_words_are_text_in_the_page_s_own_font() -> None:
    stuk = pdf(document("<p>Te veel</p>" + BEELD))
    bewerkingen = stuk.pages[0].Contents.read_bytes()
    assert b"0 0 100 50 re" in bewerkingen
    assert b"/L400" not in bewerkingen
    assert "/XObject" not in stuk.pages[0].Resources or not stuk.pages[0].Resources.XObject
    gewone = {str(letter.BaseFont).split("+")[1] for letter in stuk.pages[0].Resources.Font.values()}
    assert len(gewone) == 2  # the heading's bold, and one for running text and chart together


def test_a_chart_has_its_words_as_alternative_text() -> None:
    stuk = pdf(document(BEELD))
    [figuur] = [element for element in _elements(stuk) if element.S == "/Figure"]
    assert str(figuur.Alt) == "Jouw organisatie: 61%."


def test_headings_become_bookmarks() -> None:
    stuk = pdf(document("<h2>Hoofdstuk</h2>"))
    with stuk.open_outline() as overzicht:
        assert [kop.title for kop in overzicht.root] == ["Kop"]
        assert [kop.title for kop in overzicht.root[0].children] == ["Hoofdstuk"]


def test_a_changed_style_is_read_again(tmp_path: Path) -> None:
    eigen = tmp_path / "templates"
    (eigen / "rapport").mkdir(parents=True)
    stijl = eigen / "rapport" / "proef.css"
    html = pagina(hoofd='<title>P</title><link rel="stylesheet" href="rapport/proef.css">')
    stijl.write_text("h1 { color: #ff0000 }")
    rood = render(document(html=html), (eigen, *SJABLONEN)).inhoud
    stijl.write_text("h1 { color: #00ff00; }")
    assert render(document(html=html), (eigen, *SJABLONEN)).inhoud != rood


def _elements(stuk: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [
        ding for ding in stuk.objects if isinstance(ding, pikepdf.Dictionary) and ding.get("/Type") == "/StructElem"
    ]


@pytest.mark.parametrize("tekst", ["<script>alert(1)</script>", "{{7*7}}", "naam 😀 met emoji", "ГГЦ 漢字", "x" * 300])
def test_odd_contents_are_printed_not_obeyed(tekst: str) -> None:
    from html import escape

    assert render(document(f"<p>{escape(tekst)}</p>"), SJABLONEN).paginas == 1
