"""Sentences say what their cells say, no more, and judge nobody."""

from dataclasses import asdict, replace

import pytest

from spiegelrapport.compose import wording
from spiegelrapport.model.publishable import Highlight, Meervoud
from spiegelrapport.model.ronde import Drempels
from tests import builders as alles
from tests.compose.builders import GROEP, aandeel, figuur, indicator, lezing

DREMPELS = Drempels()


@pytest.mark.parametrize(
    ("reden", "q", "woorden"),
    [
        ("ongewoon", 0.004, "valt buiten hoe organisaties meestal verschillen; vrijwel zeker geen toeval"),
        ("ongewoon", 0.08, "valt buiten hoe organisaties meestal verschillen; waarschijnlijk geen toeval"),
        ("verandering", 0.5, "anders dan vorig jaar"),
        ("meer dan toeval", 0.01, "past bij hoe organisaties verschillen; vrijwel zeker geen toeval"),
        ("dicht bij de groep", 0.5, "lijkt op de groep en rust op genoeg cliënten"),
    ],
)
def test_the_reason_of_a_highlight_is_said_in_plain_words(reden: str, q: float, woorden: str) -> None:
    assert wording.why_highlighted(Highlight(figuur().cijfer.sleutel, GROEP.id, "hoger", reden, q)) == woorden


def test_a_highlight_says_own_value_and_group_in_one_breath() -> None:
    punt = Highlight(figuur().cijfer.sleutel, GROEP.id, "hoger", "ongewoon")
    assert wording.highlight_sentence(figuur(), GROEP, punt) == "540\xa0minuten, hoger dan de 500 van de groep."


def test_each_statement_is_counted_with_what_it_would_find_anyhow() -> None:
    tekst = wording.multiplicity_sentence(Meervoud(28, 9, 1.4, 20, 1, 1.0))
    assert "Van 28 cijfers naast een groep is het verschil bij 9 meer dan toeval." in tekst
    assert "was dat bij ongeveer 1 ook zo geweest" in tekst
    assert "Om organisaties te vergelijken zijn 20 cijfers geschikt; daarvan valt er 1 buiten" in tekst
    assert "Bij een willekeurige organisatie is dat er ongeveer 1." in tekst
    assert "Geen van de cijfers" in wording.multiplicity_sentence(Meervoud())


def test_a_page_on_which_nothing_stands_out_says_so_before_what_is_steady() -> None:
    sleutel = figuur().cijfer.sleutel
    rustig = Highlight(sleutel, GROEP.id, "binnen", "dicht bij de groep")
    zegt = wording.nothing_stands_out
    heel = lezing(highlights=(rustig,), meervoud=Meervoud(9, 0, 0.4, 8, 0, 0.4)).publishable
    assert zegt(heel).startswith("Niets valt buiten hoe organisaties meestal verschillen.")
    assert zegt(replace(heel, highlights=(replace(rustig, reden="verandering"),))) == ""
    assert "leent zich voor een vergelijking" in zegt(replace(heel, highlights=(), meervoud=Meervoud(9, 0, 0.4)))


def test_an_indicator_with_more_maten_names_the_one_it_shows() -> None:
    assert wording.figure_name(figuur()) == "Behandelminuten: mediaan"
    assert wording.figure_name(figuur(aandeel())) == "No-show"
    assert indicator().naam == "Behandelminuten"


def test_no_definition_uses_a_word_that_judges() -> None:
    teksten: list[str] = []
    for over in alles.definities().indicatoren.values():
        teksten += [over.naam, over.vraag, over.definitie, over.richting_uitleg]
        teksten += [*over.vragen, *over.vragen_hoger, *over.vragen_lager]
    for acties in alles.definities().acties.values():
        teksten += [stap for kant in (acties.hoger, acties.lager, acties.rond) for stap in asdict(kant).values()]
    for hoofdstuk in alles.definities().hoofdstukken:
        teksten += [hoofdstuk.naam, hoofdstuk.inleiding, *hoofdstuk.vragen]
    teksten += alles.definities().begrippen.values()
    assert [tekst for tekst in teksten if wording.judgements(tekst)] == []


def test_a_judging_word_is_found_and_a_questionnaires_answer_is_not() -> None:
    assert wording.judgements("Dit is beter dan matig.") == {"beter", "matig"}
    assert wording.judgements("Van 0 (slechtst denkbaar) tot 10 (best denkbaar)") == frozenset()
