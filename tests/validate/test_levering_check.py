"""The levering as a whole: shares, jumps, acceptance, conservation."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from spiegelrapport.model.findings import Ernst, Finding
from spiegelrapport.validate.all_rules import RULES
from spiegelrapport.validate.jumps import key_figures
from spiegelrapport.validate.levering_check import check
from tests.validate.builders import AGB, DEFINITIES, REGISTER, RONDE, bevinding, codes, gecontroleerd, levering, traject

GEEN_ROM_EN_CQI = {"R412", "R413"}  # asked whenever a year has none


def trajecten(aantal: int, **anders: Any) -> list[dict[str, Any]]:
    return [traject(traject_id=f"{anders.get('einddatum', '')}-{i}", **anders) for i in range(aantal)]


VORIG_JAAR = {"begindatum": "2024-02-01", "einddatum": "2024-08-01", "aanmelddatum": "2024-01-01"} | {
    "intakedatum": "2024-01-15",
    "behandelstart": "2024-02-15",
}


def test_every_rule_has_its_own_code_and_function() -> None:
    assert len({regel.code for regel in RULES}) == len(RULES) == len({regel.toets for regel in RULES})


def test_rules_that_exclude_give_a_short_reason() -> None:
    assert all(regel.reden for regel in RULES if regel.gevolg == "uitsluiten")


def test_too_many_excluded_rows_wait_for_the_analyst() -> None:
    rijen = trajecten(8) + [traject(traject_id=f"x{i}", minuten_direct=-1.0) for i in range(4)]
    uit = gecontroleerd(rijen, rom=[], cqi=[])
    assert bevinding(uit, "X601").ernst is Ernst.BLOKKEREND
    assert not uit.akkoord
    mag = gecontroleerd(rijen, rom=[], cqi=[], ronde=replace(RONDE, geaccepteerd=(AGB,)))
    assert bevinding(mag, "X601").ernst is Ernst.LET_OP
    assert mag.akkoord


def test_rows_that_rightly_do_not_count_stop_nothing() -> None:
    oud = {"begindatum": "2018-01-01", "einddatum": "2018-06-01", "aanmelddatum": None, "intakedatum": None}
    oud |= {"behandelstart": None, "prestatie_geleverd": "180002"}
    rijen = trajecten(8) + [traject(traject_id=f"x{i}", **oud) for i in range(8)]
    uit = gecontroleerd(rijen, rom=[], cqi=[])
    assert codes(uit) == {"R104", *GEEN_ROM_EN_CQI}
    assert uit.akkoord


def test_a_jump_in_volume_is_asked_about() -> None:
    uit = gecontroleerd(trajecten(60) + trajecten(31, **VORIG_JAAR), rom=[], cqi=[])
    assert "60; in 2024 was dat 31" in bevinding(uit, "R401").bericht
    assert uit.akkoord


def test_a_jump_in_mean_minutes_is_asked_about() -> None:
    uit = gecontroleerd(trajecten(40, minuten_direct=700.0) + trajecten(40, **VORIG_JAAR), rom=[], cqi=[])
    assert codes(uit) == {"R402", *GEEN_ROM_EN_CQI}


def test_a_jump_in_missing_is_asked_about() -> None:
    uit = gecontroleerd(trajecten(40, minuten_direct=None) + trajecten(40, **VORIG_JAAR), rom=[], cqi=[])
    assert "100%" in bevinding(uit, "R403").bericht


def test_last_rounds_figures_go_before_last_year_in_this_levering() -> None:
    nu = key_figures(levering(trajecten(60), [], []).tabellen, 2025)
    assert codes(gecontroleerd(trajecten(60), [], [], vorige=nu)) == GEEN_ROM_EN_CQI
    assert codes(gecontroleerd(trajecten(60), [], [], vorige=nu | {"trajecten": 200.0})) == {"R401", *GEEN_ROM_EN_CQI}


def test_small_numbers_do_not_jump() -> None:
    assert codes(gecontroleerd(trajecten(20) + trajecten(2, **VORIG_JAAR), rom=[], cqi=[])) == GEEN_ROM_EN_CQI


def test_a_blocking_finding_from_reading_stops_the_report_until_it_is_accepted() -> None:
    fout = Finding("K001", Ernst.BLOKKEREND, "kolom ontbreekt", "voeg toe", f"{AGB}.xlsx")
    slecht = levering(findings=(fout,))
    assert not check(slecht, REGISTER, DEFINITIES, RONDE).akkoord
    assert check(slecht, REGISTER, DEFINITIES, replace(RONDE, geaccepteerd=(AGB,))).akkoord


def test_losing_a_row_in_silence_is_a_programming_error() -> None:
    goed = levering()
    with pytest.raises(AssertionError, match="rijen gelezen"):
        check(replace(goed, rijen_gelezen=dict(goed.rijen_gelezen) | {"rom": 3}), REGISTER, DEFINITIES, RONDE)


def test_checking_changes_nothing_in_what_was_read() -> None:
    rijen = levering([traject(minuten_direct=-1.0, afspraken_no_show=99.0)])
    vooraf = {naam: frame.copy() for naam, frame in rijen.tabellen.items()}
    check(rijen, REGISTER, DEFINITIES, RONDE)
    for naam, frame in vooraf.items():
        pd.testing.assert_frame_equal(rijen.tabellen[naam], frame)


def test_an_absent_table_becomes_an_empty_one_with_all_columns() -> None:
    alleen = levering()
    zonder = replace(alleen, tabellen={"trajecten": alleen.tabellen["trajecten"]}, rijen_gelezen={"trajecten": 1})
    uit = check(zonder, REGISTER, DEFINITIES, RONDE)
    assert list(uit.tabellen["rom"].columns) == list(alleen.tabellen["rom"].columns)
