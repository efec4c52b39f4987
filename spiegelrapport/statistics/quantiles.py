"""Values -> quantiles over zorgaanbieders."""

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


def quantiles(values: Array, probabilities: npt.ArrayLike) -> Array:
    """Hyndman-Fan type 8 (median unbiased) per row of `values`, NaN left out; shape (rows, probabilities).

    Position h = (n + 1/3)p + 1/3 between the sorted values, held to the first and last. No values: NaN. One value: itself.
    Equals numpy's method "median_unbiased"; written out to do all rows at once with a different n each.
    """
    if values.shape[1] == 0:
        return np.full((len(values), len(np.asarray(probabilities))), np.nan)
    ordered = np.sort(values, axis=1)  # NaN last
    n = np.isfinite(values).sum(axis=1)[:, None]
    h = (n + 1 / 3) * np.asarray(probabilities, float) + 1 / 3
    low = np.floor(h).clip(1, np.maximum(n, 1))
    high = (low + 1).clip(1, np.maximum(n, 1))
    fraction = (h - low).clip(0, 1)
    at_low = np.take_along_axis(ordered, low.astype(np.int64) - 1, axis=1)
    at_high = np.take_along_axis(ordered, high.astype(np.int64) - 1, axis=1)
    return np.asarray(at_low + fraction * (at_high - at_low), np.float64)
