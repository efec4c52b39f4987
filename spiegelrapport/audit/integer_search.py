"""Mixed-integer programs -> counter-examples for quantiles that no single partner can give: several differ at once.

A quantile prints the same when enough values stay under it and enough over it. Which of the free zorgaanbieders do so is a
choice of whole numbers; so is every value that is a count over a known number. Other values may be anything on the scale.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import highspy
import numpy as np

from spiegelrapport.audit.linear_program import Teller
from spiegelrapport.audit.matrices import Masker
from spiegelrapport.audit.moves import SPELING, Distribution, Indexen, Moves, kwantiel, rang
from spiegelrapport.audit.pooled_audit import Attackers
from spiegelrapport.figures.rounding import Getallen

SAMEN = 6  # who may differ in one program: those in most of the same groups, with the nearest values
MEESTE_KNOPEN = 400  # of the search tree: a count, so that every machine finds the same
MEESTE_PROGRAMMAS = 24  # per zorgaanbieder and figure
RUIMTE = 1e-6  # kept from every edge, for the solver's own tolerance
Rij = tuple[dict[int, float], float, float]


@dataclass(frozen=True)
class Counterexamples:
    """One figure and every quantile printed about it. A step is a change of value, or of a count (`Moves.gewicht`)."""

    zetten: Moves
    verdelingen: Sequence[Distribution]
    aanvallers: Attackers
    teller: Teller

    def houdt_stand(self, doel: int, nodig: float) -> bool:
        """Whether one's value is open by `nodig` against every coalition, and against the meeting."""
        vrij = np.isfinite(self.zetten.waarde)
        vrij[doel] = False
        budget = [MEESTE_PROGRAMMAS]
        if not self._tegen(doel, nodig, vrij, self.aanvallers.coalitie, budget):
            return False
        deel = self.aanvallers.deel
        return not deel.any() or bool(deel[doel]) or self._tegen(doel, nodig, vrij & ~deel, 0, budget)

    def _tegen(self, doel: int, nodig: float, vrij: Masker, c: int, budget: list[int]) -> bool:
        """Counter-examples fail against attackers who differ in them: then one without all of those, or without each."""
        steun = np.zeros(len(vrij), dtype=bool)
        bereik = 0.0
        for teken in (1.0, -1.0):
            if budget[0] > 0 and bereik < nodig * (1 - SPELING):
                budget[0] -= 1
                stap = self._zoek(doel, vrij, teken * nodig)
                bereik += abs(stap[doel] * self._tempo[doel])
                steun |= stap != 0
        steun[doel] = False
        if bereik < nodig * (1 - SPELING):
            return False
        if c == 0 or not steun.any() or self._tegen(doel, nodig, vrij & ~steun, c - 1, budget):
            return True
        zonder = (vrij & (np.arange(len(vrij)) != wie) for wie in np.flatnonzero(steun))
        return all(self._tegen(doel, nodig, rest, c - 1, budget) for rest in zonder)

    @cached_property
    def _tempo(self) -> Getallen:
        gewicht = self.zetten.gewicht
        return np.ones(len(self.zetten.waarde)) if gewicht is None else 1 / np.where(gewicht > 0, gewicht, 1.0)

    @cached_property
    def _groepen(self) -> tuple["_Groep", ...]:
        return tuple(_Groep(verdeling, self._tempo, self.zetten.waarde) for verdeling in self.verdelingen)

    @cached_property
    def _sets(self) -> Masker:
        """Every different set of members that something is printed about, by zorgaanbieder."""
        return np.unique(np.array([verdeling.leden for verdeling in self.verdelingen]), axis=0)

    def _zoek(self, doel: int, vrij: Masker, hoogstens: float) -> Getallen:
        """Everybody's step in a counter-example with the target as near `hoogstens` as can be; all 0 when there is none."""
        wie = np.array([doel, *self._meest_gelijk(doel, vrij)])
        laag, hoog = (rand[wie] for rand in self._ruimte)
        stap = hoogstens * (1 + SPELING) / self._tempo[doel]
        if self.zetten.gewicht is not None:
            stap = np.sign(stap) * np.ceil(abs(stap) - SPELING)
        laag[0], hoog[0] = max(min(0.0, stap), laag[0]), min(max(0.0, stap), hoog[0])
        model = Model(self.zetten.gewicht is not None)
        model.stappen(laag, hoog, -float(np.sign(stap)))
        self.eisen(model, wie)
        self.teller.geheeltallig += 1
        stappen = np.zeros(len(vrij))
        stappen[wie] = model.los_op(len(wie))
        return self._zo_weinig(stappen, wie[1:]) if self.klopt(stappen) else np.zeros(len(vrij))

    def _meest_gelijk(self, doel: int, vrij: Masker) -> Indexen:
        """Who may differ: those in most of the same groups, then with the nearest values."""
        leden, zetten = np.flatnonzero(vrij), self.zetten
        anders = (self._sets[:, leden] != self._sets[:, doel][:, None]).sum(axis=0)
        afstand = np.abs(zetten.waarde[leden] - zetten.waarde[doel])
        return leden[np.lexsort((self._tempo[leden], zetten.waarde[leden], afstand, anders))][:SAMEN]

    @cached_property
    def _ruimte(self) -> tuple[Getallen, Getallen]:
        """How far everybody's step can go before the value leaves its scale."""
        (onder, boven), waarde = self.zetten.schaal, self.zetten.waarde
        return (np.minimum(onder, waarde) - waarde) / self._tempo, (np.maximum(boven, waarde) - waarde) / self._tempo

    def eisen(self, model: "Model", wie: Indexen) -> None:
        """What keeps the print as it is when only `wie` differ."""
        for groep in self._groepen:
            groep.eisen(model, wie)

    def klopt(self, stappen: Getallen) -> bool:
        """Whether every quantile prints the same, computed again from the changed values."""
        return all(groep.klopt(stappen) for groep in self._groepen)

    def _zo_weinig(self, stappen: Getallen, anderen: Indexen) -> Getallen:
        """The same counter-example with nobody different who need not be: each is one more whom an attacker could be."""
        for wie in anderen[stappen[anderen] != 0]:
            zonder = stappen.copy()
            zonder[wie] = 0.0
            stappen = zonder if self.klopt(zonder) else stappen
        return stappen


