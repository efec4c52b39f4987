"""The widened period: the rows of its years measured as one, by the rules that each row's own year has."""

import numpy as np
import pandas as pd
import pytest

from spiegelrapport.measure import measure
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS, TOTAAL
from spiegelrapport.model.ronde import Drempels
from tests.group.builders import agb, willekeurige_ronde
from tests.measure.builders import AGB, definities, meting, rijen, ronde, traject, vragenlijst
from tests.measure.test_measure import cijfer, gemeten

RUIM = "2024-2025"
ADDITIEF = ("aandeel", "gemiddelde", "verhouding", "verschil")


def weg(jaar: int, rij: int) -> dict[str, object]:
    plek = {"agb": AGB, "tabel": "trajecten", "blad": "Behandeltrajecten", "rij": rij}
    return {**plek, "code": "R1", "reden": "dubbel traject", "jaar": jaar}


def jaar_eerder(**anders: object) -> dict[str, object]:
    """A traject that closed in 2024."""
    return traject(begindatum="2024-01-20", intakedatum="2024-01-20", einddatum="2024-06-09", **anders)


def test_the_rows_of_both_years_make_one_figure() -> None:
    frame = gemeten(rijen([traject(minuten_direct=300), jaar_eerder(traject_id="T2", minuten_direct=500)]))
    samen = cijfer(frame, "behandelminuten", "gemiddelde", periode=RUIM)
    assert (samen.n, samen.waarde) == (2, 480)  # with 80 indirect
    assert cijfer(frame, "behandelminuten", "mediaan", periode=RUIM).waarde == 480
    assert cijfer(frame, "behandelminuten", "gemiddelde").n == 1


def test_every_figure_that_adds_up_is_the_sum_of_its_years() -> None:
    frame = measure(willekeurige_ronde(6, 25), definities(), ronde(), frozenset([agb(1), agb(2)])).frame
    frame = frame[frame["soort"].isin(ADDITIEF) & (frame["uitsplitsing"] == TOTAAL)]
    wie = ["agb", "indicator", "maat"]
    velden = ["n", "teller", "noemer", "ontbrekend", "uitgesloten"]
    ruim = frame[frame["periode"] == RUIM].set_index(wie)[velden]
    jaren = frame[frame["periode"].isin(["2024", "2025"])].groupby(wie)[velden].sum()
    assert KLEINE_AANBIEDERS in ruim.index.get_level_values("agb")
    pd.testing.assert_frame_equal(ruim.sort_index(), jaren.reindex(ruim.index).sort_index(), check_dtype=False)


def test_excluded_rows_of_both_years_are_counted() -> None:
    uit = rijen([traject(), jaar_eerder(traject_id="T2")], uitgesloten=[weg(2023, 97), weg(2024, 98), weg(2025, 99)])
    assert cijfer(gemeten(uit), "onvolledig", periode=RUIM).uitgesloten == 2
    samen = cijfer(gemeten(uit, AGB), "onvolledig", agb=KLEINE_AANBIEDERS, periode=RUIM)
    assert (samen.n, samen.uitgesloten) == (2, 2)


def test_a_pair_counts_in_the_year_its_traject_ended() -> None:
    eerder = {"traject_id": "T2"}
    uit = rijen(
        [traject(), jaar_eerder(**eerder)],
        [
            meting(),
            meting("na", 50),
            meting(score=80, datum="2024-01-20", **eerder),
            meting("na", 70, datum="2024-06-09", **eerder),
        ],
    )
    frame = gemeten(uit)
    samen = cijfer(frame, "rom_oq45", "verschil", periode=RUIM)
    assert (samen.n, samen.waarde) == (2, -15)


def test_a_standardised_change_is_not_widened() -> None:
    """It is divided by the spread of its own year: it is not the sum of its years, and the audit could not follow it."""
    frame = measure(willekeurige_ronde(4, 40), definities(), ronde(), frozenset()).frame
    assert "standaard" in set(frame.loc[frame["periode"] == "2025", "maat"])
    assert "standaard" not in set(frame.loc[frame["periode"] == RUIM, "maat"])


@pytest.mark.parametrize(("verslagjaar", "bestaat"), [(2021, False), (2022, True)])
def test_no_figure_runs_across_a_break(verslagjaar: int, bestaat: bool) -> None:
    """The CQi changed in 2021: 2020 and 2021 are never in one figure, 2021 and 2022 may be."""
    lijsten = [vragenlijst(datum=f"{jaar}-03-01", versie=None) for jaar in (2020, 2021, 2022)]
    frame = gemeten(rijen(cqi=lijsten), verslagjaar=verslagjaar)
    ruim = frame[(frame["indicator"] == "cqi_bejegening") & frame["periode"].str.contains("-")]
    assert list(ruim["n"]) == ([2] if bestaat else [])


def test_a_form_is_judged_by_its_own_year() -> None:
    """An AMB form of 2024 is refused in the widened period as it is in its year."""
    uit = rijen(cqi=[vragenlijst(), vragenlijst(datum="2024-03-01", versie="AMB")])
    samen = cijfer(gemeten(uit), "cqi_bejegening", periode=RUIM)
    assert (samen.n, samen.uitgesloten) == (1, 1)


def test_prestaties_and_the_case_mix_are_of_the_reporting_year_alone() -> None:
    uit = measure(willekeurige_ronde(4, 30), definities(), ronde(), frozenset())
    assert set(uit.frame.loc[uit.frame["periode"] == RUIM, "uitsplitsing"]) == {TOTAAL}
    assert RUIM not in set(uit.strata["periode"])
    assert RUIM in set(uit.verdelingen["periode"])


@pytest.mark.parametrize(("jaren", "periode"), [(0, ""), (1, ""), (2, "2024-2025"), (3, "2023-2025")])
def test_the_round_says_how_many_years(jaren: int, periode: str) -> None:
    instelling = ronde(drempels=Drempels(verruimen_jaren=jaren))
    assert instelling.verruimd == periode
    frame = measure(rijen([traject()]), definities(), instelling, frozenset()).frame
    assert set(frame["periode"]) == {"2025", periode} - {""}


def test_a_round_of_one_year_has_nothing_to_widen_with() -> None:
    assert ronde(eerste_jaar=2025).verruimd == ""


def test_the_years_themselves_do_not_change() -> None:
    bron = willekeurige_ronde(5, 20)
    met = measure(bron, definities(), ronde(), frozenset([agb(1)])).frame
    zonder = measure(bron, definities(), ronde(drempels=Drempels(verruimen_jaren=0)), frozenset([agb(1)])).frame
    jaren = met[met["periode"] != RUIM].reset_index(drop=True)
    wie = ["agb", "indicator", "maat", "periode", "uitsplitsing"]
    pd.testing.assert_frame_equal(
        jaren.sort_values(wie).reset_index(drop=True), zonder.sort_values(wie).reset_index(drop=True)
    )
    assert np.isfinite(met.loc[met["periode"] == RUIM, "waarde"]).any()
