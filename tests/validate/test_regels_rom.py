"""Rules about ROM: ranges, scoring conventions, pairs."""

from dataclasses import replace
from typing import Any

import pytest

from spiegelrapport.model.ronde import Scoringskeuze
from tests.validate.builders import AGB, METING, NAMETING, RONDE, bevinding, codes, gecontroleerd, meting, traject


@pytest.mark.parametrize(
    ("code", "anders"),
    [
        ("R001", {"score": None}),
        ("R001", {"traject_id": None}),
        ("R201", {"score": 181.0}),
        ("R201", {"score": -1.0}),
        ("R202", {"datum": "2026-07-01"}),
        ("R203", {"traject_id": "T9"}),
    ],
)
def test_a_measurement_that_cannot_be_right_does_not_count(code: str, anders: dict[str, Any]) -> None:
    uit = gecontroleerd(rom=[METING, NAMETING, meting(moment="tussen", datum="2025-05-01") | anders])
    assert bevinding(uit, code).rijen == (4,)
    assert list(uit.tabellen["rom"].index) == [2, 3]


def test_a_copy_of_a_measurement_does_not_count_twice() -> None:
    uit = gecontroleerd(rom=[METING, METING, NAMETING])
    assert bevinding(uit, "R205").rijen == (3,)
    assert "R206" not in codes(uit)


def test_a_measurement_outside_the_margin_is_named_and_left_to_pairing() -> None:
    uit = gecontroleerd(rom=[meting(datum="2024-10-01"), NAMETING])
    assert bevinding(uit, "R204").rijen == (2,)
    assert len(uit.tabellen["rom"]) == 2


def test_two_voormetingen_are_named() -> None:
    uit = gecontroleerd(rom=[METING, meting(datum="2025-02-20", score=70.0), NAMETING])
    assert bevinding(uit, "R206").rijen == (2, 3)


def test_another_instrument_afterwards_is_no_pair() -> None:
    uit = gecontroleerd(rom=[METING, NAMETING | {"instrument": "HoNOS12", "score": 9.0}])
    assert bevinding(uit, "R207").rijen == (2, 3)


def test_a_second_instrument_beside_a_pair_is_no_finding() -> None:
    assert codes(gecontroleerd(rom=[METING, NAMETING, meting(instrument="HoNOS12", score=9.0)])) == set()


def test_a_nameting_before_its_voormeting_is_asked_about() -> None:
    uit = gecontroleerd(rom=[meting(datum="2025-04-01"), NAMETING | {"datum": "2025-03-15"}])
    assert bevinding(uit, "R208").rijen == (3,)


def test_decimals_in_a_whole_score_are_asked_about() -> None:
    assert bevinding(gecontroleerd(rom=[meting(score=80.5), NAMETING]), "R209").rijen == (2,)


SCL = [meting(instrument="SCL90", score=1.5), NAMETING | {"instrument": "SCL90", "score": 0.9}]
SCL += [meting(instrument="SCL90", moment="tussen", datum="2025-05-01", score=1.25)]


def test_a_column_in_the_other_scoring_stops_with_a_question() -> None:
    uit = gecontroleerd(rom=SCL)
    assert "SCL90" in bevinding(uit, "R200").besluit
    assert len(uit.tabellen["rom"]) == 0
    assert set(uit.uitgesloten["reden"]) == {"scoring onduidelijk"}


def test_the_analysts_answer_converts_the_other_scoring() -> None:
    ronde = replace(RONDE, scoring=(Scoringskeuze(AGB, "SCL90", "andere"),))
    uit = gecontroleerd(rom=SCL, ronde=ronde)
    assert "R200" not in codes(uit)
    assert uit.tabellen["rom"]["score"].tolist() == [225.0, 171.0, 202.5]  # 90 questions of 1 + mean


def test_the_answer_of_another_zorgaanbieder_changes_nothing() -> None:
    ronde = replace(RONDE, scoring=(Scoringskeuze("94000000", "SCL90", "andere"),))
    assert "R200" in codes(gecontroleerd(rom=SCL, ronde=ronde))


def test_a_measurement_of_an_excluded_traject_is_not_called_an_orphan() -> None:
    uit = gecontroleerd([traject(minuten_direct=-1.0), traject(traject_id="T2")])
    assert "R203" not in codes(uit)
