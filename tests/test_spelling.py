"""One name in several spellings is one name, and a name that becomes a file is never a path."""

import unicodedata

import pytest

from spiegelrapport.spelling import letters, single_spaced, slug


@pytest.mark.parametrize(
    ("naam", "kort"),
    [
        ("Praktijk Cliënt & Co.", "praktijk-client-co"),
        ("../../etc/passwd", "etc-passwd"),
        ("Ω", ""),
        ("a" * 99, "a" * 60),
    ],
)
def test_a_name_is_never_a_path(naam: str, kort: str) -> None:
    assert slug(naam) == kort


@pytest.mark.parametrize(
    "anders",
    [
        "PRAKTIJK DE FIJNE BLÖM",
        "Praktijk de-Fijne  Blöm",
        "Praktijk_de_fijne\nBlöm",
        unicodedata.normalize("NFD", "Praktijk de Fijne Blöm"),
        "Praktijk de \ufb01jne Blöm",  # the ligature that a PDF hands out for fi
    ],
)
def test_a_name_is_the_same_name_however_it_is_written(anders: str) -> None:
    assert letters(anders) == letters("Praktijk de Fijne Blöm") == "praktijkdefijneblöm"


def test_another_name_stays_another_name() -> None:
    assert letters("Blom") != letters("Blöm")


def test_spaces_do_not_make_another_practice() -> None:
    assert single_spaced(unicodedata.normalize("NFD", " Café\u00a0  Zorg ")) == "Café Zorg"
