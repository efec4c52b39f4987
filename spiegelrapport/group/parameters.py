"""Everybody's figures -> how much they vary within and between organisations, per figure, on the scale of comparing."""

import numpy as np
import pandas as pd

from spiegelrapport.definitions.schema import Definities
from spiegelrapport.figures.rounding import rounding
from spiegelrapport.group.value_matrices import Array, ValueMatrices
from spiegelrapport.model.cijfers import SLEUTEL
from spiegelrapport.statistics.heterogeneity import estimate
from spiegelrapport.statistics.scales import Scale, choose

KOLOMMEN = [*SLEUTEL, "k", "tau2", "binnen"]


def parameters(allen: ValueMatrices, gepoold: Array, definities: Definities) -> pd.DataFrame:
    """SLEUTEL, k, tau2 and binnen, over everybody: `allen` without the joint report, `gepoold` their pooled values.

    binnen: the variance of one client's value within an organisation, pooled; own variance = this / own n.
    tau2: between organisations, on the figure's Scale; NaN where it cannot be estimated.
    """
    binnen = pooled_within(allen, gepoold)
    return allen.sleutels[SLEUTEL].assign(
        k=np.isfinite(allen.waarde).sum(axis=1), tau2=_between(allen, gepoold, binnen, definities), binnen=binnen
    )


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


def _between(m: ValueMatrices, gepoold: Array, binnen: Array, definities: Definities) -> Array:
    tau2 = np.full(len(m.sleutels), np.nan)
    per_schaal: dict[Scale, list[int]] = {}
    for rij, schaal in enumerate(scales(m, definities)):
        per_schaal.setdefault(schaal, []).append(rij)
    for schaal, rijen in per_schaal.items():
        n, doel, per_client = m.n[rijen], gepoold[rijen][:, None], binnen[rijen][:, None]
        y = schaal.forward(m.waarde[rijen], n, doel, per_client)
        v = np.where(schaal.informs(n, doel, per_client), schaal.variance(n, doel, per_client), np.nan)
        tau2[rijen] = estimate(y, v).tau2
    return tau2
