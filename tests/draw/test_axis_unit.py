"""How values read on an axis, at a dot and in a sentence."""

import pytest

from spiegelrapport.definitions.schema import Maat
from spiegelrapport.draw.axis_unit import axis_unit
from tests.draw.builders import indicator

MINUTEN = indicator(eenheid="minuten", schaal=(0.0, 20000.0))
SCORE = indicator(eenheid="punten", decimalen=2, schaal=(1.0, 5.0), leesbaar=(3.5, 5.0))
VERSCHIL = Maat("verschil", "verschil", "Verschil")


@pytest.mark.parametrize(
    ("wat", "waarde", "tekst"),
    [
        (axis_unit(indicator(), indicator().maten[0]), 0.614, "61%"),
        (axis_unit(MINUTEN, MINUTEN.maten[0]), 1234.0, "1.234 minuten"),
        (axis_unit(SCORE, SCORE.maten[0]), 4.5, "4,50 punten"),
        (axis_unit(SCORE, VERSCHIL), 1.5, "+1,50 punten"),
        (axis_unit(SCORE, VERSCHIL), -1.5, "−1,50 punten"),
    ],
)
def test_a_value_in_full(wat, waarde: float, tekst: str) -> None:  # type: ignore[no-untyped-def]
    assert wat.voluit(waarde) == tekst


def test_a_tick_shows_no_more_decimals_than_it_needs() -> None:
    wat = axis_unit(SCORE, SCORE.maten[0])
    assert [wat.tick(waarde) for waarde in (4.0, 4.5, 4.25)] == ["4", "4,5", "4,25"]


def test_a_maat_may_have_its_own_unit() -> None:
    maat = Maat("hersteld", "aandeel", "Hersteld", eenheid="%", decimalen=0, schaal=(0.0, 1.0))
    assert axis_unit(SCORE, maat).getal(0.38) == "38%"


def test_the_full_scale_is_stated_where_the_axis_shows_less() -> None:
    wat = axis_unit(SCORE, SCORE.maten[0])
    assert wat.reikwijdte((3.5, 5.0)) == "Hele schaal: 1 tot 5."
    assert wat.reikwijdte((1.0, 5.0)) == ""


def test_a_scale_without_a_meaningful_end_is_not_stated() -> None:
    assert axis_unit(MINUTEN, MINUTEN.maten[0]).reikwijdte((400.0, 900.0)) == ""
