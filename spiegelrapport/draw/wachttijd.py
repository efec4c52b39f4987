"""Waiting time: the distribution with the Treeknorm on the axis, and the share that fell within it."""

from spiegelrapport.definitions.schema import Indicator
from spiegelrapport.draw import spreiding
from spiegelrapport.draw.chart_source import Chart, ChartSource
from spiegelrapport.figures.unit import unit_of

NAAM = "Treeknorm"


def make(bron: ChartSource, indicator: Indicator) -> Chart | None:
    binnen = bron.definities.indicatoren.get(indicator.binnen)
    if binnen is None:
        return spreiding.make(bron, indicator)
    norm = spreiding.Norm(float(binnen.maten[0].argument), NAAM)
    return spreiding.make(bron, indicator, norm, _within(bron, binnen, bron.periode(indicator.code)))


def _within(bron: ChartSource, binnen: Indicator, periode: str) -> str:
    cijfer = bron.cijfer(binnen.code, binnen.maten[0].code, periode)
    if cijfer is None or cijfer.eigen.waarde is None:
        return ""
    eenheid = unit_of(binnen, binnen.maten[0])
    erbij = f", groep {eenheid.getal(cijfer.naast.doel)}" if cijfer.naast is not None else ""
    return f"Binnen de norm: {eenheid.getal(cijfer.eigen.waarde)}{erbij}."
