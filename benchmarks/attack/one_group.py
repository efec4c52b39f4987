"""One group's printed cell -> what is open of a member, for who knows others: exact by counting, for very many at once.

Of a quantile between two values only what each of the two must be is used; of counts, that the sum and the member's own
are whole. So the interval may be wider than what an attacker with more patience finds, and never narrower.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from benchmarks.attack.printed import Array, Cell, Figure

Index = npt.NDArray[np.intp]
SLACK = 1e-9
FEW, MANY = 10, 6  # whose knowledge is tried in every combination: in groups up to LARGE, and beyond
LARGE = 40


class Edge(NamedTuple):
    """At least `least` values of the group's distribution lie at or under (`under`) or at or over `at`."""

    at: float
    least: int
    under: bool


class Coalitions(NamedTuple):
    """Per row: a target and the places of those who pool what they know."""

    target: Index
    knows: Index


def edges(cell: Cell, k: int) -> list[Edge]:
    """What printed quantiles of type 8 say of how many values lie where."""
    found = []
    for p, printed in cell.quantiles.items():
        h = min(max(p * (k + 1 / 3) + 1 / 3, 1.0), float(k))
        lower = int(np.floor(h + SLACK))
        upper = min(lower + 1, k) if h - lower > SLACK else lower
        found.append(Edge(printed + cell.margin + SLACK, lower, under=True))
        found.append(Edge(printed - cell.margin - SLACK, k - upper + 1, under=False))
    return found


def coalitions(figure: Figure, members: Index, size: int) -> Coalitions:
    """Everybody with everybody for one; for more, every combination of who tells most: the largest and the nearest."""
    rows: list[tuple[int, ...]] = []
    for target in members:
        others = members[members != target]
        if size > 1 or len(members) > LARGE:
            most = FEW if len(members) <= LARGE else MANY
            near = others[np.argsort(np.abs(figure.value[others] - figure.value[target]), kind="stable")]
            large = others[np.argsort(-figure.weight[others], kind="stable")]
            others = np.array(
                list(dict.fromkeys(int(i) for pair in zip(large, near, strict=True) for i in pair))[:most]
            )
        rows += [(int(target), *map(int, who)) for who in combinations(others, min(size, len(others)))]
    table = np.array(rows, dtype=np.intp)
    return Coalitions(table[:, 0], table[:, 1:])


def widths(figure: Figure, cell: Cell, who: Coalitions) -> Array:
    """How wide the target's interval is, per row."""
    members = np.flatnonzero(cell.members)
    ranked = members[figure.ranked[members]]
    marks = edges(cell, len(ranked))
    hidden = _hidden(figure, members, who)
    small = _smallest_sums(figure, ranked, hidden)
    known = figure.value[who.knows], figure.ranked[who.knows]
    rest = (figure.weight * ~figure.ranked) @ hidden.T
    fixed = (figure.weight * figure.value)[who.knows].sum(axis=1)
    lowest, highest = np.full(len(who.target), np.inf), np.full(len(who.target), -np.inf)
    for low, high in _stretches(figure, marks):
        needs = _needs(marks, known, figure.ranked[who.target], (low, high))
        possible, sums = _sums(figure, marks, needs, small, hidden[:, ranked].sum(axis=1))
        sums = [s + rest * edge + fixed for s, edge in zip(sums, figure.scale, strict=True)]
        van, tot = _own(figure, cell, who.target, (low, high), sums)
        possible &= van <= tot + SLACK
        lowest, highest = (
            np.where(possible, np.minimum(lowest, van), lowest),
            np.where(possible, np.maximum(highest, tot), highest),
        )
    return np.asarray(highest - lowest)


def _hidden(figure: Figure, members: Index, who: Coalitions) -> npt.NDArray[np.bool_]:
    """Per row whom the attackers know nothing of, besides the target."""
    hidden = np.zeros((len(who.target), len(figure.weight)), dtype=bool)
    hidden[:, members] = True
    rows = np.arange(len(who.target))
    hidden[rows, who.target] = False
    hidden[rows[:, None], who.knows] = False
    return hidden


