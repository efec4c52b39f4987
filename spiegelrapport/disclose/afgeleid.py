"""Own cell + published group cell -> everything a report says about the two, without a glance at the group's real value.

Whatever is printed about the distance to a group tells something about that group. So nothing here sees an unpublished
group figure: the difference is the printed own value minus the printed group value, the limits by chance lie around the
printed group value, and the spread between zorgaanbieders comes in coarsely (TRAPPEN). What only the reader knows (own
value, own spread, own n) may be used in full.
"""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from spiegelrapport.figures.rounding import Opmaak, los
from spiegelrapport.model.publishable import Cel, Gebruik, GroepCel, Toestand, Vergelijking
from spiegelrapport.model.ronde import Drempels
from spiegelrapport.statistics.intervals import z_value

TRAPPEN = 1  # significant digits to which a group's spread between zorgaanbieders is published
BETROUWBAAR_STAP = 0.05
RANDEN = (0, 10, 25, 50, 75, 90, 100)  # percentiles between which a band may lie


@dataclass(frozen=True, slots=True)
class Eigen:
    """What only the reader knows about the own figure, in full precision."""

    cel: Cel
    n: float
    variantie: float
    verwacht: float


@dataclass(frozen=True, slots=True)
class Spreiding:
    """A group's spread between zorgaanbieders as published: coarse, and only for groups that may show quantiles."""

    tau: float | None
    phi: float | None
    gebruikt: bool


def maak_spreiding(tau2: float, phi: float, gebruikt: bool, toegestaan: bool) -> Spreiding:
    """τ to one significant digit, φ to whole numbers; nothing for a group too small for quantiles."""
    if not toegestaan or np.isnan(tau2):
        return Spreiding(None, None, False)
    return Spreiding(_trap(float(np.sqrt(max(tau2, 0.0)))), None if np.isnan(phi) else float(round(phi)), gebruikt)


def vergelijk(
    eigen: Eigen, groep: GroepCel, spreiding: Spreiding, opmaak: Opmaak, drempels: Drempels, algemeen: Spreiding
) -> Vergelijking | None:
    """None when there is no own value, or nothing of the group to set it against.

    `algemeen`: the spread among everybody; a group too small to show its own spread borrows it for the reliability.
    """
    waarde = eigen.cel.waarde
    if waarde is None or (groep.gepoold is None and groep.p50 is None):
        return None
    doel = _doel(groep)
    bron = spreiding if spreiding.tau is not None else algemeen
    betrouwbaarheid = _betrouwbaarheid(eigen, spiegel(bron, doel, opmaak))
    gebruik = _gebruik(betrouwbaarheid, drempels)
    kans95, kans998 = (_grenzen(eigen, doel, spreiding, opmaak, niveau) for niveau in (0.95, 0.998))
    return Vergelijking(
        groep=groep.groep,
        verschil=_min(waarde, doel, opmaak),
        verschil_onder=_min(eigen.cel.onder, doel, opmaak),
        verschil_boven=_min(eigen.cel.boven, doel, opmaak),
        kans95=kans95,
        kans998=kans998,
        toestand=_toestand(waarde, kans95) if gebruik != "beschrijven" else None,
        betrouwbaarheid=betrouwbaarheid,
        gebruik=gebruik,
        geschat=_geschat(waarde, doel, betrouwbaarheid, opmaak),
        verwacht=los(eigen.verwacht, opmaak.plaatsen),
        positie=_positie(eigen.cel, groep),
    )


def _doel(groep: GroepCel) -> float | None:
    """What the own value is set against: the pooled value, or the median over zorgaanbieders where that is withheld."""
    if groep.grens:
        return None
    return groep.p50 if groep.gepoold is None else groep.gepoold


def spiegel(spreiding: Spreiding, doel: float | None, opmaak: Opmaak) -> float | None:
    """τ on the figure's own scale. For shares it is on the arcsine scale, whose slope is 2·sqrt(p(1-p))."""
    if spreiding.tau is None or not opmaak.begrensd_aandeel:
        return spreiding.tau
    return None if doel is None else spreiding.tau * 2 * float(np.sqrt(max(doel * (1 - doel), 0.0)))


