"""Figures -> sentences: every number comes from a published cell, and no sentence says more than its numbers."""

import re
from dataclasses import dataclass

from spiegelrapport import dutch
from spiegelrapport.figures.report_figures import ReportFigure
from spiegelrapport.figures.unit import BOUNDS
from spiegelrapport.model.publishable import Cel, GroepUitleg, Highlight, Meervoud, Publishable

OORDEELWOORDEN = (
    *("goed", "goede", "beter", "betere", "best", "beste", "slecht", "slechte", "slechter", "slechtst", "slechtste"),
    *("matig", "matige", "onvoldoende", "uitstekend", "uitstekende", "zwak", "zwakke", "ondermaats", "tekortschiet"),
    *("ranglijst", "rangorde", "koploper", "achterblijver", "achterblijft", "winnaar", "presteert", "prestatieniveau"),
    *("zorgwekkend", "alarmerend", "helaas", "gelukkig", "knap"),
)
# the answers that questionnaires themselves offer: quoted, not said by the report
ANTWOORDEN = (
    *("slechtst denkbare", "best denkbare", "slechtst denkbaar", "best denkbaar"),
    *("niet, matig of erg", "matig (2)", "tussen matig en erg"),
)
VRIJWEL_ZEKER = 0.01  # of q: from here a difference is called almost certainly no chance


@dataclass(frozen=True, slots=True)
class FormOfAddress:
    """How the document names whose figures it shows."""

    label: str  # above a figure
    wie: str
    cijfer: str
    aantal: str


EIGEN = FormOfAddress("Jouw organisatie", "jouw organisatie", "jouw cijfer", "jouw aantal")
SAMEN = FormOfAddress("Kleine aanbieders", "de kleine aanbieders samen", "het gezamenlijke cijfer", "dit aantal")


def judgements(tekst: str) -> frozenset[str]:
    """The judging words in a text, apart from those that a questionnaire offers as an answer."""
    tekst = tekst.lower()
    for antwoord in ANTWOORDEN:
        tekst = tekst.replace(antwoord, "")
    return frozenset(re.findall(r"[a-zà-ÿ]+", tekst)) & frozenset(OORDEELWOORDEN)


def group_text(figuur: ReportFigure, id_: str) -> str | None:
    """The group's value as printed: a group's 0% and 100% only as 'minder dan' and 'meer dan'."""
    waarde, groep = figuur.groepswaarde(id_), figuur.groep(id_)
    if waarde is None or groep is None:
        return None
    return BOUNDS[groep.grens] + figuur.weergave.getal(waarde)


def own_text(figuur: ReportFigure) -> str:
    """The own value with its unit; in the joint report a share may only be known as under or over a limit."""
    if figuur.eigen.waarde is None:
        return ""
    return figuur.weergave.met_eenheid(figuur.eigen.waarde, figuur.eigen.grens)


def figure_name(figuur: ReportFigure) -> str:
    """'OQ-45: verschilscore' where the maat says more than its indicator, else the indicator's name."""
    if len(figuur.indicator.maten) == 1 or figuur.maat.naam.lower() == figuur.indicator.naam.lower():
        return figuur.indicator.naam
    return f"{figuur.indicator.naam}: {figuur.maat.naam[0].lower()}{figuur.maat.naam[1:]}"


def n_text(cel: Cel, figuur: ReportFigure) -> str:
    """'n = 143 trajecten'."""
    return f"n = {dutch.getal(cel.n)} {figuur.indicator.tellen}" if cel.n is not None else ""


def highlight_sentence(figuur: ReportFigure, uitleg: GroepUitleg, highlight: Highlight) -> str:
    """What stands out, in the same words as on the card."""
    tekst, waarde = group_text(figuur, uitleg.id), figuur.groepswaarde(uitleg.id)
    if tekst is None or figuur.eigen.waarde is None:
        return ""
    eigen = own_text(figuur)
    if highlight.toestand == "binnen" or not _zelfde_kant(figuur, waarde, highlight.toestand):
        return f"{eigen}, naast {tekst} in de groep."
    return f"{eigen}, {highlight.toestand} dan de {tekst} van de groep."


