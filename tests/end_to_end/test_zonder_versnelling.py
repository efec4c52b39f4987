"""`--zonder-versnelling` takes out all that is remembered between reports; the reports are the same, in whatever order."""

import random
from hashlib import sha256
from pathlib import Path

import pydyf
import pytest
import weasyprint.css
from weasyprint.draw import text
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline, percent, preferred

from spiegelrapport import pipeline
from spiegelrapport.pipeline import saved_release
from spiegelrapport.pipeline.reports import make_report_run
from spiegelrapport.pipeline.round_context import load_round_context
from spiegelrapport.publish.pdf import acceleration, render
from tests.end_to_end.conftest import Gelopen, loop


def inner_functions() -> list[object]:
    """What is wrapped when it is on."""
    return [
        inline.split_first_line, preferred.split_first_line, text.draw_first_line, block.iter_line_boxes,
        weasyprint.css.find_style_attributes, weasyprint.css.preprocess_declarations,
        weasyprint.css.StyleFor.set_computed_styles, boxes.Box.is_in_normal_flow, boxes.Box.is_floated,
        boxes.ParentBox.page_values, percent.resolve_percentages, block.resolve_percentages, pydyf._to_bytes,
    ]  # fmt: skip


def whose() -> set[str]:
    return {f.__module__.split(".")[0] for f in inner_functions()}


def test_the_switch_takes_out_all_of_it() -> None:
    acceleration.use(on=True)
    assert whose() == {"spiegelrapport"}
    acceleration.use(on=False)
    assert whose() == {"weasyprint", "pydyf"}
    acceleration.use(on=True)


def test_a_build_without_makes_the_same_files(gebouwd: Gelopen, ronde: Path, tmp_path: Path) -> None:
    anders = loop("build", ronde, tmp_path, "--zonder-versnelling")
    assert anders.slotcode == gebouwd.slotcode
    assert anders.hashes() == gebouwd.hashes()
    assert len(anders.hashes()) > 3
    assert (anders.map / "onthulling.pdf").read_bytes() == (gebouwd.map / "onthulling.pdf").read_bytes()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_report_depends_on_which_were_made_before(
    gebouwd: Gelopen, ronde: Path, vrijgave: saved_release.SavedRelease, seed: int
) -> None:
    kader = load_round_context(pipeline.Request(ronde, gebouwd.uitvoer))
    run = make_report_run(kader, vrijgave.publishables, None, html=False)
    agbs = sorted(vrijgave.publishables)
    random.Random(seed).shuffle(agbs)
    acceleration.use(on=True)  # with empty memories
    gemaakt = {}
    for agb in agbs:
        document = run.compose(agb)
        gemaakt[f"rapporten/{document.bestandsnaam}.pdf"] = sha256(render(document, kader.sjablonen).inhoud).hexdigest()
    assert gemaakt == gebouwd.hashes()
