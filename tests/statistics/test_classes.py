"""What a class of a share tells, held against writing out every whole number."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spiegelrapport.statistics.classes import are_counts, safe_sizes, width_in_class

GRENS = st.integers(1, 99).map(lambda procent: procent / 100)


def written_out(n: int, low: float, high: float) -> list[int]:
    """The counts whose share lies in the class; percentages as whole numbers, so that no bound is missed by a hair."""
    return [
        c for c in range(n + 1) if c * 100 >= round(low * 100) * n and (high > 1 or c * 100 < round(high * 100) * n)
    ]


@settings(deadline=None, max_examples=300)
@given(st.integers(1, 400), GRENS, GRENS)
def test_the_width_is_that_of_the_counts_written_out(n: int, een: float, ander: float) -> None:
    for low, high in ((min(een, ander), max(een, ander)), (0.0, een), (een, np.inf)):
        counts = written_out(n, low, high)
        width = float(width_in_class(np.array([float(n)]), np.array([low]), np.array([high]))[0])
        assert width < 0 if not counts else width == pytest.approx((counts[-1] - counts[0]) / n)


@settings(deadline=None, max_examples=200)
@given(st.integers(1, 300), st.lists(GRENS, min_size=1, max_size=4, unique=True).map(sorted))
def test_a_size_is_safe_when_every_class_leaves_enough(n: int, bounds: list[float]) -> None:
    edges = [0.0, *bounds, np.inf]
    counts = [written_out(n, low, high) for low, high in itertools.pairwise(edges)]
    enough = all(c and (c[-1] - c[0]) / n >= 0.05 - 1e-9 for c in counts)
    assert bool(safe_sizes(np.array([float(n)]), bounds, 0.05)[0]) is enough


def test_three_clients_under_ten_percent_are_none() -> None:
    assert safe_sizes(np.array([3.0, 12.0, 100.0]), [0.1], 0.05).tolist() == [False, True, True]


def test_sums_are_counts_when_they_are_whole() -> None:
    assert are_counts(np.array([3.0, 0.0, 7.0 + 1e-9]))
    assert not are_counts(np.array([3.0, 2.5]))
