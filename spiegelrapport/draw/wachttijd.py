"""Waiting time: the distribution with the Treeknorm on the axis, and the share that fell within it."""

from spiegelrapport.definitions.schema import Indicator
from spiegelrapport.draw import spreiding
from spiegelrapport.draw.axis_unit import axis_unit
from spiegelrapport.draw.chart_source import Chart, ChartSource

NAAM = "Treeknorm"


def make(bron: ChartSource, indicator: Indicator) -> Chart | None:
    binnen = _companion(bron, indicator)
    if binnen is None:
        return spreiding.make(bron, indicator)
    norm = spreiding.Norm(float(binnen.maten[0].argument), NAAM)
    return spreiding.make(bron, indicator, norm, _within(bron, binnen, bron.periode(indicator.code)))


def _companion(bron: ChartSource, indicator: Indicator) -> Indicator | None:
    """The indicator that counts how many waited no longer than the norm; the norm is its argument, in weeks."""
    berekening = indicator.berekening.removesuffix("_weken") + "_binnen"
    return next((ander for ander in bron.definities.indicatoren.values() if ander.berekening == berekening), None)


def _within(bron: ChartSource, binnen: Indicator, periode: str) -> str:
    cijfer = bron.cijfer(binnen.code, binnen.maten[0].code, periode)
    if cijfer is None or cijfer.eigen.waarde is None:
        return ""
    eenheid = axis_unit(binnen, binnen.maten[0])
    erbij = f", groep {eenheid.getal(cijfer.naast.doel)}" if cijfer.naast is not None else ""
    return f"Binnen de norm: {eenheid.getal(cijfer.eigen.waarde)}{erbij}."
