"""Everybody's place in the groups: properties that hold whatever the data, and what happens at the edges."""

from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose
from pandas.testing import assert_frame_equal

from spiegelrapport.benchmark import benchmark
from spiegelrapport.measure import measure
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS, SLEUTEL, Benchmark, Meetwaarden
from spiegelrapport.model.leveringen import Rijen
from spiegelrapport.model.ronde import Groepsregel
from tests.benchmark.builders import GROEPEN, agb, register, willekeurige_ronde
from tests.measure.builders import definities, meting, rijen, ronde, traject

GROOTTES = (5, 90, 40, 3, 60, 25, 30, 70, 1, 45, 35, 80)


@cache
def uitkomst() -> Benchmark:
    return vergeleken(meetwaarden())


@cache
def meetwaarden() -> Meetwaarden:
    return measure(willekeurige_ronde(12, GROOTTES), definities(), ronde(), frozenset([agb(1), agb(4), agb(9)]))


def vergeleken(gemeten: Meetwaarden, aantal: int = 12, *regels: Groepsregel) -> Benchmark:
    return benchmark(gemeten, register(aantal), definities(), ronde(benchmarkgroepen=regels or GROEPEN))


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


def van_trajecten(*per_zorgaanbieder: list[dict[str, Any]]) -> Benchmark:
    trajecten = [
        traject(agb=agb(i), traject_id=f"T{j}", **rij)
        for i, lijst in enumerate(per_zorgaanbieder, 1)
        for j, rij in enumerate(lijst)
    ]
    return vergeleken(measure(rijen(trajecten), definities(), ronde(), frozenset()), len(per_zorgaanbieder))


