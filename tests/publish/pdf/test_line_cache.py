"""Remembered lines make the same bytes as lines laid out anew."""

import re

import pytest

from spiegelrapport.model.document import Document
from spiegelrapport.publish.pdf import paragraph_cache, style_cache
from spiegelrapport.publish.pdf.page_gate import PrintError
from spiegelrapport.publish.pdf.renderer import Renderer
from tests.publish.pdf.builders import SJABLONEN, document

PROZA = "<p>Dit is een lange alinea over wachttijden en behandelminuten, die over meer dan één regel loopt. </p>" * 3
VORMEN = {
    "prose": PROZA,
    "hyphenation": f'<div style="width: 30mm; hyphens: auto">{PROZA}</div>',
    "soft hyphens": '<p style="width: 12mm">ver\u00adant\u00adwoor\u00addings\u00adpa\u00adgi\u00adna</p>',
    "justified": f'<div style="text-align: justify; width: 60mm">{PROZA}</div>',
    "styles of one word": "<p>woord <b>woord</b> <i>woord</i> <small>woord</small> <b style='font-weight: 600'>woord</b></p>",
    "spacing": '<p style="letter-spacing: 1pt">woord</p><p>woord</p><p style="word-spacing: 4pt">twee woorden</p>',
    "tabular figures": '<p style="font-variant-numeric: oldstyle-nums">2025</p><p>2025</p>',
    "no-break spaces share a glyph with spaces": "<p>1\u00a0234 en 1 234</p><p>1 234 en 1\u00a0234</p>",
    "preserved lines": "<pre>een\n\ttwee  drie</pre>",
    "ellipsis": '<p style="overflow: hidden; text-overflow: ellipsis; white-space: nowrap; width: 20mm">heel veel woorden achter elkaar</p>',
    "underline": "<p><u>onderstreept</u> <s>door</s> gewoon</p>",
    "table": "<table><tr><td>lang woord</td><td>1</td></tr><tr><td>kort</td><td>1.234</td></tr></table>",
    "a word too long": '<p style="width: 15mm; overflow-wrap: anywhere">zorgprestatiemodelovergangsregeling</p>',
    "addresses within the page": '<h2 id="hier">Kop</h2><p id="p1">Zie <a href="#hier">de kop</a> en <a href="#p1">dit</a></p>',
    "styles of one element": '<p style="color: #005f78; margin-left: 4mm">een</p><p style="margin-left: 9mm">een</p><p>een</p>',
    "emphasis in a cell": "<table><tr><th><b>Jaar</b></th><td>2025 <em>nu</em></td></tr></table><div><span>los</span> woord</div>",
    "one paragraph at two widths": f'<div style="width: 40mm">{PROZA}</div><div style="width: 70mm">{PROZA}</div>',
    "beside a float": f'<div style="float: left; width: 30mm; height: 9mm">vlak</div>{PROZA}',
    "over a page": f'<p style="break-before: page">{"Een zin die vaak terugkomt. " * 400}</p>',
    "lists": "<ol><li>een</li><li>twee</li></ol><ul><li>een</li></ul>",
    "a chart among words": '<p>Te <img src="grafiek:trend/respons" alt="x"> Te</p>',
}
ALLES = "".join(VORMEN.values())
DRUKKERIJ = Renderer(SJABLONEN)


def print_all(stukken: list[Document], *, versneld: bool) -> list[bytes]:
    drukkerij = Renderer(SJABLONEN, versneld=versneld)
    return [drukkerij.render(stuk).inhoud for stuk in stukken]


@pytest.mark.parametrize("vorm", VORMEN)
def test_the_first_and_later_prints_are_those_without_memory(vorm: str) -> None:
    stukken = [document(VORMEN[vorm])] * 2
    assert print_all(stukken, versneld=True) == print_all(stukken, versneld=False)


def test_what_another_report_left_behind_does_not_show() -> None:
    omgekeerd = "".join(reversed(VORMEN.values()))
    stukken = [document(ALLES), document(omgekeerd), document(PROZA), document(ALLES)]
    assert print_all(stukken, versneld=True) == print_all(stukken, versneld=False)


def beside(gap: float) -> str:
    """A heading right under a float as high as the words beside it; next to the float it would break in two."""
    return (
        f'<div style="height: {gap}mm"></div><p style="margin: 0; font-size: 8.5pt; line-height: 11pt">'
        '<span style="float: right; font-size: 8pt">Periode 2025 · 4 uitgesloten</span>Rubriek</p>'
        '<h2 style="margin: 0; font-size: 15px">Een kop die zonder rubriek op een regel past</h2>'
    )


def test_a_paragraph_learned_low_on_a_page_does_not_move_its_neighbours_higher_up() -> None:
    """Whether the float reaches the heading hangs on the last bit of a number."""
    stukken = [document(beside(gap)) for gap in (141.3, 0.754, 2.262, 2.639, 3.393, 4.901, 6.409)]
    assert print_all(stukken, versneld=True) == print_all(stukken, versneld=False)


def test_memory_has_a_ceiling(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(style_cache, "AT_MOST", 40)
    monkeypatch.setattr(paragraph_cache, "AT_MOST", 3)
    stukken = [document(vorm) for vorm in VORMEN.values()] * 2
    assert print_all(stukken, versneld=True) == print_all(stukken, versneld=False)
    Renderer(SJABLONEN).render(document(ALLES))
    assert 0 < len(style_cache._styles) <= 40
    assert 0 < len(paragraph_cache._paragraphs) <= 3


def test_a_remembered_paragraph_keeps_no_page_alive() -> None:
    Renderer(SJABLONEN).render(document(ALLES))
    lines = [line for paragraph in paragraph_cache._paragraphs.values() for line, _ in paragraph.lines]
    elements = {box.element for line in lines for box in line.descendants()}
    assert elements <= {None, paragraph_cache.SOME_ELEMENT}


def test_no_style_of_ours_depends_on_the_size_of_a_window() -> None:
    """Shared styles are computed once; a viewport unit would be computed for the first page of the first report."""
    regels = "".join(pad.read_text(encoding="utf-8") for map_ in SJABLONEN for pad in map_.rglob("*.css"))
    assert not re.findall(r"[0-9.]+(?:vw|vh|vi|vb|vmin|vmax)\b", regels)
    assert "footnote" not in regels  # whose pseudo-elements are left out


def test_a_missing_glyph_is_told_every_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spiegelrapport.publish.pdf.renderer.replace_missing", lambda html, _: html)
    for _ in range(2):
        with pytest.raises(PrintError, match=r"U\+6F22"):
            DRUKKERIJ.render(document("<p>\u6f22</p>"))


@pytest.fixture(autouse=True, scope="module")
def _switch_on_again() -> object:
    yield
    Renderer(SJABLONEN)
