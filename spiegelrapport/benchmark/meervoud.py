"""Many p-values per report -> q-values: Benjamini-Hochberg within each report and group."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from spiegelrapport.definitions.schema import Definities
from spiegelrapport.model.cijfers import TOTAAL
from spiegelrapport.model.ronde import Ronde

Array = npt.NDArray[np.float64]


def benjamini_hochberg(p: Array, familie: npt.NDArray[np.int64]) -> Array:
    """q per p-value, within its family; NaN stays out and stays NaN. Source: Benjamini and Hochberg (1995).

    Equals scipy's false_discovery_control per family; written out to do all reports at once.
    """
    q = np.full(len(p), np.nan)
    bekend = np.flatnonzero(np.isfinite(p))
    orde = bekend[np.lexsort((p[bekend], familie[bekend]))]
    if not len(orde):
        return q
    groep = pd.Series(familie[orde])
    rang = groep.groupby(groep).cumcount() + 1
    m = groep.groupby(groep).transform("size")
    ruw = pd.Series(p[orde]) * m / rang
    q[orde] = ruw[::-1].groupby(groep[::-1]).cummin()[::-1].clip(upper=1.0).to_numpy()
    return q


def kop(frame: pd.DataFrame, definities: Definities, ronde: Ronde) -> npt.NDArray[np.bool_]:
    """Rows that the report compares: head figures, whole reporting year. The mix repeats other figures and stays out."""
    koppen = {i.code: i.maten[0].code for i in definities.indicatoren.values() if i.grafiek != "mix"}
    hoofd = frame["maat"].to_numpy() == frame["indicator"].map(koppen).to_numpy()
    nu = (frame["periode"] == ronde.periode) & (frame["uitsplitsing"] == TOTAAL)
    return np.asarray(hoofd & nu.to_numpy(), bool)
