"""Own value and group -> the difference with its interval. The group includes the own organisation, and so does the error."""

import numpy as np

from spiegelrapport.benchmark.matrices import Array, Matrices
from spiegelrapport.statistics.intervals import newcombe, student


def verschillen(
    allen: Matrices, groep: Matrices, gepoold: Array, eenheid: Array, v_mediaan: Array
) -> tuple[Array, Array, Array]:
    """own - pooled, lower, upper (95%), figures × zorgaanbieders.

    own - pooled = (1 - w)(own - rest), w the own part of the group's size. Shares: Newcombe's interval for own - rest, times
    1 - w. Other kinds: t with variance (1 - w)²(own variance + rest's variance), the rest's taken within zorgaanbieders, since
    those are all there are; Satterthwaite's df with only the own variance estimated. Medians: own variance + the group's
    - 2w·own variance (the pooled median moves by w when the own values move). Without a rest: difference, no interval.
    `v_mediaan`: variance of the group's pooled median, per figure.
    """
    verschil = allen.waarde - gepoold[:, None]
    w, v_rest = _rest(allen, groep, eenheid)
    v_eigen = np.where(np.isfinite(allen.variantie), allen.variantie, np.nan)
    v = (1 - w) ** 2 * (v_eigen + v_rest)
    v = np.where(allen.is_("mediaan")[:, None], np.maximum(v_eigen + v_mediaan[:, None] - 2 * w * v_eigen, 0), v)
    with np.errstate(invalid="ignore", divide="ignore"):
        # a zero own variance leaves only the group's, which is known well
        df = np.where(v_eigen > 0, (v / ((1 - w) ** 2 * v_eigen)) ** 2 * (allen.n - 1), 1e6)
    onder, boven = student(verschil, np.sqrt(v), np.where(allen.n > 1, np.clip(df, 1, 1e6), np.nan))
    laag, hoog = _aandeel(allen, groep, w)
    aandeel, alleen = allen.is_("aandeel")[:, None], w >= 1
    onder, boven = np.where(aandeel, laag, onder), np.where(aandeel, hoog, boven)
    return verschil, np.where(alleen, np.nan, onder), np.where(alleen, np.nan, boven)


def _rest(allen: Matrices, groep: Matrices, eenheid: Array) -> tuple[Array, Array]:
    """The own part of the group's size, and the sampling variance of the rest's pooled value."""
    bekend = np.isfinite(groep.waarde)
    totaal = np.nansum(np.where(bekend, groep.maat, np.nan), axis=1)[:, None]
    with np.errstate(invalid="ignore", divide="ignore"):
        w = np.where(totaal > 0, np.minimum(allen.maat / totaal, 1.0), np.nan)
        som = np.nansum(np.where(bekend, _kwadraat(groep, eenheid), 0.0), axis=1)[:, None]
        rest = np.maximum(som - _kwadraat(allen, eenheid), 0.0) / ((1 - w) * totaal) ** 2
    rest = np.where(w < 1, rest, np.nan)
    return w, rest


def _kwadraat(m: Matrices, eenheid: Array) -> Array:
    """size² × variance: what a zorgaanbieder adds to the variance of a sum; the shared unit variance where it has none."""
    with np.errstate(invalid="ignore", divide="ignore"):
        variantie = np.where(np.isfinite(m.variantie), m.variantie, eenheid[:, None] / m.maat)
    return m.maat**2 * variantie


def _aandeel(allen: Matrices, groep: Matrices, w: Array) -> tuple[Array, Array]:
    x, n = (np.nansum(deel, axis=1)[:, None] for deel in (groep.teller, groep.n))
    aandeel = allen.is_("aandeel")[:, None] & (n - allen.n > 0)
    rest_x = np.where(aandeel, np.maximum(x - allen.teller, 0), np.nan)
    rest_n = np.where(aandeel, n - allen.n, np.nan)
    laag, hoog = newcombe(np.where(aandeel, allen.teller, np.nan), allen.n, np.minimum(rest_x, rest_n), rest_n)
    return (1 - w) * laag, (1 - w) * hoog
