"""The case mix of the selected rows: which stratum each belongs to."""

import numpy as np
import pandas as pd

from spiegelrapport.definitions.schema import Indicator
from spiegelrapport.measure.round_tables import GEEN, GROEPEN, Ints
from spiegelrapport.measure.selecties import Selectie

ERNST = "ernst"  # an eighth of the instrument's scale that the beginscore falls in
PRESTATIE = "prestatie_geleverd"  # its prestatie group, the incomplete ones apart
KOLOMMEN = (PRESTATIE, "leeftijdsgroep", "diagnosehoofdstuk", ERNST)
DELEN = 8
ONBEKEND = "onbekend"


def strata_of(selectie: Selectie, indicator: Indicator, rijen: Ints) -> tuple[Ints, list[str]]:
    """Per row of `rijen` (positions in the selection) its stratum, and the strata's labels; sorted, neighbours are alike.

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
        deel = np.floor((begin - laag) / (hoog - laag) * DELEN).clip(0, DELEN - 1)
        return pd.Series([f"deel {nummer + 1:.0f}" for nummer in deel], dtype="str")
    if naam == PRESTATIE:
        groep = selectie.groep[rijen]
        labels = np.array([*(f"{plek} {groep}" for plek, groep in enumerate(GROEPEN)), None], object)
        return pd.Series(labels[np.where(groep == GEEN, len(GROEPEN), groep)])
    plaats = selectie.extra["traject"].to_numpy() if "traject" in selectie.extra else selectie.posities
    kolom: pd.Series[str] = selectie.bron.rijen.trajecten[naam].iloc[plaats[rijen]]
    return kolom
