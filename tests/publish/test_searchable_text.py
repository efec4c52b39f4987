"""Letters and digits alone, with their places: nothing that a page does to a name can hide it or move it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spiegelrapport.publish.searchable_text import SearchableText, places, same_words
from spiegelrapport.spelling import letters, single_spaced, slug

RUSTIG = settings(deadline=None)
TEKST = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=40)


@RUSTIG
@given(TEKST)
def test_every_letter_has_a_place_and_stands_there(tekst: str) -> None:
    zoek = SearchableText(tekst)
    assert len(zoek.plaatsen) == len(zoek.plat)
    for teken, plek in zip(zoek.plat, zoek.plaatsen, strict=True):
        assert teken in zoek.tekst[plek].casefold()
    assert zoek.plaatsen == sorted(zoek.plaatsen)


@RUSTIG
@given(
    st.lists(st.text(alphabet="abcé1", min_size=1, max_size=5), min_size=1, max_size=5),
    st.sampled_from(["-\n", " ", "\n", " - ", "\u00ad\n", "."]),
)
def test_whatever_stands_between_its_parts_a_name_is_found(delen: list[str], tussen: str) -> None:
    naam = letters("".join(delen))
    zoek = SearchableText("voor " + tussen.join(delen) + " na")
    gevonden = list(places(zoek.plat, naam))
    assert 4 in gevonden
    assert letters(zoek.surface(4, 4 + len(naam))) == naam


@pytest.mark.parametrize(
    ("tekst", "naam", "heel"),
    [
        ("Praktijk Wilg hier", "Wilg", True),
        ("Wilg", "Wilg", True),
        ("Wilgenroos", "Wilg", False),
        ("Knotwilg", "Wilg", False),
        ("(Wilg)", "Wilg", True),
        ("de Wilg, en", "Wilg", True),
        ("Wilg2", "Wilg", False),
    ],
)
def test_a_whole_word_begins_and_ends_where_words_do(tekst: str, naam: str, heel: bool) -> None:
    zoek = SearchableText(tekst)
    van = zoek.plat.index(letters(naam))
    assert zoek.whole(van, van + len(letters(naam))) is heel


@pytest.mark.parametrize(
    ("tekst", "vorm"),
    [
        ("Stichting Wilg", True),
        ("de coöperatie Wilg", True),
        ("Maatschap Wilg", True),
        ("Wilg B.V.", True),
        ("Wilg BV", True),
        ("Wilg, N.V.", True),
        ("Wilg V.O.F.", True),
        ("Wilg U.A.", True),
        ("Wilg bvoorbeeld", False),
        ("Wilg BVO", False),
        ("oprichting Wilg", False),
        ("Wilg", False),
    ],
)
def test_a_legal_form_beside_it_makes_a_word_a_name(tekst: str, vorm: bool) -> None:
    zoek = SearchableText(tekst)
    van = zoek.plat.index("wilg")
    assert zoek.has_legal_form(van, van + 4) is vorm


def test_a_place_overlaps_its_own_next_place() -> None:
    assert list(places("ababab", "abab")) == [0, 2]
    assert list(places("abc", "x")) == []


@pytest.mark.parametrize(
    ("een", "ander", "zelfde"),
    [
        ("De Wilg", "De  Wilg", True),
        ("De Wilg", "De\nWilg", True),
        ("De Wil-\ngen", "De Wilgen", True),
        ("De Wilg", "de Wilg", False),
        ("De-Wilg", "De Wilg", True),
        ("DeWilg", "De Wilg", False),
    ],
)
def test_the_same_words_may_be_spaced_and_broken_otherwise(een: str, ander: str, zelfde: bool) -> None:
    assert same_words(een, ander) is zelfde


@RUSTIG
@given(TEKST)
def test_a_slug_is_a_file_name_whatever_the_name(naam: str) -> None:
    kort = slug(naam)
    assert set(kort) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(kort) <= 60
    assert not kort.startswith("-")
    assert not kort.endswith("-")
    assert slug(kort) == kort


@RUSTIG
@given(TEKST)
def test_one_spelling_of_a_name_stays_that_one(naam: str) -> None:
    assert single_spaced(single_spaced(naam)) == single_spaced(naam)
    assert letters(letters(naam)) == letters(naam)
    assert letters(naam) == letters(f" {naam}- ")
