"""Who shows which figures under a name in which room of a meeting -> which of them would give somebody else away.

The participants are a coalition: they know their own reports, everything that is printed, earlier editions included, and what
lies on the table. What one of them could tell the others counts, not only what is on paper.
"""

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from spiegelrapport.audit import OpenTable, open_table
from spiegelrapport.audit.matrices import Matrix, sleutels_van
from spiegelrapport.definitions.schema import Definities
from spiegelrapport.figures.rounding import rounding
from spiegelrapport.model.cijfers import SLEUTEL, Meetwaarden, Sleutel
from spiegelrapport.model.onthulling import Grootboek, GrootboekRonde
from spiegelrapport.model.ronde import Ronde
from spiegelrapport.model.spiegelbijeenkomst import OnTheTable

DEZE = "de uitgave van nu"  # no edition's own version: they are written without spaces


def withheld(
    regels: pd.DataFrame, al_uit: Grootboek, ronde: Ronde, definities: Definities, ruimtes: Mapping[str, OnTheTable]
) -> Mapping[str, frozenset[Sleutel]]:
    """Per room the figures that may not stand there under names. `regels`: this edition's rows for the ledger.

    First each room by itself: everybody in it pools, and whoever is not in it must stay open, just as whoever is in it
    without consent against all the others. Then the rooms together: who pools what several rooms show learns no more.
    """
    tafel = table_of(regels, al_uit, ronde, definities)
    alle = frozenset(regels.loc[regels["soort"].eq("waarde"), "agb"])
    weg = {naam: _of_room(tafel, alle, ruimte) for naam, ruimte in ruimtes.items()}
    over = {naam: ruimte.cijfers - weg[naam] for naam, ruimte in ruimtes.items()}
    for sleutel in sorted(_together(tafel, alle, ruimtes, over)):
        erbij: frozenset[str] = frozenset()
        for naam in (naam for naam in ruimtes if sleutel in over[naam]):
            samen = erbij | ruimtes[naam].aanwezig
            if tafel.told_of(samen, alle - samen, {sleutel}):
                weg[naam] |= {sleutel}
            else:
                erbij = samen
    return {naam: frozenset(sleutels) for naam, sleutels in weg.items()}


def table_of(regels: pd.DataFrame, al_uit: Grootboek, ronde: Ronde, definities: Definities) -> OpenTable:
    """This edition and all before it. The edition of now, laid down or not, counts once."""
    eerder = tuple(e for e in al_uit.rondes if (e.verslagjaar, e.versie) != (ronde.verslagjaar, ronde.versie))
    nu = GrootboekRonde(ronde.verslagjaar, DEZE, len(eerder) + 1, "", "", regels)
    return open_table(_figures(regels, definities), Grootboek((*eerder, nu)), ronde)


def full_precision(regels: pd.DataFrame) -> Meetwaarden:
    """Everybody's figures before rounding, for the search of finished papers."""
    waarden = regels.loc[regels["soort"].eq("waarde")]
    frame = waarden[["agb", *SLEUTEL]].assign(
        waarde=waarden["som"] / waarden["gewicht"], onder=np.nan, boven=np.nan, n=waarden["n"]
    )
    return Meetwaarden(frame.reset_index(drop=True))


def _of_room(tafel: OpenTable, alle: frozenset[str], ruimte: OnTheTable) -> set[Sleutel]:
    weg = tafel.told_of(ruimte.aanwezig, alle - ruimte.aanwezig, ruimte.cijfers)
    for agb in sorted(ruimte.aanwezig - ruimte.op_naam):
        over = ruimte.cijfers - weg
        weg |= tafel.told_of(ruimte.aanwezig - {agb}, {agb}, over) if over else set()
    return weg


def _together(
    tafel: OpenTable,
    alle: frozenset[str],
    ruimtes: Mapping[str, OnTheTable],
    over: Mapping[str, Collection[Sleutel]],
) -> set[Sleutel]:
    """The figures that do not bear that everybody pools whose room shows them."""
    wie: dict[Sleutel, frozenset[str]] = {}
    for naam, sleutels in over.items():
        for sleutel in sleutels:
            wie[sleutel] = wie.get(sleutel, frozenset()) | ruimtes[naam].aanwezig
    per_groep: dict[frozenset[str], set[Sleutel]] = {}
    for sleutel, samen in wie.items():
        per_groep.setdefault(samen, set()).add(sleutel)
    alleen = {ruimte.aanwezig for ruimte in ruimtes.values()}  # judged already
    return {
        sleutel
        for samen, sleutels in per_groep.items()
        if samen not in alleen
        for sleutel in tafel.told_of(samen, alle - samen, sleutels)
    }


def _figures(regels: pd.DataFrame, definities: Definities) -> Matrix:
    """The rows of the ledger as the matrices that the audit computes with."""
    waarden = regels.loc[regels["soort"].eq("waarde") & regels["indicator"].isin(definities.indicatoren)]
    sleutels, agbs = sleutels_van(waarden), tuple(sorted(waarden["agb"].unique()))
    rijen = pd.MultiIndex.from_tuples(sleutels, names=SLEUTEL).get_indexer(pd.MultiIndex.from_frame(waarden[SLEUTEL]))
    kolommen = pd.Index(agbs).get_indexer(waarden["agb"])
    n, gewicht, som = (np.full((len(sleutels), len(agbs)), np.nan) for _ in range(3))
    for matrix, veld in ((n, "n"), (gewicht, "gewicht"), (som, "som")):
        matrix[rijen, kolommen] = waarden[veld].to_numpy(dtype=float)
    opmaken = tuple(rounding(definities, s.indicator, s.maat) for s in sleutels)
    return Matrix(sleutels, agbs, opmaken, n, gewicht, som, som / gewicht, {})
