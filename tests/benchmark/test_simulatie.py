"""Simulated rounds with a known truth: limits keep their promise, power grows, shrinkage helps. Fixed seeds."""

import numpy as np
import pandas as pd
import pytest

from spiegelrapport.benchmark import benchmark
from spiegelrapport.benchmark.kans import Kans, eenheidsvariantie, kansgrenzen
from spiegelrapport.benchmark.krimp import krimp
from spiegelrapport.benchmark.matrices import Matrices
from spiegelrapport.benchmark.verschil import verschillen
from spiegelrapport.measure import measure
from tests.benchmark.builders import register, willekeurige_ronde
from tests.measure.builders import definities, ronde

GEHEEL = np.array([[-np.inf, np.inf]])


def matrices(soort: str, waarde: np.ndarray, n: np.ndarray, sd: np.ndarray) -> Matrices:
    """Many figures of one kind as rows, zorgaanbieders as columns."""
    rijen, kolommen = waarde.shape
    sleutels = pd.DataFrame(
        {
            "indicator": [f"i{i}" for i in range(rijen)],
            "maat": "waarde",
            "periode": "2025",
            "uitsplitsing": "totaal",
            "soort": soort,
        }
    )
    agbs = tuple(f"{i:08d}" for i in range(kolommen))
    return Matrices(sleutels, agbs, waarde=waarde, n=n, teller=waarde * n, noemer=n, variantie=sd**2 / n, sd=sd)


def trek(
    soort: str, cijfers: int, k: int, rng: np.random.Generator, tussen: float = 0.0, n: np.ndarray | None = None
) -> tuple[Matrices, np.ndarray]:
    """`cijfers` figures of k zorgaanbieders, and their true values with standard deviation `tussen` between them."""
    n = rng.integers(15, 300, (cijfers, k)) if n is None else np.broadcast_to(n, (cijfers, k))
    if soort == "aandeel":
        waar = np.full(n.shape, 0.3) if tussen == 0 else rng.beta(*_beta(0.3, tussen), n.shape)
        p = rng.binomial(n, waar) / n
        return matrices(soort, p, n.astype(float), np.sqrt(p * (1 - p))), waar
    waar = 20 + tussen * rng.normal(size=n.shape)
    sd = 6 * np.sqrt(rng.chisquare(n - 1) / (n - 1))
    return matrices(soort, waar + rng.normal(size=n.shape) * 6 / np.sqrt(n), n.astype(float), sd), waar


def _beta(p: float, sd: float) -> tuple[float, float]:
    sterkte = p * (1 - p) / sd**2 - 1
    return p * sterkte, (1 - p) * sterkte


def gepoold(groep: Matrices) -> np.ndarray:
    return groep.teller.sum(axis=1) / groep.n.sum(axis=1)


def kansen(groep: Matrices) -> Kans:
    doel = gepoold(groep)
    schaal = np.broadcast_to([[0.0, 1.0]] if groep.is_("aandeel").all() else GEHEEL, (len(doel), 2))
    return kansgrenzen(groep, groep, doel, eenheidsvariantie(groep, doel), schaal)


def buiten(groep: Matrices, kans: Kans, niveau: float) -> np.ndarray:
    laag, hoog = kans.limieten[niveau]
    return (groep.waarde < laag) | (groep.waarde > hoog)


@pytest.mark.parametrize("soort", ["aandeel", "gemiddelde"])
@pytest.mark.parametrize("cijfers", [300, pytest.param(5000, marks=pytest.mark.zwaar)])
def test_without_true_differences_the_share_outside_the_limits_is_as_promised(soort: str, cijfers: int) -> None:
    groep, _ = trek(soort, cijfers, 60, np.random.default_rng(11))
    kans = kansen(groep)
    assert 0.035 <= buiten(groep, kans, 0.95).mean() <= 0.06
    assert buiten(groep, kans, 0.998).mean() <= 0.006
    assert kans.overdispersie.used.mean() <= 0.02


@pytest.mark.parametrize("soort", ["aandeel", "gemiddelde"])
def test_with_true_differences_overdispersion_keeps_the_share_outside_small(soort: str) -> None:
    """Everybody differs: then few are an exception. More than 5%, since winsorising keeps the outliers out of tau²."""
    groep, _ = trek(soort, 200, 60, np.random.default_rng(12), tussen=0.08 if soort == "aandeel" else 2.0)
    kans = kansen(groep)
    assert kans.overdispersie.used.mean() > 0.98
    assert 0.04 <= buiten(groep, kans, 0.95).mean() <= 0.13
    assert buiten(groep, kans, 0.998).mean() <= 0.02


