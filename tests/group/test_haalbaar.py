"""The achievable value: the best until they hold a tenth of the clients."""

import numpy as np
import pytest

from spiegelrapport.group.groepscijfers import pared_mean


def achieved(x: list[float], n: list[float], *, hoger: bool = True) -> float:
    return pared_mean(np.array(x, float), np.array(n, float), hoger=hoger)


def test_a_small_perfect_score_does_not_lead_before_a_large_high_one() -> None:
    """2/2 has fraction 3/4 and 90/100 has 91/102: the large one comes first and holds a tenth by itself."""
    assert achieved([2, 90, 50], [2, 100, 100]) == pytest.approx(0.90)


def test_the_best_are_added_until_they_hold_a_tenth() -> None:
    """A tenth of 300 is 30: 19/20 alone is not enough, and 40/50 comes next."""
    assert achieved([19, 40, 100], [20, 50, 230]) == pytest.approx(59 / 70)


def test_exactly_a_tenth_is_enough() -> None:
    assert achieved([9, 40], [10, 90]) == pytest.approx(0.9)


def test_lower_is_the_same_from_the_other_side() -> None:
    x, n = [1, 10, 30], [20, 50, 130]
    andersom = [b - a for a, b in zip(x, n, strict=True)]
    assert achieved(x, n, hoger=False) == pytest.approx(1 - achieved(andersom, n))


def test_ties_go_to_the_larger() -> None:
    """(0+1)/(0+2) = (1+1)/(2+2) = (5+1)/(10+2): the ten come first, and a tenth of 82 is 8.2."""
    assert achieved([0, 1, 5, 20], [0, 2, 10, 70]) == pytest.approx(0.5)
    assert achieved([1, 5, 0], [2, 10, 80]) == pytest.approx(0.5)
