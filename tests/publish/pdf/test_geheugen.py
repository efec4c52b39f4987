"""Remembered lines make the same bytes as lines laid out anew."""

import pytest

from spiegelrapport.model.document import Document
from spiegelrapport.publish.pdf.drukkerij import Drukkerij
from spiegelrapport.publish.pdf.poort import DrukFout
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
    "a chart among words": '<p>Te <img src="grafiek:trend/respons" alt="x"> Te</p>',
}
ALLES = "".join(VORMEN.values())
DRUKKERIJ = Drukkerij(SJABLONEN)


def print_all(stukken: list[Document], *, onthoud: bool) -> list[bytes]:
    drukkerij = Drukkerij(SJABLONEN, onthoud=onthoud)
    return [drukkerij.druk(stuk).inhoud for stuk in stukken]


@pytest.mark.parametrize("vorm", VORMEN)
def test_the_first_and_later_prints_are_those_without_memory(vorm: str) -> None:
    stukken = [document(VORMEN[vorm])] * 2
    assert print_all(stukken, onthoud=True) == print_all(stukken, onthoud=False)


def test_what_another_report_left_behind_does_not_show() -> None:
    omgekeerd = "".join(reversed(VORMEN.values()))
    stukken = [document(ALLES), document(omgekeerd), document(PROZA), document(ALLES)]
    assert print_all(stukken, onthoud=True) == print_all(stukken, onthoud=False)


def test_a_missing_glyph_is_told_every_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spiegelrapport.publish.pdf.drukkerij.replace_missing", lambda html, _: html)
    for _ in range(2):
        with pytest.raises(DrukFout, match=r"U\+6F22"):
            DRUKKERIJ.druk(document("<p>\u6f22</p>"))


@pytest.fixture(autouse=True, scope="module")
def _switch_on_again() -> object:
    yield
    Drukkerij(SJABLONEN)
