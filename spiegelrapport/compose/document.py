"""A Publishable, its charts and the analyst's texts -> one finished Document: HTML, the charts it uses, attachments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spiegelrapport.compose import clienten, gesprek, kaart, kwaliteit, oogopslag, verantwoording
from spiegelrapport.compose.begrippen import used
from spiegelrapport.compose.bijlagen import make_bijlagen
from spiegelrapport.compose.bladzijden import make_bladzijden
from spiegelrapport.compose.card_choice import MEESTE_BLADEN, choose_cards
from spiegelrapport.compose.chapter_layout import lay_out, vooraf_maat
from spiegelrapport.compose.environment import render
from spiegelrapport.compose.hoofdstukken import make_hoofdstukken, not_shown
from spiegelrapport.compose.markdown import to_html
from spiegelrapport.compose.pictures import make_beelden
from spiegelrapport.definitions.huisstijl import load_huisstijl
from spiegelrapport.definitions.schema import Definities
from spiegelrapport.figures.report_figures import ReportFigures
from spiegelrapport.model.document import Document, Grafieken
from spiegelrapport.model.goals import Goal
from spiegelrapport.model.lessons import Agreement
from spiegelrapport.model.publishable import Publishable
from spiegelrapport.spelling import slug

SJABLOON = "rapport/rapport.html"
NAAM_IN_VOET = 60
MEESTE_AFSPRAKEN = 2  # the latest: the page has room for no more


@dataclass(frozen=True, slots=True)
class AnalystTexts:
    """What the analyst wrote, in Markdown: a preface for all, and context for this one keurmerkdrager; and what that one noted."""

    voorwoord: str = ""
    toelichting: str = ""
    doelen: tuple[Goal, ...] = ()  # what the reader itself noted in the last dashboard
    afspraken: tuple[Agreement, ...] = ()  # what it took home from last year's spiegelbijeenkomsten

    @property
    def geschreven(self) -> tuple[str, ...]:
        """The analyst's paragraphs."""
        return tuple(alinea for tekst in (self.voorwoord, self.toelichting) for alinea in tekst.split("\n\n"))


def report(
    publishable: Publishable,
    grafieken: Grafieken,
    definities: Definities,
    sjablonen: Sequence[Path],
    teksten: AnalystTexts = AnalystTexts(),
) -> Document:
    """The report of one keurmerkdrager, or the joint one; the same input gives the same bytes.

    `sjablonen`: template folders, the project's own first.
    """
    lezing = ReportFigures(publishable, definities)
    inhoud = _contents(lezing, grafieken, teksten)
    huisstijl = load_huisstijl(sjablonen)
    beelden = make_beelden(sjablonen, huisstijl)
    inhoud = {**inhoud, "huisstijl": huisstijl, "beelden": beelden}
    begrippen = used(definities.begrippen, render(sjablonen, SJABLOON, inhoud))
    indeling = lay_out(
        inhoud["indeling"].vooraf, inhoud["bladzijden"], inhoud["definitieregels"], begrippen, inhoud["redenen"]
    )
    html = render(sjablonen, SJABLOON, {**inhoud, "indeling": indeling, "begrippen": begrippen})
    bestandsnaam, jaar = file_name(publishable), publishable.ronde.verslagjaar
    return Document(
        agb=publishable.agb,
        bestandsnaam=bestandsnaam,
        titel=inhoud["titel"],
        html=html,
        grafieken=tuple(grafiek for grafiek in grafieken.values() if f'src="{grafiek.url}"' in html),
        bijlagen=make_bijlagen(lezing, f"cijfers-{bestandsnaam}-{jaar}"),
        onderwerp=f"Spiegelrapportage over {jaar}",
        trefwoorden=("spiegelrapport", "benchmark", "basis-ggz", str(jaar), f"agb:{publishable.agb}"),
        auteur=publishable.ronde.afzender.naam,
        datum=publishable.ronde.peildatum,
    )


def _contents(lezing: ReportFigures, grafieken: Grafieken, teksten: AnalystTexts) -> Mapping[str, Any]:
    """Everything but the glossary, which explains the words in all of this."""
    publishable = lezing.publishable
    vooraf = vooraf_maat((teksten.voorwoord, teksten.toelichting), met_kader=bool(teksten.toelichting))
    hoofdstukken = choose_cards(make_hoofdstukken(lezing, grafieken), lezing, MEESTE_BLADEN - (vooraf == "ruim"))
    pagina_s = make_bladzijden(hoofdstukken)
    definities = verantwoording.definition_rows(lezing, hoofdstukken)
    uitsluitingen = kwaliteit.exclusion_rows(lezing)
    redenen = [rij.reden for rij in uitsluitingen]
    indeling = lay_out(vooraf, pagina_s, definities, {}, redenen)
    return {
        "titel": f"Spiegelrapport {publishable.ronde.verslagjaar}: {publishable.naam}",
        "p": publishable,
        "ronde": publishable.ronde,
        "samen": lezing.samen,
        "wie": kaart.form_of_address(lezing),
        "naam_in_voet": _shorten(publishable.naam, NAAM_IN_VOET),
        "indeling": indeling,
        "voorwoord": to_html(teksten.voorwoord),
        "toelichting": to_html(teksten.toelichting),
        "clienten": clienten.make_clienten(lezing, grafieken),
        "hoofdstukken": hoofdstukken,
        "niet_getoond": not_shown(lezing, hoofdstukken),
        "bladzijden": pagina_s,
        "oogopslag": oogopslag.make_oogopslag(lezing, grafieken, hoofdstukken),
        "leesvoorbeeld": oogopslag.reading_example(lezing, hoofdstukken),
        "gespreksvragen": gesprek.make_vragen(lezing, hoofdstukken),
        "gesprekken": gesprek.make_gesprekken(
            lezing, hoofdstukken, indeling.gesprek, teksten.doelen, len(teksten.afspraken[:MEESTE_AFSPRAKEN])
        ),
        "afspraken": teksten.afspraken[-MEESTE_AFSPRAKEN:],
        "instellingen": verantwoording.setting_rows(lezing),
        "bronnen": kwaliteit.bronnen(lezing),
        "uitsluitingen": uitsluitingen,
        "redenen": redenen,
        "over_redenen": kwaliteit.over_redenen(lezing),
        "respons": kwaliteit.respons(lezing),
        "definitieregels": definities,
        "begrippen": {},
    }


def file_name(publishable: Publishable) -> str:
    """'06000001-praktijk-de-wilg': only [a-z0-9-], so that no name can leave the output folder."""
    agb, naam = slug(publishable.agb), slug(publishable.naam)
    return agb if naam in ("", agb) else f"{agb}-{naam}"


def _shorten(tekst: str, lengte: int) -> str:
    return tekst if len(tekst) <= lengte else tekst[: lengte - 1].rstrip() + "…"
