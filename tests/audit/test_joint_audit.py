"""Quantiles and pooled value of one group together: never kinder than trying every data set, and not idle either."""

from itertools import combinations_with_replacement, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spiegelrapport.audit.joint_audit import AuditedFigure, make_audited_figure
from spiegelrapport.audit.linear_program import Condition
from spiegelrapport.audit.median_audit import MedianCell, vrij_naast
from spiegelrapport.audit.slots import Distribution, kwantiel, slots
from spiegelrapport.figures.rounding import Rounding
from tests.disclose.builders import AANDEEL, ZONDER_AANVULLEND, agb, benchmark, gedrukt, onthul, ronde, soepel
from tests.disclose.test_uitputtend import smalste

AANDEEL_OPMAAK = Rounding("aandeel", "%", 0, (0.0, 1.0))
SCORE_OPMAAK = Rounding("gemiddelde", "", 1, (1.0, 5.0))
NIEMAND = np.zeros(6, bool)
ALLEN = np.ones(6, bool)


def printed(figuur: AuditedFigure, kansen: tuple[float, ...], marge: float) -> tuple[Distribution, Condition]:
    gesorteerd = np.sort(figuur.waarde)[None, :]
    kwantielen = {p: round(float(kwantiel(gesorteerd, p)[0]), 1) for p in kansen}
    som, n = figuur.som.sum(), figuur.gewicht.sum()
    gepoold = round(som / n, 2)
    return Distribution(ALLEN, kwantielen, 0.05), Condition(0, ALLEN, (gepoold - marge) * n, (gepoold + marge) * n)


def same_print(pogingen: np.ndarray, n: np.ndarray, verdeling: Distribution, v: Condition) -> np.ndarray:
    past = (pogingen @ n >= v.onder - 1e-6) & (pogingen @ n <= v.boven + 1e-6)
    for p, q in verdeling.kwantielen.items():
        past &= np.abs(np.quantile(pogingen, p, axis=1, method="median_unbiased") - q) <= verdeling.marge + 1e-9
    return past


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("c", [0, 1, 2])
@pytest.mark.parametrize("kansen", [(0.5,), (0.25, 0.5, 0.75)])
def test_counts_never_are_less_open_than_the_audit_says(seed: int, c: int, kansen: tuple[float, ...]) -> None:
    rng = np.random.default_rng(seed)
    n = rng.integers(2, 5, 6).astype(float)
    x = np.array([rng.integers(0, aantal + 1) for aantal in n], float)
    figuur = make_audited_figure(n, x, AANDEEL_OPMAAK)
    verdeling, voorwaarde = printed(figuur, kansen, 0.04)
    gevonden = figuur.onderzoek([verdeling], [voorwaarde]).breedtes(c, NIEMAND)
    pogingen = np.array(list(product(*(np.arange(aantal + 1) / aantal for aantal in n))))
    mogelijk = pogingen[same_print(pogingen, n, verdeling, voorwaarde)]
    for doel in range(6):
        assert gevonden[doel] <= smalste(mogelijk, doel, x / n, np.ones(6), c) + 1e-9


@pytest.mark.parametrize("seed", range(6))
def test_means_never_are_less_open_than_the_audit_says_up_to_the_grid(seed: int) -> None:
    rng = np.random.default_rng(seed)
    rooster = np.linspace(1, 5, 9)
    n, waarden = rng.integers(10, 40, 6).astype(float), rng.choice(rooster, 6)
    figuur = make_audited_figure(n, n * waarden, SCORE_OPMAAK)
    verdeling, voorwaarde = printed(figuur, (0.25, 0.5, 0.75), 0.12)
    gevonden = figuur.onderzoek([verdeling], [voorwaarde]).breedtes(1, NIEMAND)
    pogingen = np.array(list(product(rooster, repeat=6)))
    ruim = Condition(0, ALLEN, voorwaarde.onder - 0.25 * n.sum(), voorwaarde.boven + 0.25 * n.sum())
    mogelijk = pogingen[same_print(pogingen, n, verdeling, ruim)]
    for doel in range(6):
        assert gevonden[doel] <= smalste(mogelijk, doel, waarden, np.ones(6), 1) + 2 * 0.5 + 1e-9


def test_it_finds_what_is_open_and_not_only_what_is_shut() -> None:
    """Ten alike in size: the median and the mean together leave everybody free, and the audit says so."""
    n, waarden = np.full(10, 50.0), np.linspace(2.0, 4.5, 10)
    figuur = make_audited_figure(n, n * waarden, SCORE_OPMAAK)
    leden = np.ones(10, bool)
    verdeling = Distribution(leden, {0.5: 3.2}, 0.05)
    voorwaarde = Condition(0, leden, 3.2 * 500, 3.3 * 500)
    assert (figuur.onderzoek([verdeling], [voorwaarde]).breedtes(1, np.zeros(10, bool)) >= 0.2).all()


