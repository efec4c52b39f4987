"""One reader's own rows -> own cells: under the minimum withheld, then rounded."""

import numpy as np

from spiegelrapport.figures.rounding import Rounding, unrounded
from spiegelrapport.model.publishable import Cel, GroepCel, Parameters, Reason
from spiegelrapport.model.ronde import Drempels
from spiegelrapport.statistics.intervals import wilson, z_value


def own_cell(rij: dict[str, float], opmaak: Rounding, drempels: Drempels, streng: bool = True) -> Cel:
    """The reader's own figure. Nobody else sees it, so only the clients in it need protection: at least the minimum."""
    n = _heel(rij.get("n"))
    ontbrekend, uitgesloten = _heel(rij.get("ontbrekend")), _heel(rij.get("uitgesloten"))
    if not n or np.isnan(rij["waarde"]):
        return Cel(None, None, None, n or 0, ontbrekend, uitgesloten, Reason.GEEN_GEGEVENS)
    if streng and n < drempels.clienten_per_cijfer:
        return Cel(None, None, None, None, None, None, Reason.TE_WEINIG)
    waarde, onder, boven = (unrounded(rij[veld], opmaak.plaatsen) for veld in ("waarde", "onder", "boven"))
    return Cel(waarde, onder, boven, n, ontbrekend, uitgesloten)


def joint_cell(groep: GroepCel, gedeeld: Parameters | None, opmaak: Rounding, drempels: Drempels) -> Cel:
    """The joint report's 'own' figure is a group figure: all its readers see it, so its interval may not sharpen it.

    A share's follows from the printed share and count; another's from the printed count and the published variance within
    organisations, where that is out. What is missing or left out is not counted.
    """
    if groep.gepoold is None or groep.n is None:
        return Cel(None, None, None, None, reden=Reason.WEGGELATEN)
    if groep.grens:
        rand = drempels.rand
        return Cel(rand if groep.grens == "<" else 1 - rand, None, None, groep.n, grens=groep.grens)
    return Cel(groep.gepoold, *_interval(groep, gedeeld, opmaak), groep.n)


def _interval(groep: GroepCel, gedeeld: Parameters | None, opmaak: Rounding) -> tuple[float | None, float | None]:
    waarde, n = groep.gepoold, groep.n
    if waarde is None or not n:
        return None, None
    if opmaak.soort == "aandeel":
        onder, boven = wilson(waarde * n, n)
    elif gedeeld is None or gedeeld.binnen is None:
        return None, None
    else:
        marge = z_value() * float(np.sqrt(gedeeld.binnen / n))
        onder, boven = np.clip([waarde - marge, waarde + marge], *opmaak.schaal)
    return unrounded(float(onder), opmaak.plaatsen), unrounded(float(boven), opmaak.plaatsen)


def _heel(waarde: float | None) -> int | None:
    return None if waarde is None or np.isnan(waarde) else int(waarde)
