"""Proves how far values may move while one printed quantile stays as it is: everybody at once, each within its own slot.

A quantile prints the same as long as its two neighbouring values stay as near as the rounding allows. For that enough
values must stay under the upper edge of each, and enough over the lower: whoever is at or under it may go anywhere under,
whoever is at or over it anywhere over. Two zorgaanbieders may also take each other's slot.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from spiegelrapport.audit.matrices import Grenzen, Masker
from spiegelrapport.figures.rounding import Getallen

SPELING = 1e-9
Indexen = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Distribution:
    """The quantiles of one group that go out: p -> its printed value; `marge` is half the rounding step."""

    leden: Masker  # who is in the distribution
    kwantielen: Mapping[float, float]
    marge: float
    toen: Getallen | None = None  # everybody's values when it went out, if that was in an earlier edition


@dataclass(frozen=True, slots=True)
class Slots:
    """Bounds on today's values. `eigen`: per zorgaanbieder; `ruil` and `partner`: who × partner, when the two trade slots."""

    eigen: Grenzen
    ruil: Grenzen  # one's own value, in the partner's slot
    partner: Grenzen  # the partner's, in one's own

    def binnen(self, ander: "Slots") -> "Slots":
        """What both leave open."""
        return Slots(
            _snede(self.eigen, ander.eigen), _snede(self.ruil, ander.ruil), _snede(self.partner, ander.partner)
        )


def slots(verdeling: Distribution, p: float, waarde: Getallen, telt: Indexen, partners: Indexen) -> Slots:
    """`waarde`: everybody's value today; of an earlier edition the values of then count, and the change since is known."""
    toen = waarde if verdeling.toen is None else verdeling.toen
    per_lid = _per_lid(verdeling, p, toen)
    sinds = np.where(verdeling.leden, waarde - toen, 0.0)
    erin_i, erin_j = verdeling.leden[telt][:, None], verdeling.leden[partners][None, :]
    ruil, partner = [], []
    for rand, niets in zip(per_lid, (-np.inf, np.inf), strict=True):
        van_i, van_j = np.broadcast_arrays(rand[telt][:, None], rand[partners][None, :])
        ruil.append(np.where(erin_i, np.where(erin_j, van_j, van_i) + sinds[telt][:, None], niets))
        partner.append(np.where(erin_j, np.where(erin_i, van_i, van_j) + sinds[partners][None, :], niets))
    eigen = per_lid[0][telt] + sinds[telt], per_lid[1][telt] + sinds[telt]
    return Slots(eigen, (ruil[0], ruil[1]), (partner[0], partner[1]))


def _per_lid(verdeling: Distribution, p: float, toen: Getallen) -> Grenzen:
    """Every member's slot as things stood; no bounds for others."""
    leden = np.flatnonzero(verdeling.leden)
    orde = leden[np.argsort(toen[leden], kind="stable")]
    gesorteerd = toen[orde]
    r, deel = rang(p, len(orde))
    buren = (r, min(r + 1, len(orde) - 1)) if deel > 0 else (r,)
    waar, gedrukt = float(kwantiel(gesorteerd[None, :], p)[0]), verdeling.kwantielen[p]
    omlaag, omhoog = max(waar - (gedrukt - verdeling.marge), 0.0), max(gedrukt + verdeling.marge - waar, 0.0)
    laag, hoog = np.full(len(toen), -np.inf), np.full(len(toen), np.inf)
    for buur in reversed(buren):  # the lower neighbour has the last word for who is under it
        hoog[orde[: buur + 1]] = gesorteerd[buur] + omhoog
    for buur in buren:
        laag[orde[buur:]] = gesorteerd[buur] - omlaag
    return laag, hoog


def _snede(een: Grenzen, ander: Grenzen) -> Grenzen:
    return np.maximum(een[0], ander[0]), np.minimum(een[1], ander[1])


def rang(p: float, k: int) -> tuple[int, float]:
    """0-based place of the lower neighbour of the type-8 quantile, and the weight of the upper (Hyndman and Fan 1996)."""
    h = min(max(p * (k + 1 / 3) + 1 / 3, 1.0), float(k))
    lager = int(np.floor(h + SPELING))
    return lager - 1, max(h - lager, 0.0)


def kwantiel(gesorteerd: Getallen, p: float) -> Getallen:
    """Type 8 per row of sorted values."""
    r, deel = rang(p, gesorteerd.shape[1])
    hoger = min(r + 1, gesorteerd.shape[1] - 1)
    return np.asarray((1 - deel) * gesorteerd[:, r] + deel * gesorteerd[:, hoger])
