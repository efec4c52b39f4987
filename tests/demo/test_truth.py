"""The generator can say what a provider truly is, apart from the rows that it happens to deliver."""

import numpy as np
import pandas as pd

from spiegelrapport.demo.aanbieders import make_aanbieders
from spiegelrapport.demo.truth import make_tables, make_truth
from tests.demo.builders import definities
from tests.demo.test_aanbieders import RONDE

VIER = make_aanbieders(4, 1, RONDE)


def test_the_truth_is_about_the_same_provider_with_many_clients_in_the_reporting_year() -> None:
    tabellen = make_truth(VIER[0], RONDE, definities(), 1, trajecten=5000)
    gesloten = tabellen["trajecten"]["einddatum"].dropna()
    assert len(gesloten) == 5000
    assert set(gesloten.dt.year) == {RONDE.verslagjaar}
    geleverd = make_tables(VIER[0], RONDE, definities(), 1)
    assert set(tabellen["rom"]["instrument"]) == set(geleverd["rom"]["instrument"])


def test_a_provider_with_a_larger_effect_truly_changes_more() -> None:
    """Improvement in standard deviations of the begin, per provider, in the order of the hidden effect."""
    sterkst, zwakst = (max(VIER, key=lambda p: p.effect), min(VIER, key=lambda p: p.effect))
    assert _verandering(make_truth(sterkst, RONDE, definities(), 1)["rom"]) > _verandering(
        make_truth(zwakst, RONDE, definities(), 1)["rom"]
    )


def _verandering(rom: pd.DataFrame) -> float:
    lijsten = definities().instrumenten
    klachten = rom[rom["instrument"].map(lambda code: lijsten[code].hoofdstuk == "klachten")]
    breed = klachten.pivot_table(index=["instrument", "traject_id"], columns="moment", values="score", aggfunc="first")
    per_lijst = breed.dropna(subset=["voor", "na"]).groupby("instrument")
    return float(np.mean((per_lijst["voor"].mean() - per_lijst["na"].mean()) / per_lijst["voor"].std()))
