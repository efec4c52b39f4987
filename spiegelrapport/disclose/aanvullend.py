"""An audit that fails -> further suppression with the least loss, block by block, until it passes.

Taking a cell out never makes anybody else easier to derive, so every block or figure is mended by itself and once.
The loss of a cell is how many documents show it, times the weight of what it says. Candidates are tried alone, cheapest
first; when no single one is enough, the one that helps most for its loss goes, and the search starts again.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from spiegelrapport.disclose.audit import Audit
from spiegelrapport.disclose.cellen import ONTHULLING, Cellen
from spiegelrapport.disclose.verbanden import Blok
from spiegelrapport.model.cijfers import TOTAAL
from spiegelrapport.model.onthulling import Interval, Onderdrukking

GENOEG_GEPROBEERD = 24  # candidates tried per step; beyond it the cheapest are taken
STAPPEN = (("p10", "p90"), ("p10", "p25", "p75", "p90"), ("p10", "p25", "p50", "p75", "p90"))
GEWICHT = {"gepoold": 4.0, "p50": 2.0, "p25": 1.0, "p75": 1.0, "p10": 0.5, "p90": 0.5, "haalbaar": 0.5}
Proef = Callable[[Audit], list[Interval]]


class Kandidaat(NamedTuple):
    """Fields of one cell that could go, and what that would cost."""

    verlies: float
    groep: int
    rij: int
    velden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """A block that has been audited, mended where it had to be."""

    cellen: Cellen
    intervallen: tuple[Interval, ...]
    onderdrukt: tuple[Onderdrukking, ...]
    eerder_bekend: tuple[Interval, ...]
    ronden: int


def herstel_blok(audit: Audit, blok: Blok, mag: bool) -> Uitkomst:
    """Pooled values of linked figures."""
    kandidaten = lambda cellen: _kandidaten(audit, cellen, blok.cijfers, (("gepoold", "haalbaar"),))  # noqa: E731
    return _herstel(audit, lambda a: a.lineair(blok), lambda a: a.lineair(blok, ook_nu=False), kandidaten, mag)


def herstel_kwantielen(audit: Audit, rij: int, mag: bool) -> Uitkomst:
    """Quantiles of one figure."""
    kandidaten = lambda cellen: _kandidaten(audit, cellen, [rij], STAPPEN)  # noqa: E731
    return _herstel(audit, lambda a: a.kwantielen(rij), lambda a: a.kwantielen(rij, ook_nu=False), kandidaten, mag)


def herstel_medianen(audit: Audit, rij: int, mag: bool) -> Uitkomst:
    """Pooled medians of one figure."""
    kandidaten = lambda cellen: _kandidaten(audit, cellen, [rij], (("gepoold", "haalbaar"),))  # noqa: E731
    return _herstel(audit, lambda a: a.medianen(rij), lambda a: a.medianen(rij, ook_nu=False), kandidaten, mag)


def _herstel(
    audit: Audit, proef: Proef, vroeger: Proef, kandidaten: Callable[[Cellen], list[Kandidaat]], mag: bool
) -> Uitkomst:
    intervallen = proef(audit)
    bekend: tuple[Interval, ...] = ()
    ronden = 1
    tekort = _tekort(intervallen)
    if tekort:
        bekend = _al_bekend(tekort, vroeger(audit))
    eerste = tekort = _zonder(tekort, bekend)
    keuzes: list[Kandidaat] = []
    begin = audit
    while tekort and mag and (kandidaat := kandidaten(audit.publicatie.cellen)):
        keuze, audit, intervallen = _beste(audit, proef, kandidaat, bekend, len(tekort))
        keuzes.append(keuze)
        tekort, ronden = _zonder(_tekort(intervallen), bekend), ronden + 1
    if len(keuzes) > 1 and not tekort:
        keuzes, audit, intervallen = _terug(begin, proef, keuzes, bekend)
    onderdrukt = tuple(_regel(begin, keuze, eerste) for keuze in keuzes)
    return Uitkomst(audit.publicatie.cellen, tuple(intervallen), onderdrukt, bekend, ronden)


def _terug(
    begin: Audit, proef: Proef, keuzes: Sequence[Kandidaat], bekend: Sequence[Interval]
) -> tuple[list[Kandidaat], Audit, list[Interval]]:
    """Puts back what turned out not to be needed, dearest first."""
    nodig = list(keuzes)
    for keuze in sorted(keuzes, reverse=True):
        over = [k for k in nodig if k is not keuze]
        if not _zonder(_tekort(proef(_toegepast(begin, over))), bekend):
            nodig = over
    audit = _toegepast(begin, nodig)
    return nodig, audit, proef(audit)


def _toegepast(begin: Audit, keuzes: Iterable[Kandidaat]) -> Audit:
    cellen = begin.publicatie.cellen
    for keuze in keuzes:
        cellen = cellen.zonder(keuze.groep, keuze.rij, keuze.velden)
    return begin.met(cellen)


def _beste(
    audit: Audit, proef: Proef, keuzes: Sequence[Kandidaat], bekend: Sequence[Interval], nu: int
) -> tuple[Kandidaat, Audit, list[Interval]]:
    """The cheapest candidate that is enough; otherwise the one that mends most per unit of loss."""
    beste: tuple[float, Kandidaat, Audit, list[Interval]] | None = None
    for keuze in sorted(keuzes)[:GENOEG_GEPROBEERD]:
        zonder = audit.met(audit.publicatie.cellen.zonder(keuze.groep, keuze.rij, keuze.velden))
        intervallen = proef(zonder)
        over = len(_zonder(_tekort(intervallen), bekend))
        if not over:
            return keuze, zonder, intervallen
        winst = (nu - over + 0.01) / keuze.verlies
        if beste is None or winst > beste[0]:
            beste = winst, keuze, zonder, intervallen
    assert beste is not None
    return beste[1:]


def _kandidaten(
    audit: Audit, cellen: Cellen, rijen: Iterable[int], stappen: Sequence[tuple[str, ...]]
) -> list[Kandidaat]:
    uitkomst = []
    for rij in rijen:
        zwaarte = _zwaarte(audit, rij)
        for groep in range(len(cellen.groepen)):
            gezien: set[tuple[str, ...]] = set()
            for stap in stappen:
                velden = tuple(v for v in stap if np.isfinite(cellen.velden[v][groep, rij]))
                if velden and velden not in gezien and velden != ("haalbaar",):
                    gezien.add(velden)
                    verlies = max(1, cellen.lezers[groep, rij]) * zwaarte * sum(GEWICHT[v] for v in velden)
                    uitkomst.append(Kandidaat(float(verlies), groep, rij, velden))
    return uitkomst


def _zwaarte(audit: Audit, rij: int) -> float:
    """A figure of this year's total weighs three times one of a prestatie or an earlier year."""
    sleutel = audit.publicatie.stelsel.sleutels[rij]
    return 3.0 if sleutel.periode == audit.publicatie.ronde.periode and sleutel.uitsplitsing == TOTAAL else 1.0


