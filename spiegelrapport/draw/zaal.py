"""Charts for a room full of people: one group's distribution, and its course with the breaks, in words of 24 points."""

from collections.abc import Sequence
from functools import partial

from spiegelrapport.draw.axis_range import show_range, ticks
from spiegelrapport.draw.chart_source import Chart, values
from spiegelrapport.draw.chart_words import group_in_words
from spiegelrapport.draw.drawing_style import NORMAAL, DrawingStyle
from spiegelrapport.draw.layer import Drawing
from spiegelrapport.draw.pen import Pen
from spiegelrapport.draw.plot_area import PlotArea, points
from spiegelrapport.figures.shared_figures import SharedFigure
from spiegelrapport.figures.unit import Unit
from spiegelrapport.model.publishable import GroepCel

VERGROTING = 3.0  # a word of 8 points in the drawing is one of 24 on the slide
MAAT_MM = (100.0, 25.0)
VERLOOP_MM = (100.0, 26.0)
RAND = 10.0
ONDER, BOVEN = 24.0, 12.0
DIK = 7.0  # half the height of the band
JAREN = 12.0
BANDEN = "Donker: de middelste helft; licht: 80%."


def distribution(figuur: SharedFigure, stijl: DrawingStyle) -> Chart | None:
    """The middle 80% and half of the organisations with their median; None where neither may be told."""
    cel, maatstaf = figuur.cel, figuur.weergave
    if cel.p50 is None and cel.gepoold is None:
        return None
    alle = values(cel)
    bereik = show_range(alle, maatstaf.leesbaar, maatstaf.schaal, maatstaf.least_range(alle))
    return Chart(
        partial(_paint_distribution, cel, bereik, maatstaf, stijl),
        f"{figuur.indicator.naam}. {group_in_words(figuur.groep.naam, cel, maatstaf=maatstaf)} {maatstaf.reikwijdte(bereik)}".strip(),
        MAAT_MM,
    )


def course(figuur: SharedFigure, stijl: DrawingStyle) -> Chart | None:
    """The group's value per year; the line stops where the measuring changed. None with fewer than two years."""
    waarden = [(jaar, _centre(cel)) for jaar, cel in figuur.per_jaar]
    getoond = [(jaar, waarde) for jaar, waarde in waarden if waarde is not None]
    if len(getoond) < 2:
        return None
    maatstaf = figuur.weergave
    alle = [waarde for _, waarde in getoond]
    bereik = show_range(alle, maatstaf.leesbaar, maatstaf.schaal, maatstaf.least_range(alle))
    breuken = [(b.eerste_jaar, b.naam) for b in figuur.indicator.breuken if waarden[0][0] < b.eerste_jaar]
    woorden = ", ".join(f"{jaar} {maatstaf.getal(waarde)}" for jaar, waarde in getoond)
    anders = "".join(f" Vanaf {jaar} anders gemeten: {naam}." for jaar, naam in breuken)
    alt = f"{figuur.indicator.naam} per jaar, {figuur.groep.naam}: {woorden}.{anders}"
    return Chart(partial(_paint_course, waarden, breuken, bereik, maatstaf, stijl), alt, VERLOOP_MM)


def _centre(cel: GroepCel | None) -> float | None:
    """The pooled value; where only a bound may be told there is no point to draw."""
    return None if cel is None or cel.grens else cel.gepoold


