"""One figure beside its group -> the card's sentence: is it chance, and is it unusual among organisations; never mixed."""

from collections.abc import Sequence

from spiegelrapport import dutch
from spiegelrapport.compose.wording import (
    FormOfAddress,
    group_text,
    hoofdletter,
    own_text,
)
from spiegelrapport.figures.reasons import HERKENBAAR
from spiegelrapport.figures.report_figures import ReportFigure
from spiegelrapport.model.publishable import GroepUitleg, Vergelijking

PAST = "past bij hoe organisaties verschillen"
OPEN = "Of dat verschil toeval kan zijn, is hier niet te zeggen."
BUITEN = "valt buiten hoe organisaties meestal verschillen"
VERGELIJKEN = {
    "vergelijken": "",
    "voorzichtig": "organisaties hierop voorzichtig vergelijken",
    "beschrijven": "niet geschikt om organisaties te vergelijken",
}
STRATA = {
    "prestatie_geleverd": "prestaties",
    "leeftijdsgroep": "leeftijden",
    "diagnosehoofdstuk": "diagnoses",
    "ernst": "beginscores",
}
MIX = {"niet": "niet van toeval te onderscheiden", "grens": "op de grens van toeval", "meer": "meer dan toeval"}


def card_sentence(figuur: ReportFigure, groepen: Sequence[GroepUitleg], aanspreking: FormOfAddress) -> str:
    """Sets the own value beside the one group that the report compares this figure with."""
    naast = figuur.cijfer.naast
    if naast is None:
        return _without_comparison(figuur, groepen, aanspreking)
    uitleg = next(groep for groep in groepen if groep.id == naast.groep)
    opening = _opening(figuur, uitleg)
    if figuur.cijfer.beschrijft:
        return f"{opening}. {hoofdletter(figuur.cijfer.beschrijft)}. Dit cijfer beschrijft dus alleen."
    if naast.chance is None:
        return f"{opening}. {_middle_half(figuur, uitleg, aanspreking) or OPEN}"
    if naast.chance == "niet" and figuur.weergave.gelijk(figuur.eigen.waarde or 0.0, naast.doel):
        return f"{opening}: vrijwel hetzelfde."
    return f"{opening}. {_chance(naast)}{_usual(naast, aanspreking)}{_not_compared(figuur, naast)}"


def mix_sentence(figuur: ReportFigure) -> str:
    """What the own case mix explains: the difference from what the group's results give for it. Nothing without a mix."""
    naast = figuur.cijfer.naast
    mix = None if naast is None else naast.mix
    if mix is None or mix.chance is None or mix.verschil_onder is None or mix.verschil_boven is None:
        return ""
    vorm, strata = figuur.weergave, dutch.opsomming([STRATA[stratum] for stratum in figuur.indicator.casemix])
    onder, boven = (
        vorm.verschil(deel).split(dutch.VASTE_SPATIE)[0] for deel in (mix.verschil_onder, mix.verschil_boven)
    )
    return (
        f"Bij deze {strata} zou de groep op {vorm.getal(mix.verwacht)} uitkomen. Het verschil is dan "
        f"{vorm.verschil(mix.verschil)} (marge {onder} tot {boven}): {MIX[mix.chance]}."
    )


def comparable(vergelijking: Vergelijking | None) -> str:
    """What the figure is not good for, in words; nothing where it may simply be compared, or where that is not known."""
    if vergelijking is None or vergelijking.betrouwbaarheid is None:
        return ""
    return VERGELIJKEN[vergelijking.gebruik]


def _opening(figuur: ReportFigure, uitleg: GroepUitleg) -> str:
    """'338 minuten; in de groep ‘Vergelijkbare omvang’ 375'."""
    wat = "is de mediaan " if figuur.alleen_mediaan(uitleg.id) else ""
    return f"{own_text(figuur)}; in de groep ‘{uitleg.korte_naam}’ {wat}{group_text(figuur, uitleg.id)}"


def _chance(naast: Vergelijking) -> str:
    return {
        "niet": "Dat verschil is niet van toeval te onderscheiden",
        "grens": "Dat verschil ligt op de grens van toeval",
        "meer": "Dat verschil is meer dan toeval",
    }[str(naast.chance)]


def _usual(naast: Vergelijking, aanspreking: FormOfAddress) -> str:
    """Only beside a difference that is there."""
    if naast.chance != "meer" or naast.usual is None:
        return "."
    if naast.usual == "binnen":
        return f", en {PAST}."
    return f", en {BUITEN}: {aanspreking.cijfer} is {naast.usual}."


def _not_compared(figuur: ReportFigure, naast: Vergelijking) -> str:
    """A difference that is there, of a figure that says little about organisations at this number."""
    if naast.chance != "meer" or naast.usual is not None or naast.betrouwbaarheid is None:
        return ""
    return f" Om organisaties op dit cijfer te vergelijken zijn {dutch.getal(figuur.eigen.n or 0)} {figuur.indicator.tellen} te weinig."


def _without_comparison(figuur: ReportFigure, groepen: Sequence[GroepUitleg], aanspreking: FormOfAddress) -> str:
    """The group's value is only bounded, or not there at all."""
    for uitleg in groepen:
        if group_text(figuur, uitleg.id) is not None:
            waar = _middle_half(figuur, uitleg, aanspreking) or OPEN
            return f"{_opening(figuur, uitleg)}. {waar}"
    return f"Het cijfer van de groep is hier {HERKENBAAR}."


def _middle_half(figuur: ReportFigure, uitleg: GroepUitleg, aanspreking: FormOfAddress) -> str:
    """Where chance cannot be spoken of: where the middle half of the organisations lies, and the own value to it."""
    cel, eigen = figuur.groep(uitleg.id), figuur.eigen.waarde
    if cel is None or cel.p25 is None or cel.p75 is None or eigen is None:
        return ""
    onder, boven = figuur.weergave.getal(cel.p25), figuur.weergave.getal(cel.p75)
    waar = "erboven" if eigen > cel.p75 else "eronder" if eigen < cel.p25 else "erbinnen"
    return f"De middelste helft ligt tussen {onder} en {boven}; {aanspreking.cijfer} ligt {waar}."
