"""Everybody's figures -> how much they vary within and between organisations, per figure, on the scale of comparing."""

import numpy as np
import pandas as pd

from spiegelrapport.definitions.schema import Definities
from spiegelrapport.figures.rounding import rounding
from spiegelrapport.group.value_matrices import Array, ValueMatrices
from spiegelrapport.model.cijfers import SLEUTEL
from spiegelrapport.statistics.heterogeneity import estimate
from spiegelrapport.statistics.scales import Scale, choose

KOLOMMEN = [*SLEUTEL, "k", "tau2", "telt", "binnen"]


def parameters(allen: ValueMatrices, gepoold: Array, definities: Definities) -> pd.DataFrame:
    """KOLOMMEN over everybody: `allen` without the joint report, `gepoold` their pooled values.

    binnen: the variance of one client's value within an organisation, pooled; own variance = this / own n.
    tau2: between organisations, on the figure's Scale, from the `telt` that are large enough to tell; NaN where it cannot be.
    """
    binnen = pooled_within(allen, gepoold)
    tau2, telt = _between(allen, gepoold, binnen, definities)
    k = np.isfinite(allen.waarde).sum(axis=1)
    return allen.sleutels[SLEUTEL].assign(k=k, tau2=tau2, telt=telt, binnen=binnen)


def pooled_within(m: ValueMatrices, gepoold: Array) -> Array:
    """Per figure the variance of one unit of n: p(1 - p) for shares, else the (n - 1)-weighted mean of everybody's own.

    Steadier than one organisation's own spread, and defined at n = 1.
    """
    gewicht = np.where(np.isfinite(m.variantie), np.maximum(m.n - 1, 0), 0.0)
    per_client = np.where(gewicht > 0, m.variantie * m.n, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        samen = (gewicht * per_client).sum(axis=1) / gewicht.sum(axis=1)
    return np.where(m.is_("aandeel"), gepoold * (1 - gepoold), samen)


def scales(m: ValueMatrices, definities: Definities) -> list[Scale]:
    """The Scale of each figure (row)."""
    vormen = [
        rounding(definities, i, maat) for i, maat in zip(m.sleutels["indicator"], m.sleutels["maat"], strict=True)
    ]
    return [choose(vorm.soort, vorm.eenheid, vorm.schaal) for vorm in vormen]


def _between(m: ValueMatrices, gepoold: Array, binnen: Array, definities: Definities) -> tuple[Array, Array]:
    tau2, telt = np.full(len(m.sleutels), np.nan), np.zeros(len(m.sleutels))
    per_schaal: dict[Scale, list[int]] = {}
    for rij, schaal in enumerate(scales(m, definities)):
        per_schaal.setdefault(schaal, []).append(rij)
    for schaal, rijen in per_schaal.items():
        n, doel, per_client = m.n[rijen], gepoold[rijen][:, None], binnen[rijen][:, None]
        y = schaal.forward(m.waarde[rijen], n, doel, per_client)
        v = np.where(schaal.informs(n, doel, per_client), schaal.variance(n, doel, per_client), np.nan)
        gevonden = estimate(y, v)
        tau2[rijen], telt[rijen] = gevonden.tau2, gevonden.k
    return tau2, telt
