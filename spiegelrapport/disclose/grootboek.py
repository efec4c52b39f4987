"""The ledger, pure: this edition's rows, and earlier editions as conditions that the audit must respect."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

import numpy as np
import pandas as pd

from spiegelrapport.audit.matrices import Masker, Stelsel
from spiegelrapport.audit.median_audit import Tellingen
from spiegelrapport.disclose.cellen import KWANTIELEN, Cellen
from spiegelrapport.disclose.drempels import ALLES
from spiegelrapport.figures.rounding import Getallen
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS, SLEUTEL, Sleutel
from spiegelrapport.model.onthulling import Grootboek
from spiegelrapport.model.publishable import Cel, Publishable
from spiegelrapport.model.ronde import Ronde

KOLOMMEN = [
    "soort", "groep", "leden", "agb", *SLEUTEL, "k", "n", *ALLES, "grens", "plaatsen",
    "gewicht", "som", "waarde", "onder", "boven", "reden", "documenten",
]  # fmt: skip
TEKST = ("soort", "groep", "leden", "agb", *SLEUTEL, "grens", "reden", "documenten")


def maak_regels(
    stelsel: Stelsel,
    cellen: Cellen,
    tellingen: Mapping[int, Tellingen],
    lezers: Mapping[str, Masker],
    publishables: Mapping[str, Publishable],
) -> pd.DataFrame:
    """Everything that this edition puts out, and what next editions need to audit against it."""
    delen = [
        _cellen(stelsel, cellen, lezers),
        _leden(stelsel, cellen),
        _waarden(stelsel, cellen),
        _verdelingen(stelsel, cellen, tellingen),
        _eigen(publishables),
    ]
    frame = pd.concat([deel for deel in delen if len(deel)], ignore_index=True)
    return frame.reindex(columns=KOLOMMEN).assign(
        **{kolom: lambda f, k=kolom: f[k].astype("str").where(f[k].notna(), "") for kolom in TEKST},
        **{kolom: lambda f, k=kolom: pd.to_numeric(f[k]) for kolom in KOLOMMEN if kolom not in TEKST},
    )


def ledenhash(agbs: Masker, stelsel: Stelsel) -> str:
    """The name of a set of members: who has the list can check it, who has not learns nothing he lacked."""
    return sha256("\n".join(np.array(stelsel.agbs)[agbs]).encode()).hexdigest()[:16]


def vorige_editie(grootboek: Grootboek, ronde: Ronde) -> dict[str, tuple[str, dict[Sleutel, Cel]]]:
    """Per document the own cells of the last edition of an earlier year, with the reporting period they belong to."""
    eerder = [editie for editie in grootboek.rondes if editie.verslagjaar < ronde.verslagjaar]
    if not eerder:
        return {}
    editie = max(eerder, key=lambda editie: (editie.verslagjaar, editie.volgnummer))
    regels = editie.regels.loc[editie.regels["soort"].eq("eigen")]
    uitkomst: dict[str, tuple[str, dict[Sleutel, Cel]]] = {}
    velden = regels[["agb", *SLEUTEL, "waarde", "onder", "boven", "n", "reden", "grens"]]
    rij: Any
    for rij in velden.itertuples(index=False):
        agb, indicator, maat, periode, deel, waarde, onder, boven, n, reden, grens = rij
        cel = Cel(_los(waarde), _los(onder), _los(boven), _heel(n), reden=reden or None, grens=grens)
        uitkomst.setdefault(agb, (str(editie.verslagjaar), {}))[1][Sleutel(indicator, maat, periode, deel)] = cel
    return uitkomst


@dataclass(frozen=True, slots=True)
class Eerder:
    """One earlier published group cell, in terms of who was in it then."""

    sleutel: Sleutel
    groep: str
    leden: Masker  # over the agbs of `Verleden`
    gepoold: float  # NaN where only quantiles went out
    kwantielen: Mapping[float, float]
    grens: str
    marge: float
    haalbaar: float  # NaN where it did not go out
    tellingen: Tellingen  # for a median: everybody's values then; empty where the ledger has none


@dataclass(frozen=True)
class Verleden:
    """What earlier editions put out about figures of this one.

    `gewicht` and `som` are figure by zorgaanbieder as they stood then; where two editions differ, every cell keeps its
    own version (`versies`, one per cell). Assumed known to the attacker: by how much anybody's figure changed since.
    """

    agbs: tuple[str, ...]
    cellen: tuple[Eerder, ...]
    versies: tuple[tuple[Getallen, Getallen], ...]  # per cell: weight and sum of every zorgaanbieder then

    @cached_property
    def per_sleutel(self) -> Mapping[Sleutel, list[tuple[Eerder, tuple[Getallen, Getallen]]]]:
        uitkomst: dict[Sleutel, list[tuple[Eerder, tuple[Getallen, Getallen]]]] = {}
        for cel, versie in zip(self.cellen, self.versies, strict=True):
            uitkomst.setdefault(cel.sleutel, []).append((cel, versie))
        return uitkomst


def verleden(grootboek: Grootboek, stelsel: Stelsel, ronde: Ronde) -> Verleden:
    """The group cells of all earlier editions about the figures of this one."""
    bekend = set(stelsel.sleutels)
    agbs = _alle_agbs(grootboek, stelsel)
    plaats = {agb: i for i, agb in enumerate(agbs)}
    cellen: list[Eerder] = []
    versies: list[tuple[Getallen, Getallen]] = []
    for editie in grootboek.rondes:
        if (editie.verslagjaar, editie.versie) == (ronde.verslagjaar, ronde.versie):
            continue  # this very edition, made again: its cells are the ones under audit
        regels = editie.regels
        leden: dict[str, Masker] = {
            str(h): _masker(groep, plaats) for h, groep in regels.loc[regels["soort"].eq("lid")].groupby("leden")["agb"]
        }
        toen, verdelingen = _toen(regels, plaats), _verdelingen_toen(regels, plaats)
        uit = regels.loc[regels["soort"].eq("cel") & regels[["gepoold", *KWANTIELEN]].notna().any(axis=1)]
        rij: Any
        for rij in uit.itertuples(index=False):
            sleutel = Sleutel(rij.indicator, rij.maat, rij.periode, rij.uitsplitsing)
            if sleutel not in bekend:
                continue
            marge = 0.5 * 10.0 ** -float(rij.plaatsen)
            kwantielen = {p: float(q) for veld, p in KWANTIELEN.items() if not np.isnan(q := getattr(rij, veld))}
            cellen.append(
                Eerder(
                    sleutel,
                    rij.groep,
                    leden[rij.leden],
                    float(rij.gepoold),
                    kwantielen,
                    rij.grens,
                    marge,
                    float(rij.haalbaar),
                    verdelingen.get(sleutel, {}),
                )
            )
            versies.append(toen[sleutel])
    return Verleden(agbs, tuple(cellen), tuple(versies))


def met_vertrokkenen(
    tellingen: Mapping[int, Tellingen], verleden: Verleden, stelsel: Stelsel
) -> Mapping[int, Tellingen]:
    """Everybody's values: as they are now, or for leavers as they were last seen."""
    alle = {rij: dict(wie) for rij, wie in tellingen.items()}
    rijen = stelsel.rij
    for cel in reversed(verleden.cellen):
        nu = alle.setdefault(rijen[cel.sleutel], {}) if cel.tellingen else {}
        nu.update({wie: waarden for wie, waarden in cel.tellingen.items() if wie not in nu})
    return alle


