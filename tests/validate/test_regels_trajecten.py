"""Rules about trajecten: what each finds, and what happens to the rows."""

import pandas as pd
import pytest

from tests.validate.builders import bevinding, codes, gecontroleerd, traject


def test_a_clean_levering_has_no_findings() -> None:
    assert gecontroleerd().findings == ()


@pytest.mark.parametrize(
    ("code", "anders"),
    [
        ("R001", {"client_id": None}),
        ("R001", {"begindatum": None}),
        ("R101", {"einddatum": "2025-01-01"}),
        ("R102", {"begindatum": "1925-02-01"}),
        ("R102", {"begindatum": "2026-05-01", "einddatum": None}),
        ("R103", {"einddatum": "2027-08-01"}),
        ("R104", {"begindatum": "2018-02-01", "einddatum": "2019-08-01", "prestatie_geleverd": "180002"}),
        ("R130", {"minuten_direct": -5.0}),
        ("R130", {"minuten_indirect": 25_000.0}),
    ],
)
def test_a_row_that_cannot_be_right_does_not_count(code: str, anders: dict[str, object]) -> None:
    uit = gecontroleerd([traject(), traject(traject_id="T2", **anders)])
    assert bevinding(uit, code).rijen == (3,)
    assert list(uit.tabellen["trajecten"].index) == [2]
    assert uit.uitgesloten[["tabel", "rij", "code"]].to_numpy().tolist() == [["trajecten", 3, code]]


@pytest.mark.parametrize(
    ("code", "anders"),
    [
        ("R105", {"einddatum": "2026-02-01"}),
        ("R120", {"aanmelddatum": "2025-02-10"}),
        ("R121", {"behandelstart": "2025-01-20"}),
        ("R132", {"minuten_direct": 8 * 495 + 1.0}),
        ("R133", {"minuten_direct": 0.0, "minuten_indirect": 200.0}),
        ("R140", {"prestatie_geleverd": None}),
        ("R141", {"prestatie_geleverd": "180002"}),
        ("R141", {"begindatum": "2021-02-01", "einddatum": "2021-08-01", "aanmelddatum": "2021-01-01"}
         | {"intakedatum": "2021-01-15", "behandelstart": "2021-02-15"}),
    ],
)  # fmt: skip
def test_a_row_that_is_only_odd_still_counts(code: str, anders: dict[str, object]) -> None:
    uit = gecontroleerd([traject(), traject(traject_id="T2", **anders)])
    assert bevinding(uit, code).rijen == (3,)
    assert list(uit.tabellen["trajecten"].index) == [2, 3]


@pytest.mark.parametrize(
    ("code", "kolom", "anders"),
    [
        ("R131", "afspraken_gepland", {"afspraken_gepland": 900.0}),
        ("R134", "minuten_ehealth", {"minuten_ehealth": 481.0}),
        ("R135", "afspraken_no_show", {"afspraken_no_show": 9.0}),
    ],
)
def test_a_value_that_cannot_be_right_becomes_missing(code: str, kolom: str, anders: dict[str, object]) -> None:
    uit = gecontroleerd([traject(), traject(traject_id="T2", **anders)])
    assert bevinding(uit, code).kolom == kolom
    assert uit.tabellen["trajecten"][kolom].isna().tolist() == [False, True]


def test_an_open_traject_may_lack_end_and_prestatie() -> None:
    loopt = traject(traject_id="T2", einddatum=None, prestatie_geleverd=None, minuten_direct=None)
    assert codes(gecontroleerd([traject(), loopt])) == set()


def test_a_copy_of_a_row_does_not_count_twice() -> None:
    uit = gecontroleerd([traject(), traject()])
    assert bevinding(uit, "R110").rijen == (3,)
    assert len(uit.tabellen["trajecten"]) == 1


def test_rows_of_one_traject_that_differ_do_not_count_at_all() -> None:
    uit = gecontroleerd([traject(), traject(minuten_direct=60.0), traject(traject_id="T2")])
    assert bevinding(uit, "R111").rijen == (2, 3)
    assert list(uit.tabellen["trajecten"].index) == [4]


def test_a_row_keeps_the_first_reason_and_shows_them_all() -> None:
    uit = gecontroleerd([traject(), traject(traject_id="T2", begindatum="1925-01-01", minuten_direct=-1.0)])
    assert codes(uit) >= {"R102", "R130"}
    assert uit.uitgesloten["code"].tolist() == ["R102"]


def test_the_year_of_an_excluded_row_is_kept_when_known() -> None:
    uit = gecontroleerd([traject(), traject(traject_id="T2", minuten_direct=-1.0)])
    assert uit.uitgesloten["jaar"].tolist() == [2025]
    assert uit.uitgesloten["jaar"].dtype == pd.Int64Dtype()
