"""Proves of one printed quantile how far somebody may move alone, and who may trade with whom.

Computed once per quantile, so that looking for the least suppression only has to combine them.
"""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from spiegelrapport.audit.matrices import Grenzen, Masker
from spiegelrapport.audit.slots import SPELING, Distribution, Indexen, kwantiel, rang
from spiegelrapport.figures.rounding import Getallen

MEESTE_PARTNERS = 40  # per zorgaanbieder, spread evenly over the sorted values


@dataclass(frozen=True, slots=True)
class Effect:
    """What one printed quantile leaves open.

    Own moves from `laag` to `hoog`; `ruil`: trades that are allowed (who × partner). And changing of the guard: the
    partner takes one's value, which `wissel` says is allowed, and one may go anywhere from `van` to `tot`.
    """

    laag: Getallen
    hoog: Getallen
    ruil: Masker
    wissel: Masker
    van: Getallen
    tot: Getallen


@dataclass(frozen=True)
class Moves:
    """One figure: everybody's value (NaN for nobody) and bounds. For counts `gewicht`: values are whole numbers over it."""

    waarde: Getallen
    schaal: tuple[float, float]
    gewicht: Getallen | None
    band: Grenzen | None = None  # what is known of everybody's value beforehand
    bekend: dict[tuple[bytes, float, float, int], Effect] = field(default_factory=dict)

    @cached_property
    def telt(self) -> Indexen:
        return np.flatnonzero(np.isfinite(self.waarde))

    @cached_property
    def grenzen(self) -> Grenzen:
        """How low and how high each of those who count can be, before anything is printed."""
        waarde = self.waarde[self.telt]
        laag, hoog = (np.full(len(waarde), rand) for rand in self.schaal)
        if self.band is None:
            return np.minimum(laag, waarde.min()), np.maximum(hoog, waarde.max())
        laag, hoog = np.maximum(laag, self.band[0][self.telt]), np.minimum(hoog, self.band[1][self.telt])
        return np.minimum(laag, waarde), np.maximum(hoog, waarde)

    @cached_property
    def partners(self) -> Indexen:
        """With whom trades are tried: everybody, or an even choice from many."""
        telt = self.telt
        volgorde = telt[np.argsort(self.waarde[telt], kind="stable")]
        if len(volgorde) <= MEESTE_PARTNERS:
            return volgorde
        return np.asarray(volgorde[np.unique(np.linspace(0, len(volgorde) - 1, MEESTE_PARTNERS).astype(int))])

    @cached_property
    def bereikt(self) -> Getallen:
        """Who × partner: the value that a trade would give."""
        return self.heel(np.tile(self.waarde[self.partners], (len(self.telt), 1)), self.telt[:, None])

    def heel(self, waarden: Getallen, wie: Indexen) -> Getallen:
        """The nearest value that somebody can have."""
        if self.gewicht is None:
            return waarden
        return np.asarray(np.round(waarden * self.gewicht[wie]) / self.gewicht[wie])

    def effect(self, verdeling: Distribution, p: float) -> Effect:
        sleutel = verdeling.leden.tobytes(), p, verdeling.kwantielen[p], id(verdeling.toen)
        if sleutel not in self.bekend:
            self.bekend[sleutel] = self._effect(verdeling, p)
        return self.bekend[sleutel]

    def _effect(self, verdeling: Distribution, p: float) -> Effect:
        telt = self.telt
        leden = np.flatnonzero(verdeling.leden)
        toen = self.waarde if verdeling.toen is None else verdeling.toen
        orde = leden[np.argsort(toen[leden], kind="stable")]
        laag, hoog = np.full(len(telt), -np.inf), np.full(len(telt), np.inf)
        erin = np.flatnonzero(verdeling.leden[telt])
        plek = np.full(len(self.waarde), -1)
        plek[orde] = np.arange(len(orde))
        onder, boven = eigen_ruimte(toen[orde], plek[telt[erin]], p, verdeling.kwantielen[p], verdeling.marge)
        sinds = self.waarde[telt[erin]] - toen[telt[erin]]  # known to the attacker
        laag[erin], hoog[erin] = onder + sinds, boven + sinds
        return Effect(laag, hoog, self._ruil(verdeling, p, toen, orde, plek), *self._wissel(verdeling, laag, hoog))

    def _wissel(self, verdeling: Distribution, laag: Getallen, hoog: Getallen) -> tuple[Masker, Getallen, Getallen]:
        """Who is left alone by the partner's going has its own room; in a group of both, the partner's room is free."""
        rij = np.searchsorted(self.telt, self.partners)
        heeft_j, heeft_i = verdeling.leden[self.telt][:, None], verdeling.leden[self.partners][None, :]
        beide = heeft_j & heeft_i
        laag_j, hoog_j, laag_i, hoog_i = laag[:, None], hoog[:, None], laag[rij][None, :], hoog[rij][None, :]
        waarde = self.waarde[self.telt][:, None]
        kan = ~heeft_i | heeft_j | ((laag_i <= waarde) & (waarde <= hoog_i))
        if verdeling.toen is not None:
            kan = kan & ~beide  # then the two did not have the values that they have now
        van = np.where(beide, laag_i, np.where(heeft_j, laag_j, -np.inf))
        tot = np.where(beide, hoog_i, np.where(heeft_j, hoog_j, np.inf))
        return np.asarray(kan), np.asarray(van), np.asarray(tot)

    @cached_property
    def wisselbaar(self) -> Masker:
        """Who × partner: two different ones, and the partner can have exactly that value."""
        waarde = self.waarde[self.telt][:, None]
        past = np.abs(self.heel(np.tile(waarde, (1, len(self.partners))), self.partners[None, :]) - waarde) < SPELING
        return np.asarray(past & (self.telt[:, None] != self.partners[None, :]))

    def _ruil(self, verdeling: Distribution, p: float, toen: Getallen, orde: Indexen, plek: Indexen) -> Masker:
        """Whether the quantile stays as printed when they trade: computed again with both in their new places."""
        telt, partners = self.telt, self.partners
        j, i = (wie.ravel() for wie in np.meshgrid(telt, partners, indexing="ij"))
        x, y = self.heel(self.waarde[i], j), self.heel(self.waarde[j], i)
        heeft_j, heeft_i = verdeling.leden[j], verdeling.leden[i]
        zelfde = ~heeft_j & ~heeft_i
        if self.gewicht is None and verdeling.toen is None:
            zelfde |= heeft_j & heeft_i  # the same values, in other hands
        goed = np.ones(len(j), dtype=bool)
        te_doen = np.flatnonzero(~zelfde)
        matrix = np.tile(toen[orde], (len(te_doen), 1))
        for wie, nieuw in ((j[te_doen], x[te_doen]), (i[te_doen], y[te_doen])):
            erin = np.flatnonzero(plek[wie] >= 0)
            matrix[erin, plek[wie[erin]]] = toen[wie[erin]] + nieuw[erin] - self.waarde[wie[erin]]
        gedrukt = kwantiel(np.sort(matrix, axis=1), p)
        goed[te_doen] = np.abs(gedrukt - verdeling.kwantielen[p]) <= verdeling.marge + SPELING
        return np.asarray(goed.reshape(len(telt), len(partners)) & (telt[:, None] != partners[None, :]))


