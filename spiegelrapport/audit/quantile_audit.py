"""Proves that one figure's quantiles in all groups together leave everybody's value open, by counter-examples.

A counter-example is another data set that would have been printed exactly the same: one zorgaanbieder moves by itself,
trades its value with somebody else's, or hands it over and goes elsewhere, and every quantile of every group (of earlier
editions too) still prints as it does.
Whatever value a counter-example reaches is open: what is found is a lower bound. It holds against a coalition of c when it
exists with c + 1 different partners, for then one of them is no member.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
import numpy.typing as npt

from spiegelrapport.audit.matrices import Masker
from spiegelrapport.audit.moves import Effect, Moves
from spiegelrapport.audit.pooled_audit import Attackers
from spiegelrapport.audit.slots import Distribution, Indexen
from spiegelrapport.figures.rounding import Getallen


@dataclass(frozen=True, slots=True)
class QuantileSearch:
    """One figure and every quantile printed about it."""

    zetten: Moves
    verdelingen: Sequence[Distribution]
    aanvallers: Attackers

    def breedtes(self, alleen: Masker | None = None) -> Getallen:
        """Width per zorgaanbieder; NaN for whoever has no such figure. Attackers may be any coalition, or the meeting.

        `alleen`: of these zorgaanbieders only, the rest NaN.
        """
        zetten = self.zetten
        effecten = [zetten.effect(verdeling, p) for verdeling in self.verdelingen for p in verdeling.kwantielen]
        wie = slice(None) if alleen is None else np.flatnonzero(alleen[zetten.telt])  # all: no copies
        telt, partners = zetten.telt[wie], zetten.partners
        onder, boven = (grens[wie] for grens in zetten.grenzen)
        laag = reduce(np.maximum, (effect.laag[wie] for effect in effecten), onder)
        hoog = reduce(np.minimum, (effect.hoog[wie] for effect in effecten), boven)
        grenzen = self._in_stappen(laag, hoog, telt)
        zet = self._zetten(effecten, wie)
        uit = np.full(len(zetten.waarde), np.nan)
        uit[telt] = _breedte(*grenzen, *zet, self.aanvallers.coalitie)
        deel = self.aanvallers.deel
        if deel.any():
            buiten = deel[partners][None, :]
            samen = _breedte(*grenzen, np.where(buiten, np.inf, zet[0]), np.where(buiten, -np.inf, zet[1]), 0)
            uit[telt] = np.where(deel[telt], uit[telt], np.minimum(uit[telt], samen))
        return uit

    def _zetten(self, effecten: Sequence[Effect], wie: Indexen | slice) -> tuple[Getallen, Getallen]:
        """Who × partner: the lowest and the highest that one can reach with that partner's help."""
        zetten = self.zetten
        telt = zetten.telt[wie]
        ruil = reduce(np.logical_and, (effect.ruil[wie] for effect in effecten))
        wissel = reduce(np.logical_and, (effect.wissel[wie] for effect in effecten), zetten.wisselbaar[wie])
        onder, boven = zetten.grenzen
        j = np.searchsorted(zetten.telt, zetten.partners)
        waarde, bereikt = zetten.waarde[telt][:, None], zetten.bereikt[wie]
        past = (onder[j] <= waarde) & (waarde <= boven[j])  # the partner may have one's value at all
        ruil = ruil & past & (onder[wie][:, None] <= bereikt) & (bereikt <= boven[wie][:, None])
        wissel = wissel & past
        van = np.maximum(reduce(np.maximum, (effect.van[wie] for effect in effecten)), onder[wie][:, None])
        tot = np.minimum(reduce(np.minimum, (effect.tot[wie] for effect in effecten)), boven[wie][:, None])
        van, tot = self._in_stappen(van, tot, telt[:, None])
        wissel &= van <= tot
        laagst = np.minimum(np.where(ruil, bereikt, np.inf), np.where(wissel, van, np.inf))
        hoogst = np.maximum(np.where(ruil, bereikt, -np.inf), np.where(wissel, tot, -np.inf))
        return np.asarray(laagst), np.asarray(hoogst)

    def _in_stappen(self, laag: Getallen, hoog: Getallen, wie: npt.NDArray[np.intp]) -> tuple[Getallen, Getallen]:
        """Counts move in whole numbers."""
        if self.zetten.gewicht is None:
            return laag, hoog
        gewicht = self.zetten.gewicht[wie]
        return np.ceil(laag * gewicht - 1e-6) / gewicht, np.floor(hoog * gewicht + 1e-6) / gewicht


def _breedte(laag: Getallen, hoog: Getallen, laagst: Getallen, hoogst: Getallen, c: int) -> Getallen:
    """What own moves and moves with a partner leave when `c` of the partners belong to the attacker."""
    omhoog, omlaag = _op_plek(hoogst, c), -_op_plek(-laagst, c)
    return np.asarray(np.maximum(omhoog, hoog) - np.minimum(omlaag, laag))


def _op_plek(waarden: Getallen, c: int) -> Getallen:
    """Per row the (c+1)-th largest: what is left when the c best are lost."""
    if waarden.shape[1] <= c:
        return np.full(len(waarden), -np.inf)
    return np.asarray(waarden.max(axis=1) if c == 0 else -np.partition(-waarden, c, axis=1)[:, c])
