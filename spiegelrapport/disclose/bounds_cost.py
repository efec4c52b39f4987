"""Group values that the audit took out -> which bounds of groups they fell for, with bounds that would keep them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from spiegelrapport.audit.attack_intervals import needed_width
from spiegelrapport.audit.group_cells import ONTHULLING, POOLING
from spiegelrapport.audit.matrices import Grenzen, Masker, Matrix
from spiegelrapport.audit.pooled_audit import zonder_zelf
from spiegelrapport.disclose.bands import TRAJECTEN, banded_row, class_figure
from spiegelrapport.dutch import aantal
from spiegelrapport.figures.rounding import Getallen, round_value
from spiegelrapport.model.onthulling import Onderdrukking
from spiegelrapport.model.ronde import Groepsregel, Ronde

HAAST = 1e-9
WHOLE = 1e-6


def costs_of_bounds(
    stelsel: Matrix, onderdrukt: Iterable[Onderdrukking], banden: Mapping[int, Grenzen], ronde: Ronde
) -> Iterator[str]:
    """One line per rule whose bounds cost pooled values of the figure that it cuts, with a proposal.

    A class that gives somebody away by itself is refused before; here the class does so with the value printed beside it.
    """
    weg = [o for o in onderdrukt if o.regel == ONTHULLING and set(POOLING) & set(o.velden)]
    for regel in ronde.benchmarkgroepen:
        rij = banded_row(regel, stelsel, ronde)
        if rij is None or rij not in banden:
            continue
        pooled = _Pooled(stelsel, rij, ronde)
        kwijt = [
            o.groep
            for o in weg
            if o.sleutel == stelsel.sleutels[rij] and pooled.holds(o.groep) and not pooled.holds(o.groep, banden[rij])
        ]
        if kwijt:
            yield (
                f"Let op: door de grenzen van benchmarkgroep '{regel.code}' {'valt' if len(kwijt) == 1 else 'vallen'} "
                f"{aantal(len(kwijt), 'groepscijfer', 'groepscijfers')} van {regel.cijfer} weg: wie de groep kent, weet tussen "
                f"welke grenzen ieders cijfer ligt, en met het groepscijfer erbij te veel. {_proposal(regel, pooled)}."
            )


@dataclass(frozen=True, slots=True)
class _Pooled:
    """What the pooled value of a group leaves open of its members, when it is known between which bounds each lies."""

    stelsel: Matrix
    rij: int
    ronde: Ronde

    def holds(self, groep: str, banden: Grenzen | None = None) -> bool:
        return self._open(self.stelsel.leden[groep] & self._have(), banden or self._whole_scale())

    def class_holds(self, laag: float, hoog: float) -> bool:
        """Whether a class has the members for a group of its own, none of whom it gives away, nor with their pooled value."""
        waarde = self.stelsel.waarde[self.rij]
        leden = self._have() & (waarde >= laag) & (waarde < hoog)
        genoeg = leden.sum() >= self.ronde.drempels.minimum_k(len(self.ronde.deel))
        banden = np.full(len(leden), laag), np.full(len(leden), hoog)
        drempels = self.ronde.drempels
        apart = genoeg and class_figure(self.stelsel, self.rij, drempels).class_holds(laag, hoog)
        return bool(apart and self._open(leden, banden))

    def _have(self) -> Masker:
        return np.asarray(np.isfinite(self.stelsel.waarde[self.rij]))

    def _whole_scale(self) -> Grenzen:
        return np.full(len(self.stelsel.agbs), -np.inf), np.full(len(self.stelsel.agbs), np.inf)

    def _open(self, leden: Masker, banden: Grenzen) -> bool:
        """Everybody may be as far as the others can make up for it, without the most telling who pool."""
        vorm, drempels = self.stelsel.opmaken[self.rij], self.ronde.drempels
        gewicht, som = self.stelsel.gewicht[self.rij, leden], self.stelsel.som[self.rij, leden]
        laag, hoog = self._sums(banden, leden)
        totaal, c = float(gewicht.sum()), drempels.coalitie
        gedrukt = float(round_value(som.sum() / totaal, vorm.plaatsen))
        naar_boven, naar_onder = ((gedrukt + t * vorm.stap / 2) * totaal - som.sum() for t in (1, -1))
        boven = np.minimum(hoog, som + _others(som - laag, c) + naar_boven)
        onder = np.maximum(laag, som - _others(hoog - som, c) + naar_onder)
        if vorm.begrensd_aandeel:
            boven, onder = np.floor(boven + WHOLE), np.ceil(onder - WHOLE)
        nodig = needed_width(vorm, self.stelsel.waarde[self.rij], drempels)
        return bool(((boven - onder) / gewicht >= nodig - HAAST).all())

    def _sums(self, banden: Grenzen, leden: Masker) -> Grenzen:
        """Bounds on sums; of counts whole ones, and an upper bound itself belongs to the class above."""
        vorm = self.stelsel.opmaken[self.rij]
        gewicht, som = self.stelsel.gewicht[self.rij, leden], self.stelsel.som[self.rij, leden]
        laag, hoog = (np.clip(rand[leden], *vorm.schaal) * gewicht for rand in banden)
        if vorm.begrensd_aandeel:
            laag = np.ceil(laag - WHOLE)
            hoog = np.where(banden[1][leden] <= vorm.schaal[1], np.ceil(hoog - WHOLE) - 1, hoog)
        return np.minimum(laag, som), np.maximum(hoog, som)


def _others(ruimte: Getallen, c: int) -> Getallen:
    """Per member the room of all others but the `c` with the most."""
    return np.asarray(ruimte.sum() - ruimte - zonder_zelf(ruimte, c))


def _proposal(regel: Groepsregel, pooled: _Pooled) -> str:
    """Each bound at the nearest place where the classes on both sides hold; what has no such place is left out."""
    vorm = pooled.stelsel.opmaken[pooled.rij]
    gekozen: list[float] = []
    for grens in sorted(regel.grenzen):
        vorige = gekozen[-1] if gekozen else -np.inf
        plek = next((g for g in _near(grens, vorm.schaal, vorm.stap) if g > vorige and _fits(g, vorige, pooled)), None)
        gekozen += [] if plek is None else [float(round_value(plek, vorm.plaatsen))]
    if not gekozen:
        return f"Deel in naar '{TRAJECTEN}'"
    return f"Neem bijvoorbeeld grenzen = [{', '.join(f'{g:g}' for g in gekozen)}], of deel in naar '{TRAJECTEN}'"


def _near(grens: float, schaal: tuple[float, float], stap: float) -> Sequence[float]:
    stappen = range(1, int((schaal[1] - schaal[0]) / stap) + 1)
    alle = [grens, *(grens + teken * stap * keer for keer in stappen for teken in (-1, 1))]
    return [g for g in alle if schaal[0] < g < schaal[1]]


def _fits(grens: float, vorige: float, pooled: _Pooled) -> bool:
    return pooled.class_holds(vorige, grens) and pooled.class_holds(grens, np.inf)
