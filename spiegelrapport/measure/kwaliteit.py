"""What the data can and cannot bear: own counts per zorgaanbieder, and who is too small for a report of its own."""

from collections.abc import Mapping, Set

import numpy as np
import pandas as pd

from spiegelrapport.definitions.schema import Definities
from spiegelrapport.measure.bron import Bron, jaren, maak_bron
from spiegelrapport.measure.rom import REDENEN, STATUS, Koppeling, koppel
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS
from spiegelrapport.model.leveringen import TABELLEN, Rijen
from spiegelrapport.model.publishable import Kwaliteit, Uitsluiting
from spiegelrapport.model.ronde import Ronde


def kleine_aanbieders(rijen: Rijen, ronde: Ronde) -> frozenset[str]:
    """AGB-codes with fewer closed trajecten than the report threshold, over the reporting year and the year before."""
    trajecten = rijen.trajecten
    binnen = np.isin(jaren(trajecten["einddatum"]), (ronde.verslagjaar - 1, ronde.verslagjaar))
    aantallen = trajecten.loc[binnen, "agb"].value_counts()
    alle = {agb for tabel in TABELLEN for agb in getattr(rijen, tabel)["agb"].unique()}
    return frozenset(agb for agb in alle if aantallen.get(agb, 0) < ronde.drempels.trajecten_rapport)


def kwaliteit(
    rijen: Rijen,
    gelezen: Mapping[str, Mapping[str, int]],
    definities: Definities,
    ronde: Ronde,
    kleine: Set[str] = frozenset(),
) -> dict[str, Kwaliteit]:
    """Per AGB-code, and for KLEINE_AANBIEDERS together, what was read, used and left out in the reporting year.

    `gelezen`: AGB -> table -> rows found in the file (CheckedLevering.rijen_gelezen).
    """
    bron = maak_bron(rijen, definities, ronde)
    koppeling = koppel(bron)
    wie: dict[str, Set[str]] = {agb: frozenset([agb]) for agb in sorted(set(bron.agbs) | set(gelezen))}
    if kleine:
        wie[KLEINE_AANBIEDERS] = kleine
    telling = _Telling(bron, koppeling)
    return {agb: telling.kwaliteit(leden, gelezen) for agb, leden in wie.items()}


class _Telling:
    """The counts of a round per zorgaanbieder, made once."""

    def __init__(self, bron: Bron, koppeling: Koppeling) -> None:
        verslag = bron.ronde.verslagjaar
        trajecten, rom = bron.rijen.trajecten, bron.rijen.rom
        self.trajecten = _tel(trajecten["agb"][bron.eindjaar == verslag])
        self.gebruikt = {tabel: _tel(getattr(bron.rijen, tabel)["agb"]) for tabel in TABELLEN}
        geschikt = (bron.eindjaar == verslag) & ~bron.onvolledig
        domeinen = sorted({instrument.hoofdstuk for instrument in bron.definities.instrumenten.values()})
        compleet = np.zeros(len(trajecten), bool)
        for domein in domeinen:
            compleet |= koppeling.status(domein) == STATUS.index("completer")
        self.geschikt, self.compleet = _tel(trajecten["agb"][geschikt]), _tel(trajecten["agb"][geschikt & compleet])
        aangeboden = (bron.eindjaar == verslag) & (trajecten["cqi_aangeboden"] == True).fillna(False)  # noqa: E712
        self.aangeboden = _tel(trajecten["agb"][aangeboden])
        self.ingevuld = _tel(bron.rijen.cqi["agb"][jaren(bron.rijen.cqi["datum"]) == verslag])
        self.uitgesloten = bron.rijen.uitgesloten.groupby(["agb", "tabel", "reden"], observed=True).size()
        losse = pd.DataFrame({"agb": rom["agb"], "reden": koppeling.reden.map(REDENEN)}).dropna()
        self.los = losse.groupby(["agb", "reden"], observed=True).size()
        self.instrumenten = rom.groupby("agb", observed=True)["instrument"].unique()

    def kwaliteit(self, leden: Set[str], gelezen: Mapping[str, Mapping[str, int]]) -> Kwaliteit:
        aangeboden = _som(self.aangeboden, leden)
        return Kwaliteit(
            trajecten=_som(self.trajecten, leden),
            gelezen={tabel: sum(gelezen.get(agb, {}).get(tabel, 0) for agb in leden) for tabel in TABELLEN},
            gebruikt={tabel: _som(self.gebruikt[tabel], leden) for tabel in TABELLEN},
            uitsluitingen=self._uitsluitingen(leden),
            rom_respons=_deel(_som(self.compleet, leden), _som(self.geschikt, leden)),
            cqi_respons=_deel(min(_som(self.ingevuld, leden), aangeboden), aangeboden),
            instrumenten=tuple(
                sorted({str(code) for agb in leden if agb in self.instrumenten for code in self.instrumenten[agb]})
            ),
        )

    def _uitsluitingen(self, leden: Set[str]) -> tuple[Uitsluiting, ...]:
        """Rows by table and reason, most rows first: what validation took out, then what pairing could not use."""
        keuze = self.uitgesloten[self.uitgesloten.index.isin(list(leden), level=0)].groupby(level=[1, 2]).sum()
        los = self.los[self.los.index.isin(list(leden), level=0)].groupby(level=1).sum()
        rijen = [Uitsluiting(tabel, reden, int(n)) for tabel, reden, n in keuze.reset_index().itertuples(index=False)]
        rijen += [Uitsluiting("rom", str(reden), int(n)) for reden, n in los.items()]
        return tuple(sorted(rijen, key=lambda rij: (-rij.aantal, rij.tabel, rij.reden)))


def _tel(agbs: "pd.Series[str]") -> "pd.Series[int]":
    return agbs.value_counts()


def _som(aantallen: "pd.Series[int]", leden: Set[str]) -> int:
    return int(aantallen[aantallen.index.isin(list(leden))].sum())


def _deel(teller: int, noemer: int) -> float | None:
    return teller / noemer if noemer else None
