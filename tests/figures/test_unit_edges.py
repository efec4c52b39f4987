"""A value as it is written: singular, sign, limits, ticks, and what an axis must say."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spiegelrapport.definitions.schema import Maat
from spiegelrapport.figures.unit import Unit, maat_of, unit_of
from tests.compose.builders import indicator

DEEL, WEKEN, MINUTEN, CIJFER = Unit("%", 0), Unit("weken", 1), Unit("minuten", 0), Unit("cijfer", 1)
VERANDERING = Unit("punten", 1, teken=True)


@pytest.mark.parametrize(
    ("vorm", "waarde", "tekst"),
    [
        (MINUTEN, 1.0, "1\xa0minuut"),
        (MINUTEN, 0.0, "0\xa0minuten"),
        (MINUTEN, 1.4, "1\xa0minuut"),  # as it is printed
        (MINUTEN, 1.5, "2\xa0minuten"),
        (Unit("dagen", 0), 1.0, "1\xa0dag"),
        (Unit("punten", 0), 1.0, "1\xa0punt"),
        (Unit("punten", 0, teken=True), 1.0, "+1\xa0punten"),
        (WEKEN, 1.0, "1,0\xa0weken"),
        (CIJFER, 8.0, "8,0"),
        (DEEL, 0.614, "61%"),
        (Unit("", 2), 0.9, "0,90"),
        (VERANDERING, -1.25, "−1,3\xa0punten"),
    ],
)
def test_a_value_with_its_unit(vorm: Unit, waarde: float, tekst: str) -> None:
    assert vorm.met_eenheid(waarde) == tekst


@pytest.mark.parametrize(
    ("grens", "kort", "lang"), [("", "2%", "2%"), ("<", "< 2%", "minder dan 2%"), (">", "> 2%", "meer dan 2%")]
)
def test_a_limit_is_a_sign_in_a_table_and_a_word_in_a_sentence(grens: str, kort: str, lang: str) -> None:
    assert DEEL.getal(0.02, grens) == kort
    assert DEEL.met_eenheid(0.02, grens) == lang


@pytest.mark.parametrize(
    ("vorm", "waarde", "tekst"),
    [
        (DEEL, 0.01, "+1\xa0procentpunt"),
        (DEEL, -0.01, "−1\xa0procentpunt"),
        (DEEL, 0.0, "0\xa0procentpunten"),
        (DEEL, 0.11, "+11\xa0procentpunten"),
        (Unit("%", 1), 0.01, "+1,0\xa0procentpunten"),
        (MINUTEN, -30.0, "−30"),
        (WEKEN, 0.04, "0,0"),
    ],
)
def test_a_difference_has_its_sign_and_shares_their_points(vorm: Unit, waarde: float, tekst: str) -> None:
    assert vorm.verschil(waarde) == tekst


@pytest.mark.parametrize(
    ("vorm", "waarde", "tekst"),
    [
        (DEEL, 0.25, "25%"),
        (DEEL, 0.125, "12,5%"),
        (DEEL, 0.1, "10%"),
        (CIJFER, 8.0, "8"),
        (CIJFER, 8.25, "8,25"),
        (CIJFER, 8.125, "8,125"),
        (MINUTEN, 1500.0, "1.500"),
        (VERANDERING, 5.0, "+5"),
        (VERANDERING, 0.0, "0"),
    ],
)
def test_a_tick_has_the_decimals_that_it_needs(vorm: Unit, waarde: float, tekst: str) -> None:
    assert vorm.tick(waarde) == tekst


@pytest.mark.parametrize(
    ("vorm", "waarden", "minstens"),
    [
        (DEEL, [0.5, None], 0.1),
        (MINUTEN, [100.0, 500.0, None], 100.0),
        (VERANDERING, [-30.0, 10.0], 6.0),
        (MINUTEN, [None], 0.0),
        (MINUTEN, [], 0.0),
    ],
)
def test_an_axis_is_never_so_short_that_noise_looks_like_difference(
    vorm: Unit, waarden: list[float | None], minstens: float
) -> None:
    assert vorm.least_range(waarden) == pytest.approx(minstens)


@pytest.mark.parametrize(
    ("vorm", "bereik", "tekst"),
    [
        (Unit("punten", 1, schaal=(1.0, 5.0)), (3.5, 5.0), "Hele schaal: 1 tot 5."),
        (Unit("punten", 1, schaal=(1.0, 5.0)), (1.0, 5.0), ""),
        (Unit("punten", 1, schaal=(1.0, 5.0)), (0.5, 5.5), ""),
        (Unit("%", 0, schaal=(0.0, 1.0)), (0.0, 0.5), ""),
        (Unit("punten", 1, teken=True, schaal=(-180.0, 180.0)), (-10.0, 10.0), ""),
        (Unit("minuten", 0, schaal=(0.0, 20000.0)), (100.0, 900.0), ""),
        (Unit("weken", 0, schaal=(0.0, 520.0)), (1.0, 9.0), ""),
    ],
)
def test_a_part_of_a_scale_says_how_long_the_scale_is(vorm: Unit, bereik: tuple[float, float], tekst: str) -> None:
    assert vorm.reikwijdte(bereik) == tekst


@settings(deadline=None)
@given(st.floats(0, 1), st.floats(0, 1))
def test_equal_is_what_prints_the_same(een: float, ander: float) -> None:
    assert DEEL.gelijk(een, ander) is (DEEL.getal(een) == DEEL.getal(ander))
    assert DEEL.gelijk(een, een)


def test_a_margin_is_read_from_low_to_high() -> None:
    assert DEEL.marge(0.1, 0.25) == "10% tot 25%"
    assert VERANDERING.marge(-2.0, 3.0) == "−2,0 tot +3,0"


@pytest.mark.parametrize(("vorm", "naam"), [(DEEL, ""), (CIJFER, ""), (Unit("", 0), ""), (WEKEN, "weken")])
def test_a_unit_is_named_where_the_number_does_not_say_it(vorm: Unit, naam: str) -> None:
    assert vorm.naam == naam


def test_a_change_or_a_scale_of_its_own_has_no_readable_range_of_its_indicator() -> None:
    soort = indicator(leesbaar=(100.0, 900.0), schaal=(0.0, 2000.0))
    gewoon, verschil = Maat("a", "gemiddelde", "A"), Maat("b", "verschil", "B")
    eigen = Maat("c", "gemiddelde", "C", schaal=(0.0, 5.0))
    assert unit_of(soort, gewoon).leesbaar == (100.0, 900.0)
    assert unit_of(soort, verschil).leesbaar is None
    assert unit_of(soort, verschil).teken
    assert (unit_of(soort, eigen).leesbaar, unit_of(soort, eigen).schaal) == (None, (0.0, 5.0))
    assert maat_of(soort, "gemiddelde").naam == "Gemiddelde"
    assert Unit("x", 0).schaal == (-math.inf, math.inf)
