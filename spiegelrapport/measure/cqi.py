"""CQi rows -> scale scores from 1 to 5, from ready-made scores or from the items."""

import re

import numpy as np
import pandas as pd

from spiegelrapport.measure.round_tables import Bools, Floats, Ints, numbers_of


def schaalscore(cqi: pd.DataFrame, schaal: str, deel_items: float) -> Floats:
    """The ready-made score (validate has brought it to 1-5), else the mean of the items when at least `deel_items` is answered.

    NaN when neither exists.
    """
    klaar = numbers_of(cqi, schaal)
    return np.where(np.isnan(klaar), _uit_items(cqi, schaal, deel_items), klaar)


def valid_version(cqi: pd.DataFrame, jaar: Ints, eerste_jaar: int) -> Bools:
    """From `eerste_jaar` (2021) only version 5.1, before it only AMB: the two are never in one figure. A blank follows the year."""
    versie = cqi["versie"] if "versie" in cqi else pd.Series(None, index=cqi.index, dtype=object)
    amb = (versie == "AMB").fillna(False).to_numpy(bool)
    nieuw = (versie == "5.1").fillna(False).to_numpy(bool)
    return np.where(jaar >= eerste_jaar, ~amb, ~nieuw)


def _uit_items(cqi: pd.DataFrame, schaal: str, deel_items: float) -> Floats:
    """The scale's items are the columns "<schaal>_<number>" of the export."""
    kolommen = [kolom for kolom in cqi.columns if re.fullmatch(rf"{schaal}_\d+", kolom)]
    items = np.column_stack([numbers_of(cqi, kolom) for kolom in kolommen] or [np.full(len(cqi), np.nan)])
    ingevuld = (~np.isnan(items)).sum(axis=1)
    genoeg = (ingevuld > 0) & (ingevuld >= deel_items * items.shape[1])
    return np.where(genoeg, np.nansum(items, axis=1) / np.maximum(ingevuld, 1), np.nan)