def _alle_agbs(grootboek: Grootboek, stelsel: Stelsel) -> tuple[str, ...]:
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


def _cellen(stelsel: Stelsel, cellen: Cellen, lezers: Mapping[str, Masker]) -> pd.DataFrame:
    rijen = []
    documenten: dict[str, list[tuple[str, Masker]]] = {}
    for sleutel, masker in lezers.items():
        agb, groep = sleutel.split(" ", 1)
        documenten.setdefault(groep, []).append((agb, masker))
    for g, groep in enumerate(cellen.groepen):
        leden = ledenhash(stelsel.leden[groep], stelsel)
        for f in map(int, np.flatnonzero(cellen.lezers[g] > 0)):
            rijen.append(
                {
                    "soort": "cel", "groep": groep, "leden": leden, **stelsel.sleutels[f]._asdict(),
                    "k": cellen.k[g, f], "n": cellen.n[g, f], "grens": str(cellen.grens[g, f]),
                    **{veld: cellen.velden[veld][g, f] for veld in ALLES},
                    "plaatsen": stelsel.opmaken[f].plaatsen, "reden": cellen.reden[g, f] or "",
                    "documenten": " ".join(agb for agb, masker in documenten[groep] if masker[f]),
                }
            )  # fmt: skip
    return pd.DataFrame(rijen)


