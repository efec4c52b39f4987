"""What the data can and cannot bear: own counts per zorgaanbieder, and who is too small for a report of its own."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from spiegelrapport.definitions.schema import Definities
from spiegelrapport.measure.rom import REDENEN, STATUS, Pairing, pair
from spiegelrapport.measure.round_tables import RoundTables, make_round_tables, years_of
from spiegelrapport.model.cijfers import Kwaliteitstelling
from spiegelrapport.model.leveringen import TABELLEN, Rijen
from spiegelrapport.model.ronde import Ronde


def kleine_aanbieders(rijen: Rijen, ronde: Ronde) -> frozenset[str]:
    """AGB-codes with fewer closed trajecten than the report threshold, over the reporting year and the year before."""
    trajecten = rijen.trajecten
    binnen = np.isin(years_of(trajecten["einddatum"]), (ronde.verslagjaar - 1, ronde.verslagjaar))
    aantallen = trajecten.loc[binnen, "agb"].value_counts()
    alle = {agb for tabel in TABELLEN for agb in getattr(rijen, tabel)["agb"].unique()}
    return frozenset(agb for agb in alle if aantallen.get(agb, 0) < ronde.drempels.trajecten_rapport)


def kwaliteit(
    rijen: Rijen, gelezen: Mapping[str, Mapping[str, int]], definities: Definities, ronde: Ronde
) -> dict[str, Kwaliteitstelling]:
    """Per AGB-code what was read, used and left out in the reporting year.

    `gelezen`: AGB -> table -> rows found in the file (CheckedLevering.rijen_gelezen).
    """
    bron = make_round_tables(rijen, definities, ronde)
    telling = _Telling(bron, pair(bron))
    return {agb: telling.kwaliteit(agb, gelezen.get(agb, {})) for agb in sorted(set(bron.agbs) | set(gelezen))}


class _Telling:
    """The counts of a round per zorgaanbieder, made once."""

    def __init__(self, bron: RoundTables, koppeling: Pairing) -> None:
        verslag = bron.ronde.verslagjaar
        trajecten, rom = bron.rijen.trajecten, bron.rijen.rom
        self.trajecten = _count(trajecten["agb"][bron.eindjaar == verslag])
        self.gebruikt = {tabel: _count(getattr(bron.rijen, tabel)["agb"]) for tabel in TABELLEN}
        geschikt = (bron.eindjaar == verslag) & ~bron.onvolledig
        domeinen = sorted({instrument.hoofdstuk for instrument in bron.definities.instrumenten.values()})
        compleet = np.zeros(len(trajecten), bool)
        for domein in domeinen:
            compleet |= koppeling.status(domein) == STATUS.index("completer")
        self.geschikt, self.compleet = _count(trajecten["agb"][geschikt]), _count(trajecten["agb"][geschikt & compleet])
        aangeboden = (bron.eindjaar == verslag) & (trajecten["cqi_aangeboden"] == True).fillna(False)  # noqa: E712
        self.aangeboden = _count(trajecten["agb"][aangeboden])
        self.ingevuld = _count(bron.rijen.cqi["agb"][years_of(bron.rijen.cqi["datum"]) == verslag])
        self.uitgesloten = bron.rijen.uitgesloten.groupby(["agb", "tabel", "reden"], observed=True).size()
        losse = pd.DataFrame({"agb": rom["agb"], "reden": koppeling.reden.map(REDENEN)}).dropna()
        self.los = losse.groupby(["agb", "reden"], observed=True).size()
        self.instrumenten = rom.groupby("agb", observed=True)["instrument"].unique()

    def kwaliteit(self, agb: str, gelezen: Mapping[str, int]) -> Kwaliteitstelling:
        aangeboden = _van(self.aangeboden, agb)
        return Kwaliteitstelling(
            trajecten=_van(self.trajecten, agb),
            gelezen={tabel: gelezen.get(tabel, 0) for tabel in TABELLEN},
            gebruikt={tabel: _van(self.gebruikt[tabel], agb) for tabel in TABELLEN},
            uitsluitingen={(str(tabel), str(reden)): int(n) for (tabel, reden), n in _deel(self.uitgesloten, agb)},
            ongekoppeld={str(reden): int(n) for reden, n in _deel(self.los, agb)},
            rom=(_van(self.compleet, agb), _van(self.geschikt, agb)),
            cqi=(min(_van(self.ingevuld, agb), aangeboden), aangeboden),
            instrumenten=frozenset(map(str, self.instrumenten.get(agb, ()))),
        )


def _count(agbs: "pd.Series[str]") -> "pd.Series[int]":
    return agbs.value_counts()


def _van(aantallen: "pd.Series[int]", agb: str) -> int:
    return int(aantallen.get(agb, 0))


def _deel(aantallen: "pd.Series[int]", agb: str) -> Iterable[tuple[Any, int]]:
    return aantallen.xs(agb, level=0).items() if agb in aantallen.index.get_level_values(0) else ()
