"""Own and group per year, with visible breaks."""

import pytest

from spiegelrapport.definitions.schema import Breuk
from spiegelrapport.draw import trend
from spiegelrapport.draw.drawing_parts import Outline, Word
from spiegelrapport.draw.trend import runs, spread
from tests.draw.builders import ZPM, bron, cijfer, eigen, groep, indicator, stijl

JAREN = range(2020, 2026)


def test_no_line_crosses_a_break() -> None:
    stukken = list(runs((2020, 2021, 2022, 2023), (1.0, 2.0, 3.0, 4.0), ((2022, "nieuw stelsel"),)))
    assert stukken == [[(2020, 1.0), (2021, 2.0)], [(2022, 3.0), (2023, 4.0)]]


def test_no_line_crosses_a_missing_year() -> None:
    stukken = list(runs((2020, 2021, 2022, 2023), (1.0, None, 3.0, 4.0), ()))
    assert stukken == [[(2020, 1.0)], [(2022, 3.0), (2023, 4.0)]]


def test_drawn_lines_stop_at_the_break_too() -> None:
    cijfers = [cijfer(periode=str(jaar)) for jaar in JAREN]
    prent = trend.make(bron(*cijfers), indicator(breuken=(ZPM,)))
    assert prent is not None
    tekening = prent.teken()
    breuk = next(
        deel.x
        for laag in tekening.lagen
        for deel in laag.delen
        if isinstance(deel, Word) and deel.tekst == "nieuw stelsel"
    )
    midden = breuk + 20
    lijnen = [
        deel
        for laag in tekening.lagen
        for deel in laag.delen
        if isinstance(deel, Outline) and deel.lijn in (stijl().kleuren.eigen, stijl().kleuren.groep)
    ]
    for lijn in lijnen:
        xs = [getallen[0] for _, getallen in lijn.stappen if getallen]
        assert not min(xs) < midden < max(xs)


def test_a_break_before_the_first_year_is_not_shown() -> None:
    cijfers = [cijfer(periode=str(jaar)) for jaar in JAREN]
    prent = trend.make(bron(*cijfers), indicator(breuken=(Breuk("nieuwe vragenlijst", 2019, "een bron"),)))
    assert prent is not None
    assert "niet vergelijkbaar" not in prent.alt


def test_a_break_is_told_in_words() -> None:
    cijfers = [cijfer(periode=str(jaar)) for jaar in JAREN]
    prent = trend.make(bron(*cijfers), indicator(breuken=(Breuk("nieuwe vragenlijst", 2021, "een bron"),)))
    assert prent is not None
    assert "Vanaf 2021: nieuwe vragenlijst; de cijfers ervoor en erna zijn niet vergelijkbaar." in prent.alt


def test_a_withheld_year_is_named_with_its_reason() -> None:
    cijfers = [cijfer(periode=str(jaar), cel=eigen(None if jaar == 2023 else 0.6)) for jaar in JAREN]
    prent = trend.make(bron(*cijfers), indicator())
    assert prent is not None
    assert "2023 te weinig gegevens om te tonen" in prent.alt


def test_one_year_is_no_trend() -> None:
    assert trend.make(bron(cijfer()), indicator()) is None


@pytest.mark.parametrize("plaatsen", [[40.0, 41.0], [41.0, 40.0], [2.0, 3.0], [79.0, 80.0]])
def test_names_at_the_line_ends_keep_their_distance_and_order(plaatsen: list[float]) -> None:
    een, ander = spread(plaatsen, 17, 5, 80)
    assert abs(een - ander) >= 17
    assert (een > ander) == (plaatsen[0] > plaatsen[1])
    assert min(een, ander) >= 5
    assert max(een, ander) <= 80


def test_a_group_whose_mean_is_withheld_is_shown_by_its_medians() -> None:
    cijfers = [cijfer(periode=str(jaar), groepen=(groep(gepoold=None), groep("allen", 0.53))) for jaar in JAREN]
    prent = trend.make(bron(*cijfers), indicator())
    assert prent is not None
    assert "Zelfde type: instelling, mediaan: 2020 55%" in prent.alt


def test_a_group_that_may_not_be_shown_makes_room_for_the_next() -> None:
    niets = groep(gepoold=None, p50=None)
    cijfers = [cijfer(periode=str(jaar), groepen=(niets, groep("allen", 0.53))) for jaar in JAREN]
    prent = trend.make(bron(*cijfers), indicator())
    assert prent is not None
    assert "Alle keurmerkdragers, gemiddeld: 2020 54%" in prent.alt
    assert "Zelfde type" not in prent.alt


def test_a_line_that_ends_early_says_in_which_year() -> None:
    cijfers = [
        cijfer(periode=str(jaar), groepen=(groep() if jaar < 2024 else groep(gepoold=None, p50=None),))
        for jaar in JAREN
    ]
    prent = trend.make(bron(*cijfers), indicator())
    assert prent is not None
    assert "56% in 2023" in [
        deel.tekst for laag in prent.teken().lagen for deel in laag.delen if isinstance(deel, Word)
    ]


def test_a_share_of_the_group_that_may_not_be_exact_is_told_as_a_limit() -> None:
    cijfers = [
        cijfer(periode=str(jaar), groepen=(groep(gepoold=0.99, grens=">" if jaar > 2023 else ""),)) for jaar in JAREN
    ]
    prent = trend.make(bron(*cijfers), indicator())
    assert prent is not None
    assert "2023 99%, 2024 meer dan 99% en 2025 meer dan 99%" in prent.alt
    woorden = [deel.tekst for laag in prent.teken().lagen for deel in laag.delen if isinstance(deel, Word)]
    assert "> 99%" in woorden
    assert "99%" not in woorden


def test_a_median_is_never_told_as_a_limit() -> None:
    cijfers = [cijfer(periode=str(jaar), groepen=(groep(gepoold=None, p50=0.9, grens=">"),)) for jaar in JAREN]
    prent = trend.make(bron(*cijfers), indicator())
    assert prent is not None
    assert "meer dan" not in prent.alt
