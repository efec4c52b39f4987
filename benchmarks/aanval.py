"""An attack on what goes out: what can be worked out of others from the PDFs of a round, by one, two or three who pool.

Usage: .venv/bin/python -m benchmarks.aanval [UITVOER/JAAR ...]; without a round, one of twelve zorgaanbieders is made first.
Starts from what a reader holds: the attachments of all PDFs. Assumed known besides: everybody's number of clients, who is
in which group, and one's own values exactly; those stand in the ledger. Every figure of which a group's number is printed
is tried, pooled value and quantiles together. Nothing of the program's audit is used. Three parts:

1. one group's cell, every member a target, against everybody (for two and three: the most telling): by counting, exact
   but for quantiles between two values;
2. all cells of the figure together: worlds that print the same are looked for, of each member; who has enough is proven;
3. of whom is not, those with the narrowest intervals: a mixed-integer program of all cells together (of a figure that many have: of one
   group's), exact or not in time.

Printed: the narrowest interval of every figure against what is promised, per number of zorgaanbieders that pool.
"""

import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.attack.joint import open_width, together
from benchmarks.attack.one_group import coalitions, widths
from benchmarks.attack.printed import Array, Figure, Mask, read_round
from benchmarks.attack.same_print import proven
from spiegelrapport.demo import make_ronde
from spiegelrapport.start import main as spiegelrapport

SIZES = (1, 2, 3)
PROMISED = 1  # how many may pool by the settings of a new round
PRECISE = {1: 2, 2: 1, 3: 1}  # per size: how many of a figure's unproven members get a program of their own
ENDLESS = float("inf")


@dataclass(frozen=True)
class Found:
    """One figure against coalitions of one size; widths as multiples of what is promised.

    `narrowest`: the best attack. `open_`: members of whom nothing narrower than the promise was found, nor proven impossible.
    """

    figure: str
    size: int
    narrowest: float
    group: str
    members: int
    proven: int
    precise: int
    undecided: int


@dataclass(frozen=True)
class Target:
    """The best that counting in one group gave against somebody."""

    width: float
    who: int
    knows: tuple[int, ...]
    group: str


def attack(figure: Figure) -> list[Found]:
    safe = proven(figure, max(SIZES))
    return [_attack(figure, size, safe >= size) for size in SIZES]


def _attack(figure: Figure, size: int, safe: Mask) -> Found:
    best = _by_counting(figure, size)
    open_ = sorted((t for t in best.values() if not safe[t.who]), key=lambda t: t.width)
    narrow = min(best.values(), key=lambda t: t.width)
    result, undecided = (narrow.width / figure.needed, narrow.group), 0
    for target in open_[: PRECISE[size]]:
        there, at_most = open_width(figure, together(figure, target.group), target.who, target.knows)
        result = min(result, (at_most / figure.needed, target.group))
        undecided += there < figure.needed - 1e-6 <= at_most
    rest = len(open_) - len(open_[: PRECISE[size]])
    members = sum(cell.members for cell in figure.cells)
    tried = int((np.asarray(members) > 0).sum())
    return Found(figure.name, size, *result, tried, tried - len(open_), len(open_) - rest, undecided)


def _by_counting(figure: Figure, size: int) -> dict[int, Target]:
    """Per member the narrowest interval over the groups it is in and the coalitions against it."""
    best: dict[int, Target] = {}
    for cell in figure.cells:
        members = np.flatnonzero(cell.members)
        who = coalitions(figure, members, size)
        width: Array = widths(figure, cell, who)
        for row in np.argsort(width, kind="stable"):
            target = int(who.target[row])
            if target not in best or width[row] < best[target].width:
                best[target] = Target(float(width[row]), target, tuple(map(int, who.knows[row])), cell.group)
    return best


def tell(found: Sequence[Found]) -> Iterator[str]:
    for size in SIZES:
        these = [f for f in found if f.size == size]
        worst = min(these, key=lambda f: f.narrowest)
        under = sorted((f for f in these if f.narrowest < 1 - 1e-6), key=lambda f: f.narrowest)
        yield (
            f"{size} die samenleggen ({'beloofd' if size <= PROMISED else 'meer dan is beloofd'}): {len(these)} cijfers, "
            f"{sum(f.members for f in these)} waarden waarvan {sum(f.proven for f in these)} bewezen open; "
            f"smalste {worst.narrowest:.2f} x ({worst.group}, {worst.figure}); {len(under)} cijfers te smal; "
            f"{sum(f.precise for f in these)} precies gerekend, {sum(f.undecided for f in these)} daarvan onbeslist"
        )
        yield "  " + "; ".join(
            f"{sum(low <= f.narrowest < high for f in these)} van {low:g} tot {high:g} x" for low, high in RANGES
        )
        yield from (f"  {f.narrowest:.2f} x  {f.group}  {f.figure}" for f in under[:10])


RANGES = ((0, 1), (1, 1.5), (1.5, 3), (3, 10), (10, ENDLESS))


def cpu() -> float:
    return sum(getrusage(who).ru_utime + getrusage(who).ru_stime for who in (RUSAGE_SELF, RUSAGE_CHILDREN))


def run(output: Path) -> None:
    begin = cpu()
    figures = list(read_round(output))
    with ProcessPoolExecutor(2) as pool:
        found = [f for figure in pool.map(attack, figures, chunksize=4) for f in figure]
    cells = sum(len(figure.cells) for figure in figures)
    print(f"{output}: {len(figures)} cijfers, {cells} groepscellen uit de bijlagen")
    for line in tell(found):
        print(line)
    print(f"{cpu() - begin:.0f} CPU s", flush=True)


def own_round(map_: Path) -> Path:
    """A small round of our own, built as a user does."""
    make_ronde(map_ / "ronde", 12, 1)
    sys.argv[1:] = ["build", "--ronde", str(map_ / "ronde"), "--uitvoer", str(map_ / "uit")]
    with suppress(SystemExit):
        spiegelrapport()
    return next((map_ / "uit").glob("20*"))


def main() -> None:
    if rounds := [Path(a) for a in sys.argv[1:]]:
        for output in rounds:
            run(output)
        return
    with TemporaryDirectory() as map_:
        run(own_round(Path(map_)))


if __name__ == "__main__":
    main()
