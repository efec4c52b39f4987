"""Simulated groups with a known truth, through the function that makes every report: false alarms, power, shrinkage."""

import numpy as np
import numpy.typing as npt
import pytest

from spiegelrapport.compare.comparison import Outcome
from spiegelrapport.figures.rounding import round_value, significant
from spiegelrapport.statistics.heterogeneity import estimate
from spiegelrapport.statistics.intervals import median_rank, student, wilson
from spiegelrapport.statistics.scales import Scale, choose
from tests.compare.builders import compared

Array = npt.NDArray[np.float64]
ROUNDS = 3000
PER_SIDE = 0.035  # nominal 2.5%
PUNTEN, CIJFER = choose("gemiddelde", "punten", (1.0, 5.0)), choose("gemiddelde", "cijfer", (1.0, 10.0))
WEKEN = choose("mediaan", "weken", (0.0, 520.0))
SHARE = choose("aandeel", "%", (0.0, 1.0))


def ceiling(rng: np.random.Generator, shape: tuple[int, ...]) -> Array:
    """A CQi scale: the mean of four items, most of them 5."""
    return rng.choice([1.0, 3.0, 4.0, 5.0], p=[0.02, 0.05, 0.18, 0.75], size=(*shape, 4)).mean(axis=-1)


def waits(rng: np.random.Generator, shape: tuple[int, ...]) -> Array:
    """Weeks, skewed, in whole days."""
    return np.floor(rng.gamma(1.6, 24, shape)) / 7


def yes_or_no(rng: np.random.Generator, shape: tuple[int, ...]) -> Array:
    return (rng.random(shape) < 0.12).astype(float)


KINDS = {
    "ceiling": (ceiling, "mean", PUNTEN, 2),
    "waits": (waits, "median", WEKEN, 1),
    "share": (yes_or_no, "share", SHARE, 2),
}


def own_cells(values: Array, how: str) -> tuple[Array, Array, Array]:
    """Value and 95% margin of every row, as measure makes them."""
    n = values.shape[1]
    if how == "share":
        return (values.mean(axis=1), *wilson(values.sum(axis=1), np.full(len(values), n)))
    if how == "mean":
        return (
            values.mean(axis=1),
            *student(values.mean(axis=1), values.std(axis=1, ddof=1) / np.sqrt(n), np.full(len(values), n - 1)),
        )
    ordered, rank = np.sort(values, axis=1), int(median_rank(n))
    return np.median(values, axis=1), ordered[:, rank - 1], ordered[:, n - rank]


def without_differences(kind: str, n: int, seed: int) -> Outcome:
    """Many organisations of one size that do not differ, printed as the indicator prints; the target is the truth, printed."""
    draw, how, scale, places = KINDS[kind]
    rng = np.random.default_rng(seed)
    big = draw(rng, (400_000,))
    target = np.median(big) if how == "median" else big.mean()
    pool = own_cells(draw(rng, (ROUNDS, n)), how)
    unit = float(significant(float(pool[0].var() * n), 2) or 0)
    value, low, high = (round_value(each, places) for each in own_cells(draw(rng, (ROUNDS, n)), how))
    return compared(
        value, n, round_value(target, places), unit=unit, tau=0.0, low=low, high=high, scale=scale, places=places
    )


@pytest.mark.parametrize("n", [10, 15, 40, 400])
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_false_alarms_per_side_stay_near_what_is_promised(kind: str, n: int) -> None:
    uit = without_differences(kind, n, seed=11)
    alarm = uit.chance == 2
    assert (alarm & (uit.difference > 0)).mean() <= PER_SIDE
    assert (alarm & (uit.difference < 0)).mean() <= PER_SIDE
    assert (uit.usual != 0).mean() <= 2 * PER_SIDE


