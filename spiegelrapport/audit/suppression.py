"""An audit that fails -> further suppression with the least loss, block by block, until it passes.

Taking a cell out never makes anybody else easier to derive, so every block or figure is mended by itself and once.
The loss of a cell is how many documents show it, times the weight of what it says. Candidates are tried alone, cheapest
first; when no single one is enough, the one that helps most for its loss goes, and the search starts again.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

import numpy as np

from spiegelrapport.audit.attack_intervals import Audit
from spiegelrapport.audit.group_cells import ONTHULLING, POOLING, GroupCells
from spiegelrapport.audit.relations import Block
from spiegelrapport.model.cijfers import TOTAAL, Sleutel
from spiegelrapport.model.onthulling import Interval, Onderdrukking

GENOEG_GEPROBEERD = 24  # candidates tried per step; beyond it the cheapest are taken
STAPPEN = (("p10", "p90"), ("p10", "p25", "p75", "p90"), ("p10", "p25", "p50", "p75", "p90"))
GEWICHT = {"gepoold": 4.0, "p50": 2.0, "p25": 1.0, "p75": 1.0, "p10": 0.5, "p90": 0.5, "haalbaar": 0.5}
Proef = Callable[[Audit], list[Interval]]
Bekend = Mapping[tuple[Sleutel, str], float]  # figure and AGB-code -> the width that earlier editions leave


class Candidate(NamedTuple):
    """Fields of one group's cells that could go, and what that would cost."""

    verlies: float
    groep: int
    rijen: tuple[int, ...]
    velden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchOutcome:
    """A block that has been audited, mended where it had to be."""

    cellen: GroupCells
    intervallen: tuple[Interval, ...]
    onderdrukt: tuple[Onderdrukking, ...]
    eerder_bekend: tuple[Interval, ...]
    ronden: int


def restore_blok(audit: Audit, blok: Block, mag: bool) -> SearchOutcome:
    """Pooled values of linked figures: a group loses those of all figures that fail, before single ones come back."""

    def kandidaten(nu: Audit, tekort: Sequence[Interval]) -> list[Candidate]:
        cellen = nu.publicatie.cellen
        smal = {nu.publicatie.stelsel.sleutels.index(interval.sleutel) for interval in tekort}
        rijen = [rij for rij in blok.cijfers if rij in smal and np.isfinite(cellen.velden["gepoold"][:, rij]).any()]
        return _kandidaten(nu, rijen or list(blok.cijfers), (POOLING,), samen=True)

    return Restoring(lambda a: a.lineair(blok), lambda a: a.lineair(blok, ook_nu=False), kandidaten).restore(audit, mag)


def restore_kwantielen(audit: Audit, rij: int, mag: bool) -> SearchOutcome:
    """Quantiles of one figure in all groups."""
    return Restoring(
        lambda a: a.kwantielen(rij),
        lambda a: a.kwantielen(rij, ook_nu=False),
        lambda a, _: _kandidaten(a, [rij], STAPPEN),
        proef_van=lambda a, tekort: a.kwantielen(rij, van=tekort),
    ).restore(audit, mag)


def restore_samen(audit: Audit, rij: int, mag: bool) -> SearchOutcome:
    """Quantiles and the pooled value of one group: one of the two goes where the pair is not proven."""
    return Restoring(
        lambda a: a.samen(rij),
        lambda a: a.samen(rij, ook_nu=False),
        lambda a, _: _kandidaten(a, [rij], (*STAPPEN, POOLING)),
    ).restore(audit, mag)


def restore_medianen(audit: Audit, rij: int, mag: bool) -> SearchOutcome:
    """Pooled medians of one figure."""
    return Restoring(
        lambda a: a.medianen(rij),
        lambda a: a.medianen(rij, ook_nu=False),
        lambda a, _: _kandidaten(a, [rij], (POOLING,)),
    ).restore(audit, mag)


