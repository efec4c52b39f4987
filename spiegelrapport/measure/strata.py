"""The case mix of the selected rows: which stratum each belongs to."""

import numpy as np
import pandas as pd

from spiegelrapport.definitions.schema import Indicator
from spiegelrapport.measure.round_tables import Ints
from spiegelrapport.measure.selecties import Selectie

ERNST = "ernst"  # a quarter of the instrument's scale that the beginscore falls in
KOLOMMEN = ("prestatie_geleverd", "leeftijdsgroep", "diagnosehoofdstuk", ERNST)
KWARTEN = 4
ONBEKEND = "onbekend"


def strata_of(selectie: Selectie, indicator: Indicator, rijen: Ints) -> tuple[Ints, list[str]]:
    """Per row of `rijen` (positions in the selection) its stratum, and the strata's labels.

    A missing value is a stratum of its own: "onbekend".
    """
    stratum, namen = np.zeros(len(rijen), np.int64), [""]
    for kolom in indicator.casemix:
        codes, waarden = pd.factorize(_kolom(selectie, indicator, kolom, rijen), sort=True)
        labels = [*(str(waarde) for waarde in waarden), ONBEKEND]
        stratum = stratum * len(labels) + np.where(codes < 0, len(waarden), codes)
        namen = [f"{naam} | {label}" if naam else label for naam in namen for label in labels]
    return stratum, namen


def _kolom(selectie: Selectie, indicator: Indicator, naam: str, rijen: Ints) -> "pd.Series[str]":
    if naam == ERNST:
        laag, hoog = selectie.bron.definities.instrumenten[indicator.instrument].schaal
        begin = selectie.extra["begin"].iloc[rijen]
        kwart = np.floor((begin - laag) / (hoog - laag) * KWARTEN).clip(0, KWARTEN - 1)
        return pd.Series([f"kwart {nummer + 1:.0f}" for nummer in kwart], dtype="str")
    plaats = selectie.extra["traject"].to_numpy() if "traject" in selectie.extra else selectie.posities
    kolom: pd.Series[str] = selectie.bron.rijen.trajecten[naam].iloc[plaats[rijen]]
    return kolom
