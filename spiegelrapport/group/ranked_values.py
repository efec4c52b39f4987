"""Counts of values per zorgaanbieder -> medians over all clients of a group, for every figure at once."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from spiegelrapport.group.value_matrices import Array, ValueMatrices
from spiegelrapport.model.cijfers import SLEUTEL

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class RankedValues:
    """Sorted by figure and value: `rij` is the figure's row in ValueMatrices, `kolom` the zorgaanbieder's column."""

    figuren: int
    rij: Ints
    kolom: Ints
    waarde: Array
    aantal: Ints

    def van(self, leden: Ints) -> "RankedValues":
        """Only these zorgaanbieders."""
        mee = np.isin(self.kolom, leden)
        return RankedValues(self.figuren, self.rij[mee], self.kolom[mee], self.waarde[mee], self.aantal[mee])

    @property
    def n(self) -> Ints:
        """How many values each figure has."""
        return np.asarray(np.bincount(self.rij, weights=self.aantal, minlength=self.figuren), np.int64)

    def op_rang(self, rang: Ints) -> Array:
        """Per figure its rang-th smallest value (1-based); NaN where rang is outside 1..n."""
        n = self.n
        tot = np.concatenate([[0], np.cumsum(n)[:-1]])
        bestaat = (rang >= 1) & (rang <= n)
        plaats = np.searchsorted(np.cumsum(self.aantal), np.where(bestaat, tot + rang, 1))
        waarden = np.append(self.waarde, np.nan)
        return np.where(bestaat, waarden[plaats], np.nan)

    def mediaan(self) -> Array:
        """The middle value, or the mean of the two middle ones."""
        return (self.op_rang((self.n + 1) // 2) + self.op_rang(self.n // 2 + 1)) / 2


def make_waarden(verdelingen: pd.DataFrame, matrices: ValueMatrices) -> RankedValues:
    """Meetwaarden.verdelingen with figures and zorgaanbieders as positions in the matrices."""
    if verdelingen.empty:
        niets = np.array([], np.int64)
        return RankedValues(len(matrices.sleutels), niets, niets, niets.astype(np.float64), niets)
    figuren = pd.MultiIndex.from_frame(matrices.sleutels[SLEUTEL])
    rij = figuren.get_indexer(pd.MultiIndex.from_frame(verdelingen[SLEUTEL]))
    kolom = pd.Index(matrices.agbs).get_indexer(pd.Index(verdelingen["agb"]))
    waarde = verdelingen["waarde"].to_numpy(np.float64)
    orde = np.lexsort((kolom, waarde, rij))
    orde = orde[(rij[orde] >= 0) & (kolom[orde] >= 0)]
    aantal = verdelingen["aantal"].to_numpy(np.int64)
    return RankedValues(len(figuren), rij[orde], kolom[orde], waarde[orde], aantal[orde])
