"""Everybody's parameters -> those that go out: only of enough zorgaanbieders, to two significant digits."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from spiegelrapport.audit.matrices import Matrix
from spiegelrapport.figures.rounding import significant
from spiegelrapport.model.cijfers import SLEUTEL, Sleutel
from spiegelrapport.model.publishable import Parameters
from spiegelrapport.model.ronde import Ronde
from spiegelrapport.statistics.heterogeneity import silent_from

DIGITS = 2
ALLEN = "allen"


def make_parameters(
    stelsel: Matrix, frame: pd.DataFrame, ronde: Ronde, *, drempels: bool = True, afronden: bool = True
) -> Mapping[int, Parameters]:
    """Per figure (row of the stelsel): of at least as many zorgaanbieders as quantiles need, counted here.

    tau only where it tells nothing about anybody by itself. A share has no variance of its own: that follows from its target.
    """
    iedereen = np.ones(len(stelsel.agbs), dtype=bool)
    plaats, aanwezig = stelsel.rij, np.isfinite(stelsel.gewicht) & stelsel.leden.get(ALLEN, iedereen)
    k = aanwezig.sum(axis=1)
    samen = np.maximum(aanwezig[:, np.isin(stelsel.agbs, ronde.deel)].sum(axis=1), ronde.drempels.coalitie)
    digits = DIGITS if afronden else 12
    uit: dict[int, Parameters] = {}
    for *sleutel, tau2, telt, binnen in frame[[*SLEUTEL, "tau2", "telt", "binnen"]].itertuples(index=False, name=None):
        rij = plaats.get(Sleutel(*sleutel))
        if rij is None or (drempels and k[rij] < _minimum(ronde, int(samen[rij]))):
            continue
        zwijgt = not drempels or telt >= silent_from(int(samen[rij]))
        tau = float(np.sqrt(tau2)) if zwijgt and np.isfinite(tau2) else None
        eigen = None if stelsel.opmaken[rij].soort == "aandeel" or np.isnan(binnen) else float(binnen)
        uit[rij] = Parameters(int(k[rij]), significant(tau, digits), significant(eigen, digits))
    return uit


def _minimum(ronde: Ronde, samen: int) -> int:
    return max(ronde.drempels.zorgaanbieders_kwantielen, ronde.drempels.minimum_k(samen))