@dataclass(frozen=True)
class _Groep:
    """One group's printed quantiles as demands on the values of those who may differ."""

    verdeling: Distribution
    tempo: Getallen
    waarde: Getallen

    @cached_property
    def orde(self) -> Indexen:
        leden = np.flatnonzero(self.verdeling.leden)
        return leden[np.argsort(self.toen[leden], kind="stable")]

    @property
    def toen(self) -> Getallen:
        """Everybody's values when this went out; a step changes them as it changes today's."""
        return self.waarde if self.verdeling.toen is None else self.verdeling.toen

    @cached_property
    def grenzen(self) -> Iterable[tuple[float, float, float, float]]:
        """p, its value, and between which values it prints the same; the truth always does."""
        waarden, marge = self.toen[self.orde], self.verdeling.marge - SPELING
        uit = []
        for p, gedrukt in self.verdeling.kwantielen.items():
            waar = float(kwantiel(waarden[None, :], p)[0])
            uit.append((p, waar, min(gedrukt - marge, waar), max(gedrukt + marge, waar)))
        return uit

    def klopt(self, stappen: Getallen) -> bool:
        nieuw = np.sort(self.toen[self.orde] + self.tempo[self.orde] * stappen[self.orde])[None, :]
        return all(onder - SPELING <= kwantiel(nieuw, p)[0] <= boven + SPELING for p, _, onder, boven in self.grenzen)

    def eisen(self, model: "Model", wie: Indexen) -> None:
        """Both neighbours of every quantile stay as near as the rounding allows: enough values under, and enough over.

        More than is needed where a quantile lies between two values (one could rise when the other falls), but far less
        work; what only that would open is withheld.
        """
        k = len(self.orde)
        plek = np.full(len(self.toen), k)
        plek[self.orde] = np.arange(k)
        erin = np.flatnonzero(plek[wie] < k)
        if not len(erin):
            return
        waarden = self.toen[self.orde]
        vast = np.delete(waarden, plek[wie[erin]])
        for p, waar, onder, boven in self.grenzen:
            r, deel = rang(p, k)
            for m in (r, min(r + 1, k - 1)) if deel > 0 else (r,):
                hoogst, laagst = waarden[m] + (boven - waar), waarden[m] - (waar - onder)
                marge = RUIMTE * max(1.0, abs(float(waarden[m])))
                te_kort = m + 1 - int((vast <= hoogst).sum()), k - m - int((vast >= laagst).sum())
                self._genoeg(model, wie, erin, te_kort[0], hoogst - min(marge, boven - waar), 1.0)
                self._genoeg(model, wie, erin, te_kort[1], laagst + min(marge, waar - onder), -1.0)

    def _genoeg(self, model: "Model", wie: Indexen, erin: Indexen, nodig: int, grens: float, teken: float) -> None:
        """At least `nodig` of the free ones have a value up to `grens` (teken 1) or from it (-1)."""
        tellers: dict[int, float] = {}
        for i in erin if nodig > 0 else ():
            waarde, tempo = float(self.toen[wie[i]]), float(self.tempo[wie[i]])
            uitersten = waarde + tempo * np.array([model.laag[i], model.hoog[i]])
            mis = float(max((teken * (uitersten - grens)).max(), 0.0))  # how far it could be on the wrong side
            kolom = model.kolom(0.0, 1.0, heel=True)
            tellers[kolom] = 1.0
            model.rijen.append(({int(i): teken * tempo, kolom: mis}, -np.inf, teken * (grens - waarde) + mis))
        if tellers:
            model.rijen.append((tellers, float(nodig), np.inf))