def _smallest_sums(figure: Figure, ranked: Index, hidden: npt.NDArray[np.bool_]) -> tuple[Array, Array]:
    """Per row and m: the sum of the m smallest weights among the hidden."""
    order = ranked[np.argsort(figure.weight[ranked], kind="stable")]
    weights = np.where(hidden[:, order], figure.weight[order], np.inf)
    weights.sort(axis=1)
    weights[np.isinf(weights)] = 0.0
    up = np.concatenate([np.zeros((len(hidden), 1)), np.cumsum(weights, axis=1)], axis=1)
    return up, up[:, -1]


def _stretches(figure: Figure, marks: Sequence[Edge]) -> Iterator[tuple[float, float]]:
    """Between the edges it makes no difference where the target's value lies."""
    at = sorted({*figure.scale, *(min(max(m.at, figure.scale[0]), figure.scale[1]) for m in marks)})
    yield from pairwise(at)


def _needs(
    marks: Sequence[Edge],
    known: tuple[Array, npt.NDArray[np.bool_]],
    target: npt.NDArray[np.bool_],
    stretch: tuple[float, float],
) -> list[Array]:
    """Per edge and row: how many of the hidden must still lie on that side."""
    uit = []
    for mark in marks:
        side = (known[0] <= mark.at) if mark.under else (known[0] >= mark.at)
        own = (stretch[1] <= mark.at) if mark.under else (stretch[0] >= mark.at)
        uit.append(np.maximum(mark.least - (side & known[1]).sum(axis=1) - (target & own), 0))
    return uit


def _sums(
    figure: Figure, marks: Sequence[Edge], needs: list[Array], small: tuple[Array, Array], hidden: Array
) -> tuple[npt.NDArray[np.bool_], list[Array]]:
    """Whether the hidden can lie so, and their smallest and largest sum: the smallest weights make up the numbers."""
    up, total = small
    rows, (floor, ceiling) = np.arange(len(hidden)), figure.scale
    possible = np.ones(len(hidden), dtype=bool)
    for need in needs:
        possible &= need <= hidden
    for over, need_over in zip(marks, needs, strict=True):
        for under, need_under in zip(marks, needs, strict=True):
            if not over.under and under.under and over.at > under.at:
                possible &= need_over + need_under <= hidden
    sums = []
    for under, start in ((False, floor), (True, ceiling)):
        som, before, most = total * start, start, np.zeros(len(hidden), dtype=int)
        side = [(mark.at, need) for mark, need in zip(marks, needs, strict=True) if mark.under is under]
        side.sort(key=lambda pair: pair[0], reverse=not under)
        counts = []
        for at, need in side:  # who lies beyond a further edge lies beyond a nearer one
            most = np.maximum(most, np.minimum(need, hidden)).astype(int)
            counts.append((at, most))
        for at, count in reversed(counts):
            at_ = min(max(at, floor), ceiling)
            som, before = som + (at_ - before) * up[rows, count], at_
        sums.append(som)
    return possible, sums


def _own(
    figure: Figure, cell: Cell, target: Index, stretch: tuple[float, float], sums: list[Array]
) -> tuple[Array, Array]:
    """The target's values within a stretch that the printed sum allows; whole numbers for counts."""
    weight = figure.weight[target]
    low, high = (np.full(len(target), edge) for edge in stretch)
    if cell.total is not None:
        bottom, top = cell.total
        if figure.counts:
            bottom, top = np.ceil(bottom - 1e-6), np.floor(top + 1e-6)
        low, high = np.maximum(low, (bottom - sums[1]) / weight), np.minimum(high, (top - sums[0]) / weight)
    if figure.counts:
        low, high = np.ceil(low * weight - 1e-6) / weight, np.floor(high * weight + 1e-6) / weight
    return low, high
