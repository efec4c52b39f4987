"""Everybody's place in the groups: properties that hold whatever the data, and what happens at the edges."""

from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose
from pandas.testing import assert_frame_equal

from spiegelrapport.group import group
from spiegelrapport.measure import measure
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS, SLEUTEL, Benchmark, Meetwaarden
from spiegelrapport.model.leveringen import Rijen
from spiegelrapport.model.ronde import Groepsregel
from tests.group.builders import GROEPEN, agb, register, willekeurige_ronde
from tests.measure.builders import definities, meting, rijen, ronde, traject

GROOTTES = (5, 90, 40, 3, 60, 25, 30, 70, 1, 45, 35, 80)


@cache
def uitkomst() -> Benchmark:
    return vergeleken(meetwaarden())


@cache
def meetwaarden() -> Meetwaarden:
    return measure(willekeurige_ronde(12, GROOTTES), definities(), ronde(), frozenset([agb(1), agb(4), agb(9)]))


def vergeleken(gemeten: Meetwaarden, aantal: int = 12, *regels: Groepsregel) -> Benchmark:
    return group(gemeten, register(aantal), definities(), ronde(benchmarkgroepen=regels or GROEPEN))


def een(frame: pd.DataFrame, indicator: str, maat: str = "waarde", **filters: Any) -> Any:
    filters = {
        "indicator": indicator,
        "maat": maat,
        "periode": "2025",
        "uitsplitsing": "totaal",
        "groep": "allen",
    } | filters
    for naam, waarde in filters.items():
        frame = frame[frame[naam] == waarde]
    assert len(frame) == 1, filters
    return frame.iloc[0]


def van_allen(uit: Benchmark, indicator: str, maat: str = "waarde") -> Any:
    """The parameters of one figure."""
    return een(uit.parameters.assign(groep="allen"), indicator, maat)


def van_trajecten(*per_zorgaanbieder: list[dict[str, Any]]) -> Benchmark:
    trajecten = [
        traject(agb=agb(i), traject_id=f"T{j}", **rij)
        for i, lijst in enumerate(per_zorgaanbieder, 1)
        for j, rij in enumerate(lijst)
    ]
    return vergeleken(measure(rijen(trajecten), definities(), ronde(), frozenset()), len(per_zorgaanbieder))


def test_the_pooled_value_is_that_of_all_clients_together() -> None:
    bron = willekeurige_ronde(12, GROOTTES)
    samen = Rijen(  # type: ignore[call-arg]
        *(
            frame.assign(agb=agb(1), **({"traject_id": frame["agb"] + frame["traject_id"]}))
            for frame in (bron.trajecten, bron.rom, bron.cqi)
        ),
        bron.uitgesloten,
    )
    als_een = measure(samen, definities(), ronde(), frozenset()).frame
    cijfers = uitkomst().groepscijfers.frame
    beide = cijfers[cijfers["groep"] == "allen"].merge(als_een, on=SLEUTEL, suffixes=("", "_een"))
    assert len(beide) > 100
    # who has one pair has no standardised change of its own, and does not count in the group's
    beide = beide[(beide["maat"] != "standaard") | (beide["n"] == beide["n_een"])]
    assert (beide["maat"] == "standaard").any()
    assert_allclose(beide["gepoold"], beide["waarde"], rtol=1e-9, equal_nan=True)
    assert_allclose(beide["n"], beide["n_een"])


def test_the_joint_report_is_compared_but_never_counted() -> None:
    rij = een(uitkomst().groepscijfers.frame, "behandelminuten", "mediaan")
    gemeten = meetwaarden().frame
    eigen = gemeten[(gemeten["indicator"] == "behandelminuten") & (gemeten["maat"] == "mediaan") & (gemeten["n"] > 0)]
    eigen = eigen[(eigen["periode"] == "2025") & (eigen["uitsplitsing"] == "totaal")]
    assert set(eigen["agb"]) > {KLEINE_AANBIEDERS}
    assert rij.k == len(eigen) - 1
    assert van_allen(uitkomst(), "behandelminuten", "mediaan").k == rij.k
    assert uitkomst().keuzes[KLEINE_AANBIEDERS].groepen == ("allen",)


def test_adding_another_group_changes_nothing_in_the_first() -> None:
    anders = vergeleken(
        meetwaarden(),
        12,
        Groepsregel("lijst", "Kring", "lijst", leden=tuple(agb(i) for i in (2, 3, 5, 6, 7))),
        *GROEPEN,
    )
    eerst, daarna = (
        f[f["groep"] == "allen"].reset_index(drop=True)
        for f in (uitkomst().groepscijfers.frame, anders.groepscijfers.frame)
    )
    assert_frame_equal(eerst, daarna)
    assert_frame_equal(uitkomst().parameters, anders.parameters)


@pytest.mark.parametrize(("onvolledig", "aandeel"), [(False, 0.0), (True, 1.0)])
def test_all_at_0_or_100_percent_differ_in_nothing(onvolledig: bool, aandeel: float) -> None:
    uit = van_trajecten(*[[{"onvolledig": onvolledig}] * n for n in (4, 9, 30, 2)])
    groep = een(uit.groepscijfers.frame, "onvolledig")
    assert (groep.gepoold, groep.p10, groep.p90) == (aandeel, aandeel, aandeel)
    assert van_allen(uit, "onvolledig").tau2 == pytest.approx(0, abs=1e-6)


def test_a_provider_without_a_value_is_not_in_the_group_of_that_figure() -> None:
    uit = van_trajecten([{"minuten_ehealth": None}], *[[{"minuten_ehealth": i} for i in range(9)]] * 4)
    assert een(uit.groepscijfers.frame, "ehealth_trajecten").k == 4
    assert van_allen(uit, "ehealth_trajecten").k == 4


def test_no_data_at_all_is_an_empty_benchmark() -> None:
    uit = vergeleken(measure(rijen(), definities(), ronde(), frozenset()), 3)
    assert uit.groepscijfers.frame.empty
    assert uit.parameters.empty
    assert [groep.leden for groep in uit.groepen] == [frozenset()]


def test_the_achievable_value_follows_the_direction() -> None:
    delen = [[{"onvolledig": i < ja} for i in range(20)] for ja in (1, 5, 10, 12)]
    assert een(van_trajecten(*delen).groepscijfers.frame, "onvolledig").haalbaar == 0.05  # lager is wished
    assert np.isnan(een(van_trajecten(*delen).groepscijfers.frame, "kortdurend").haalbaar)  # no direction


def test_rom_of_another_instrument_is_never_in_one_figure() -> None:
    trajecten = [traject(agb=agb(i), traject_id=f"T{j}") for i in (1, 2) for j in range(4)]
    metingen = [
        meting(moment, score, agb=agb(i), traject_id=f"T{j}", instrument=lijst)
        for i, lijst in ((1, "OQ45"), (2, "SQ48")) for j in range(4) for moment, score in (("voor", 70 + j), ("na", 50))
    ]  # fmt: skip
    uit = vergeleken(measure(rijen(trajecten, metingen), definities(), ronde(), frozenset()), 2)
    assert een(uit.groepscijfers.frame, "rom_oq45", "verschil").k == 1
    assert een(uit.groepscijfers.frame, "rom_sq48", "verschil").k == 1
