"""The real definitions load, and everything that they name exists."""

import re
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date

import pytest

from spiegelrapport.definitions import schema
from spiegelrapport.definitions.load import load_definities
from spiegelrapport.definitions.schema import Indicator
from spiegelrapport.definitions.strict import choices
from spiegelrapport.draw import CHARTS
from spiegelrapport.measure.berekeningen import BEREKENINGEN
from spiegelrapport.measure.round_tables import GROEPEN
from spiegelrapport.measure.selecties import SELECTIES
from spiegelrapport.measure.soorten import SOORTEN
from spiegelrapport.measure.strata import KOLOMMEN as STRATA
from tests.measure.builders import definities

INDICATOREN = list(definities().indicatoren.values())
PER_INDICATOR = pytest.mark.parametrize("indicator", INDICATOREN, ids=lambda i: i.code)

# Words that judge. A mirror describes: higher or lower, never better or worse.
OORDELEN = re.compile(r"\b(goede?|slechte?|slechter|onvoldoende|uitstekend|presteert|ranglijst|beter dan)\b")


@pytest.mark.parametrize(
    ("namen", "register"),
    [
        (schema.Selectie, SELECTIES),
        (schema.Berekening, BEREKENINGEN),
        (schema.Soort, SOORTEN),
        (schema.Grafiek, CHARTS),
        (schema.Stratum, STRATA),
        (schema.Prestatiegroep, GROEPEN),
    ],
    ids=["selectie", "berekening", "soort", "grafiek", "casemix", "prestatiegroep"],
)
def test_the_names_that_a_definition_may_use_are_the_names_that_the_program_has(
    namen: object, register: Iterable[str]
) -> None:
    assert set(choices(namen)) == set(register)


@PER_INDICATOR
def test_every_indicator_has_words_for_the_conversation(indicator: Indicator) -> None:
    assert indicator.vraag.endswith("?")
    assert 2 <= len(indicator.vragen) <= 3
    assert indicator.vragen_hoger
    assert indicator.vragen_lager
    assert all(vraag.endswith("?") for vraag in (*indicator.vragen, *indicator.vragen_hoger, *indicator.vragen_lager))


def steps(acties: schema.Acties) -> list[str]:
    return [stap for kant in (acties.hoger, acties.lager, acties.rond) for stap in asdict(kant).values()]


@pytest.mark.parametrize("acties", definities().acties.values(), ids=lambda acties: acties.code)
def test_actions_are_short_whole_sentences_that_fit_their_place(acties: schema.Acties) -> None:
    assert all(stap[0].isupper() and stap[-1] in ".?" and len(stap) <= 125 for stap in steps(acties))


@pytest.mark.parametrize("acties", definities().acties.values(), ids=lambda acties: acties.code)
def test_what_to_try_depends_on_where_the_figure_lies(acties: schema.Acties) -> None:
    assert len({acties.hoger.proberen, acties.lager.proberen, acties.rond.proberen}) == 3


def test_every_file_of_actions_is_used() -> None:
    assert {indicator.acties.code for indicator in INDICATOREN if indicator.acties} == set(definities().acties)


THEMAS = definities().themas
PER_THEMA = pytest.mark.parametrize("thema", THEMAS.values(), ids=lambda thema: thema.code)


def test_the_themes_of_the_meetings_are_there() -> None:
    assert {thema.naam for thema in THEMAS.values()} == {
        "Gemiddeld aantal behandelminuten",
        "Samen beslissen",
        "Onvolledige behandeltrajecten en eHealth",
        "De kracht van kortdurend behandelen",
        "Kansen bij op- en afschalen",
        "Verslavingszorg",
    }


@PER_THEMA
def test_the_words_of_a_theme_are_open_short_and_do_not_judge(thema: schema.Thema) -> None:
    zinnen = (*thema.achtergrond, *thema.acties)
    assert all(zin[0].isupper() and zin.endswith(".") and len(zin) <= 125 for zin in zinnen)
    assert all(vraag.endswith("?") and len(vraag) <= 90 for vraag in thema.vragen)
    assert thema.aanname.startswith("Schrijf op: ")
    assert not OORDELEN.findall(" ".join([thema.naam, *zinnen, *thema.vragen, thema.aanname]).lower())


@PER_THEMA
def test_every_figure_of_a_theme_is_in_the_report_too(thema: schema.Thema) -> None:
    in_rapport = {code for hoofdstuk in definities().hoofdstukken for code in hoofdstuk.indicatoren}
    assert set(thema.indicatoren) <= in_rapport


@PER_INDICATOR
def test_no_indicator_judges(indicator: Indicator) -> None:
    acties = steps(indicator.acties) if indicator.acties else []
    woorden = " ".join([indicator.vraag, indicator.definitie, *indicator.vragen, *acties]).lower()
    assert not OORDELEN.findall(woorden)


@pytest.mark.parametrize("deel", ["definitie", "vraag"])
def test_no_two_indicators_share_their_words(deel: str) -> None:
    teksten = [getattr(indicator, deel) for indicator in INDICATOREN]
    assert len(set(teksten)) == len(teksten)


def test_no_open_question_is_asked_at_two_indicators() -> None:
    vragen = [vraag for i in INDICATOREN for vraag in (*i.vragen, *i.vragen_hoger, *i.vragen_lager)]
    assert len(set(vragen)) == len(vragen)


def test_every_indicator_stands_in_its_own_chapter_once() -> None:
    hoofdstukken = definities().hoofdstukken
    genoemd = [(code, hoofdstuk.code) for hoofdstuk in hoofdstukken for code in hoofdstuk.indicatoren]
    assert sorted(genoemd) == sorted((indicator.code, indicator.hoofdstuk) for indicator in INDICATOREN)


def test_every_instrument_has_an_indicator_with_its_scale() -> None:
    per_instrument = {indicator.instrument: indicator for indicator in INDICATOREN if indicator.instrument}
    assert set(per_instrument) == set(definities().instrumenten)
    for code, indicator in per_instrument.items():
        laag, hoog = definities().instrumenten[code].schaal
        assert indicator.schaal == (laag - hoog, hoog - laag)
        assert {maat.schaal for maat in indicator.maten if maat.code in ("begin", "eind")} == {(laag, hoog)}


def test_no_alias_names_two_instruments() -> None:
    namen = [alias.casefold() for i in definities().instrumenten.values() for alias in (i.code, *i.aliassen)]
    uniek = {
        (code, alias)
        for code, i in definities().instrumenten.items()
        for alias in {a.casefold() for a in (i.code, *i.aliassen)}
    }
    assert len({alias for _, alias in uniek}) == len(uniek), namen


def test_every_definition_is_due_for_review_after_it_was_reviewed() -> None:
    soorten = (definities().indicatoren, definities().instrumenten, definities().exports)
    for herkomst in (wat.herkomst for soort in soorten for wat in soort.values()):
        assert herkomst.bron
        assert herkomst.beoordeeld_op < herkomst.opnieuw_voor


def test_the_glossary_explains_the_words_of_the_report() -> None:
    assert len(definities().begrippen) >= 15
    for woord in ("benchmarkgroep", "mediaan", "ROM", "CQi", "verschilscore", "betrouwbaarheid", "gewone spreiding"):
        assert woord in definities().begrippen


def test_a_passed_review_date_is_told() -> None:
    verlopen = load_definities(date(2028, 1, 1)).verlopen
    assert verlopen["indicatoren/rom_oq45.toml"] < date(2028, 1, 1)
    assert "instrumenten/OQ45.toml" in verlopen
    assert not load_definities(date(2026, 11, 2)).verlopen
