"""What part of the scale a chart shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiegelrapport.draw.axis_range import show_range, ticks

SCHAAL = (0.0, 1000.0)
waarden = st.lists(st.floats(0, 1000, allow_nan=False).map(lambda getal: round(getal, 2)), min_size=1, max_size=8)


def test_the_readable_range_is_shown_when_it_holds_everything() -> None:
    assert show_range([4.2, 4.6], (3.5, 5.0), (1.0, 5.0)) == (3.5, 5.0)


def test_a_value_outside_the_readable_range_widens_it() -> None:
    laag, hoog = show_range([2.1, 4.6], (3.5, 5.0), (1.0, 5.0))
    assert laag <= 2.1
    assert hoog == 5.0


def test_round_ends_stay_inside_the_scale() -> None:
    assert show_range([0.02, 0.97], None, (0.0, 1.0)) == (0.0, 1.0)


def test_an_interval_that_leaves_the_scale_is_still_shown() -> None:
    assert show_range([4.9, 5.1], (3.5, 5.0), (1.0, 5.0))[1] >= 5.1


def test_equal_values_get_room_around_them() -> None:
    laag, hoog = show_range([600.0, 600.0], None, (0.0, 20000.0), minstens=120.0)
    assert laag < 600 < hoog
    assert hoog - laag >= 120


def test_without_values_the_whole_scale_is_shown() -> None:
    assert show_range([None], None, (0.0, 1.0)) == (0.0, 1.0)


@given(waarden)
def test_no_value_is_ever_left_out(getallen: list[float]) -> None:
    laag, hoog = show_range(getallen, None, SCHAAL)
    assert laag <= min(getallen)
    assert hoog >= max(getallen)
    assert laag < hoog


@given(waarden)
def test_an_axis_has_at_least_two_ticks_and_they_lie_on_it(getallen: list[float]) -> None:
    bereik = show_range(getallen, None, SCHAAL)
    streepjes = ticks(bereik)
    assert len(streepjes) >= 2
    assert bereik[0] - 1e-9 <= streepjes[0]
    assert streepjes[-1] <= bereik[1] + 1e-9


@pytest.mark.parametrize(
    ("bereik", "verwacht"), [((0.0, 1.0), (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)), ((3.5, 5.0), (3.5, 4.0, 4.5, 5.0))]
)
def test_ticks_are_round_numbers(bereik: tuple[float, float], verwacht: tuple[float, ...]) -> None:
    assert ticks(bereik) == verwacht
