"""Which estimator of tau to use, on which scale: benchmarks/tau.py [rounds]; default 400 rounds of 30, a third of that of 180.

Simulates what is printed: own values and target rounded as on paper, the within-variance pooled per unit of size, tau from
everybody, both to two significant digits, at the sizes of the demo rounds. Prints, as tables for AFWIJKINGEN.md, how many
percent of the zorgaanbieders lie outside the limits by tau and chance, in brackets the lowest and highest of five fifths of size,
and how many percent of planted outliers are found. "zoals gezegd": what the report says with the estimator that it uses, for
it says so only where the own margin and the middle 80% of the group agree. Then how often the statement about chance alone is wrong, lower / higher.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from benchmarks.rivals import der_simonian_laird, paule_mandel, reml, winsorised
from benchmarks.rondes import aanbieders, ronde
from spiegelrapport.compare.comparison import Own, Published, compare
from spiegelrapport.measure.soorten import SOORTEN
from spiegelrapport.statistics.heterogeneity import estimate
from spiegelrapport.statistics.quantiles import quantiles
from spiegelrapport.statistics.scales import Scale

Array = np.ndarray
OUTLIERS, FAR = 0.05, 5.0  # part of the zorgaanbieders, and how many tau (or standard errors at the median size) off
ESTIMATORS: dict[str, Callable[[Array, Array], Array]] = {
    "gewinsoriseerd": winsorised,
    "DL": lambda y, v: der_simonian_laird(y, v)[0],
    "REML": reml,
    "Paule-Mandel": paule_mandel,
    "begrensd 2,0": lambda y, v: estimate(y, v, 2.0).tau2,
    "begrensd 1,5": lambda y, v: estimate(y, v).tau2,
}
USED, SAID = "begrensd 1,5", "zoals gezegd"
RNG = np.random.default_rng(20)


@dataclass(frozen=True)
class Case:
    """A kind of figure: rows from true shifts (rounds × zorgaanbieders × clients), how it is summed up, compared and printed."""

    name: str
    soort: str
    draw: Callable[[Array, int], Array]
    scale: Scale
    decimals: int
    within: float  # SD of one client on the scale of the shifts, to size the outliers
    taus: tuple[float, float]
    sizes: str = "trajecten"


def ceiling(top: float) -> Callable[[Array, int], Array]:
    """Means of three questions 1-5 with most answers at the top."""

    def draw(shift: Array, n: int) -> Array:
        client = RNG.normal(0, 0.6, (*shift.shape, n, 1))
        raw = top + shift[..., None, None] + 0.45 * (client + RNG.normal(0, 0.8, (*shift.shape, n, 3)))
        return np.clip(np.round(raw), 1, 5).mean(axis=-1)

    return draw


def yes(p: float) -> Callable[[Array, int], Array]:
    """Shares whose truth has a beta-like spread: shifts on the arcsine scale."""

    def draw(shift: Array, n: int) -> Array:
        truth = np.sin(np.clip(np.arcsin(np.sqrt(p)) + shift, 0.02, np.pi / 2 - 0.02)) ** 2
        return (RNG.random((*shift.shape, n)) < truth[..., None]).astype(float)

    return draw


def _minutes(shift: Array, n: int) -> Array:
    return np.round(360 * np.exp(shift[..., None] + RNG.normal(0, 0.6, (*shift.shape, n))) / 5) * 5


def _waits(shift: Array, n: int) -> Array:
    return np.floor(7 * 5 * np.exp(shift[..., None]) * RNG.gamma(2.5, 1 / 2.5, (*shift.shape, n)) + 1) / 7


def _change(shift: Array, n: int) -> Array:
    return np.round(20 * (shift[..., None] + RNG.normal(0, 1, (*shift.shape, n))))


CASES = (
    Case("ROM-verschil", "verschil", _change, Scale("plain", -180, 180), 1, 1.0, (0.07, 0.25), "rom"),
    Case("aandeel 4%", "aandeel", yes(0.04), Scale("share"), 2, 0.5, (0.03, 0.08)),
    Case("aandeel 50%", "aandeel", yes(0.5), Scale("share"), 2, 0.5, (0.03, 0.12)),
    Case("aandeel 95%", "aandeel", yes(0.95), Scale("share"), 2, 0.5, (0.03, 0.08)),
    Case("CQi, gemiddeld 4,7", "gemiddelde", ceiling(4.75), Scale("bounded", 1, 5), 2, 0.45, (0.07, 0.2), "cqi"),
    Case("minuten, mediaan", "mediaan", _minutes, Scale("time", 0, 20000), 0, 0.75, (0.05, 0.25)),
    Case("minuten, gemiddelde", "gemiddelde", _minutes, Scale("time", 0, 20000), 0, 0.65, (0.05, 0.25)),
    Case("wachttijd, gemiddelde", "gemiddelde", _waits, Scale("time", 0, 520), 1, 0.65, (0.1, 0.4)),
)
CHANCE = (
    ("CQi, gemiddeld 4,7", CASES[4], ceiling(4.75)),
    ("CQi, gemiddeld 4,9", CASES[4], ceiling(5.0)),
    ("wachttijd, gemiddelde", CASES[7], _waits),
    ("minuten, gemiddelde", CASES[6], _minutes),
    ("minuten, mediaan", CASES[5], _minutes),
)


def sizes(aantal: int, kind: str) -> Array:
    """Clients per zorgaanbieder as the demo's providers have them in the reporting year, from the minimum of ten."""
    n = []
    for p in aanbieders(aantal):
        whole = p.volumes[ronde().verslagjaar] * (1 - p.onvolledig)
        rom = whole * p.voor * p.na * 0.9 if "OQ45" in p.instrumenten else 0
        n.append(
            {"trajecten": p.volumes[ronde().verslagjaar], "cqi": whole * p.cqi_aangeboden * p.cqi_respons, "rom": rom}[
                kind
            ]
        )
    return np.sort(np.array([round(x) for x in n if x >= 10]))


