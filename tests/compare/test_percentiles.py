"""Between which printed percentiles an own margin lies: never an exact place."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spiegelrapport.compare.percentiles import EDGES, position
from spiegelrapport.model.publishable import Cel, GroepCel

GROEP = GroepCel("allen", 40, 4000, 30.0, 10.0, 20.0, 30.0, 40.0, 50.0)


def margin(onder: float | None, boven: float | None, waarde: float | None = None) -> Cel:
    midden = waarde if waarde is not None else ((onder or 0.0) + (boven or 0.0)) / 2
    return Cel(midden, onder, boven, 30)


@pytest.mark.parametrize(
    ("onder", "boven", "plaats"),
    [
        (21.0, 29.0, (25, 50)),
        (21.0, 31.0, (25, 75)),
        (1.0, 9.0, (0, 10)),
        (51.0, 60.0, (90, 100)),
        (1.0, 60.0, (0, 100)),
        (20.0, 29.0, (10, 50)),  # on a quantile: it may be on either side
        (21.0, 30.0, (25, 75)),
        (10.0, 50.0, (0, 100)),
        (30.0, 30.0, (25, 75)),
    ],
)
def test_the_margin_lies_between_the_quantiles_that_it_does_not_touch(
    onder: float, boven: float, plaats: tuple[int, int]
) -> None:
    assert position(margin(onder, boven), GROEP) == plaats


def test_without_a_margin_the_value_itself_is_placed() -> None:
    assert position(margin(None, None, 25.0), GROEP) == (25, 50)
    assert position(margin(None, 35.0, 25.0), GROEP) == (25, 75)
    assert position(margin(15.0, None, 25.0), GROEP) == (10, 50)


@pytest.mark.parametrize("weg", ["p10", "p25", "p50", "p75", "p90"])
def test_where_a_quantile_is_withheld_there_is_no_place(weg: str) -> None:
    assert position(margin(21.0, 29.0), replace(GROEP, **{weg: None})) is None


def test_without_an_own_value_there_is_no_place() -> None:
    assert position(Cel(None, None, None, 4), GROEP) is None


def test_groups_in_which_all_are_alike_tell_only_the_side() -> None:
    gelijk = GroepCel("allen", 40, 4000, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0)
    assert position(margin(20.0, 29.0), gelijk) == (0, 10)
    assert position(margin(31.0, 33.0), gelijk) == (90, 100)
    assert position(margin(29.0, 31.0), gelijk) == (0, 100)


@settings(deadline=None)
@given(
    st.lists(st.integers(0, 100), min_size=5, max_size=5).map(sorted),
    st.integers(0, 100),
    st.integers(0, 20),
    st.integers(0, 20),
)
def test_a_wider_margin_never_has_a_narrower_place(kwantielen: list[int], midden: int, smal: int, meer: int) -> None:
    groep = GroepCel("allen", 40, 4000, None, *(float(k) for k in kwantielen))
    binnen = position(margin(midden - smal, midden + smal, midden), groep)
    buiten = position(margin(midden - smal - meer, midden + smal + meer, midden), groep)
    assert binnen is not None
    assert buiten is not None
    assert set(binnen) | set(buiten) <= set(EDGES)
    assert buiten[0] <= binnen[0] < binnen[1] <= buiten[1]
