"""What everybody's figures have in common: spread within and between organisations, against a known truth."""

import numpy as np
import pandas as pd
import pytest

from spiegelrapport.group.parameters import parameters, pooled_within
from spiegelrapport.group.value_matrices import ValueMatrices
from tests.builders import definities


def matrices(soort: str, indicator: str, waarde: np.ndarray, n: np.ndarray, sd: np.ndarray) -> ValueMatrices:
    """Many figures of one indicator as rows (periods), zorgaanbieders as columns."""
    over = definities().indicatoren[indicator]
    sleutels = pd.DataFrame(
        {
            "indicator": indicator,
            "maat": over.maten[0].code,
            "periode": [str(2000 + i) for i in range(len(waarde))],
            "uitsplitsing": "totaal",
            "soort": soort,
        }
    )
    agbs = tuple(f"{i:08d}" for i in range(waarde.shape[1]))
    return ValueMatrices(sleutels, agbs, waarde=waarde, n=n, teller=waarde * n, noemer=n, variantie=sd**2 / n, sd=sd)


def test_the_spread_within_is_pooled_over_everybodys_own() -> None:
    """Sizes 11 and 31 with variances 4 and 8: (10·4 + 30·8)/40 = 7; one client has no spread of its own and adds none."""
    n = np.array([[11.0, 31.0, 1.0]])
    sd = np.array([[2.0, np.sqrt(8.0), np.nan]])
    m = matrices("gemiddelde", "cqi_rapportcijfer", np.array([[8.0, 8.2, 9.0]]), n, sd)
    assert pooled_within(m, np.array([8.2]))[0] == pytest.approx(7.0)


def test_a_share_varies_within_as_its_pooled_value_says() -> None:
    m = matrices("aandeel", "onvolledig", np.array([[0.1, 0.3]]), np.full((1, 2), 50.0), np.full((1, 2), 0.4))
    assert pooled_within(m, np.array([0.2]))[0] == pytest.approx(0.16)


def test_the_spread_between_is_found_on_the_scale_of_comparing() -> None:
    rng = np.random.default_rng(3)
    n = np.broadcast_to(rng.integers(20, 400, 60).astype(float), (200, 60))
    rho = 0.04  # of the variance of a yes or no; tau on the arcsine scale is half its root
    a, b = 0.3 * (1 / rho - 1), 0.7 * (1 / rho - 1)
    p = rng.binomial(n.astype(int), rng.beta(a, b, n.shape)) / n
    m = matrices("aandeel", "onvolledig", p, n, np.sqrt(p * (1 - p)))
    uit = parameters(m, (p * n).sum(axis=1) / n.sum(axis=1), definities())
    assert np.sqrt(uit["tau2"]).mean() == pytest.approx(np.sqrt(rho) / 2, rel=0.06)
    assert set(uit["k"]) == {60}


def test_two_organisations_have_no_spread_between_them_that_could_be_known() -> None:
    m = matrices("aandeel", "onvolledig", np.array([[0.1, 0.3]]), np.full((1, 2), 50.0), np.full((1, 2), 0.4))
    assert np.isnan(parameters(m, np.array([0.2]), definities())["tau2"][0])
