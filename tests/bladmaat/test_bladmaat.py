"""The meter sees what it is for: pages made wrong on purpose."""

from dataclasses import replace
from pathlib import Path

import pytest

from spiegelrapport.publish.pdf import render
from tests.bladmaat import measure, read_pages
from tests.publish.pdf.builders import SJABLONEN, document

REGEL = "<p>Een regel tekst die er gewoon staat.</p>"
VOL = REGEL * 18
BLAD = '<section style="break-before: page">{}</section>'


def kinds(pad: Path, *bladen: str) -> set[str]:
    """Kinds of mistakes on these pages, between a first and a last one that are full."""
    gemaakt = document("".join(BLAD.format(blad) for blad in (VOL, *bladen, VOL)))
    html = gemaakt.html.replace("size: A5", "size: A4; margin: 15mm")
    pad.write_bytes(render(replace(gemaakt, html=html), SJABLONEN).inhoud)
    return {fout.soort for fout in measure(read_pages(pad))}


@pytest.mark.parametrize(
    ("css", "soort"),
    [
        ("", None),
        ("font-size: 7pt", "kleiner dan 8 pt"),
        ("height: 6pt; overflow: hidden; font-size: 12pt; line-height: 14pt", "buiten zijn vak"),
        ("margin-left: 175mm; white-space: nowrap", "buiten zijn vak"),
    ],
)
def test_what_is_wrong_with_one_line_is_found(tmp_path: Path, css: str, soort: str | None) -> None:
    blad = f'<p style="{css}">Een regel tekst die ergens staat</p>{VOL}'
    assert kinds(tmp_path / "blad.pdf", blad) == ({soort} if soort else set())


def test_words_over_words_are_found(tmp_path: Path) -> None:
    over = (
        f'<p style="position: relative">Een regel<span style="position: absolute; left: 1mm">eroverheen</span></p>{VOL}'
    )
    assert kinds(tmp_path / "blad.pdf", over) == {"over andere tekst"}


def test_a_page_with_little_on_it_is_found(tmp_path: Path) -> None:
    assert kinds(tmp_path / "blad.pdf", REGEL * 5) == {"half leeg"}


def test_a_report_that_ends_with_a_few_lines_on_a_page_is_found(tmp_path: Path) -> None:
    gemaakt = document("".join(BLAD.format(blad) for blad in (VOL, VOL, REGEL * 3)))
    html = gemaakt.html.replace("size: A5", "size: A4; margin: 15mm")
    pad = tmp_path / "blad.pdf"
    pad.write_bytes(render(replace(gemaakt, html=html), SJABLONEN).inhoud)
    bladen = read_pages(pad)
    assert {(fout.blad, fout.soort) for fout in measure(bladen)} == {(len(bladen), "half leeg")}
