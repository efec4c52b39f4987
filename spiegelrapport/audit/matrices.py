"""Long frames -> matrices of figure by zorgaanbieder: what the thresholds and the audit compute with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from spiegelrapport.definitions.schema import Definities
from spiegelrapport.figures.rounding import Getallen, Rounding, rounding
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS, SLEUTEL, Benchmark, Sleutel
from spiegelrapport.model.ronde import Groep

Masker = npt.NDArray[np.bool_]
Plaatsen = npt.NDArray[np.integer[Any]]
LINEAIR = 1e-6  # relative difference within which a pooled value is the weighted mean of its members' values
ZONDER_SOM = ("mediaan",)
Grenzen = tuple[Getallen, Getallen]  # lowest and highest, per zorgaanbieder


@dataclass(frozen=True, slots=True)
class Matrix:
    """One round as matrices; rows are figures, columns zorgaanbieders, NaN where somebody has no such figure.

    A group's pooled value is sum(som) / sum(gewicht) over its members, where `lineair` holds; `gewicht` is the
    denominator (clients, or minutes for a share of minutes). `leden` marks members per group id.
    """

    sleutels: tuple[Sleutel, ...]
    agbs: tuple[str, ...]
    opmaken: tuple[Rounding, ...]
    n: Getallen
    gewicht: Getallen
    som: Getallen
    waarde: Getallen
    leden: Mapping[str, Masker]

    @property
    def rij(self) -> Mapping[Sleutel, int]:
        return {sleutel: rij for rij, sleutel in enumerate(self.sleutels)}

    @property
    def kolom(self) -> Mapping[str, int]:
        return {agb: kolom for kolom, agb in enumerate(self.agbs)}

    @property
    def jaren(self) -> Mapping[int, tuple[int, ...]]:
        """Per widened figure (row) the rows of its years, those that are there."""
        rij = self.rij
        return {
            ruim: tuple(rij[deel] for jaar in sleutel.jaren if (deel := sleutel._replace(periode=str(jaar))) in rij)
            for sleutel, ruim in rij.items()
            if sleutel.verruimd
        }

    def in_quantiles(self, minimum: int, rij: int | None = None) -> Masker:
        """Figure by zorgaanbieder (of one figure: zorgaanbieder): who has enough clients to count in a distribution."""
        n = self.n if rij is None else self.n[rij]
        with np.errstate(invalid="ignore"):
            return np.asarray(n >= minimum, np.bool_)

    def deel(self, rijen: Masker) -> "Matrix":
        """Only these figures."""
        welke = np.flatnonzero(rijen)
        return replace(
            self,
            sleutels=tuple(self.sleutels[rij] for rij in welke),
            opmaken=tuple(self.opmaken[rij] for rij in welke),
            **{naam: getattr(self, naam)[rijen] for naam in ("n", "gewicht", "som", "waarde")},
        )


def make_stelsel(benchmark: Benchmark, definities: Definities, kleine: Iterable[str]) -> Matrix:
    """The joint report of the small ones is a group like any other, under its own name."""
    meetwaarden = benchmark.meetwaarden.frame
    alle = meetwaarden.loc[meetwaarden["agb"].ne(KLEINE_AANBIEDERS)]
    sleutels = sleutels_van(meetwaarden)
    agbs = tuple(sorted(alle["agb"].unique()))
    rijen = pd.MultiIndex.from_tuples(sleutels, names=SLEUTEL).get_indexer(pd.MultiIndex.from_frame(alle[SLEUTEL]))
    kolommen = pd.Index(agbs).get_indexer(alle["agb"])
    vorm = (len(sleutels), len(agbs))
    n = _matrix(vorm, rijen, kolommen, alle["n"])
    gewicht = _matrix(vorm, rijen, kolommen, alle["noemer"].where(alle["noemer"].gt(0), alle["n"]))
    waarde = _matrix(vorm, rijen, kolommen, alle["waarde"])
    aanwezig = (n > 0) & np.isfinite(waarde)
    gewicht = np.where(aanwezig & (gewicht > 0), gewicht, np.nan)
    return Matrix(
        sleutels,
        agbs,
        tuple(rounding(definities, s.indicator, s.maat) for s in sleutels),
        np.where(aanwezig, n, np.nan),
        gewicht,
        gewicht * waarde,
        np.where(aanwezig, waarde, np.nan),
        _leden(agbs, benchmark.groepen, kleine),
    )


def sleutels_van(frame: pd.DataFrame) -> tuple[Sleutel, ...]:
    """The different figures in a frame, in a fixed order."""
    uniek = frame[SLEUTEL].drop_duplicates().sort_values(SLEUTEL)
    return tuple(Sleutel(*rij) for rij in uniek.itertuples(index=False, name=None))


def _matrix(vorm: tuple[int, int], rijen: Plaatsen, kolommen: Plaatsen, waarden: "pd.Series[float]") -> Getallen:
    matrix = np.full(vorm, np.nan)
    matrix[rijen, kolommen] = waarden.to_numpy(dtype=float, na_value=np.nan)
    return matrix


def _leden(agbs: tuple[str, ...], groepen: Iterable[Groep], kleine: Iterable[str]) -> dict[str, Masker]:
    leden = {groep.id: np.isin(agbs, sorted(groep.leden)) for groep in groepen}
    klein = np.isin(agbs, sorted(kleine))
    return leden | ({KLEINE_AANBIEDERS: klein} if klein.any() else {})
