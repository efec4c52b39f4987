"""The steps to a figure, as the analyst recomputes them: words, the numbers filled in, and the outcome of each."""

import numpy as np
import pytest

from spiegelrapport.measure.soorten import BIJZONDER, SOORTEN
from spiegelrapport.measure.steps import STAPPEN, STAPPEN_INTERVAL, mirror, steps_of
from spiegelrapport.model.uitleg import Stap

WIJD = (0.0, 1e9)


def steps(
    soort: str, x: list[float], y: list[float] | None = None, schaal: tuple[float, float] = WIJD
) -> tuple[Stap, ...]:
    x_, y_ = np.array(x, float), np.array(y if y is not None else [1.0] * len(x), float)
    cijfer = (SOORTEN | BIJZONDER)[soort](np.zeros(len(x), np.int64), x_, y_, 1)
    return steps_of(soort, cijfer, x_, y_, schaal)


def told(stappen: tuple[Stap, ...]) -> list[tuple[str, str, float | None]]:
    return [(stap.wat, stap.formule, None if stap.uitkomst is None else round(stap.uitkomst, 6)) for stap in stappen]


def test_every_kind_has_its_steps_and_says_how_its_interval_is_made() -> None:
    assert set(STAPPEN) == set(STAPPEN_INTERVAL) == set(SOORTEN | BIJZONDER)


@pytest.mark.parametrize("soort", sorted(SOORTEN | BIJZONDER))
def test_without_rows_there_is_no_figure_and_it_says_so(soort: str) -> None:
    assert told(steps(soort, [])) == [
        ("tel de rijen die meetellen", "n = 0", 0.0),
        ("zonder rijen is er geen cijfer", "", None),
    ]


def test_a_share_step_by_step() -> None:
    assert told(steps("aandeel", [1, 1, 1, 0], schaal=(0.0, 1.0))) == [
        ("tel de rijen die meetellen", "n = 4", 4.0),
        ("tel de rijen met ja", "teller = 3", 3.0),
        ("deel", "3 / 4", 0.75),
        ("ondergrens van het 95%-interval", "Wilson", 0.300642),
        ("bovengrens van het 95%-interval", "Wilson", 0.954413),
    ]


def test_a_mean_step_by_step() -> None:
    stappen = told(steps("gemiddelde", [2, 4.5, 9]))
    assert stappen[1:4] == [
        ("tel de waarden op", "som = 15,5", 15.5),
        ("deel door het aantal", "15,5 / 3", 5.166667),
        ("standaarddeviatie (gedeeld door n - 1)", "", 3.547299),
    ]


def test_an_interval_that_leaves_the_scale_is_held_to_it_and_says_so() -> None:
    stappen = steps("gemiddelde", [1, 5, 5], schaal=(1.0, 5.0))
    assert [stap.uitkomst for stap in stappen[-2:]] == [1.0, 5.0]
    assert {stap.formule for stap in stappen[-2:]} == {"gemiddelde ± t(n - 1) × sd / √n; begrensd op 1 tot 5"}
    assert "begrensd" not in steps("gemiddelde", [3, 3.1, 3.2], schaal=(1.0, 5.0))[-1].formule


@pytest.mark.parametrize("soort", ["gemiddelde", "verschil", "mediaan", "verhouding"])
def test_one_row_is_too_few_for_an_interval_and_it_says_so(soort: str) -> None:
    laatste = steps(soort, [3.0], [4.0])[-1]
    assert (laatste.wat, laatste.uitkomst) == ("95%-interval: daarvoor zijn te weinig rijen", None)
    assert laatste.formule == STAPPEN_INTERVAL[soort]


@pytest.mark.parametrize(
    ("x", "midden", "uitkomst", "rang"),
    [
        ([9, 1, 5], "waarde 2", 5.0, ("bestaat vanaf 6 rijen", None)),
        ([9, 1, 5, 7], "het gemiddelde van waarde 2 en 3", 6.0, ("bestaat vanaf 6 rijen", None)),
        ([6, 1, 2, 5, 3, 4], "het gemiddelde van waarde 3 en 4", 3.5, ("waarde 1 van onder en van boven", 1.0)),
        ([9, 1, 2, 8, 3, 7, 4, 6, 5], "waarde 5", 5.0, ("waarde 2 van onder en van boven", 2.0)),
    ],
)
def test_a_median_names_the_places_that_it_takes(
    x: list[float], midden: str, uitkomst: float, rang: tuple[str, float | None]
) -> None:
    stappen = steps("mediaan", x)
    assert (stappen[1].formule, stappen[1].uitkomst) == (midden, uitkomst)
    assert (stappen[2].formule, stappen[2].uitkomst) == rang


def test_a_ratio_step_by_step() -> None:
    stappen = told(steps("verhouding", [4, 3], [10, 4]))
    assert stappen[1:5] == [
        ("tel de tellers op", "som = 7", 7.0),
        ("tel de noemers op", "som = 14", 14.0),
        ("deel", "7 / 14", 0.5),
        ("standaardfout, over trajecten", "", round(2 / 14, 6)),
    ]


def test_a_ratio_of_nothing_to_divide_by_stops_there() -> None:
    stappen = told(steps("verhouding", [0, 0], [0, 0]))
    assert stappen[3] == ("deel", "0 / 0", None)
    assert stappen[-1][2] is None


def test_a_rate_step_by_step() -> None:
    stappen = steps("telling", [1, 2], [4, 8])
    assert (stappen[3].formule, stappen[3].uitkomst) == ("3 / 12", 0.25)
    assert stappen[-1].formule == "Byar vanaf 10 gebeurtenissen, daaronder exact Poisson"


def test_a_standardised_change_shows_both_parts() -> None:
    stappen = told(steps("gestandaardiseerd", [1, 2, 3, 4, 5], [10, 12, 14, 16, 18], (-9.0, 9.0)))
    assert stappen[1] == ("gemiddelde verandering, verbetering positief", "15 / 5", 3.0)
    assert stappen[2] == ("standaarddeviatie van de beginscores", "", 3.162278)
    assert stappen[3] == ("deel", "3 / 3,162278", 0.948683)


def test_beginscores_that_are_all_alike_have_no_spread_to_divide_by() -> None:
    stappen = steps("gestandaardiseerd", [1, 2, 3, 4, 5], [40.0] * 5, (-9.0, 9.0))
    assert stappen[2].uitkomst is None
    assert stappen[3].uitkomst is None
    assert np.isnan(mirror(0.0))
    assert mirror(2.0) == 2.0


def test_numbers_are_dutch_and_no_longer_than_six_decimals() -> None:
    (_, som, deel, *_) = steps("gemiddelde", [1000.125, 2000.0, 1 / 3])
    assert som.formule == "som = 3.000,458333"
    assert deel.formule == "3.000,458333 / 3"
