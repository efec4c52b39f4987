"""A meeting and what every report shows alike -> the deck for everybody at once: one message a slide, nobody's own figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from spiegelrapport import dutch
from spiegelrapport.compose import meeting_words
from spiegelrapport.compose.kaart import first_sentence
from spiegelrapport.definitions.schema import Thema
from spiegelrapport.figures.shared_figures import VERDELING, VERLOOP, SharedFigure
from spiegelrapport.model.document import Document, Grafiek, Grafieken, GrafiekSleutel
from spiegelrapport.model.publishable import Vergelijking
from spiegelrapport.model.ronde import Ronde
from spiegelrapport.model.spiegelbijeenkomst import Ruimte, Spiegelbijeenkomst

SJABLOON = "bijeenkomst/plenair.html"
RUIMTES_PER_DIA = 3
TYPISCH = 100  # clients of an organisation by which the slide tells what chance can do


@dataclass(frozen=True, slots=True)
class ThemeFigures:
    """A theme with the shared figure of its own indicator; `naast`: what chance does at TYPISCH clients."""

    thema: Thema
    figuur: SharedFigure | None
    naast: Vergelijking | None
    terugval: bool = False  # the theme's own group has no figure to show, so everybody's stands there


@dataclass(frozen=True, slots=True)
class ThemeSlides:
    """The words and charts of one theme."""

    naam: str
    achtergrond: tuple[str, ...]
    aanname: str
    cijfer: str
    groep: str
    terugval: bool
    verdeling: Grafiek | None
    zin: str
    verloop: Grafiek | None
    verloopzin: str
    toeval: str
    niet: tuple[str, ...]


def deck(
    bijeenkomst: Spiegelbijeenkomst,
    themas: Sequence[ThemeFigures],
    deelnemers: int,
    grafieken: Grafieken,
    ronde: Ronde,
    sjablonen: Sequence[Path],
) -> Document:
    """plenair.pdf. `deelnemers`: how many take part; who they are is on no slide."""
    vragen = {een.thema.code: een.thema.vragen[0] for een in themas}
    gegevens = {
        "bijeenkomst": bijeenkomst,
        "wanneer": meeting_words.when(bijeenkomst),
        "deelnemers": dutch.aantal(deelnemers, "deelnemer", "deelnemers"),
        "ruimtes": dutch.aantal(len(bijeenkomst.ruimtes), "ruimte", "ruimtes"),
        "organisaties": max((een.figuur.groep.k for een in themas if een.figuur), default=0),
        "themas": [_slides(een, grafieken) for een in themas],
        "ruimtedias": _in_parts(bijeenkomst.ruimtes, vragen),
    }
    namen = ("plenair", f"{bijeenkomst.titel}: plenair")
    return meeting_words.paper(SJABLOON, gegevens, sjablonen, grafieken.values(), ronde, namen)


def _slides(een: ThemeFigures, grafieken: Grafieken) -> ThemeSlides:
    thema, figuur = een.thema, een.figuur
    code = thema.indicatoren[0]
    groep = figuur.groep.naam if figuur else ""
    return ThemeSlides(
        naam=thema.naam,
        achtergrond=thema.achtergrond,
        aanname=thema.aanname,
        cijfer=figuur.indicator.naam if figuur else thema.naam,
        groep=groep,
        terugval=een.terugval,
        verdeling=grafieken.get(GrafiekSleutel(VERDELING, code)),
        zin=meeting_words.distribution_sentence(figuur),
        verloop=grafieken.get(GrafiekSleutel(VERLOOP, code)),
        verloopzin=meeting_words.course_sentence(figuur),
        toeval=meeting_words.chance_sentence(figuur, TYPISCH, een.naast),
        niet=(
            *((first_sentence(figuur.indicator.richting_uitleg),) if figuur else ()),
            "Een cijfer zegt niet waarom het zo is.",
            "Het gaat over wie in de gegevens staat, niet over wie ontbreekt.",
        ),
    )


def _in_parts(ruimtes: Mapping[str, Ruimte], vragen: Mapping[str, str]) -> list[list[dict[str, str]]]:
    alle = [{"naam": naam, "plek": ruimte.plek, "vraag": vragen[ruimte.thema]} for naam, ruimte in ruimtes.items()]
    return [alle[i : i + RUIMTES_PER_DIA] for i in range(0, len(alle), RUIMTES_PER_DIA)]
