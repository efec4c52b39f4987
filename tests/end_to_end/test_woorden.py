"""Every report of a round, read as text: no judging word, nothing that only a program would write."""

import re
import subprocess
from pathlib import Path

import pytest

from spiegelrapport.compose.wording import judgements
from tests.end_to_end.conftest import Gelopen


def _text(pad: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", str(pad), "-"], capture_output=True, text=True, check=True).stdout


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
    for naam, tekst in teksten.items():
        for bladzijde in tekst.split("\f")[:-1]:
            regels = [regel.strip() for regel in bladzijde.splitlines() if regel.strip()]
            koppen = [plek for plek, regel in enumerate(regels[:-1]) if re.fullmatch(r"[1-5] [A-Z][\w ]+", regel)]
            assert all(plek < len(regels) - 3 for plek in koppen), (naam, regels)
