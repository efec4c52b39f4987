"""A whole document: complete, accessible, Dutch, without judgement, and the same every time."""

import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
import tinyhtml5

from spiegelrapport.compose import AnalystTexts, file_name, report
from spiegelrapport.compose.environment import render
from spiegelrapport.compose.wording import judgements
from spiegelrapport.definitions.schema import Definities
from spiegelrapport.errors import SettingError
from spiegelrapport.model.document import Document
from spiegelrapport.model.publishable import Highlight, Publishable
from tests import builders as alles
from tests.compose.builders import SJABLONEN, definities, grafieken, publishable, woorden, zonder

GEVAARLIJK = "😀 <script>alert(1)</script> {{7*7}}"


def document(
    wat: Publishable | None = None, teksten: AnalystTexts | None = None, bron: Definities | None = None
) -> Document:
    gebruikt = bron or definities()
    return report(wat or publishable(gebruikt), grafieken(gebruikt), gebruikt, SJABLONEN, teksten or AnalystTexts())


def groot(**anders: object) -> Document:
    return document(alles.publishable(**anders), bron=alles.definities())  # type: ignore[arg-type]


def klein() -> Document:
    heel = publishable()
    return document(replace(heel, cijfers=zonder(dict(heel.cijfers), "no_show"), highlights=()))


def samen() -> Document:
    return document(
        publishable(soort="kleine aanbieders", agb="kleine-aanbieders", naam="Kleine aanbieders", deelnemers=23)
    )


SITUATIES = pytest.mark.parametrize("maak", [groot, klein, samen])


def boom(html: str) -> Element:
    wortel: Element = tinyhtml5.parse(html, namespace_html_elements=False)
    return wortel


@SITUATIES
def test_headings_start_at_one_and_skip_no_level(maak) -> None:  # type: ignore[no-untyped-def]
    niveaus = [int(el.tag[1]) for el in boom(maak().html).iter() if re.fullmatch(r"h[1-6]", str(el.tag))]
    assert niveaus[0] == 1
    assert niveaus.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(niveaus))


@SITUATIES
def test_no_heading_cell_of_a_heading_or_alternative_text_is_empty(maak) -> None:  # type: ignore[no-untyped-def]
    wortel = boom(maak().html)
    assert all("".join(el.itertext()).strip() for el in wortel.iter() if re.fullmatch(r"h[1-6]|th", str(el.tag)))
    assert all((el.get("alt") or "").strip() for el in wortel.iter("img"))


@SITUATIES
def test_every_row_of_a_table_has_as_many_cells_as_the_table_has_columns(maak) -> None:  # type: ignore[no-untyped-def]
    for tabel in boom(maak().html).iter("table"):
        kolommen = len(list(tabel.iter("col")))
        assert {len(list(rij)) for rij in tabel.iter("tr")} == {kolommen}
        assert all(cel.get("scope") in ("col", "row") for cel in tabel.iter("th"))


@SITUATIES
def test_ids_are_unique_and_every_link_arrives(maak) -> None:  # type: ignore[no-untyped-def]
    wortel = boom(maak().html)
    ids = [el.get("id") for el in wortel.iter() if el.get("id")]
    assert len(ids) == len(set(ids))
    doelen = {str(el.get("href"))[1:] for el in wortel.iter("a")}
    assert doelen <= set(ids)


@SITUATIES
def test_the_text_is_dutch_and_whole(maak) -> None:  # type: ignore[no-untyped-def]
    tekst = woorden(maak().html)
    assert not re.search(r"\b(nan|None|inf|True|False|Undefined)\b", tekst)
    assert not re.search(r"(?<![\d.])\d+\.\d{1,2}(?![\d.])(?! \w+ test)", tekst.replace("AKWA 5.1", ""))
    assert "  " not in tekst


@SITUATIES
def test_no_word_judges(maak) -> None:  # type: ignore[no-untyped-def]
    assert judgements(woorden(maak().html)) == frozenset()


@SITUATIES
def test_invented_figures_say_so_on_the_cover_and_at_every_foot(maak) -> None:  # type: ignore[no-untyped-def]
    html = maak().html
    assert '<span class="fictief">Fictieve gegevens</span>' in html
    voet = re.search(r'data-voet="(.*?)"', html)
    assert voet is not None
    assert voet[1].endswith("· FICTIEVE GEGEVENS")
    assert "FICTIEVE" not in document(publishable(ronde=alles.ronde(fictief=False))).html


def test_the_same_input_gives_the_same_document() -> None:
    assert groot() == groot()


def test_only_charts_that_a_page_shows_go_along() -> None:
    half = klein()
    assert {grafiek.sleutel.indicator for grafiek in half.grafieken} == {"", "minuten"}


def test_the_joint_report_names_its_number_and_addresses_nobody_alone() -> None:
    tekst = woorden(samen().html)
    assert "23 kleine aanbieders" in tekst
    assert "jouw organisatie" not in tekst.lower()
    assert "AGB-code" not in tekst


