"""Numbers, dates and lists read as Dutch readers expect them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spiegelrapport import dutch


@pytest.mark.parametrize(
    ("waarde", "decimalen", "tekst"),
    [
        (1234.5, 1, "1.234,5"),
        (0.125, 2, "0,13"),  # half away from zero, as readers round
        (-2.5, 0, "−3"),
        (-0.04, 1, "0,0"),
        (6000, 0, "6.000"),
        (1e7, 0, "10.000.000"),
    ],
)
def test_a_number_has_a_decimal_comma_and_a_real_minus_sign(waarde: float, decimalen: int, tekst: str) -> None:
    assert dutch.getal(waarde, decimalen) == tekst


def test_what_is_no_number_is_never_printed() -> None:
    with pytest.raises(ValueError, match="geen getal"):
        dutch.getal(float("nan"))


@pytest.mark.parametrize(("aandeel", "tekst"), [(0.285, "29%"), (0.0, "0%"), (1.0, "100%"), (0.2849999, "28%")])
def test_a_share_is_a_whole_percentage(aandeel: float, tekst: str) -> None:
    assert dutch.procent(aandeel) == tekst


@pytest.mark.parametrize(("waarde", "tekst"), [(1.25, "+1,3"), (-1.2, "−1,2"), (0.0, "0,0"), (0.04, "0,0")])
def test_a_difference_shows_its_sign_and_zero_has_none(waarde: float, tekst: str) -> None:
    assert dutch.met_teken(waarde, 1) == tekst


def test_dates_lists_and_counts() -> None:
    assert dutch.datum(date(2025, 3, 1)) == "1 maart 2025"
    assert dutch.opsomming(["a", "b", "c"]) == "a, b en c"
    assert dutch.opsomming(["a"]) == "a"
    assert dutch.aantal(1, "traject", "trajecten") == "1 traject"
    assert dutch.aantal(1200, "traject", "trajecten") == "1.200 trajecten"


@pytest.mark.parametrize(
    ("reeks", "tekst"),
    [
        ([2025], "2025"),
        ([2024, 2025], "2024 en 2025"),
        ([2023, 2024, 2025], "2023 tot en met 2025"),
        ([2020, 2021, 2022, 2023], "2020 tot en met 2023"),
    ],
)
def test_years_are_named_while_there_are_two_and_spanned_from_three(reeks: list[int], tekst: str) -> None:
    assert dutch.jaren(reeks) == tekst


@pytest.mark.parametrize(
    ("reeks", "tekst"), [([2025], "2025"), ([2024, 2025], "2024–2025"), (range(2020, 2026), "2020–2025")]
)
def test_a_period_is_one_year_or_its_ends(reeks: list[int], tekst: str) -> None:
    assert dutch.periode(reeks) == tekst


@pytest.mark.parametrize(
    ("moment", "tekst"),
    [
        (datetime(2025, 1, 31, 23, 30, tzinfo=UTC), "1 februari 2025, 00:30 uur"),  # winter: an hour later, another day
        (datetime(2025, 7, 1, 12, 5, tzinfo=UTC), "1 juli 2025, 14:05 uur"),  # summer: two hours
        (datetime(2025, 3, 30, 0, 59, tzinfo=UTC), "30 maart 2025, 01:59 uur"),
        (datetime(2025, 3, 30, 1, 0, tzinfo=UTC), "30 maart 2025, 03:00 uur"),  # the clock went forward
    ],
)
def test_an_instant_is_told_by_the_clocks_in_the_netherlands(moment: datetime, tekst: str) -> None:
    assert dutch.tijdstip(moment) == tekst


@pytest.mark.parametrize(
    ("waarde", "decimalen", "tekst"),
    [(0.5, 0, "+1"), (0.4, 0, "0"), (-0.4, 0, "0"), (-0.5, 0, "−1"), (1000.0, 2, "+1.000,00"), (0.004, 2, "0,00")],
)
def test_a_difference_that_rounds_to_nothing_has_no_sign(waarde: float, decimalen: int, tekst: str) -> None:
    assert dutch.met_teken(waarde, decimalen) == tekst


@pytest.mark.parametrize("waarde", [float("inf"), float("-inf"), float("nan")])
def test_neither_is_what_has_no_end(waarde: float) -> None:
    with pytest.raises(ValueError, match=r"^geen getal$"):
        dutch.getal(waarde, 1)


@settings(deadline=None)
@given(st.integers(-(10**9), 10**9), st.integers(0, 3))
def test_whoever_reads_a_number_back_has_the_number(waarde: int, decimalen: int) -> None:
    tekst = dutch.getal(waarde / 10**decimalen, decimalen)
    terug = float(tekst.replace(".", "").replace(",", ".").replace("\N{MINUS SIGN}", "-"))
    assert terug == pytest.approx(waarde / 10**decimalen, abs=10.0**-decimalen / 1000)
    assert len(tekst.partition(",")[2]) == decimalen


@settings(deadline=None)
@given(st.floats(0, 1))
def test_a_percentage_is_never_further_than_half_a_percent(aandeel: float) -> None:
    assert abs(int(dutch.procent(aandeel)[:-1]) - aandeel * 100) <= 0.5 + 1e-9
    assert abs(float(dutch.procent(aandeel, 1)[:-1].replace(",", ".")) - aandeel * 100) <= 0.05 + 1e-9


def test_no_words_two_words_and_none_to_count() -> None:
    assert dutch.opsomming([]) == ""
    assert dutch.opsomming(["a", "b"]) == "a en b"
    assert dutch.aantal(0, "traject", "trajecten") == "0 trajecten"
