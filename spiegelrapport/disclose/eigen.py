"""One reader's own rows -> own cells: under the minimum withheld, then rounded."""

import numpy as np

from spiegelrapport.figures.rounding import Opmaak, los, rond_n
from spiegelrapport.model.publishable import Cel, GroepCel
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


def leeg() -> Cel:
    """A figure that the report shows for the group only, such as a year without own data."""
    return Cel(None, None, None, None, reden=GEEN)


def gezamenlijke_cel(rij: dict[str, float], groep: GroepCel, opmaak: Opmaak, drempels: Drempels) -> Cel:
    """The joint report's 'own' figure is a group figure: all its readers see it, so its interval may not sharpen it.

    A share's interval follows from the printed share and count; another figure's interval is the printed value with a
    rounded half-width on both sides.
    """
    if groep.gepoold is None or groep.n is None:
        return Cel(None, None, None, None, reden=groep.reden)
    ontbrekend, uitgesloten = (_afgerond(rij.get(veld)) for veld in ("ontbrekend", "uitgesloten"))
    onder, boven = _interval(rij, groep, opmaak)
    if groep.grens:
        rand = drempels.rand
        return Cel(
            rand if groep.grens == "<" else 1 - rand, None, None, groep.n, ontbrekend, uitgesloten, grens=groep.grens
        )
    return Cel(groep.gepoold, onder, boven, groep.n, ontbrekend, uitgesloten)


def _interval(rij: dict[str, float], groep: GroepCel, opmaak: Opmaak) -> tuple[float | None, float | None]:
    waarde, n = groep.gepoold, groep.n
    if waarde is None or not n:
        return None, None
    if opmaak.soort == "aandeel":
        onder, boven = wilson(waarde * n, n)
        return los(float(onder), opmaak.plaatsen), los(float(boven), opmaak.plaatsen)
    halve = los((rij["boven"] - rij["onder"]) / 2, opmaak.plaatsen)
    if halve is None:
        return None, None
    return los(waarde - halve, opmaak.plaatsen), los(waarde + halve, opmaak.plaatsen)


def _heel(waarde: float | None) -> int | None:
    return None if waarde is None or np.isnan(waarde) else int(waarde)


def _afgerond(waarde: float | None) -> int | None:
    return None if waarde is None or np.isnan(waarde) else int(rond_n(waarde))
