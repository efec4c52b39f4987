"""How values read on an axis, at a dot and in a sentence."""

import pytest

from spiegelrapport.definitions.schema import Maat
from spiegelrapport.figures.unit import unit_of
from tests.draw.builders import indicator

MINUTEN = indicator(eenheid="minuten", schaal=(0.0, 20000.0))
SCORE = indicator(eenheid="punten", decimalen=2, schaal=(1.0, 5.0), leesbaar=(3.5, 5.0))
VERSCHIL = Maat("verschil", "verschil", "Verschil")


@pytest.mark.parametrize(
    ("wat", "waarde", "tekst"),
    [
        (unit_of(indicator(), indicator().maten[0]), 0.614, "61%"),
        (unit_of(MINUTEN, MINUTEN.maten[0]), 1234.0, "1.234\xa0minuten"),
        (unit_of(SCORE, SCORE.maten[0]), 4.5, "4,50\xa0punten"),
        (unit_of(SCORE, VERSCHIL), 1.5, "+1,50\xa0punten"),
        (unit_of(SCORE, VERSCHIL), -1.5, "−1,50\xa0punten"),
    ],
)
def test_a_value_in_full(wat, waarde: float, tekst: str) -> None:  # type: ignore[no-untyped-def]
    assert wat.met_eenheid(waarde) == tekst


def test_a_bound_is_said_and_not_the_value() -> None:
    share = unit_of(indicator(), indicator().maten[0])
    assert share.getal(0.95, ">") == "> 95%"
    assert share.met_eenheid(0.95, ">") == "meer dan 95%"


def test_a_tick_shows_no_more_decimals_than_it_needs() -> None:
    wat = unit_of(SCORE, SCORE.maten[0])
    assert [wat.tick(waarde) for waarde in (4.0, 4.5, 4.25)] == ["4", "4,5", "4,25"]


def test_a_maat_may_have_its_own_unit() -> None:
    maat = Maat("hersteld", "aandeel", "Hersteld", eenheid="%", decimalen=0, schaal=(0.0, 1.0))
    assert unit_of(SCORE, maat).getal(0.38) == "38%"


def test_the_full_scale_is_stated_where_the_axis_shows_less() -> None:
    wat = unit_of(SCORE, SCORE.maten[0])
    assert wat.reikwijdte((3.5, 5.0)) == "Hele schaal: 1 tot 5."
    assert wat.reikwijdte((1.0, 5.0)) == ""


def test_a_scale_without_a_meaningful_end_is_not_stated() -> None:
    assert unit_of(MINUTEN, MINUTEN.maten[0]).reikwijdte((400.0, 900.0)) == ""
