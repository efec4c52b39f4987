"""Which expected values may be printed: only those whose case mix hides everybody in every stratum.

An expected value mixes the group's results per stratum in the reader's own proportions. A reader whose clients are all in
one stratum reads off that stratum's result: so each stratum has to stand the rules that a group stands. And who reads the
results of a stratum for a group and for everybody, computes those outside the group: so these have to be enough as well.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from spiegelrapport.audit.matrices import Masker, Matrix
from spiegelrapport.disclose.thresholds import dominant, unsafe
from spiegelrapport.figures.rounding import Getallen
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS, SLEUTEL, Benchmark, Sleutel
from spiegelrapport.model.ronde import Ronde

LAAG = [*SLEUTEL, "stratum"]
Veilig = frozenset[tuple[str, str, Sleutel]]  # (agb, groep, figure)


@dataclass(frozen=True, slots=True)
class Lagen:
    """The strata as matrices: rows are strata of figures, columns zorgaanbieders; 0 where somebody has no clients."""

    index: "pd.Index[Any]"
    agbs: tuple[str, ...]
    n: Getallen
    som: Getallen
    bodem: Getallen  # of the figure's scale, per row
    aandeel: Masker  # whether the figure is a share from 0% to 100%

    def verbergt(self, leden: Masker, ronde: Ronde) -> Masker:
        """In which strata these zorgaanbieders hide each other."""
        d, n = ronde.drempels, np.where(leden, self.n, 0.0)
        deelnemers = (n[:, np.isin(self.agbs, ronde.deel)] > 0).sum(axis=1)
        nodig = np.array([ronde.drempels.minimum_k(int(samen)) for samen in deelnemers])
        bijdragen = np.where(leden, self.som - self.bodem[:, None] * self.n, 0.0)
        uit: Masker = (
            ((n > 0).sum(axis=1) >= nodig)
            & (n.sum(axis=1) >= d.clienten_per_cijfer)
            & ~dominant(n, d.aandeel_grootste)
            & ~(unsafe(bijdragen, d.p_procent, d.coalitie) & (self.bodem >= 0))
        )
        return uit

    def bij_de_rand(self, leden: Masker, ronde: Ronde) -> Masker:
        """Shares so near to 0% or 100% that they tell of everybody in it."""
        n, som = (np.where(leden, matrix, 0.0).sum(axis=1) for matrix in (self.n, self.som))
        rand = ronde.drempels.rand
        uit: Masker = self.aandeel & (n > 0) & ((som < rand * n) | (som > (1 - rand) * n))
        return uit

    def leeg(self, leden: Masker) -> Masker:
        uit: Masker = np.where(leden, self.n, 0.0).max(axis=1, initial=0.0) == 0
        return uit


def safe_expected(benchmark: Benchmark, ronde: Ronde, stelsel: Matrix) -> Veilig:
    """Nothing without strata: what cannot be checked is not printed."""
    strata = benchmark.meetwaarden.strata
    eigen = strata.loc[strata["n"].gt(0)] if len(strata) else strata
    if eigen.empty or eigen["agb"].eq(KLEINE_AANBIEDERS).all():
        return frozenset()
    lagen = _lagen(eigen, stelsel)
    iedereen = np.isin(lagen.agbs, sorted(frozenset[str]().union(*(groep.leden for groep in benchmark.groepen))))
    veilig: set[tuple[str, str, Sleutel]] = set()
    for groep in benchmark.groepen:
        leden = np.isin(lagen.agbs, sorted(groep.leden))
        rest = iedereen & ~leden
        goed = lagen.verbergt(leden, ronde) & ~lagen.bij_de_rand(leden, ronde)
        goed &= lagen.leeg(rest) | lagen.verbergt(rest, ronde)
        veilig |= {(agb, groep.id, sleutel) for agb, sleutel in _lezers(eigen, pd.Series(goed, index=lagen.index))}
    return frozenset(veilig)


def _lagen(strata: pd.DataFrame, stelsel: Matrix) -> Lagen:
    """The joint report is nobody's member: its rows repeat those of its own."""
    leden = strata.loc[strata["agb"].ne(KLEINE_AANBIEDERS)]
    n, som = (
        leden.pivot_table(index=LAAG, columns="agb", values=kolom, aggfunc="sum", fill_value=0).astype(float)
        for kolom in ("n", "som")
    )
    plaats = stelsel.rij
    opmaken = [stelsel.opmaken[plaats[Sleutel(*rij[: len(SLEUTEL)])]] for rij in n.index]
    return Lagen(
        n.index,
        tuple(n.columns),
        n.to_numpy(),
        som.to_numpy(),
        np.array([opmaak.schaal[0] for opmaak in opmaken]),
        np.array([opmaak.begrensd_aandeel for opmaak in opmaken], dtype=bool),
    )


def _lezers(eigen: pd.DataFrame, goed: "pd.Series[bool]") -> list[tuple[str, Sleutel]]:
    """Who has clients in good strata only, per figure."""
    naast = eigen.merge(goed.rename("goed").reset_index(), on=LAAG, how="left")
    heel = naast.assign(goed=naast["goed"].eq(True)).groupby(["agb", *SLEUTEL], observed=True)["goed"].all()
    return [(str(agb), Sleutel(*sleutel)) for agb, *sleutel in heel.index[heel.to_numpy()]]


def allowed(verwacht: pd.DataFrame, veilig: Veilig) -> dict[tuple[str, str, Sleutel], float]:
    """The expected values that may be printed."""
    frame = verwacht.loc[verwacht["verwacht"].notna()]
    sleutels = (Sleutel(*rij) for rij in frame[SLEUTEL].itertuples(index=False, name=None))
    gevonden = {
        (agb, groep, sleutel): float(waarde)
        for agb, groep, sleutel, waarde in zip(frame["agb"], frame["groep"], sleutels, frame["verwacht"], strict=True)
    }
    return {plaats: waarde for plaats, waarde in gevonden.items() if plaats in veilig}
