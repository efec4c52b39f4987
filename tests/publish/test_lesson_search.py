"""A line of a meeting's notes: what would tell whose it is stays out, what everybody may say stays in."""

import pytest

from spiegelrapport.model.own_words import OwnWords
from spiegelrapport.model.ronde import Keurmerkdrager
from spiegelrapport.model.spiegelbijeenkomst import Deelnemer
from spiegelrapport.publish.lesson_search import LessonSearch, measures

EEN, TWEE = "06000001", "06000002"
REGISTER = {
    EEN: Keurmerkdrager(
        EEN, "Praktijk De Wilg", "Anna de Vries", "anna@wilg.example", "praktijk", "basis-ggz", "noord"
    ),
    TWEE: Keurmerkdrager(TWEE, "Samen", "Bo Bakker", "bo@samen.example", "praktijk", "basis-ggz", "noord"),
}
ZOEK = LessonSearch(
    REGISTER,
    [Deelnemer(EEN, "Carla Jansen", "carla@wilg.example", "", "", "op naam", 2)],
    {EEN: ("8,5%", "338 minuten")},
    OwnWords(("Samen beslissen gebeurt vaak terloops",)),
)


@pytest.mark.parametrize(
    ("regel", "woord"),
    [
        ("Bij Praktijk De Wilg doen ze het zo", "naam"),
        ("bij praktijk de  wilg doen ze het zo", "naam"),
        ("Carla Jansen vertelde hoe", "naam"),
        ("Anna de Vries vertelde hoe", "naam"),
        ("vraag het aan 06000001", "code"),
        ("vraag het aan 6000001", "code"),
        ("mail carla@wilg.example", "code"),
        ("mail naar iemand@elders.example", "code"),
        ("de cliënt met nummer 123456782", "code"),
        ("een 43-jarige die stopte", "cliënt"),
        ("een cliënt van 43 jaar, geboren 01-02-1983", "cliënt"),
        ("mevrouw P. stopte", "cliënt"),
        ("één team heeft 8,5 procent no-show", "cijfer"),
        ("één team heeft 8.5% no-show", "cijfer"),
        ("gemiddeld 338 min per traject", "cijfer"),
    ],
)
def test_what_tells_whose_it_is_stays_out(regel: str, woord: str) -> None:
    assert woord in ZOEK.reason(regel)


@pytest.mark.parametrize(
    "regel",
    [
        "Samen beslissen gebeurt vaak terloops",
        "Neem 30 minuten voor een evaluatie",
        "Boven de 85% wordt het lastig",
        "Sinds 2022 tellen de minuten anders",
        "Een wilg is een boom",
    ],
)
def test_what_everybody_may_say_stays_in(regel: str) -> None:
    assert ZOEK.reason(regel) == ""


def test_an_agreement_may_name_its_own_reader_and_nobody_else() -> None:
    assert not ZOEK.names("Bij Praktijk De Wilg hardop benoemen", EEN)
    assert ZOEK.names("Bij Praktijk De Wilg hardop benoemen", TWEE)
    assert ZOEK.names("Mail iemand@elders.example", EEN)


def test_a_number_with_its_unit_has_one_spelling() -> None:
    assert list(measures("8,5 procent en 8.5% en −3 punten, 12 keer")) == ["8,5 %", "8,5 %", "-3 punten"]
