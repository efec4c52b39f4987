"""Chart, sentence, table, overview, highlight and conversation of a report never disagree, read from their words."""

from dataclasses import replace

import pytest

from tests.compare.contradictions import Card, on_card, on_overview, on_page
from tests.compare.reading import all_contradictions
from tests.compare.test_referee import documents
from tests.measure.builders import definities

KAART = Card(
    "No-show", "6,2%", "5,1% tot 7,4%", "6,2%; in de groep ‘Allen’ 9,0%. Dat verschil is meer dan toeval, en past bij hoe "
    "organisaties verschillen.", "Periode 2025", "No-show, 2025. Allen (30 zorgaanbieders): gemiddeld 9,0%, middelste 80% 4,0% tot 12,0%.", "9,0%",
)  # fmt: skip
BUITEN = "6,2%; in de groep ‘Allen’ 9,0%. Dat verschil is meer dan toeval, en valt buiten hoe organisaties meestal verschillen: jouw cijfer is lager."


def test_no_report_contradicts_itself() -> None:
    read, found = all_contradictions(iter(documents().values()), definities())
    assert found == []
    assert read > 80


@pytest.mark.parametrize(
    "anders",
    [
        {"marge": "5,1% tot 9,4%"},
        {"zin": KAART.zin.replace("meer dan toeval, en past bij hoe organisaties verschillen", "niet van toeval te onderscheiden")},
        {"groep": "8,0%"},
        {"zin": BUITEN},
        {"zin": BUITEN.replace("lager", "hoger"), "alt": ""},
        {"voet": "Periode 2025 · betrouwbaarheid 0,00"},
        {"alt": "No-show: door toeval valt 95% van de uitkomsten tussen 5% en 9%."},
    ],
    ids=["margin", "no margin", "table", "band", "side", "bare reliability", "chance"],
)  # fmt: skip
def test_a_card_that_does_contradict_itself_is_found(anders: dict[str, str]) -> None:
    assert list(on_card(KAART)) == []
    assert len(list(on_card(replace(KAART, **anders)))) == 1


def test_pages_that_say_something_else_than_the_card_are_found() -> None:
    overzicht = "Profiel van jouw organisatie naast Allen, 2025: 1 indicatoren. No-show 6,2%, groep 9,0%."
    assert list(on_overview(overzicht, [KAART])) == []
    assert len(list(on_overview(overzicht.replace("9,0%", "9,1%"), [KAART]))) == 1
    assert len(list(on_overview(f"{overzicht} Buiten hoe organisaties meestal verschillen: No-show.", [KAART]))) == 1
    assert list(on_page([("No-show", "6,2%, naast 9,0% in de groep.")], [KAART])) == []
    assert len(list(on_page([("No-show", "6,2%, naast 8,0% in de groep.")], [KAART]))) == 1
    assert len(list(on_page([("No-show", "6,2%, lager dan de 9,0% van de groep.")], [KAART]))) == 1
