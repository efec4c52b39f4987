"""Proves that pooled medians leave everybody's clients free, by counts of clients under the printed medians.

The printed median of a group says how many of its clients lie under and over it. A zorgaanbieder is safe when all its
clients could lie at the bottom of the scale, and all at the top, with every printed median unchanged. Counts of clients
add up like sums do, so the same programs serve.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from spiegelrapport.audit.linear_program import Condition, Teller
from spiegelrapport.audit.matrices import ZONDER_SOM, Masker, Matrix
from spiegelrapport.audit.pooled_audit import Attackers, PooledSearch
from spiegelrapport.audit.relations import Block
from spiegelrapport.figures.rounding import Getallen
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS, SLEUTEL, Benchmark, Sleutel

ALLES_VRIJ = 1 - 1e-6
ALLE_DREMPELS = -1  # the figure that adds up somebody's counts over all thresholds
Tellingen = Mapping[int, tuple[Getallen, Getallen]]  # zorgaanbieder -> values (sorted), and how often


@dataclass(frozen=True, slots=True)
class MedianCell:
    """One group's printed pooled median."""

    leden: Masker
    gedrukt: float
    marge: float
    toen: Tellingen | None = None  # its members' values when it went out, if that was in an earlier edition


def make_tellingen(stelsel: Matrix, benchmark: Benchmark) -> dict[int, Tellingen]:
    """Per figure that is a median, everybody's values and how often each occurs."""
    frame = benchmark.meetwaarden.verdelingen
    medianen = {s: rij for rij, s in enumerate(stelsel.sleutels) if stelsel.opmaken[rij].soort in ZONDER_SOM}
    if frame.empty or not medianen:
        return {}
    uitkomst: dict[int, dict[int, tuple[Getallen, Getallen]]] = {}
    frame = frame.loc[frame["agb"].ne(KLEINE_AANBIEDERS)].sort_values([*SLEUTEL, "agb", "waarde"])
    plaats = stelsel.kolom
    for (agb, *rest), deel in frame.groupby(["agb", *SLEUTEL], sort=False, observed=True):
        rij = medianen.get(Sleutel(*map(str, rest)))
        if rij is not None and str(agb) in plaats:
            waarden = deel["waarde"].to_numpy(dtype=float), deel["aantal"].to_numpy(dtype=float)
            uitkomst.setdefault(rij, {})[plaats[str(agb)]] = waarden
    return dict(uitkomst)


def breedtes(
    gewicht: Getallen, tellingen: Tellingen, medianen: Sequence[MedianCell], aanvallers: Attackers, teller: Teller
) -> Getallen:
    """Per zorgaanbieder 1 where its values are entirely free, less where the medians hold them; NaN for nobody."""
    drempels = np.unique([m.gedrukt + teken * m.marge for m in medianen for teken in (-1, 1)])
    onder = np.array([[_onder(tellingen, i, d) for i in range(len(gewicht))] for d in drempels])
    gewichten = np.tile(gewicht, (len(drempels), 1))
    blok = Block(
        {b: {b: 1.0} for b in range(len(drempels))} | {ALLE_DREMPELS: dict.fromkeys(range(len(drempels)), 1.0)},
        gewichten,
        onder,
        np.zeros(len(drempels)),
        np.ones(len(drempels)),
        geheel=True,
        oplopend=True,
    )
    voorwaarden = [v for m in medianen for v in _voorwaarden(m, gewicht, onder, drempels)]
    onderzoek = PooledSearch(
        blok,
        tuple(voorwaarden),
        {ALLE_DREMPELS: gewicht * len(drempels)},
        {ALLE_DREMPELS: ALLES_VRIJ},
        aanvallers,
        teller,
        (ALLE_DREMPELS,),
    )
    return onderzoek.breedtes()[ALLE_DREMPELS].breedte


def vrij_naast(m: MedianCell, tellingen: Tellingen, c: int) -> bool:
    """Whether any two members may change their own medians at will while the group's pooled median stays as printed.

    Their clients move to the other side of it; the others make up for that within their own medians: with the clients
    that are on the far side of the group's, but need not be there. Two are counted, since they may trade places; and
    without the c + 2 who could make up for most.
    """
    tellingen = tellingen if m.toen is None else m.toen
    wie = [int(i) for i in np.flatnonzero(m.leden) if int(i) in tellingen]
    n = np.array([tellingen[i][1].sum() for i in wie])
    helft = np.floor((n - 1) / 2)  # so many clients may be anywhere on either side of one's own median
    nodig, ruimte = [], []
    for drempel, teken in ((m.gedrukt + m.marge, 1), (m.gedrukt - m.marge, -1)):
        onder = np.array([_onder(tellingen, i, drempel) for i in wie])
        hier = onder if teken > 0 else n - onder  # on the side where at least half must be
        nodig.append(np.maximum(hier - helft, 0.0))
        ruimte.append(np.where(hier > helft, n - hier, np.maximum(helft - hier, 0.0)))
    return all(
        np.sort(weg)[-2:].sum() <= np.sort(erbij)[: max(len(wie) - c - 2, 0)].sum()
        for weg, erbij in zip(nodig, ruimte, strict=True)
    )


def _onder(tellingen: Tellingen, i: int, drempel: float) -> float:
    """How many values of one zorgaanbieder lie under or on a threshold."""
    waarden, aantallen = tellingen.get(i, (np.zeros(0), np.zeros(0)))
    return float(aantallen[waarden <= drempel + 1e-9].sum())


def _voorwaarden(m: MedianCell, gewicht: Getallen, onder: Getallen, drempels: Getallen) -> list[Condition]:
    """At most half under the lower edge and at least half under the upper edge; the truth itself always fits.

    For an earlier edition half of the clients of then. By how much anybody's counts changed since is known: it moves the
    bounds.
    """
    laag, hoog = (int(np.argmin(np.abs(drempels - (m.gedrukt + teken * m.marge)))) for teken in (-1, 1))
    nu_laag, nu_hoog = (float(onder[d, m.leden].sum()) for d in (laag, hoog))
    n, waar_laag, waar_hoog = float(gewicht[m.leden].sum()), nu_laag, nu_hoog
    if m.toen is not None:
        wie = [int(i) for i in np.flatnonzero(m.leden) if int(i) in m.toen]
        n = float(sum(m.toen[i][1].sum() for i in wie))
        waar_laag, waar_hoog = (float(sum(_onder(m.toen, i, drempels[d]) for i in wie)) for d in (laag, hoog))
    return [
        Condition(laag, m.leden, 0.0, max(np.ceil(n / 2) - 1, waar_laag) + nu_laag - waar_laag),
        Condition(
            hoog, m.leden, min(np.floor(n / 2) + 1, waar_hoog) + nu_hoog - waar_hoog, float(gewicht[m.leden].sum())
        ),
    ]
