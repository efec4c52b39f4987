"""A meeting and what every report shows alike -> the deck for everybody at once: one message a slide, nobody's own figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from spiegelrapport import dutch
from spiegelrapport.compose import meeting_words
from spiegelrapport.compose.kaart import first_sentence
from spiegelrapport.definitions.schema import Definities, Thema
from spiegelrapport.figures.meeting_figures import ALLEN, TYPISCH
from spiegelrapport.figures.shared_figures import VERDELING, VERLOOP, SharedFigure, shared_figure
from spiegelrapport.model.document import Document, Grafiek, Grafieken, GrafiekSleutel
from spiegelrapport.model.publishable import Publishable
from spiegelrapport.model.spiegelbijeenkomst import Deelnemer, Ruimte, Spiegelbijeenkomst

SJABLOON = "bijeenkomst/plenair.html"
RUIMTES_PER_DIA = 3


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
    deelnemers: Sequence[Deelnemer],
    themas: Mapping[str, Publishable],
    grafieken: Grafieken,
    definities: Definities,
    sjablonen: Sequence[Path],
) -> Document:
    """plenair.pdf. `themas`: a theme's code -> the document that is nobody's. Of who takes part only the number is told."""
    figuren = {
        code: shared_figure(allen, definities.themas[code].indicatoren[0], definities) for code, allen in themas.items()
    }
    vragen = {code: definities.themas[code].vragen[0] for code in themas}
    ronde = next(iter(themas.values())).ronde
    gegevens = {
        "bijeenkomst": bijeenkomst,
        "wanneer": meeting_words.when(bijeenkomst),
        "deelnemers": dutch.aantal(len(deelnemers), "deelnemer", "deelnemers"),
        "ruimtes": dutch.aantal(len(bijeenkomst.ruimtes), "ruimte", "ruimtes"),
        "organisaties": max((figuur.groep.k for figuur in figuren.values() if figuur), default=0),
        "themas": [_slides(definities.themas[code], figuur, grafieken) for code, figuur in figuren.items()],
        "ruimtedias": _in_parts(bijeenkomst.ruimtes, vragen),
    }
    namen = ("plenair", f"{bijeenkomst.titel}: plenair")
    return meeting_words.paper(SJABLOON, gegevens, sjablonen, grafieken.values(), ronde, namen)


def _slides(thema: Thema, figuur: SharedFigure | None, grafieken: Grafieken) -> ThemeSlides:
    return ThemeSlides(
        naam=thema.naam,
        achtergrond=thema.achtergrond,
        aanname=thema.aanname,
        cijfer=figuur.indicator.naam if figuur else thema.naam,
        groep=figuur.groep.naam if figuur else "",
        terugval=bool(thema.groep) and (figuur is None or figuur.groep.id == ALLEN),
        verdeling=grafieken.get(GrafiekSleutel(VERDELING, thema.code)),
        zin=meeting_words.distribution_sentence(figuur),
        verloop=grafieken.get(GrafiekSleutel(VERLOOP, thema.code)),
        verloopzin=meeting_words.course_sentence(figuur),
        toeval=meeting_words.chance_sentence(figuur, TYPISCH),
        niet=(
            *((first_sentence(figuur.indicator.richting_uitleg),) if figuur else ()),
            "Een cijfer zegt niet waarom het zo is.",
            "Het gaat over wie in de gegevens staat, niet over wie ontbreekt.",
        ),
    )


def _in_parts(ruimtes: Mapping[str, Ruimte], vragen: Mapping[str, str]) -> list[list[dict[str, str]]]:
    alle = [{"naam": naam, "plek": ruimte.plek, "vraag": vragen[ruimte.thema]} for naam, ruimte in ruimtes.items()]
    return [alle[i : i + RUIMTES_PER_DIA] for i in range(0, len(alle), RUIMTES_PER_DIA)]
