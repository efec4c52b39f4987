"""A figure with all that is printed of it -> of whom another value would have printed exactly the same.

Somebody's value is moved by what is promised, others make up for it, and every printed cell of every group is computed
again. Who does not know those others cannot tell the two worlds apart. So with enough of them nobody can, whoever pools:
proof by example, of all groups of a figure together.
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from benchmarks.attack.printed import Array, Cell, Figure, Mask

SLACK = 1e-9
PARTNERS = 24  # who may make up for the sum
STAND_INS = 12  # who may take the place that is left
Index = npt.NDArray[np.intp]
World = tuple[frozenset[int], bool]  # who else moved, and whether the target went up


def proven(figure: Figure, largest: int) -> npt.NDArray[np.int64]:
    """Per zorgaanbieder the largest coalition, up to `largest`, against which the promise is proven; 0 where none is."""
    uit = np.zeros(len(figure.value), dtype=np.int64)
    for target in range(len(figure.value)):
        found: list[World] = []
        for worlds in (_alone_or_with_one(figure, target), _with_a_stand_in(figure, target)):
            found += list(_that_print_the_same(figure, target, *worlds))
            uit[target] = _against(found, largest)
            if uit[target] == largest:
                break
    return uit


def _against(found: list[World], largest: int) -> int:
    """Whoever pools must know somebody of every world: so many that have nobody in common are proof, less one."""
    most = 0
    for up in (True, False):
        apart: list[frozenset[int]] = []
        for others, _ in sorted((w for w in found if w[1] is up), key=lambda w: len(w[0])):
            if not others:
                return largest
            if all(others.isdisjoint(one) for one in apart):
                apart.append(others)
        most = max(most, len(apart))
    return max(0, min(most - 1, largest))


def _that_print_the_same(figure: Figure, target: int, others: list[tuple[int, ...]], worlds: Array) -> Iterator[World]:
    goes = ((worlds >= figure.scale[0] - SLACK) & (worlds <= figure.scale[1] + SLACK)).all(axis=1)
    goes &= np.abs(worlds[:, target] - figure.value[target]) >= figure.needed - SLACK
    for cell in figure.cells:
        if not goes.any():
            return
        goes[goes] = _prints_the_same(figure, cell, worlds[goes])
    for row in np.flatnonzero(goes):
        yield frozenset(others[row]), bool(worlds[row, target] > figure.value[target])


def _alone_or_with_one(figure: Figure, target: int) -> tuple[list[tuple[int, ...]], Array]:
    partners = [int(i) for i in _likely(figure, target)[:PARTNERS]]
    others: list[tuple[int, ...]] = []
    rows = []
    for goal in _goals(figure, target):
        for partner in (None, *partners):
            world = figure.value.copy()
            world[target] = goal
            if partner is not None:
                _make_up(figure, world, partner)
            others.append(() if partner is None else (partner,))
            rows.append(world)
    return others, np.array(rows)


def _with_a_stand_in(figure: Figure, target: int) -> tuple[list[tuple[int, ...]], Array]:
    """One other takes the value that the target leaves, a third makes up for the sum."""
    likely = [int(i) for i in _likely(figure, target)]
    others: list[tuple[int, ...]] = []
    rows = []
    for stand_in in likely[:STAND_INS]:
        there = _whole(figure, stand_in, figure.value[target])
        for goal in (*_goals(figure, target), _whole(figure, target, figure.value[stand_in])):
            for third in (None, *likely[:STAND_INS]):
                if third == stand_in:
                    continue
                world = figure.value.copy()
                world[target], world[stand_in] = goal, there
                if third is not None:
                    _make_up(figure, world, third)
                others.append((stand_in,) if third is None else (stand_in, third))
                rows.append(world)
    return others, np.array(rows) if rows else np.zeros((0, len(figure.value)))


def _goals(figure: Figure, target: int) -> tuple[float, float]:
    """The target's value moved by what is promised, in whole counts."""
    weight, width = figure.weight[target], figure.needed
    step = np.ceil(width * weight - 1e-6) / weight if figure.counts else width
    return float(figure.value[target] + step), float(figure.value[target] - step)


def _make_up(figure: Figure, world: Array, who: int) -> None:
    """Gives one the change that brings the sum back to what it was."""
    over = float(((world - figure.value) * figure.weight).sum())
    world[who] = _whole(figure, who, world[who] - over / figure.weight[who])


def _likely(figure: Figure, target: int) -> Index:
    """Others in the same groups first, and of these the largest: they need to move least."""
    groups = np.array([cell.members for cell in figure.cells])
    unlike = (groups != groups[:, [target]]).sum(axis=0)
    order = np.lexsort((-figure.weight, unlike))
    return np.asarray(order[order != target])


def _whole(figure: Figure, who: int, value: float) -> float:
    weight = figure.weight[who]
    return float(np.round(value * weight) / weight) if figure.counts else float(value)


def _prints_the_same(figure: Figure, cell: Cell, worlds: Array) -> Mask:
    goes = np.ones(len(worlds), dtype=bool)
    if cell.total is not None:
        som = worlds[:, cell.members] @ figure.weight[cell.members]
        slack = 1e-9 * max(1.0, abs(cell.total[1]))
        goes = (som >= cell.total[0] - slack) & (som <= cell.total[1] + slack)
    if cell.quantiles:
        ranked = np.sort(worlds[:, cell.members & figure.ranked], axis=1)
        for p, printed in cell.quantiles.items():
            goes &= np.abs(_type8(ranked, p) - printed) <= cell.margin + SLACK
    return goes


def _type8(ranked: Array, p: float) -> Array:
    k = ranked.shape[1]
    h = min(max(p * (k + 1 / 3) + 1 / 3, 1.0), float(k))
    lower = int(np.floor(h + SLACK))
    part = max(h - lower, 0.0)
    return np.asarray((1 - part) * ranked[:, lower - 1] + part * ranked[:, min(lower, k - 1)])
