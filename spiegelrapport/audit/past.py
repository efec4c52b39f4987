"""The ledger -> what is out already, as conditions that the audit must respect."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from spiegelrapport.audit.group_cells import KWANTIELEN
from spiegelrapport.audit.matrices import Grenzen, Masker, Matrix
from spiegelrapport.audit.median_audit import Tellingen
from spiegelrapport.figures.rounding import Getallen
from spiegelrapport.model.cijfers import SLEUTEL, Sleutel
from spiegelrapport.model.onthulling import Grootboek
from spiegelrapport.model.ronde import Ronde


@dataclass(frozen=True, slots=True)
class Earlier:
    """One earlier published group cell, in terms of who was in it then."""

    sleutel: Sleutel
    groep: str
    leden: Masker  # over the agbs of `Past`
    telt: Masker  # of these, who counted in the quantiles
    gepoold: float  # NaN where only quantiles went out
    kwantielen: Mapping[float, float]
    grens: str
    marge: float
    haalbaar: float  # NaN where it did not go out
    tellingen: Tellingen  # for a median: everybody's values then; empty where the ledger has none


@dataclass(frozen=True)
class Past:
    """What earlier editions put out about figures of this one.

    `gewicht` and `som` are figure by zorgaanbieder as they stood then; where two editions differ, every cell keeps its
    own version (`versies`, one per cell). Assumed known to the attacker: by how much anybody's figure changed since.
    """

    agbs: tuple[str, ...]
    cellen: tuple[Earlier, ...]
    versies: tuple[tuple[Getallen, Getallen], ...]  # per cell: weight and sum of every zorgaanbieder then
    banden: Mapping[Sleutel, Sequence[tuple[Grenzen, tuple[Getallen, Getallen]]]] = field(default_factory=dict)
    """Per figure what bands of earlier editions said of everybody, with weight and sum of then."""

    @cached_property
    def per_sleutel(self) -> Mapping[Sleutel, list[tuple[Earlier, tuple[Getallen, Getallen]]]]:
        uitkomst: dict[Sleutel, list[tuple[Earlier, tuple[Getallen, Getallen]]]] = {}
        for cel, versie in zip(self.cellen, self.versies, strict=True):
            uitkomst.setdefault(cel.sleutel, []).append((cel, versie))
        return uitkomst


def verleden(grootboek: Grootboek, stelsel: Matrix, ronde: Ronde) -> Past:
    """The group cells of all earlier editions about the figures of this one."""
    bekend = set(stelsel.sleutels)
    agbs = _alle_agbs(grootboek, stelsel)
    plaats = {agb: i for i, agb in enumerate(agbs)}
    cellen: list[Earlier] = []
    versies: list[tuple[Getallen, Getallen]] = []
    banden: dict[Sleutel, list[tuple[Grenzen, tuple[Getallen, Getallen]]]] = {}
    for editie in grootboek.rondes:
        if (editie.verslagjaar, editie.versie) == (ronde.verslagjaar, ronde.versie):
            continue  # this very edition, made again: its cells are the ones under audit
        regels = editie.regels
        leden: dict[str, Masker] = {
            str(h): _masker(groep, plaats) for h, groep in regels.loc[regels["soort"].eq("lid")].groupby("leden")["agb"]
        }
        toen, verdelingen = _toen(regels, plaats), _verdelingen_toen(regels, plaats)
        for sleutel, grenzen in _banden_toen(regels, plaats).items():
            if sleutel in bekend and sleutel in toen:
                banden.setdefault(sleutel, []).append((grenzen, toen[sleutel]))
        genoeg = _in_quantiles(regels, plaats, ronde.drempels.clienten_per_cijfer)
        uit = regels.loc[regels["soort"].eq("cel") & regels[["gepoold", *KWANTIELEN]].notna().any(axis=1)]
        rij: Any
        for rij in uit.itertuples(index=False):
            sleutel = Sleutel(rij.indicator, rij.maat, rij.periode, rij.uitsplitsing)
            if sleutel not in bekend:
                continue
            marge = 0.5 * 10.0 ** -float(rij.plaatsen)
            kwantielen = {p: float(q) for veld, p in KWANTIELEN.items() if not np.isnan(q := getattr(rij, veld))}
            cellen.append(
                Earlier(
                    sleutel,
                    rij.groep,
                    leden[rij.leden],
                    leden[rij.leden] & genoeg[sleutel],
                    float(rij.gepoold),
                    kwantielen,
                    rij.grens,
                    marge,
                    float(rij.haalbaar),
                    verdelingen.get(sleutel, {}),
                )
            )
            versies.append(toen[sleutel])
    return Past(agbs, tuple(cellen), tuple(versies), banden)


def met_vertrokkenen(tellingen: Mapping[int, Tellingen], verleden: Past, stelsel: Matrix) -> Mapping[int, Tellingen]:
    """Everybody's values: as they are now, or for leavers as they were last seen."""
    alle = {rij: dict(wie) for rij, wie in tellingen.items()}
    rijen = stelsel.rij
    for cel in reversed(verleden.cellen):
        nu = alle.setdefault(rijen[cel.sleutel], {}) if cel.tellingen else {}
        nu.update({wie: waarden for wie, waarden in cel.tellingen.items() if wie not in nu})
    return alle


