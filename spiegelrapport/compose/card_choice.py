"""All cards -> those that a report of sixteen pages holds; the figures of the others are in the attachment."""

from dataclasses import replace

from spiegelrapport.compose.bladzijden import make_bladzijden
from spiegelrapport.compose.hoofdstukken import ChapterBlock
from spiegelrapport.figures.report_figures import ReportFigures

MEESTE_BLADEN = 8  # of the sixteen: four come before the cards, four after them


def choose_cards(
    hoofdstukken: tuple[ChapterBlock, ...], lezing: ReportFigures, bladen: int = MEESTE_BLADEN
) -> tuple[ChapterBlock, ...]:
    """As few cards give way as it takes: instruments with the fewest clients first, then what the definitions call supplementary.

    What stands out keeps its card, and so does the last of a chapter.
    """
    while len(make_bladzijden(hoofdstukken)) > bladen and (wijkt := _first_to_go(hoofdstukken, lezing)):
        hoofdstukken = tuple(
            replace(blok, kaarten=tuple(kaart for kaart in blok.kaarten if kaart.code != wijkt))
            for blok in hoofdstukken
        )
    return hoofdstukken


def _first_to_go(hoofdstukken: tuple[ChapterBlock, ...], lezing: ReportFigures) -> str:
    """The code of a card; nothing when all that are left must stay."""
    opvallend = {highlight.sleutel.indicator for highlight in lezing.publishable.highlights}
    aanvullend = [code for hoofdstuk in lezing.definities.hoofdstukken for code in hoofdstuk.aanvullend]
    kandidaten = []
    for kaart in (kaart for blok in hoofdstukken if len(blok.kaarten) > 1 for kaart in blok.kaarten):
        if kaart.code in opvallend:
            continue
        if lezing.definities.indicatoren[kaart.code].instrument:
            kandidaten.append((0, _clients(kaart.code, lezing), kaart.code))
        elif kaart.code in aanvullend:
            kandidaten.append((1, aanvullend.index(kaart.code), kaart.code))
    return min(kandidaten)[2] if kandidaten else ""


def _clients(code: str, lezing: ReportFigures) -> int:
    figuur = lezing.hoofd(code)
    return (figuur.eigen.n or 0) if figuur else 0
