"""One indicator (and those that share its place) -> the card that a page shows of it."""

import re
from dataclasses import dataclass

from spiegelrapport import dutch
from spiegelrapport.compose import wording
from spiegelrapport.compose.kaarttabel import (
    NIETS,
    TableRow,
    beside_a_group,
    group_cell,
    group_names,
    heading,
    make_regels,
    sign,
)
from spiegelrapport.compose.several_years import why_together, with_years, years_together
from spiegelrapport.compose.statements import card_sentence, comparable, mix_sentence
from spiegelrapport.compose.verloop import course
from spiegelrapport.definitions.schema import Indicator
from spiegelrapport.figures.report_figures import ReportFigure, ReportFigures
from spiegelrapport.model.document import Grafiek, Grafieken, GrafiekSleutel

LANGSTE_RICHTING = 150  # one small line
KOP_MM, KERN_MM, SAMEN_MM = 14.6, 27.5, 4.0  # name and question with white around; the figure; its years
ZIN_MM, REGEL_MM, VERLOOP_MM, VRAAG_MM = 5.3, 4.3, 27.2, 3.0
TEKENS_ZIN, TEKENS_REGEL, TEKENS_HALF, TEKENS_VRAAG, NAAM_PER_REGEL = 88, 140, 62, 105, 30  # characters on a line


@dataclass(frozen=True, slots=True)
class Kaart:
    """Everything one card shows, in the order of its anatomy."""

    code: str
    naam: str
    vraag: str
    samen: str  # '2024 en 2025 samen' where years are taken together
    waarom_samen: str
    maat: str  # which of the indicator's figures this is, where that is not plain
    waarde: str
    eenheid: str
    marge: str
    telling: str
    grafiek: Grafiek | None
    zin: str
    trend: Grafiek | None
    trendzin: str
    tabelkop: str  # what the first rows of the table are
    groepnaam: str  # heading of the one group beside the own figures; none where it has no figures here
    regels: tuple[TableRow, ...]
    richting: str  # what a higher or lower value means
    voet: str  # period, missing, excluded
    vragen: tuple[str, ...]

    @property
    def hoogte_mm(self) -> float:
        """What the card takes on paper, so that pages can be filled; a page test holds it to what is printed."""
        zin = ZIN_MM * _lines(f"{self.waarom_samen} {self.zin}", TEKENS_ZIN)
        verloop = (
            VERLOOP_MM if self.trend else REGEL_MM * _lines(self.trendzin, TEKENS_HALF if self.regels else TEKENS_REGEL)
        )
        tabel = (
            REGEL_MM * (1 + sum(_lines(regel.naam, NAAM_PER_REGEL) for regel in self.regels)) if self.regels else 0.0
        )
        vraag = sum(VRAAG_MM + REGEL_MM * _lines(vraag, TEKENS_VRAAG) for vraag in self.vragen)
        kern = KERN_MM + (SAMEN_MM if self.samen else 0.0)
        beeld = self.grafiek.hoogte_mm if self.grafiek is not None else kern
        richting = REGEL_MM * _lines(self.richting, TEKENS_REGEL)
        return round(KOP_MM + zin + max(beeld, kern) + richting + max(verloop, tabel) + vraag, 1)


