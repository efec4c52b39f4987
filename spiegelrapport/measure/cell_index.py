"""How rows fall into cells: zorgaanbieder × years and prestatie groups."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from spiegelrapport.measure.round_tables import Bools, Floats, Ints, RoundTables
from spiegelrapport.measure.selecties import UITSPLITSINGEN, Selectie
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS, SLEUTEL, TOTAAL


class Part(NamedTuple):
    """Rows of a long frame for one maat, still as arrays: frames are made once, at the end."""

    indicator: str
    maat: str
    soort: str
    cel: Ints
    kolommen: dict[str, npt.NDArray[np.generic]]


@dataclass(frozen=True)
class CellIndex:
    """How rows fall into cells: zorgaanbieder × (years, prestatie groups of the reporting year, the widened period).

    The joint report is one more zorgaanbieder, behind the others, to which the rows of its members are added.
    """

    bron: RoundTables
    kleine: frozenset[str]

    @cached_property
    def namen_kolommen(self) -> tuple[tuple[str, str], ...]:
        """periode and uitsplitsing of each column."""
        ronde = self.bron.ronde
        jaren = tuple((str(jaar), TOTAAL) for jaar in ronde.jaren)
        delen = tuple((ronde.periode, deel) for deel in UITSPLITSINGEN)
        return (*jaren, *delen, *([(ronde.verruimd, TOTAAL)] if ronde.verruimd else []))

    @property
    def kolommen(self) -> int:
        return len(self.namen_kolommen)

    @property
    def cellen(self) -> int:
        return (len(self.bron.agbs) + 1) * self.kolommen

    @cached_property
    def klein(self) -> Bools:
        return np.isin(np.array(self.bron.agbs, object), list(self.kleine))

    def cel(self, agb: Ints, kolom: Ints) -> Ints:
        return agb * self.kolommen + kolom

    def rijen(self, selectie: Selectie, uitsplitsen: bool, verruimen: bool = False) -> tuple[Ints, Ints]:
        """Per contribution its row in the selection and its cell; a row may contribute to up to six cells."""
        ronde = self.bron.ronde
        plaatsen, kolommen = [np.arange(len(selectie.posities))], [selectie.jaar - ronde.eerste_jaar]
        if uitsplitsen:
            bekend = (selectie.groep >= 0) & (selectie.groep < len(UITSPLITSINGEN))
            plaatsen.append(np.flatnonzero((selectie.jaar == ronde.verslagjaar) & bekend))
            kolommen.append(len(ronde.jaren) + selectie.groep[plaatsen[-1]])
        if verruimen and ronde.verruimde_jaren:
            plaatsen.append(np.flatnonzero(selectie.jaar >= ronde.verruimde_jaren[0]))
            kolommen.append(np.full(len(plaatsen[-1]), self.kolommen - 1))
        plaats, kolom = np.concatenate(plaatsen), np.concatenate(kolommen)
        agb = selectie.agb[plaats]
        samen = np.flatnonzero(self.klein[agb]) if self.kleine else np.array([], np.int64)
        agb = np.concatenate([agb, np.full(len(samen), len(self.bron.agbs))])
        return np.concatenate([plaats, plaats[samen]]), self.cel(agb, np.concatenate([kolom, kolom[samen]]))

    def namen(self, cel: Ints) -> pd.DataFrame:
        """agb, periode and uitsplitsing of each cell."""
        agbs = np.array([*self.bron.agbs, KLEINE_AANBIEDERS], object)
        periodes, delen = (np.array(namen, object) for namen in zip(*self.namen_kolommen, strict=True))
        kolom = cel % self.kolommen
        return pd.DataFrame(
            {"agb": agbs[cel // self.kolommen], "periode": periodes[kolom], "uitsplitsing": delen[kolom]}
        )

    def uitgesloten(self, tabel: str) -> Floats:
        """Rows of a table that validation took out, per cell; 0 for prestatie groups, which they do not have."""
        rijen = self.bron.rijen.uitgesloten
        rijen = rijen[(rijen["tabel"] == tabel) & rijen["jaar"].isin(self.bron.ronde.jaren)]
        agb = pd.Index(self.bron.agbs).get_indexer(pd.Index(rijen["agb"]))
        kolom = rijen["jaar"].to_numpy(np.int64) - self.bron.ronde.eerste_jaar
        bekend = agb >= 0
        aantal = np.bincount(self.cel(agb[bekend], kolom[bekend]), minlength=self.cellen).astype(float)
        per_agb = aantal.reshape(len(self.bron.agbs) + 1, self.kolommen)
        if self.bron.ronde.verruimde_jaren:
            jaren = len(self.bron.ronde.jaren)
            per_agb[:, -1] = per_agb[:, jaren - len(self.bron.ronde.verruimde_jaren) : jaren].sum(axis=1)
        per_agb[-1] = per_agb[:-1][self.klein].sum(axis=0)
        return per_agb.ravel()

    def frame(self, delen: Sequence[Part], kolommen: Sequence[str], soort: bool = False) -> pd.DataFrame:
        """agb, SLEUTEL (and the kind), then the parts' own columns, all parts under each other."""
        gevuld = [deel for deel in delen if len(deel.cel)]
        vooraan = ["agb", *SLEUTEL, *(["soort"] if soort else [])]
        if not gevuld:
            return pd.DataFrame(columns=[*vooraan, *kolommen])
        lengtes = [len(deel.cel) for deel in gevuld]
        wie = self.namen(np.concatenate([deel.cel for deel in gevuld]))
        vast = {
            naam: np.repeat(np.array([getattr(deel, naam) for deel in gevuld], object), lengtes)
            for naam in ("indicator", "maat", "soort")
        }
        eigen = {naam: np.concatenate([deel.kolommen[naam] for deel in gevuld]) for naam in kolommen}
        return wie.assign(**vast, **eigen)[[*vooraan, *kolommen]]
