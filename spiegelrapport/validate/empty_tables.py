"""Empty tables with every declared column and its type, for what was not delivered."""

from collections.abc import Mapping

import pandas as pd

from spiegelrapport.definitions.schema import Export
from spiegelrapport.model.leveringen import TABELLEN

DTYPES = {
    "datum": "datetime64[us]",
    "getal": "float64",
    "geheel": "float64",
    "minuten": "float64",
    "percentage": "float64",
    "ja_nee": "boolean",
}


def empty_table(export: Export) -> pd.DataFrame:
    """No rows, all columns."""
    kolommen = {kolom.naam: pd.Series(dtype=DTYPES.get(kolom.type, "str")) for kolom in export.kolommen}
    return pd.DataFrame({"blad": pd.Series(dtype="str")} | kolommen, index=pd.Index([], dtype="int64", name="rij"))


def completed(tabellen: Mapping[str, pd.DataFrame], exports: Mapping[str, Export]) -> dict[str, pd.DataFrame]:
    """All three tables."""
    per_tabel: dict[str, Export] = {export.tabel: export for export in exports.values()}
    return {naam: tabellen[naam] if naam in tabellen else empty_table(per_tabel[naam]) for naam in TABELLEN}
