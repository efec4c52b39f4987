"""Small rounds, every possible data set tried: never does less stay open than the audit says."""

from collections.abc import Iterable, Sequence
from itertools import combinations, product

import numpy as np
import pytest

from spiegelrapport.audit.linear_program import Condition, Teller
from spiegelrapport.audit.moves import Moves
from spiegelrapport.audit.pooled_audit import Attackers, PooledSearch
from spiegelrapport.audit.quantile_audit import QuantileSearch
from spiegelrapport.audit.relations import Block
from spiegelrapport.audit.slots import Distribution

NIEMAND = np.zeros(6, dtype=bool)


def blok(n: Sequence[int], x: Sequence[float], schaal: tuple[float, float] = (0, 1), *, geheel: bool = True) -> Block:
    return Block(
        {0: {0: 1.0}}, np.array([n], float), np.array([x], float), np.array([schaal[0]]), np.array([schaal[1]]), geheel
    )


def smalste(uitkomsten: Iterable[np.ndarray], doel: int, waar: np.ndarray, n: np.ndarray, c: int) -> float:
    """The width for the best coalition of c, by filtering the list of all consistent data sets."""
    alle = np.array(list(uitkomsten), dtype=float)
    anderen = [i for i in range(len(n)) if i != doel]
    breedtes = []
    for coalitie in combinations(anderen, c):
        weet = np.all(np.isclose(alle[:, list(coalitie)], waar[list(coalitie)]), axis=1)
        breedtes.append(np.ptp(alle[weet, doel]) / n[doel])
    return float(min(breedtes))


def ledenlijsten(rng: np.random.Generator, aantal: int) -> list[np.ndarray]:
    return [rng.random(6) < 0.6 for _ in range(aantal)] + [np.ones(6, dtype=bool)]


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("c", [0, 1, 2])
def test_counts_are_bounded_exactly_as_enumeration_bounds_them(seed: int, c: int) -> None:
    rng = np.random.default_rng(seed)
    n = rng.integers(2, 5, 6)
    x = np.array([rng.integers(0, aantal + 1) for aantal in n])
    groepen = [leden for leden in ledenlijsten(rng, 3) if leden.any()]
    marges = [0.5 / n[leden].sum() + 0.04 for leden in groepen]
    voorwaarden = tuple(
        Condition(0, leden, (p - m) * n[leden].sum(), (p + m) * n[leden].sum())
        for leden, m in zip(groepen, marges, strict=True)
        for p in [x[leden].sum() / n[leden].sum()]
    )
    teller = Teller()
    onderzoek = PooledSearch(
        blok(n, x), voorwaarden, {0: n.astype(float)}, {0: 0.2}, Attackers(c, NIEMAND), teller, volledig=True
    )
    gevonden = onderzoek.breedtes()[0].breedte
    mogelijk = [
        poging
        for poging in product(*(range(aantal + 1) for aantal in n))
        if all(v.onder - 1e-6 <= np.array(poging)[v.leden].sum() <= v.boven + 1e-6 for v in voorwaarden)
    ]
    for doel in range(6):
        assert gevonden[doel] == pytest.approx(smalste(mogelijk, doel, x, n, c), abs=1e-9)


