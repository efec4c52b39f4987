"""Whatever a zorgaanbieder is called: reports are made, and its name where a name stands is found."""

import re
import string
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import product

import pytest

from spiegelrapport.compose import AnalystTexts, report
from spiegelrapport.compose.own_words import eigen_woorden
from spiegelrapport.definitions.fonts import load_letters
from spiegelrapport.definitions.huisstijl import load_huisstijl
from spiegelrapport.draw import draw
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS
from spiegelrapport.model.own_words import OwnWords
from spiegelrapport.model.ronde import Groepsregel
from spiegelrapport.publish.language import Language
from spiegelrapport.publish.name_search import find, make_needles
from spiegelrapport.publish.pdf import render
from spiegelrapport.publish.pdf_text import read
from spiegelrapport.publish.searchable_text import SearchableText
from spiegelrapport.template_paths import templates_folder
from tests.builders import definities, keurmerkdrager, publishable, ronde

SJABLONEN = (templates_folder(),)
EIGEN, ANDER, NAAM = "06000001", "06000002", "Praktijk De Wilg"
GENOEMD = ["Samen", "Verder", "De Spiegel", "Kwaliteit van leven"]  # 11 of 12 reports failed on these
NIET_VAN_ONS = [
    "Bloem",
    "Zon",
    "Anker",
    "Brug",
    "Haven",
    "Regenboog",
    "Kompas",
    "Vlinder",
    "Eik",
    "Zeil",
    "Duin",
    "Oever",
    "Parel",
    "Kade",
    "Veer",
]
KORT = [*string.ascii_uppercase, *("".join(paar) for paar in product("ABDEHINOST", "AEINOT"))]
KORT += [
    "Aan",
    "Bij",
    "Dat",
    "Den",
    "Die",
    "Een",
    "Ggz",
    "Het",
    "Iop",
    "Met",
    "Nog",
    "Ons",
    "Ook",
    "Per",
    "Tot",
    "Uit",
    "Van",
    "Vol",
    "Wat",
    "Wie",
    "Zij",
    "Rom",
    "Cqi",
    "Agb",
]


@cache
def woorden() -> Language:
    return Language(eigen_woorden(SJABLONEN, definities(), ronde(), {}))


@cache
def gedrukt(soort: str) -> tuple[tuple[str, SearchableText], ...]:
    """A printed report, read back: what is drawn, said by alternative texts and properties, and attached."""
    samen = {"soort": "kleine aanbieders", "agb": KLEINE_AANBIEDERS, "naam": "Kleine aanbieders"}
    inhoud = publishable(n=30, **samen) if soort == "samen" else publishable(agb=EIGEN, naam=NAAM)
    grafieken = draw(inhoud, definities(), load_huisstijl(SJABLONEN), load_letters(SJABLONEN))
    gelezen = read(render(report(inhoud, grafieken, definities(), SJABLONEN, AnalystTexts()), SJABLONEN).inhoud)
    return (("tekst", SearchableText(gelezen.tekst)), *((naam, SearchableText(tekst)) for naam, tekst in gelezen.zaken))


@cache
def veel_gebruikt() -> tuple[str, ...]:
    """The two hundred Dutch words that reports use most, as a name would be written."""
    tellingen = Counter(re.findall(r"[^\W\d_]{2,}", gedrukt("eigen")[0][1].tekst.lower()))
    return tuple(woord.capitalize() for woord, _ in tellingen.most_common(200))


@cache
def koppen() -> tuple[str, ...]:
    """Every heading of the templates, and the names of what is measured."""
    in_sjablonen = [pad.read_text(encoding="utf-8") for pad in sorted(SJABLONEN[0].rglob("*.html"))]
    gevonden = [kop.strip() for tekst in in_sjablonen for kop in re.findall(r"<h\d[^>]*>([^<{]+)<", tekst)]
    gevonden += [indicator.naam for indicator in definities().indicatoren.values()]
    return (*gevonden, *(hoofdstuk.naam for hoofdstuk in definities().hoofdstukken))


def namen() -> list[str]:
    return [*GENOEMD, *NIET_VAN_ONS, *KORT, *koppen(), *veel_gebruikt()]


def has(tekst: SearchableText, naam: str, *, eigen: str = NAAM, geschreven: Language | None = None) -> bool:
    register = {
        EIGEN: keurmerkdrager(EIGEN, naam=eigen),
        ANDER: keurmerkdrager(ANDER, naam=naam, email="", contactpersoon=""),
    }
    naalden = make_needles(register, woorden())
    van_lezer = tuple(naald.plat for naald in naalden if naald.agb == EIGEN)
    (naald,) = (naald for naald in naalden if naald.agb == ANDER)
    return find(tekst, naald, woorden(), van_lezer, geschreven or Language(OwnWords()))


def _written(tekst: str) -> OwnWords:
    return OwnWords((tekst,))


@pytest.mark.parametrize("soort", ["eigen", "samen"])
def test_reports_are_made_whatever_another_is_called(soort: str) -> None:
    eigen = NAAM if soort == "eigen" else "Kleine aanbieders"
    assert len(namen()) > 350
    vals = [(naam, waar) for naam in namen() for waar, tekst in gedrukt(soort) if has(tekst, naam, eigen=eigen)]
    assert vals == []