def eigen_ruimte(
    gesorteerd: Getallen, plekken: Indexen, p: float, gedrukt: float, marge: float
) -> tuple[Getallen, Getallen]:
    """How far the members at `plekken` can move alone before the quantile prints differently.

    With the others s fixed the quantile of x is (1-g)·clip(x, s[r-1], s[r]) + g·clip(x, s[r], s[r+1]): it rises with x, so
    the values that print the same are one interval.
    """
    k = len(gesorteerd)
    r, g = rang(p, k)

    def ander(m: int) -> Getallen:
        if m < 0 or m >= k - 1:
            return np.full(len(plekken), -np.inf if m < 0 else np.inf)
        return np.asarray(np.where(m < plekken, gesorteerd[m], gesorteerd[min(m + 1, k - 1)]))

    vorige, midden, volgende = ander(r - 1), ander(r), ander(r + 1)
    rand_laag, rand_hoog = gedrukt - marge - SPELING, gedrukt + marge + SPELING
    with np.errstate(invalid="ignore", divide="ignore"):
        hoogst = np.where(g > 0, (1 - g) * midden + g * volgende, midden)
        laagst = np.where(g > 0, (1 - g) * vorige + g * midden, vorige)
        eerste_hoog = np.where(g > 0, (rand_hoog - g * midden) / (1 - g), rand_hoog)
        tweede_hoog = midden + (rand_hoog - midden) / g if g > 0 else np.full(len(plekken), np.inf)
        eerste_laag = np.where(g > 0, (rand_laag - g * midden) / (1 - g), rand_laag)
        tweede_laag = midden + (rand_laag - midden) / g if g > 0 else np.full(len(plekken), -np.inf)
    hoog = np.where(hoogst <= rand_hoog, np.inf, np.where(midden <= rand_hoog, tweede_hoog, eerste_hoog))
    laag = np.where(laagst >= rand_laag, -np.inf, np.where(midden >= rand_laag, eerste_laag, tweede_laag))
    nu = gesorteerd[plekken]
    return np.minimum(laag, nu), np.maximum(hoog, nu)
