"""Properties that hold for any data: no crash at any edge, order and units do not matter, every year has its group."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from pandas.testing import assert_frame_equal

from spiegelrapport.group import group
from spiegelrapport.measure import measure
from spiegelrapport.model.cijfers import SLEUTEL, Benchmark, Meetwaarden
from spiegelrapport.model.leveringen import Rijen
from spiegelrapport.model.ronde import Drempels
from tests.group.builders import GROEPEN, agb, register, willekeurige_ronde
from tests.measure.builders import definities, meting, rijen, ronde, traject, vragenlijst

WEINIG = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
RIJ = st.fixed_dictionaries(
    {
        "minuten_direct": st.sampled_from([None, 0, 1, 300, 300, 19_999]),
        "minuten_ehealth": st.sampled_from([None, 0, 0, 10]),
        "onvolledig": st.sampled_from([None, False, True]),
        "prestatie_geleverd": st.sampled_from([None, "GBG02", "GBG05", "180005", "onzin"]),
        "prestatie_verwacht": st.sampled_from([None, "GBG02", "GBG04"]),
        "intakedatum": st.sampled_from([None, "2024-12-01", "2025-01-20", "2025-03-01"]),
        "einddatum": st.sampled_from([None, "2024-06-01", "2025-06-09", "2025-06-09", "2030-01-01"]),
        "afspraken_gepland": st.sampled_from([None, 0, 8]),
        "afspraken_no_show": st.sampled_from([None, 0, 8]),
    }
)
PAAR = st.tuples(st.sampled_from([None, 0, 60, 180]), st.sampled_from([None, 0, 60, 180]))


def vergeleken(gemeten: Meetwaarden, aantal: int = 12) -> Benchmark:
    return group(gemeten, register(aantal), definities(), ronde(benchmarkgroepen=GROEPEN))


@WEINIG
@given(st.lists(st.lists(st.tuples(RIJ, PAAR), max_size=6), min_size=1, max_size=7))
def test_any_data_can_be_measured_and_compared(
    per_zorgaanbieder: list[list[tuple[dict[str, object], tuple[object, object]]]],
) -> None:
    """Warnings are errors here: no division by nothing anywhere."""
    trajecten, metingen, lijsten = [], [], []
    for i, lijst in enumerate(per_zorgaanbieder, 1):
        for j, (velden, (begin, eind)) in enumerate(lijst):
            wie = {"agb": agb(i), "traject_id": f"T{j}"}
            trajecten.append(traject(**wie, **velden))
            metingen += [meting("voor", begin, **wie), meting("na", eind, **wie)]
            lijsten.append(vragenlijst(**wie, bejegening=5 if j else None, rapportcijfer=10))
    kleine = frozenset([agb(1)])
    gemeten = measure(rijen(trajecten, metingen, lijsten), definities(), ronde(), kleine)
    ruim = ronde(benchmarkgroepen=GROEPEN, drempels=Drempels(clienten_per_cijfer=1))
    uit = group(gemeten, register(7), definities(), ruim)
    frame = gemeten.frame
    assert (frame["n"] >= 0).all()
    assert (frame["ontbrekend"] >= 0).all()
    assert (frame["waarde"].isna() | (frame["n"] > 0)).all()
    met = frame[frame["onder"].notna()]
    assert ((met["onder"] <= met["waarde"]) & (met["waarde"] <= met["boven"])).all()
    cijfers = uit.groepscijfers.frame
    assert (cijfers["k"] >= 1).all()
    verdeeld = cijfers[cijfers["p50"].notna()]
    assert set(cijfers["indicator"]) - set(verdeeld["indicator"]) <= definities().kenmerken
    assert ((verdeeld["p10"] <= verdeeld["p50"] + 1e-9) & (verdeeld["p50"] <= verdeeld["p90"] + 1e-9)).all()
    assert not uit.parameters.duplicated(SLEUTEL).any()
    assert (uit.parameters["tau2"].dropna() >= 0).all()
    assert (uit.parameters["binnen"].dropna() >= 0).all()


def test_the_order_of_the_figures_does_not_matter() -> None:
    gemeten = measure(willekeurige_ronde(8, 25), definities(), ronde(), frozenset([agb(1), agb(2)]))
    rng = np.random.default_rng(3)

    def schud(frame: pd.DataFrame) -> pd.DataFrame:
        return frame.iloc[rng.permutation(len(frame))].reset_index(drop=True)

    anders = Meetwaarden(schud(gemeten.frame), schud(gemeten.verdelingen), schud(gemeten.strata))
    een, twee = vergeleken(gemeten), vergeleken(anders)
    assert_frame_equal(een.groepscijfers.frame, twee.groepscijfers.frame)
    assert_frame_equal(een.parameters, twee.parameters)


@pytest.mark.parametrize("keer", [1 / 60, 10.0])
def test_units_carry_through_to_the_parameters(keer: float) -> None:
    """Another unit of time: the variance within scales with its square, tau² (of the cube root) with its power 2/3."""
    bron = willekeurige_ronde(9, 30, seed=6)
    anders = Rijen(
        bron.trajecten.assign(
            minuten_direct=bron.trajecten["minuten_direct"] * keer, minuten_indirect=bron.trajecten["minuten_indirect"] * keer
        ),
        bron.rom, bron.cqi, bron.uitgesloten,
    )  # fmt: skip
    een, twee = (
        p[(p["indicator"] == "behandelminuten") & (p["uitsplitsing"] == "totaal")]
        for p in (vergeleken(measure(r, definities(), ronde(), frozenset())).parameters for r in (bron, anders))
    )
    assert_allclose(twee["binnen"], keer**2 * een["binnen"], rtol=1e-6)
    assert_allclose(twee["tau2"], keer ** (2 / 3) * een["tau2"], rtol=1e-4, atol=1e-9)


def test_every_year_has_its_group_for_the_trend() -> None:
    uit = vergeleken(measure(willekeurige_ronde(8, 25), definities(), ronde(), frozenset()))
    cijfers = uit.groepscijfers.frame
    minuten = cijfers[(cijfers["indicator"] == "behandelminuten") & (cijfers["uitsplitsing"] == "totaal")]
    assert set(minuten["periode"]) == {"2024", "2025", "2024-2025"}


def test_the_widened_period_has_its_group_figures_by_the_same_rules() -> None:
    """Pooled over the clients of both years, spread over everybody who has either: here all, each counting once."""
    gemeten = measure(willekeurige_ronde(8, 25), definities(), ronde(), frozenset())
    cijfers = vergeleken(gemeten).groepscijfers.frame
    ruim = cijfers[(cijfers["periode"] == "2024-2025") & (cijfers["groep"] == "allen")].set_index(["indicator", "maat"])
    eigen = gemeten.frame[gemeten.frame["periode"] == "2024-2025"].set_index(["indicator", "maat"])
    samen = eigen.loc[("onvolledig", "waarde")]
    assert ruim.loc[("onvolledig", "waarde"), "gepoold"] == samen["teller"].sum() / samen["n"].sum()
    assert ruim.loc[("onvolledig", "waarde"), "k"] == 8
    assert_allclose(
        ruim.loc[("behandelminuten", "gemiddelde"), "p50"],
        np.median(eigen.loc[("behandelminuten", "gemiddelde"), "waarde"]),
    )


def test_comparing_leaves_its_input_alone() -> None:
    gemeten = measure(willekeurige_ronde(4, 10), definities(), ronde(), frozenset())
    kopie = gemeten.frame.copy()
    vergeleken(gemeten)
    assert_frame_equal(gemeten.frame, kopie)


def test_who_has_too_few_clients_counts_in_the_pooled_value_and_not_among_the_organisations() -> None:
    trajecten = [
        traject(agb=agb(i), traject_id=f"T{j}", minuten_direct=100.0 * i, minuten_indirect=0)
        for i, n in ((1, 10), (2, 12), (3, 40), (9, 9))
        for j in range(n)
    ]
    frame = vergeleken(measure(rijen(trajecten), definities(), ronde())).groepscijfers.frame
    cel = frame[
        (frame["indicator"] == "behandelminuten")
        & (frame["maat"] == "gemiddelde")
        & (frame["uitsplitsing"] == "totaal")
        & (frame["periode"] == "2025")
        & (frame["groep"] == "allen")
    ].iloc[0]
    assert (cel["k"], cel["n"], cel["p50"]) == (4, 71, 200.0)
    assert cel["gepoold"] == (10 * 100 + 12 * 200 + 40 * 300 + 9 * 900) / 71