def group(
    scale: Scale, figures: int, k: int, rng: np.random.Generator, spread: float
) -> tuple[Array, Array, Array, Array]:
    """Truth, value, size and unit of organisations that differ by `spread` (standard deviation), sizes as unequal as here."""
    n = np.exp(rng.normal(4.2, 0.9, (figures, k))).clip(12, 1500).astype(int).astype(float)
    if scale is SHARE:
        rho = spread**2 / (0.3 * 0.7)
        truth = rng.beta(0.3 * (1 / rho - 1), 0.7 * (1 / rho - 1), n.shape)
        return truth, rng.binomial(n.astype(int), truth) / n, n, np.full((figures, 1), 0.21)
    truth = 20 + spread * rng.normal(size=n.shape)
    return truth, truth + 6 * rng.normal(size=n.shape) / np.sqrt(n), n, np.full((figures, 1), 36.0)


def judged(scale: Scale, value: Array, n: Array, unit: Array) -> Outcome:
    """Target and tau from the group itself, tau as printed; margins that always agree, so that the limits alone speak."""
    target = (value * n).sum(axis=1, keepdims=True) / n.sum(axis=1, keepdims=True)
    y, v = scale.forward(value, n, target, unit), scale.variance(n, target, unit)
    tau = np.array([[significant(float(each), 2)] for each in np.sqrt(estimate(y, v).tau2)], np.float64)
    low, high = np.where(value > target, target + 1e-6, -1e6), np.where(value > target, 1e6, target - 1e-6)
    return compared(
        value,
        n,
        target,
        unit=unit,
        tau=tau,
        low=low,
        high=high,
        scale=scale,
        bounds=(-1e6, 1e6) if scale is not SHARE else None,
    )


PLAIN = choose("verschil", "punten", (-1e6, 1e6))


@pytest.mark.parametrize(("scale", "spread"), [(SHARE, 0.08), (PLAIN, 2.0)], ids=["share", "mean"])
def test_where_everybody_differs_few_are_unusual_at_every_size(scale: Scale, spread: float) -> None:
    """Winsorised moments let 18% out, and 27% of the largest fifth."""
    _, value, n, unit = group(scale, 200, 60, np.random.default_rng(12), spread)
    uit = judged(scale, value, n, unit)
    outside = uit.usual != 0
    assert 0.025 <= outside.mean() <= 0.07
    for part in np.array_split(np.argsort(n, axis=None), 5):
        assert outside.flat[part].mean() <= 0.08


@pytest.mark.parametrize(("scale", "spread"), [(SHARE, 0.08), (PLAIN, 2.0)], ids=["share", "mean"])
def test_reliability_is_the_share_of_the_spread_that_is_real(scale: Scale, spread: float) -> None:
    truth, value, n, unit = group(scale, 100, 180, np.random.default_rng(17), spread)
    uit = judged(scale, value, n, unit)
    rho = spread**2 / 0.21
    real = n / (n + 1 / rho - 1) if scale is SHARE else spread**2 / (spread**2 + 36 / n)
    assert np.abs(uit.reliability - real).mean() <= 0.05
    assert np.corrcoef(uit.reliability.ravel(), real.ravel())[0, 1] > 0.95
    careful = np.where(np.isnan(uit.shrunken), value, uit.shrunken)
    assert ((careful - truth) ** 2).mean() < 0.9 * ((value - truth) ** 2).mean()


@pytest.mark.parametrize(("scale", "shift"), [(SHARE, 0.15), (PLAIN, 3.0)], ids=["share", "mean"])
def test_the_chance_to_find_a_planted_difference_grows_with_n(scale: Scale, shift: float) -> None:
    rng, found = np.random.default_rng(13), []
    for n in (10, 40, 160, 640):
        target = 0.3 if scale is SHARE else 20.0
        value = (
            rng.binomial(n, 0.3 + shift, 2000) / n
            if scale is SHARE
            else target + shift + 6 * rng.normal(size=2000) / np.sqrt(n)
        )
        low, high = wilson(value * n, n) if scale is SHARE else (value - 11.8 / np.sqrt(n), value + 11.8 / np.sqrt(n))
        uit = compared(
            value,
            n,
            target,
            unit=36.0,
            low=low,
            high=high,
            scale=scale,
            bounds=(-1e6, 1e6) if scale is not SHARE else None,
        )
        found.append((uit.chance == 2).mean())
    assert found == sorted(found)
    assert found[0] < 0.5
    assert found[-1] > 0.95