def _leden(stelsel: Stelsel, cellen: Cellen) -> pd.DataFrame:
    agbs = np.array(stelsel.agbs)
    lijst = [
        {"soort": "lid", "leden": ledenhash(stelsel.leden[groep], stelsel), "agb": agb}
        for groep in cellen.groepen
        for agb in agbs[stelsel.leden[groep]]
    ]
    return pd.DataFrame(lijst).drop_duplicates() if lijst else pd.DataFrame()


def _waarden(stelsel: Stelsel, cellen: Cellen) -> pd.DataFrame:
    """Only of figures that some group shows."""
    getoond = (cellen.lezers > 0).any(axis=0)
    f, i = np.nonzero(np.isfinite(stelsel.gewicht) & np.asarray(getoond)[:, None])
    sleutels = pd.DataFrame([stelsel.sleutels[rij] for rij in f], columns=SLEUTEL)
    return sleutels.assign(
        soort="waarde",
        agb=np.array(stelsel.agbs, dtype=object)[i],
        gewicht=stelsel.gewicht[f, i],
        som=stelsel.som[f, i],
        n=stelsel.n[f, i],
    )


def _verdelingen(stelsel: Stelsel, cellen: Cellen, tellingen: Mapping[int, Tellingen]) -> pd.DataFrame:
    """For medians how often everybody's values occur; only where the median of some group's clients goes out."""
    getoond = np.asarray(np.isfinite(cellen.velden["gepoold"]).any(axis=0))
    delen = [(rij, wie, *paar) for rij, per_wie in tellingen.items() if getoond[rij] for wie, paar in per_wie.items()]
    if not delen:
        return pd.DataFrame()
    rijen, wie, waarden, aantallen = zip(*delen, strict=True)
    keren = [len(deel) for deel in waarden]
    sleutels = pd.DataFrame([stelsel.sleutels[rij] for rij in rijen], columns=SLEUTEL)
    frame = sleutels.assign(agb=np.array(stelsel.agbs, dtype=object)[list(wie)])
    frame = frame.loc[np.repeat(np.arange(len(delen)), keren)].reset_index(drop=True)
    return frame.assign(soort="verdeling", waarde=np.concatenate(waarden), gewicht=np.concatenate(aantallen))


def _eigen(publishables: Mapping[str, Publishable]) -> pd.DataFrame:
    rijen = [
        (agb, *sleutel, c.eigen.waarde, c.eigen.onder, c.eigen.boven, c.eigen.n, c.eigen.reden or "", c.eigen.grens)
        for agb, publishable in publishables.items()
        if agb != KLEINE_AANBIEDERS or publishable.deelnemers
        for sleutel, c in publishable.cijfers.items()
    ]
    kolommen = ["agb", *SLEUTEL, "waarde", "onder", "boven", "n", "reden", "grens"]
    return pd.DataFrame(rijen, columns=kolommen).assign(soort="eigen")


def _los(waarde: float) -> float | None:
    return None if waarde is None or np.isnan(waarde) else float(waarde)


def _heel(waarde: float) -> int | None:
    return None if waarde is None or np.isnan(waarde) else int(waarde)
