"""Published figures -> chapters with a card for every figure that may be shown."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spiegelrapport.compose.kaart import Kaart, make_kaart, response_row
from spiegelrapport.definitions.schema import Hoofdstuk
from spiegelrapport.figures.reasons import why
from spiegelrapport.figures.report_figures import ReportFigures
from spiegelrapport.model.document import Grafieken
from spiegelrapport.model.publishable import Reason

GEMETEN = "gemeten"  # the chapter about response, where chapters have nothing else to show
GEMETEN_NAAM = "Hoe vaak er is gemeten"
GEMETEN_INLEIDING = "Van de uitkomsten zelf is hier geen cijfer te tonen. Bij hoeveel cliënten er is gemeten, met welke vragenlijst ook, wel."


@dataclass(frozen=True, slots=True)
class ChapterBlock:
    """One chapter as the report shows it."""

    code: str
    nummer: int
    naam: str
    inleiding: str
    opening: tuple[str, ...]  # small indicators as lines, e.g. the response
    kaarten: tuple[Kaart, ...]


def make_hoofdstukken(lezing: ReportFigures, grafieken: Grafieken) -> tuple[ChapterBlock, ...]:
    """The chapters that hold at least one card, numbered in order."""
    blokken = _with_response(
        [_blok(hoofdstuk, lezing, grafieken) for hoofdstuk in _with_cards(lezing)], lezing, grafieken
    )
    met_kaarten = [blok for blok in blokken if blok.kaarten]
    return tuple(replace(blok, nummer=nummer) for nummer, blok in enumerate(met_kaarten, start=1))


def not_shown(lezing: ReportFigures, hoofdstukken: tuple[ChapterBlock, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Why -> which indicators have no card, in the order of the report; an instrument never used is not missed."""
    op_kaart = {kaart.code for blok in hoofdstukken for kaart in blok.kaarten}
    per_reden: dict[str, list[str]] = {}
    for hoofdstuk in _with_cards(lezing):
        for code in _card_codes(hoofdstuk):
            if code not in op_kaart and _bekend(code, lezing):
                per_reden.setdefault(_waarom(code, lezing), []).append(lezing.definities.indicatoren[code].naam)
    return tuple((reden, tuple(namen)) for reden, namen in per_reden.items())


def _blok(hoofdstuk: Hoofdstuk, lezing: ReportFigures, grafieken: Grafieken) -> ChapterBlock:
    kaarten = [make_kaart(code, hoofdstuk.samen.get(code, ()), lezing, grafieken) for code in _card_codes(hoofdstuk)]
    opening = [response_row(lezing.definities.indicatoren[code], lezing) for code in hoofdstuk.opening]
    return ChapterBlock(
        code=hoofdstuk.code,
        nummer=0,
        naam=hoofdstuk.naam,
        inleiding=hoofdstuk.inleiding,
        opening=tuple(regel for regel in opening if regel),
        kaarten=tuple(kaart for kaart in kaarten if kaart is not None),
    )


def _with_response(blokken: list[ChapterBlock], lezing: ReportFigures, grafieken: Grafieken) -> list[ChapterBlock]:
    """In the place of the first chapter without cards: one chapter with the response of all of them.

    Each list is used by too few to tell what changed; how often anything was measured is a figure over all lists.
    """
    zonder = {blok.code for blok in blokken if not blok.kaarten}
    leeg = [h for h in _with_cards(lezing) if h.code in zonder and any(is_told(code, lezing) for code in h.opening)]
    if not leeg:
        return blokken
    kaarten = [make_kaart(codes[0], codes[1:], lezing, grafieken) for codes in _by_table(leeg, lezing)]
    gemeten = ChapterBlock(GEMETEN, 0, GEMETEN_NAAM, GEMETEN_INLEIDING, (), tuple(k for k in kaarten if k is not None))
    return [gemeten if blok.code == leeg[0].code else blok for blok in blokken]


def _by_table(hoofdstukken: list[Hoofdstuk], lezing: ReportFigures) -> list[tuple[str, ...]]:
    """The responses that are told, those of one table together: they share a card."""
    per_tabel: dict[str, list[str]] = {}
    for code in (code for hoofdstuk in hoofdstukken for code in hoofdstuk.opening if is_told(code, lezing)):
        per_tabel.setdefault(lezing.definities.indicatoren[code].tabel, []).append(code)
    return [tuple(codes) for codes in per_tabel.values()]


def is_told(code: str, lezing: ReportFigures) -> bool:
    """Whether there is an own figure to show."""
    figuur = lezing.hoofd(code)
    return figuur is not None and figuur.eigen.waarde is not None


def _with_cards(lezing: ReportFigures) -> Iterator[Hoofdstuk]:
    return (hoofdstuk for hoofdstuk in lezing.definities.hoofdstukken if hoofdstuk.soort == "kaarten")


def _card_codes(hoofdstuk: Hoofdstuk) -> tuple[str, ...]:
    """The chapter's indicators that have a card of their own."""
    mee = {*hoofdstuk.opening, *(code for samen in hoofdstuk.samen.values() for code in samen)}
    return tuple(code for code in hoofdstuk.indicatoren if code not in mee)


def _bekend(code: str, lezing: ReportFigures) -> bool:
    """Whether there is something to say: an instrument that was never used is not a gap."""
    figuur = lezing.hoofd(code)
    if figuur is None:
        return not lezing.definities.indicatoren[code].instrument
    return not (figuur.indicator.instrument and not figuur.eigen.n)


def _waarom(code: str, lezing: ReportFigures) -> str:
    figuur = lezing.hoofd(code)
    if figuur is not None and figuur.eigen.waarde is not None:
        return "alleen in de bijlage met cijfers"
    return why(
        figuur.eigen.reden if figuur else Reason.GEEN_GEGEVENS, lezing.publishable.ronde.drempels.clienten_per_cijfer
    )
