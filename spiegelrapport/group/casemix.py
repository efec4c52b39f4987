"""Strata of a group -> what each zorgaanbieder's own mix would have given: indirect standardisation."""

from collections.abc import Iterable, Mapping

import pandas as pd

from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS, SLEUTEL
from spiegelrapport.model.ronde import Groep, GroepKeuze

KOLOMMEN = ["agb", "groep", *SLEUTEL, "verwacht"]


def verwachte(
    strata: pd.DataFrame, groepen: Iterable[Groep], keuzes: Mapping[str, GroepKeuze], periode: str
) -> pd.DataFrame:
    """Per reader, group of its report and figure of the period the expected value; columns KOLOMMEN."""
    frames = [pd.DataFrame(columns=KOLOMMEN)]
    for groep in groepen:
        frame = verwacht(strata, groep.leden).rename("verwacht").dropna().reset_index()
        if len(frame):
            lezers = [agb for agb, keuze in keuzes.items() if groep.id in keuze.groepen]
            frame = frame[frame["agb"].isin(lezers) & (frame["periode"] == periode)]
            frames.append(frame.assign(groep=groep.id))
    return pd.concat([frame for frame in frames if len(frame)] or frames, ignore_index=True)[KOLOMMEN]


def verwacht(strata: pd.DataFrame, leden: frozenset[str]) -> "pd.Series[float]":
    """Per agb + SLEUTEL the value expected from the own mix: Σ own n per stratum × the group's value there, over Σ own n.

    The group includes the own rows, so a stratum that only one zorgaanbieder has is expected to be what it is. Not
    adjusted for anything that the strata do not name.
    """
    if strata.empty:
        return pd.Series(dtype="float64")
    groep = strata[strata["agb"].isin(leden) & (strata["agb"] != KLEINE_AANBIEDERS)]
    per_stratum = groep.groupby([*SLEUTEL, "stratum"], observed=True)[["n", "som"]].sum()
    norm = (per_stratum["som"] / per_stratum["n"]).rename("norm").reset_index()
    eigen = strata.merge(norm, on=[*SLEUTEL, "stratum"], how="left")
    eigen = eigen.assign(verwacht=eigen["n"] * eigen["norm"])
    som = eigen.groupby(["agb", *SLEUTEL], observed=True)[["n", "verwacht"]].sum(min_count=1)
    return som["verwacht"] / som["n"]
