"""Group figures -> what the rules about one cell alone allow: thresholds, dominance, p%-rule, 0% and 100%."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from spiegelrapport.audit.group_cells import ALLES, POOLING
from spiegelrapport.audit.matrices import ZONDER_SOM, Masker, Matrix
from spiegelrapport.figures.rounding import Getallen
from spiegelrapport.model.ronde import Ronde
from spiegelrapport.statistics.achievable import besten

RAND = ("p10", "p25", "p75", "p90")

Regels = dict[str, tuple[tuple[str, ...], Masker]]  # rule -> the fields it takes out, and in which figures


def rules_of(stelsel: Matrix, leden: Masker, gelezen: Masker, ronde: Ronde) -> Regels:
    """For one group: each rule with what it takes out; figures are the rows of the stelsel.

    `gelezen`: the figures of the group that any document shows.
    """
    drempels = ronde.drempels
    verdeeld = leden & np.isfinite(stelsel.gewicht) & stelsel.in_quantiles(drempels.clienten_per_cijfer)
    k, nodig = verdeeld.sum(axis=1), _needed(stelsel, verdeeld, ronde)
    ruim = np.array([sleutel.verruimd for sleutel in stelsel.sleutels])
    zonder_som = np.array([opmaak.soort in ZONDER_SOM for opmaak in stelsel.opmaken])
    regels = {
        **too_small(stelsel, leden, ronde),
        "k<kwantielen": (RAND, k < max(drempels.zorgaanbieders_kwantielen, 0)),
        "k<mediaan": (("p50",), k < nodig),
        "mediaan over jaren": (POOLING, ruim & zonder_som),  # nobody proves what two years' medians tell together
        "dominantie": (POOLING, too_large(stelsel, leden, ronde)),
        "p%": (POOLING, _p_procent(stelsel, leden, drempels.p_procent, drempels.coalitie)),
    }
    return regels | {"verschil": (POOLING, _concentrated_rest(stelsel, leden, gelezen, ronde, regels))}


def too_small(stelsel: Matrix, leden: Masker, ronde: Ronde) -> Regels:
    """The rules that hang on counts alone.

    "n<verschil": a widened figure less the years that are shown is a figure too, and needs as many clients as any other.
    """
    gewicht = np.where(leden, stelsel.gewicht, np.nan)
    nodig = _needed(stelsel, np.isfinite(gewicht), ronde)
    n = np.nansum(np.where(leden, stelsel.n, 0.0), axis=1)
    k_klein, n_klein = np.isfinite(gewicht).sum(axis=1) < nodig, n < ronde.drempels.clienten_per_cijfer
    over = n.copy()
    for rij, jaren in stelsel.jaren.items():
        over[rij] -= sum(n[jaar] for jaar in jaren if not (k_klein | n_klein)[jaar])
    verschil = (over > 0) & (over < ronde.drempels.clienten_per_cijfer) & ~n_klein
    return {"k<minimum": (ALLES, k_klein), "n<minimum": (ALLES, n_klein), "n<verschil": (POOLING, verschil)}


def _needed(stelsel: Matrix, wie: Masker, ronde: Ronde) -> Getallen:
    """Per figure how many zorgaanbieders a group needs, given how many of these meet."""
    deelnemers = wie[:, np.isin(stelsel.agbs, ronde.deel)].sum(axis=1)
    return np.array([ronde.drempels.minimum_k(int(aantal)) for aantal in deelnemers], dtype=float)


def too_large(stelsel: Matrix, leden: Masker, ronde: Ronde) -> Masker:
    """In which figures one member is too large a part of the group."""
    return dominant(np.where(leden, stelsel.gewicht, np.nan), ronde.drempels.aandeel_grootste)


def dominant(gewicht: Getallen, grens: float) -> Masker:
    """Whether one zorgaanbieder holds more than `grens` of a row."""
    gewicht = np.nan_to_num(gewicht)
    totaal = gewicht.sum(axis=1)
    grootste = gewicht.max(axis=1, initial=0.0)
    uit: Masker = (totaal > 0) & (grootste > grens * totaal + 1e-9)
    return uit


def _concentrated_rest(stelsel: Matrix, leden: Masker, gelezen: Masker, ronde: Ronde, regels: Regels) -> Masker:
    """In which widened figures a year that is too much one member's would come back by subtraction.

    The widened figure less the years that stay is a figure too: where dominance or the p%-rule alone took a year out, the
    rest must pass both. What counts took out is for "n<verschil" and the audit.
    """
    weg = ~gelezen | first_rule(regels, len(stelsel.sleutels))["gepoold"]
    te_klein = regels["k<minimum"][1] | regels["n<minimum"][1]
    te_groot = (regels["dominantie"][1] | regels["p%"][1]) & ~te_klein
    gewicht, som = (np.nan_to_num(np.where(leden, veld, np.nan)) for veld in (stelsel.gewicht, stelsel.som))
    terug = np.zeros(len(stelsel.sleutels), bool)
    for rij, jaren in stelsel.jaren.items():
        terug[rij] = any(te_groot[jaar] for jaar in jaren)
        for jaar in jaren:
            if not weg[jaar]:
                gewicht[rij], som[rij] = gewicht[rij] - gewicht[jaar], som[rij] - som[jaar]
    rest = replace(stelsel, gewicht=np.where(gewicht > 1e-9, gewicht, np.nan), som=som)
    concentrated = too_large(rest, leden, ronde) | _p_procent(
        rest, leden, ronde.drempels.p_procent, ronde.drempels.coalitie
    )
    uit: Masker = terug & concentrated
    return uit


def _p_procent(stelsel: Matrix, leden: Masker, p: float, coalitie: int) -> Masker:
    """Whether what the coalition cannot explain is under p% of the largest contribution to a pooled sum.

    Contributions count from the bottom of the scale; figures that can be negative have no such sum and are left to
    the audit. p%-rule: Hundepool et al., Statistical Disclosure Control (2012), 4.2.2.
    """
    bodem = np.array([opmaak.schaal[0] for opmaak in stelsel.opmaken])
    som = np.nan_to_num(np.where(leden, stelsel.som - bodem[:, None] * stelsel.gewicht, np.nan))
    uit: Masker = unsafe(som, p, coalitie) & (bodem >= 0)
    return uit


def unsafe(bijdragen: Getallen, p: float, coalitie: int = 1) -> Masker:
    """The p%-rule per row of `bijdragen`: total - largest - the next `coalitie` < p% of the largest."""
    hoogste = -np.sort(-bijdragen, axis=1)[:, : coalitie + 1]
    rest = bijdragen.sum(axis=1) - hoogste.sum(axis=1)
    eerste = hoogste[:, 0] if hoogste.shape[1] else np.zeros(len(bijdragen))
    uit: Masker = (rest < p / 100 * eerste - 1e-12) & (eerste > 0)
    return uit


def first_rule(toegepast: Regels, rijen: int) -> Mapping[str, Masker]:
    """Per field: in which figures any rule takes it out."""
    uit = {veld: np.zeros(rijen, dtype=bool) for veld in ALLES}
    for velden, waar in toegepast.values():
        for veld in velden:
            uit[veld] |= waar
    return uit


def veilige_besten(stelsel: Matrix, leden: Masker, haalbaar: Getallen, ronde: Ronde) -> Masker:
    """In which figures the achievable benchmark is of enough zorgaanbieders, none of them too large: they are a group too."""
    goed = np.zeros(len(haalbaar), dtype=bool)
    for rij in np.flatnonzero(np.isfinite(haalbaar)):
        gewicht = np.where(leden, np.nan_to_num(stelsel.gewicht[rij]), 0.0)
        wie = besten(gewicht, np.nan_to_num(stelsel.som[rij]), float(haalbaar[rij]))
        deelnemers = int(np.isin(np.array(stelsel.agbs)[wie], ronde.deel).sum())
        groot = gewicht[wie].max(initial=0.0) > ronde.drempels.aandeel_grootste * gewicht[wie].sum() + 1e-9
        goed[rij] = len(wie) >= ronde.drempels.minimum_k(deelnemers) and not groot
    return goed