@dataclass(frozen=True)
class Printed:
    """Own values with their margins (rounds × zorgaanbieders), target and unit variance (rounds × 1), sizes (1 × those)."""

    value: Array
    low: Array
    high: Array
    target: Array
    unit: Array
    n: Array


def printed(case: Case, shift: Array, n: Array) -> Printed:
    """What would be printed of these zorgaanbieders; the pooled median is that of all clients."""
    rounds, k = shift.shape
    cells, everyone = [], []
    for j in range(k):
        rows = case.draw(shift[:, j], int(n[j])).reshape(-1)
        cells.append(SOORTEN[case.soort](np.repeat(np.arange(rounds), n[j]), rows, rows, rounds))
        everyone.append(rows.reshape(rounds, -1))
    y, low, high, variance = (
        np.array([getattr(cell, name) for cell in cells]).T for name in ("waarde", "onder", "boven", "variantie")
    )
    pooled = (
        np.median(np.concatenate(everyone, axis=1), axis=1) if case.soort == "mediaan" else (y * n).sum(1) / n.sum()
    )
    target = np.round(pooled, case.decimals)[:, None]
    unit = ((n - 1) * variance * n).sum(axis=1) / (n - 1).sum()
    unit = target * (1 - target) if case.soort == "aandeel" else _two(unit)[:, None]
    return Printed(*(np.round(x, case.decimals) for x in (y, low, high)), target, unit, n[None, :])


def states(case: Case, p: Printed, tau: Array) -> tuple[Array, Array, Array]:
    """As the program makes them: chance (2: more than chance), usual (-1, 0, 1), and beyond the limits of usual alone."""
    shape = p.value.shape
    band = (np.round(quantiles(p.value, [0.1, 0.9]), case.decimals)[:, i : i + 1] for i in (0, 1))
    full = [
        np.broadcast_to(x, shape).ravel() for x in (p.value, p.low, p.high, p.n, p.target, p.unit, tau[:, None], *band)
    ]
    value, low, high, n, target, unit, spread, p10, p90 = full
    outcome = compare(
        Own(value, low, high, n),
        Published(target, unit, spread, (p10, p90)),
        case.scale,
        case.decimals,
        (case.scale.low, case.scale.high),
    )
    beyond = (value < outcome.usual95[0]) | (value > outcome.usual95[1])
    return outcome.chance.reshape(shape), outcome.usual.reshape(shape), beyond.reshape(shape)


