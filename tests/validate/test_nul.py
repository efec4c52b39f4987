"""Zero is an alarm: nothing where something was expected is asked about, never passed over."""

from dataclasses import replace

import pytest

from spiegelrapport.model.findings import Ernst
from spiegelrapport.read.remarks import find
from spiegelrapport.validate import blocking, check
from tests.validate.builders import (
    DEFINITIES,
    NAMETING,
    REGISTER,
    RONDE,
    bevinding,
    codes,
    gecontroleerd,
    levering,
    meting,
    traject,
    vragenlijst,
)

VORIG = {"begindatum": "2024-02-01", "einddatum": "2024-08-01", "aanmelddatum": "2024-01-10",
         "intakedatum": "2024-02-01", "behandelstart": "2024-02-20"}  # fmt: skip


def test_a_whole_levering_raises_no_alarm() -> None:
    assert not codes(gecontroleerd()) & {"R410", "R411", "R412", "R413", "R414"}


def test_no_closed_traject_is_a_question() -> None:
    uit = gecontroleerd([traject(einddatum=None)])
    assert bevinding(uit, "R411").ernst is Ernst.VRAAG
    assert bevinding(uit, "R411").bericht == "In 2025 is geen enkel traject afgesloten."
    assert uit.akkoord


def test_no_traject_left_blocks_and_says_so() -> None:
    uit = gecontroleerd([traject(minuten_direct=-1.0)])
    assert bevinding(uit, "R410").ernst is Ernst.BLOKKEREND
    assert not uit.akkoord


@pytest.mark.parametrize(("code", "tabel"), [("R412", "rom"), ("R413", "cqi")])
def test_a_sheet_without_anything_in_the_year_is_a_question(code: str, tabel: str) -> None:
    assert bevinding(gecontroleerd(**{tabel: []}), code).ernst is Ernst.VRAAG


def test_measurements_of_other_years_are_nothing_in_this_one() -> None:
    oud = [meting(datum="2024-02-03"), NAMETING | {"datum": "2024-07-30"}]
    trajecten = [traject(**VORIG), traject(traject_id="T2", client_id="C2")]
    assert "R412" in codes(gecontroleerd(trajecten, rom=oud))


@pytest.mark.parametrize(
    ("jaar_nu", "gevraagd"),
    [({"intakedatum": None}, True), ({"zorgvraagtype": None, "intakedatum": None}, True), ({}, False)],
)
def test_an_optional_column_that_last_year_had_is_asked_for(jaar_nu: dict[str, object], gevraagd: bool) -> None:
    uit = gecontroleerd([traject(**VORIG), traject(traject_id="T2", client_id="C2", **jaar_nu)])
    assert ("R414" in codes(uit)) is gevraagd
    if gevraagd:
        assert "Intakedatum" in bevinding(uit, "R414").bericht


def test_a_column_filled_in_the_previous_round_counts_though_this_levering_holds_one_year() -> None:
    zonder = gecontroleerd([traject(afspraken_no_show=None)], vorige={"gevuld trajecten.afspraken_no_show": 0.9})
    assert "No-show afspraken" in bevinding(zonder, "R414").bericht


def test_a_scale_that_comes_as_answers_is_not_gone() -> None:
    nu = vragenlijst(bejegening=None, bejegening_1=5.0, bejegening_2=4.0)
    uit = gecontroleerd(cqi=[nu], vorige={"gevuld cqi.bejegening": 1.0})
    assert "R414" not in codes(uit)


def test_a_table_that_reading_left_out_has_its_cause_and_no_consequences() -> None:
    """A missing column is said once; that no traject, no measurement and 100% of the rows remain follows from it."""
    blok = find("K001", "x.xlsx", kop="Directe minuten", over="")
    heel = levering(rom=[meting(score=float(i)) for i in range(20)])
    over = {naam: tabel for naam, tabel in heel.tabellen.items() if naam != "trajecten"}
    zonder = replace(heel, tabellen=over, rijen_gelezen={naam: len(tabel) for naam, tabel in over.items()})
    uit = check(replace(zonder, findings=(blok,)), REGISTER, DEFINITIES, RONDE)
    assert not {"R410", "R412", "X601"} & codes(uit)
    assert blocking(uit.findings) == [blok]
