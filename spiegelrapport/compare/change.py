"""Own printed figures of two years + published within-variance -> which changes are more than chance."""

from collections.abc import Sequence

import numpy as np
from scipy import special, stats

from spiegelrapport.definitions.schema import Definities
from spiegelrapport.figures.rounding import rounding
from spiegelrapport.model.cijfers import Sleutel
from spiegelrapport.model.publishable import Cijfer, Publishable
from spiegelrapport.statistics.scales import choose


def changes(publishable: Publishable, cijfers: Sequence[Cijfer], definities: Definities) -> dict[Sleutel, float]:
    """q (Benjamini-Hochberg) of the own change against the year before; none across a break in method."""
    p = {}
    for cijfer in cijfers:
        breaks = {str(one.eerste_jaar) for one in definities.indicatoren[cijfer.sleutel.indicator].breuken}
        before = publishable.cijfers.get(cijfer.sleutel._replace(periode=str(int(cijfer.sleutel.periode[:4]) - 1)))
        if before is not None and cijfer.sleutel.periode not in breaks:
            p[cijfer.sleutel] = p_change(cijfer, before, definities)
    known = {sleutel: value for sleutel, value in p.items() if np.isfinite(value)}
    q = stats.false_discovery_control(list(known.values())) if known else np.array([])
    return {sleutel: float(value) for sleutel, value in zip(known, q, strict=True)}


def p_change(now: Cijfer, before: Cijfer, definities: Definities) -> float:
    """Two-sided, on the scale of comparing, about the mean of both years; NaN where a year or the variance is withheld."""
    own = now.eigen, before.eigen
    if any(cel.waarde is None or not cel.n for cel in own):
        return float("nan")
    form = rounding(definities, now.sleutel.indicator, now.sleutel.maat)
    scale = choose(form.soort, form.eenheid, form.schaal)
    value = np.array([cel.waarde for cel in own], np.float64)
    n = np.array([cel.n for cel in own], np.float64)
    middle = float((value * n).sum() / n.sum())
    within = None if now.parameters is None else now.parameters.binnen
    unit = middle * (1 - middle) if scale.kind == "share" else np.nan if within is None else within
    y, v = scale.forward(value, n, middle, unit), scale.variance(n, middle, unit)
    with np.errstate(invalid="ignore", divide="ignore"):
        return float(2 * special.ndtr(-abs(y[0] - y[1]) / np.sqrt(v.sum())))
