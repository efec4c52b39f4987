"""Waiting time: the distribution with the Treeknorm on the axis."""

from spiegelrapport.definitions.schema import Indicator
from spiegelrapport.draw import spreiding
from spiegelrapport.draw.chart_source import Chart, ChartSource

NAAM = "Treeknorm"


def make(bron: ChartSource, indicator: Indicator) -> Chart | None:
    binnen = _companion(bron, indicator)
    if binnen is None:
        return spreiding.make(bron, indicator)
    norm = spreiding.Norm(float(binnen.maten[0].argument), NAAM)
    return spreiding.make(bron, indicator, norm)


def _companion(bron: ChartSource, indicator: Indicator) -> Indicator | None:
    """The indicator that counts how many waited no longer than the norm; the norm is its argument, in weeks."""
    berekening = indicator.berekening.removesuffix("_weken") + "_binnen"
    return next((ander for ander in bron.definities.indicatoren.values() if ander.berekening == berekening), None)