def test_the_pooled_value_is_that_of_all_clients_together() -> None:
    bron = willekeurige_ronde(12, GROOTTES)
    samen = Rijen(
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
    eigen = uitkomst().vergelijkingen.frame
    assert set(eigen.loc[eigen["agb"] == KLEINE_AANBIEDERS, "groep"]) == {"allen"}


def test_adding_another_group_changes_nothing_in_the_first() -> None:
    anders = vergeleken(
        meetwaarden(),
        12,
        Groepsregel("lijst", "Kring", "lijst", leden=tuple(agb(i) for i in (2, 3, 5, 6, 7))),
        *GROEPEN,
    )
    for een_frame, ander_frame in (
        (uitkomst().groepscijfers.frame, anders.groepscijfers.frame),
        (uitkomst().vergelijkingen.frame, anders.vergelijkingen.frame),
    ):
        eerst, daarna = (
            f[f["groep"] == "allen"].drop(columns="q_waarde", errors="ignore").reset_index(drop=True)
            for f in (een_frame, ander_frame)
        )
        assert_frame_equal(eerst, daarna)


def test_every_state_agrees_with_its_limits_and_every_estimate_lies_between() -> None:
    frame = uitkomst().vergelijkingen.frame.merge(meetwaarden().frame, on=["agb", *SLEUTEL], suffixes=("", "_m"))
    frame = frame[frame["toestand"].notna()]
    buiten = np.select(
        [frame["waarde"] > frame["kans95_boven"], frame["waarde"] < frame["kans95_onder"]], ["hoger", "lager"], "binnen"
    )
    assert (frame["toestand"] == buiten).all()
    assert (frame["kans998_onder"] <= frame["kans95_onder"] + 1e-12).all()
    assert (frame["kans998_boven"] >= frame["kans95_boven"] - 1e-12).all()
    assert frame["betrouwbaarheid"].between(0, 1).all()
    assert frame["positie_onder"].between(0, 100).all()
    assert (frame["positie_onder"] <= frame["positie_boven"]).all()
    assert (frame["verschil_onder"].fillna(-np.inf) <= frame["verschil"] + 1e-12).all()
    assert (frame["verschil_boven"].fillna(np.inf) >= frame["verschil"] - 1e-12).all()


def test_use_follows_reliability() -> None:
    frame = uitkomst().vergelijkingen.frame
    for gebruik, laag, hoog in (("beschrijven", 0, 0.5), ("voorzichtig", 0.5, 0.7), ("vergelijken", 0.7, 1.01)):
        eigen = frame.loc[(frame["gebruik"] == gebruik) & frame["betrouwbaarheid"].notna(), "betrouwbaarheid"]
        assert ((eigen >= laag) & (eigen < hoog)).all()
    assert (frame.loc[frame["betrouwbaarheid"].isna(), "gebruik"] == "beschrijven").all()


def test_reliability_grows_with_size() -> None:
    frame = uitkomst().vergelijkingen.frame
    klein, groot = (een(frame, "behandelminuten", "mediaan", agb=agb(i)).betrouwbaarheid for i in (6, 2))
    assert klein < groot


@pytest.mark.parametrize(("onvolledig", "aandeel"), [(False, 0.0), (True, 1.0)])
def test_all_at_0_or_100_percent_differ_in_nothing(onvolledig: bool, aandeel: float) -> None:
    uit = van_trajecten(*[[{"onvolledig": onvolledig}] * n for n in (4, 9, 30, 2)])
    groep = een(uit.groepscijfers.frame, "onvolledig")
    assert (groep.gepoold, groep.p10, groep.p90, groep.tau2) == (aandeel, aandeel, aandeel, 0)
    rij = een(uit.vergelijkingen.frame, "onvolledig", agb=agb(2))
    assert (rij.toestand, rij.betrouwbaarheid, rij.gebruik, rij.geschat) == ("binnen", 0, "beschrijven", aandeel)
    assert (rij.positie_onder, rij.positie_boven) == (0, 100)


def test_all_values_equal_differ_in_nothing() -> None:
    rij = een(
        van_trajecten(*[[{}] * n for n in (4, 9, 30, 2)]).vergelijkingen.frame, "doorlooptijd", "gemiddelde", agb=agb(3)
    )
    assert (rij.toestand, rij.p_waarde, rij.betrouwbaarheid, rij.verschil) == ("binnen", 1.0, 0.0, 0.0)


def test_values_without_spread_inside_but_with_spread_between_are_known_for_sure() -> None:
    uit = van_trajecten(*[[{"einddatum": f"2025-0{maand}-01"}] * 12 for maand in (4, 5, 6, 7)])
    rij = een(uit.vergelijkingen.frame, "doorlooptijd", "gemiddelde", agb=agb(1))
    assert rij.betrouwbaarheid == pytest.approx(1.0)
    assert (rij.toestand, rij.gebruik) == ("binnen", "vergelijken")  # far from the mean, but so is everybody


def test_one_provider_in_a_group_is_not_compared() -> None:
    uit = van_trajecten([{"minuten_direct": 100}, {"minuten_direct": 200}, {"minuten_direct": 400}])
    groep = een(uit.groepscijfers.frame, "behandelminuten", "gemiddelde")
    assert groep.k == 1
    assert groep.p10 == groep.p90 == groep.gepoold
    rij = een(uit.vergelijkingen.frame, "behandelminuten", "gemiddelde", agb=agb(1))
    assert rij.verschil == 0
    assert np.isnan([rij.verschil_onder, rij.kans95_onder, rij.betrouwbaarheid, rij.geschat, rij.p_waarde]).all()
    assert (rij.toestand, rij.gebruik) == (None, "beschrijven")


def test_two_providers_have_a_difference_but_no_state() -> None:
    uit = van_trajecten(
        [{"minuten_direct": 100 + i} for i in range(9)], [{"minuten_direct": 300 + i} for i in range(9)]
    )
    rij = een(uit.vergelijkingen.frame, "behandelminuten", "gemiddelde", agb=agb(1))
    assert rij.verschil == -100
    assert rij.verschil_onder < -100 < rij.verschil_boven
    assert rij.toestand is None


def test_a_provider_without_a_value_is_not_in_the_group_of_that_figure() -> None:
    uit = van_trajecten([{"minuten_ehealth": None}], *[[{"minuten_ehealth": i} for i in range(9)]] * 4)
    assert een(uit.groepscijfers.frame, "ehealth_trajecten").k == 4
    frame = uit.vergelijkingen.frame
    assert frame[(frame["agb"] == agb(1)) & (frame["indicator"] == "ehealth_trajecten")].empty


def test_no_data_at_all_is_an_empty_benchmark() -> None:
    uit = vergeleken(measure(rijen(), definities(), ronde(), frozenset()), 3)
    assert uit.groepscijfers.frame.empty
    assert uit.vergelijkingen.frame.empty
    assert [groep.leden for groep in uit.groepen] == [frozenset()]


def test_the_difference_is_that_of_the_own_clients_and_the_rest_in_proportion() -> None:
    """Own 3/10, rest 9/30, group 12/40: no difference. Newcombe for own - rest, times 30/40."""
    delen = [[{"onvolledig": i < ja} for i in range(n)] for ja, n in ((3, 10), (6, 12), (3, 18))]
    rij = een(van_trajecten(*delen).vergelijkingen.frame, "onvolledig", agb=agb(1))
    from statsmodels.stats.proportion import confint_proportions_2indep

    laag, hoog = confint_proportions_2indep(3, 10, 9, 30, method="newcomb")
    assert rij.verschil == pytest.approx(0)
    assert (rij.verschil_onder, rij.verschil_boven) == pytest.approx((0.75 * laag, 0.75 * hoog))


def test_expected_from_the_own_mix() -> None:
    """Kort takes 100 minutes and intensief 500 in the group; who has 1 kort and 3 intensief is expected at 400."""
    kort = {"prestatie_geleverd": "GBG02", "minuten_indirect": 0}
    zwaar = {"prestatie_geleverd": "GBG04", "minuten_indirect": 0}
    uit = van_trajecten(
        [kort | {"minuten_direct": 90}] * 3 + [zwaar | {"minuten_direct": 480}],
        [kort | {"minuten_direct": 130}] + [zwaar | {"minuten_direct": 520 / 1.04}] * 3,
        [zwaar | {"minuten_direct": 520}],
    )
    rij = een(uit.vergelijkingen.frame, "behandelminuten", "gemiddelde", agb=agb(2))
    assert rij.verwacht == pytest.approx((1 * 100 + 3 * 500) / 4)
    assert np.isnan(een(uit.vergelijkingen.frame, "behandelminuten", "mediaan", agb=agb(2)).verwacht)


def test_the_achievable_value_follows_the_direction() -> None:
    delen = [[{"onvolledig": i < ja} for i in range(20)] for ja in (1, 5, 10, 12)]
    assert een(van_trajecten(*delen).groepscijfers.frame, "onvolledig").haalbaar == 0.05  # lager is wished
    assert np.isnan(een(van_trajecten(*delen).groepscijfers.frame, "kortdurend").haalbaar)  # no direction


def test_everybody_is_pulled_to_one_centre_the_small_furthest() -> None:
    frame = uitkomst().vergelijkingen.frame.merge(meetwaarden().frame, on=["agb", *SLEUTEL], suffixes=("", "_m"))
    frame = frame[
        (frame["groep"] == "allen")
        & (frame["maat"] == "gemiddelde")
        & (frame["indicator"] == "behandelminuten")
        & (frame["uitsplitsing"] == "totaal")
    ]
    assert (frame.sort_values("n")["betrouwbaarheid"].diff().dropna() >= 0).all()
    gewicht = (frame["geschat"] - frame["waarde"]).abs()
    midden = (frame["geschat"] - frame["betrouwbaarheid"] * frame["waarde"]) / (1 - frame["betrouwbaarheid"])
    assert_allclose(midden, midden.iloc[0])  # everybody is pulled to one centre
    assert_allclose(gewicht, (1 - frame["betrouwbaarheid"]) * (frame["waarde"] - midden).abs())


def test_rom_of_another_instrument_is_never_in_one_figure() -> None:
    trajecten = [traject(agb=agb(i), traject_id=f"T{j}") for i in (1, 2) for j in range(4)]
    metingen = [
        meting(moment, score, agb=agb(i), traject_id=f"T{j}", instrument=lijst)
        for i, lijst in ((1, "OQ45"), (2, "SQ48")) for j in range(4) for moment, score in (("voor", 70 + j), ("na", 50))
    ]  # fmt: skip
    uit = vergeleken(measure(rijen(trajecten, metingen), definities(), ronde(), frozenset()), 2)
    assert een(uit.groepscijfers.frame, "rom_oq45", "verschil").k == 1
    assert een(uit.groepscijfers.frame, "rom_sq48", "verschil").k == 1
