"""Characters that the shipped fonts lack."""

import pytest

from spiegelrapport.publish.pdf.missing_glyphs import covered, replace_missing
from tests.draw.builders import letters


@pytest.mark.parametrize(
    ("tekst", "wordt"),
    [
        ("Praktijk 😀 De Wilg", "Praktijk □ De Wilg"),
        ("👩🏽\u200d⚕️ zorg", "□ zorg"),
        ("漢字", "□"),
        ("Zoë Ştefan Łukasz − € ≥ … “x”", "Zoë Ştefan Łukasz − € ≥ … “x”"),
        ("regel\r\n\ttab", "regel\r\n\ttab"),
        ("zacht\u00adafbreken\u00a0vast", "zacht\u00adafbreken\u00a0vast"),
    ],
)
def test_what_the_fonts_lack_becomes_a_box(tekst: str, wordt: str) -> None:
    assert replace_missing(tekst, letters()) == wordt


def test_the_replacement_itself_can_be_shown() -> None:
    assert ord("□") in covered(letters())
