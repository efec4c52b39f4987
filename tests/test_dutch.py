"""Numbers, dates and lists read as Dutch readers expect them."""

from datetime import date

import pytest

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
