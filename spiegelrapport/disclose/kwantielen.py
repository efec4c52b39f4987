"""One figure's quantiles in all groups -> how far each zorgaanbieder's value is still open, by counter-examples.

A counter-example is another data set that would have been printed exactly the same: one zorgaanbieder moves by itself, or
trades its value with somebody else's, and every quantile of every group (of earlier editions too) still prints as it does.
Whatever value a counter-example reaches is open: what is found is a lower bound. It holds against a coalition of c when it
exists with c + 1 different partners, for then one of them is no member.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from spiegelrapport.disclose.afronden import Getallen
from spiegelrapport.disclose.lineair import Aanvallers
from spiegelrapport.disclose.stelsel import Masker
from spiegelrapport.disclose.zetten import Verdeling, Zetten


@dataclass(frozen=True, slots=True)
class Kwantielenonderzoek:
    """One figure and every quantile printed about it."""

    zetten: Zetten
    verdelingen: Sequence[Verdeling]
    aanvallers: Aanvallers

    def breedtes(self) -> Getallen:
        """Width per zorgaanbieder; NaN for whoever has no such figure. Attackers may be any coalition, or the meeting."""
        zetten = self.zetten
        effecten = [zetten.effect(verdeling, p) for verdeling in self.verdelingen for p in verdeling.kwantielen]
        telt, partners = zetten.telt, zetten.partners
        waarde = zetten.waarde[telt]
        onder, boven = min(zetten.schaal[0], float(waarde.min())), max(zetten.schaal[1], float(waarde.max()))
        laag = np.max([np.full(len(telt), onder), *(effect.laag for effect in effecten)], axis=0)
        hoog = np.min([np.full(len(telt), boven), *(effect.hoog for effect in effecten)], axis=0)
        laag, hoog = self._in_stappen(laag, hoog)
        ruil = np.logical_and.reduce([effect.ruil for effect in effecten])
        uit = np.full(len(zetten.waarde), np.nan)
        uit[telt] = self._breedte(laag, hoog, ruil, self.aanvallers.coalitie)
        deel = self.aanvallers.deel
        if deel.any():
            samen = self._breedte(laag, hoog, ruil & ~deel[partners][None, :], 0)
            uit[telt] = np.where(deel[telt], uit[telt], np.minimum(uit[telt], samen))
        return uit

    def _breedte(self, laag: Getallen, hoog: Getallen, ruil: Masker, c: int) -> Getallen:
        """What own moves and trades leave when `c` of the partners belong to the attacker."""
        bereikt = self.zetten.bereikt()
        omhoog = _op_plek(np.where(ruil, bereikt, -np.inf), c)
        omlaag = -_op_plek(np.where(ruil, -bereikt, -np.inf), c)
        return np.asarray(np.maximum(omhoog, hoog) - np.minimum(omlaag, laag))

    def _in_stappen(self, laag: Getallen, hoog: Getallen) -> tuple[Getallen, Getallen]:
        """Counts move in whole numbers."""
        zetten = self.zetten
        if zetten.gewicht is None:
            return laag, hoog
        gewicht, waarde = zetten.gewicht[zetten.telt], zetten.waarde[zetten.telt]
        return (
            np.minimum(np.ceil(laag * gewicht - 1e-6) / gewicht, waarde),
            np.maximum(np.floor(hoog * gewicht + 1e-6) / gewicht, waarde),
        )


def _op_plek(waarden: Getallen, c: int) -> Getallen:
    """Per row the (c+1)-th largest: what is left when the c best are lost."""
    if waarden.shape[1] <= c:
        return np.full(len(waarden), -np.inf)
    return np.asarray(-np.sort(-waarden, axis=1)[:, c])