@given(st.lists(st.integers(0, 40), min_size=4, max_size=12), st.sampled_from([0.1, 0.25, 0.5, 0.9]), st.data())
@settings(deadline=None, max_examples=60)
def test_everybody_within_a_slot_and_any_two_traded_print_the_same(
    waarden: list[int], p: float, data: st.DataObject
) -> None:
    w = np.array(waarden, float)
    leden, n = np.ones(len(w), bool), np.arange(len(w))
    gedrukt = round(float(kwantiel(np.sort(w)[None, :], p)[0]))
    verdeling = Distribution(leden, {p: float(gedrukt)}, 0.5)
    s = slots(verdeling, p, w, n, n)
    i, j = (data.draw(st.integers(0, len(w) - 1)) for _ in range(2))
    laag, hoog = (np.clip(rand, -50.0, 90.0) for rand in s.eigen)
    if i != j:
        laag[i], hoog[i] = (float(np.clip(rand[i, j], -50, 90)) for rand in s.ruil)
        laag[j], hoog[j] = (float(np.clip(rand[i, j], -50, 90)) for rand in s.partner)
    deel = np.array([data.draw(st.sampled_from([0.0, 0.5, 1.0])) for _ in n])
    nieuw = np.sort(laag + deel * (hoog - laag))
    assert abs(kwantiel(nieuw[None, :], p)[0] - gedrukt) <= 0.5 + 1e-6


def test_a_large_one_is_not_left_to_mean_and_median_together() -> None:
    """Pooled 97%, median 88%: four small ones are at most 88.5%, so whoever knows one large one knows the others."""
    n, x = [25.0] * 4 + [150.0] * 3, [22.0] * 4 + [149.0, 149, 148]
    waarden = {agb(i): (a, b / a) for i, (a, b) in enumerate(zip(n, x, strict=True), 1)}
    bron = benchmark({AANDEEL: waarden}, {"allen": list(waarden)})
    instelling = ronde(soepel(aandeel_grootste=0.28))
    overig = 0.965 * 550 - 4 * 25 * 0.885 - 150 - 149  # at least this of the last one's 150
    assert 1 - overig / 150 < 0.05
    los = onthul(bron, instelling, ZONDER_AANVULLEND)
    assert gedrukt(los)[0, "allen", AANDEEL].gepoold == 0.97
    assert gedrukt(los)[0, "allen", AANDEEL].p50 == 0.88
    assert {t.interval.onderdeel for t in los.certificaat.tekort} == {"samen"}  # neither by itself tells enough
    dicht = onthul(bron, instelling)
    cel = gedrukt(dicht)[0, "allen", AANDEEL]
    assert dicht.geslaagd
    assert (cel.gepoold, cel.p50) == (0.97, None)


def clients(*per_lid: tuple[float, ...]) -> dict[int, tuple[np.ndarray, np.ndarray]]:
    return {i: (np.unique(w), np.unique(w, return_counts=True)[1].astype(float)) for i, w in enumerate(per_lid)}


@pytest.mark.parametrize("seed", range(20))
def test_where_a_pooled_median_is_called_no_bond_every_own_median_is_free_beside_it(seed: int) -> None:
    """Against the list of all data sets: whoever it is, its own median can be lowest and highest with the others' kept."""
    rng = np.random.default_rng(seed)
    per_lid = [tuple(sorted(rng.integers(0, 4, 3).tolist())) for _ in range(4)]
    alle = np.concatenate(per_lid)
    mediaan = MedianCell(np.ones(4, bool), float(np.median(alle)), 0.5 - 1e-9)
    if not vrij_naast(mediaan, clients(*per_lid), 0):
        return
    keuzes = list(combinations_with_replacement(range(4), 3))
    for wie in range(4):
        bereikt = set()
        vast = [[k for k in keuzes if k[1] == per_lid[i][1]] if i != wie else keuzes for i in range(4)]
        for poging in product(*vast):
            if abs(float(np.median(np.concatenate(poging))) - mediaan.gedrukt) <= mediaan.marge + 1e-6:
                bereikt.add(poging[wie][1])
        assert {0, 3} <= bereikt


def test_a_pooled_median_binds_where_one_holds_most_of_the_clients() -> None:
    groot = clients((1, 2, 2, 2, 2, 2, 2, 3), (1, 1, 2), (2, 3, 3), (1, 2, 3))
    assert not vrij_naast(MedianCell(np.ones(4, bool), 2.0, 0.5), groot, 1)
