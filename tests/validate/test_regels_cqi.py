"""Rules about CQi questionnaires: units, ranges, versions."""

from dataclasses import replace
from typing import Any

import pytest

from spiegelrapport.model.ronde import Scoringskeuze
from tests.validate.builders import AGB, RONDE, bevinding, codes, gecontroleerd, vragenlijst

PROCENT = {"bejegening": 95.0, "informatie": 86.0, "samen_beslissen": 90.0, "uitvoering": 88.0}


@pytest.mark.parametrize(
    ("code", "anders"),
    [
        ("R001", {"datum": None}),
        ("R307", {"datum": "2026-07-01"}),
        ("R308", {"vragenlijst_id": "V1"}),
        ("R309", {"bejegening": None, "informatie": None, "samen_beslissen": None, "uitvoering": None}
         | {"rapportcijfer": None}),
    ],
)  # fmt: skip
def test_a_questionnaire_that_cannot_count_does_not(code: str, anders: dict[str, Any]) -> None:
    uit = gecontroleerd(cqi=[vragenlijst(), vragenlijst(vragenlijst_id="V2") | anders])
    assert bevinding(uit, code).rijen == (3,)
    assert list(uit.tabellen["cqi"].index) == [2]


@pytest.mark.parametrize(
    ("code", "kolom", "waarde"),
    [
        ("R301", "bejegening", 5.2),
        ("R301", "uitvoering", 0.5),
        ("R302", "rapportcijfer", 11.0),
        ("R302", "bejegening_1", 6.0),
    ],
)
def test_an_answer_outside_its_range_becomes_missing(code: str, kolom: str, waarde: float) -> None:
    uit = gecontroleerd(cqi=[vragenlijst(), vragenlijst(vragenlijst_id="V2", **{kolom: waarde})])
    assert bevinding(uit, code).kolom == kolom
    assert uit.tabellen["cqi"].loc[3, [kolom]].isna().all()


def test_a_zero_as_rapportcijfer_is_asked_about_and_counts() -> None:
    uit = gecontroleerd(cqi=[vragenlijst(rapportcijfer=0.0)])
    assert bevinding(uit, "R303").rijen == (2,)
    assert uit.tabellen["cqi"]["rapportcijfer"].tolist() == [0.0]


def test_a_scale_score_that_its_items_contradict_is_asked_about() -> None:
    items = {"bejegening_1": 5.0, "bejegening_2": 3.0}
    assert bevinding(gecontroleerd(cqi=[vragenlijst(**items)]), "R304").kolom == "bejegening"
    assert "R304" not in codes(gecontroleerd(cqi=[vragenlijst(bejegening=4.0, **items)]))


def test_percentages_without_a_unit_stop_with_a_question() -> None:
    rijen = [vragenlijst(vragenlijst_id=f"V{i}", eenheid=None, **PROCENT) for i in range(3)]
    uit = gecontroleerd(cqi=rijen)
    assert bevinding(uit, "R300").rijen == (2, 3, 4)
    assert "R301" not in codes(uit)
    assert len(uit.tabellen["cqi"]) == 0


@pytest.mark.parametrize(("eenheid", "verwacht"), [("percentage", 4.75), ("minmax", 4.8)])
def test_percentages_with_a_unit_are_converted(eenheid: str, verwacht: float) -> None:
    uit = gecontroleerd(cqi=[vragenlijst(eenheid=eenheid, **PROCENT)])
    assert uit.findings == ()
    assert uit.tabellen["cqi"]["bejegening"].tolist() == pytest.approx([verwacht])
    assert uit.tabellen["cqi"]["eenheid"].tolist() == ["1-5"]


def test_the_analysts_answer_gives_the_unit() -> None:
    rijen = [vragenlijst(vragenlijst_id=f"V{i}", eenheid=None, **PROCENT) for i in range(3)]
    uit = gecontroleerd(cqi=rijen, ronde=replace(RONDE, scoring=(Scoringskeuze(AGB, "CQI", "percentage"),)))
    assert uit.tabellen["cqi"]["informatie"].tolist() == pytest.approx([4.3] * 3)


def test_shares_of_one_are_percentages_too() -> None:
    rijen = [vragenlijst(eenheid="percentage", **{naam: x / 100 for naam, x in PROCENT.items()})]
    assert gecontroleerd(cqi=rijen).tabellen["cqi"]["bejegening"].tolist() == pytest.approx([4.75])


def test_amb_with_informatie_behandeling_is_asked_about() -> None:
    assert bevinding(gecontroleerd(cqi=[vragenlijst(versie="AMB")]), "R305").rijen == (2,)


def test_a_year_of_5_1_without_informatie_behandeling_is_asked_about() -> None:
    rijen = [vragenlijst(vragenlijst_id=f"V{i}", informatie=None) for i in range(5)]
    assert bevinding(gecontroleerd(cqi=rijen), "R306").aantal == 5


def test_a_questionnaire_of_an_unknown_traject_counts() -> None:
    uit = gecontroleerd(cqi=[vragenlijst(traject_id="T9")])
    assert bevinding(uit, "R310").rijen == (2,)
    assert len(uit.tabellen["cqi"]) == 1
