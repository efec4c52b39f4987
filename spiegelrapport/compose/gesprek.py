"""What the figures show -> the page 'ons gesprek': per figure worth a meeting a question, four steps, and room to write."""

from dataclasses import dataclass
from typing import Literal

from spiegelrapport.compose import wording
from spiegelrapport.compose.hoofdstukken import ChapterBlock
from spiegelrapport.compose.kaart import choose_vragen
from spiegelrapport.compose.several_years import with_years
from spiegelrapport.definitions.schema import Stappen
from spiegelrapport.figures.report_figures import ReportFigure, ReportFigures
from spiegelrapport.model.goals import Goal

VRAGEN_PER_HOOFDSTUK = {1: 4, 2: 3}  # by number of chapters: the table takes about the same room
MEESTE_GESPREKKEN = {"vol": 4, "half": 3}  # by the room that the page has for them

Kant = Literal["hoger", "lager", "rond"]


@dataclass(frozen=True, slots=True)
class TalkQuestions:
    """One chapter's own questions: they look at its figures together."""

    naam: str
    vragen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gesprek:
    """One figure to talk about: how it stands, what to ask, and what can be done from recognising to looking back."""

    naam: str
    zin: str
    vraag: str
    stappen: Stappen
    afspraak: Goal  # what the reader noted in the last dashboard


def make_vragen(lezing: ReportFigures, hoofdstukken: tuple[ChapterBlock, ...]) -> tuple[TalkQuestions, ...]:
    """Of the chapters in the report; of all of them where no figure may be shown, so that there is something to ask."""
    codes = [blok.code for blok in hoofdstukken]
    alle = [hoofdstuk for hoofdstuk in lezing.definities.hoofdstukken if hoofdstuk.soort == "kaarten"]
    gekozen = [hoofdstuk for hoofdstuk in alle if hoofdstuk.code in codes] or alle
    meeste = VRAGEN_PER_HOOFDSTUK.get(len(gekozen), 2)
    return tuple(TalkQuestions(hoofdstuk.naam, hoofdstuk.vragen[:meeste]) for hoofdstuk in gekozen)


def make_gesprekken(
    lezing: ReportFigures,
    hoofdstukken: tuple[ChapterBlock, ...],
    ruimte: str,
    doelen: tuple[Goal, ...] = (),
    afspraken_erboven: int = 0,
) -> tuple[Gesprek, ...]:
    """The reader's own goals first, what stands out, then each chapter's first figure; nobody reads the same steps twice on one page.

    `afspraken_erboven`: how many of a meeting stand above them; they take the room of one.
    """
    afspraken = {doel.indicator: doel for doel in doelen}
    opvallend = [(h.sleutel.indicator, _kant(str(h.toestand))) for h in lezing.publishable.highlights]
    rest = [blok.kaarten[0].code for blok in hoofdstukken]
    rest += [kaart.code for blok in hoofdstukken for kaart in blok.kaarten]
    kanten: dict[str, Kant] = {}
    for code, kant in [*((code, None) for code in afspraken), *opvallend, *((code, None) for code in rest)]:
        figuur = lezing.hoofd(code)
        if figuur is not None and figuur.eigen.waarde is not None:
            kanten.setdefault(code, kant or side_of(figuur))
    per_acties: dict[str, str] = {}
    for code in kanten:
        acties = lezing.definities.indicatoren[code].acties
        if acties is not None:
            per_acties.setdefault(acties.code, code)
    gekozen = list(per_acties.values())[: MEESTE_GESPREKKEN[ruimte] - bool(afspraken_erboven)]
    return tuple(_gesprek(code, kanten[code], lezing, afspraken.get(code, Goal(code))) for code in gekozen)


def side_of(figuur: ReportFigure) -> Kant:
    """On which side of the usual differences a figure lies by its printed state; among them where that says nothing."""
    naast = figuur.cijfer.naast
    return _kant(str(naast.usual) if naast else "")


def _kant(toestand: str) -> Kant:
    return "hoger" if toestand == "hoger" else "lager" if toestand == "lager" else "rond"


def _gesprek(code: str, kant: Kant, lezing: ReportFigures, afspraak: Goal) -> Gesprek:
    figuur = lezing.hoofd(code)
    assert figuur is not None, code
    acties = figuur.indicator.acties
    assert acties is not None, code  # a card has actions: references.py holds the definitions to it
    return Gesprek(
        naam=with_years(wording.figure_name(figuur), figuur),
        zin=wording.talk_sentence(figuur, lezing.groep_naast(figuur), kant, _vorige(figuur, lezing)),
        vraag=choose_vragen(figuur)[0],
        stappen={"hoger": acties.hoger, "lager": acties.lager, "rond": acties.rond}[kant],
        afspraak=afspraak,
    )


def _vorige(figuur: ReportFigure, lezing: ReportFigures) -> str:
    """The own value of the last edition, as printed, where the ledger has it."""
    vorige, sleutel = lezing.publishable.vorige, figuur.cijfer.sleutel
    cel = vorige.get(sleutel._replace(periode=lezing.publishable.vorige_periode or "")) or vorige.get(sleutel)
    return "" if cel is None or cel.waarde is None else figuur.weergave.getal(cel.waarde)
