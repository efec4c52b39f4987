"""Publishable -> charts: one file per kind of chart."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from spiegelrapport.definitions.fonts import Font
from spiegelrapport.definitions.huisstijl import Huisstijl
from spiegelrapport.definitions.schema import Definities, Indicator
from spiegelrapport.draw import mix, profiel, spreiding, trend, voor_na, wachttijd
from spiegelrapport.draw.chart_source import Chart, ChartSource
from spiegelrapport.draw.drawing_style import drawing_style
from spiegelrapport.draw.drawn_image import DrawnImage
from spiegelrapport.draw.text_layout import font_of, lay_out
from spiegelrapport.model.document import Grafiek, Grafieken, GrafiekSleutel
from spiegelrapport.model.publishable import Publishable

CHARTS: Mapping[str, Callable[[ChartSource, Indicator], Chart | None]] = {
    "spreiding": spreiding.make,
    "trend": trend.make,
    "voor_na": voor_na.make,
    "mix": mix.make,
    "wachttijd": wachttijd.make,
}
REPORT_CHARTS: Mapping[str, Callable[[ChartSource], Chart | None]] = {"profiel": profiel.make}
ALTIJD = ("trend",)  # beside the indicator's own kind, where the figures allow


def draw(publishable: Publishable, definities: Definities, huisstijl: Huisstijl, letters: Sequence[Font]) -> Grafieken:
    """Every chart that the report may place; a chart costs something only when its page is made."""
    bron = ChartSource(publishable, definities, drawing_style(huisstijl, letters))
    return {sleutel: _chart(sleutel, prent, bron) for sleutel, prent in _pictures(bron)}


def forget() -> None:
    """Lay nothing out as before: a font file or a colour may have changed since."""
    for onthouden in (spreiding.background, trend.background, profiel.background, lay_out, font_of):
        onthouden.cache_clear()


def _pictures(bron: ChartSource) -> Iterator[tuple[GrafiekSleutel, Chart]]:
    for soort, maak_rapport in REPORT_CHARTS.items():
        if (prent := maak_rapport(bron)) is not None:
            yield GrafiekSleutel(soort, ""), prent
    for indicator in bron.definities.indicatoren.values():
        for soort in dict.fromkeys((indicator.grafiek, *ALTIJD)):
            if (prent := CHARTS[soort](bron, indicator)) is not None:
                yield GrafiekSleutel(soort, indicator.code), prent


def _chart(sleutel: GrafiekSleutel, prent: Chart, bron: ChartSource) -> Grafiek:
    formaten = bron.stijl.formaten
    maat = prent.maat_mm or {"trend": formaten.trend}.get(sleutel.soort, formaten.kaart)
    return Grafiek(sleutel, DrawnImage(prent.teken, bron.stijl.familie), prent.alt, *maat)
