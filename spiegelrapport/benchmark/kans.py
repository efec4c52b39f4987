"""A group's target and everybody's size -> the limits that chance alone would give, and where a value lies."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from spiegelrapport.benchmark.matrices import Array, Bools, Matrices
from spiegelrapport.statistics.dispersion import Overdispersion, overdispersion
from spiegelrapport.statistics.intervals import z_value

NIVEAUS = (0.95, 0.998)


@dataclass(frozen=True)
class Kans:
    """Limits (figures × zorgaanbieders) per level, two-sided p-values, and the overdispersion that was used."""

    limieten: dict[float, tuple[Array, Array]]
    p_waarde: Array
    z: Array
    overdispersie: Overdispersion


def eenheidsvariantie(groep: Matrices, doel: Array) -> Array:
    """Per figure the sampling variance of one unit of size, shared by the group: own variance = this / own size.

    aandeel: p(1-p) at the target; telling: the rate itself; other kinds: the (n-1)-weighted mean of everybody's own, which
    is the pooled within-variance. Steadier than one zorgaanbieder's own spread, and defined at n = 1.
    """
    gewicht = np.where(np.isfinite(groep.variantie), np.maximum(groep.n - 1, 0), 0.0)
    per_eenheid = np.where(gewicht > 0, groep.variantie * groep.maat, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        gepoold = (gewicht * per_eenheid).sum(axis=1) / gewicht.sum(axis=1)
    aandeel, telling = groep.is_("aandeel"), groep.is_("telling")
    return np.where(aandeel, doel * (1 - doel), np.where(telling, doel, gepoold))


def kansgrenzen(allen: Matrices, groep: Matrices, doel: Array, eenheid: Array, schaal: Array) -> Kans:
    """Limits for every zorgaanbieder in `allen` about the target of `groep`.

    Without overdispersion: target ± z·SE on the figure's own scale, SE at the own size. With it: target ± z·sqrt(SE² + tau²)
    on the variance-stabilised scale (arcsine for shares, square root for rates, the own scale for the rest), turned back.
    Limits stay within `schaal` (figures × 2). Source: Spiegelhalter (2005).
    """
    y, v, midden = _stabiel(groep, doel, eenheid)
    extra = overdispersion(y, midden, v)
    ruim = extra.used[:, None]
    y_allen, v_allen, _ = _stabiel(allen, doel, eenheid)
    se_ruw = _wortel(eenheid[:, None] / allen.maat)
    se_ruim = _wortel(v_allen + extra.tau2[:, None])
    with np.errstate(invalid="ignore", divide="ignore"):
        z = np.where(ruim, (y_allen - midden[:, None]) / se_ruim, (allen.waarde - doel[:, None]) / se_ruw)
    z = np.where(gelijk(allen.waarde, doel[:, None]), 0.0, z)
    limieten = {niveau: _limiet(allen, doel, midden, se_ruw, se_ruim, ruim, schaal, niveau) for niveau in NIVEAUS}
    return Kans(limieten, 2 * special.ndtr(-np.abs(z)), z, extra)


def gelijk(waarde: Array, doel: Array) -> Bools:
    """Equal but for the last digits of arithmetic: without spread, those digits would look like a certain difference."""
    return np.abs(waarde - doel) <= 1e-12 * np.maximum(1.0, np.abs(doel))


def _limiet(
    allen: Matrices,
    doel: Array,
    midden: Array,
    se_ruw: Array,
    se_ruim: Array,
    ruim: Bools,
    schaal: Array,
    niveau: float,
) -> tuple[Array, Array]:
    z = z_value(niveau)
    grenzen = []
    for teken in (-1, 1):
        ruw = doel[:, None] + teken * z * se_ruw
        terug = _terug(allen, midden[:, None] + teken * z * se_ruim)
        grenzen.append(np.where(ruim, terug, ruw).clip(schaal[:, :1], schaal[:, 1:]))
    return grenzen[0], grenzen[1]


def _stabiel(m: Matrices, doel: Array, eenheid: Array) -> tuple[Array, Array, Array]:
    """Values, sampling variances and target on the scale where the variance does not depend on the value."""
    aandeel, telling = m.is_("aandeel")[:, None], m.is_("telling")[:, None]
    with np.errstate(invalid="ignore", divide="ignore"):
        y = np.where(aandeel, np.arcsin(np.sqrt(m.waarde.clip(0, 1))), np.where(telling, np.sqrt(m.waarde), m.waarde))
        v = np.where(aandeel | telling, 1 / (4 * m.maat), eenheid[:, None] / m.maat)
        t = doel[:, None]
        midden = np.where(aandeel, np.arcsin(np.sqrt(t.clip(0, 1))), np.where(telling, np.sqrt(np.abs(t)), t))
    return y, np.where(np.isfinite(y), v, np.nan), midden[:, 0]


def _terug(m: Matrices, y: Array) -> Array:
    aandeel, telling = m.is_("aandeel")[:, None], m.is_("telling")[:, None]
    hoek = y.clip(0, np.pi / 2)
    return np.where(aandeel, np.sin(hoek) ** 2, np.where(telling, y.clip(0, None) ** 2, y))


def _wortel(variantie: npt.ArrayLike) -> Array:
    with np.errstate(invalid="ignore"):
        return np.sqrt(np.asarray(variantie, np.float64))
