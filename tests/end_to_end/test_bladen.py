"""Every page of every report of a demo round, measured from the PDF: nothing clipped, covered, too small or half empty."""

from pathlib import Path

import pytest

from spiegelrapport.demo import make_ronde
from tests.bladmaat import Fout, measure, read_pages
from tests.builders import definities
from tests.end_to_end.conftest import Gelopen, loop


def mistakes(paden: list[Path]) -> dict[str, list[Fout]]:
    return {pad.name: fouten for pad in paden if (fouten := measure(read_pages(pad)))}


def test_no_page_of_the_small_round_clips_covers_or_wastes_anything(gebouwd: Gelopen) -> None:
    assert len(gebouwd.rapporten()) > 2
    assert mistakes(gebouwd.rapporten()) == {}


@pytest.mark.zwaar
@pytest.mark.parametrize("zorgaanbieders", [30, 180])
def test_no_page_of_the_demo_rounds_does(zorgaanbieders: int, tmp_path: Path) -> None:
    make_ronde(tmp_path / "ronde", zorgaanbieders, 1, definities=definities())
    gelopen = loop("build", tmp_path / "ronde", tmp_path / "uit")
    assert gelopen.slotcode == 0, gelopen.fout
    assert mistakes(gelopen.rapporten()) == {}