def _zelfde_kant(figuur: ReportFigure, waarde: float | None, toestand: str) -> bool:
    """Whether the printed values stand the way the state says."""
    if waarde is None or figuur.eigen.waarde is None or figuur.weergave.gelijk(figuur.eigen.waarde, waarde):
        return False
    return (figuur.eigen.waarde > waarde) == (toestand == "hoger")


def talk_sentence(figuur: ReportFigure, uitleg: GroepUitleg | None, kant: str, vorige: str) -> str:
    """The figure beside its group, and in the last edition: '11,1 weken, hoger dan de 5,4 van de groep (vorig rapport 10,2)'."""
    eigen, tekst = own_text(figuur), group_text(figuur, uitleg.id) if uitleg else None
    toen = f" (vorig rapport {vorige})" if vorige else ""
    if tekst is None or uitleg is None:
        return f"{eigen}{toen}."
    if kant == "rond" or not _zelfde_kant(figuur, figuur.groepswaarde(uitleg.id), kant):
        return f"{eigen}, naast {tekst} in de groep{toen}."
    return f"{eigen}, {kant} dan de {tekst} van de groep{toen}."


def why_highlighted(highlight: Highlight) -> str:
    """Why this figure was chosen."""
    zeker = "vrijwel zeker" if (highlight.q_waarde or 0.0) <= VRIJWEL_ZEKER else "waarschijnlijk"
    return {
        "ongewoon": f"valt buiten hoe organisaties meestal verschillen; {zeker} geen toeval",
        "verandering": "anders dan vorig jaar",
        "meer dan toeval": f"past bij hoe organisaties verschillen; {zeker} geen toeval",
        "dicht bij de groep": "lijkt op de groep en rust op genoeg cliënten",
    }[highlight.reden]


def nothing_stands_out(publishable: Publishable) -> str:
    """Said when no figure is unusual and none has changed: what follows, if anything, is what is steady."""
    if any(highlight.reden in ("ongewoon", "verandering") for highlight in publishable.highlights):
        return ""
    if publishable.meervoud.usual == 0:
        return "Geen van de cijfers leent zich voor een vergelijking tussen organisaties. Kijk in de hoofdstukken welke cijfers je herkent."
    slot = " Dit is wel het bespreken waard:" if publishable.highlights else ""
    return f"Niets valt buiten hoe organisaties meestal verschillen. Ook dat is een uitkomst.{slot}"


def multiplicity_sentence(meervoud: Meervoud) -> str:
    """Per statement how many figures it is made of, what it finds, and what it would find anyhow."""
    if meervoud.chance == 0:
        return (
            "Geen van de cijfers kon met een benchmarkgroep worden vergeleken zonder dat een ander herkenbaar wordt. "
            "Waar het kan, staat de spreiding van de groep naast het cijfer."
        )
    deel = (
        f"Van {dutch.aantal(meervoud.chance, 'cijfer', 'cijfers')} naast een groep is het verschil bij "
        f"{dutch.getal(meervoud.meer)} meer dan toeval. Zonder enig echt verschil was dat bij {_about(meervoud.door_toeval)} ook zo geweest."
    )
    if meervoud.usual == 0:
        return deel
    return (
        f"{deel} Om organisaties te vergelijken {'is' if meervoud.usual == 1 else 'zijn'} {dutch.aantal(meervoud.usual, 'cijfer', 'cijfers')} geschikt; daarvan "
        f"{_fall(meervoud.buiten)} buiten hoe organisaties meestal verschillen. "
        f"Bij een willekeurige organisatie {_is(meervoud.gewoonlijk)} dat er {_about(meervoud.gewoonlijk)}."
    )


def _about(aantal: float) -> str:
    """A number of figures to expect: 'ongeveer 1'; a reader has no use for a tenth of a figure."""
    return f"ongeveer {dutch.getal(aantal)}" if round(aantal) >= 1 else "minder dan 1"


def _is(aantal: float) -> str:
    return "zijn" if round(aantal) > 1 else "is"


def _fall(aantal: int) -> str:
    """'valt er 1', 'vallen er 2', 'valt er geen enkel'."""
    return {0: "valt er geen enkel", 1: "valt er 1"}.get(aantal, f"vallen er {dutch.getal(aantal)}")


def hoofdletter(tekst: str) -> str:
    return tekst[0].upper() + tekst[1:]
