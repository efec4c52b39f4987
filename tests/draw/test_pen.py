"""What the pen draws, as PDF operators and as SVG: the same places, the same words, nothing that a reader's program chokes on."""

import math
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spiegelrapport.definitions.schema import Maat
from spiegelrapport.draw import mix
from spiegelrapport.draw.chart_source import Chart
from spiegelrapport.draw.drawing_parts import Outline, Word
from spiegelrapport.draw.layer import Layer
from spiegelrapport.draw.pdf_operators import operators, pdf_number
from spiegelrapport.draw.pen import Pen
from spiegelrapport.draw.recorder import _cubic
from spiegelrapport.draw.svg import elements
from spiegelrapport.draw.text_layout import width_of
from tests.draw.builders import bron, cijfer, eigen, groep, indicator, stijl

ZWART = "#000000"


def pen(van: float = 0.0, tot: float = 100.0) -> Pen:
    return Pen(stijl(), (van, tot))


def word(een: Pen) -> Word:
    [*_, laatste] = een.laag().delen
    assert isinstance(laatste, Word)
    return laatste


@pytest.mark.parametrize(("anker", "deel"), [("links", 0.0), ("midden", 0.5), ("rechts", 1.0)])
def test_a_word_hangs_on_its_anchor(anker, deel: float) -> None:  # type: ignore[no-untyped-def]
    een = pen()
    een.woord(50, 10, "wacht", ZWART, 8, anker=anker)
    assert word(een).x == pytest.approx(50 - deel * width_of("wacht", stijl().gewoon, 8))
    assert (word(een).y, word(een).tekst, word(een).hoek) == (10, "wacht", 0)


@pytest.mark.parametrize(
    ("x", "anker"), [(-40, "links"), (2, "midden"), (99, "midden"), (140, "rechts"), (99, "links")]
)
def test_a_word_stays_between_the_edges(x: float, anker) -> None:  # type: ignore[no-untyped-def]
    een = pen()
    een.woord(x, 10, "wachttijd", ZWART, 8, anker=anker)
    breed = width_of("wachttijd", stijl().gewoon, 8)
    assert 0 <= word(een).x <= 100 - breed + 1e-9


def test_a_word_that_is_wider_than_the_room_begins_at_the_left() -> None:
    een = pen(5, 20)
    een.woord(10, 10, "een heel lang woord dat niet past", ZWART, 8, anker="rechts")
    assert word(een).x == 5


def test_a_bold_word_has_the_bold_font_and_a_blotted_one_its_ground_first() -> None:
    een = pen()
    een.woord(10, 10, "vet", ZWART, 8, vet=True, grond="#ffffff")
    grond, vet = een.laag().delen
    assert isinstance(grond, Outline)
    assert isinstance(vet, Word)
    assert (grond.vulling, grond.lijn) == ("#ffffff", None)
    xs = [getallen[0] for _, getallen in grond.stappen if getallen]
    assert min(xs) < vet.x
    assert max(xs) > vet.x + width_of("vet", stijl().halfvet, 8)
    assert vet.gewicht == 600


def test_what_lies_under_comes_first() -> None:
    onder, boven = pen(), pen()
    onder.lijn([(0, 0), (1, 1)], "#111111")
    boven.lijn([(2, 2), (3, 3)], "#222222")
    assert [deel.lijn for deel in boven.laag(onder.laag()).delen if isinstance(deel, Outline)] == ["#111111", "#222222"]


def test_a_dot_is_round() -> None:
    een = pen()
    een.stip(10, 20, 4, ZWART)
    [rond] = een.laag().delen
    assert isinstance(rond, Outline)
    einden = [getallen[-2:] for _, getallen in rond.stappen if getallen]
    assert all(math.dist(punt, (10, 20)) == pytest.approx(4) for punt in einden)
    for (_, van), (_, tot) in zip(rond.stappen, rond.stappen[1:-1], strict=False):
        x0, y0, (x1, y1, x2, y2, x3, y3) = van[-2], van[-1], tot
        halverwege = ((x0 + 3 * x1 + 3 * x2 + x3) / 8, (y0 + 3 * y1 + 3 * y2 + y3) / 8)
        assert math.dist(halverwege, (10, 20)) == pytest.approx(4, abs=2e-3)


def test_a_quadratic_curve_is_the_same_curve_as_a_cubic_one() -> None:
    x1, y1, x2, y2, x3, y3 = _cubic((0.0, 0.0), (5.0, 10.0, 10.0, 0.0))
    for t in (0.25, 0.5, 0.9):
        vierkant = (2 * t * (1 - t) * 5 + t**2 * 10, 2 * t * (1 - t) * 10)
        kubus = (
            3 * t * (1 - t) ** 2 * x1 + 3 * t**2 * (1 - t) * x2 + t**3 * x3,
            3 * t * (1 - t) ** 2 * y1 + 3 * t**2 * (1 - t) * y2 + t**3 * y3,
        )
        assert kubus == pytest.approx(vierkant)


@pytest.mark.parametrize(
    ("waarde", "tekst"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (-0.001, "0"),
        (1.0, "1"),
        (1.5, "1.5"),
        (1.005, "1"),
        (10.0, "10"),
        (100.0, "100"),
        (-2.25, "-2.25"),
        (1e-9, "0"),
    ],
)
def test_a_pdf_number_has_no_exponent_no_trailing_zero_and_no_negative_zero(waarde: float, tekst: str) -> None:
    assert pdf_number(waarde) == tekst


@settings(deadline=None)
@given(st.floats(-1e4, 1e4))
def test_a_pdf_number_is_read_back_within_a_hundredth(waarde: float) -> None:
    tekst = pdf_number(waarde)
    assert re.fullmatch(r"-?\d+(\.\d{1,2})?", tekst)
    assert abs(float(tekst) - waarde) <= 0.005 + 1e-9