def make_kaart(code: str, samen: tuple[str, ...], lezing: ReportFigures, grafieken: Grafieken) -> Kaart | None:
    """The card of `code`, with the figures of `samen` in its table; None when the own figure is withheld."""
    figuur = lezing.hoofd(code)
    if figuur is None or figuur.eigen.waarde is None:
        return None
    indicator, publishable = figuur.indicator, lezing.publishable
    grafiek = grafieken.get(GrafiekSleutel(indicator.grafiek, code))
    verloop, regels = (
        course(figuur, lezing.jaren(code), publishable.ronde.verslagjaar),
        make_regels(figuur, samen, lezing),
    )
    return Kaart(
        code=code,
        naam=indicator.naam,
        vraag=indicator.vraag,
        samen=years_together(figuur),
        waarom_samen=why_together(figuur, lezing),
        waarde=sign(figuur.eigen.grens) + figuur.weergave.getal(figuur.eigen.waarde),
        maat=figuur.maat.naam if len(indicator.maten) > 1 and not indicator.instrument else "",
        eenheid="" if figuur.weergave.procenten or figuur.weergave.eenheid == "cijfer" else figuur.weergave.eenheid,
        marge=_marge(figuur),
        telling=wording.n_text(figuur.eigen, figuur),
        grafiek=grafiek,
        zin=card_sentence(figuur, publishable.groepen, form_of_address(lezing)),
        trend=grafieken.get(GrafiekSleutel("trend", code)) if verloop.beweegt else None,
        trendzin=" ".join(zin for zin in (verloop.zin, mix_sentence(figuur)) if zin),
        tabelkop=heading(regels),
        groepnaam="groep" if beside_a_group(regels) else "",
        regels=regels,
        richting=first_sentence(indicator.richting_uitleg),
        voet=_voet(figuur, lezing),
        vragen=choose_vragen(figuur)[:1],
    )


def _lines(tekst: str, per_regel: int) -> int:
    return -(-len(tekst.strip()) // per_regel)


def form_of_address(lezing: ReportFigures) -> wording.FormOfAddress:
    return wording.SAMEN if lezing.samen else wording.EIGEN


def choose_vragen(figuur: ReportFigure) -> tuple[str, ...]:
    """Open questions that suit what the figure shows: those for a higher or lower figure first."""
    naast = figuur.cijfer.naast
    eerst = {"hoger": figuur.indicator.vragen_hoger, "lager": figuur.indicator.vragen_lager}
    return tuple(dict.fromkeys((*eerst.get(str(naast.usual) if naast else "", ()), *figuur.indicator.vragen)))


def first_sentence(tekst: str) -> str:
    """The first sentence: what fits on a card; the whole text is among the definitions."""
    zin = re.split(r"(?<=[.!?]) (?=[A-ZÀ-Ý])", tekst, maxsplit=1)[0]
    return zin if len(zin) <= LANGSTE_RICHTING else zin.split(":")[0].removesuffix(".") + "."


def _marge(figuur: ReportFigure) -> str:
    cel = figuur.eigen
    return figuur.weergave.marge(cel.onder, cel.boven) if cel.onder is not None and cel.boven is not None else ""


def _voet(figuur: ReportFigure, lezing: ReportFigures) -> str:
    cel, delen = figuur.eigen, [f"Periode {dutch.periode(figuur.jaren)}"]
    if lezing.publishable.ronde.minuten and figuur.indicator.eenheid == "minuten":
        delen.append(f"minuten: {lezing.publishable.ronde.minuten}")
    if cel.ontbrekend:
        delen.append(f"{dutch.getal(cel.ontbrekend)} zonder waarde")
    if cel.uitgesloten:
        delen.append(f"{dutch.getal(cel.uitgesloten)} uitgesloten")
    if woorden := comparable(figuur.cijfer.naast):
        delen.append(woorden)
    return " · ".join(delen)


def response_row(indicator: Indicator, lezing: ReportFigures) -> str:
    """A small indicator as one line, e.g. 'Respons: 61% (vergelijkbaar 58%, alle 55%)'."""
    figuur = lezing.hoofd(indicator.code)
    if figuur is None or figuur.eigen.waarde is None:
        return ""
    namen = group_names(lezing)
    delen = [
        f"{naam} {cel}"
        for naam, groep in zip(namen, lezing.publishable.groepen, strict=True)
        if (cel := group_cell(figuur, groep)) != NIETS
    ]
    tussen = f" ({', '.join(delen)})" if delen else ""
    naam = with_years(indicator.naam, figuur).replace(": ", ", ")
    return f"{naam}: {wording.own_text(figuur)}{tussen}"
