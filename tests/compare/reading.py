"""One document -> its cards, overview and pages as words, by the program's own composing; and whether its PDF says the same."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2

from spiegelrapport.compose.gesprek import make_gesprekken
from spiegelrapport.compose.hoofdstukken import make_hoofdstukken
from spiegelrapport.compose.kaart import Kaart
from spiegelrapport.compose.kaarttabel import main_row
from spiegelrapport.compose.oogopslag import make_oogopslag
from spiegelrapport.compose.wording import multiplicity_sentence
from spiegelrapport.definitions.fonts import load_letters
from spiegelrapport.definitions.huisstijl import load_huisstijl
from spiegelrapport.definitions.schema import Definities
from spiegelrapport.draw import draw
from spiegelrapport.draw.chart_source import title
from spiegelrapport.figures.report_figures import ReportFigure, ReportFigures
from spiegelrapport.model.document import GrafiekSleutel
from spiegelrapport.model.publishable import Publishable
from spiegelrapport.template_paths import templates_folder
from tests.compare.contradictions import Card, compares, on_card, on_overview, on_page

SJABLONEN = (templates_folder(),)


@dataclass(frozen=True)
class Words:
    """What a reader is told about the own figures beside the group's."""

    cards: list[Card]
    overview: str  # the words of the overview's chart; "" where there is none
    highlights: list[tuple[str, str]]  # name and sentence
    talks: list[tuple[str, str]]  # of 'Ons gesprek': the three that every layout has room for
    counts: str


def words(document: Publishable, definities: Definities) -> Words:
    lezing = ReportFigures(document, definities)
    grafieken = draw(document, definities, load_huisstijl(SJABLONEN), load_letters(SJABLONEN))
    hoofdstukken = make_hoofdstukken(lezing, grafieken)
    profiel = grafieken.get(GrafiekSleutel("profiel", ""))
    oogopslag = make_oogopslag(lezing, grafieken, hoofdstukken)
    return Words(
        [_card(kaart, lezing) for blok in hoofdstukken for kaart in blok.kaarten],
        profiel.alt if profiel else "",
        [(punt.naam, punt.zin) for punt in oogopslag.opvallend],
        [(een.naam, een.zin) for een in make_gesprekken(lezing, hoofdstukken, "half")],
        multiplicity_sentence(document.meervoud),
    )


def contradictions(said: Words) -> tuple[int, list[str]]:
    """How many cards name a number of their group, and what does not agree on them or between them and the other pages."""
    found = [f"{card.naam}: {one}" for card in said.cards for one in on_card(card)]
    found += on_overview(said.overview, said.cards) if said.overview else []
    found += on_page([*said.highlights, *said.talks], said.cards)
    return sum(map(compares, said.cards)), found


def not_printed(said: Words, pad: Path) -> tuple[int, list[str]]:
    """How many sentences, numbers and chart texts were looked for in a PDF, and which of them it does not hold."""
    text = _bare("".join(_page_texts(pad)))
    alts = _bare("".join(_alternatives(pad)))
    wanted = [part for card in said.cards for part in (card.zin, card.waarde, card.marge)]
    wanted += [zin for _, zin in (*said.highlights, *said.talks)] + [said.counts]
    missing = [part for part in wanted if _bare(part) not in text]
    drawn = [part for part in (said.overview, *(card.alt for card in said.cards)) if part]
    missing += [part for part in drawn if _bare(part) not in alts]
    return len(wanted) + len(drawn), missing


def _page_texts(pad: Path) -> Iterator[str]:
    with pypdfium2.PdfDocument(pad) as stuk:
        for blad in stuk:
            yield blad.get_textpage().get_text_range()


def _alternatives(pad: Path) -> Iterator[str]:
    """The words that a screen reader says for each chart."""
    with pikepdf.open(pad) as pdf:
        for obj in pdf.objects:
            if isinstance(obj, pikepdf.Dictionary) and "/Alt" in obj:
                yield str(obj["/Alt"])


def _bare(text: str) -> str:
    """Letters and digits as they stand: without what line breaking adds."""
    return re.sub(r"[\s\u00ad\u2010\ufffe\x02-]", "", text)


def _card(kaart: Kaart, lezing: ReportFigures) -> Card:
    figuur = lezing.hoofd(kaart.code)
    assert figuur is not None
    hoofd = next((regel for regel in kaart.regels if regel.soort == "hoofd"), None)
    tabel = (hoofd.groepen or ("",))[0] if hoofd else _in_the_table_of_all(figuur, lezing)
    return Card(
        naam=title(figuur.indicator),
        waarde=kaart.waarde,
        marge=kaart.marge,
        zin=kaart.zin,
        voet=kaart.voet,
        alt=kaart.grafiek.alt if kaart.grafiek else "",
        groep="" if tabel == "–" else tabel,
    )


def _in_the_table_of_all(figuur: ReportFigure, lezing: ReportFigures) -> str:
    groep = lezing.groep_naast(figuur)
    return main_row(figuur, lezing).groepen[lezing.publishable.groepen.index(groep)] if groep else ""


def all_contradictions(documents: Iterator[Publishable], definities: Definities) -> tuple[int, list[str]]:
    read, found = 0, []
    for document in documents:
        cards, wrong = contradictions(words(document, definities))
        read += cards
        found += [f"{document.agb} {one}" for one in wrong]
    return read, found
