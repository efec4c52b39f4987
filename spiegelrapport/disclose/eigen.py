"""One reader's own rows -> own cells: under the minimum withheld, then rounded."""

import numpy as np

from spiegelrapport.figures.rounding import Opmaak, los
from spiegelrapport.model.publishable import WEGGELATEN, Cel, GroepCel
from spiegelrapport.model.ronde import Drempels
from spiegelrapport.statistics.intervals import wilson

GEEN = "geen gegevens"
TE_WEINIG = "n<minimum"


def eigen_cel(rij: dict[str, float], opmaak: Opmaak, drempels: Drempels, streng: bool = True) -> Cel:
    """The reader's own figure. Nobody else sees it, so only the clients in it need protection: at least the minimum."""
    n = _heel(rij.get("n"))
    ontbrekend, uitgesloten = _heel(rij.get("ontbrekend")), _heel(rij.get("uitgesloten"))
    if not n or np.isnan(rij["waarde"]):
        return Cel(None, None, None, n or 0, ontbrekend, uitgesloten, GEEN)
    if streng and n < drempels.clienten_per_cijfer:
        return Cel(None, None, None, None, None, None, TE_WEINIG)
    waarde, onder, boven = (los(rij[veld], opmaak.plaatsen) for veld in ("waarde", "onder", "boven"))
    return Cel(waarde, onder, boven, n, ontbrekend, uitgesloten)


def gezamenlijke_cel(groep: GroepCel, opmaak: Opmaak, drempels: Drempels) -> Cel:
    """The joint report's 'own' figure is a group figure: all its readers see it, so its interval may not sharpen it.

    Only a share has one, which follows from the printed share and count. What is missing or left out is not counted.
    """
    if groep.gepoold is None or groep.n is None:
        return Cel(None, None, None, None, reden=WEGGELATEN)
    if groep.grens:
        rand = drempels.rand
        return Cel(rand if groep.grens == "<" else 1 - rand, None, None, groep.n, grens=groep.grens)
    return Cel(groep.gepoold, *_interval(groep, opmaak), groep.n)


def _interval(groep: GroepCel, opmaak: Opmaak) -> tuple[float | None, float | None]:
    waarde, n = groep.gepoold, groep.n
    if waarde is None or not n or opmaak.soort != "aandeel":
        return None, None
    onder, boven = wilson(waarde * n, n)
    return los(float(onder), opmaak.plaatsen), los(float(boven), opmaak.plaatsen)


def _heel(waarde: float | None) -> int | None:
    return None if waarde is None or np.isnan(waarde) else int(waarde)
