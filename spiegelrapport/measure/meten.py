"""Rijen -> Meetwaarden: every indicator, maat, year and prestatie group of the whole round, never per zorgaanbieder."""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from spiegelrapport.definitions.schema import Definities, Indicator, Maat
from spiegelrapport.measure.berekeningen import BEREKENINGEN, Waarneming
from spiegelrapport.measure.bron import Bools, Bron, Floats, Ints, maak_bron
from spiegelrapport.measure.rom import Koppeling, koppel
from spiegelrapport.measure.selecties import SELECTIES, UITSPLITSINGEN, Selectie
from spiegelrapport.measure.soorten import BIJZONDER, SOORTEN, Cellen
from spiegelrapport.measure.strata import strata_van
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS, SLEUTEL, TOTAAL, Meetwaarden
from spiegelrapport.model.leveringen import Rijen
from spiegelrapport.model.ronde import Ronde

KOLOMMEN = [
    "agb", *SLEUTEL, "soort", "n", "teller", "noemer", "waarde", "onder", "boven", "sd", "variantie",
    "ontbrekend", "uitgesloten",
]  # fmt: skip


def measure(rijen: Rijen, definities: Definities, ronde: Ronde, kleine: Set[str] = frozenset()) -> Meetwaarden:
    """All figures of the round.

    `kleine`: AGB-codes of the joint report; they are measured themselves and together under KLEINE_AANBIEDERS.
    """
    bron = maak_bron(rijen, definities, ronde)
    koppeling = koppel(bron)
    indeling = Indeling(bron, frozenset(kleine))
    frames, verdelingen, strata = [], [], []
    for indicator, selectie in selecties(bron, koppeling):
        uitgesloten = indeling.uitgesloten(selectie.tabel)
        for maat in indicator.maten:
            waarneming = neem_waar(selectie, indicator, maat)
            frame, verdeling = _meet(indeling, selectie, indicator, maat, waarneming, uitgesloten)
            frames.append(frame)
            verdelingen.append(verdeling)
        strata.append(_mix(indeling, selectie, indicator))
    return Meetwaarden(_samen(frames, KOLOMMEN), _samen(verdelingen, []), _samen(strata, []))


def selecties(bron: Bron, koppeling: Koppeling) -> Iterator[tuple[Indicator, Selectie]]:
    """Every indicator with its rows, in order of code; a selection that several use is made once."""
    gemaakt: dict[tuple[str, str], Selectie] = {}
    for _, indicator in sorted(bron.definities.indicatoren.items()):
        sleutel = (indicator.selectie, indicator.instrument)
        if sleutel not in gemaakt:
            gemaakt[sleutel] = SELECTIES[indicator.selectie](bron, koppeling, indicator)
        yield indicator, gemaakt[sleutel]


def neem_waar(selectie: Selectie, indicator: Indicator, maat: Maat) -> Waarneming:
    """What each selected row contributes to a maat."""
    functie = BEREKENINGEN[maat.berekening or indicator.berekening]
    return functie(selectie, indicator, maat.argument)


def soortfunctie(indicator: Indicator, maat: Maat) -> str:
    """The name under which a maat's kind is computed."""
    berekening = maat.berekening or indicator.berekening
    return berekening if berekening in BIJZONDER else maat.soort


def geweigerd(selectie: Selectie, waarneming: Waarneming) -> Bools:
    """Rows that break a rule of measuring: they neither count nor miss."""
    weg = np.zeros(len(selectie.posities), bool)
    for regel in (selectie.geweigerd, waarneming.geweigerd):
        weg = weg if regel is None else weg | regel
    return weg


def telt_mee(selectie: Selectie, waarneming: Waarneming) -> Bools:
    """Rows with a contribution: not refused and nothing missing."""
    heel = ~np.isnan(waarneming.x) if waarneming.y is None else ~np.isnan(waarneming.x) & ~np.isnan(waarneming.y)
    return heel & ~geweigerd(selectie, waarneming)


@dataclass(frozen=True)
class Indeling:
    """How rows fall into cells: zorgaanbieder × (years, then the prestatie groups of the reporting year).

    The joint report is one more zorgaanbieder, behind the others, to which the rows of its members are added.
    """

    bron: Bron
    kleine: frozenset[str]

    @property
    def kolommen(self) -> int:
        return len(self.bron.ronde.jaren) + len(UITSPLITSINGEN)

    @property
    def cellen(self) -> int:
        return (len(self.bron.agbs) + 1) * self.kolommen

    @cached_property
    def klein(self) -> Bools:
        return np.isin(np.array(self.bron.agbs, object), list(self.kleine))

    def cel(self, agb: Ints, kolom: Ints) -> Ints:
        return agb * self.kolommen + kolom

    def rijen(self, selectie: Selectie, uitsplitsen: bool) -> tuple[Ints, Ints]:
        """Per contribution its row in the selection and its cell; a row may contribute to up to four cells."""
        alle = np.arange(len(selectie.posities))
        plaats, kolom = alle, selectie.jaar - self.bron.ronde.eerste_jaar
        if uitsplitsen:
            eigen = np.flatnonzero(
                (selectie.jaar == self.bron.ronde.verslagjaar)
                & (selectie.groep >= 0)
                & (selectie.groep < len(UITSPLITSINGEN))
            )
            plaats = np.concatenate([alle, eigen])
            kolom = np.concatenate([kolom, len(self.bron.ronde.jaren) + selectie.groep[eigen]])
        agb = selectie.agb[plaats]
        samen = np.flatnonzero(self.klein[agb]) if self.kleine else np.array([], np.int64)
        agb = np.concatenate([agb, np.full(len(samen), len(self.bron.agbs))])
        return np.concatenate([plaats, plaats[samen]]), self.cel(agb, np.concatenate([kolom, kolom[samen]]))

    def namen(self, cel: Ints) -> pd.DataFrame:
        """agb, periode and uitsplitsing of each cell."""
        agbs = np.array([*self.bron.agbs, KLEINE_AANBIEDERS], object)
        jaren = [str(jaar) for jaar in self.bron.ronde.jaren]
        periodes = np.array(jaren + [self.bron.ronde.periode] * len(UITSPLITSINGEN), object)
        delen = np.array([TOTAAL] * len(jaren) + list(UITSPLITSINGEN), object)
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
        per_agb[-1] = per_agb[:-1][self.klein].sum(axis=0)
        return per_agb.ravel()


