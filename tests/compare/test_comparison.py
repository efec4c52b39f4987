"""The one function: its two statements, what they may never do to each other or to the margin, and its edges."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spiegelrapport.statistics.intervals import wilson
from spiegelrapport.statistics.scales import Scale, choose
from tests.compare.builders import PLAIN, compared

RUSTIG = settings(deadline=None, max_examples=60)
SCALES = {
    "share": choose("aandeel", "%", (0.0, 1.0)),
    "bounded": choose("gemiddelde", "punten", (1.0, 5.0)),
    "time": choose("mediaan", "weken", (0.0, 520.0)),
    "plain": choose("verschil", "punten", (-60.0, 60.0)),
}


@pytest.mark.parametrize(
    ("low", "high", "state"),
    [(19.0, 23.0, 0.0), (20.0, 22.0, 0.0), (20.1, 24.3, 1.0)],
    ids=["the margin holds the target", "on its edge", "only the margin leaves it out"],
)
def test_the_margin_that_a_reader_sees_decides_first(low: float, high: float, state: float) -> None:
    """22.2 at n = 9 with a pooled spread of 6 is within chance of 20, whatever the own spread."""
    assert compared(22.2, 9, 20.0, unit=36.0, low=low, high=high, scale=PLAIN).chance == state


def test_more_than_chance_needs_both_the_margin_and_the_pooled_spread() -> None:
    assert compared(25.0, 9, 20.0, unit=36.0, low=23.0, high=27.0, scale=PLAIN).chance == 2
    assert compared(25.0, 9, 20.0, unit=36.0, low=19.0, high=31.0, scale=PLAIN).chance == 0


def test_ten_forms_of_five_are_not_certain_of_anything() -> None:
    """Without own spread the own margin has no width; the spread of everybody still says how much ten forms tell."""
    uit = compared(5.0, 10, 4.7, unit=0.36, tau=0.05, low=5.0, high=5.0, scale=SCALES["bounded"])
    assert uit.chance == 1
    assert uit.usual == 0
    assert uit.reliability < 0.3
    assert np.isnan(uit.shrunken)


@pytest.mark.parametrize("scale", ["bounded", "time", "plain"])
def test_without_a_spread_of_everybody_nothing_is_said_about_chance(scale: str) -> None:
    """A spread that was withheld is not a spread of nothing."""
    uit = compared(4.0, 20, 3.0, low=3.5, high=4.5, scale=SCALES[scale])
    assert np.isnan([uit.chance, uit.p_chance, uit.usual, uit.reliability, uit.shrunken]).all()
    assert np.isnan(uit.chance95).all()


def test_unusual_is_only_what_chance_does_not_explain_and_the_groups_band_does_not_hold() -> None:
    ver = {"unit": 36.0, "tau": 0.5, "scale": PLAIN}
    assert compared(26.0, 40, 20.0, low=24.0, high=28.0, **ver).usual == 1
    assert compared(26.0, 40, 20.0, low=19.0, high=33.0, **ver).usual == 0
    assert compared(26.0, 40, 20.0, low=24.0, high=28.0, band=(15.0, 27.0), **ver).usual == 0


def test_the_careful_estimate_lies_inside_the_margin_or_is_not_there() -> None:
    weg = compared(0.1, 47, 0.3, tau=0.02, low=0.04, high=0.22)
    assert np.isnan(weg.shrunken)
    er = compared(0.1, 47, 0.12, tau=0.02, low=0.04, high=0.22)
    assert 0.1 < er.shrunken < 0.12


def test_what_is_withheld_leaves_the_rest_standing() -> None:
    zonder_tau = compared(0.5, 100, 0.3, low=0.4, high=0.6)
    assert zonder_tau.chance == 2
    assert np.isnan([zonder_tau.usual, zonder_tau.reliability, zonder_tau.shrunken, zonder_tau.distance]).all()
    zonder_spreiding = compared(5.0, 100, 3.0, low=4.0, high=6.0, scale=PLAIN)
    assert np.isnan([zonder_spreiding.chance, zonder_spreiding.p_chance]).all()
    assert compared(5.0, 100, 5.2, low=4.0, high=6.0, scale=PLAIN).chance == 0  # the margin says it by itself
    assert np.isnan(compared(5.0, 100, 5.2, unit=1.0, scale=PLAIN).chance)  # no margin: nothing to agree with


def test_nothing_varies_and_everything_is_equal() -> None:
    gelijk = compared(4.0, 12, 4.0, unit=0.0, tau=0.0, low=4.0, high=4.0, scale=PLAIN)
    assert (gelijk.chance, gelijk.usual, gelijk.p_chance, gelijk.reliability, gelijk.distance) == (0, 0, 1, 0, 0)  # type: ignore[comparison-overlap]


@RUSTIG
@given(
    st.sampled_from(sorted(SCALES)),
    st.floats(0.02, 0.98),
    st.floats(0.0, 1.0),
    st.integers(10, 2000),
    st.floats(0.0, 0.3),
    st.integers(0, 3),
)
def test_the_statements_hold_together_on_every_scale(
    name: str, middle: float, part: float, n: int, tau: float, places: int
) -> None:
    scale: Scale = SCALES[name]
    width = scale.high - scale.low
    target, value = round(scale.low + middle * width, places), round(scale.low + part * width, places)
    unit = 0.1 * width**2 * max(middle * (1 - middle), 0.01)
    low, high = value - 0.1 * width, value + 0.1 * width
    if name == "share":
        low, high = (float(each) for each in wilson(value * n, n))
    uit = compared(value, n, target, unit=unit, tau=tau, low=low, high=high, scale=scale, places=places)
    assert uit.usual95[0] <= uit.chance95[0] <= uit.chance95[1] <= uit.usual95[1]
    assert not (uit.usual != 0 and uit.chance != 2)
    assert not (uit.chance == 2 and low <= target <= high)
    assert not (uit.chance == 0 and not low - 1e-9 <= target <= high + 1e-9)
    assert np.isnan(uit.shrunken) or low - 1e-9 <= uit.shrunken <= high + 1e-9
    assert 0 <= uit.reliability <= 1


@pytest.mark.parametrize("name", sorted(SCALES))
def test_reliability_grows_and_limits_narrow_with_the_number(name: str) -> None:
    scale = SCALES[name]
    target = scale.low + 0.3 * (scale.high - scale.low)
    n = np.array([10.0, 40.0, 160.0, 640.0])
    uit = compared(
        target,
        n,
        target,
        unit=0.05 * (scale.high - scale.low) ** 2,
        tau=0.05 * (scale.high - scale.low if name == "plain" else 1),
        low=0.0,
        high=1e9,
        scale=scale,
        places=6,
    )
    assert (np.diff(uit.reliability) > 0).all()
    assert (np.diff(uit.usual95[1] - uit.usual95[0]) < 0).all()
