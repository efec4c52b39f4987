"""Waiting time: the distribution with the Treeknorm on the axis."""

from spiegelrapport.definitions.schema import Indicator
from spiegelrapport.draw import spreiding
from spiegelrapport.draw.chart_source import Chart, ChartSource

NAAM = "Treeknorm"


def make(bron: ChartSource, indicator: Indicator) -> Chart | None:
    binnen = bron.definities.indicatoren.get(indicator.binnen)
    if binnen is None:
        return spreiding.make(bron, indicator)
    norm = spreiding.Norm(float(binnen.maten[0].argument), NAAM)
    return spreiding.make(bron, indicator, norm)
