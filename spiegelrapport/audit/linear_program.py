"""One block of linked figures and everything published about it -> a linear program for HiGHS."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import highspy
import numpy as np
import numpy.typing as npt

from spiegelrapport.audit.matrices import Masker
from spiegelrapport.audit.relations import Block, Uitdrukking, per_lid
from spiegelrapport.figures.rounding import Getallen

TOLERANTIE = 1e-9
GEHEEL = 1e-6  # a solution this near whole numbers is whole
Bereik = tuple[Getallen, Getallen]


@dataclass(frozen=True, slots=True)
class Condition:
    """One published cell: the sum of a figure over some zorgaanbieders lies between two bounds."""

    cijfer: int
    leden: Masker
    onder: float
    boven: float


@dataclass(slots=True)
class Teller:
    """Programs solved, for the certificate."""

    lineair: int = 0
    geheeltallig: int = 0
    doelen: int = 0


class Infeasible(Exception):
    """HiGHS gave no answer: the audit may not be taken as passed."""


class Program:
    """Sums per atom (zorgaanbieders with the same memberships) and base figure, within everything published.

    Zorgaanbieders in one atom occur in the published sums only together. Their joint sum can be anything between the
    sums of their bounds, so the program over atoms has the same optimum as the one over zorgaanbieders.
    """

    def __init__(
        self,
        blok: Block,
        voorwaarden: Sequence[Condition],
        teller: Teller,
        apart: int | None = None,
    ) -> None:
        """`apart`: this one gets an atom of its own."""
        self.blok, self.voorwaarden, self.teller = blok, voorwaarden, teller
        self.atoom = _atomen([v.leden for v in voorwaarden], blok.gewicht.shape[1], apart)
        self.atomen = int(self.atoom.max()) + 1
        self.bases = len(blok.gewicht)
        self.laag = per_lid(blok.onder) * blok.gewicht
        self.hoog = per_lid(blok.boven) * blok.gewicht
        self.eenheid = 1.0 if blok.geheel else _eenheid(blok)
        self.solver = self._model()

    def kolom(self, basis: int, atoom: int) -> int:
        return basis * self.atomen + atoom

    def per_atoom(self, waarden: Getallen) -> Getallen:
        """Base figure by zorgaanbieder -> base figure by atom."""
        return np.array([np.bincount(self.atoom, weights=rij, minlength=self.atomen) for rij in waarden])

    def grenzen(self, laag: Getallen, hoog: Getallen) -> None:
        """Bounds on the atoms' sums from now on (base figure by atom)."""
        laag, hoog = laag.ravel() / self.eenheid, hoog.ravel() / self.eenheid
        kolommen = np.arange(laag.size, dtype=np.int32)
        self.solver.changeColsBounds(laag.size, kolommen, laag, np.maximum(laag, hoog))

    def set_bounds(self, kolommen: Sequence[int], laag: Getallen, hoog: Getallen) -> None:
        """Bounds of some columns, from matrices of base figure by atom."""
        for kolom in kolommen:
            onder, boven = laag.flat[kolom] / self.eenheid, hoog.flat[kolom] / self.eenheid
            self.solver.changeColBounds(kolom, onder, max(onder, boven))

    def nauw(self, leden: npt.NDArray[np.intp], c: int) -> tuple[Getallen, Getallen]:
        """Bounds per base figure on the joint sum of some members of which the `c` most telling are known."""
        laag, hoog, som = self.laag[:, leden], self.hoog[:, leden], self.blok.som[:, leden]
        return laag.sum(axis=1) + _top(som - laag, c), hoog.sum(axis=1) - _top(hoog - som, c)

    def alle_nauw(self, c: int) -> tuple[Getallen, Getallen]:
        """Every atom's bounds when its `c` most telling members are known."""
        paren = [self.nauw(np.flatnonzero(self.atoom == atoom), c) for atoom in range(self.atomen)]
        return np.array([p[0] for p in paren]).T, np.array([p[1] for p in paren]).T

    def set_objective(
        self,
        grenzen: tuple[Getallen, Getallen],
        plek: int,
        rest: Sequence[int],
        anderen: npt.NDArray[np.intp],
        doel: int,
        c: int,
    ) -> None:
        """Tight bounds everywhere, with `doel` alone and free in atom `plek` and its fellows in `rest`."""
        laag, hoog = grenzen[0].copy(), grenzen[1].copy()
        laag[:, plek], hoog[:, plek] = self.laag[:, doel], self.hoog[:, doel]
        for atoom in rest:
            laag[:, atoom], hoog[:, atoom] = self.nauw(anderen, c)
        self.grenzen(laag, hoog)

    def weet(self, bekend: Sequence[int]) -> None:
        """Bounds for somebody who knows these zorgaanbieders' figures exactly, and nobody else's."""
        laag, hoog = self.laag.copy(), self.hoog.copy()
        laag[:, bekend] = hoog[:, bekend] = self.blok.som[:, bekend]
        self.grenzen(self.per_atoom(laag), self.per_atoom(hoog))

    def bereik(self, doel: Mapping[int, float]) -> tuple[float, float]:
        """Smallest and largest value of a sum of columns; the published cells and bounds decide."""
        return self._solve(doel, highspy.ObjSense.kMinimize), self._solve(doel, highspy.ObjSense.kMaximize)

    def _solve(self, doel: Mapping[int, float], richting: highspy.ObjSense) -> float:
        solver = self.solver
        for kolom, factor in doel.items():
            solver.changeColCost(kolom, factor)
        solver.changeObjectiveSense(richting)
        solver.run()
        self.teller.lineair += 1
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise Infeasible(str(solver.getModelStatus()))
        waarde = float(solver.getInfo().objective_function_value)
        if self.blok.geheel and not _heel(solver.getSolution().col_value):
            waarde = self._geheeltallig(waarde)
        for kolom in doel:
            solver.changeColCost(kolom, 0.0)
        return waarde * self.eenheid

    def _geheeltallig(self, lineair: float) -> float:
        """The same with whole numbers, where the linear optimum is not: counts come in ones."""
        kolommen = np.arange(self.bases * self.atomen, dtype=np.int32)
        solver, self.teller.geheeltallig = self.solver, self.teller.geheeltallig + 1
        solver.changeColsIntegrality(
            kolommen.size, kolommen, np.full(kolommen.size, highspy.HighsVarType.kInteger.value, dtype=np.uint8)
        )
        solver.run()
        optimaal = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        waarde = float(solver.getInfo().objective_function_value)
        solver.changeColsIntegrality(
            kolommen.size, kolommen, np.full(kolommen.size, highspy.HighsVarType.kContinuous.value, dtype=np.uint8)
        )
        if not optimaal:
            raise Infeasible(f"geheeltallig, {lineair}")
        return waarde

    def _model(self) -> highspy.Highs:
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        for naam, waarde in (("output_flag", False), ("threads", 1), ("presolve", "off"), ("random_seed", 1)):
            solver.setOptionValue(naam, waarde)
        solver.setOptionValue("primal_feasibility_tolerance", TOLERANTIE if not self.blok.geheel else 1e-7)
        solver.setOptionValue("mip_rel_gap", 0.0)
        rijen = [*self._cellen(), *self._gehelen(), *self._oplopend()]
        programma = highspy.HighsLp()
        kolommen = self.bases * self.atomen
        programma.num_col_, programma.num_row_ = kolommen, len(rijen)
        programma.col_cost_ = np.zeros(kolommen)
        programma.col_lower_ = self.per_atoom(self.laag).ravel() / self.eenheid
        programma.col_upper_ = self.per_atoom(self.hoog).ravel() / self.eenheid
        programma.row_lower_ = np.array([rij[1] / self.eenheid for rij in rijen])
        programma.row_upper_ = np.array([rij[2] / self.eenheid for rij in rijen])
        programma.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        programma.a_matrix_.start_ = np.cumsum([0, *(len(rij[0]) for rij in rijen)])
        programma.a_matrix_.index_ = np.array([kolom for rij in rijen for kolom in rij[0]], dtype=np.int32)
        programma.a_matrix_.value_ = np.array([factor for rij in rijen for factor in rij[0].values()], dtype=float)
        solver.passModel(programma)
        return solver

    def _cellen(self) -> list[tuple[dict[int, float], float, float]]:
        rijen = []
        for voorwaarde in self.voorwaarden:
            uitdrukking = self.blok.cijfers[voorwaarde.cijfer]
            atomen = np.unique(self.atoom[voorwaarde.leden])
            factoren = {self.kolom(b, int(a)): f for b, f in uitdrukking.items() for a in atomen}
            waar = self.som(uitdrukking, voorwaarde.leden)
            rijen.append((factoren, *_grens(voorwaarde, waar, self.blok.geheel)))
        return rijen

    def _gehelen(self) -> list[tuple[dict[int, float], float, float]]:
        rijen = []
        for uitdrukking, gewicht in self.blok.gehelen:
            totaal = self.per_atoom(gewicht[None, :])[0]
            for atoom in np.flatnonzero(totaal > 0):
                factoren = {self.kolom(b, int(atoom)): f for b, f in uitdrukking.items()}
                rijen.append((factoren, float(totaal[atoom]), float(totaal[atoom])))
        return rijen

    def _oplopend(self) -> list[tuple[dict[int, float], float, float]]:
        paren = [(b, a) for b in range(self.bases - 1) for a in range(self.atomen)] if self.blok.oplopend else []
        return [({self.kolom(b + 1, a): 1.0, self.kolom(b, a): -1.0}, 0.0, np.inf) for b, a in paren]

    def som(self, uitdrukking: Uitdrukking, leden: Masker) -> float:
        """The true sum of a figure over some zorgaanbieders."""
        return float(sum(f * self.blok.som[b, leden].sum() for b, f in uitdrukking.items()))


