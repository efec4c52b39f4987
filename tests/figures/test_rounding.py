"""Rounding happens once: half away from zero, the same for one number as for many, and it prints exactly."""

import math
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from spiegelrapport import dutch
from spiegelrapport.figures.rounding import Rounding, round_n, round_value, rounding, significant, unrounded
from tests.builders import definities

SHARE = Rounding("aandeel", "%", 0, (0.0, 1.0))


@pytest.mark.parametrize(
    ("waarde", "plaatsen", "rond"),
    [
        (0.125, 2, 0.13),
        (-0.125, 2, -0.13),
        (2.5, 0, 3.0),
        (-2.5, 0, -3.0),
        (1.005, 2, 1.01),  # as written, though the machine holds a little less
        (0.285, 2, 0.29),
        (0.2849, 2, 0.28),
        (1234.5, -1, 1230.0),
        (1235.0, -1, 1240.0),
        (0.0, 3, 0.0),
    ],
)
def test_half_goes_away_from_zero_for_one_number_as_for_many(waarde: float, plaatsen: int, rond: float) -> None:
    assert float(round_value(waarde, plaatsen)) == rond
    assert unrounded(waarde, plaatsen) == rond
    assert_array_equal(round_value([waarde, waarde], [plaatsen, plaatsen]), [rond, rond])


def test_what_is_nothing_stays_nothing() -> None:
    assert np.isnan(round_value(np.nan, 2))
    assert unrounded(None, 2) is None
    assert unrounded(float("nan"), 2) is None


@pytest.mark.parametrize("waarde", [-0.0, -0.001, -0.004])
def test_zero_has_no_minus_sign(waarde: float) -> None:
    assert math.copysign(1, float(round_value(waarde, 2))) == 1
    assert math.copysign(1, unrounded(waarde, 2) or 0.0) == 1


@settings(deadline=None)
@given(st.integers(-(10**7), 10**7), st.integers(0, 4))
def test_rounding_agrees_with_the_arithmetic_of_paper(tiende: int, plaatsen: int) -> None:
    """One decimal more than is kept: the hardest case is a five in the last place."""
    waarde = tiende / 10 ** (plaatsen + 1)
    paper = Decimal(tiende).scaleb(-plaatsen - 1).quantize(Decimal(1).scaleb(-plaatsen), rounding=ROUND_HALF_UP)
    assert unrounded(waarde, plaatsen) == pytest.approx(float(paper), abs=1e-12)
    assert float(round_value(waarde, plaatsen)) == pytest.approx(float(paper), abs=1e-12)


@settings(deadline=None)
@given(st.floats(-1e6, 1e6), st.integers(0, 3))
def test_a_rounded_number_stays_itself_and_prints_as_it_is(waarde: float, plaatsen: int) -> None:
    rond = float(round_value(waarde, plaatsen))
    assert float(round_value(rond, plaatsen)) == rond
    assert unrounded(rond, plaatsen) == rond
    assert abs(rond - waarde) <= 0.5 * 10.0**-plaatsen * (1 + 1e-6)
    assert dutch.getal(rond, plaatsen) == dutch.getal(round(rond, plaatsen), plaatsen)


@pytest.mark.parametrize(
    ("n", "rond"),
    [
        (0, 0),
        (2, 0),
        (3, 5),
        (12, 10),
        (13, 15),
        (97, 95),
        (98, 100),
        (99, 100),
        (100, 100),
        (104, 100),
        (105, 110),
        (1234, 1230),
    ],
)
def test_a_count_of_a_group_is_told_by_fives_and_from_a_hundred_by_tens(n: int, rond: int) -> None:
    assert float(round_n(n)) == rond


@pytest.mark.parametrize(
    ("waarde", "cijfers", "rond"),
    [(0.0479, 2, 0.048), (123456.0, 2, 120000.0), (0.0, 2, 0.0), (-0.0151, 1, -0.02), (9.96, 2, 10.0), (None, 2, None)],
)
def test_significant_digits(waarde: float | None, cijfers: int, rond: float | None) -> None:
    assert significant(waarde, cijfers) == rond


def test_a_whole_percent_is_two_decimals_of_a_share_and_minutes_are_open_at_the_top() -> None:
    assert (SHARE.plaatsen, SHARE.stap) == (2, 0.01)
    assert SHARE.begrensd_aandeel
    assert not SHARE.open
    assert not Rounding("verhouding", "%", 1, (0.0, 2.0)).begrensd_aandeel
    assert Rounding("verhouding", "%", 1, (0.0, 2.0)).plaatsen == 3
    for eenheid in ("minuten", "weken", "dagen"):
        tijd = Rounding("mediaan", eenheid, 0, (0.0, 520.0))
        assert (tijd.open, tijd.plaatsen, tijd.stap, tijd.begrensd_aandeel) == (True, 0, 1.0, False)


@pytest.mark.parametrize("code", sorted(definities().indicatoren))
def test_every_maat_has_the_precision_that_its_definition_gives(code: str) -> None:
    indicator = definities().indicatoren[code]
    for maat in indicator.maten:
        vorm = rounding(definities(), code, maat.code)
        assert vorm.soort == maat.soort
        assert vorm.eenheid == (maat.eenheid or indicator.eenheid)
        assert vorm.decimalen == (indicator.decimalen if maat.decimalen is None else maat.decimalen)
        assert vorm.schaal[0] < vorm.schaal[1]
        assert 0 <= vorm.plaatsen <= 4
