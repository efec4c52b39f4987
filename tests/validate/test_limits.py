"""Every rule exactly at its limit and one step beyond it: what lies on the limit is good."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spiegelrapport.model.ronde import Scoringskeuze
from spiegelrapport.validate.antwoord import row_ranges
from spiegelrapport.validate.jumps import MINSTENS, key_figures
from spiegelrapport.validate.round_check import _een_tikfout, safe_name
from spiegelrapport.validate.rule import copies, holds, is_in
from spiegelrapport.validate.scoring import convert_cqi, convert_rom, fits_other_scale, looks_like_percentage
from tests.validate.builders import (
    AGB,
    DEFINITIES,
    METING,
    NAMETING,
    RONDE,
    bevinding,
    codes,
    gecontroleerd,
    meting,
    tabel,
    traject,
    vragenlijst,
)

NORM = DEFINITIES.prestaties["GBG03"].norm_minuten or 0
VROEG = {"aanmelddatum": None, "intakedatum": None, "behandelstart": None}


def hit(code: str, **anders: Any) -> bool:
    return code in codes(gecontroleerd([traject(**anders)], [], []))


@pytest.mark.parametrize(
    ("code", "net", "over"),
    [
        ("R101", {"begindatum": "2025-08-01"}, {"begindatum": "2025-08-02"}),
        ("R102", VROEG | {"begindatum": "1995-01-01"}, VROEG | {"begindatum": "1994-12-31"}),
        (
            "R102",
            VROEG | {"begindatum": "2026-04-01", "einddatum": None},
            VROEG | {"begindatum": "2026-04-02", "einddatum": None},
        ),
        ("R103", {"einddatum": "2026-04-01"}, {"einddatum": "2026-04-02"}),
        (
            "R104",
            VROEG | {"begindatum": "2019-06-01", "einddatum": "2020-01-01"},
            VROEG | {"begindatum": "2019-06-01", "einddatum": "2019-12-31"},
        ),
        ("R105", {"einddatum": "2025-12-31"}, {"einddatum": "2026-01-01"}),
        ("R120", {"aanmelddatum": "2025-02-01"}, {"aanmelddatum": "2025-02-02"}),
        ("R121", {"behandelstart": "2025-02-01"}, {"behandelstart": "2025-01-31"}),
        ("R130", {"minuten_direct": 20000.0}, {"minuten_direct": 20001.0}),
        ("R130", {"minuten_direct": 0.0}, {"minuten_direct": -1.0}),
        ("R130", {"minuten_indirect": 20000.0}, {"minuten_indirect": 20001.0}),
        ("R131", {"afspraken_gepland": 500.0}, {"afspraken_gepland": 501.0}),
        ("R131", {"afspraken_no_show": 0.0}, {"afspraken_no_show": -1.0}),
        (
            "R132",
            {"minuten_direct": 8.0 * NORM, "minuten_indirect": 0.0},
            {"minuten_direct": 8.0 * NORM, "minuten_indirect": 1.0},
        ),
        ("R133", {"minuten_direct": 1.0}, {"minuten_direct": 0.0}),
        ("R134", {"minuten_ehealth": 480.0}, {"minuten_ehealth": 481.0}),
        ("R135", {"afspraken_no_show": 8.0}, {"afspraken_no_show": 9.0}),
        (
            "R141",
            VROEG | {"begindatum": "2021-06-01", "einddatum": "2022-01-01"},
            VROEG | {"begindatum": "2021-06-01", "einddatum": "2021-12-31"},
        ),
        (
            "R141",
            VROEG | {"prestatie_geleverd": "180002", "begindatum": "2021-12-31", "einddatum": "2022-05-01"},
            VROEG | {"prestatie_geleverd": "180002", "begindatum": "2022-01-01", "einddatum": "2022-05-01"},
        ),
    ],
)
def test_a_traject_on_the_limit_is_good_and_beyond_it_is_not(
    code: str, net: dict[str, Any], over: dict[str, Any]
) -> None:
    assert not hit(code, **net)
    assert hit(code, **over)


@pytest.mark.parametrize(
    ("code", "anders"),
    [
        ("R101", {"einddatum": None}),
        ("R120", {"aanmelddatum": None}),
        ("R121", {"intakedatum": None}),
        ("R130", {"minuten_indirect": None}),
        ("R132", {"prestatie_geleverd": None, "minuten_direct": 15000.0}),
        ("R133", {"minuten_direct": 0.0, "onvolledig": True}),
        ("R133", {"minuten_direct": 0.0, "prestatie_geleverd": "180005"}),
        ("R133", {"minuten_direct": 0.0, "einddatum": None}),
        ("R133", {"minuten_direct": None}),
        ("R134", {"minuten_ehealth": None}),
        ("R135", {"afspraken_gepland": None}),
        ("R140", {"prestatie_geleverd": None, "einddatum": None}),
        ("R141", {"prestatie_geleverd": None}),
    ],
)
def test_what_is_unknown_breaks_no_rule(code: str, anders: dict[str, Any]) -> None:
    assert not hit(code, **anders)


def test_a_blank_indirect_time_is_nothing_where_minutes_are_added() -> None:
    assert hit("R134", minuten_indirect=None, minuten_ehealth=401.0)
    assert not hit("R134", minuten_indirect=None, minuten_ehealth=400.0)


def test_a_message_names_the_limit_that_was_passed() -> None:
    uit = gecontroleerd([traject(minuten_direct=20001.0)], [], [])
    assert "0 tot 20.000" in bevinding(uit, "R130").bericht
    jaar = gecontroleerd([traject(**VROEG, begindatum="2019-06-01", einddatum="2019-12-31")], [], [])
    assert "2020 en later" in bevinding(jaar, "R104").bericht


@pytest.mark.parametrize(
    ("kolom", "waarde", "buiten"),
    [
        ("bejegening", 5.0, False),
        ("bejegening", 5.1, True),
        ("bejegening", 1.0, False),
        ("uitvoering", 0.9, True),
        ("rapportcijfer", 10.0, False),
    ],
)
def test_an_answer_on_the_end_of_its_scale_is_an_answer(kolom: str, waarde: float, buiten: bool) -> None:
    uit = gecontroleerd(cqi=[vragenlijst(**{kolom: waarde})])
    assert bool({"R301", "R302"} & codes(uit)) is buiten


@pytest.mark.parametrize(("dagen", "buiten"), [(90, False), (91, True)])
def test_a_measurement_may_lie_as_far_as_the_margin_from_the_begin(dagen: int, buiten: bool) -> None:
    datum = str((pd.Timestamp("2025-02-01") - pd.Timedelta(days=dagen)).date())
    assert ("R204" in codes(gecontroleerd(rom=[meting(datum=datum), NAMETING]))) is buiten


def year(jaar: int, aantal: int, **anders: Any) -> list[dict[str, Any]]:
    return [
        traject(**VROEG, traject_id=f"{jaar}-{i}", begindatum=f"{jaar}-01-05", einddatum=f"{jaar}-06-01", **anders)
        for i in range(aantal)
    ]


@pytest.mark.parametrize(
    ("toen", "nu", "vraag"),
    [(40, 60, False), (40, 61, True), (60, 30, False), (62, 30, True), (MINSTENS - 1, 200, False), (30, 46, True)],
)
def test_a_jump_is_more_than_half_between_two_years_that_are_large_enough(toen: int, nu: int, vraag: bool) -> None:
    uit = gecontroleerd(year(2024, toen) + year(2025, nu), [], [])
    assert ("R401" in codes(uit)) is vraag
    if vraag:
        bericht = bevinding(uit, "R401").bericht
        assert f"in 2025 is {nu}; in 2024 was dat {toen}" in bericht


@pytest.mark.parametrize(("nu", "vraag"), [(600.0, False), (601.0, True), (200.0, False), (199.0, True)])
def test_a_jump_in_minutes_is_more_than_half_either_way(nu: float, vraag: bool) -> None:
    toen = year(2024, 30, minuten_direct=400.0)
    assert ("R402" in codes(gecontroleerd(toen + year(2025, 30, minuten_direct=nu), [], []))) is vraag


@pytest.mark.parametrize(("zonder", "vraag"), [(3, False), (4, True)])
def test_a_tenth_more_without_a_prestatie_is_no_jump_yet(zonder: int, vraag: bool) -> None:
    nu = year(2025, 30)
    for rij in nu[:zonder]:
        rij["prestatie_geleverd"] = None
    uit = gecontroleerd(year(2024, 30) + nu, [], [])
    assert ("R403" in codes(uit)) is vraag


def test_key_figures_of_a_year_without_anything_are_nothing() -> None:
    tabellen = {
        "trajecten": tabel("trajecten", year(2025, 2)),
        "rom": tabel("rom", [METING]),
        "cqi": tabel("cqi", [vragenlijst()]),
    }
    nu, leeg = key_figures(tabellen, 2025), key_figures(tabellen, 2019)
    assert (nu["trajecten"], nu["rom"], nu["cqi"], nu["minuten"]) == (2, 1, 1, 400)
    assert (leeg["trajecten"], leeg["rom"], leeg["cqi"]) == (0, 0, 0)
    assert np.isnan([leeg["minuten"], leeg["zonder minuten"], leeg["zonder prestatie"]]).all()
    assert leeg["gevuld trajecten.zorgvraagtype"] == 0
    assert nu["gevuld trajecten.zorgvraagtype"] == nu["gevuld cqi.bejegening"] == 1


OQ45 = DEFINITIES.instrumenten["OQ45"]
ANDERS = next(een for een in DEFINITIES.instrumenten.values() if een.andere_schaal)


def spread_over(schaal: tuple[float, float], n: int) -> list[float]:
    return [float(x) for x in np.linspace(schaal[0], schaal[1], n)]


def test_scores_of_another_convention_are_known_by_where_most_of_them_lie() -> None:
    assert ANDERS.andere_schaal is not None
    eigen, ander = ANDERS.schaal, ANDERS.andere_schaal
    buiten = [x for x in spread_over(ander, 41) if not eigen[0] <= x <= eigen[1]]
    binnen = [x for x in spread_over(eigen, 9) if ander[0] <= x <= ander[1]][:1]
    assert len(buiten) >= 3
    assert binnen
    assert fits_other_scale(pd.Series(buiten[:3]), ANDERS)
    assert not fits_other_scale(pd.Series(buiten[:2]), ANDERS)  # two tell nothing
    assert fits_other_scale(pd.Series([*buiten[:2], *binnen * 2]), ANDERS)  # half is enough
    assert not fits_other_scale(pd.Series([*buiten[:2], *binnen * 3]), ANDERS)
    assert not fits_other_scale(pd.Series([*buiten[:3], ander[1] + 1e6]), ANDERS)  # fits neither
    zonder = next(een for een in DEFINITIES.instrumenten.values() if een.andere_schaal is None)
    assert not fits_other_scale(pd.Series([1e6] * 9), zonder)


@pytest.mark.parametrize(
    ("scores", "procent"),
    [
        ([85.0, 90.0, 70.0], True),
        ([85.0, 90.0], False),
        ([85.0, 4.0, 5.0, 90.0], True),
        ([85.0, 4.0, 5.0], False),
        ([0.8, 0.9, 1.0], True),
        ([1.0, 1.0, 1.0], False),
        ([0.8, 0.9, 1.1], False),
        ([4.5, 4.8, 5.0], False),
        ([85.0, 90.0, 140.0], False),
        ([85.0, np.nan, 90.0], False),
        ([0.0, 0.0, 100.0, 100.0], True),
    ],
)
def test_percentages_are_known_by_their_size(scores: list[float], procent: bool) -> None:
    assert looks_like_percentage(pd.DataFrame({"bejegening": scores})) is procent


def test_declared_conventions_are_converted_end_to_end_and_others_left_alone() -> None:
    assert ANDERS.andere_schaal is not None
    (laag, hoog), (van, tot) = ANDERS.schaal, ANDERS.andere_schaal
    keuze = Scoringskeuze(AGB, ANDERS.code, "andere")
    rom = tabel("rom", [meting(instrument=ANDERS.code, score=s) for s in (van, tot, (van + tot) / 2)] + [METING])
    ronde = RONDE.__class__(**{veld: getattr(RONDE, veld) for veld in RONDE.__slots__} | {"scoring": (keuze,)})
    om = convert_rom(rom, dict(DEFINITIES.instrumenten), ronde)["score"].tolist()
    assert om == pytest.approx([laag, hoog, (laag + hoog) / 2, 80.0])
    assert rom["score"].tolist() == pytest.approx([van, tot, (van + tot) / 2, 80.0])


@pytest.mark.parametrize(
    ("eenheid", "scores", "om"),
    [
        ("percentage", [100.0, 80.0, 20.0], [5.0, 4.0, 1.0]),
        ("percentage", [1.0, 0.8, 0.2], [5.0, 4.0, 1.0]),
        ("minmax", [100.0, 50.0, 0.0], [5.0, 3.0, 1.0]),
        ("minmax", [1.0, 0.5, 0.0], [5.0, 3.0, 1.0]),
        ("1-5", [5.0, 4.0, 1.0], [5.0, 4.0, 1.0]),
    ],
)
def test_each_unit_of_the_cqi_reaches_both_ends_of_the_scale(
    eenheid: str, scores: list[float], om: list[float]
) -> None:
    cqi = tabel(
        "cqi",
        [vragenlijst(eenheid=eenheid, bejegening=s, informatie=s, samen_beslissen=s, uitvoering=s) for s in scores],
    )
    gedaan = convert_cqi(cqi, RONDE)
    assert gedaan["bejegening"].tolist() == pytest.approx(om)
    assert set(gedaan["eenheid"]) == {"1-5"}


@pytest.mark.parametrize(
    ("rijen", "tekst"),
    [
        ((), ""),
        ((7,), "7"),
        ((3, 4, 5, 9), "3-5, 9"),
        ((9, 5, 4, 4, 3), "3-5, 9"),
        ((2, 4, 6), "2, 4, 6"),
        ((2, 3), "2-3"),
    ],
)
def test_rows_are_written_as_runs(rijen: tuple[int, ...], tekst: str) -> None:
    assert row_ranges(rijen) == tekst


@settings(deadline=None)
@given(st.sets(st.integers(2, 60), max_size=30))
def test_runs_hold_every_row_once(rijen: set[int]) -> None:
    tekst = row_ranges(tuple(rijen))
    terug = [
        n for deel in tekst.split(", ") if deel for n in range(int(deel.split("-")[0]), int(deel.split("-")[-1]) + 1)
    ]
    assert terug == sorted(rijen)


def test_a_very_long_list_of_rows_ends_in_an_ellipsis() -> None:
    assert row_ranges(tuple(range(0, 80, 2))).count(",") == 39
    assert row_ranges(tuple(range(0, 82, 2))).endswith("78, …")


@pytest.mark.parametrize(
    ("een", "ander", "lijkt"),
    [
        ("06012345", "06012346", True),
        ("06012345", "06012354", True),
        ("06012345", "06512340", True),  # two that changed places, wherever they stand
        ("06012345", "06012399", False),
        ("06012345", "0601234", False),
        ("06012345", "06012345", False),
    ],
)
def test_a_code_that_a_hand_mistypes(een: str, ander: str, lijkt: bool) -> None:
    assert _een_tikfout(een, ander) is lijkt


@pytest.mark.parametrize(
    ("bestand", "naam"),
    [
        ("Export Jansen (2).xlsx", "export-jansen-2"),
        ("../../etc/passwd", "levering"),
        (".xlsx", "levering"),
        ("ünïcode.é.csv", "unicode-e"),
        ("a" * 200 + ".xlsx", "a" * 80),
    ],
)
def test_an_answer_has_a_safe_name(bestand: str, naam: str) -> None:
    assert safe_name(bestand) == naam


def test_copies_are_equal_but_for_their_sheet() -> None:
    rijen = tabel("rom", [METING, METING | {"blad": "ROM 2"}, METING | {"score": 81.0}, METING])
    assert copies(rijen, ["traject_id"]).tolist() == [False, True, False, True]
    assert not copies(rijen.iloc[:1], ["traject_id"]).any()


def test_what_is_missing_is_in_no_list_and_holds_nothing() -> None:
    reeks = pd.Series(["a", None, "b"], dtype="str")
    assert is_in(reeks, pd.Series(["a", None], dtype="str")).tolist() == [True, False, False]
    assert holds(pd.Series([True, None, False], dtype="boolean")).tolist() == [True, False, False]
