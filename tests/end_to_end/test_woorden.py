"""Every report of a round, read as text: no judging word, nothing that only a program would write."""

import re
import subprocess
from pathlib import Path

import pytest

from spiegelrapport.compose.kaart import make_kaart
from spiegelrapport.compose.wording import judgements
from spiegelrapport.definitions.fonts import load_letters
from spiegelrapport.definitions.huisstijl import load_huisstijl
from spiegelrapport.draw import draw
from spiegelrapport.figures.report_figures import ReportFigures
from spiegelrapport.pipeline.saved_release import SavedRelease
from spiegelrapport.template_paths import templates_folder
from tests.builders import definities
from tests.compose.test_statements import numbers, printed
from tests.end_to_end.conftest import Gelopen

SJABLONEN = (templates_folder(),)


def _text(pad: Path) -> str:
    return subprocess.run(["pdftotext", "-raw", str(pad), "-"], capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def teksten(gebouwd: Gelopen) -> dict[str, str]:
    assert gebouwd.rapporten()
    return {pad.name: _text(pad) for pad in gebouwd.rapporten()}


def test_no_report_judges(teksten: dict[str, str]) -> None:
    assert {naam: woorden for naam, tekst in teksten.items() if (woorden := judgements(" ".join(tekst.split())))} == {}


def test_no_report_shows_a_template_or_a_missing_value(teksten: dict[str, str]) -> None:
    vreemd = re.compile(r"\{\{|\}\}|\{%|\b(?:nan|NaN|None|True|False|inf)\b|�|□")
    assert {naam: vreemd.findall(tekst) for naam, tekst in teksten.items() if vreemd.search(tekst)} == {}


def test_every_chapter_heading_has_something_under_it(teksten: dict[str, str]) -> None:
    gevonden = 0
    for naam, tekst in teksten.items():
        for bladzijde in tekst.split("\f")[:-1]:
            regels = [regel.strip() for regel in bladzijde.splitlines() if regel.strip()]
            koppen = [plek for plek, regel in enumerate(regels) if re.fullmatch(r"[1-5] [A-Z][\w ]+", regel)]
            assert all(plek < len(regels) - 3 for plek in koppen), (naam, regels)
            gevonden += len(koppen)
    assert gevonden >= len(teksten)


def test_every_number_in_a_cards_sentence_is_in_its_cells_and_on_the_card(vrijgave: SavedRelease) -> None:
    """On the card: in the chart's words, or in the table beside it."""
    huisstijl, letters = load_huisstijl(SJABLONEN), load_letters(SJABLONEN)
    kaarten = 0
    for publishable in vrijgave.publishables.values():
        lezing = ReportFigures(publishable, definities())
        grafieken = draw(publishable, definities(), huisstijl, letters)
        for code in definities().indicatoren:
            kaart = make_kaart(code, (), lezing, grafieken)
            if kaart is None or kaart.grafiek is None:
                continue
            figuur = lezing.hoofd(code)
            assert figuur is not None
            gezegd = numbers(kaart.zin) - numbers(figuur.cijfer.beschrijft)  # the response stands under the heading
            assert gezegd <= printed(figuur), (publishable.agb, code, kaart.zin)
            tabel = numbers(" ".join(cel for regel in kaart.regels for cel in (regel.eigen, regel.n, *regel.groepen)))
            waarom = numbers(figuur.cijfer.beschrijft)
            assert gezegd <= numbers(kaart.grafiek.alt) | tabel | waarom, (publishable.agb, code, kaart.zin)
            kaarten += 1
    assert kaarten > 50