@pytest.mark.parametrize(("soort", "afstand"), [("aandeel", 0.15), ("gemiddelde", 3.0)])
def test_the_chance_to_find_a_planted_difference_grows_with_n(soort: str, afstand: float) -> None:
    rng = np.random.default_rng(13)
    gevonden = []
    for eigen_n in (10, 40, 160, 640):
        n = np.array([eigen_n] + [120] * 39)
        groep, _ = trek(soort, 300, 40, rng, n=n)
        waarde = groep.waarde.copy()
        waarde[:, 0] += afstand if soort == "gemiddelde" else 0
        if soort == "aandeel":
            waarde[:, 0] = rng.binomial(eigen_n, 0.3 + afstand, 300) / eigen_n
        geplant = matrices(soort, waarde, groep.n, groep.sd)
        gevonden.append(buiten(geplant, kansen(geplant), 0.95)[:, 0].mean())
    assert gevonden == sorted(gevonden)
    assert gevonden[-1] > 0.95
    assert gevonden[0] < 0.5


@pytest.mark.parametrize("soort", ["aandeel", "gemiddelde"])
@pytest.mark.parametrize("k", [12, 60])
def test_shrinkage_lowers_the_mean_squared_error(soort: str, k: int) -> None:
    groep, waar = trek(soort, 150, k, np.random.default_rng(14), tussen=0.05 if soort == "aandeel" else 1.0)
    doel = gepoold(groep)
    beeld = krimp(groep, groep, doel, eenheidsvariantie(groep, doel))
    ruw, gekrompen = ((schatting - waar) ** 2 for schatting in (groep.waarde, beeld.geschat))
    assert gekrompen.mean() < 0.85 * ruw.mean()


@pytest.mark.parametrize("soort", ["aandeel", "gemiddelde"])
def test_the_percentile_band_holds_the_true_place(soort: str) -> None:
    groep, waar = trek(soort, 150, 60, np.random.default_rng(15), tussen=0.08 if soort == "aandeel" else 2.0)
    doel = gepoold(groep)
    beeld = krimp(groep, groep, doel, eenheidsvariantie(groep, doel))
    plaats = 100 * (waar.argsort(axis=1).argsort(axis=1) + 0.5) / waar.shape[1]
    assert 0.90 <= ((beeld.positie_onder - 1 <= plaats) & (plaats <= beeld.positie_boven + 1)).mean() <= 0.98


@pytest.mark.parametrize("soort", ["aandeel", "gemiddelde"])
@pytest.mark.parametrize("n", [10, 40, 400])
def test_the_interval_of_the_difference_holds_the_true_difference(soort: str, n: int) -> None:
    """The group includes the own organisation: so does the truth that the interval must hold."""
    groep, waar = trek(
        soort,
        1500,
        12,
        np.random.default_rng(16),
        tussen=0.05 if soort == "aandeel" else 1.5,
        n=np.array([n] + [80] * 11),
    )
    doel = gepoold(groep)
    _, laag, hoog = verschillen(groep, groep, doel, eenheidsvariantie(groep, doel), np.full(len(doel), np.nan))
    echt = waar - (waar * groep.n).sum(axis=1, keepdims=True) / groep.n.sum(axis=1, keepdims=True)
    assert 0.93 <= ((laag <= echt) & (echt <= hoog))[:, 0].mean() <= 0.97


def test_reliability_is_the_share_of_the_spread_that_is_real() -> None:
    """Between-variance 4, own sampling variance 36/n: at n = 9 the reliability is 0.5."""
    n = np.array([9] * 30 + [100] * 30)
    groep, _ = trek("gemiddelde", 400, 60, np.random.default_rng(17), tussen=2.0, n=n)
    doel = gepoold(groep)
    beeld = krimp(groep, groep, doel, eenheidsvariantie(groep, doel))
    assert np.nanmean(beeld.betrouwbaarheid[:, 0]) == pytest.approx(0.5, abs=0.03)
    assert np.nanmean(beeld.betrouwbaarheid[:, -1]) == pytest.approx(4 / 4.36, abs=0.03)


@pytest.mark.parametrize(
    ("zaden", "hoogste"), [(range(1), 0.08), pytest.param(range(12), 0.06, marks=pytest.mark.zwaar)]
)
def test_a_round_without_true_differences_from_rows_to_states(zaden: range, hoogste: float) -> None:
    """Every indicator that the rows hold, through measure and benchmark as the program calls them."""
    frames = []
    for zaad in zaden:
        grootten = np.random.default_rng(zaad).integers(15, 90, 30).tolist()
        rijen = willekeurige_ronde(30, grootten, seed=100 + zaad, verschil=0.0)
        uit = benchmark(measure(rijen, definities(), ronde(), frozenset()), register(30), definities(), ronde())
        frames.append(uit.vergelijkingen.frame)
    cijfers = pd.concat(frames)
    cijfers = cijfers[cijfers["toestand"].notna() & (cijfers["uitsplitsing"] == "totaal") & (cijfers["p_waarde"] < 1)]
    assert len(cijfers) > 500 * len(zaden)
    assert 0.03 <= (cijfers["toestand"] != "binnen").mean() <= hoogste  # one round: its figures hang together
    assert (cijfers["p_waarde"] < 0.002).mean() <= 0.008
    assert (cijfers["gebruik"] == "vergelijken").mean() <= 0.10  # nothing to compare, and the report says so
