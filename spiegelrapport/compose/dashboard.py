"""A document's cells in all its views -> the Spiegeldashboard: one page to explore, complete without its script."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from spiegelrapport.compose import kwaliteit, oogopslag, verantwoording
from spiegelrapport.compose.dashboard_tables import HEADINGS, CellTable, make_tables, states
from spiegelrapport.compose.dashboard_views import (
    FigureView,
    Pictures,
    Weergave,
    Weergaven,
    as_json,
    make_views,
    page_key,
    picture,
)
from spiegelrapport.compose.document import file_name
from spiegelrapport.compose.environment import render
from spiegelrapport.compose.gesprek import side_of
from spiegelrapport.compose.hoofdstukken import make_hoofdstukken
from spiegelrapport.compose.kaart import choose_vragen, form_of_address
from spiegelrapport.compose.kaarttabel import NAAM_PRESTATIE, main_row
from spiegelrapport.compose.verloop import course
from spiegelrapport.definitions.huisstijl import load_huisstijl
from spiegelrapport.definitions.schema import Definities, Indicator, Stappen
from spiegelrapport.figures.report_figures import ReportFigure, ReportFigures
from spiegelrapport.model.cijfers import TOTAAL
from spiegelrapport.model.dashboard import ViewKey
from spiegelrapport.model.document import Document, Grafieken
from spiegelrapport.model.publishable import Publishable

TEMPLATE = "dashboard/dashboard.html"
STEPS = ("herkennen", "verklaren", "proberen", "terugkijken")


@dataclass(frozen=True, slots=True)
class OverviewLine:
    """One figure on the overview, from which its page is one click away."""

    code: str
    naam: str
    eigen: str
    n: str
    groep: str
    standen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DashboardFigure:
    """One indicator with everything the page holds of it."""

    code: str
    naam: str
    vraag: str
    definitie: str
    bron: str
    richting: str
    vragen: tuple[str, ...]
    stappen: tuple[tuple[str, str], ...]
    sleutel: str  # of the view that stands open
    beeld: FigureView | None  # that view; None when its own value may not be shown
    grafiek: Markup | None
    trend: Markup | None
    tabellen: tuple[CellTable, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """A chapter of the report, with all figures that it may show."""

    code: str
    naam: str
    inleiding: str
    vragen: tuple[str, ...]
    regels: tuple[OverviewLine, ...]
    cijfers: tuple[DashboardFigure, ...]


def dashboard(
    rapport: tuple[Publishable, Grafieken],
    ruim: Publishable,
    views: Mapping[ViewKey, tuple[Publishable, Grafieken]],
    definities: Definities,
    sjablonen: Sequence[Path],
) -> Document:
    """The page of one keurmerkdrager.

    `rapport`: what the PDF is made from; `ruim`: the same document beside all groups of its reader; `views`: its views,
    each with its charts.
    """
    weergaven = {key: (ReportFigures(een, definities), grafieken) for key, (een, grafieken) in views.items()}
    lezing, heel = ReportFigures(rapport[0], definities), ReportFigures(ruim, definities)
    html = render(sjablonen, TEMPLATE, _contents((lezing, rapport[1]), heel, weergaven, sjablonen))
    ronde = lezing.publishable.ronde
    return Document(
        agb=lezing.publishable.agb,
        bestandsnaam=_name(lezing),
        titel=_title(lezing),
        html=html,
        grafieken=(),
        onderwerp=f"Spiegeldashboard over {ronde.verslagjaar}",
        auteur=ronde.afzender.naam,
        datum=ronde.peildatum,
    )


def _title(lezing: ReportFigures) -> str:
    return f"Spiegeldashboard {lezing.publishable.ronde.verslagjaar}: {lezing.publishable.naam}"


def _name(lezing: ReportFigures) -> str:
    return f"dashboard-{file_name(lezing.publishable)}-{lezing.publishable.ronde.verslagjaar}"


def _contents(
    rapport: Weergave, heel: ReportFigures, weergaven: Weergaven, sjablonen: Sequence[Path]
) -> Mapping[str, Any]:
    lezing, _ = rapport
    publishable, huisstijl = lezing.publishable, load_huisstijl(sjablonen)
    beelden = Pictures()
    per_cijfer: dict[str, dict[str, dict[str, str | int]]] = {}
    themas = tuple(_themes(rapport, heel, weergaven, beelden, per_cijfer))
    blokken = make_hoofdstukken(*rapport)  # all cards: a screen has no last page
    return {
        "titel": _title(lezing),
        "p": publishable,
        "ronde": publishable.ronde,
        "samen": lezing.samen,
        "wie": form_of_address(lezing),
        "huisstijl": huisstijl,
        "groepen": heel.publishable.groepen,
        "jaren": sorted({key.jaar for key in weergaven}, reverse=True),
        "delen": _parts(weergaven),
        "themas": themas,
        "profiel": _profile(rapport),
        "oogopslag": oogopslag.make_oogopslag(*rapport, blokken),
        "koppen": HEADINGS,
        "instellingen": verantwoording.setting_rows(lezing),
        "over_redenen": kwaliteit.over_redenen(lezing),
        "begrippen": lezing.definities.begrippen,
        "kenmerk": {"agb": publishable.agb, "jaar": publishable.ronde.verslagjaar, "versie": publishable.ronde.versie},
        "stam": _name(lezing),
        "weergaven": as_json({"cijfers": per_cijfer, "beelden": beelden.alle}),
    }


def _parts(weergaven: Weergaven) -> tuple[tuple[str, str], ...]:
    """The whole and the prestaties that there is anything of, with their names."""
    delen = dict.fromkeys(key.uitsplitsing for key in weergaven)
    return tuple((deel, "Alle trajecten" if deel == TOTAAL else NAAM_PRESTATIE[deel]) for deel in delen)


def _profile(rapport: Weergave) -> Markup | None:
    grafiek = next((grafiek for sleutel, grafiek in rapport[1].items() if sleutel.soort == "profiel"), None)
    return None if grafiek is None else Markup(picture(grafiek))  # noqa: S704 - SVG of our own pen


def _themes(
    rapport: Weergave,
    heel: ReportFigures,
    weergaven: Weergaven,
    beelden: Pictures,
    per_cijfer: dict[str, dict[str, dict[str, str | int]]],
) -> Iterator[Theme]:
    """Every chapter with anything to show; what the page's script needs of each figure goes into `per_cijfer`."""
    lezing, _ = rapport
    for hoofdstuk in lezing.definities.hoofdstukken:
        codes = [code for code in hoofdstuk.indicatoren if _has_value(code, heel)]
        cijfers, regels = [], []
        for code in codes:
            standaard = _standard(code, lezing)
            label = form_of_address(lezing).label
            per_cijfer[code] = make_views(code, weergaven, standaard, rapport, beelden, label)
            cijfers.append(_figure(code, rapport, heel, per_cijfer[code], _key(standaard, weergaven), beelden))
            regels += _line(code, lezing) if hoofdstuk.soort == "kaarten" else []
        if cijfers:
            yield Theme(
                hoofdstuk.code, hoofdstuk.naam, hoofdstuk.inleiding, hoofdstuk.vragen, tuple(regels), tuple(cijfers)
            )