def _top(bijdragen: Getallen, c: int) -> Getallen:
    """Per row the sum of the `c` largest."""
    som: Getallen = -np.sort(-bijdragen, axis=1)[:, :c].sum(axis=1)
    return som


def _grens(voorwaarde: Condition, waar: float, geheel: bool) -> tuple[float, float]:
    """Rounding bounds, never so tight by floating point that the truth falls outside; whole numbers for counts."""
    onder, boven = min(voorwaarde.onder, waar), max(voorwaarde.boven, waar)
    return (float(np.ceil(onder - GEHEEL)), float(np.floor(boven + GEHEEL))) if geheel else (onder, boven)


def _heel(waarden: Sequence[float]) -> bool:
    getallen = np.asarray(waarden)
    return bool(np.all(np.abs(getallen - np.round(getallen)) < GEHEEL))


def _eenheid(blok: Block) -> float:
    return float(max(1.0, (per_lid(blok.boven - blok.onder) * blok.gewicht).sum(axis=1).max()))


def _atomen(ledenlijsten: Sequence[Masker], aantal: int, apart: int | None) -> npt.NDArray[np.intp]:
    """Number of the atom per zorgaanbieder; `apart` gets one of its own."""
    groepen = {leden.tobytes(): leden for leden in ledenlijsten}
    merken = np.array([*groepen.values(), np.arange(aantal) == (-1 if apart is None else apart)]).T
    return np.unique(merken, axis=0, return_inverse=True)[1].ravel()