def p_waarde(vergelijking: Vergelijking, waarde: float | None) -> float:
    """Two-sided, from the printed value, target and limits alone; NaN where there are no limits."""
    if vergelijking.kans95 is None or vergelijking.verschil is None or waarde is None:
        return float("nan")
    onder, boven = vergelijking.kans95
    doel = waarde - vergelijking.verschil
    halve = (boven - doel) if waarde > doel else (doel - onder)
    if halve <= 0:
        return 1.0 if abs(waarde - doel) < 1e-12 else float("nan")
    return float(2 * stats.norm.sf(abs(waarde - doel) / halve * z_value(0.95)))


def _trap(waarde: float) -> float:
    if waarde <= 0:
        return 0.0
    orde = int(np.floor(np.log10(waarde)))
    return round(waarde, TRAPPEN - 1 - orde)


def _min(waarde: float | None, doel: float | None, opmaak: Opmaak) -> float | None:
    return None if waarde is None or doel is None else los(waarde - doel, opmaak.plaatsen)


def _grenzen(
    eigen: Eigen, doel: float | None, spreiding: Spreiding, opmaak: Opmaak, niveau: float
) -> tuple[float, float] | None:
    """target ± z·SE at the own n: binomial for shares, the own spread otherwise; τ is added where the funnel uses it."""
    if doel is None or not eigen.n > 0:
        return None
    z, tau = z_value(niveau), (spreiding.tau or 0.0) if spreiding.gebruikt else 0.0
    if opmaak.soort == "aandeel" and tau:
        midden, halve = np.arcsin(np.sqrt(doel)), z * np.sqrt(1 / (4 * eigen.n) + tau**2)
        paar = np.sin(np.clip([midden - halve, midden + halve], 0, np.pi / 2)) ** 2
    else:
        variantie = doel * (1 - doel) / eigen.n if opmaak.soort == "aandeel" else eigen.variantie
        if np.isnan(variantie):
            return None
        paar = doel + np.array([-1, 1]) * z * np.sqrt(variantie + tau**2)
    onder, boven = (los(grens, opmaak.plaatsen) for grens in np.clip(paar, *opmaak.schaal))
    return None if onder is None or boven is None else (onder, boven)


def _toestand(waarde: float, grenzen: tuple[float, float] | None) -> Toestand | None:
    """From the printed numbers, so that words and numbers never disagree; on a limit is within."""
    if grenzen is None:
        return None
    return "hoger" if waarde > grenzen[1] else "lager" if waarde < grenzen[0] else "binnen"


def _betrouwbaarheid(eigen: Eigen, tau: float | None) -> float | None:
    """between / (between + own variance), in steps, so that the own variance does not give τ away."""
    if tau is None or np.isnan(eigen.variantie) or tau**2 + eigen.variantie <= 0:
        return None
    deel = tau**2 / (tau**2 + eigen.variantie)
    return round(round(deel / BETROUWBAAR_STAP) * BETROUWBAAR_STAP, 2)


def _gebruik(betrouwbaarheid: float | None, drempels: Drempels) -> Gebruik:
    if betrouwbaarheid is None or betrouwbaarheid < drempels.betrouwbaar_beschrijven:
        return "beschrijven"
    return "vergelijken" if betrouwbaarheid >= drempels.betrouwbaar_vergelijken else "voorzichtig"


def _geschat(waarde: float, doel: float | None, deel: float | None, opmaak: Opmaak) -> float | None:
    """The own value drawn towards the printed group value, by what is printed about its reliability."""
    return None if doel is None or deel is None else los(deel * waarde + (1 - deel) * doel, opmaak.plaatsen)


def _positie(eigen: Cel, groep: GroepCel) -> tuple[int, int] | None:
    """The published percentiles between which the own interval lies: never an exact place."""
    kwantielen = (groep.p10, groep.p25, groep.p50, groep.p75, groep.p90)
    if eigen.waarde is None or any(waarde is None for waarde in kwantielen):
        return None
    waarden = [waarde for waarde in kwantielen if waarde is not None]
    laagste, hoogste = (eigen.waarde if grens is None else grens for grens in (eigen.onder, eigen.boven))
    onder = max((rand for rand, w in zip(RANDEN[1:], waarden, strict=False) if w < laagste), default=0)
    boven = min((rand for rand, w in zip(RANDEN[1:], waarden, strict=False) if w > hoogste), default=100)
    return onder, boven
