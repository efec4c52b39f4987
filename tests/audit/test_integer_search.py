"""Mixed-integer counter-examples: never kinder than trying every data set, and sometimes wiser than counting."""

from itertools import product

import numpy as np
import pytest

from spiegelrapport.audit.integer_search import Counterexamples
from spiegelrapport.audit.linear_program import Teller
from spiegelrapport.audit.moves import Distribution, Moves
from spiegelrapport.audit.pooled_audit import Attackers
from spiegelrapport.audit.quantile_audit import QuantileSearch
from tests.disclose.test_uitputtend import ledenlijsten, smalste

MARGE = 0.05
NIEMAND = np.zeros(6, dtype=bool)
ALLEN = np.ones(6, dtype=bool)


def gedrukt(waarden: np.ndarray, leden: np.ndarray, kansen: tuple[float, ...]) -> Distribution:
    kwantielen = {p: float(np.quantile(waarden[leden], p, method="median_unbiased")) for p in kansen}
    return Distribution(leden, {p: round(q, 1) for p, q in kwantielen.items()}, MARGE)


def zelfde_druk(pogingen: np.ndarray, verdelingen: list[Distribution]) -> np.ndarray:
    past = np.ones(len(pogingen), dtype=bool)
    for verdeling in verdelingen:
        for p, q in verdeling.kwantielen.items():
            nieuw = np.quantile(pogingen[:, verdeling.leden], p, axis=1, method="median_unbiased")
            past &= np.abs(nieuw - q) <= verdeling.marge + 1e-9
    return past


def ronde(seed: int) -> tuple[np.ndarray, np.ndarray, list[Distribution], np.ndarray]:
    """Six zorgaanbieders with counts out of 2 to 4, medians and quartiles of two or three groups; all data sets that print so."""
    rng = np.random.default_rng(seed)
    n = rng.integers(2, 5, 6)
    x = np.array([rng.integers(0, aantal + 1) for aantal in n])
    verdelingen = [
        gedrukt(x / n, leden, (0.25, 0.5, 0.75) if leden.all() else (0.5,))
        for leden in ledenlijsten(rng, 2)
        if leden.sum() >= 3
    ]
    pogingen = np.array(list(product(*(np.arange(aantal + 1) / aantal for aantal in n))))
    return n, x, verdelingen, pogingen[zelfde_druk(pogingen, verdelingen)]


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("c", [0, 1])
def test_whoever_holds_out_is_as_open_in_the_list_of_all_data_sets(seed: int, c: int) -> None:
    n, x, verdelingen, mogelijk = ronde(seed)
    zetten = Moves(x / n, (0.0, 1.0), n.astype(float))
    onderzoek = Counterexamples(zetten, verdelingen, Attackers(c, NIEMAND), Teller())
    for doel in range(6):
        open_ = smalste(mogelijk, doel, x / n, np.ones(6), c)
        for nodig in (0.2, 0.5):
            assert not onderzoek.houdt_stand(doel, nodig) or open_ >= nodig - 1e-9


def test_several_at_once_open_what_one_partner_cannot() -> None:
    """Whom counting finds too narrow, the programs look at again: together they find most of whom the list shows open."""
    tel = {"lijst": 0, "tellen": 0, "samen": 0}
    for seed in range(16):
        n, x, verdelingen, mogelijk = ronde(seed)
        zetten, aanvallers = Moves(x / n, (0.0, 1.0), n.astype(float)), Attackers(1, NIEMAND)
        geteld = QuantileSearch(zetten, verdelingen, aanvallers).breedtes() >= 0.3 - 1e-9
        onderzoek = Counterexamples(zetten, verdelingen, aanvallers, Teller())
        for doel in range(6):
            open_ = smalste(mogelijk, doel, x / n, np.ones(6), 1) >= 0.3 - 1e-9
            tel["lijst"] += open_
            tel["tellen"] += bool(geteld[doel])
            tel["samen"] += bool(geteld[doel]) or onderzoek.houdt_stand(doel, 0.3)
    assert tel["tellen"] < tel["samen"] <= tel["lijst"]
    assert tel["samen"] >= 0.8 * tel["lijst"], tel


def test_a_meeting_that_knows_all_partners_leaves_nothing_to_hide_behind() -> None:
    """The median of three is somebody's; the other two sit in the meeting."""
    waarden = np.array([0.2, 0.5, 0.8, 0.1, 0.9, 0.4])
    drie = np.arange(6) < 3
    zetten, verdelingen = Moves(waarden, (0.0, 1.0), None), [gedrukt(waarden, drie, (0.5,))]
    assert Counterexamples(zetten, verdelingen, Attackers(0, NIEMAND), Teller()).houdt_stand(1, 0.2)
    twee = np.isin(np.arange(6), [0, 2])
    assert not Counterexamples(zetten, verdelingen, Attackers(0, twee), Teller()).houdt_stand(1, 0.2)


def test_nobody_holds_out_where_the_printed_values_leave_no_choice() -> None:
    waarden = np.array([0.2, 0.2, 0.2, 0.2, 0.2, 0.2])
    krap = Distribution(ALLEN, {0.1: 0.2, 0.5: 0.2, 0.9: 0.2}, 1e-6)
    onderzoek = Counterexamples(Moves(waarden, (0.0, 1.0), None), [krap], Attackers(2, NIEMAND), Teller())
    assert not any(onderzoek.houdt_stand(doel, 0.3) for doel in range(6))


def test_an_earlier_edition_holds_the_values_of_then() -> None:
    """Five of six had the same value in the edition before: its quantiles still bind, by the known change since."""
    nu = np.array([0.1, 0.3, 0.5, 0.7, 0.9, 0.6])
    toen = nu + 0.1
    vroeger = Distribution(ALLEN, {0.5: round(float(np.median(toen)), 2)}, 0.005, toen)
    vrij = Counterexamples(Moves(nu, (0.0, 1.0), None), [vroeger], Attackers(1, NIEMAND), Teller())
    assert vrij.houdt_stand(0, 0.2)
    vast = Distribution(np.arange(6) == 0, {0.5: 0.2}, 0.005, toen)
    assert not Counterexamples(
        Moves(nu, (0.0, 1.0), None), [vroeger, vast], Attackers(1, NIEMAND), Teller()
    ).houdt_stand(0, 0.2)