@dataclass
class Restoring:
    """One part of the audit, done again with less and less until it passes.

    `vroeger`: the same for what is already out. `proef_van`: the same for those only who are too narrow.
    """

    proef: Proef
    vroeger: Proef
    kandidaten: Callable[[Audit, Sequence[Interval]], list[Candidate]]
    proef_van: Callable[[Audit, Sequence[Interval]], list[Interval]] | None = None
    bekend: Bekend = field(default_factory=dict)

    def restore(self, audit: Audit, mag: bool) -> SearchOutcome:
        intervallen = self.proef(audit)
        if _tekort(intervallen):
            self.bekend = _al_bekend(self.vroeger(audit))
        eerste = tekort = self._open(intervallen)
        keuzes: list[Candidate] = []
        begin, ronden = audit, 1
        while tekort and mag and (mogelijk := self.kandidaten(audit, tekort)):
            keuze, audit, intervallen = self._beste(audit, mogelijk, tekort)
            keuzes.append(keuze)
            tekort, ronden = self._open(intervallen), ronden + 1
        if not tekort and sum(len(keuze.rijen) for keuze in keuzes) > 1:
            keuzes, audit, intervallen = self._terug(begin, keuzes)
        al_bekend = tuple(i for i in _tekort(intervallen) if i not in tekort)
        onderdrukt = tuple(_regel(begin, keuze, rij, eerste) for keuze in keuzes for rij in keuze.rijen)
        return SearchOutcome(audit.publicatie.cellen, tuple(intervallen), onderdrukt, al_bekend, ronden)

    def _open(self, intervallen: Iterable[Interval]) -> list[Interval]:
        """Too narrow, and not so already before this edition."""
        return [i for i in _tekort(intervallen) if i.breedte < self.bekend.get((i.sleutel, i.agb), np.inf) - 1e-6]

    def _terug(self, begin: Audit, keuzes: Sequence[Candidate]) -> tuple[list[Candidate], Audit, list[Interval]]:
        """Puts back what turned out not to be needed, dearest first."""
        nodig = [
            Candidate(keuze.verlies / len(keuze.rijen), keuze.groep, (rij,), keuze.velden)
            for keuze in keuzes
            for rij in keuze.rijen
        ]
        for keuze in sorted(nodig, reverse=True):
            over = [k for k in nodig if k is not keuze]
            if not self._open(self.proef(_toegepast(begin, over))):
                nodig = over
        audit = _toegepast(begin, nodig)
        return nodig, audit, self.proef(audit)

    def _beste(
        self, audit: Audit, keuzes: Sequence[Candidate], tekort: Sequence[Interval]
    ) -> tuple[Candidate, Audit, list[Interval]]:
        """The cheapest candidate that is enough; otherwise the one that mends most per unit of loss.

        Only who is too narrow is looked at: whoever was not cannot become so when less goes out.
        """
        beste: tuple[float, Candidate, Audit] | None = None
        for keuze in sorted(keuzes)[:GENOEG_GEPROBEERD]:
            zonder = _toegepast(audit, [keuze])
            over = len(self._open(self.proef_van(zonder, tekort) if self.proef_van else self.proef(zonder)))
            winst = (len(tekort) - over + 0.01) / keuze.verlies
            if beste is None or not over or winst > beste[0]:
                beste = winst, keuze, zonder
            if not over:
                break
        assert beste is not None
        return beste[1], beste[2], self.proef(beste[2])


def _toegepast(begin: Audit, keuzes: Iterable[Candidate]) -> Audit:
    cellen = begin.publicatie.cellen
    for keuze in keuzes:
        for rij in keuze.rijen:
            cellen = cellen.zonder(keuze.groep, rij, keuze.velden)
    return begin.met(cellen)


def _kandidaten(
    audit: Audit, rijen: Sequence[int], stappen: Sequence[tuple[str, ...]], samen: bool = False
) -> list[Candidate]:
    """Per group and step what could go: figure by figure, or of all figures at once."""
    cellen = audit.publicatie.cellen
    bundels = [tuple(rijen)] if samen else [(rij,) for rij in rijen]
    uitkomst = []
    staat = {v: np.isfinite(cellen.velden[v][:, rijen]).tolist() for stap in stappen for v in stap}
    plaats = {rij: i for i, rij in enumerate(rijen)}
    for groep, bundel, stap in product(range(len(cellen.groepen)), bundels, stappen):
        over = tuple(rij for rij in bundel if any(staat[v][groep][plaats[rij]] for v in stap))
        velden = tuple(v for v in stap if any(staat[v][groep][plaats[rij]] for rij in over))
        if over and velden != ("haalbaar",):
            verlies = sum(max(1, cellen.lezers[groep, rij]) * _zwaarte(audit, rij) for rij in over)
            uitkomst.append(Candidate(float(verlies * sum(GEWICHT[v] for v in velden)), groep, over, velden))
    return list(dict.fromkeys(uitkomst))


def _zwaarte(audit: Audit, rij: int) -> float:
    """A figure of this year's total weighs three times one of a prestatie or an earlier year."""
    sleutel = audit.publicatie.stelsel.sleutels[rij]
    return 3.0 if sleutel.periode == audit.publicatie.ronde.periode and sleutel.uitsplitsing == TOTAAL else 1.0


def _tekort(intervallen: Iterable[Interval]) -> list[Interval]:
    return [interval for interval in intervallen if interval.breedte < interval.nodig - 1e-9]


def _al_bekend(vroeger: Iterable[Interval]) -> Bekend:
    """What could be derived before this edition: no suppression mends that, it may only not become worse."""
    return {(i.sleutel, i.agb): i.breedte for i in _tekort(vroeger)}


def _regel(audit: Audit, keuze: Candidate, rij: int, tekort: Iterable[Interval]) -> Onderdrukking:
    publicatie = audit.publicatie
    velden = publicatie.cellen.velden
    return Onderdrukking(
        publicatie.cellen.groepen[keuze.groep],
        publicatie.stelsel.sleutels[rij],
        tuple(v for v in keuze.velden if np.isfinite(velden[v][keuze.groep, rij])),
        ONTHULLING,
        int(publicatie.cellen.lezers[keuze.groep, rij]),
        tuple(sorted({interval.agb for interval in tekort if interval.agb})),
    )
