"""The layout follows how much there is to say."""

from dataclasses import replace

from spiegelrapport.compose.bladzijden import make_bladzijden
from spiegelrapport.compose.chapter_layout import LETTERS, lay_out, vooraf_maat
from spiegelrapport.compose.hoofdstukken import make_hoofdstukken
from spiegelrapport.compose.verantwoording import DefinitionRow, definition_rows
from tests.compose.builders import definities, indicator, lezing

ALINEA = "Een alinea van de analist die ongeveer twee regels beslaat naast de inhoudsopgave, niet meer. "


def test_a_short_preface_stands_beside_the_contents_and_a_long_one_gets_a_page() -> None:
    assert vooraf_maat(("", ""), met_kader=False) == ""
    assert vooraf_maat(("\n\n".join([ALINEA] * 6), ""), met_kader=False) == "krap"
    assert vooraf_maat(("\n\n".join([ALINEA] * 12), ""), met_kader=False) == "ruim"


def test_the_page_ons_gesprek_takes_the_room_that_the_questions_leave() -> None:
    bron = lezing(definities(indicator()))
    [blok] = make_hoofdstukken(bron, {})
    [blad] = make_bladzijden((blok,))
    regels = definition_rows(bron, (blok,))
    assert lay_out("", (replace(blad, over_mm=80.0),), regels, {}, ()).gesprek == "vol"
    assert lay_out("", (replace(blad, over_mm=20.0),), regels, {}, ()).gesprek == "half"
    assert lay_out("", (), regels, {}, ()).gesprek == "half"


def test_little_to_define_is_set_larger_than_much() -> None:
    weinig = (DefinitionRow("Naam", "Een korte definitie.", "Bron: iets.", ""),)
    veel = weinig * 40 + (DefinitionRow("Naam", ALINEA * 250, "", ""),)
    assert lay_out("", (), weinig, {}, ()).letter == list(LETTERS)[-1]
    assert lay_out("", (), veel, {}, ()).letter == next(iter(LETTERS))


def test_the_glossary_moves_forward_only_when_the_leeswijzer_has_a_page_and_it_fits() -> None:
    kort = {"mediaan": "De middelste waarde."}
    lang = {f"woord {i}": ALINEA * 3 for i in range(30)}
    assert lay_out("ruim", (), (), kort, ()).begrippen_vooraan
    assert not lay_out("ruim", (), (), lang, ()).begrippen_vooraan
    assert not lay_out("", (), (), kort, ()).begrippen_vooraan


def test_more_reasons_why_rows_do_not_count_leave_the_definitions_less_room() -> None:
    groottes = list(LETTERS)
    regels = tuple(
        DefinitionRow(f"Cijfer {nr}", "Een zin over hoe dit cijfer is bepaald. " * 5, "", "") for nr in range(40)
    )
    zonder = lay_out("", (), regels, {}, ())
    met = lay_out("", (), regels, {}, ["een reden van enige lengte die twee regels vult"] * 20)
    assert groottes.index(met.letter) < groottes.index(zonder.letter)