@pytest.mark.parametrize("seed", range(6))
def test_the_screen_is_never_too_kind(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n = rng.integers(2, 6, 6)
    x = np.array([rng.integers(0, aantal + 1) for aantal in n])
    groepen = [leden for leden in ledenlijsten(rng, 3) if leden.any()]
    voorwaarden = tuple(Condition(0, leden, x[leden].sum() - 1, x[leden].sum() + 1) for leden in groepen)
    gewicht = {0: n.astype(float)}
    aanvallers = Attackers(1, NIEMAND)
    grof = PooledSearch(blok(n, x), voorwaarden, gewicht, {0: 0.0}, aanvallers, Teller()).breedtes()[0].breedte
    exact = PooledSearch(blok(n, x), voorwaarden, gewicht, {0: 0.0}, aanvallers, Teller(), volledig=True)
    assert np.all(grof <= exact.breedtes()[0].breedte + 1e-9)


def test_an_odd_cycle_of_pairs_needs_whole_numbers() -> None:
    """a+b, b+c and a+c are at most 1, a+b+c+d at least 2: one half each would leave d = 1/2 possible, counts do not."""
    paren = [np.isin(range(6), paar) for paar in ([0, 1], [1, 2], [0, 2])]
    x, n, teller = np.array([1, 0, 0, 1, 0, 0]), np.ones(6), Teller()
    voorwaarden = (*(Condition(0, wie, 0, 1) for wie in paren), Condition(0, np.arange(6) < 4, 2, 4))
    uitkomst = PooledSearch(blok(n, x), voorwaarden, {0: n}, {0: 0.5}, Attackers(0, NIEMAND), teller, volledig=True)
    mogelijk = [
        p
        for p in product((0, 1), repeat=6)
        if all(v.onder <= np.array(p)[v.leden].sum() <= v.boven for v in voorwaarden)
    ]
    verwacht = [np.ptp(np.array(mogelijk)[:, i]) for i in range(6)]
    assert uitkomst.breedtes()[0].breedte == pytest.approx(verwacht)
    assert teller.geheeltallig > 0


@pytest.mark.parametrize("seed", range(6))
def test_means_stay_as_open_as_the_audit_says_up_to_the_grid(seed: int) -> None:
    rng = np.random.default_rng(seed)
    rooster = np.linspace(1, 5, 9)
    n = rng.integers(10, 40, 6)
    v = rng.choice(rooster, 6)
    groepen = [leden for leden in ledenlijsten(rng, 2) if leden.sum() > 1]
    marge = 0.12
    voorwaarden = tuple(
        Condition(0, leden, som - marge * n[leden].sum(), som + marge * n[leden].sum())
        for leden in groepen
        for som in [float((n * v)[leden].sum())]
    )
    onderzoek = PooledSearch(
        blok(n, n * v, (1, 5), geheel=False),
        voorwaarden,
        {0: n.astype(float)},
        {0: 0.2},
        Attackers(1, NIEMAND),
        Teller(),
        volledig=True,
    )
    gevonden = onderzoek.breedtes()[0].breedte
    pogingen = np.array(list(product(rooster, repeat=6)))
    past = np.ones(len(pogingen), dtype=bool)
    for voorwaarde in voorwaarden:
        sommen = pogingen[:, voorwaarde.leden] @ n[voorwaarde.leden]
        ruimte = 0.5 * n[voorwaarde.leden].sum() * (rooster[1] - rooster[0])  # the grid stands in for what lies between
        past &= (sommen >= voorwaarde.onder - ruimte) & (sommen <= voorwaarde.boven + ruimte)
    stap = rooster[1] - rooster[0]
    for doel in range(6):
        open_ = smalste(pogingen[past], doel, v, np.ones(6), 1)
        assert open_ >= gevonden[doel] - 2 * stap


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("c", [0, 1])
def test_quantiles_never_leave_less_open_than_the_audit_says(seed: int, c: int) -> None:
    rng = np.random.default_rng(seed)
    rooster = np.linspace(0, 1, 7)
    v = rng.choice(rooster, 6)
    verdelingen = []
    for leden in ledenlijsten(rng, 2):
        if leden.sum() >= 3:
            kwantielen = {p: float(np.quantile(v[leden], p, method="median_unbiased")) for p in (0.25, 0.5, 0.75)}
            verdelingen.append(Distribution(leden, kwantielen, 0.05))
    zetten = Moves(v, (0.0, 1.0), None)
    gevonden = QuantileSearch(zetten, verdelingen, Attackers(c, NIEMAND)).breedtes()
    pogingen = np.array(list(product(rooster, repeat=6)))
    past = np.ones(len(pogingen), dtype=bool)
    for verdeling in verdelingen:
        for p, gedrukt in verdeling.kwantielen.items():
            nieuw = np.quantile(pogingen[:, verdeling.leden], p, axis=1, method="median_unbiased")
            past &= np.abs(nieuw - gedrukt) <= verdeling.marge + 1e-9
    for doel in range(6):
        open_ = smalste(pogingen[past], doel, v, np.ones(6), c)
        assert open_ >= gevonden[doel] - 2 * (rooster[1] - rooster[0]) - 1e-9
