"""One participant's own report and the theme of the room -> one page to come prepared with."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from spiegelrapport import dutch
from spiegelrapport.compose import meeting_words
from spiegelrapport.compose.kaart import form_of_address
from spiegelrapport.compose.statements import card_sentence
from spiegelrapport.compose.wording import figure_name, n_text, own_text
from spiegelrapport.definitions.schema import Definities
from spiegelrapport.figures.meeting_figures import SAMENSTELLING, indicator_figures
from spiegelrapport.figures.reasons import why
from spiegelrapport.figures.report_figures import ReportFigure, ReportFigures
from spiegelrapport.model.document import Document, Grafieken, GrafiekSleutel
from spiegelrapport.model.publishable import Publishable
from spiegelrapport.model.spiegelbijeenkomst import Deelnemer, Spiegelbijeenkomst

SJABLOON = "bijeenkomst/voorbereiding.html"
VRAGEN = (0, 2)  # of the theme's five: one to recognise, one to explain
TOESTEMMING = {
    "op naam": "Je hebt gezegd: op naam. Op de papieren van jouw ruimte staan deze cijfers naast die van anderen die dat ook "
    "zeiden, met jullie namen. Buiten de ruimte staan ze nergens onder jullie naam.",
    "zonder naam": "Je hebt gezegd: zonder naam. Jullie naam staat op geen enkel papier; jullie cijfers tellen alleen mee in "
    "de groep.",
    "niet": "Er is geen geldige toestemming. Jullie naam staat op geen enkel papier; jullie cijfers tellen alleen mee in de "
    "groep, zoals in elk rapport.",
}


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One own figure with last year's."""

    naam: str
    waarde: str
    marge: str
    telling: str
    vorig: str


def page(
    deelnemer: Deelnemer,
    publishable: Publishable,
    grafieken: Grafieken,
    thema_code: str,
    bijeenkomst: Spiegelbijeenkomst,
    definities: Definities,
    sjablonen: Sequence[Path],
) -> Document:
    """voorbereiding-<agb>.pdf; `publishable`: the own report's, or the joint one's for a small one."""
    lezing = ReportFigures(publishable, definities)
    thema = definities.themas[thema_code]
    code = thema.indicatoren[0]
    hoofd = lezing.hoofd(code)
    getoond = hoofd if hoofd is not None and hoofd.eigen.waarde is not None else None
    grafiek = grafieken.get(GrafiekSleutel(definities.indicatoren[code].grafiek, code)) if getoond else None
    gegevens = {
        "deelnemer": deelnemer,
        "p": publishable,
        "samen": lezing.samen,
        "bijeenkomst": bijeenkomst,
        "wanneer": meeting_words.when(bijeenkomst),
        "thema": thema,
        "hoofd": _row(getoond, lezing) if getoond else None,
        "reden": "" if getoond else why(hoofd.eigen.reden if hoofd else None),
        "zin": card_sentence(getoond, publishable.groepen, form_of_address(lezing)) if getoond else "",
        "periode": dutch.periode(getoond.jaren) if getoond else "",
        "grafiek": grafiek,
        "rijen": [_row(figuur, lezing) for c in thema.indicatoren[1:] for figuur in indicator_figures(lezing, c)],
        "mix": _mix(lezing) if SAMENSTELLING not in thema.indicatoren else "",
        "vragen": [thema.vragen[plek] for plek in VRAGEN],
        "toestemming": TOESTEMMING[deelnemer.toestemming],
    }
    namen = (f"voorbereiding-{deelnemer.agb}", f"Voorbereiding {bijeenkomst.titel}: {publishable.naam}")
    return meeting_words.paper(
        SJABLOON, gegevens, sjablonen, [grafiek] if grafiek else [], publishable.ronde, namen, deelnemer.agb
    )


def _row(figuur: ReportFigure, lezing: ReportFigures) -> OwnRow:
    cel = figuur.eigen
    if cel.waarde is None:
        return OwnRow(figure_name(figuur), why(cel.reden), "", "", "")
    marge = figuur.weergave.marge(cel.onder, cel.boven) if cel.onder is not None and cel.boven is not None else ""
    return OwnRow(figure_name(figuur), own_text(figuur), marge, n_text(cel, figuur), _last_year(figuur, lezing))


def _last_year(figuur: ReportFigure, lezing: ReportFigures) -> str:
    """Of the year before, where it was measured the same way."""
    sleutel = figuur.cijfer.sleutel
    jaar = figuur.jaren[0] - 1
    toen = lezing.figuur(sleutel._replace(periode=str(jaar)))
    breuk = max((breuk.eerste_jaar for breuk in figuur.indicator.breuken), default=0)
    if toen is None or toen.eigen.waarde is None or jaar < breuk <= figuur.jaren[0]:
        return ""
    return f"{jaar}: {toen.weergave.getal(toen.eigen.waarde, toen.eigen.grens)}"


def _mix(lezing: ReportFigures) -> str:
    """'kort 30%, middel 41% …'."""
    delen = [
        f"{figuur.maat.naam.lower()} {own_text(figuur)}"
        for figuur in indicator_figures(lezing, SAMENSTELLING)
        if figuur.eigen.waarde is not None
    ]
    return dutch.opsomming(delen)
