"""The dashboard as one page: nothing loaded, nothing run but its own script, and nothing of another in it."""

import base64
import hashlib
import json
import re

import pytest

from spiegelrapport.model.document import Document
from spiegelrapport.publish.dashboard import to_dashboard, unpacked
from spiegelrapport.publish.html_text import read_page
from spiegelrapport.publish.pdf import PrintError
from tests.publish.pdf.builders import SJABLONEN, document
from tests.publish.test_scan import ANDER, EIGEN, GEHEIM, NAAM_ANDER, zoeker

SVG = '<svg aria-label="In woorden: 61%"><path d="M1 2"/><text>61%</text></svg>'
NAME = f"dashboard-{EIGEN}-praktijk-de-wilg-2025.html"


def page(inhoud: str = "", gegevens: object = None) -> Document:
    data = json.dumps(gegevens or {"cijfers": {"no_show": {"0_2025_totaal": {"zin": "61%"}}}, "beelden": [SVG]})
    data = data.replace("<", "\\u003c")
    return document(
        f'<p>Praktijk De Wilg</p>{inhoud}<script type="application/json" id="weergaven">{data}</script>'
        "<script>const een = 1;</script>",
        bijlagen=(),
    )


def made(inhoud: str = "", gegevens: object = None) -> bytes:
    return to_dashboard(page(inhoud, gegevens), SJABLONEN)


def test_nothing_is_loaded_and_only_the_page_s_own_script_may_run() -> None:
    html = made().decode()
    [beleid] = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert beleid.startswith("default-src 'none'; ")
    assert "unsafe" not in beleid
    [script] = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    som = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{som}';" in beleid
    assert not re.findall(r"""(?:src|href)=["']?(?!#|data:)""", html)
    assert html.index("Content-Security-Policy") < html.index("<style>")


def test_every_style_of_the_page_is_named_by_the_policy() -> None:
    html = made().decode()
    for stijl in re.findall(r"<style>(.*?)</style>", html, re.DOTALL):
        assert base64.b64encode(hashlib.sha256(stijl.encode()).digest()).decode() in html


def test_the_choices_are_packed_and_come_back_whole() -> None:
    html = made().decode()
    assert "totaal" not in html
    assert json.loads(unpacked(html))["beelden"] == [SVG]


def test_the_same_document_is_the_same_bytes() -> None:
    assert made() == made()


def test_a_page_that_is_too_large_is_refused_with_the_remedy() -> None:
    with pytest.raises(PrintError, match="meer dan 1000") as fout:
        to_dashboard(page(), SJABLONEN, largest=1000)
    assert "groepen_per_lezer" in str(fout.value)


@pytest.mark.parametrize(
    ("inhoud", "gegevens"),
    [
        (f"<p>Zie {NAAM_ANDER}.</p>", None),
        ("<p>Zie Centrum <b>Zonne</b>heuvel.</p>", None),
        (f'<p title="{NAAM_ANDER}">Tekst</p>', None),
        (f'<p data-naam="{NAAM_ANDER}">Tekst</p>', None),
        ("", {"cijfers": {}, "beelden": [SVG.replace("61%", NAAM_ANDER)]}),
        ("", {"cijfers": {"a": {"0_2025_totaal": {"zin": f"Naast {NAAM_ANDER}."}}}, "beelden": []}),
        ("", {"cijfers": {NAAM_ANDER: {}}, "beelden": []}),
        (f"<td>{ANDER}</td>", None),
        ("", {"cijfers": {"a": {"zin": f"AGB-code {ANDER}"}}}),
        (f"<td>{GEHEIM:.6f}</td>".replace(".", ","), None),
        ("", {"beelden": [f'<svg><path d="M{GEHEIM} 3"/></svg>']}),
    ],
)
def test_the_scan_finds_what_is_of_another_wherever_it_hides(inhoud: str, gegevens: object) -> None:
    assert zoeker().search(made(inhoud, gegevens), EIGEN)


def test_what_is_one_s_own_passes_under_its_own_name_only() -> None:
    assert not zoeker().search(made("<p>Praktijk De Wilg, 61%</p>"), EIGEN)
    zoeker().inspect(made(), EIGEN, NAME)
    with pytest.raises(Exception, match="bestandsnaam"):
        zoeker().inspect(made(), EIGEN, NAME.replace("dashboard-", "dashboard-2-"))


def test_words_of_different_cells_are_not_one_name() -> None:
    gelezen = read_page(made("<table><tr><td>Centrum</td><td>Zonneheuvel</td></tr></table>"))
    assert "CentrumZonneheuvel" not in gelezen.tekst
