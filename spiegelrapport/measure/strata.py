"""The case mix of the selected rows: which stratum each belongs to."""

import numpy as np
import pandas as pd

from spiegelrapport.definitions.schema import Indicator
from spiegelrapport.measure.bron import Ints, samengevoegd
from spiegelrapport.measure.selecties import Selectie

ERNST = "ernst"  # a quarter of the instrument's scale that the beginscore falls in
KOLOMMEN = ("prestatie_geleverd", "leeftijdsgroep", "diagnosehoofdstuk", ERNST)
KWARTEN = 4


def strata_van(selectie: Selectie, indicator: Indicator) -> tuple[Ints, list[str]]:
    """Per selected row the position of its stratum, and the strata's labels. A missing value is a stratum of its own."""
    kolommen = pd.DataFrame({naam: _kolom(selectie, indicator, naam) for naam in indicator.casemix})
    codes, namen = pd.factorize(samengevoegd(kolommen, indicator.casemix), sort=True)
    return codes.astype(np.int64), [str(naam) for naam in namen]


def _kolom(selectie: Selectie, indicator: Indicator, naam: str) -> "pd.Series[str]":
    if naam == ERNST:
        laag, hoog = selectie.bron.definities.instrumenten[indicator.instrument].schaal
        kwart = np.floor((selectie.extra["begin"] - laag) / (hoog - laag) * KWARTEN).clip(0, KWARTEN - 1)
        return pd.Series([f"kwart {nummer:.0f}" for nummer in kwart], dtype="str")
    trajecten = selectie.bron.rijen.trajecten
    plaats = selectie.extra["traject"].to_numpy() if "traject" in selectie.extra else selectie.posities
    kolom: pd.Series[str] = trajecten[naam].iloc[plaats].reset_index(drop=True)
    return kolom
