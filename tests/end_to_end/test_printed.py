"""What a reader holds is what was computed: every report of a built round, from its PDF."""

from dataclasses import replace
from pathlib import Path

import pytest

from spiegelrapport.demo import make_ronde
from tests.builders import definities
from tests.compare.account import Account, hold, hold_all, reports, tell
from tests.end_to_end.conftest import Gelopen, loop


def test_every_number_state_and_sentence_in_the_pdfs_follows_from_what_they_print(gebouwd: Gelopen) -> None:
    account = hold_all(gebouwd.map, definities())
    assert account.fouten == []
    assert account.rapporten == len(gebouwd.rapporten())
    assert account.nagerekend > 10_000
    assert account.gezocht > 200


def test_a_pdf_that_says_something_else_than_was_released_is_found(gebouwd: Gelopen) -> None:
    document, pad = next(reports(gebouwd.map))
    ander = replace(document, meervoud=replace(document.meervoud, chance=97, meer=96))
    account = Account()
    hold(account, ander, pad, definities())
    assert sum("not in the PDF: Van 97 cijfers" in een for een in account.fouten) == 1
    assert sum("in print" in een for een in account.fouten) == 1


@pytest.mark.zwaar
@pytest.mark.parametrize("zorgaanbieders", [30, 180])
def test_both_demo_rounds(zorgaanbieders: int, tmp_path: Path) -> None:
    """The demo of thirty, and that of a whole year."""
    make_ronde(tmp_path / "ronde", zorgaanbieders, 1, definities=definities())
    gelopen = loop("build", tmp_path / "ronde", tmp_path / "uit")
    account = hold_all(gelopen.map, definities())
    print("\n".join(tell(account)))
    assert account.fouten == []
    assert account.rapporten > 0.5 * zorgaanbieders
    assert account.met_mix == account.rapporten
