"""Proves that a group's quantiles and its pooled value together leave everybody's value open, one figure at a time.

By data sets that print the same: everybody within its own slot (see slots.py), or two with their slots traded, while the
others make up for it within theirs so that the pooled value stays. How far one gets that way is open for certain: a lower
bound. It holds against every coalition of c: the others are weighed without their c most telling ones, and a trade counts
when there are c more partners for it, for then one of them is no member.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce

import numpy as np

from spiegelrapport.audit.linear_program import Condition
from spiegelrapport.audit.matrices import Grenzen, Masker
from spiegelrapport.audit.pooled_audit import zonder_zelf
from spiegelrapport.audit.slots import SPELING, Distribution, Indexen, Slots, slots
from spiegelrapport.figures.rounding import Getallen, Rounding

HEEL = 1e-6
MEESTE_PARTNERS = 40  # per zorgaanbieder, spread evenly over the sorted values


@dataclass(frozen=True)
class AuditedFigure:
    """One figure: weights and sums of everybody, 0 for who has none, and the bounds of the scale on those sums."""

    gewicht: Getallen
    som: Getallen
    bereik: Grenzen
    geheel: bool  # sums are counts
    bekend: dict[tuple[bytes, float, float, int], Slots] = field(default_factory=dict)

    @cached_property
    def waarde(self) -> Getallen:
        return np.asarray(np.where(self.gewicht > 0, self.som / np.where(self.gewicht > 0, self.gewicht, 1.0), np.nan))

    def partners(self, leden: Indexen) -> Indexen:
        """With which members trades are tried: all, or an even choice from many."""
        orde = leden[np.argsort(self.waarde[leden], kind="stable")]
        if len(orde) <= MEESTE_PARTNERS:
            return np.asarray(orde)
        return np.asarray(orde[np.unique(np.linspace(0, len(orde) - 1, MEESTE_PARTNERS).astype(int))])

    def onderzoek(self, verdelingen: Sequence[Distribution], voorwaarden: Iterable[Condition]) -> "JointSearch":
        """All that is printed about one set of members, in this edition and earlier ones."""
        leden = np.flatnonzero(verdelingen[0].leden)
        delen = [self._slots(verdeling, p, leden) for verdeling in verdelingen for p in verdeling.kwantielen]
        totaal = float(self.som[leden].sum())
        laag = max(min(v.onder, totaal) for v in voorwaarden)
        hoog = min(max(v.boven, totaal) for v in voorwaarden)
        if self.geheel:
            laag, hoog = float(np.ceil(laag - HEEL)), float(np.floor(hoog + HEEL))
        return JointSearch(self, leden, reduce(Slots.binnen, delen), (laag, hoog))

    def _slots(self, verdeling: Distribution, p: float, leden: Indexen) -> Slots:
        sleutel = verdeling.leden.tobytes(), p, verdeling.kwantielen[p], id(verdeling.toen)
        if sleutel not in self.bekend:
            self.bekend[sleutel] = slots(verdeling, p, self.waarde, leden, self.partners(leden))
        return self.bekend[sleutel]


def make_audited_figure(
    gewicht: Getallen, som: Getallen, opmaak: Rounding, band: Grenzen | None = None
) -> AuditedFigure:
    """Counts are told from the numbers themselves. `band`: what is known of everybody's value beforehand."""
    geheel = opmaak.begrensd_aandeel and bool(np.all(np.abs(som - np.round(som)) < HEEL))
    som = np.round(som) if geheel else som
    laag, hoog = (
        opmaak.schaal
        if band is None
        else (np.maximum(band[0], opmaak.schaal[0]), np.minimum(band[1], opmaak.schaal[1]))
    )
    return AuditedFigure(gewicht, som, (np.minimum(laag * gewicht, som), np.maximum(hoog * gewicht, som)), geheel)