def places() -> Iterator[tuple[str, str]]:
    """(before, after) for every place where the printed report has its reader's name, and where fields would."""
    for _, tekst in gedrukt("eigen"):
        for gevonden in re.finditer(NAAM, tekst.tekst):
            yield tekst.tekst[: gevonden.start()][-300:], tekst.tekst[gevonden.end() :][:300]


def test_no_name_is_missed_where_a_report_names_its_reader() -> None:
    plekken = list(dict.fromkeys(places()))
    assert len(plekken) > 5  # the cover, whom it is for, the foot of a page, the title
    gemist = [
        (naam, voor[-20:], na[:20])
        for naam in namen()
        for voor, na in plekken[:6] + plekken[-2:]
        if not has(SearchableText(f"{voor}{naam}{na}"), naam)
    ]
    assert gemist == []


@pytest.mark.parametrize("naam", ["Samen", "Verder", "De Spiegel"])
@pytest.mark.parametrize(
    "zin",
    [
        "In de groep is het 4,1.\nHet cijfer van {} ligt hoger.",
        "Aanmeldwachttijd;2025;{};%;62",
        "Organisatie: {}\nPeriode: 2025",
        "Vergelijk dit met {}, die groter is.",
        "VERGELIJK DIT MET {}, DIE GROTER IS.",
        "gegevens van {} (06000002)",
    ],
)
def test_a_word_of_ours_is_somebodys_name_in_a_field_or_in_a_sentence_that_is_not_ours(naam: str, zin: str) -> None:
    assert has(SearchableText(zin.format(naam.upper() if zin.isupper() else naam)), naam)


@pytest.mark.parametrize("vorm", ["Stichting {}", "{} B.V.", "Coöperatie {}", "{} VOF"])
def test_a_heading_with_a_legal_form_is_a_name(vorm: str) -> None:
    assert has(SearchableText("Dit is " + vorm.format("Kwaliteit van leven") + " te Utrecht"), "Kwaliteit van leven")
    assert not has(SearchableText("4 Kwaliteit van leven\nHoe verandert herstel"), "Kwaliteit van leven")


def test_a_short_own_name_hides_no_other_that_holds_it() -> None:
    assert has(SearchableText("het cijfer van Zorggroep Oost"), "Zorggroep Oost", eigen="Zorg")


def test_a_name_within_the_own_name_is_found_when_it_stands_alone() -> None:
    assert has(SearchableText("het cijfer van De Wilg"), "De Wilg", eigen="Stichting De Wilg")
    assert not has(SearchableText("Stichting De Wilg · Spiegelrapport 2025"), "De Wilg", eigen="Stichting De Wilg")


def test_a_long_own_name_may_be_cut_off() -> None:
    eigen = "Stichting voor Geestelijke Gezondheidszorg Zonneheuvel en Omstreken"
    assert not has(
        SearchableText("Stichting voor Geestelijke Gezondheidszorg Zonneheuvel en… · x"), "Zonneheuvel", eigen=eigen
    )
    assert has(SearchableText("Stichting voor Zonneheuvel… · x"), "Zonneheuvel", eigen=eigen)


def test_a_name_in_digits_is_a_number_except_where_a_name_stands() -> None:
    assert not has(SearchableText("n = 113 trajecten"), "113")
    assert has(SearchableText("Dit rapport is alleen voor 113."), "113")


def test_an_ordinary_word_in_the_analysts_preface_is_no_name_but_a_name_is() -> None:
    voorwoord = Language(_written("Samen met ons huis werken we aan betere zorg. Ook Huis Oost doet mee."))
    assert not has(SearchableText("Samen met ons huis werken we aan\nbetere zorg."), "Huis", geschreven=voorwoord)
    assert not has(SearchableText("Samen met ons huis werken we aan\nbetere zorg."), "Samen", geschreven=voorwoord)
    assert has(SearchableText("Ook Huis Oost doet mee."), "Huis Oost", geschreven=voorwoord)


def test_groups_may_be_called_after_a_column_but_not_after_a_member_of_a_list() -> None:
    regels = (
        Groepsregel("regio", "Zorgaanbieders in {waarde}", "kolom", kolom="regio", kort="Zelfde streek"),
        Groepsregel("deel", "De kring van Oosterlicht", "lijst", leden=(EIGEN, ANDER)),
    )
    register = {EIGEN: keurmerkdrager(EIGEN, regio="Oosterwijk")}
    taal = Language(eigen_woorden(SJABLONEN, definities(), ronde(benchmarkgroepen=regels), register))
    for naam, tekst, raak in [
        ("Oosterwijk", "Zorgaanbieders in Oosterwijk (9 organisaties)", False),
        ("Oosterwijk", "Dit rapport is alleen voor Oosterwijk.", True),
        ("Zelfde", "Instellingen van deze ronde\nZelfde streek\n: Keurmerkdragers", False),
        ("Zelfde", "Dit rapport is alleen voor Zelfde.", True),
        ("Oosterlicht", "De kring van Oosterlicht (9 organisaties)", True),
    ]:
        (naald,) = make_needles({ANDER: keurmerkdrager(ANDER, naam=naam, email="", contactpersoon="")}, taal)
        assert find(SearchableText(tekst), naald, taal, (), Language(OwnWords())) is raak, (naam, tekst)
