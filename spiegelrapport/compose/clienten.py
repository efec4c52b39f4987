"""The figures that describe clients -> the page 'wie onze cliënten zijn', before any figure that they may explain."""

from dataclasses import dataclass

from spiegelrapport.compose import wording
from spiegelrapport.compose.kaarttabel import NIETS, group_cell, group_names
from spiegelrapport.figures.report_figures import ReportFigures
from spiegelrapport.model.document import Grafiek, Grafieken, GrafiekSleutel

BEGIN = "begin"  # the maat that holds the score at the start
MEESTE_INSTRUMENTEN = 8


@dataclass(frozen=True, slots=True)
class Kenmerk:
    """One way in which clients differ."""

    naam: str
    vraag: str
    telling: str
    grafiek: Grafiek


@dataclass(frozen=True, slots=True)
class Beginscore:
    """How heavy complaints were at the start, by one instrument, beside each group."""

    naam: str
    eigen: str
    groepen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clienten:
    """The page; it is there when anything about clients may be shown."""

    naam: str
    inleiding: str
    links: tuple[Kenmerk, ...]
    rechts: tuple[Kenmerk, ...]
    ernst: tuple[Beginscore, ...]
    groepnamen: tuple[str, ...]  # of the groups in `ernst`
    vragen: tuple[str, ...]


def make_clienten(lezing: ReportFigures, grafieken: Grafieken) -> Clienten | None:
    hoofdstuk = next((h for h in lezing.definities.hoofdstukken if h.soort == "kenmerken"), None)
    if hoofdstuk is None:
        return None
    kenmerken = [kenmerk for code in hoofdstuk.indicatoren if (kenmerk := _kenmerk(code, lezing, grafieken))]
    namen, ernst = _ernst(lezing)
    if not kenmerken and not ernst:
        return None
    links, rechts = _two_columns(kenmerken)
    return Clienten(hoofdstuk.naam, hoofdstuk.inleiding, links, rechts, ernst, namen, hoofdstuk.vragen)


def _kenmerk(code: str, lezing: ReportFigures, grafieken: Grafieken) -> Kenmerk | None:
    indicator, figuur = lezing.definities.indicatoren[code], lezing.hoofd(code)
    grafiek = grafieken.get(GrafiekSleutel(indicator.grafiek, code))
    if grafiek is None or figuur is None:
        return None
    return Kenmerk(indicator.naam, indicator.vraag, wording.n_text(figuur.eigen, figuur), grafiek)


def _two_columns(kenmerken: list[Kenmerk]) -> tuple[tuple[Kenmerk, ...], tuple[Kenmerk, ...]]:
    """The highest charts go right, so that both columns end at about the same height."""
    hoogst = sorted(kenmerken, key=lambda kenmerk: -kenmerk.grafiek.hoogte_mm)[: len(kenmerken) // 2]
    return tuple(k for k in kenmerken if k not in hoogst), tuple(k for k in kenmerken if k in hoogst)


def _ernst(lezing: ReportFigures) -> tuple[tuple[str, ...], tuple[Beginscore, ...]]:
    """The instruments with an own beginscore, those with most clients first, beside the groups that have one of any of them."""
    metingen = [
        figuur
        for indicator in lezing.definities.indicatoren.values()
        if indicator.instrument and any(maat.code == BEGIN for maat in indicator.maten)
        if (figuur := lezing.maat(indicator.code, BEGIN)) and figuur.eigen.waarde is not None
    ]
    meeste = sorted(metingen, key=lambda figuur: -(figuur.eigen.n or 0))[:MEESTE_INSTRUMENTEN]
    groepen = zip(group_names(lezing), lezing.publishable.groepen, strict=True)
    kolommen = [(naam, [group_cell(figuur, groep) for figuur in meeste]) for naam, groep in groepen]
    kolommen = [(naam, cellen) for naam, cellen in kolommen if set(cellen) > {NIETS} or NIETS not in cellen]
    return tuple(naam for naam, _ in kolommen), tuple(
        Beginscore(
            figuur.indicator.naam,
            figuur.weergave.getal(figuur.eigen.waarde or 0.0),
            tuple(cellen[plek] for _, cellen in kolommen),
        )
        for plek, figuur in enumerate(meeste)
    )
