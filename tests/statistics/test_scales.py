"""The scale of comparison goes there and back, and agrees with the margins that a reader sees."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiegelrapport.statistics.intervals import wilson, z_value
from spiegelrapport.statistics.scales import Scale, choose

SCALES = [Scale("share"), Scale("bounded", 1, 5), Scale("time", 0, 520), Scale("plain", -180, 180)]


@pytest.mark.parametrize("scale", SCALES, ids=lambda scale: scale.kind)
def test_there_and_back_is_the_same_value(scale: Scale) -> None:
    value = scale.low + np.array([0.02, 0.3, 0.5, 0.97]) * (scale.high - scale.low)
    target = scale.low + 0.6 * (scale.high - scale.low)
    given = (25, target, 0.05)
    np.testing.assert_allclose(scale.back(scale.forward(value, *given), *given), value, rtol=1e-9)


@pytest.mark.parametrize("scale", SCALES, ids=lambda scale: scale.kind)
def test_the_variance_is_that_of_the_value_times_the_slope_squared(scale: Scale) -> None:
    target, unit, size = scale.low + 0.7 * (scale.high - scale.low), 0.21, 30
    step = 1e-5 * (scale.high - scale.low)
    slope = (scale.centre(target + step) - scale.centre(target - step)) / (2 * step)
    assert scale.variance(size, target, unit) == pytest.approx(unit / size * slope**2, rel=1e-6)
    assert scale.spread(1.0, target) == pytest.approx(1 / slope, rel=1e-6)


@given(st.integers(10, 500), st.data())
def test_a_share_differs_by_more_than_chance_exactly_where_wilsons_interval_leaves_the_target_out(
    n: int, data: st.DataObject
) -> None:
    x, target = data.draw(st.integers(0, n)), data.draw(st.integers(1, 99)) / 100
    low, high = wilson(x, n)
    z = abs(float(Scale("share").chance(x / n, n, target, target * (1 - target))))
    if abs(z - z_value()) > 1e-9:
        assert (z > z_value()) == bool(target < low or target > high)


def test_a_small_share_of_nothing_out_of_ten_is_no_exception() -> None:
    """A plain arcsine puts it 2.6 standard errors off: one such zorgaanbieder in four would be flagged."""
    scale, target = Scale("share"), 0.06
    given = (10, target, target * (1 - target))
    z = (scale.forward(0.0, *given) - scale.centre(target)) / np.sqrt(scale.variance(*given))
    assert -1.0 < z < 0


def test_ten_forms_at_the_ceiling_are_not_more_than_chance_in_a_group_near_it() -> None:
    scale = Scale("bounded", 1, 5)
    assert abs(scale.chance(5.0, 10, 4.94, 0.03)) < z_value()
    assert abs(scale.chance(4.5, 10, 4.94, 0.03)) > z_value()


def test_nothing_that_varies_is_compared_without_an_error() -> None:
    for scale in SCALES:
        assert np.isfinite(scale.forward(scale.high, 10, scale.high, 0.0))


def test_each_kind_of_figure_has_its_scale() -> None:
    assert choose("verschil", "punten", (-180, 180)).kind == "plain"
    assert choose("mediaan", "minuten", (0, 20000)).kind == "time"
    assert choose("aandeel", "%", (0, 1)).kind == "share"
    assert choose("verhouding", "%", (0, 1)).kind == "bounded"
    assert choose("gemiddelde", "punten", (1, 5)) == Scale("bounded", 1, 5)


def test_a_few_clients_near_an_end_do_not_tell_how_much_organisations_differ() -> None:
    share = Scale("share")
    assert share.informs([10, 49, 50, 600], 0.04, 0.04 * 0.96).tolist() == [False, False, True, True]
    assert share.informs([4, 10], 0.5, 0.25).tolist() == [True, True]
    assert Scale("plain").informs([1, np.nan], -20, 300).tolist() == [True, False]
