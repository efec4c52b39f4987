"""Meetwaarden -> small matrices, one row per figure and one column per zorgaanbieder."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS, SLEUTEL

Array = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
KOLOMMEN = ("waarde", "n", "teller", "noemer", "variantie", "sd")
STANDAARD = "standaard"  # the maat whose group value divides by the spread of the maat below
BEGIN = "begin"


@dataclass(frozen=True)
class ValueMatrices:
    """Figures × zorgaanbieders, NaN in all matrices where somebody has no such figure or no value for it.

    `sleutels` are SLEUTEL + soort, sorted; `agbs` sorted, the joint report's pseudo-code last when it is there.
    """

    sleutels: pd.DataFrame
    agbs: tuple[str, ...]
    waarde: Array
    n: Array
    teller: Array
    noemer: Array
    variantie: Array
    sd: Array

    @cached_property
    def standaard(self) -> Bools:
        return (self.sleutels["maat"] == STANDAARD).to_numpy(bool)

    def is_(self, *soorten: str) -> Bools:
        return self.sleutels["soort"].isin(soorten).to_numpy(bool)

    def leden(self, agbs: Iterable[str]) -> npt.NDArray[np.int64]:
        """Columns of these zorgaanbieders; the joint report is nobody's member."""
        gezocht = set(agbs) - {KLEINE_AANBIEDERS}
        return np.array([i for i, agb in enumerate(self.agbs) if agb in gezocht], np.int64)

    def kolom(self, kolommen: npt.NDArray[np.int64]) -> "ValueMatrices":
        """Only these zorgaanbieders."""
        arrays = {naam: getattr(self, naam)[:, kolommen] for naam in KOLOMMEN}
        return ValueMatrices(self.sleutels, tuple(self.agbs[i] for i in kolommen), **arrays)


def make_matrices(frame: pd.DataFrame) -> ValueMatrices:
    """One row per figure that at least one zorgaanbieder has."""
    sleutels = frame[[*SLEUTEL, "soort"]].drop_duplicates().sort_values(SLEUTEL).reset_index(drop=True)
    agbs = _volgorde(list(frame["agb"].unique()))
    rij = pd.MultiIndex.from_frame(sleutels[SLEUTEL]).get_indexer(pd.MultiIndex.from_frame(frame[SLEUTEL]))
    kolom = pd.Index(agbs).get_indexer(pd.Index(frame["agb"]))
    arrays = {}
    for naam in KOLOMMEN:
        vol = np.full((len(sleutels), len(agbs)), np.nan)
        vol[rij, kolom] = frame[naam].to_numpy(np.float64)
        arrays[naam] = vol
    zonder = ~np.isfinite(arrays["waarde"]) | ~(arrays["n"] > 0)
    arrays = {naam: np.where(zonder, np.nan, vol) for naam, vol in arrays.items()}
    return ValueMatrices(sleutels, agbs, **arrays)


def _volgorde(agbs: Sequence[str]) -> tuple[str, ...]:
    echt = sorted(set(agbs) - {KLEINE_AANBIEDERS})
    return (*echt, *({KLEINE_AANBIEDERS} & set(agbs)))