def _alle_agbs(grootboek: Grootboek, stelsel: Matrix) -> tuple[str, ...]:
    eerder = {
        agb for editie in grootboek.rondes for agb in editie.regels.loc[editie.regels["soort"].eq("waarde"), "agb"]
    }
    return (*stelsel.agbs, *sorted(eerder - set(stelsel.agbs)))


def _toen(regels: pd.DataFrame, plaats: Mapping[str, int]) -> dict[Sleutel, tuple[Getallen, Getallen]]:
    waarden = regels.loc[regels["soort"].eq("waarde")]
    uitkomst = {}
    for sleutel, groep in waarden.groupby(SLEUTEL, sort=False):
        gewicht, som = np.zeros(len(plaats)), np.zeros(len(plaats))
        wie = [plaats[agb] for agb in groep["agb"]]
        gewicht[wie], som[wie] = groep["gewicht"], groep["som"]
        uitkomst[Sleutel(*map(str, sleutel))] = gewicht, som
    return uitkomst


def _banden_toen(regels: pd.DataFrame, plaats: Mapping[str, int]) -> dict[Sleutel, Grenzen]:
    uitkomst = {}
    for sleutel, groep in regels.loc[regels["soort"].eq("band")].groupby(SLEUTEL, sort=False):
        laag, hoog = np.full(len(plaats), -np.inf), np.full(len(plaats), np.inf)
        wie = [plaats[agb] for agb in groep["agb"]]
        laag[wie], hoog[wie] = groep["onder"].fillna(-np.inf), groep["boven"].fillna(np.inf)
        uitkomst[Sleutel(*map(str, sleutel))] = laag, hoog
    return uitkomst


def _in_quantiles(regels: pd.DataFrame, plaats: Mapping[str, int], minimum: int) -> dict[Sleutel, Masker]:
    """Who had enough clients then, by the limit of now; in a ledger that does not tell, everybody."""
    waarden = regels.loc[regels["soort"].eq("waarde")]
    genoeg = waarden.loc[waarden["n"].isna() | waarden["n"].ge(minimum)]
    per_sleutel = waarden.groupby(SLEUTEL, sort=False)["agb"].first().index
    leeg = {Sleutel(*map(str, sleutel)): np.zeros(len(plaats), dtype=bool) for sleutel in per_sleutel}
    return leeg | {
        Sleutel(*map(str, sleutel)): _masker(groep, plaats)
        for sleutel, groep in genoeg.groupby(SLEUTEL, sort=False)["agb"]
    }


def _verdelingen_toen(regels: pd.DataFrame, plaats: Mapping[str, int]) -> dict[Sleutel, Tellingen]:
    uitkomst: dict[Sleutel, dict[int, tuple[Getallen, Getallen]]] = {}
    for (agb, *sleutel), groep in regels.loc[regels["soort"].eq("verdeling")].groupby(["agb", *SLEUTEL], sort=False):
        waarden = groep["waarde"].to_numpy(dtype=float), groep["gewicht"].to_numpy(dtype=float)
        uitkomst.setdefault(Sleutel(*map(str, sleutel)), {})[plaats[str(agb)]] = waarden
    return dict(uitkomst)


def _masker(agbs: "pd.Series[str]", plaats: Mapping[str, int]) -> Masker:
    masker = np.zeros(len(plaats), dtype=bool)
    masker[[plaats[agb] for agb in agbs if agb in plaats]] = True
    return masker