@pytest.mark.parametrize(
    ("vulling", "lijn", "slot"),
    [("#ff0000", "#00ff00", "B"), ("#ff0000", None, "f"), (None, "#00ff00", "S"), (None, None, "n")],
)
def test_a_path_is_painted_as_it_is_filled_and_stroked(vulling: str | None, lijn: str | None, slot: str) -> None:
    pad = Outline((("M", (1.0, 2.0)), ("L", (3.0, 4.5)), ("Z", ())), vulling, lijn, 1.5, (2.0, 1.0), True)
    regel = operators([pad]).decode()
    assert regel.endswith(f" 1 2 m 3 4.5 l h {slot}" if vulling or lijn else "1 2 m 3 4.5 l h n")
    assert ("1 0 0 rg" in regel) is (vulling is not None)
    assert ("0 1 0 RG 1.5 w 1 J 1 j [2 1] 0 d" in regel) is (lijn is not None)


def test_a_word_in_a_pdf_is_its_glyphs_with_their_kerning() -> None:
    een = pen()
    een.woord(10, 20, "Te", "#336699", 8)
    regel = operators(een.laag().delen).decode()
    assert regel.startswith("0.2 0.4 0.6 rg BT /L400 8 Tf 1 0 0 1 10 20 Tm [<")
    assert regel.endswith(">] TJ ET")
    [inhoud] = re.findall(r"\[(.*)\]", regel)
    nummers = re.findall(r"[0-9a-f]{4}", "".join(re.findall(r"<([^>]*)>", inhoud)))
    assert [int(nummer, 16) for nummer in nummers] == [glief.nummer for glief in word(een).zetsel.glieven]
    schuif = [int(getal) for getal in re.findall(r">(-?\d+)<", inhoud)]
    assert len(schuif) == 1
    assert schuif[0] > 0  # T and e stand closer than their widths


def test_a_turned_word_turns() -> None:
    een = pen()
    een.woord(10, 20, "op", ZWART, 8)
    regel = operators([word(een)._replace(hoek=90.0)]).decode()
    assert " 0 1 -1 0 10 20 Tm " in regel
    assert "rotate(90)" in elements([word(een)._replace(hoek=90.0)])


@pytest.mark.parametrize("tekst", ["a < b & c > d", 'zeg "nee"', "cliënt’s", "</text><script>"])
def test_words_stay_words_in_an_svg(tekst: str) -> None:
    een = pen(0, 500)
    een.woord(10, 20, tekst, ZWART, 8, vet=True)
    een.lijn([(0, 0), (5, 5)], "#123456", 0.5, (2.0, 1.0))
    een.vlak(0, 0, 5, 5, "#abcdef")
    boom = ElementTree.fromstring(f"<svg>{elements(een.laag().delen)}</svg>")
    assert [woord.text for woord in boom.iter("text")] == [tekst]
    assert boom.find("text").get("font-weight") == "600"  # type: ignore[union-attr]
    lijn, vlak = boom.findall("path")
    assert (lijn.get("fill"), lijn.get("stroke"), lijn.get("stroke-dasharray")) == ("none", "#123456", "2 1")
    assert (vlak.get("fill"), vlak.get("stroke"), vlak.get("d")) == ("#abcdef", None, "M0 0L5 0L5 5L0 5Z")


def test_a_layer_names_each_glyph_that_it_shows_per_weight() -> None:
    een = pen()
    een.woord(0, 0, "aab", ZWART)
    een.woord(0, 0, "c", ZWART, vet=True)
    tekens = een.laag().tekens
    assert {gewicht: sorted(teken for teken, _ in glieven.values()) for gewicht, glieven in tekens.items()} == {
        400: ["a", "b"],
        600: ["c"],
    }
    assert Layer(()).tekens == {}


DELEN = (Maat("kort", "aandeel", "Kort"), Maat("lang", "aandeel", "65 jaar en ouder"))
GEHEEL = indicator("mix", naam="Wie", maten=DELEN, grafiek="mix")


def shares(*delen: tuple[float | None, float | None], grens: str = "") -> Chart | None:
    cijfers = [
        cijfer(
            "mix",
            maat.code,
            cel=eigen(zelf),
            groepen=(groep(gepoold=samen, grens=grens), groep("allen", gepoold=0.5)),
            vergelijkingen=(),
        )
        for maat, (zelf, samen) in zip(DELEN, delen, strict=True)
    ]
    return mix.make(bron(*cijfers, indicatoren=(GEHEEL,)), GEHEEL)


def test_a_whole_is_told_part_by_part_for_own_and_group() -> None:
    prent = shares((0.6, 0.55), (0.4, 0.45))
    assert prent is not None
    assert "Jouw organisatie (240 trajecten): kort 60% en 65 jaar en ouder 40%." in prent.alt
    assert "Zelfde type: instelling: kort 55% en 65 jaar en ouder 45%." in prent.alt


def test_a_part_that_may_only_be_a_limit_is_told_as_one_and_a_withheld_one_as_not_shown() -> None:
    prent = shares((0.6, 0.01), (None, 0.01), grens="<")
    assert prent is not None
    assert "65 jaar en ouder niet getoond" in prent.alt
    assert "kort minder dan 1%" in prent.alt


def test_a_group_that_shows_few_of_the_parts_makes_room_for_everybody() -> None:
    prent = shares((0.6, None), (0.4, 0.45))
    assert prent is not None
    assert "Alle keurmerkdragers: kort 50%" in prent.alt


def test_without_any_own_part_there_is_no_chart() -> None:
    assert shares((None, 0.5), (None, 0.5)) is None