@dataclass
class Model:
    """Columns and rows in the making; the first columns are the steps, the target's first."""

    tellingen: bool
    laag: list[float] = field(default_factory=list)
    hoog: list[float] = field(default_factory=list)
    kosten: list[float] = field(default_factory=list)
    heel: list[bool] = field(default_factory=list)
    rijen: list[Rij] = field(default_factory=list)

    def stappen(self, laag: Getallen, hoog: Getallen, kosten: float) -> None:
        for nummer, (onder, boven) in enumerate(zip(laag, hoog, strict=True)):
            self.kolom(float(onder), float(boven), 0.0 if nummer else float(kosten), heel=self.tellingen)

    def kolom(self, laag: float, hoog: float, kosten: float = 0.0, *, heel: bool = False) -> int:
        self.laag.append(laag if not heel else float(np.ceil(laag - SPELING)))
        self.hoog.append(hoog if not heel else float(np.floor(hoog + SPELING)))
        self.kosten.append(kosten)
        self.heel.append(heel)
        return len(self.laag) - 1

    def los_op(self, stappen: int) -> Getallen:
        """The first columns' values; 0 when nothing was found within MEESTE_KNOPEN."""
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        for naam, waarde in (
            ("output_flag", False),
            ("threads", 1),
            ("random_seed", 1),
            ("mip_detect_symmetry", False),
        ):
            solver.setOptionValue(naam, waarde)
        solver.setOptionValue("mip_rel_gap", 0.05)
        solver.setOptionValue("mip_max_nodes", MEESTE_KNOPEN)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.laag), len(self.rijen)
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = (np.array(x) for x in (self.kosten, self.laag, self.hoog))
        lp.row_lower_ = np.array([rij[1] for rij in self.rijen])
        lp.row_upper_ = np.array([rij[2] for rij in self.rijen])
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.cumsum([0, *(len(rij[0]) for rij in self.rijen)])
        lp.a_matrix_.index_ = np.array([kolom for rij in self.rijen for kolom in rij[0]], dtype=np.int32)
        lp.a_matrix_.value_ = np.array([factor for rij in self.rijen for factor in rij[0].values()], dtype=float)
        soorten = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        lp.integrality_ = [soorten[heel] for heel in self.heel]
        solver.passModel(lp)
        solver.run()
        oplossing = solver.getSolution()
        if not oplossing.value_valid:
            return np.zeros(stappen)
        stap = np.array(oplossing.col_value)[:stappen]
        return np.round(stap) if self.tellingen else np.where(np.abs(stap) < SPELING, 0.0, stap)
