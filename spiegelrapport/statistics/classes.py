"""What a class of a share tells of its members, whose numbers of clients may be known: counts come in whole numbers."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
SMALL = 1e-9
WHOLE = 1e-6  # a count this near a whole number is one


def width_in_class(n: Array, low: Array, high: Array) -> Array:
    """How far apart the outermost shares are that `n` clients can give from `low` up to, and without, `high`; 0..1.

    One below 0 means that no share fits. A class without an upper bound (inf, or anything above 1) reaches to 1 itself.
    """
    most = np.where(high > 1, n, np.ceil(np.minimum(high, 1.0) * n - SMALL) - 1)
    return np.asarray((most - np.ceil(np.maximum(low, 0.0) * n - SMALL)) / n, np.float64)


def safe_sizes(n: Array, bounds: Sequence[float], needed: float) -> npt.NDArray[np.bool_]:
    """For which numbers of clients every class between the bounds leaves `needed` open, whatever the share is."""
    edges = [0.0, *bounds, np.inf]
    widths = [width_in_class(n, np.full(len(n), low), np.full(len(n), high)) for low, high in pairwise(edges)]
    return np.asarray(np.min(widths, axis=0) >= needed - SMALL, np.bool_)


def are_counts(sums: Array) -> bool:
    """Whether sums are whole numbers of clients."""
    return bool(np.all(np.abs(sums - np.round(sums)) < WHOLE))