@dataclass(frozen=True)
class JointSearch:
    """One set of members with all that is printed about it; `totaal` is what their joint sum may be."""

    figuur: AuditedFigure
    leden: Indexen
    slots: Slots
    totaal: tuple[float, float]

    def breedtes(self, c: int, deel: Masker) -> Getallen:
        """Width per zorgaanbieder, NaN for who is no member, against any `c`, and against those in `deel` together."""
        deel, niemand = deel[self.leden], np.zeros(len(self.leden), bool)
        breedte = self._open(c, niemand)
        if deel.any():
            breedte = np.where(deel, breedte, np.minimum(breedte, self._open(0, deel)))
        uit = np.full(len(self.figuur.gewicht), np.nan)
        uit[self.leden] = breedte / self.figuur.gewicht[self.leden]
        return uit

    def _open(self, c: int, bekend: Masker) -> Getallen:
        som, n = self.figuur.som[self.leden], np.arange(len(self.leden))
        j = np.searchsorted(self.leden, self.figuur.partners(self.leden))
        laag, hoog = self._in_sommen(self.slots.eigen, n)
        eigen = np.where(bekend, som, np.minimum(laag, som)), np.where(bekend, som, np.maximum(hoog, som))
        rest = (
            eigen[0].sum() - eigen[0] + zonder_zelf(som - eigen[0], c),
            eigen[1].sum() - eigen[1] - zonder_zelf(eigen[1] - som, c),
        )
        zelf = self._in_sommen(self.slots.ruil, np.broadcast_to(n[:, None], self.slots.ruil[0].shape))
        partner = self._in_sommen(self.slots.partner, np.broadcast_to(j, self.slots.partner[0].shape))
        zonder = rest[0][:, None] - eigen[0][j], rest[1][:, None] - eigen[1][j]
        ander = n[:, None] != j[None, :]
        past = ander & (partner[0] <= som[j]) & (som[j] <= partner[1])
        kan = ander & (partner[0] <= partner[1]) & ~bekend[j]
        vast = self._bereik(zelf, (zonder[0] + som[j], zonder[1] + som[j]), past)
        ruil = self._bereik(zelf, (zonder[0] + partner[0], zonder[1] + partner[1]), kan)
        onder, boven = self._bereik(eigen, rest, np.ones(len(som), bool))
        for (laagst, hoogst), hoeveelste in ((vast, 0), (ruil, c)):
            boven = np.maximum(boven, _op_plek(hoogst, hoeveelste))
            onder = np.minimum(onder, -_op_plek(-laagst, hoeveelste))
        return np.asarray(np.maximum(boven - onder, 0.0))

    def _bereik(self, zelf: Grenzen, rest: Grenzen, kan: Masker) -> Grenzen:
        """How low and how high one's own sum goes when the others' may be anything in `rest`; nowhere where it cannot."""
        onder = np.maximum(zelf[0], self.totaal[0] - rest[1])
        boven = np.minimum(zelf[1], self.totaal[1] - rest[0])
        kan = kan & (onder <= boven + SPELING)
        return np.where(kan, onder, np.inf), np.where(kan, boven, -np.inf)

    def _in_sommen(self, grenzen: Grenzen, wie: Indexen) -> Grenzen:
        """Bounds on values -> bounds on sums, within the scale; counts come in ones."""
        gewicht, (laag, hoog) = self.figuur.gewicht[self.leden], (rand[self.leden] for rand in self.figuur.bereik)
        onder, boven = (
            np.maximum(grenzen[0] * gewicht[wie], laag[wie]),
            np.minimum(grenzen[1] * gewicht[wie], hoog[wie]),
        )
        return (np.ceil(onder - HEEL), np.floor(boven + HEEL)) if self.figuur.geheel else (onder, boven)


def _op_plek(waarden: Getallen, c: int) -> Getallen:
    """Per row the (c+1)-th largest: what is left when the c best are lost."""
    if waarden.shape[1] <= c:
        return np.full(len(waarden), -np.inf)
    return np.asarray(waarden.max(axis=1) if c == 0 else -np.partition(-waarden, c, axis=1)[:, c])
