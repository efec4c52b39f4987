"""The rules about one cell, each against its own definition tried out the slow way, and exactly at its limit."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spiegelrapport.disclose.thresholds import dominant, first_rule, unsafe

RUSTIG = settings(deadline=None)
BIJDRAGEN = st.lists(st.integers(0, 40), min_size=1, max_size=7)


@RUSTIG
@given(BIJDRAGEN, st.sampled_from([0.0, 5.0, 10.0, 50.0]), st.integers(0, 3))
def test_the_p_rule_asks_what_the_largest_and_the_coalition_leave_over(rij: list[int], p: float, coalitie: int) -> None:
    groot = sorted(rij, reverse=True)
    rest = sum(groot[1 + coalitie :])
    assert bool(unsafe(np.array([rij], float), p, coalitie)[0]) is (groot[0] > 0 and rest < p / 100 * groot[0] - 1e-12)


@pytest.mark.parametrize(("rest", "onveilig"), [(10, False), (9, True)])
def test_exactly_p_percent_is_enough(rest: int, onveilig: bool) -> None:
    assert bool(unsafe(np.array([[100.0, 60.0, rest]]), 10.0, 1)[0]) is onveilig


def test_nobody_who_contributes_is_no_risk_and_one_alone_is() -> None:
    assert unsafe(np.array([[0.0, 0.0], [5.0, 0.0]]), 10.0).tolist() == [False, True]
    assert unsafe(np.empty((2, 0)), 10.0).tolist() == [False, False]


@RUSTIG
@given(BIJDRAGEN, st.sampled_from([0.25, 0.5, 0.9, 1.0]))
def test_one_dominates_who_holds_more_than_the_limit(rij: list[int], grens: float) -> None:
    verwacht = sum(rij) > 0 and max(rij) > grens * sum(rij) + 1e-9
    assert bool(dominant(np.array([rij], float), grens)[0]) is verwacht


def test_exactly_the_limit_does_not_dominate_and_who_is_absent_counts_for_nothing() -> None:
    gewicht = np.array([[25.0, 25.0, 25.0, 25.0], [26.0, 25.0, 25.0, 24.0], [25.0, 25.0, np.nan, 50.0], [np.nan] * 4])
    assert dominant(gewicht, 0.25).tolist() == [False, True, True, False]


def test_a_field_goes_where_any_rule_takes_it() -> None:
    regels = {
        "a": (("gepoold", "p50"), np.array([True, False, False])),
        "b": (("gepoold",), np.array([False, True, False])),
    }
    uit = first_rule(regels, 3)
    assert uit["gepoold"].tolist() == [True, True, False]
    assert uit["p50"].tolist() == [True, False, False]
    assert not any(waar.any() for veld, waar in uit.items() if veld not in ("gepoold", "p50"))