def simulate(case: Case, aantal: int, tau: float, rounds: int) -> Iterator[tuple[str, str]]:
    """Per estimator: outside in all, the lowest and highest fifth of size, and planted outliers found; last, as it is said."""
    n = sizes(aantal, case.sizes)
    clean = RNG.normal(0, 1, (rounds, len(n))) * tau
    planted = RNG.random(clean.shape) < OUTLIERS
    far = FAR * max(tau, case.within / np.sqrt(np.median(n))) * RNG.choice([-1, 1], clean.shape)
    fifth = np.arange(len(n)) * 5 // len(n)
    without, with_ = printed(case, clean, n), printed(case, np.where(planted, far, clean), n)
    for name, estimator in ESTIMATORS.items():
        _, said, out = states(case, without, _tau(case, estimator, without))
        _, said_with, found = states(case, with_, _tau(case, estimator, with_))
        yield name, _cell(out, found, planted, fifth)
        if name == USED:
            used = _cell(said != 0, said_with != 0, planted, fifth)
    yield SAID, used


def _cell(out: Array, found: Array, planted: Array, fifth: Array) -> str:
    per_fifth = [out[:, fifth == q].mean() for q in range(5)]
    return f"{_p(out.mean())} ({_p(min(per_fifth))}-{_p(max(per_fifth))}) {100 * found[planted].mean():.0f}"


def _tau(case: Case, estimator: Callable[[Array, Array], Array], p: Printed) -> Array:
    v = np.broadcast_to(case.scale.variance(p.n, p.target, p.unit), p.value.shape)
    telling = case.scale.informs(p.n, p.target, p.unit) & np.isfinite(p.value)
    return _two(np.sqrt(estimator(np.where(telling, case.scale.forward(p.value, p.n, p.target, p.unit), np.nan), v)))


def _two(x: Array) -> Array:
    """Two significant digits, as published."""
    order = 10.0 ** (np.floor(np.log10(np.where(x > 0, x, 1.0))) - 1)
    return np.round(x / order) * order


def false_alarms(case: Case, draw: Callable[[Array, int], Array], n: int, rounds: int = 20_000) -> tuple[float, float]:
    """How often somebody who is exactly like the target is called lower and higher than chance explains."""
    many = draw(np.zeros(1), 1_000_000).reshape(-1)
    target = np.median(many) if case.soort == "mediaan" else many.mean()
    rows = np.concatenate([draw(np.zeros(1000), n).reshape(-1) for _ in range(rounds // 1000)])
    cells = SOORTEN[case.soort](np.repeat(np.arange(rounds), n), rows, rows, rounds)
    value, low, high = (np.round(x, case.decimals)[:, None] for x in (cells.waarde, cells.onder, cells.boven))
    fixed = (np.full((rounds, 1), x) for x in (np.round(target, case.decimals), cells.variantie.mean() * n))
    p = Printed(value, low, high, *fixed, np.array([[n]]))
    more = states(case, p, np.zeros(rounds))[0][:, 0] == 2
    return float((more & (value < p.target)[:, 0]).mean()), float((more & (value > p.target)[:, 0]).mean())


def main(rounds: int) -> None:
    print(
        f"| cijfer | zorgaanbieders | τ | {' | '.join([*ESTIMATORS, SAID])} |\n|---|---:|---|{'---|' * (len(ESTIMATORS) + 1)}"
    )
    for case in CASES:
        for aantal, r in ((30, rounds), (180, max(rounds // 3, 20))):
            for word, tau in (("0", 0.0), ("klein", case.taus[0]), ("groot", case.taus[1])):
                cells = [cell for _, cell in simulate(case, aantal, tau, r)]
                print(f"| {case.name} | {aantal} | {word} | {' | '.join(cells)} |")
    print("\n| cijfer | n = 10 | 15 | 40 | 400 |\n|---|---|---|---|---|")
    for name, case, draw in CHANCE:
        sides = (false_alarms(case, draw, n, 20_000 if n < 400 else 4_000) for n in (10, 15, 40, 400))
        print(f"| {name} | {' | '.join(f'{_p(low)} / {_p(high)}' for low, high in sides)} |")


def _p(part: float) -> str:
    return f"{100 * part:.1f}".replace(".", ",")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
