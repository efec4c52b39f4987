"""What reading one table yields: rows, rows left out, findings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from spiegelrapport.model.findings import Finding
from spiegelrapport.model.leveringen import UITGESLOTEN

JAARKOLOMMEN = {
    "trajecten": ("einddatum", "begindatum"),
    "rom": ("datum",),
    "cqi": ("datum",),
    "sessies": ("datum",),
}


@dataclass(frozen=True, slots=True)
class TableResult:
    """`gelezen` = rows in `rijen` + rows in `uitgesloten`."""

    tabel: str
    rijen: pd.DataFrame
    uitgesloten: pd.DataFrame
    findings: tuple[Finding, ...]
    gelezen: int
    agbs: frozenset[str] = frozenset()
    kolommen: frozenset[str] = frozenset()  # our names of the columns that were delivered
    leeg: frozenset[str] = frozenset()  # those of them that hold nothing in any row
    koppen: tuple[str, ...] = ()  # the headings found
    gekoppeld: Mapping[str, str] = field(default_factory=dict)  # our name -> the heading it was read from
    afgewezen: Mapping[str, str] = field(
        default_factory=dict
    )  # delivered, not read: our name -> heading with personal data, or ""


def leave_out(rijen: pd.DataFrame, tabel: str, codes: np.ndarray, redenen: Sequence[str]) -> pd.DataFrame:
    """The rows that `codes` names (other rows hold '') as a frame of excluded rows."""
    welke = np.flatnonzero(codes != "")
    weg = rijen.iloc[welke]
    return pd.DataFrame(
        {
            "tabel": tabel,
            "blad": weg["blad"].to_numpy(),
            "rij": weg.index.to_numpy(),
            "code": codes[welke],
            "reden": [redenen[int(i)] for i in welke],
            "jaar": jaren(weg, tabel).to_numpy(),
        },
        columns=list(UITGESLOTEN),
    )


def jaren(rijen: pd.DataFrame, tabel: str) -> pd.Series:
    """The year each row belongs to, as far as it is known."""
    datums = pd.Series(pd.NaT, index=rijen.index, dtype="datetime64[us]")
    for kolom in JAARKOLOMMEN[tabel]:
        if kolom in rijen:
            datums = datums.fillna(rijen[kolom])
    uit: pd.Series = datums.dt.year.astype("Int64")
    return uit


def stack(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Frames under each other, keeping the Excel row numbers; empty ones do not spoil the types."""
    gevuld = [frame for frame in frames if len(frame)]
    return pd.concat(gevuld) if gevuld else pd.DataFrame(columns=list(UITGESLOTEN))
