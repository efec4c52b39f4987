"""Rules of groups that cut a figure into bands -> what membership tells of everybody's value; too narrow a band is refused."""

from collections.abc import Mapping, Sequence

import numpy as np

from spiegelrapport.audit.attack_intervals import needed_width
from spiegelrapport.audit.matrices import ZONDER_SOM, Grenzen, Matrix
from spiegelrapport.dutch import aantal, getal, procent
from spiegelrapport.errors import DisclosureError
from spiegelrapport.figures.rounding import Rounding, round_value
from spiegelrapport.model.cijfers import TOTAAL, Sleutel
from spiegelrapport.model.ronde import Drempels, Groep, Groepsregel, Ronde

TRAJECTEN = "trajecten"  # counts are known anyhow


def known_bands(stelsel: Matrix, groepen: Sequence[Groep], ronde: Ronde) -> Mapping[int, Grenzen]:
    """Per figure that a rule cuts: between which values everybody's lies, for whoever knows the groups and the rule.

    Raises DisclosureError where a band by itself leaves less open than is promised, with bounds that would do.
    """
    banden: dict[int, Grenzen] = {}
    for regel in ronde.benchmarkgroepen:
        if regel.regel != "banden" or regel.cijfer == TRAJECTEN:
            continue
        indicator, _, maat = regel.cijfer.partition(".")
        rij = stelsel.rij.get(Sleutel(indicator, maat, ronde.periode, TOTAAL))
        if rij is None:
            continue  # nothing of this figure goes out, and the values behind the bands are nobody's figures here
        grenzen = _of_members(stelsel, rij, [groep for groep in groepen if groep.code == regel.code], regel)
        _refuse_narrow(stelsel, rij, grenzen, regel, ronde.drempels)
        laag, hoog = banden.get(rij, (np.full(len(stelsel.agbs), -np.inf), np.full(len(stelsel.agbs), np.inf)))
        banden[rij] = np.maximum(laag, grenzen[0]), np.minimum(hoog, grenzen[1])
    return banden


def _of_members(stelsel: Matrix, rij: int, groepen: Sequence[Groep], regel: Groepsregel) -> Grenzen:
    """The outer bounds of the bands that a group was made of; a bound itself belongs to the higher band."""
    laag, hoog = np.full(len(stelsel.agbs), -np.inf), np.full(len(stelsel.agbs), np.inf)
    for groep in groepen:
        leden = np.isin(stelsel.agbs, sorted(groep.leden)) & np.isfinite(stelsel.waarde[rij])
        waarden = stelsel.waarde[rij, leden]
        if leden.any():
            laag[leden] = max((grens for grens in regel.grenzen if grens <= waarden.min()), default=-np.inf)
            hoog[leden] = min((grens for grens in regel.grenzen if grens > waarden.max()), default=np.inf)
    return laag, hoog


def _refuse_narrow(stelsel: Matrix, rij: int, grenzen: Grenzen, regel: Groepsregel, drempels: Drempels) -> None:
    vorm = stelsel.opmaken[rij]
    nodig = needed_width(vorm, stelsel.waarde[rij], drempels)
    breedte = np.minimum(grenzen[1], vorm.schaal[1]) - np.maximum(grenzen[0], vorm.schaal[0])
    krap = np.isfinite(stelsel.waarde[rij]) & (breedte < nodig - 1e-9)
    plek = f"ronde.toml, benchmarkgroep '{regel.code}'"
    if vorm.soort in ZONDER_SOM:
        raise DisclosureError(
            f"groepen naar {regel.cijfer} zijn niet te bewaken: dat is een mediaan over cliënten",
            waar=plek,
            tip="deel in naar 'trajecten', of naar een aandeel of gemiddelde",
        )
    if krap.any():
        raise DisclosureError(
            f"de grenzen van benchmarkgroep '{regel.code}' verraden van {aantal(int(krap.sum()), 'zorgaanbieder', 'zorgaanbieders')} "
            f"het cijfer {regel.cijfer}: wie de groep kent, weet het op {_show(float(breedte[krap].min()), vorm)}, en er moet "
            f"{_show(nodig, vorm)} open blijven",
            waar=plek,
            tip=_proposal(regel.grenzen, vorm, nodig),
        )


def _proposal(grenzen: Sequence[float], vorm: Rounding, nodig: float) -> str:
    """The same bounds, as far apart as they must be."""
    ruim: list[float] = []
    for grens in sorted(grenzen):
        vorige = ruim[-1] if ruim else vorm.schaal[0]
        nieuw = float(round_value(max(grens, vorige + nodig + vorm.stap / 2 - 1e-9), vorm.plaatsen))
        if vorm.schaal[1] - nieuw >= nodig - 1e-9:
            ruim.append(nieuw)
    if not ruim:
        return "deel in naar 'trajecten'"
    return f"neem bijvoorbeeld grenzen = [{', '.join(f'{grens:g}' for grens in ruim)}], of deel in naar 'trajecten'"


def _show(waarde: float, vorm: Rounding) -> str:
    return procent(waarde, 1) if vorm.begrensd_aandeel else getal(waarde, vorm.decimalen + 1)
