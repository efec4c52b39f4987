"""What is out already + zorgaanbieders who lay their own figures on one table -> about whom that would tell too much.

Nothing new goes out but what they show each other, so there is nothing to suppress here: only to say which figures do not bear it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from spiegelrapport.audit.attack_intervals import Audit, make_audit
from spiegelrapport.audit.class_bounds import bands_of_parts, within_bands
from spiegelrapport.audit.conditions import Publication, alle_sommen
from spiegelrapport.audit.group_cells import ALLES, GroupCells
from spiegelrapport.audit.linear_program import Condition, Infeasible
from spiegelrapport.audit.matrices import Masker, Matrix
from spiegelrapport.audit.past import met_vertrokkenen, verleden
from spiegelrapport.audit.pooled_audit import Attackers, PooledSearch
from spiegelrapport.audit.relations import Block
from spiegelrapport.model.cijfers import Sleutel
from spiegelrapport.model.onthulling import Grootboek, Maatregelen
from spiegelrapport.model.ronde import Ronde


@dataclass(frozen=True)
class OpenTable:
    """Everything that is out, this edition included, ready to be held against whoever sits together."""

    audit: Audit

    def told_of(self, samen: Collection[str], over: Collection[str], cijfers: Collection[Sleutel]) -> set[Sleutel]:
        """Of these figures the ones by which all of `samen` together come too near one of `over`.

        They know their own figures exactly, of every figure that hangs together with these, and all that is printed.
        """
        agbs = np.array(self.audit.publicatie.verleden.agbs)
        deel, doelen = np.isin(agbs, list(samen)), np.isin(agbs, list(over))
        doelen &= ~deel
        rijen = [rij for sleutel, rij in self._rij.items() if sleutel in cijfers]
        if not doelen.any():
            return set()
        te_smal = {
            rij
            for blok, eigen in self._blokken(rijen)
            for rij in self._lineair(blok, eigen, deel, doelen)
        }  # fmt: skip
        wie = set(agbs[doelen])
        scherp = replace(self.audit, aanvallers=Attackers(0, deel))
        te_smal |= {rij for rij in rijen if rij not in te_smal and self._los(scherp, rij, wie)}
        return {self.audit.publicatie.stelsel.sleutels[rij] for rij in te_smal}

    @cached_property
    def _rij(self) -> Mapping[Sleutel, int]:
        return self.audit.publicatie.stelsel.rij

    def _blokken(self, rijen: Sequence[int]) -> list[tuple[Block, tuple[int, ...]]]:
        gevonden = [(blok, tuple(rij for rij in rijen if rij in blok.cijfers)) for blok in self.audit.blokken]
        return [(blok, eigen) for blok, eigen in gevonden if eigen]

    def _lineair(self, blok: Block, rijen: tuple[int, ...], deel: Masker, doelen: Masker) -> set[int]:
        """From all pooled values: what is known is taken off, so that only the others are left in every sum."""
        publicatie, audit = self.audit.publicatie, self.audit
        voorwaarden = [v for rij in blok.cijfers for v in publicatie.lineair(rij, ook_nu=False)]
        gewicht = {rij: publicatie.sommen.gewicht[rij] for rij in blok.cijfers}
        if voorwaarden and (banden := publicatie.alle_banden(blok.cijfers, ook_nu=False)):
            voorwaarden += bands_of_parts(blok, banden, gewicht)
            blok = within_bands(blok, banden)
        over = [w for v in voorwaarden if (w := _without(v, blok, deel)) is not None]
        nodig = {rij: float(audit.nodig[rij]) for rij in blok.cijfers}
        los = {rij: np.where(deel, 0.0, waarden) for rij, waarden in gewicht.items()}
        niemand = Attackers(0, np.zeros(len(deel), bool))
        zoek = PooledSearch(_of_others(blok, deel), tuple(over), los, nodig, niemand, audit.teller, rijen)
        try:
            uitkomst = zoek.breedtes()
        except Infeasible:
            return set(rijen)  # no answer is not a pass
        return {rij for rij, breed in uitkomst.items() if _too_narrow(breed.breedte[doelen], nodig[rij])}

    def _los(self, audit: Audit, rij: int, wie: Collection[str]) -> bool:
        """Whether spread, spread beside pooled value, or pooled medians tell too much of somebody of `wie`."""
        for zoek in (audit.kwantielen, audit.samen, audit.medianen):
            if any(not i.voldoende and (i.agb in wie or not i.agb) for i in zoek(rij, ook_nu=False)):
                return True
        return False


def open_table(stelsel: Matrix, al_uit: Grootboek, ronde: Ronde) -> OpenTable:
    """`stelsel`: everybody's figures of this edition; `al_uit`: every edition, this one included under a version of its own."""
    eerder = verleden(al_uit, stelsel, ronde)
    sommen, nu = alle_sommen(stelsel, eerder)
    publicatie = Publication(stelsel, _no_cells(len(stelsel.sleutels)), eerder, ronde, Maatregelen(), sommen, nu)
    return OpenTable(make_audit(publicatie, met_vertrokkenen({}, eerder, stelsel)))


def _no_cells(cijfers: int) -> GroupCells:
    leeg: npt.NDArray[np.float64] = np.empty((0, cijfers))
    velden = dict.fromkeys(ALLES, leeg)
    return GroupCells(
        (), velden, velden, leeg, leeg, leeg.astype(str), leeg.astype(object), leeg.astype(np.int64), leeg.astype(bool)
    )


def _without(voorwaarde: Condition, blok: Block, deel: Masker) -> Condition | None:
    """The same cell about the others only; None when nobody else is in it."""
    rest = voorwaarde.leden & ~deel
    if not rest.any():
        return None
    bekend = voorwaarde.leden & deel
    som = sum(f * blok.som[b, bekend].sum() for b, f in blok.cijfers[voorwaarde.cijfer].items())
    return Condition(voorwaarde.cijfer, rest, voorwaarde.onder - som, voorwaarde.boven - som)


def _of_others(blok: Block, deel: Masker) -> Block:
    gehelen = tuple((uitdrukking, np.where(deel, 0.0, gewicht)) for uitdrukking, gewicht in blok.gehelen)
    gewicht, som = (np.where(deel, 0.0, deelsom) for deelsom in (blok.gewicht, blok.som))
    return replace(blok, gewicht=gewicht, som=som, gehelen=gehelen)


def _too_narrow(breedtes: npt.NDArray[np.float64], nodig: float) -> bool:
    bekend = breedtes[np.isfinite(breedtes)]
    return bool((bekend < nodig - 1e-9).any())