def test_what_comes_from_outside_stays_text() -> None:
    naam = f"Praktijk {GEVAARLIJK} & Zn."
    gemaakt = document(
        publishable(naam=naam), AnalystTexts(voorwoord=GEVAARLIJK, toelichting=f"### Kop\n\n{GEVAARLIJK}")
    )
    assert "<script" not in gemaakt.html
    assert gemaakt.html.count("{{7*7}}") >= 4
    assert "49" not in woorden(gemaakt.html).split()
    assert gemaakt.bestandsnaam == "06000001-praktijk-script-alert-1-script-7-7-zn"


def test_a_preface_and_a_toelichting_take_their_place() -> None:
    tekst = woorden(document(teksten=AnalystTexts("Beste lezer.", "In maart verhuisden jullie.")).html)
    assert "Vooraf Beste lezer. Toelichting bij jouw rapport In maart verhuisden jullie." in tekst


def test_last_edition_stands_beside_the_own_figure_in_ons_gesprek() -> None:
    heel = publishable()
    sleutel = next(iter(heel.cijfers))
    vorige = {sleutel: replace(heel.cijfers[sleutel].eigen, waarde=515.0)}
    html = document(replace(heel, vorige=vorige, vorige_periode="2024")).html
    assert "(vorig rapport 515)" in woorden(html)


def test_a_highlight_brings_its_own_question_and_steps_to_ons_gesprek() -> None:
    heel = publishable()
    sleutel = next(iter(heel.cijfers))
    for toestand, kant in (("hoger", "hoger"), ("lager", "lager"), ("binnen", "rond")):
        highlight = Highlight(sleutel, heel.groepen[0].id, toestand, "ongewoon")  # type: ignore[arg-type]
        tekst = woorden(document(replace(heel, highlights=(highlight,))).html)
        begin = tekst[tekst.index("Ons gesprek Kies") :]
        eerste = begin[: begin.index("Ons doel:")]
        assert re.findall(r"[A-Z][a-z ]+ als het \w+ is\.", eerste) == [
            f"{stap} als het {kant} is." for stap in ("Herken", "Verklaar", "Probeer", "Kijk terug")
        ]


def test_a_file_name_never_leaves_its_folder() -> None:
    assert file_name(publishable(naam="../../etc/passwd")) == "06000001-etc-passwd"
    assert file_name(publishable(naam="Žižka & Überprüfung")) == "06000001-zizka-uberprufung"
    assert file_name(publishable(agb="kleine-aanbieders", naam="Kleine aanbieders")) == "kleine-aanbieders"


@pytest.mark.parametrize(
    ("inhoud", "regel", "bericht"),
    [
        ("<p>\n{{ bestaat_niet }}", 2, "'bestaat_niet' bestaat niet"),
        ("<p>\n\n{% if %}", 3, "niet te lezen"),
        ("{{ 'a' + 1 }}", 1, "kan niet worden ingevuld"),
        ("<p>\n{% include 'weg.html' %}", 0, "het sjabloon 'weg.html' ontbreekt"),
    ],
)
def test_a_mistake_in_a_template_is_told_with_its_file_and_line(
    tmp_path: Path, inhoud: str, regel: int, bericht: str
) -> None:
    (tmp_path / "x.html").write_text(inhoud)
    with pytest.raises(SettingError, match=bericht) as fout:
        render((tmp_path,), "x.html", {})
    if regel:
        assert fout.value.waar == f"x.html, regel {regel}"


def test_cover_and_logo_have_the_colours_of_the_house_style(tmp_path: Path) -> None:
    (tmp_path / "stijl").mkdir()
    stijl = (SJABLONEN[0] / "stijl" / "huisstijl.toml").read_text()
    (tmp_path / "stijl" / "huisstijl.toml").write_text(stijl.replace("#005f78", "#702050"))
    bron = definities()
    html = report(publishable(bron), grafieken(bron), bron, (tmp_path, *SJABLONEN)).html
    beelden = [b64decode(beeld).decode() for beeld in re.findall(r"data:image/svg\+xml;base64,([\w+/=]+)", html)]
    assert len(beelden) == 2
    assert all("#702050" in beeld and "#005f78" not in beeld for beeld in beelden)


def test_a_projects_own_template_wins(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "rapport").mkdir()
    (tmp_path / "rapport" / "omslag.html").write_text("<h1>Eigen omslag</h1>")
    bron = definities()
    gemaakt = report(publishable(bron), grafieken(bron), bron, (tmp_path, *SJABLONEN))
    assert "<h1>Eigen omslag</h1>" in gemaakt.html
    assert 'id="leeswijzer"' in gemaakt.html


def _sentences(html: str) -> Iterator[str]:
    yield from re.findall(r'<p class="zin">(.*?)</p>', html)


def test_every_card_has_its_sentence_question_and_key_figure() -> None:
    html = groot().html
    kaarten = html.count('<article class="kaart"')
    assert kaarten == len(list(_sentences(html))) == html.count('<p class="vragen">') - html.count('id="clienten"')
    assert kaarten == html.count('<p class="rubriek">')
