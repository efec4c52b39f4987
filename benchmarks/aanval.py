"""An attack on what goes out: what can be worked out of others from the PDFs of a round, by one, two or three who pool.

Usage: .venv/bin/python -m benchmarks.aanval [UITVOER/JAAR ...]; without a round, one of twelve zorgaanbieders is made first.
Starts from what a reader holds: the attachments of all PDFs. Assumed known besides: everybody's number of clients, who is
in which group, and one's own values exactly; those stand in the ledger. Every figure of which a group's number is printed
is tried, pooled value and quantiles together. Nothing of the program's audit is used. Three parts:

1. one group's cell, every member a target, against everybody (for two and three: the most telling): by counting, exact
   but for quantiles between two values;
2. all cells of the figure together: worlds that print the same are looked for, of each member; who has enough is proven;
3. of whom is not, those with the narrowest intervals: a mixed-integer program of all cells together, and where that takes too long of
   one group's.

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

from benchmarks.attack.joint import MOST, open_width, within
from benchmarks.attack.one_group import coalitions, widths
from benchmarks.attack.printed import Array, Figure, Mask, read_round
from benchmarks.attack.same_print import proven
from spiegelrapport.demo import make_ronde
from spiegelrapport.start import main as spiegelrapport

SIZES = (1, 2, 3)
PROMISED = 1  # how many may pool by the settings of a new round
PRECISE = {1: 150, 2: 50, 3: 50}  # per size: of how many members, the narrowest that are not proven, a program is made
ENDLESS = float("inf")


@dataclass(frozen=True)
class Target:
    """The best that counting in one group gave against somebody; `proven`: worlds enough print the same."""

    width: float  # as a multiple of what is promised
    figure: int
    who: int
    knows: tuple[int, ...]
    group: str
    proven: bool


@dataclass(frozen=True)
class Answer:
    """What a program of all cells said of a target: it has at least `there` open, and at most `most`."""

    target: Target
    there: float
    most: float


def by_counting(job: tuple[int, Figure]) -> dict[int, list[Target]]:
    """Per size and member the narrowest interval over the groups it is in and the coalitions against it."""
    number, figure = job
    safe = proven(figure, max(SIZES))
    return {size: list(_targets(number, figure, size, safe >= size)) for size in SIZES}


def _targets(number: int, figure: Figure, size: int, safe: Mask) -> Iterator[Target]:
    best: dict[int, Target] = {}
    for cell in figure.cells:
        who = coalitions(figure, np.flatnonzero(cell.members), size)
        width: Array = widths(figure, cell, who) / figure.needed
        for row in np.argsort(width, kind="stable"):
            target = int(who.target[row])
            if target not in best or width[row] < best[target].width:
                knows = tuple(map(int, who.knows[row]))
                best[target] = Target(float(width[row]), number, target, knows, cell.group, bool(safe[target]))
    yield from best.values()


def precisely(job: tuple[Target, Figure]) -> Answer:
    """From all cells where that can be done in time; otherwise the best that those of the group give by themselves."""
    target, figure = job
    there, most = 0.0, ENDLESS
    if len(figure.value) <= MOST:
        there, most = open_width(figure, figure.cells, target.who, target.knows)
    if most - there > figure.needed:
        most = min(most, open_width(figure, within(figure, target.group), target.who, target.knows)[1])
    return Answer(target, there / figure.needed, min(most / figure.needed, target.width))


def tell(figures: Sequence[Figure], size: int, targets: Sequence[Target], answers: Sequence[Answer]) -> Iterator[str]:
    narrow: dict[int, tuple[float, str]] = {}
    for width, target in [*((t.width, t) for t in targets), *((a.most, a.target) for a in answers)]:
        narrow[target.figure] = min(narrow.get(target.figure, (ENDLESS, "")), (width, target.group))
    worst = sorted((width, group, figures[number].name) for number, (width, group) in narrow.items())
    under = [line for line in worst if line[0] < 1 - SLACK]
    safe = sum(target.proven for target in targets)
    decided = sum(not answer.there < 1 - SLACK <= answer.most for answer in answers)
    yield (
        f"{size} die samenleggen ({'beloofd' if size <= PROMISED else 'meer dan is beloofd'}): {len(narrow)} cijfers; smalste "
        f"{worst[0][0]:.2f} x ({worst[0][1]}, {worst[0][2]}); {len(under)} cijfers te smal. {len(targets)} waarden: {safe} bewezen "
        f"open, {decided} precies gerekend, {len(answers) - decided} niet op tijd, {len(targets) - safe - len(answers)} alleen geteld"
    )
    yield "  " + "; ".join(f"{sum(a <= w < b for w, _, _ in worst)} van {a:g} tot {b:g} x" for a, b in RANGES)
    yield from (f"  {width:.2f} x  {group}  {figure}" for width, group, figure in under[:10])


RANGES = ((0, 1), (1, 1.5), (1.5, 3), (3, 10), (10, ENDLESS))
SLACK = 1e-6


def cpu() -> float:
    return sum(getrusage(who).ru_utime + getrusage(who).ru_stime for who in (RUSAGE_SELF, RUSAGE_CHILDREN))


def run(output: Path) -> None:
    begin = cpu()
    figures = list(read_round(output))
    cells = sum(len(figure.cells) for figure in figures)
    print(f"{output}: {len(figures)} cijfers, {cells} groepscellen uit de bijlagen", flush=True)
    with ProcessPoolExecutor(2) as pool:
        counted = list(pool.map(by_counting, enumerate(figures), chunksize=4))
        for size in SIZES:
            targets = [target for per_size in counted for target in per_size[size]]
            open_ = sorted((t for t in targets if not t.proven), key=lambda t: t.width)[: PRECISE[size]]
            answers = list(pool.map(precisely, [(target, figures[target.figure]) for target in open_], chunksize=2))
            for line in tell(figures, size, targets, answers):
                print(line, flush=True)
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
