"""Rows of a sheet that name a traject and a client: whether the traject is that client's."""

import numpy as np
import numpy.typing as npt
import pandas as pd

OTHER_NUMBERS = 0.5  # from this share on the sheet has client numbers of its own, and no row is of another client
Mask = npt.NDArray[np.bool_]


def other_client(rows: pd.DataFrame, trajecten: pd.DataFrame) -> tuple[Mask, Mask]:
    """Rows whose client is not that of their traject, and rows of which both are known. Leading zeros say nothing.

    Both frames have `traject_id` and `client_id`; of a traject that occurs twice the first counts.
    """
    known = trajecten.dropna(subset="traject_id").drop_duplicates("traject_id").set_index("traject_id")["client_id"]
    theirs, own = rows["traject_id"].map(known).to_numpy(dtype=object), rows["client_id"].to_numpy(dtype=object)
    compared = ~(pd.isna(theirs) | pd.isna(own))
    bare = [np.array([str(number).lstrip("0") for number in numbers], dtype=object) for numbers in (theirs, own)]
    return compared & (bare[0] != bare[1]), compared


def numbers_differ(other: Mask, compared: Mask) -> bool:
    """Whether so many are another's that the sheet has numbers of its own."""
    return bool(other.any() and other.sum() >= OTHER_NUMBERS * compared.sum())
