"""A flat course is a sentence, one that moves is a chart, and no sentence joins two ways of measuring."""

from spiegelrapport.compose.verloop import course
from tests.compose.builders import cel, figuur


def years(**waarden: tuple[float, float]):  # type: ignore[no-untyped-def]
    """2023=(value, half margin)."""
    return tuple(
        (int(jaar[1:]), figuur(eigen=cel(waarde, waarde - half, waarde + half)))
        for jaar, (waarde, half) in waarden.items()
    )


def test_years_whose_margins_overlap_are_one_sentence_and_no_chart() -> None:
    nu = figuur(eigen=cel(540.0, 520.0, 560.0))
    verloop = course(nu, years(j2022=(548.0, 20.0), j2023=(530.0, 20.0), j2024=(541.0, 20.0)), 2025)
    assert verloop.zin == "Sinds 2022 is dit niet duidelijk veranderd."
    assert not verloop.beweegt


def test_a_year_outside_todays_margin_is_a_chart() -> None:
    nu = figuur(eigen=cel(540.0, 520.0, 560.0))
    verloop = course(nu, years(j2023=(470.0, 20.0), j2024=(541.0, 20.0)), 2025)
    assert (verloop.zin, verloop.beweegt) == ("", True)


def test_years_before_a_break_and_years_that_the_value_holds_are_not_told() -> None:
    nu = figuur(eigen=cel(540.0, 520.0, 560.0))  # its indicator has a break in 2022
    assert course(nu, years(j2020=(470.0, 1.0), j2021=(470.0, 1.0)), 2025).zin == ""
    assert (
        course(nu, years(j2021=(470.0, 1.0), j2024=(530.0, 9.0), j2025=(1.0, 0.1)), 2025).zin == "In 2024 was het 530."
    )


def test_without_margins_nothing_is_called_equal() -> None:
    nu = figuur(eigen=cel(540.0, None, None))
    assert course(nu, years(j2023=(540.0, 1.0), j2024=(540.0, 1.0)), 2025).beweegt
