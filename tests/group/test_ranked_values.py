"""Medians over the clients of a group, from counts of values."""

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from spiegelrapport.group.ranked_values import RankedValues, make_waarden
from spiegelrapport.group.value_matrices import make_matrices
from spiegelrapport.model.cijfers import SLEUTEL

RUSTIG = settings(deadline=None, max_examples=40)  # a busy machine is no failure
LIJST = st.lists(st.integers(-5, 5).map(float), max_size=12)


def maak(lijsten: list[list[float]], agbs: list[str], figuren: list[str]) -> RankedValues:
    """One list of values per row: of which zorgaanbieder, for which figure."""
    rijen = [
        {"agb": agb, "indicator": figuur, "maat": "m", "periode": "2025", "uitsplitsing": "totaal", "waarde": waarde, "aantal": aantal}
        for lijst, agb, figuur in zip(lijsten, agbs, figuren, strict=True)
        for waarde, aantal in zip(*np.unique(lijst, return_counts=True), strict=True)
    ]  # fmt: skip
    sleutels = pd.DataFrame({"indicator": ["a", "b"], "maat": "m", "periode": "2025", "uitsplitsing": "totaal"})
    frame = sleutels.assign(soort="mediaan", waarde=1.0, n=1.0, teller=np.nan, noemer=np.nan, variantie=1.0, sd=1.0)
    matrices = make_matrices(pd.concat([frame.assign(agb=agb) for agb in ("1", "2", "3")]))
    return make_waarden(pd.DataFrame(rijen, columns=["agb", *SLEUTEL, "waarde", "aantal"]), matrices)


@RUSTIG
@given(LIJST, LIJST, LIJST)
def test_the_median_of_all_clients_is_that_of_all_values_together(
    een: list[float], twee: list[float], ander: list[float]
) -> None:
    waarden = maak([een, twee, ander, ander], ["1", "2", "3", "1"], ["a", "a", "a", "b"])
    samen = waarden.van(np.array([0, 1]))
    alles = np.array(een + twee)
    verwacht = np.median(alles) if len(alles) else np.nan
    assert_allclose(samen.mediaan()[0], verwacht)
    assert samen.n.tolist() == [len(alles), len(ander)]


def test_nobody_has_no_median() -> None:
    leeg = maak([], [], [])
    assert np.isnan(leeg.mediaan()).all()
