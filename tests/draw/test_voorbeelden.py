"""What holds for every kind of chart, on its worked example."""

import re

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from spiegelrapport.definitions.fonts import HALFVET
from spiegelrapport.draw import CHARTS, REPORT_CHARTS
from spiegelrapport.draw.chart_source import Chart
from spiegelrapport.draw.drawing_parts import Outline, Word
from spiegelrapport.draw.drawn_image import DrawnImage
from tests.draw.voorbeelden import VOORBEELDEN

GETAL = re.compile(r"[+−]?\d[\d.,]*%?")


class SvgBestand(SingleFileSnapshotExtension):
    """One .svg file per golden, so that it can be looked at."""

    _write_mode = WriteMode.TEXT
    file_extension = "svg"


def _voorbeeld(naam: str) -> tuple[Chart, DrawnImage]:
    prent = VOORBEELDEN[naam]()
    assert prent is not None
    return prent, DrawnImage(prent.teken, "Source Sans 3")


@pytest.mark.parametrize("naam", VOORBEELDEN)
def test_a_chart_looks_as_its_golden(naam: str, snapshot: SnapshotAssertion) -> None:
    _, beeld = _voorbeeld(naam)
    assert beeld.svg() == snapshot(extension_class=SvgBestand)


@pytest.mark.parametrize("naam", VOORBEELDEN)
def test_a_chart_tells_the_same_in_words(naam: str, snapshot: SnapshotAssertion) -> None:
    prent, _ = _voorbeeld(naam)
    assert prent.alt == snapshot


def test_every_kind_has_a_worked_example() -> None:
    assert {naam.removesuffix("_zonder_categorieen").removesuffix("_geschat") for naam in VOORBEELDEN} == {
        *CHARTS,
        *REPORT_CHARTS,
    }


@pytest.mark.parametrize("naam", VOORBEELDEN)
def test_the_same_chart_is_the_same_bytes(naam: str) -> None:
    een, ander = _voorbeeld(naam)[1], _voorbeeld(naam)[1]
    assert een.svg() == ander.svg()
    assert een.inkt() == ander.inkt()


@pytest.mark.parametrize("naam", VOORBEELDEN)
def test_nothing_is_drawn_outside_the_chart(naam: str) -> None:
    tekening = _voorbeeld(naam)[1].tekening
    for laag in tekening.lagen:
        for deel in laag.delen:
            if isinstance(deel, Word):
                einde = deel.x + deel.zetsel.breedte * deel.grootte / 1000
                assert deel.x >= -0.01, deel.tekst
                assert einde <= tekening.breedte + 0.01, deel.tekst
                assert 0 <= deel.y <= tekening.hoogte - 0.6 * deel.grootte, deel.tekst
            else:
                for x, y in _points(deel):
                    assert -2 <= x <= tekening.breedte + 2
                    assert -2 <= y <= tekening.hoogte + 2


def _points(pad: Outline) -> list[tuple[float, float]]:
    return [punt for _, getallen in pad.stappen for punt in zip(getallen[::2], getallen[1::2], strict=True)]


@pytest.mark.parametrize("naam", VOORBEELDEN)
def test_every_own_number_in_the_chart_is_in_its_words(naam: str) -> None:
    prent, beeld = _voorbeeld(naam)
    # what stands in semibold is the reader's own
    eigen = [
        deel
        for laag in beeld.tekening.lagen
        for deel in laag.delen
        if isinstance(deel, Word) and deel.gewicht == HALFVET
    ]
    getallen = {getal for deel in eigen for getal in GETAL.findall(deel.tekst)}
    assert getallen
    assert getallen <= set(GETAL.findall(prent.alt.replace(";", " ").replace(". ", " ")))


@pytest.mark.parametrize("naam", VOORBEELDEN)
def test_numbers_are_dutch(naam: str) -> None:
    prent, beeld = _voorbeeld(naam)
    for tekst in (prent.alt, re.sub(r"<[^>]+>", " ", beeld.svg())):
        assert not re.search(r"\d\.\d{1,2}(?!\d)", tekst)
        assert "nan" not in tekst.lower().split()
        assert "None" not in tekst


@pytest.mark.parametrize("naam", VOORBEELDEN)
def test_ink_holds_operators_and_every_glyph_that_they_use(naam: str) -> None:
    inkt = _voorbeeld(naam)[1].inkt()
    gebruikt = {
        int(nummer, 16)
        for blok in re.findall(rb"<([0-9a-f]+)>", inkt.bewerkingen)
        for nummer in re.findall(rb"....", blok)
    }
    assert gebruikt == {nummer for tekens in inkt.tekens.values() for nummer in tekens}
    assert inkt.bewerkingen.count(b"BT") == inkt.bewerkingen.count(b"ET")
