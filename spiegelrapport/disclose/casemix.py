"""Strata of a group -> what each reader's own mix would have given, with strata joined until each hides everybody.

An expected value mixes the group's results per stratum in the reader's own proportions. A reader whose clients are all in
one stratum reads off that stratum's result: so each stratum has to stand the rules that a group stands. And who reads the
results of a stratum for a group and for everybody, computes those outside the group: so these have to be enough as well.
A stratum that is too thin joins a neighbour; where only one is left, there is no mix to speak of.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from spiegelrapport.audit.matrices import Masker, Matrix
from spiegelrapport.disclose.thresholds import dominant, unsafe
from spiegelrapport.figures.rounding import Getallen
from spiegelrapport.model.cijfers import SLEUTEL, Benchmark, Sleutel
from spiegelrapport.model.ronde import Drempels, Groep, Ronde

Plaats = tuple[str, str, Sleutel]  # (agb, groep, figure)
Klassen = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Lagen:
    """The strata of one figure, by zorgaanbieder: clients and their sum; 0 where somebody has none.

    `waarden`: for a median how often each value occurs (columns stratum, agb, waarde, n); empty for what adds up.
    """

    agbs: tuple[str, ...]
    n: Getallen
    som: Getallen
    waarden: pd.DataFrame
    bodem: float  # of the figure's scale
    aandeel: bool  # whether the figure is a share from 0% to 100%

    def joined(self, klassen: Klassen) -> "Lagen":
        """With these strata together: `klassen` gives the class of each."""
        aantal = int(klassen.max()) + 1
        n, som = np.zeros((aantal, len(self.agbs))), np.zeros((aantal, len(self.agbs)))
        np.add.at(n, klassen, self.n)
        np.add.at(som, klassen, self.som)
        waarden = self.waarden.assign(stratum=klassen[self.waarden["stratum"].to_numpy(np.int64)])
        return Lagen(self.agbs, n, som, waarden, self.bodem, self.aandeel)

    def hides(self, leden: Masker, ronde: Ronde) -> Masker:
        """In which strata these zorgaanbieders hide each other, and say nothing of everybody."""
        d, n, som = ronde.drempels, np.where(leden, self.n, 0.0), np.where(leden, self.som, 0.0)
        deelnemers = (n[:, np.isin(self.agbs, ronde.deel)] > 0).sum(axis=1)
        nodig = np.array([d.minimum_k(int(samen)) for samen in deelnemers])
        bijdragen = som - self.bodem * n
        uit: Masker = (
            ((n > 0).sum(axis=1) >= nodig)
            & (n.sum(axis=1) >= d.clienten_per_cijfer)
            & ~dominant(n, d.aandeel_grootste)
            & ~(unsafe(bijdragen, d.p_procent, d.coalitie) & (self.bodem >= 0))
            & ~self._near_the_edge(n.sum(axis=1), som.sum(axis=1), d)
        )
        return uit

    def _near_the_edge(self, n: Getallen, som: Getallen, drempels: Drempels) -> Masker:
        """Shares so near to 0% or 100% that they tell of everybody in it."""
        outer = (som < drempels.rand * n) | (som > (1 - drempels.rand) * n)
        uit: Masker = np.full(len(n), self.aandeel) & outer
        return uit


def expected(benchmark: Benchmark, ronde: Ronde, stelsel: Matrix) -> dict[Plaats, float]:
    """Per reader, group of its report and figure the value expected from the own mix; only what may be printed."""
    uit: dict[Plaats, float] = {}
    for sleutel, lagen in _figures(benchmark.meetwaarden.strata, stelsel):
        everybody = _members(lagen, benchmark.groepen)
        for groep in benchmark.groepen:
            lezers = [
                agb for agb, keuze in benchmark.keuzes.items() if groep.id in keuze.op_papier and agb in lagen.agbs
            ]
            leden = np.isin(lagen.agbs, sorted(groep.leden))
            klassen = join(lagen, leden, everybody & ~leden, ronde) if lezers else None
            if klassen is not None:
                samen = lagen.joined(klassen)
                uit |= {(agb, groep.id, sleutel): waarde for agb, waarde in _values(samen, leden, lezers)}
    return uit


def join(lagen: Lagen, leden: Masker, rest: Masker, ronde: Ronde) -> Klassen | None:
    """The class of each stratum, so that every class is safe for the members and for those outside; None: nothing is left.

    The smallest unsafe class joins the smaller of its neighbours, for strata stand in order.
    """
    klassen = np.arange(len(lagen.n))
    while klassen[-1] > 0:
        nu = lagen.joined(klassen)
        goed = nu.hides(leden, ronde) & (nu.hides(rest, ronde) | (np.where(rest, nu.n, 0.0).sum(axis=1) == 0))
        if goed.all():
            return klassen
        aantal = np.where(leden, nu.n, 0.0).sum(axis=1)
        slecht = int(np.flatnonzero(~goed)[np.argmin(aantal[~goed])])
        buren = [buur for buur in (slecht - 1, slecht + 1) if 0 <= buur < len(aantal)]
        laagste = min(slecht, min(buren, key=lambda buur: aantal[buur]))
        klassen = np.where(klassen > laagste, klassen - 1, klassen)
    return None


def _members(lagen: Lagen, groepen: tuple[Groep, ...]) -> Masker:
    return np.isin(lagen.agbs, sorted(frozenset[str]().union(*(groep.leden for groep in groepen))))


def _figures(strata: pd.DataFrame, stelsel: Matrix) -> Iterator[tuple[Sleutel, Lagen]]:
    eigen = strata.loc[strata["n"].gt(0)] if len(strata) else strata
    if eigen.empty:
        return
    for delen, rijen in eigen.groupby(SLEUTEL, observed=True, sort=True):
        sleutel = Sleutel(*map(str, delen))
        if sleutel in stelsel.rij:
            opmaak = stelsel.opmaken[stelsel.rij[sleutel]]
            yield sleutel, _layers(rijen, opmaak.schaal[0], opmaak.begrensd_aandeel, opmaak.soort == "mediaan")


def _layers(rijen: pd.DataFrame, bodem: float, aandeel: bool, mediaan: bool) -> Lagen:
    """The joint report is a reader like the others, but its rows repeat those of its own: nobody counts it as a member."""
    nummers = pd.factorize(rijen["stratum"], sort=True)[0]
    genummerd = rijen.assign(stratum=nummers)
    n, som = (
        genummerd.pivot_table(index="stratum", columns="agb", values=kolom, aggfunc="sum", fill_value=0).astype(float)
        for kolom in ("n", "som")
    )
    waarden = genummerd[["stratum", "agb", "waarde", "n"]] if mediaan else genummerd.iloc[:0]
    return Lagen(tuple(n.columns), n.to_numpy(), som.to_numpy(), waarden, bodem, aandeel)


def _values(lagen: Lagen, leden: Masker, lezers: list[str]) -> Iterator[tuple[str, float]]:
    n, som = np.where(leden, lagen.n, 0.0).sum(axis=1), np.where(leden, lagen.som, 0.0).sum(axis=1)
    if lagen.waarden.empty:
        for agb in lezers:
            eigen = lagen.n[:, lagen.agbs.index(agb)]
            yield agb, float(eigen @ (som / n) / eigen.sum())
        return
    mee = lagen.waarden[lagen.waarden["agb"].isin(np.array(lagen.agbs, object)[leden])].sort_values("waarde")
    waarde, stratum, aantal = (mee[kolom].to_numpy() for kolom in ("waarde", "stratum", "n"))
    for agb in lezers:
        per_client = lagen.n[:, lagen.agbs.index(agb)] / n
        yield agb, _weighted_median(waarde, aantal * per_client[stratum.astype(np.int64)])


def _weighted_median(gesorteerd: Getallen, gewicht: Getallen) -> float:
    """The value with half of the weight on either side; the mean of two where the half falls between them."""
    tot = np.cumsum(gewicht)
    half = tot[-1] / 2
    onder, boven = (int(np.searchsorted(tot, half * (1 + rand))) for rand in (-1e-12, 1e-12))
    return float(gesorteerd[[onder, min(boven, len(tot) - 1)]].mean())