def _paint_distribution(cel: GroepCel, bereik: tuple[float, float], maatstaf: Unit, stijl: DrawingStyle) -> Drawing:
    maat, kleuren = points(MAAT_MM), stijl.kleuren
    vlak = PlotArea(RAND, ONDER, maat[0] - 2 * RAND, maat[1] - ONDER - BOVEN, bereik)
    pen = Pen(stijl, (0, maat[0]))
    midden = vlak.onder + vlak.hoogte * 0.45
    _axis(pen, vlak, maatstaf, BANDEN if cel.p25 is not None else "", stijl)
    for van, tot, kleur in ((cel.p10, cel.p90, kleuren.groep_licht), (cel.p25, cel.p75, kleuren.groep_midden)):
        if van is not None and tot is not None:
            pen.vlak(vlak.x(van), midden - DIK, vlak.x(tot), midden + DIK, kleur)
    naam, waarde = ("middelste organisatie", cel.p50) if cel.p50 is not None else ("samen", cel.gepoold)
    assert waarde is not None
    x = vlak.x(waarde)
    pen.lijn([(x, midden - DIK - 3), (x, midden + DIK + 3)], kleuren.tekst, 1.6)
    pen.woord(x, midden + DIK + 6, f"{naam} {maatstaf.getal(waarde)}", kleuren.tekst, NORMAAL, vet=True, anker="midden")
    return Drawing(*maat, (pen.laag(),))


def _axis(pen: Pen, vlak: PlotArea, maatstaf: Unit, uitleg: str, stijl: DrawingStyle) -> None:
    kleuren = stijl.kleuren
    for waarde in ticks(vlak.x_bereik, 4):
        x = vlak.x(waarde)
        pen.lijn([(x, vlak.onder), (x, vlak.onder + vlak.hoogte * 0.85)], kleuren.lijn, 0.4)
        pen.woord(x, vlak.onder - 11, maatstaf.tick(waarde), kleuren.tekst_zacht, NORMAAL, anker="midden")
    pen.lijn([(vlak.links, vlak.onder), (vlak.rechts, vlak.onder)], kleuren.tekst_zacht, 0.7)
    sleutel = f"{uitleg} {maatstaf.reikwijdte(vlak.x_bereik)}".strip()
    pen.woord(vlak.links, vlak.onder - 21.5, sleutel, kleuren.tekst_zacht, NORMAAL)


def _paint_course(
    waarden: Sequence[tuple[int, float | None]],
    breuken: Sequence[tuple[int, str]],
    bereik: tuple[float, float],
    maatstaf: Unit,
    stijl: DrawingStyle,
) -> Drawing:
    maat, kleuren = points(VERLOOP_MM), stijl.kleuren
    jaren = [jaar for jaar, _ in waarden]
    vlak = PlotArea(20, JAREN + 4, maat[0] - 40, maat[1] - JAREN - 20, (jaren[0], jaren[-1]), bereik)
    pen = Pen(stijl, (0, maat[0]))
    pen.lijn([(4, vlak.onder - 3), (maat[0] - 4, vlak.onder - 3)], kleuren.tekst_zacht, 0.7)
    for jaar, _ in breuken:
        x = vlak.x(jaar - 0.5)
        pen.lijn([(x, vlak.onder - 3), (x, vlak.boven + 3)], kleuren.tekst_zacht, 0.6, (2.0, 2.0))
    eerste = {jaar for jaar, _ in breuken}
    lopend: list[tuple[float, float]] = []
    for jaar, waarde in waarden:
        pen.woord(vlak.x(jaar), 2.5, str(jaar), kleuren.tekst_zacht, NORMAAL, anker="midden")
        if jaar in eerste or waarde is None:
            _line(pen, lopend, kleuren.groep)
            lopend = []
        if waarde is not None:
            lopend.append((vlak.x(jaar), vlak.y(waarde)))
            pen.stip(vlak.x(jaar), vlak.y(waarde), 2.0, kleuren.groep)
            pen.woord(vlak.x(jaar), vlak.y(waarde) + 5, maatstaf.getal(waarde), kleuren.tekst, NORMAAL, anker="midden")
    _line(pen, lopend, kleuren.groep)
    return Drawing(*maat, (pen.laag(),))


def _line(pen: Pen, punten: Sequence[tuple[float, float]], kleur: str) -> None:
    if len(punten) > 1:
        pen.lijn(punten, kleur, 1.2)
