"""A document and a theme -> the own figures that a room's papers show of it, in their order."""

from collections.abc import Collection, Iterator, Sequence

from spiegelrapport.definitions.schema import Thema
from spiegelrapport.figures.report_figures import ReportFigure, ReportFigures
from spiegelrapport.model.cijfers import Sleutel

SAMENSTELLING = "mix"  # of every theme the first context: whom one treats
RESPONS = "cqi_respons"
ALLEN = "allen"  # the group of everybody
TYPISCH = 100  # clients of an organisation by which a slide tells what chance can do


def theme_figures(lezing: ReportFigures, thema: Thema) -> Iterator[ReportFigure]:
    """The head figure of each of the theme's indicators over the period on its card; of a whole its parts."""
    for code in thema.indicatoren:
        yield from indicator_figures(lezing, code)


def indicator_figures(lezing: ReportFigures, code: str) -> Iterator[ReportFigure]:
    indicator = lezing.definities.indicatoren[code]
    maten = indicator.maten if indicator.grafiek == "mix" else indicator.maten[:1]
    yield from (figuur for maat in maten if (figuur := lezing.maat(code, maat.code)) is not None)


def context_codes(thema: Thema) -> tuple[str, ...]:
    """What stands beside the theme's own indicator as context: its others, the mix, and who answered."""
    return tuple(dict.fromkeys((*thema.indicatoren[1:], SAMENSTELLING, RESPONS)))


def may_stand(code: str, lezingen: Sequence[ReportFigures], weg: Collection[Sleutel]) -> bool:
    """Whether names may stand with this indicator: not where one of the figures would give somebody away."""
    return not any(figuur.cijfer.sleutel in weg for een in lezingen for figuur in indicator_figures(een, code))


def named_keys(lezing: ReportFigures, thema: Thema) -> frozenset[Sleutel]:
    """Every figure that a room would show of this one, if its name may stand there."""
    codes = (thema.indicatoren[0], *context_codes(thema))
    return frozenset(figuur.cijfer.sleutel for code in codes for figuur in indicator_figures(lezing, code))
