"""All printed cells of a figure together -> what is open of one member, by a mixed-integer program: exact, and slow.

Counts come in ones, and a quantile between two values binds both: the two are variables of their own, with enough values
under and over each.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from benchmarks.attack.printed import Cell, Figure

SLACK = 1e-7
SECONDS = 0.7
MOST = 40  # zorgaanbieders in one program


@dataclass
class Program:
    """Columns: everybody's value, then per quantile its two neighbours and who lies where."""

    figure: Figure
    low: list[float]
    high: list[float]
    whole: list[int]
    rows: list[tuple[Mapping[int, float], float, float]] = field(default_factory=list)

    def column(self, low: float, high: float, whole: int = 0) -> int:
        self.low.append(low)
        self.high.append(high)
        self.whole.append(whole)
        return len(self.low) - 1

    def row(self, terms: Mapping[int, float], low: float, high: float) -> None:
        self.rows.append((terms, low - SLACK, high + SLACK))

    def add(self, cell: Cell) -> None:
        members = np.flatnonzero(cell.members)
        weight = self.figure.weight
        if cell.total is not None:
            total = weight[members].sum()
            terms = {int(i): self.unit(int(i)) * weight[i] / total for i in members}
            self.row(terms, cell.total[0] / total, cell.total[1] / total)
        ranked = [int(i) for i in members if self.figure.ranked[i]]
        before = None
        for p, printed in sorted(cell.quantiles.items()):
            before = self._quantile(ranked, p, (printed - cell.margin, printed + cell.margin), before)

    def unit(self, i: int) -> float:
        """What one in somebody's column is worth: a client of n, where values are counts."""
        return 1.0 / self.figure.weight[i] if self.figure.counts else 1.0

    def _quantile(self, ranked: Sequence[int], p: float, printed: tuple[float, float], before: int | None) -> int:
        k = len(ranked)
        h = min(max(p * (k + 1 / 3) + 1 / 3, 1.0), float(k))
        lower = int(np.floor(h + 1e-9))
        part = max(h - lower, 0.0)
        neighbours = [self._place(ranked, lower)]
        if part > 1e-9 and lower < k:
            neighbours.append(self._place(ranked, lower + 1))
            self.row({neighbours[1]: 1.0, neighbours[0]: -1.0}, 0.0, np.inf)
        terms = {neighbours[0]: 1.0} if len(neighbours) == 1 else {neighbours[0]: 1 - part, neighbours[1]: part}
        self.row(terms, *printed)
        if before is not None:
            self.row({neighbours[0]: 1.0, before: -1.0}, 0.0, np.inf)
        return neighbours[-1]

    def _place(self, ranked: Sequence[int], rank: int) -> int:
        """The value at this place: at least so many at or under it, and at least the rest at or over it."""
        low, high = self.figure.scale
        at, wide = self.column(low, high), high - low
        for sign, least in ((1.0, rank), (-1.0, len(ranked) - rank + 1)):
            sides = {}
            for i in ranked:
                side = self.column(0.0, 1.0, 1)
                sides[side] = 1.0
                self.row({i: sign * self.unit(i), at: -sign, side: wide}, -np.inf, wide)
            self.row(sides, least, len(ranked))
        return at


def within(figure: Figure, group: str) -> tuple[Cell, ...]:
    """The cells of a group and of those that lie within it: a smaller program than of all."""
    [own] = [cell for cell in figure.cells if cell.group == group]
    return tuple(cell for cell in figure.cells if not (cell.members & ~own.members).any())


def open_width(figure: Figure, cells: Iterable[Cell], target: int, knows: Iterable[int]) -> tuple[float, float]:
    """Bounds on the width that these cells leave: of two worlds that print them the same, and what no world exceeds."""
    program = _program(figure, knows)
    for cell in cells:
        program.add(cell)
    shape = len(program.rows), len(program.low)
    entries = [(r, c, v) for r, (terms, _, _) in enumerate(program.rows) for c, v in terms.items()]
    r, c, v = zip(*entries, strict=True)
    matrix = coo_array((v, (r, c)), shape=shape).tocsr()
    limits = LinearConstraint(matrix, [low for _, low, _ in program.rows], [high for _, _, high in program.rows])
    ends = []
    for sign in (1.0, -1.0):
        goal = np.zeros(shape[1])
        goal[target] = sign * program.unit(target)
        answer = milp(
            goal,
            integrality=program.whole,
            bounds=Bounds(program.low, program.high),
            constraints=limits,
            options={"time_limit": SECONDS},
        )
        if answer.status not in (0, 1):  # the truth itself fits, so the solver is lost: no answer
            return 0.0, figure.scale[1] - figure.scale[0]
        reached = figure.value[target] if answer.x is None else float(answer.x[target]) * program.unit(target)
        bound, edge = answer.mip_dual_bound, figure.scale[int(sign < 0)]
        ends.append((reached, edge if bound is None or not np.isfinite(bound) else sign * bound))
    return ends[1][0] - ends[0][0], ends[1][1] - ends[0][1]


def _program(figure: Figure, knows: Iterable[int]) -> Program:
    low, high = (np.full(len(figure.value), edge) for edge in figure.scale)
    known = list(knows)
    low[known] = high[known] = figure.value[known]
    if figure.counts:
        low, high = low * figure.weight, high * figure.weight
        low[known] = high[known] = np.round(low[known])
    return Program(figure, low.tolist(), high.tolist(), [int(figure.counts)] * len(low))
