"""Rijen -> RoundTables: the round's tables with the few derived columns that selections and calculations need."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from spiegelrapport.definitions.schema import Definities
from spiegelrapport.model.leveringen import Rijen
from spiegelrapport.model.ronde import Ronde

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

GROEPEN = ("kort", "middel", "intensief", "chronisch", "onvolledig")
GEEN = -1  # no prestatie known
GEEN_JAAR = 0


@dataclass(frozen=True)
class RoundTables:
    """The tables of one round, prepared once. Rows keep their order; a row's position is its identity here."""

    rijen: Rijen
    definities: Definities
    ronde: Ronde
    agbs: tuple[str, ...]

    @cached_property
    def agb(self) -> dict[str, Ints]:
        """Per table the position of each row's agb in `agbs`."""
        index = pd.Index(self.agbs)
        return {naam: index.get_indexer(getattr(self.rijen, naam)["agb"]) for naam in ("trajecten", "rom", "cqi")}

    @cached_property
    def eindjaar(self) -> Ints:
        return years_of(self.rijen.trajecten["einddatum"])

    @cached_property
    def beginjaar(self) -> Ints:
        return years_of(self.rijen.trajecten["begindatum"])

    @cached_property
    def onvolledig(self) -> Bools:
        """Prestatie 180005 or the export's own mark."""
        gemarkeerd: Bools = numbers_of(self.rijen.trajecten, "onvolledig") == 1
        prestatie: Bools = self._prestatiegroep("prestatie_geleverd") == GROEPEN.index("onvolledig")
        return gemarkeerd | prestatie

    @cached_property
    def groep(self) -> Ints:
        """The delivered prestatie as a position in GROEPEN; an incomplete traject is onvolledig whatever its profile."""
        geleverd = self._prestatiegroep("prestatie_geleverd")
        return np.where(self.onvolledig, GROEPEN.index("onvolledig"), geleverd)

    @cached_property
    def groep_verwacht(self) -> Ints:
        return self._prestatiegroep("prestatie_verwacht")

    @cached_property
    def minuten(self) -> Floats:
        """The minutes that count in this round.

        With "direct + indirect", a blank indirect time counts as 0 from 2022 (the zorgprestatiemodel has none), and
        makes the minutes unknown before.
        """
        direct = numbers_of(self.rijen.trajecten, "minuten_direct")
        if self.ronde.minuten == "direct":
            return direct
        indirect = numbers_of(self.rijen.trajecten, "minuten_indirect")
        leeg_mag = np.isnan(indirect) & (self.eindjaar >= self.definities.breuken["zorgprestatiemodel"].eerste_jaar)
        return direct + np.where(leeg_mag, 0.0, indirect)

    def traject_van(self, tabel: str) -> Ints:
        """Per row of `rom` or `cqi` the position of its traject, -1 when there is none. The first of doubles counts."""
        trajecten, ander = self.rijen.trajecten, getattr(self.rijen, tabel)
        ids, uniek = pd.factorize(pd.concat([trajecten["traject_id"], ander["traject_id"]], ignore_index=True))
        agb = np.concatenate([self.agb["trajecten"], self.agb[tabel]])
        sleutel = np.where(ids >= 0, agb * max(len(uniek), 1) + ids, -1)
        eigen = pd.Series(np.arange(len(trajecten)), index=sleutel[: len(trajecten)])
        eigen = eigen[~eigen.index.duplicated() & (eigen.index >= 0)]
        plaats = pd.Index(eigen.index).get_indexer(sleutel[len(trajecten) :])
        return np.where(plaats >= 0, np.append(eigen.to_numpy(), GEEN)[plaats], GEEN)

    def _prestatiegroep(self, kolom: str) -> Ints:
        per_code = {p.code: GROEPEN.index(p.groep) for p in self.definities.prestaties.values()}
        codes, uniek = pd.factorize(self.rijen.trajecten[kolom])
        return np.array([*(per_code.get(str(code), GEEN) for code in uniek), GEEN])[codes]


def make_round_tables(rijen: Rijen, definities: Definities, ronde: Ronde) -> RoundTables:
    """Everything that measuring needs of a round; `agbs` are sorted, so the order of leveringen does not matter."""
    agbs: set[str] = set()
    for tabel in (rijen.trajecten, rijen.rom, rijen.cqi):
        agbs |= set(tabel["agb"].unique())
    return RoundTables(rijen, definities, ronde, tuple(sorted(agbs)))


def years_of(datums: "pd.Series[pd.Timestamp]") -> Ints:
    """The calendar year per row; 0 where there is no date."""
    return np.asarray(pd.to_datetime(datums).dt.year.fillna(GEEN_JAAR), np.int64)


def numbers_of(tabel: pd.DataFrame, kolom: str) -> Floats:
    """A number or yes/no column as floats (yes is 1); all NaN when the column is not there."""
    if kolom not in tabel:
        return np.full(len(tabel), np.nan)
    return pd.to_numeric(tabel[kolom], errors="coerce").to_numpy(np.float64, na_value=np.nan)


def days_between(tabel: pd.DataFrame, van: str, tot: str) -> Floats:
    """Whole days between two date columns; NaN where either is missing."""
    return np.asarray((pd.to_datetime(tabel[tot]) - pd.to_datetime(tabel[van])).dt.days, np.float64)
