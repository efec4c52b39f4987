"""Counts -> where a widened period stands in for the reporting year, and which widened figures the audit must know."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from spiegelrapport.audit.matrices import ZONDER_SOM, Masker, Matrix
from spiegelrapport.definitions.schema import Definities
from spiegelrapport.disclose.thresholds import too_large, too_small
from spiegelrapport.figures.rounding import Getallen, rounding
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS, SLEUTEL, Sleutel
from spiegelrapport.model.onthulling import Grootboek
from spiegelrapport.model.ronde import Ronde

GELIJK = 1e-6
Paar = tuple[int, int]  # row of the widened figure, row of the reporting year's


def stand_ins(
    stelsel: Matrix, documenten: Mapping[str, tuple[str, ...]], definities: Definities, ronde: Ronde
) -> dict[str, Masker]:
    """Per document the widened figures that it shows in place of the reporting year's.

    Where the year has clients, but too few for an own figure, or where every group of the report has too few for the year,
    and the widened period has enough. The joint report's own figure is a group's: for it one member that is too large a part
    of the year counts as too few. An indicator's head figure decides for all its figures. Thresholds and counts alone
    decide: those count as known to everybody, so what is shown tells nothing.
    """
    paren, van_nu = _paren(stelsel, definities, ronde), [s.periode == ronde.verruimd for s in stelsel.sleutels]
    mee = adds_up(stelsel) & np.array(van_nu)
    klein = {groep: _onder_de_drempel(stelsel, leden, ronde) for groep, leden in stelsel.leden.items()}
    indicator = np.array([sleutel.indicator if mee[rij] else "" for rij, sleutel in enumerate(stelsel.sleutels)])
    niemand = np.zeros(len(stelsel.agbs), bool)
    ruim = {}
    for agb, groepen in documenten.items():
        samen = agb == KLEINE_AANBIEDERS
        n = _n(stelsel, stelsel.leden.get(agb, niemand) if samen else np.array(stelsel.agbs) == agb)
        eigen = n < ronde.drempels.clienten_per_cijfer
        if samen and agb in klein:  # its own figure is a group's
            eigen = klein[agb] | too_large(stelsel, stelsel.leden[agb], ronde)
        groep = np.logical_and.reduce([np.full(len(n), bool(groepen)), *(klein[id_] for id_ in groepen)])
        ruim[agb] = mee & np.isin(indicator, _gekozen(stelsel, paren, n, eigen, groep))
    return ruim


def with_earlier(stelsel: Matrix, grootboek: Grootboek, definities: Definities) -> Matrix:
    """The same with the widened figures that earlier editions showed: their cells are conditions on today's years.

    As the sum of their years; nothing of them is shown again. Only those whose years are all in this round.
    """
    eerder = _uitgegeven(grootboek) - set(stelsel.sleutels)
    rij = stelsel.rij
    for sleutel in sorted(eerder):
        jaren = [rij.get(sleutel._replace(periode=str(jaar))) for jaar in sleutel.jaren]
        delen = [jaar for jaar in jaren if jaar is not None]
        if len(delen) == len(jaren) and stelsel.opmaken[delen[0]].soort not in ZONDER_SOM:
            stelsel = _erbij(stelsel, sleutel, delen, definities)
    return stelsel


def usable(stelsel: Matrix, lezers: Mapping[str, Masker], grootboek: Grootboek) -> Masker:
    """All years, and the widened figures that somebody reads or once read: the others would only cost."""
    uit = _uitgegeven(grootboek)
    gelezen = np.logical_or.reduce([np.zeros(len(stelsel.sleutels), bool), *lezers.values()])
    return np.array([not s.verruimd or bool(g) or s in uit for s, g in zip(stelsel.sleutels, gelezen, strict=True)])


def adds_up(stelsel: Matrix) -> Masker:
    """Which figures are widened and the sum of their years, for everybody; of a median only the counts are."""
    mee = np.zeros(len(stelsel.sleutels), bool)
    for ruim, jaren in stelsel.jaren.items():
        velden = (stelsel.gewicht,) if stelsel.opmaken[ruim].soort in ZONDER_SOM else (stelsel.gewicht, stelsel.som)
        mee[ruim] = all(
            np.allclose(np.nan_to_num(veld[ruim]), np.nansum(veld[list(jaren)], axis=0), rtol=GELIJK, atol=GELIJK)
            for veld in velden
        )
    return mee


def _paren(stelsel: Matrix, definities: Definities, ronde: Ronde) -> list[Paar]:
    """The head figures that have a widened period as well."""
    rij = stelsel.rij
    return [
        (ruim, rij[jaar])
        for sleutel, ruim in rij.items()
        if sleutel.periode == ronde.verruimd
        and sleutel.maat == definities.indicatoren[sleutel.indicator].maten[0].code
        and (jaar := sleutel._replace(periode=ronde.periode)) in rij
    ]


def _gekozen(stelsel: Matrix, paren: list[Paar], n: Getallen, eigen: Masker, groep: Masker) -> list[str]:
    """Indicators, from one document's `n` and whether there are too few for its own figure, and for all its groups."""
    return [
        stelsel.sleutels[ruim].indicator
        for ruim, jaar in paren
        if n[jaar] > 0 and not eigen[ruim] and (eigen[jaar] or (groep[jaar] and not groep[ruim]))
    ]


def _onder_de_drempel(stelsel: Matrix, leden: Masker, ronde: Ronde) -> Masker:
    return np.asarray(np.logical_or.reduce([waar for _, waar in too_small(stelsel, leden, ronde).values()]))


def _n(stelsel: Matrix, leden: Masker) -> Getallen:
    return np.asarray(np.nansum(np.where(leden, stelsel.n, 0.0), axis=1))


def _uitgegeven(grootboek: Grootboek) -> set[Sleutel]:
    """The widened figures of which a group cell is out."""
    uit: set[Sleutel] = set()
    for editie in grootboek.rondes:
        cellen = editie.regels.loc[editie.regels["soort"].eq("cel"), SLEUTEL].drop_duplicates()
        uit |= {Sleutel(*rij) for rij in cellen.itertuples(index=False, name=None)}
    return {sleutel for sleutel in uit if sleutel.verruimd}


def _erbij(stelsel: Matrix, sleutel: Sleutel, jaren: list[int], definities: Definities) -> Matrix:
    def rij(veld: Getallen) -> Getallen:
        er = np.isfinite(stelsel.gewicht[jaren]).any(axis=0)
        return np.asarray(np.where(er, np.nansum(veld[jaren], axis=0), np.nan))

    n, gewicht, som = rij(stelsel.n), rij(stelsel.gewicht), rij(stelsel.som)
    return replace(
        stelsel,
        sleutels=(*stelsel.sleutels, sleutel),
        opmaken=(*stelsel.opmaken, rounding(definities, sleutel.indicator, sleutel.maat)),
        n=np.vstack([stelsel.n, n]),
        gewicht=np.vstack([stelsel.gewicht, gewicht]),
        som=np.vstack([stelsel.som, som]),
        waarde=np.vstack([stelsel.waarde, som / gewicht]),
    )
