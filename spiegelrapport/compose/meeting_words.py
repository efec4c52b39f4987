"""What the papers of a spiegelbijeenkomst say in numbers: the same words as the reports, for many readers at once."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from spiegelrapport import dutch
from spiegelrapport.compose.environment import render
from spiegelrapport.compose.mail_text import moment
from spiegelrapport.definitions.huisstijl import load_huisstijl
from spiegelrapport.figures.reasons import HERKENBAAR
from spiegelrapport.figures.shared_figures import SharedFigure
from spiegelrapport.model.document import Document, Grafiek
from spiegelrapport.model.ronde import Bijeenkomst, Ronde
from spiegelrapport.model.spiegelbijeenkomst import Spiegelbijeenkomst


def when(bijeenkomst: Spiegelbijeenkomst) -> str:
    """'donderdag 13 mei 2027 van 13:30 tot 16:30 uur'."""
    return moment(Bijeenkomst(bijeenkomst.titel, bijeenkomst.begin, bijeenkomst.einde, bijeenkomst.plaats))


def day(bijeenkomst: Spiegelbijeenkomst) -> str:
    return dutch.datum(datetime.fromisoformat(bijeenkomst.begin).date())


def distribution_sentence(figuur: SharedFigure | None) -> str:
    """Where the organisations lie, as far as it may be told."""
    if figuur is None or not figuur.toont:
        return f"Het cijfer van deze groep is hier {HERKENBAAR}."
    cel, vorm = figuur.cel, figuur.weergave
    delen = []
    if cel.p25 is not None and cel.p75 is not None:
        delen.append(
            f"De middelste helft van de organisaties ligt tussen {vorm.getal(cel.p25)} en {vorm.met_eenheid(cel.p75)}."
        )
    elif cel.p50 is not None:
        delen.append(f"De mediaan van de organisaties is {vorm.met_eenheid(cel.p50)}.")
    if cel.gepoold is not None:
        wat = "is de mediaan" if figuur.indicator.maten[0].soort == "mediaan" else "is het"
        delen.append(f"Over alle {figuur.indicator.tellen} samen {wat} {vorm.met_eenheid(cel.gepoold, cel.grens)}.")
    return " ".join(delen)


def chance_sentence(figuur: SharedFigure | None, bij: int) -> str:
    """From where a difference is more than chance for who has `bij` clients, and how organisations usually differ."""
    naast = figuur.naast if figuur else None
    if figuur is None or naast is None or naast.chance95 is None:
        return "Van dit cijfer is niet te zeggen wat toeval is: kijk wat je herkent, en vergelijk het niet."
    vorm = figuur.weergave
    toeval = (
        f"Bij {dutch.getal(bij)} {figuur.indicator.tellen} kan alles tussen {vorm.getal(naast.chance95[0])} en "
        f"{vorm.met_eenheid(naast.chance95[1])} toeval zijn."
    )
    if naast.usual95 is None or naast.gebruik == "beschrijven":
        return toeval
    return (
        f"{toeval} Organisaties van die omvang liggen meestal tussen {vorm.getal(naast.usual95[0])} en "
        f"{vorm.met_eenheid(naast.usual95[1])}."
    )


def course_sentence(figuur: SharedFigure | None) -> str:
    """What may not be read over a break, or that there is no earlier year."""
    if figuur is None or sum(cel is not None and cel.gepoold is not None for _, cel in figuur.per_jaar) < 2:
        return "Van eerdere jaren is er geen cijfer van deze groep om te tonen."
    jaren = [jaar for jaar, _ in figuur.per_jaar]
    breuken = [breuk for breuk in figuur.indicator.breuken if jaren[0] < breuk.eerste_jaar <= jaren[-1]]
    if not breuken:
        return "In deze jaren is hetzelfde gemeten."
    wat = dutch.opsomming([f"{breuk.naam} vanaf {breuk.eerste_jaar}" for breuk in breuken])
    return f"De lijn stopt waar anders is gemeten: {wat}."


def paper(
    sjabloon: str,
    gegevens: dict[str, Any],
    sjablonen: Sequence[Path],
    grafieken: Iterable[Grafiek],
    ronde: Ronde,
    namen: tuple[str, str],
    agb: str = "",
) -> Document:
    """A finished document of a meeting; `namen`: the file's, and the title; `agb`: whose it is, for the mail that brings it."""
    html = render(
        sjablonen, sjabloon, {**gegevens, "titel": namen[1], "ronde": ronde, "huisstijl": load_huisstijl(sjablonen)}
    )
    return Document(
        agb=agb,
        trefwoorden=("spiegelbijeenkomst", *([f"agb:{agb}"] if agb else [])),
        bestandsnaam=namen[0],
        titel=namen[1],
        html=html,
        grafieken=tuple(grafiek for grafiek in grafieken if f'src="{grafiek.url}"' in html),
        onderwerp=f"Spiegelbijeenkomst over {ronde.verslagjaar}",
        auteur=ronde.afzender.naam,
        datum=ronde.peildatum,
    )
