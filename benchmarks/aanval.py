"""An attack on what goes out: own report, known numbers of clients, coalitions of 1 to 3, pooled value and median together.

Usage: .venv/bin/python -m benchmarks.aanval RONDE [cijfers] [begin]. For a sample of figures with both a pooled value and a
median in one group, every member is a target. Attackers know the printed cells of the groups that share a report, everybody's
number of clients, and their own values exactly. Written apart from the program's audit: a mixed-integer program per target.
Prints per figure the narrowest interval against the width that is promised, per size of coalition.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

SPELING = 1e-6


@dataclass(frozen=True)
class Group:
    """What is printed of one group about one figure, and who is in it (places in the arrays of the figure)."""

    leden: np.ndarray
    gepoold: tuple[float, float] | None
    mediaan: float | None
    marge: float


def interval(
    n: np.ndarray,
    waarde: np.ndarray,
    schaal: tuple[float, float],
    groepen: Sequence[Group],
    doel: int,
    weet: Sequence[int],
) -> float:
    """Width of the target's feasible values. Of a median between two values only what each of the two must be is used."""
    k = len(n)
    laag, hoog = np.full(k, min(schaal[0], waarde.min()), float), np.full(k, max(schaal[1], waarde.max()), float)
    breed = float((hoog - laag).max())
    laag[list(weet)] = hoog[list(weet)] = waarde[list(weet)]
    rijen, onder, boven = [], [], []
    extra = 2 * sum(len(g.leden) for g in groepen if g.mediaan is not None)
    kolommen, plek = k + extra, k
    for g in groepen:
        if g.gepoold is not None:
            rij = np.zeros(kolommen)
            rij[g.leden] = n[g.leden] / n[g.leden].sum()
            rijen.append(rij)
            onder.append(g.gepoold[0])
            boven.append(g.gepoold[1])
        if g.mediaan is None:
            continue
        m = len(g.leden)
        for teken, grens, nodig in (
            (1, g.mediaan + g.marge, (m + 1) // 2),
            (-1, g.mediaan - g.marge, m - (m + 2) // 2 + 1),
        ):
            wie = range(plek, plek + m)
            for kolom, i in zip(wie, g.leden, strict=True):  # when the column is 1, the value is on this side
                rij = np.zeros(kolommen)
                rij[i], rij[kolom] = teken, breed
                rijen.append(rij)
                onder.append(-np.inf)
                boven.append(teken * grens + breed)
            rij = np.zeros(kolommen)
            rij[list(wie)] = 1.0
            rijen.append(rij)
            onder.append(nodig)
            boven.append(m)
            plek += m
    grenzen = Bounds(np.concatenate([laag, np.zeros(extra)]), np.concatenate([hoog, np.ones(extra)]))
    heel = np.concatenate([np.zeros(k), np.ones(extra)])
    uit = []
    for teken in (1.0, -1.0):
        doelen = np.zeros(kolommen)
        doelen[doel] = teken
        antwoord = milp(
            doelen,
            integrality=heel,
            bounds=grenzen,
            constraints=LinearConstraint(np.array(rijen), np.array(onder) - SPELING, np.array(boven) + SPELING),
            options={"time_limit": 5.0},
        )
        uit.append(waarde[doel] if antwoord.x is None else antwoord.x[doel])
    return float(uit[1] - uit[0])
