"""What goes out of everybody's spread, and that it gives nobody away."""

import dataclasses

import numpy as np
import pytest

from spiegelrapport.figures.rounding import significant
from spiegelrapport.model.publishable import Parameters
from spiegelrapport.statistics.heterogeneity import estimate, silent_from
from tests.disclose.builders import AANDEEL, SCORE, agb, benchmark, figuur, onthul, ronde, soepel

ALLEN = {"allen": [agb(i) for i in range(1, 13)]}


def parameters(aantal: int = 12, sleutel=SCORE, **ronde_: object) -> Parameters | None:
    waarden = figuur(np.linspace(3, 4.6, aantal) if sleutel == SCORE else np.linspace(0.2, 0.6, aantal))
    bron = benchmark({sleutel: waarden}, {"allen": list(waarden)})
    ruw = dataclasses.replace(bron, parameters=bron.parameters.assign(tau2=0.012345, binnen=1.2345))
    return onthul(ruw, ronde(soepel(), **ronde_)).publishables[agb(1)].cijfers[sleutel].parameters


def test_two_digits_go_out_the_same_in_every_report() -> None:
    assert parameters() == Parameters(12, 0.11, 1.2)
    assert parameters(sleutel=AANDEEL) == Parameters(12, 0.11, None)  # a share varies within as its target says


def test_of_fewer_zorgaanbieders_than_quantiles_need_nothing_goes_out() -> None:
    assert parameters(9) is None


def test_tau_stays_in_where_it_could_tell_about_somebody() -> None:
    """Six participants of a meeting lay their figures side by side: then twelve are not enough."""
    samen = tuple(agb(i) for i in range(1, 7))
    assert silent_from(6) > 12
    gedeeld = parameters(deel=samen)
    assert gedeeld is not None
    assert gedeeld.tau is None
    assert gedeeld.binnen == 1.2


def test_they_are_laid_down_in_the_ledger() -> None:
    waarden = figuur(np.linspace(3, 4.6, 12))
    regels = onthul(benchmark({SCORE: waarden}, ALLEN)).grootboekregels
    rij = regels.loc[regels["soort"].eq("parameters")].iloc[0]
    assert (rij["k"], rij["tau"], rij["binnen"], rij["indicator"]) == (12, 0.1, 1.0, SCORE.indicator)


@pytest.mark.parametrize("known", [1, 3])
@pytest.mark.parametrize("value", [0.0, 0.3, 1.0])
def test_whatever_one_value_is_the_others_can_give_the_printed_tau(known: int, value: float) -> None:
    """The attack: some values are known, one is sought. By bisection the rest is placed so that the same tau is printed."""
    k = silent_from(known)
    rng = np.random.default_rng(5)
    echt = rng.normal(0.5, 0.12, k).clip(0, 1)
    v = np.full((1, k), 0.02**2)
    printed = significant(float(np.sqrt(estimate(echt[None, :], v).tau2[0])), 2)
    assert printed is not None and printed > 0  # noqa: PT018
    rest = k - known - 1

    def tau(apart: float) -> float:
        others = 0.5 + apart * np.where(np.arange(rest) % 2, 0.5, -0.5)
        return float(np.sqrt(estimate(np.concatenate([echt[:known], [value], others])[None, :], v).tau2[0]))

    low, high = 0.0, 1.0
    assert tau(low) < printed < tau(high)
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if tau(middle) < printed else (low, middle)
    assert significant(tau(high), 2) == pytest.approx(printed, rel=0.02)
