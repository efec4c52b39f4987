"""Outcomes as they are: who recovered of those who could, and how those began whose nameting is not there."""

from typing import Any

import pandas as pd
import pytest

from spiegelrapport.measure import measure, uitleg
from spiegelrapport.model.cijfers import Sleutel
from tests.measure.builders import AGB, definities, meting, rijen, ronde, traject

BOVEN, ONDER = 70, 40  # the OQ-45's cut-off is 56


def paar(nummer: int, begin: float, eind: float | None) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    wie = {"client_id": f"C{nummer}", "traject_id": f"T{nummer}"}
    na = [] if eind is None else [meting("na", eind, **wie)]
    return traject(**wie), [meting("voor", begin, **wie), *na]


def gemeten(*paren: tuple[float, float | None]) -> pd.DataFrame:
    samen = [paar(nummer, *scores) for nummer, scores in enumerate(paren)]
    bron = rijen([t for t, _ in samen], [m for _, metingen in samen for m in metingen])
    frame = measure(bron, definities(), ronde()).frame
    frame = frame[
        (frame["indicator"] == "rom_oq45") & (frame["periode"] == "2025") & (frame["uitsplitsing"] == "totaal")
    ]
    return frame.set_index("maat")


def test_recovered_is_told_of_those_who_began_above_the_cut_off() -> None:
    """Two of the three who could; over everybody it would have been two of five."""
    frame = gemeten((BOVEN, 30), (BOVEN, 20), (BOVEN, 60), (ONDER, 10), (ONDER, 45))
    assert frame.loc["hersteld", ["teller", "noemer"]].tolist() == [2, 3]


def test_a_begin_on_the_cut_off_can_recover() -> None:
    assert gemeten((56, 30)).loc["hersteld", ["teller", "noemer"]].tolist() == [1, 1]


def test_recovered_is_a_part_of_improved_and_the_other_three_are_everybody() -> None:
    frame = gemeten((BOVEN, 30), (BOVEN, 60), (ONDER, 10), (ONDER, 45), (ONDER, 90))
    assert frame.loc[["verbeterd", "onveranderd", "verslechterd"], "waarde"].tolist() == [0.4, 0.4, 0.2]


def test_nobody_above_the_cut_off_gives_no_share_and_no_zero() -> None:
    frame = gemeten((ONDER, 10), (ONDER, 45))
    assert "hersteld" not in frame.index or pd.isna(frame.loc["hersteld", "waarde"])


def test_those_with_only_a_voormeting_begin_apart_from_those_with_both() -> None:
    frame = gemeten((80, 40), (60, 50), (100, None), (90, None))
    assert frame.loc["begin", ["n", "waarde"]].tolist() == [2, 70.0]
    assert frame.loc["alleen_voor", ["n", "waarde"]].tolist() == [2, 95.0]


@pytest.mark.parametrize("code", [code for code in definities().indicatoren if code.startswith("rom_")])
def test_every_list_says_how_those_without_a_nameting_began(code: str) -> None:
    indicator = definities().indicatoren[code]
    if indicator.selectie == "paren":
        assert {maat.code for maat in indicator.maten} >= {"begin", "alleen_voor"}


def test_the_explanation_counts_the_same_rows_as_the_figure() -> None:
    samen = [paar(1, BOVEN, 30), paar(2, ONDER, 20), paar(3, 90, None)]
    bron = rijen([t for t, _ in samen], [m for _, metingen in samen for m in metingen])
    for maat, n in (("hersteld", 1), ("verbeterd", 2), ("alleen_voor", 1)):
        uit = uitleg(bron, definities(), ronde(), AGB, Sleutel("rom_oq45", maat, "2025", "totaal"))
        assert (uit.n, len(uit.geteld)) == (n, n), maat
