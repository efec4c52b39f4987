"""Measuring a round: what counts in which year, what is missing, and what happens at the edges."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from spiegelrapport.measure import kleine_aanbieders, kwaliteit, measure
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS, SLEUTEL
from spiegelrapport.model.leveringen import Rijen
from spiegelrapport.model.ronde import Drempels
from tests.group.builders import willekeurige_ronde
from tests.measure.builders import AGB, definities, meting, rijen, ronde, traject, vragenlijst

ANDER = "06000002"


def gemeten(uit: Rijen, *kleine: str, **instellingen: Any) -> pd.DataFrame:
    return measure(uit, definities(), ronde(**instellingen), frozenset(kleine)).frame


def cijfer(
    frame: pd.DataFrame,
    indicator: str,
    maat: str = "waarde",
    agb: str = AGB,
    periode: str = "2025",
    deel: str = "totaal",
) -> Any:
    keuze = frame[
        (frame["agb"] == agb) & (frame["indicator"] == indicator) & (frame["maat"] == maat)
        & (frame["periode"] == periode) & (frame["uitsplitsing"] == deel)
    ]  # fmt: skip
    assert len(keuze) == 1, (indicator, maat, agb, periode, deel)
    return keuze.iloc[0]


def test_nothing_measured_is_an_empty_frame_with_all_columns() -> None:
    frame = gemeten(rijen())
    assert frame.empty
    assert {"agb", *SLEUTEL, "soort", "waarde", "onder", "boven"} <= set(frame.columns)


def test_a_traject_counts_in_the_year_it_ended_and_its_wait_in_the_year_it_began() -> None:
    frame = gemeten(rijen([traject(begindatum="2024-11-04", intakedatum="2024-11-04", einddatum="2025-03-01")]))
    assert cijfer(frame, "doorlooptijd", "mediaan").n == 1
    assert cijfer(frame, "aanmeldwachttijd", "gemiddelde", periode="2024").uitgesloten == 1  # aanmelding after intake
    assert frame.query("indicator == 'aanmeldwachttijd' and periode == '2025'").empty


def test_years_outside_the_round_do_not_count() -> None:
    frame = gemeten(
        rijen(
            [
                traject(begindatum="2018-01-01", einddatum="2019-06-01"),
                traject(begindatum="2025-11-01", einddatum="2026-02-01"),
            ]
        )
    )
    assert set(frame["periode"]) == {"2025", "2024-2025"}  # only the start in 2025
    assert "doorlooptijd" not in set(frame["indicator"])


def test_missing_stays_missing_and_is_counted() -> None:
    rij = cijfer(gemeten(rijen([traject(minuten_ehealth=None), traject(traject_id="T2")])), "ehealth_trajecten")
    assert (rij.n, rij.ontbrekend, rij.waarde) == (1, 1, 0.0)


def test_without_any_value_there_is_no_figure_but_the_missing_are_told() -> None:
    rij = cijfer(gemeten(rijen([traject(minuten_direct=None)])), "behandelminuten", "gemiddelde")
    assert (rij.n, rij.ontbrekend) == (0, 1)
    assert np.isnan([rij.waarde, rij.onder, rij.boven, rij.sd, rij.variantie]).all()


def test_one_row_has_a_value_and_no_spread() -> None:
    frame = gemeten(rijen([traject()]))
    rij = cijfer(frame, "behandelminuten", "gemiddelde")
    assert rij.waarde == 480
    assert np.isnan([rij.onder, rij.boven, rij.sd]).all()
    assert np.isnan(cijfer(frame, "no_show").onder)
    assert cijfer(frame, "onvolledig").boven == pytest.approx(0.793450, abs=1e-6)  # Wilson exists at n = 1


def test_all_values_equal_give_an_interval_of_width_zero() -> None:
    rij = cijfer(gemeten(rijen([traject(traject_id=f"T{i}") for i in range(8)])), "doorlooptijd", "gemiddelde")
    assert rij.onder == rij.waarde == rij.boven == 20


def test_a_ratio_of_nothing_still_has_an_interval() -> None:
    rij = cijfer(gemeten(rijen([traject(traject_id=f"T{i}") for i in range(30)])), "no_show")
    assert (rij.waarde, rij.onder) == (0, 0)
    assert rij.boven == pytest.approx(0.113513, abs=1e-6)  # Wilson, 0 of 30 trajecten


def test_a_ratio_without_a_denominator_has_no_value() -> None:
    rij = cijfer(gemeten(rijen([traject(afspraken_gepland=0)])), "no_show")
    assert np.isnan(rij.waarde)


def test_a_beginscore_without_spread_gives_no_standardised_change() -> None:
    trajecten = [traject(traject_id=f"T{i}") for i in range(6)]
    metingen = [meting(m, s, traject_id=f"T{i}") for i in range(6) for m, s in (("voor", 70), ("na", 50 + i))]
    assert np.isnan(cijfer(gemeten(rijen(trajecten, metingen)), "rom_oq45", "standaard").waarde)


def test_amb_forms_count_only_before_2021_and_5_1_only_from_2021() -> None:
    lijsten = [
        vragenlijst(datum="2020-05-01", versie="AMB", bejegening=4),
        vragenlijst(datum="2020-05-01", versie="5.1", bejegening=1),
        vragenlijst(datum="2021-05-01", versie="AMB", bejegening=1),
        vragenlijst(datum="2021-05-01", versie="5.1", bejegening=5),
    ]
    frame = gemeten(rijen(cqi=lijsten))
    oud, nieuw = (cijfer(frame, "cqi_bejegening", periode=jaar) for jaar in ("2020", "2021"))
    assert (oud.waarde, oud.n, oud.uitgesloten) == (4, 1, 1)
    assert (nieuw.waarde, nieuw.n, nieuw.uitgesloten) == (5, 1, 1)


def test_a_blank_indirect_time_is_zero_from_2022_and_unknown_before() -> None:
    frame = gemeten(
        rijen(
            [
                traject(minuten_indirect=None),
                traject(minuten_indirect=None, begindatum="2021-01-01", einddatum="2021-06-01"),
            ]
        )
    )
    assert cijfer(frame, "behandelminuten", "gemiddelde").waarde == 400
    assert cijfer(frame, "behandelminuten", "gemiddelde", periode="2021").ontbrekend == 1


def test_prestatie_groups_of_the_reporting_year_are_figures_of_their_own() -> None:
    trajecten = [
        traject(prestatie_geleverd="GBG02", minuten_direct=100, minuten_indirect=0),
        traject(prestatie_geleverd="GBG04", minuten_direct=700, minuten_indirect=0),
        traject(prestatie_geleverd="GBG02", onvolledig=True, minuten_direct=30, minuten_indirect=0),
    ]
    frame = gemeten(rijen(trajecten))
    assert cijfer(frame, "behandelminuten", "gemiddelde", deel="kort").waarde == 100  # the incomplete one is not kort
    assert cijfer(frame, "behandelminuten", "gemiddelde").n == 3
    assert set(frame["uitsplitsing"]) == {"totaal", "kort", "intensief"}


def test_excluded_rows_are_counted_per_table_and_year() -> None:
    weg = [
        {"agb": AGB, "tabel": "trajecten", "blad": "B", "rij": i, "code": "R1", "reden": "dubbel", "jaar": jaar}
        for i, jaar in ((3, 2025), (4, 2025), (5, 2024))
    ]
    frame = gemeten(rijen([traject()], cqi=[vragenlijst()], uitgesloten=weg))
    assert cijfer(frame, "doorlooptijd", "mediaan").uitgesloten == 2
    assert cijfer(frame, "cqi_rapportcijfer").uitgesloten == 0


def test_small_zorgaanbieders_are_measured_apart_and_together() -> None:
    trajecten = [
        traject(minuten_direct=100, minuten_indirect=0),
        traject(agb=ANDER, minuten_direct=300, minuten_indirect=0),
    ]
    trajecten.append(traject(agb="06000003", minuten_direct=900, minuten_indirect=0))
    frame = gemeten(rijen(trajecten), AGB, ANDER)
    assert cijfer(frame, "behandelminuten", "gemiddelde").waarde == 100
    samen = cijfer(frame, "behandelminuten", "gemiddelde", agb=KLEINE_AANBIEDERS)
    assert (samen.waarde, samen.n) == (200, 2)
    assert cijfer(frame, "behandelminuten", "mediaan", agb=KLEINE_AANBIEDERS).waarde == 200


def test_who_is_small_follows_from_two_years_of_closed_trajecten() -> None:
    def trajecten(agb: str, dit_jaar: int, vorig_jaar: int, eerder: int = 0) -> list[dict[str, Any]]:
        datums = ["2025-06-09"] * dit_jaar + ["2024-06-09"] * vorig_jaar + ["2023-06-09"] * eerder
        return [traject(agb=agb, begindatum="2023-01-02", einddatum=datum) for datum in datums]

    uit = rijen(trajecten(AGB, 3, 2) + trajecten(ANDER, 2, 2, 9), cqi=[vragenlijst(agb="06000003")])
    assert kleine_aanbieders(uit, ronde(drempels=Drempels(trajecten_rapport=5))) == {ANDER, "06000003"}


def test_quality_tells_own_counts_and_why_rows_did_not_count() -> None:
    weg = [
        {"agb": AGB, "tabel": "trajecten", "blad": "B", "rij": 9, "code": "R1", "reden": "dubbel traject", "jaar": 2025}
    ]
    uit = rijen(
        [traject(), traject(traject_id="T2")], [meting(), meting("na"), meting(traject_id="T2")], [vragenlijst()], weg
    )
    eigen = kwaliteit(uit, {AGB: {"trajecten": 3, "rom": 3, "cqi": 1}}, definities(), ronde())[AGB]
    assert eigen.trajecten == 2
    assert eigen.gelezen == {"trajecten": 3, "rom": 3, "cqi": 1}
    assert eigen.gebruikt == {"trajecten": 2, "rom": 3, "cqi": 1}
    assert (eigen.rom, eigen.cqi) == ((1, 2), (1, 2))
    assert eigen.instrumenten == {"OQ45"}
    assert eigen.uitsluitingen == {("trajecten", "dubbel traject"): 1}
    assert list(eigen.ongekoppeld.values()) == [1]


def test_who_read_nothing_usable_still_has_a_quality_page() -> None:
    assert kwaliteit(rijen(), {AGB: {"trajecten": 4}}, definities(), ronde())[AGB].gelezen["trajecten"] == 4


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10_000))
def test_the_order_of_rows_and_zorgaanbieders_does_not_matter(seed: int) -> None:
    uit = willekeurige_ronde(4, [12, 5, 1, 20], seed=3)
    rng = np.random.default_rng(seed)

    def schud(frame: pd.DataFrame) -> pd.DataFrame:
        return frame.iloc[rng.permutation(len(frame))].reset_index(drop=True)

    anders = Rijen(schud(uit.trajecten), schud(uit.rom), schud(uit.cqi), uit.uitgesloten)
    sorteer = ["agb", *SLEUTEL]
    assert_frame_equal(
        gemeten(uit).sort_values(sorteer, ignore_index=True),
        gemeten(anders).sort_values(sorteer, ignore_index=True),
        rtol=1e-9,
    )


def test_another_zorgaanbieder_changes_nothing_in_my_figures() -> None:
    alleen, samen = gemeten(willekeurige_ronde(1, [15], seed=5)), gemeten(willekeurige_ronde(3, [15, 30, 9], seed=5))
    mijn = alleen["agb"].iloc[0]
    assert_frame_equal(
        alleen[alleen["agb"] == mijn].reset_index(drop=True), samen[samen["agb"] == mijn].reset_index(drop=True)
    )


def test_measuring_leaves_its_input_alone() -> None:
    uit = willekeurige_ronde(2, [6, 4], seed=2)
    kopie = Rijen(uit.trajecten.copy(), uit.rom.copy(), uit.cqi.copy(), uit.uitgesloten.copy())
    gemeten(uit)
    for naam in ("trajecten", "rom", "cqi"):
        assert_frame_equal(getattr(uit, naam), getattr(kopie, naam))


@pytest.mark.parametrize("keer", [2.0, 60.0])
def test_units_carry_through(keer: float) -> None:
    uit = willekeurige_ronde(1, [25], seed=8)
    anders = Rijen(
        uit.trajecten.assign(
            minuten_direct=uit.trajecten["minuten_direct"] * keer, minuten_indirect=uit.trajecten["minuten_indirect"] * keer
        ),
        uit.rom, uit.cqi, uit.uitgesloten,
    )  # fmt: skip
    een, twee = (cijfer(gemeten(r), "behandelminuten", "gemiddelde", agb="06000001") for r in (uit, anders))
    for naam in ("waarde", "sd", "teller"):
        assert twee[naam] == pytest.approx(keer * een[naam])
    assert twee.variantie == pytest.approx(keer**2 * een.variantie)
