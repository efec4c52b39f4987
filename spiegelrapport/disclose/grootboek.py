"""This edition -> its rows for the ledger; and the own cells of the edition before it."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import numpy as np
import pandas as pd

from spiegelrapport.audit.group_cells import ALLES, GroupCells
from spiegelrapport.audit.matrices import Grenzen, Masker, Matrix
from spiegelrapport.audit.median_audit import Tellingen
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS, SLEUTEL, Sleutel
from spiegelrapport.model.onthulling import Grootboek
from spiegelrapport.model.publishable import Cel, Publishable, Reason
from spiegelrapport.model.ronde import Ronde

KOLOMMEN = [
    "soort", "groep", "leden", "agb", *SLEUTEL, "k", "n", *ALLES, "grens", "plaatsen",
    "gewicht", "som", "waarde", "onder", "boven", "reden", "documenten", "tau", "binnen",
]  # fmt: skip
TEKST = ("soort", "groep", "leden", "agb", *SLEUTEL, "grens", "reden", "documenten")


def make_regels(
    stelsel: Matrix,
    cellen: GroupCells,
    tellingen: Mapping[int, Tellingen],
    lezers: Mapping[str, Masker],
    publishables: Mapping[str, Publishable],
    banden: Mapping[int, Grenzen],
) -> pd.DataFrame:
    """Everything that this edition puts out, and what next editions need to audit against it."""
    delen = [
        _cellen(stelsel, cellen, lezers),
        _parameters(stelsel, cellen),
        _leden(stelsel, cellen),
        _waarden(stelsel, cellen),
        _verdelingen(stelsel, cellen, tellingen),
        _banden(stelsel, cellen, banden),
        _eigen(publishables),
    ]
    gevuld = [deel for deel in delen if len(deel)]
    # a round of one small zorgaanbieder puts nothing out
    frame = pd.concat(gevuld, ignore_index=True) if gevuld else pd.DataFrame()
    return frame.reindex(columns=KOLOMMEN).assign(
        **{kolom: lambda f, k=kolom: f[k].astype("str").where(f[k].notna(), "") for kolom in TEKST},
        **{kolom: lambda f, k=kolom: pd.to_numeric(f[k]) for kolom in KOLOMMEN if kolom not in TEKST},
    )


def ledenhash(agbs: Masker, stelsel: Matrix) -> str:
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
        cel = Cel(_los(waarde), _los(onder), _los(boven), _heel(n), reden=Reason(reden) if reden else None, grens=grens)
        uitkomst.setdefault(agb, (str(editie.verslagjaar), {}))[1][Sleutel(indicator, maat, periode, deel)] = cel
    return uitkomst


def _cellen(stelsel: Matrix, cellen: GroupCells, lezers: Mapping[str, Masker]) -> pd.DataFrame:
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


def _parameters(stelsel: Matrix, cellen: GroupCells) -> pd.DataFrame:
    """What goes out of everybody's spread, per figure that somebody reads."""
    rijen = [
        {"soort": "parameters", **stelsel.sleutels[f]._asdict(), "k": uit.k, "tau": uit.tau, "binnen": uit.binnen}
        for f, uit in cellen.parameters.items()
        if (cellen.lezers[:, f] > 0).any()
    ]
    return pd.DataFrame(rijen)


def _leden(stelsel: Matrix, cellen: GroupCells) -> pd.DataFrame:
    agbs = np.array(stelsel.agbs)
    lijst = [
        {"soort": "lid", "leden": ledenhash(stelsel.leden[groep], stelsel), "agb": agb}
        for groep in cellen.groepen
        for agb in agbs[stelsel.leden[groep]]
    ]
    return pd.DataFrame(lijst).drop_duplicates() if lijst else pd.DataFrame()


def _waarden(stelsel: Matrix, cellen: GroupCells) -> pd.DataFrame:
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


def _verdelingen(stelsel: Matrix, cellen: GroupCells, tellingen: Mapping[int, Tellingen]) -> pd.DataFrame:
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


def _banden(stelsel: Matrix, cellen: GroupCells, banden: Mapping[int, Grenzen]) -> pd.DataFrame:
    """Between which values membership of a group said that everybody's lay; of figures that some group shows."""
    rijen = [
        {"soort": "band", "agb": agb, **stelsel.sleutels[f]._asdict(), "onder": laag, "boven": hoog}
        for f, band in banden.items()
        if (cellen.lezers[:, f] > 0).any()
        for agb, laag, hoog in zip(stelsel.agbs, *(np.where(np.isfinite(r), r, np.nan) for r in band), strict=True)
        if not np.isnan(laag) or not np.isnan(hoog)
    ]
    return pd.DataFrame(rijen)


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
