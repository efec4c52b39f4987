"""A group's values and sizes -> how reliable each is, a careful estimate, and a place with its uncertainty."""

from dataclasses import dataclass

import numpy as np
from scipy import special

from spiegelrapport.benchmark.matrices import Array, Matrices
from spiegelrapport.statistics import betabinomial
from spiegelrapport.statistics.dispersion import der_simonian_laird, reliability
from spiegelrapport.statistics.intervals import z_value

MINSTENS = 3  # zorgaanbieders from which differences between them can be estimated


@dataclass(frozen=True)
class Krimp:
    """Figures × zorgaanbieders: reliability 0-1, shrunken estimate, and percentile band 0-100 (95%)."""

    betrouwbaarheid: Array
    geschat: Array
    positie_onder: Array
    positie_boven: Array


def krimp(allen: Matrices, groep: Matrices, gepoold: Array, eenheid: Array) -> Krimp:
    """Empirical Bayes: beta-binomial for shares, normal-normal for the rest.

    With no differences beyond chance the estimate is the group's value, the reliability 0 and the place anywhere. Under
    MINSTENS zorgaanbieders nothing is estimated. The estimate is never better known than the own value and never outside the
    range of the own value and the group's centre.
    """
    rel, schatting, onder, boven = _normaal(allen, groep, eenheid)
    for plek, deel in zip((rel, schatting, onder, boven), _aandelen(allen, groep, gepoold), strict=True):
        aandeel = allen.is_("aandeel")
        plek[aandeel] = deel[aandeel]
    genoeg = (np.isfinite(groep.waarde).sum(axis=1) >= MINSTENS)[:, None] & np.isfinite(allen.waarde)
    return Krimp(*(np.where(genoeg, plek, np.nan) for plek in (rel, schatting, onder, boven)))


def _normaal(allen: Matrices, groep: Matrices, eenheid: Array) -> tuple[Array, Array, Array, Array]:
    """tau² and centre by DerSimonian-Laird; own variance from the shared unit variance; posterior place by the normal."""
    with np.errstate(invalid="ignore", divide="ignore"):
        effecten = der_simonian_laird(groep.waarde, eenheid[:, None] / groep.maat)
        v = eenheid[:, None] / allen.maat
    rel = reliability(effecten.tau2, v)
    midden, tau = effecten.mean[:, None], np.sqrt(effecten.tau2)[:, None]
    schatting = midden + rel * (allen.waarde - midden)
    with np.errstate(invalid="ignore", divide="ignore"):
        plaats = (schatting - midden) / tau
        rand = z_value() * np.sqrt(1 - rel)
    onder, boven = special.ndtr(plaats - rand), special.ndtr(plaats + rand)
    vast = tau > 0
    return rel, schatting, np.where(vast, 100 * onder, 0.0), np.where(vast, 100 * boven, 100.0)


def _aandelen(allen: Matrices, groep: Matrices, gepoold: Array) -> tuple[Array, Array, Array, Array]:
    """Reliability n/(n + a + b), estimate (x + a)/(n + a + b), place by the beta posterior in the beta of true shares."""
    vorm = np.full(allen.waarde.shape, np.nan)
    rel, schatting, onder, boven = vorm.copy(), vorm.copy(), vorm.copy(), vorm.copy()
    rijen = np.flatnonzero(allen.is_("aandeel"))
    if not len(rijen):
        return rel, schatting, onder, boven
    a, b = (deel[:, None] for deel in betabinomial.fit(groep.teller[rijen], groep.n[rijen]))
    x, n = allen.teller[rijen], allen.n[rijen]
    spreiding = np.isfinite(a)
    rel[rijen] = np.where(spreiding, n / (n + a + b), 0.0)
    schatting[rijen] = np.where(spreiding, (x + a) / (n + a + b), gepoold[rijen][:, None])
    laag = special.betainc(a, b, special.betaincinv(x + a, n - x + b, 0.025))
    hoog = special.betainc(a, b, special.betaincinv(x + a, n - x + b, 0.975))
    onder[rijen] = np.where(spreiding, 100 * laag, 0.0)
    boven[rijen] = np.where(spreiding, 100 * hoog, 100.0)
    return rel, schatting, onder, boven
