"""Own published response -> why an outcome describes and does not compare: too few responded."""

from collections.abc import Mapping

from spiegelrapport.definitions.schema import Definities, Indicator
from spiegelrapport.dutch import procent
from spiegelrapport.model.cijfers import TOTAAL, Sleutel
from spiegelrapport.model.publishable import Cijfer
from spiegelrapport.model.ronde import Ronde


def describes(sleutel: Sleutel, cijfers: Mapping[Sleutel, Cijfer], definities: Definities, ronde: Ronde) -> str:
    """Empty for a figure that compares: what is no outcome, and where the response is enough or not known.

    The response is that of the same period, or of the reporting year where that is all there is.
    """
    indicator = definities.indicatoren[sleutel.indicator]
    respons = response_of(indicator, definities)
    if respons is None:
        return ""
    minstens = ronde.drempels.cqi_respons if _is_cqi(respons) else ronde.drempels.rom_respons
    gevonden = (
        cijfers.get(Sleutel(respons.code, respons.maten[0].code, periode, TOTAAL))
        for periode in (sleutel.periode, ronde.periode)
    )
    deel = next((cijfer.eigen.waarde for cijfer in gevonden if cijfer and cijfer.eigen.waarde is not None), None)
    if deel is None or deel >= minstens:
        return ""
    return f"de respons is {procent(deel)}; vergelijken kan vanaf {procent(minstens)}"


def response_of(indicator: Indicator, definities: Definities) -> Indicator | None:
    """The indicator that says how many of those who could have answered did; None where everybody counts."""
    if indicator.selectie == "ingevuld":
        return next((een for een in definities.indicatoren.values() if _is_cqi(een)), None)
    if indicator.selectie == "paren":
        zelfde = (een for een in definities.indicatoren.values() if een.hoofdstuk == indicator.hoofdstuk)
        return next((een for een in zelfde if een.berekening == "completer"), None)
    return None


def _is_cqi(indicator: Indicator) -> bool:
    return indicator.berekening == "cqi_ingevuld"
