"""ValueMatrices of one benchmarkgroep -> its distribution and its value over all clients."""

import numpy as np
import pandas as pd

from spiegelrapport.definitions.schema import Definities
from spiegelrapport.group.ranked_values import RankedValues
from spiegelrapport.group.value_matrices import BEGIN, Array, ValueMatrices
from spiegelrapport.model.cijfers import SLEUTEL
from spiegelrapport.statistics.quantiles import quantiles

PERCENTIELEN = {"p10": 0.10, "p25": 0.25, "p50": 0.50, "p75": 0.75, "p90": 0.90}


def verdeling(groep: ValueMatrices, gepoold: Array, minimum: int) -> pd.DataFrame:
    """SLEUTEL, k, n, teller, noemer, gepoold and the percentiles over zorgaanbieders with at least `minimum` clients, each once."""
    bekend = np.isfinite(groep.waarde)
    telt = {
        naam: np.nansum(np.where(bekend, getattr(groep, naam), np.nan), axis=1) for naam in ("n", "teller", "noemer")
    }
    zonder = ~np.isfinite(np.where(bekend, groep.teller, np.nan)).any(axis=1)
    kwantielen = quantiles(np.where(groep.n >= minimum, groep.waarde, np.nan), list(PERCENTIELEN.values()))
    return groep.sleutels[SLEUTEL].assign(
        k=bekend.sum(axis=1),
        n=telt["n"].astype(np.int64),
        teller=np.where(zonder, np.nan, telt["teller"]),
        noemer=np.where(zonder, np.nan, telt["noemer"]),
        gepoold=gepoold,
        **{naam: kwantielen[:, i] for i, naam in enumerate(PERCENTIELEN)},
    )


def pool(groep: ValueMatrices, waarden: RankedValues) -> Array:
    """The value over all clients of the group: Σteller/Σnoemer; for a median the median of all values together.

    The standardised difference is the change of all clients over the spread of all their beginscores. Nobody: NaN.
    """
    bekend = np.isfinite(groep.waarde)
    teller = np.nansum(np.where(bekend, groep.teller, np.nan), axis=1)
    noemer = np.nansum(np.where(bekend, groep.noemer, np.nan), axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        gepoold = np.where(noemer > 0, teller / noemer, np.nan)
        gepoold = np.where(groep.standaard, gepoold / _spreiding_begin(groep), gepoold)
    return np.where(groep.is_("mediaan"), waarden.mediaan(), gepoold)


def _spreiding_begin(groep: ValueMatrices) -> Array:
    """For every standardised figure the SD of the beginscores of all its clients: within and between zorgaanbieders."""
    sleutels = groep.sleutels[SLEUTEL]
    begin = pd.MultiIndex.from_frame(sleutels.assign(maat=sleutels["maat"].where(~groep.standaard, BEGIN)))
    plaats = pd.MultiIndex.from_frame(sleutels).get_indexer(begin)
    n, mean, sd = groep.n[plaats], groep.waarde[plaats], groep.sd[plaats]
    telt = np.isfinite(mean) & np.isfinite(groep.waarde)
    n = np.where(telt, n, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        midden = np.nansum(n * np.nan_to_num(mean), axis=1) / n.sum(axis=1)
        binnen = np.nansum(np.where(telt, (n - 1) * np.nan_to_num(sd) ** 2, 0.0), axis=1)
        tussen = np.nansum(n * (np.nan_to_num(mean) - midden[:, None]) ** 2, axis=1)
        spreiding = np.sqrt((binnen + tussen) / (n.sum(axis=1) - 1))
    return np.where((plaats >= 0) & groep.standaard & (spreiding > 0), spreiding, np.nan)


def richtingen(matrices: ValueMatrices, definities: Definities) -> "pd.Series[str]":
    """The direction of each figure (row): the maat's own where it has one."""
    gevonden: list[str] = []
    for code, maat in zip(matrices.sleutels["indicator"], matrices.sleutels["maat"], strict=True):
        indicator = definities.indicatoren[code]
        eigen = next(een for een in indicator.maten if een.code == maat)
        gevonden.append(eigen.richting or indicator.richting)
    return pd.Series(gevonden, dtype="object")


def haalbaar(groep: ValueMatrices, richting: pd.Series, deel: float = 0.10) -> Array:
    """Achievable benchmark: the pared mean of the best zorgaanbieders that together hold a tenth of the clients.

    Best by the adjusted performance fraction (x + 1)/(n + 2), in the direction of the figure; for shares with a direction
    only, otherwise NaN. Ties go to the larger zorgaanbieder, then the lower AGB-code. Source: Kiefe, Weissman et al. (1998).
    """
    uit = np.full(len(groep.sleutels), np.nan)
    for rij in np.flatnonzero(groep.is_("aandeel") & richting.isin(["hoger", "lager"]).to_numpy()):
        x, n = groep.teller[rij], groep.n[rij]
        telt = np.isfinite(x) & (n > 0)
        if telt.sum() >= 2:
            uit[rij] = pared_mean(x[telt], n[telt], hoger=richting.iloc[rij] == "hoger", deel=deel)
    return uit


def pared_mean(x: Array, n: Array, *, hoger: bool = True, deel: float = 0.10) -> float:
    """Σx/Σn of the best until they hold `deel` of all n."""
    fractie = (x + 1) / (n + 2)
    orde = np.lexsort((np.arange(len(n)), -n, -fractie if hoger else fractie))
    genoeg = int(np.searchsorted(np.cumsum(n[orde]), deel * n.sum() - 1e-9)) + 1
    beste = orde[:genoeg]
    return float(x[beste].sum() / n[beste].sum())
