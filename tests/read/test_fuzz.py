"""Randomly mutated workbooks: no traceback, no hang, no row lost in silence."""

import random
from pathlib import Path

import pytest

from benchmarks.fuzz_read import hoofd
from spiegelrapport.model.ronde import Keurmerkdrager
from spiegelrapport.read import read_leveringen
from spiegelrapport.read.limits import Limits
from spiegelrapport.validate import check_alle
from tests.read.boek import AGB
from tests.read.mutaties import muteer
from tests.read.test_schade import DEFINITIES, RONDE, assert_conserved

REGISTER = {AGB: Keurmerkdrager(AGB, "Toets", "", "", "", "", "")}


def test_twenty_mutated_workbooks_are_read_or_refused(tmp_path: Path) -> None:
    paden = [tmp_path / f"{zaad}{muteer.extensie(zaad)}" for zaad in range(7000, 7020)]
    for zaad, pad in enumerate(paden, start=7000):
        pad.write_bytes(muteer(random.Random(zaad)))
    for levering in read_leveringen(paden, DEFINITIES, RONDE, jobs=2, grenzen=Limits(seconden=30)):
        assert_conserved(levering)
        assert levering.tabellen or levering.findings
        assert "L014" not in {finding.code for finding in levering.findings}
        intake = check_alle([levering], REGISTER, DEFINITIES, RONDE)
        assert not any(f.code == "L032" for uit in intake.afgekeurd for f in uit.findings)


@pytest.mark.zwaar
def test_two_thousand_mutated_workbooks_are_read_or_refused() -> None:
    assert hoofd(2000, 1) == 0
