"""Pairing of voor- and nametingen, and the status of a traject."""

from typing import Any

import pytest

from spiegelrapport.measure.rom import STATUS, Pairing, pair
from spiegelrapport.measure.round_tables import make_round_tables
from tests.measure.builders import definities, meting, rijen, ronde, traject


def gekoppeld(*metingen: dict[str, Any], **trajectvelden: Any) -> Pairing:
    return pair(make_round_tables(rijen([traject(**trajectvelden)], metingen), definities(), ronde()))


def redenen(*metingen: dict[str, Any], **trajectvelden: Any) -> list[Any]:
    reden = gekoppeld(*metingen, **trajectvelden).reden
    return [waarde if isinstance(waarde, str) else None for waarde in reden]


def test_a_voor_and_na_with_the_same_instrument_are_a_pair() -> None:
    paren = gekoppeld(meting("voor", 80), meting("na", 50)).paren
    assert paren[["instrument", "begin", "eind"]].to_numpy().tolist() == [["OQ45", 80.0, 50.0]]


def test_different_instruments_are_no_pair() -> None:
    assert redenen(meting("voor"), meting("na", instrument="HoNOS12")) == ["alleen", "alleen"]


def test_two_instruments_each_have_their_own_pair() -> None:
    metingen = [meting(moment, 10, instrument=code) for code in ("HADS-A", "HADS-D") for moment in ("voor", "na")]
    assert sorted(gekoppeld(*metingen).paren["instrument"]) == ["HADS-A", "HADS-D"]


@pytest.mark.parametrize(
    ("moment", "datum", "telt"),
    [
        ("voor", "2025-04-20", True),  # 90 days after the begin
        ("voor", "2025-04-21", False),
        ("voor", "2024-10-22", True),  # 90 days before
        ("voor", "2024-10-21", False),
        ("na", "2025-09-07", True),
        ("na", "2025-09-08", False),
    ],
)
def test_a_measurement_counts_within_the_margin(moment: str, datum: str, telt: bool) -> None:
    ander = "na" if moment == "voor" else "voor"
    uit = redenen(meting(moment, datum=datum), meting(ander))
    assert uit == ([None, None] if telt else ["marge", "alleen"])


def test_the_nearest_of_several_measurements_counts() -> None:
    uit = redenen(meting("voor", 1, datum="2025-02-10"), meting("voor", 2, datum="2025-01-21"), meting("na"))
    assert uit == ["dubbel", None, None]


def test_equally_near_measurements_go_to_the_earlier_date_and_then_the_earlier_row() -> None:
    assert redenen(meting("voor", datum="2025-01-22"), meting("voor", datum="2025-01-18"), meting("na")) == [
        "dubbel", None, None,
    ]  # fmt: skip
    assert redenen(meting("voor", 1), meting("voor", 2), meting("na")) == [None, "dubbel", None]


def test_what_cannot_be_paired_says_why() -> None:
    metingen = [
        meting("voor", traject_id="bestaat niet"),
        meting("voor", None),
        meting("tussen"),
        meting("na", datum=None),
    ]
    assert redenen(*metingen) == ["geen traject", "geen score", "tussenmeting", "geen score"]


@pytest.mark.parametrize("velden", [{"onvolledig": True}, {"einddatum": None}, {"prestatie_geleverd": "180005"}])
def test_incomplete_and_open_trajecten_have_no_pairs(velden: dict[str, Any]) -> None:
    assert redenen(meting("voor"), meting("na"), **velden) == ["onvolledig", "onvolledig"]


@pytest.mark.parametrize(
    ("metingen", "status"),
    [
        ([meting("voor"), meting("na")], "completer"),
        ([meting("voor")], "dropout"),
        ([meting("na")], "non-starter"),
        ([], "non-responder"),
        ([meting("voor"), meting("na", instrument="HoNOS12")], "dropout"),
        ([meting("voor", 10, instrument="MANSA"), meting("na", 10, instrument="MANSA")], "non-responder"),
    ],
)
def test_the_status_of_a_traject_in_a_meetdomein(metingen: list[dict[str, Any]], status: str) -> None:
    assert STATUS[gekoppeld(*metingen).status("functioneren")[0]] == status


def test_a_traject_number_of_another_zorgaanbieder_is_another_traject() -> None:
    uit = pair(
        make_round_tables(rijen([traject()], [meting("voor", agb="06999999"), meting("na")]), definities(), ronde())
    )
    assert list(uit.reden) == ["geen traject", "alleen"]
