"""An own margin + a group's printed quantiles -> the percentiles between which it lies: never an exact place."""

from spiegelrapport.model.publishable import Cel, GroepCel

EDGES = (0, 10, 25, 50, 75, 90, 100)


def position(eigen: Cel, groep: GroepCel) -> tuple[int, int] | None:
    """None where a quantile is withheld."""
    values = [value for value in (groep.p10, groep.p25, groep.p50, groep.p75, groep.p90) if value is not None]
    if eigen.waarde is None or len(values) < len(EDGES) - 2:
        return None
    low, high = (eigen.waarde if limit is None else limit for limit in (eigen.onder, eigen.boven))
    under = max((edge for edge, value in zip(EDGES[1:], values, strict=False) if value < low), default=0)
    over = min((edge for edge, value in zip(EDGES[1:], values, strict=False) if value > high), default=100)
    return under, over