def _has_value(code: str, lezing: ReportFigures) -> bool:
    return any(
        sleutel.indicator == code and cijfer.eigen.waarde is not None
        for sleutel, cijfer in lezing.publishable.cijfers.items()
    )


def _standard(code: str, lezing: ReportFigures) -> ViewKey | None:
    """The view that the report's card shows: beside the one group that it compares this figure with."""
    figuur = lezing.hoofd(code)
    groep = lezing.groep_naast(figuur) if figuur else lezing.eerste_groep
    return ViewKey(groep.id, lezing.publishable.ronde.verslagjaar, TOTAAL) if groep else None


def _key(standaard: ViewKey | None, weergaven: Weergaven) -> str:
    return page_key(standaard, list(dict.fromkeys(key.groep for key in weergaven))) if standaard else ""


def _figure(
    code: str,
    rapport: Weergave,
    heel: ReportFigures,
    beelden_van: dict[str, dict[str, str | int]],
    sleutel: str,
    beelden: Pictures,
) -> DashboardFigure:
    lezing, _ = rapport
    indicator, figuur = lezing.definities.indicatoren[code], lezing.hoofd(code)
    velden = beelden_van.get(sleutel)
    return DashboardFigure(
        code=code,
        naam=indicator.naam,
        vraag=indicator.vraag,
        definitie=indicator.definitie,
        bron=indicator.herkomst.bron,
        richting=indicator.richting_uitleg,
        vragen=choose_vragen(figuur) if figuur else indicator.vragen,
        stappen=_steps(indicator, figuur),
        sleutel=sleutel,
        beeld=FigureView(**velden) if velden else None,  # type: ignore[arg-type]
        grafiek=_picture(velden, "grafiek", beelden),
        trend=_picture(velden, "trend", beelden) if _moves(figuur, lezing) else None,
        tabellen=make_tables(code, heel),
    )


def _picture(velden: dict[str, str | int] | None, soort: str, beelden: Pictures) -> Markup | None:
    plek = int(velden[soort]) if velden else -1
    return Markup(beelden.alle[plek]) if plek >= 0 else None  # noqa: S704 - SVG of our own pen


def _moves(figuur: ReportFigure | None, lezing: ReportFigures) -> bool:
    """Whether the report draws the course of earlier years: without its script the page does the same."""
    verslagjaar = lezing.publishable.ronde.verslagjaar
    return figuur is not None and course(figuur, lezing.jaren(figuur.indicator.code), verslagjaar).beweegt


def _steps(indicator: Indicator, figuur: ReportFigure | None) -> tuple[tuple[str, str], ...]:
    """The four steps that suit the side on which the figure lies."""
    if indicator.acties is None:
        return ()
    kant = side_of(figuur) if figuur else "rond"
    stappen: Stappen = {
        "hoger": indicator.acties.hoger,
        "lager": indicator.acties.lager,
        "rond": indicator.acties.rond,
    }[kant]
    return tuple((stap, str(getattr(stappen, stap))) for stap in STEPS)


def _line(code: str, lezing: ReportFigures) -> list[OverviewLine]:
    figuur = lezing.hoofd(code)
    if figuur is None or figuur.eigen.waarde is None:
        return []
    groep, regel = lezing.groep_naast(figuur), main_row(figuur, lezing)
    plek = lezing.publishable.groepen.index(groep) if groep else -1
    naast = regel.groepen[plek] if groep else ""
    return [OverviewLine(code, regel.naam, regel.eigen, regel.n, naast, tuple(states(figuur)))]
