"""Which numbers and codes in a text are looked at, and when a number is somebody's unrounded figure."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spiegelrapport.model.cijfers import Meetwaarden
from spiegelrapport.publish.pdf_text import PdfText
from spiegelrapport.publish.scan import CODE, LeakSearch, _dichtbij, _uit_stromen, _uit_tekst
from tests.builders import keurmerkdrager

EIGEN, ANDER = "06000001", "06000002"
RUSTIG = settings(deadline=None)


def search(*anderen: float, eigen: tuple[float, ...] = ()) -> LeakSearch:
    waarden = [*((EIGEN, w) for w in eigen), *((ANDER, w) for w in anderen)]
    frame = pd.DataFrame([{"agb": a, "waarde": w, "onder": np.nan, "boven": np.nan} for a, w in waarden])
    return LeakSearch({EIGEN: keurmerkdrager(EIGEN), ANDER: keurmerkdrager(ANDER)}, Meetwaarden(frame), 2025)


@pytest.mark.parametrize(
    ("tekst", "getallen"),
    [
        ("4,28371", ["4.28371"]),
        ("4.28371", ["4.28371"]),
        ("\N{MINUS SIGN}4,28371", ["-4.28371"]),
        ("4,283", []),  # three decimals are printed nowhere as a secret
        ("0,0025", []),  # two significant digits
        ("0,012345", ["0.012345"]),
        ("12,3456", ["12.3456"]),
        ("1.234,5678 en 7,65432", ["7.65432"]),
        ("versie 1.2.34567", []),
        ("", []),
    ],
)
def test_only_long_numbers_are_looked_at(tekst: str, getallen: list[str]) -> None:
    assert list(_uit_tekst(tekst)) == getallen


@pytest.mark.parametrize(
    ("stroom", "getallen"),
    [
        (b"12.34 0 m", []),
        (b"4.283712345678 0 m", ["4.283712345678"]),
        (b"0.0000123456 0 m", []),
        (b"-.1234567891 0 m", ["-.1234567891"]),
        (b"123456.78901 l", ["123456.78901"]),
    ],
)
def test_a_coordinate_is_looked_at_when_it_has_more_digits_than_one_needs(stroom: bytes, getallen: list[str]) -> None:
    assert list(_uit_stromen(PdfText("", (), (stroom,), ()))) == getallen


@pytest.mark.parametrize(
    ("tekst", "codes"),
    [
        ("06000002", ["06000002"]),
        ("6000002", ["6000002"]),
        ("agb:06000002;", ["06000002"]),
        ("106000002", []),
        ("x06000002", []),
        ("06000002,5", []),
        ("06000002.", ["06000002"]),
        ("1.06000002", []),
    ],
)
def test_a_code_stands_by_itself(tekst: str, codes: list[str]) -> None:
    assert CODE.findall(tekst) == codes


@pytest.mark.parametrize(
    ("getal", "raak"),
    [
        ("4.2837", True),
        ("4.28371", True),
        ("4.28372", False),
        ("4.2836", False),
        ("428.3712", True),
        ("428.3713", False),
    ],
)
def test_a_number_is_somebodys_to_all_digits_it_shows_as_it_is_or_in_percent(getal: str, raak: bool) -> None:
    assert bool(search(4.283712345678)._getallen([getal], frozenset([EIGEN]))) is raak


def test_what_is_also_ones_own_is_nobodys_secret() -> None:
    assert search(4.283712345678, eigen=(4.283714,))._getallen(["4.28371"], frozenset([EIGEN])) == []
    assert search(4.283712345678, eigen=(4.2838,))._getallen(["4.28371"], frozenset([EIGEN])) == ["4.28371"]


@pytest.mark.parametrize("kort", [4.25, 4.283, 0.5, 1.0])
def test_a_figure_that_is_short_by_nature_tells_nothing(kort: float) -> None:
    assert search(kort)._getallen([f"{kort:.4f}", f"{kort * 100:.4f}"], frozenset([EIGEN])) == []


@RUSTIG
@given(st.lists(st.floats(0, 10), min_size=1, max_size=12).map(sorted), st.floats(0, 10), st.floats(1e-6, 0.5))
def test_nearness_is_that_of_the_nearest(gesorteerd: list[float], waarde: float, marge: float) -> None:
    gevonden = _dichtbij(np.array(gesorteerd), np.array([waarde]), np.array([marge]))[0]
    afstand = min(abs(waarde - ander) for ander in gesorteerd)
    if abs(afstand - marge) > 1e-9:
        assert bool(gevonden) is (afstand < marge)


def test_another_register_or_another_figure_is_another_search() -> None:
    een = search(4.283712345678)
    assert een.stempel == search(4.283712345678).stempel
    assert een.stempel != search(4.283712345679).stempel
    ander = LeakSearch(
        dict(een.register) | {"06000003": keurmerkdrager("06000003", naam="Nieuw")}, een.meetwaarden, 2025
    )
    assert ander.stempel != een.stempel
    assert LeakSearch(een.register, een.meetwaarden, 2026).stempel != een.stempel
