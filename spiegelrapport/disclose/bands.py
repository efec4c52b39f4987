"""Rules of groups that cut a figure into bands -> what membership tells of everybody's value; too narrow a band is refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from spiegelrapport.audit.attack_intervals import needed_width
from spiegelrapport.audit.matrices import ZONDER_SOM, Grenzen, Matrix
from spiegelrapport.dutch import aantal, getal, procent
from spiegelrapport.errors import DisclosureError
from spiegelrapport.figures.rounding import Getallen, Rounding, round_value
from spiegelrapport.model.cijfers import TOTAAL, Sleutel
from spiegelrapport.model.ronde import Drempels, Groep, Groepsregel, Ronde
from spiegelrapport.statistics.classes import are_counts, width_in_class

TRAJECTEN = "trajecten"  # counts are known anyhow
HAAST = 1e-9


def known_bands(stelsel: Matrix, groepen: Sequence[Groep], ronde: Ronde) -> Mapping[int, Grenzen]:
    """Per figure that a rule cuts: between which values everybody's lies, for whoever knows the groups and the rule.

    Raises DisclosureError where a band by itself leaves less open than is promised, with bounds that would do.
    """
    banden: dict[int, Grenzen] = {}
    for regel in ronde.benchmarkgroepen:
        rij = banded_row(regel, stelsel, ronde)
        if rij is None:
            continue
        grenzen = _of_members(stelsel, rij, [groep for groep in groepen if groep.code == regel.code], regel)
        _refuse_narrow(stelsel, rij, grenzen, regel, ronde.drempels)
        laag, hoog = banden.get(rij, (np.full(len(stelsel.agbs), -np.inf), np.full(len(stelsel.agbs), np.inf)))
        banden[rij] = np.maximum(laag, grenzen[0]), np.minimum(hoog, grenzen[1])
    return banden


def banded_row(regel: Groepsregel, stelsel: Matrix, ronde: Ronde) -> int | None:
    """The figure that a rule cuts into bands; None for other rules, for counts, and where nothing of the figure goes out."""
    if regel.regel != "banden" or regel.cijfer == TRAJECTEN:
        return None
    indicator, _, maat = regel.cijfer.partition(".")
    return stelsel.rij.get(Sleutel(indicator, maat, ronde.periode, TOTAAL))


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


@dataclass(frozen=True, slots=True)
class ClassFigure:
    """The figure that a rule cuts: everybody's value and weight, how it is printed, and what must stay open."""

    waarde: Getallen
    gewicht: Getallen
    vorm: Rounding
    nodig: float
    geheel: bool  # values are whole numbers over the weight, which the attacker may know

    def open_(self, laag: Getallen, hoog: Getallen) -> Getallen:
        """How much a class leaves open of each of its members: from its lower bound up to, and without, its upper one."""
        if self.geheel:
            return width_in_class(self.gewicht, laag, hoog)
        return np.asarray(np.minimum(hoog, self.vorm.schaal[1]) - np.maximum(laag, self.vorm.schaal[0]))

    def class_holds(self, laag: float, hoog: float) -> bool:
        """Whether there is anybody in a class, and it leaves enough open of each."""
        leden = (self.waarde >= laag) & (self.waarde < hoog)
        breedte = self.open_(np.full(len(leden), laag), np.full(len(leden), hoog))
        return bool(leden.any() and (breedte[leden] >= self.nodig - HAAST).all())


def class_figure(stelsel: Matrix, rij: int, drempels: Drempels) -> ClassFigure:
    vorm, heeft = stelsel.opmaken[rij], np.isfinite(stelsel.waarde[rij])
    nodig = needed_width(vorm, stelsel.waarde[rij], drempels)
    geheel = vorm.begrensd_aandeel and are_counts(stelsel.som[rij, heeft])
    return ClassFigure(stelsel.waarde[rij, heeft], stelsel.gewicht[rij, heeft], vorm, nodig, geheel)


def _refuse_narrow(stelsel: Matrix, rij: int, grenzen: Grenzen, regel: Groepsregel, drempels: Drempels) -> None:
    vorm, plek = stelsel.opmaken[rij], f"ronde.toml, benchmarkgroep '{regel.code}'"
    if vorm.soort in ZONDER_SOM:
        raise DisclosureError(
            f"groepen naar {regel.cijfer} zijn niet te bewaken: dat is een mediaan over cliënten",
            waar=plek,
            tip="deel in naar 'trajecten', of naar een aandeel of gemiddelde",
        )
    heeft, cijfer = np.isfinite(stelsel.waarde[rij]), class_figure(stelsel, rij, drempels)
    nodig, breedte = cijfer.nodig, cijfer.open_(grenzen[0][heeft], grenzen[1][heeft])
    krap = breedte < nodig - HAAST
    if krap.any():
        weten = f"wie de groep {'en het aantal cliënten ' if cijfer.geheel else ''}kent, weet het"
        raise DisclosureError(
            f"de grenzen van benchmarkgroep '{regel.code}' verraden van {aantal(int(krap.sum()), 'zorgaanbieder', 'zorgaanbieders')} "
            f"het cijfer {regel.cijfer}: {weten} {_how_well(float(breedte[krap].min()), vorm)}, en er moet "
            f"{_show(nodig, vorm)} open blijven",
            waar=plek,
            tip=_proposal(regel.grenzen, cijfer),
        )


def _how_well(breedte: float, vorm: Rounding) -> str:
    return f"op {_show(breedte, vorm)}" if breedte > HAAST else "precies"


def _proposal(grenzen: Sequence[float], cijfer: ClassFigure) -> str:
    """The same bounds, each moved up until its classes leave enough open; what cannot be placed is left out."""
    laag, hoog = cijfer.vorm.schaal
    stap = cijfer.vorm.stap
    ruim: list[float] = []
    for grens in sorted(grenzen):
        vorige = ruim[-1] if ruim else laag
        begin = max(grens, vorige + stap)
        mogelijk = (begin + stap * stapje for stapje in range(int((hoog - begin) / stap) + 1))
        nieuw = next(
            (
                g
                for g in mogelijk
                if cijfer.class_holds(vorige if ruim else -np.inf, g) and cijfer.class_holds(g, np.inf)
            ),
            None,
        )
        if nieuw is not None:
            ruim.append(float(round_value(nieuw, cijfer.vorm.plaatsen)))
    if not ruim:
        return "deel in naar 'trajecten'"
    return f"neem bijvoorbeeld grenzen = [{', '.join(f'{grens:g}' for grens in ruim)}], of deel in naar 'trajecten'"


def _show(waarde: float, vorm: Rounding) -> str:
    return procent(waarde, 1) if vorm.begrensd_aandeel else getal(waarde, vorm.decimalen + 1)