def _meet(
    indeling: Indeling,
    selectie: Selectie,
    indicator: Indicator,
    maat: Maat,
    waarneming: Waarneming,
    uitgesloten: Floats,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """One maat for all cells: its rows of Meetwaarden.frame and of Meetwaarden.verdelingen."""
    rij, cel = indeling.rijen(selectie, uitsplitsen=indicator.per_prestatie and not maat.argument)
    goed, weg = telt_mee(selectie, waarneming)[rij], geweigerd(selectie, waarneming)[rij]
    y = waarneming.x if waarneming.y is None else waarneming.y
    functie = BIJZONDER.get(soortfunctie(indicator, maat)) or SOORTEN[maat.soort]
    cijfers = functie(cel[goed], waarneming.x[rij[goed]], y[rij[goed]], indeling.cellen)
    geteld = np.bincount(cel, minlength=indeling.cellen)
    geweerd = np.bincount(cel[weg], minlength=indeling.cellen)
    aanwezig = np.flatnonzero(geteld)
    if not indicator.per_jaar:
        aanwezig = aanwezig[aanwezig % indeling.kolommen >= len(indeling.bron.ronde.jaren) - 1]
    laag, hoog = maat.schaal or indicator.schaal
    namen = indeling.namen(aanwezig).assign(indicator=indicator.code, maat=maat.code)
    frame = namen.assign(
        soort=maat.soort,
        n=cijfers.n[aanwezig].astype(np.int64),
        teller=cijfers.teller[aanwezig],
        noemer=cijfers.noemer[aanwezig],
        waarde=cijfers.waarde[aanwezig],
        onder=np.minimum(cijfers.onder.clip(laag, hoog), cijfers.waarde)[aanwezig],
        boven=np.maximum(cijfers.boven.clip(laag, hoog), cijfers.waarde)[aanwezig],
        sd=cijfers.sd[aanwezig],
        variantie=cijfers.variantie[aanwezig],
        ontbrekend=geteld[aanwezig] - geweerd[aanwezig] - cijfers.n[aanwezig].astype(np.int64),
        uitgesloten=uitgesloten[aanwezig].astype(np.int64) + geweerd[aanwezig],
    )[KOLOMMEN]
    return frame, _verdeling(indeling, cijfers, indicator, maat)


def _verdeling(indeling: Indeling, cijfers: Cellen, indicator: Indicator, maat: Maat) -> pd.DataFrame:
    cel = cijfers.verdeling["cel"].to_numpy(np.int64)
    namen = indeling.namen(cel).assign(indicator=indicator.code, maat=maat.code)
    return namen.assign(waarde=cijfers.verdeling["waarde"].to_numpy(), aantal=cijfers.verdeling["aantal"].to_numpy())[
        ["agb", *SLEUTEL, "waarde", "aantal"]
    ]


def _mix(indeling: Indeling, selectie: Selectie, indicator: Indicator) -> pd.DataFrame:
    """Case mix in the reporting year, for the first maat that can be standardised: a mean, difference or share."""
    maat = next((m for m in indicator.maten if m.soort in ("aandeel", "gemiddelde", "verschil")), None)
    if not indicator.casemix or maat is None:
        return pd.DataFrame()
    waarneming = neem_waar(selectie, indicator, maat)
    mee = telt_mee(selectie, waarneming) & (selectie.jaar == indeling.bron.ronde.verslagjaar)
    rij, cel = indeling.rijen(selectie, uitsplitsen=False)
    rij, cel = rij[mee[rij]], cel[mee[rij]]
    stratum, namen = strata_van(selectie, indicator)
    paar = cel * max(len(namen), 1) + stratum[rij]
    cellen, plaats = np.unique(paar, return_inverse=True)
    frame = indeling.namen(cellen // max(len(namen), 1)).assign(indicator=indicator.code, maat=maat.code)
    return frame.assign(
        stratum=np.array([*namen, ""], object)[cellen % max(len(namen), 1)],
        n=np.bincount(plaats, minlength=len(cellen)),
        som=np.bincount(plaats, weights=waarneming.x[rij], minlength=len(cellen)),
    )[["agb", *SLEUTEL, "stratum", "n", "som"]]


def _samen(frames: list[pd.DataFrame], kolommen: list[str]) -> pd.DataFrame:
    gevuld = [frame for frame in frames if len(frame)]
    return pd.concat(gevuld, ignore_index=True) if gevuld else pd.DataFrame(columns=kolommen)
