"""Own cells and published parameters as arrays, for the one function; and whole documents to compare."""

import numpy as np
import numpy.typing as npt

from spiegelrapport.compare.comparison import Outcome, Own, Published, compare
from spiegelrapport.statistics.scales import Scale, choose

SHARE = choose("aandeel", "%", (0.0, 1.0))
PLAIN = choose("verschil", "punten", (-1e9, 1e9))
FINE = 9  # decimals: rounding does not stand between a reference value and the formula
Numbers = npt.ArrayLike


def compared(
    value: Numbers,
    n: Numbers,
    target: Numbers,
    *,
    low: Numbers | None = None,
    high: Numbers | None = None,
    unit: Numbers = np.nan,
    tau: Numbers = np.nan,
    band: tuple[Numbers, Numbers] = (np.nan, np.nan),
    scale: Scale = SHARE,
    places: int = FINE,
    bounds: tuple[float, float] | None = None,
) -> Outcome:
    """By default without a margin, so that the limits alone decide nothing."""
    shape = np.broadcast_shapes(*(np.shape(each) for each in (value, n, target, unit, tau)))

    def full(each: Numbers | None) -> npt.NDArray[np.float64]:
        return np.broadcast_to(np.asarray(np.nan if each is None else each, np.float64), shape).copy()

    own = Own(full(value), full(low), full(high), full(n))
    by = Published(full(target), full(unit), full(tau), (full(band[0]), full(band[1])))
    return compare(own, by, scale, places, bounds or (scale.low, scale.high))
