"""Proves that all pooled values of linked figures together leave everybody's value open, whoever pools knowledge.

First a screen that is never too kind: every atom lends the attacker its most telling `coalitie` members, all at once.
What does not pass is computed exactly, coalition by coalition. A named coalition (a meeting) is always exact.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np

from spiegelrapport.audit.linear_program import Condition, Program, Teller
from spiegelrapport.audit.matrices import Masker
from spiegelrapport.audit.relations import Block, Uitdrukking
from spiegelrapport.figures.rounding import Getallen

MEESTE_COALITIES = 4000  # per zorgaanbieder and figure; above it the screen's (narrower) interval stands
VOLSTREKT = "coalitie, exact"
RUW = "coalitie, behoudend"
BIJEENKOMST = "deelnemers bijeenkomst"


@dataclass(frozen=True, slots=True)
class Attackers:
    """Who may pool knowledge: any `coalitie` zorgaanbieders, and everybody in `deel` together."""

    coalitie: int
    deel: Masker

    @property
    def samen(self) -> int:
        """The most that may pool."""
        return max(self.coalitie, int(self.deel.sum()))


@dataclass(frozen=True, slots=True)
class Widths:
    """Per zorgaanbieder, on the figure's own scale; NaN where there is nothing to protect."""

    breedte: Getallen
    aanvaller: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PooledSearch:
    """One block with all that is published about it."""

    blok: Block
    voorwaarden: tuple[Condition, ...]
    gewicht: Mapping[int, Getallen]  # per figure, to bring sums back to values
    nodig: Mapping[int, float]
    aanvallers: Attackers
    teller: Teller
    doelen: tuple[int, ...] = ()  # figures to protect; empty = all of the block
    volledig: bool = False  # every interval exactly, also those that the screen passes

    def breedtes(self) -> dict[int, Widths]:
        """The interval width per figure and zorgaanbieder."""
        if not self.voorwaarden:
            return {}
        programma = Program(self.blok, self.voorwaarden, self.teller)
        uitkomst = {}
        for cijfer in self.doelen or tuple(self.blok.cijfers):
            uitdrukking = self.blok.cijfers[cijfer]
            breedte = self._scherm(programma, cijfer, uitdrukking)
            namen = [RUW] * len(breedte)
            na_te_gaan = np.isfinite(breedte) if self.volledig else breedte < self.nodig[cijfer]
            for doel in np.flatnonzero(na_te_gaan):
                exact = self._exact(cijfer, uitdrukking, int(doel))
                if exact is not None:
                    breedte[doel], namen[doel] = exact, VOLSTREKT
            if self.aanvallers.deel.any():
                samen = self._bijeenkomst(cijfer, uitdrukking)
                namen = [BIJEENKOMST if s < b else naam for s, b, naam in zip(samen, breedte, namen, strict=True)]
                breedte = np.fmin(breedte, samen)
            uitkomst[cijfer] = Widths(breedte, tuple(namen))
        return uitkomst

    def _scherm(self, programma: Program, cijfer: int, uitdrukking: Uitdrukking) -> Getallen:
        doelen = self.gewicht[cijfer] > 0
        self.teller.doelen += int(doelen.sum())
        enkel = len(uitdrukking) == 1 and next(iter(uitdrukking.values())) == 1.0
        sommen = (
            self._per_atoom(programma, next(iter(uitdrukking)), doelen)
            if enkel
            else self._per_doel(programma, uitdrukking, doelen)
        )
        return _gedeeld(sommen, self.gewicht[cijfer], doelen)

    def _per_atoom(self, programma: Program, basis: int, doelen: Masker, c: int | None = None) -> Getallen:
        """One program per atom: its joint sum's range, then each member's own by subtraction of the others."""
        c = self.aanvallers.coalitie if c is None else c
        breedte = np.full(doelen.shape, np.nan)
        ruim = programma.per_atoom(programma.laag), programma.per_atoom(programma.hoog)
        nauw = programma.alle_nauw(c)
        programma.grenzen(*nauw)
        for atoom in np.unique(programma.atoom[doelen]):
            leden = np.flatnonzero((programma.atoom == atoom) & doelen)
            kolom = programma.kolom(basis, int(atoom))
            alleen = (self.blok.gewicht[:, programma.atoom == atoom] > 0).any(axis=0).sum() == 1
            vrij = [programma.kolom(b, int(atoom)) for b in range(programma.bases)] if alleen else [kolom]
            programma.set_bounds(vrij, *ruim)
            onder, boven = programma.bereik({kolom: 1.0})
            programma.set_bounds(vrij, *nauw)
            laag, hoog, x = programma.laag[basis, leden], programma.hoog[basis, leden], self.blok.som[basis, leden]
            maximum = np.minimum(hoog, boven - (laag.sum() - laag) - zonder_zelf(x - laag, c))
            minimum = np.maximum(laag, onder - (hoog.sum() - hoog) + zonder_zelf(hoog - x, c))
            breedte[leden] = _heel(maximum, minimum, self.blok.geheel)
        return breedte

    def _per_doel(self, programma: Program, uitdrukking: Uitdrukking, doelen: Masker) -> Getallen:
        """A figure of several parts: each target apart from its atom, two programs each."""
        breedte = np.full(doelen.shape, np.nan)
        for atoom in np.unique(programma.atoom[doelen]):
            samen = np.flatnonzero(programma.atoom == atoom)
            leden = samen[doelen[samen]]
            los = Program(self.blok, self.voorwaarden, self.teller, apart=int(leden[0]))
            grenzen = los.alle_nauw(self.aanvallers.coalitie)
            plek = int(los.atoom[leden[0]])
            rest = [int(a) for a in np.unique(los.atoom[samen]) if a != plek]
            doel_kolommen = {los.kolom(b, plek): f for b, f in uitdrukking.items()}
            for doel in leden:
                los.set_objective(grenzen, plek, rest, samen[samen != doel], int(doel), self.aanvallers.coalitie)
                onder, boven = los.bereik(doel_kolommen)
                breedte[doel] = boven - onder
        return breedte

    def _exact(self, cijfer: int, uitdrukking: Uitdrukking, doel: int) -> float | None:
        """The narrowest over all coalitions; None when there are too many. Stops at the first that is too narrow."""
        anderen = [i for i in np.flatnonzero((self.blok.gewicht > 0).any(axis=0)) if i != doel]
        c = min(self.aanvallers.coalitie, len(anderen))
        if comb(len(anderen), c) > MEESTE_COALITIES:
            return None
        los = Program(self.blok, self.voorwaarden, self.teller, apart=doel)
        smalst = np.inf
        for coalitie in combinations([int(i) for i in anderen], c):
            smalst = min(smalst, self._met(los, uitdrukking, doel, coalitie) / self.gewicht[cijfer][doel])
            if smalst < self.nodig[cijfer] and not self.volledig:
                break
        return float(smalst)

    def _met(self, los: Program, uitdrukking: Uitdrukking, doel: int, bekend: Sequence[int]) -> float:
        """What is open about `doel` for those who know their own figures."""
        los.weet(bekend)
        onder, boven = los.bereik({los.kolom(b, int(los.atoom[doel])): f for b, f in uitdrukking.items()})
        return float(_heel(np.array([boven]), np.array([onder]), self.blok.geheel)[0])

    def _bijeenkomst(self, cijfer: int, uitdrukking: Uitdrukking) -> Getallen:
        """Everybody in the meeting pools; the others are the targets. Exact."""
        doelen = (self.gewicht[cijfer] > 0) & ~self.aanvallers.deel
        bekend = [int(i) for i in np.flatnonzero(self.aanvallers.deel)]
        sommen = np.full(doelen.shape, np.nan)
        for doel in np.flatnonzero(doelen):
            los = Program(self.blok, self.voorwaarden, self.teller, apart=int(doel))
            sommen[doel] = self._met(los, uitdrukking, int(doel), bekend)
        return _gedeeld(sommen, self.gewicht[cijfer], doelen)


def _gedeeld(sommen: Getallen, gewicht: Getallen, doelen: Masker) -> Getallen:
    breedte = np.full(doelen.shape, np.nan)
    breedte[doelen] = np.maximum(sommen[doelen], 0.0) / gewicht[doelen]
    return breedte


def _heel(maximum: Getallen, minimum: Getallen, geheel: bool) -> Getallen:
    return np.floor(maximum + 1e-6) - np.ceil(minimum - 1e-6) if geheel else maximum - minimum


def zonder_zelf(bijdragen: Getallen, c: int) -> Getallen:
    """Per member: the sum of the `c` largest contributions among the others."""
    if c <= 0 or len(bijdragen) < 2:
        return np.zeros(len(bijdragen))
    volgorde = -np.sort(-bijdragen)
    drempel = volgorde[min(c, len(volgorde)) - 1]
    met, volgende = volgorde[:c].sum(), volgorde[c] if len(volgorde) > c else 0.0
    return np.asarray(np.where(bijdragen >= drempel, met - bijdragen + volgende, met))