def _tekort(intervallen: Iterable[Interval]) -> list[Interval]:
    return [interval for interval in intervallen if interval.breedte < interval.nodig - 1e-9]


def _al_bekend(tekort: Iterable[Interval], vroeger: Iterable[Interval]) -> tuple[Interval, ...]:
    """What could be derived before this edition, and is not made any worse by it."""
    toen = {(i.sleutel, i.agb): i.breedte for i in _tekort(vroeger)}
    return tuple(i for i in tekort if (w := toen.get((i.sleutel, i.agb))) is not None and i.breedte >= w - 1e-6)


def _zonder(tekort: Iterable[Interval], bekend: Iterable[Interval]) -> list[Interval]:
    weg = {(i.sleutel, i.agb) for i in bekend}
    return [i for i in tekort if (i.sleutel, i.agb) not in weg]


def _regel(audit: Audit, keuze: Kandidaat, tekort: Iterable[Interval]) -> Onderdrukking:
    publicatie = audit.publicatie
    return Onderdrukking(
        publicatie.cellen.groepen[keuze.groep],
        publicatie.stelsel.sleutels[keuze.rij],
        keuze.velden,
        ONTHULLING,
        int(publicatie.cellen.lezers[keuze.groep, keuze.rij]),
        tuple(sorted({interval.agb for interval in tekort if interval.agb})),
    )
