"""One document -> its cards, overview and pages as words, by the program's own composing."""

from collections.abc import Iterator

from spiegelrapport.compose.gesprek import make_gesprekken
from spiegelrapport.compose.hoofdstukken import make_hoofdstukken
from spiegelrapport.compose.kaart import Kaart
from spiegelrapport.compose.oogopslag import make_oogopslag
from spiegelrapport.definitions.fonts import load_letters
from spiegelrapport.definitions.huisstijl import load_huisstijl
from spiegelrapport.definitions.schema import Definities
from spiegelrapport.draw import draw
from spiegelrapport.draw.chart_source import title
from spiegelrapport.figures.report_figures import ReportFigures
from spiegelrapport.model.document import GrafiekSleutel
from spiegelrapport.model.publishable import Publishable
from spiegelrapport.template_paths import templates_folder
from tests.compare.contradictions import Card, compares, on_card, on_overview, on_page

SJABLONEN = (templates_folder(),)


def contradictions(document: Publishable, definities: Definities) -> tuple[int, list[str]]:
    """How many cards name a number of their group, and what does not agree on them or between them and the other pages."""
    lezing = ReportFigures(document, definities)
    grafieken = draw(document, definities, load_huisstijl(SJABLONEN), load_letters(SJABLONEN))
    hoofdstukken = make_hoofdstukken(lezing, grafieken)
    kaarten = [kaart for blok in hoofdstukken for kaart in blok.kaarten]
    cards = [_card(kaart, lezing) for kaart in kaarten]
    found = [f"{card.naam}: {one}" for card in cards for one in on_card(card)]
    profiel = grafieken.get(GrafiekSleutel("profiel", ""))
    found += on_overview(profiel.alt, cards) if profiel else []
    opvallend = [(punt.naam, punt.zin) for punt in make_oogopslag(lezing, grafieken, hoofdstukken).opvallend]
    gesprekken = [(een.naam, een.zin) for een in make_gesprekken(lezing, hoofdstukken, "vol")]
    found += on_page([*opvallend, *gesprekken], cards)
    return sum(map(compares, cards)), [f"{document.agb} {one}" for one in found]


def _card(kaart: Kaart, lezing: ReportFigures) -> Card:
    figuur = lezing.hoofd(kaart.code)
    assert figuur is not None
    groep = lezing.groep_naast(figuur)
    plaats = lezing.publishable.groepen.index(groep) if groep else 0
    hoofd = next((regel for regel in kaart.regels if regel.soort == "hoofd"), None)
    tabel = hoofd.groepen[plaats] if hoofd and hoofd.groepen else ""
    return Card(
        naam=title(figuur.indicator),
        waarde=kaart.waarde,
        marge=kaart.marge,
        zin=kaart.zin,
        voet=kaart.voet,
        alt=kaart.grafiek.alt if kaart.grafiek else "",
        groep="" if tabel == "–" else tabel,
    )


def all_contradictions(documents: Iterator[Publishable], definities: Definities) -> tuple[int, list[str]]:
    read, found = 0, []
    for document in documents:
        cards, wrong = contradictions(document, definities)
        read += cards
        found += wrong
    return read, found
