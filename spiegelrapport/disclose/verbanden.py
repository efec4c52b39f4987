"""Figures that hang together by arithmetic -> blocks of base figures, and every figure as a sum of base figures.

Found in the numbers themselves, so that no relation can be forgotten: a total is the sum of its prestaties and a rest,
shares of one whole add up to the whole, a verschilscore is eind minus begin, and two indicators can be the same figure.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from spiegelrapport.disclose.afronden import Getallen
from spiegelrapport.disclose.stelsel import Masker, Stelsel
from spiegelrapport.model.cijfers import TOTAAL, Sleutel

GELIJK = 1e-6
Familie = tuple[str, str, str]  # indicator, period, and whether they are shares: only these hang together
Uitdrukking = Mapping[int, float]  # base figure -> coefficient


@dataclass(frozen=True, slots=True)
class Sommen:
    """Figures by zorgaanbieder, as weights and sums; 0 where somebody has none. Earlier editions' leavers included."""

    gewicht: Getallen
    som: Getallen


@dataclass(frozen=True, slots=True)
class Blok:
    """One set of linked figures. `gewicht` and `som` are base figure by zorgaanbieder; bounds are per unit of weight."""

    cijfers: Mapping[int, Uitdrukking]  # row of the stelsel -> what it is made of
    gewicht: Getallen
    som: Getallen
    onder: Getallen
    boven: Getallen
    geheel: bool  # sums are counts: whole numbers
    gehelen: tuple[tuple[Uitdrukking, Getallen], ...] = ()  # these add up to this weight, for everybody
    oplopend: bool = False  # each base figure is at most the next: counts under rising thresholds


@dataclass(slots=True)
class _Bouw:
    """A block under construction."""

    rijen: list[tuple[Getallen, Getallen, float, float, bool]] = field(default_factory=list)
    cijfers: dict[int, Uitdrukking] = field(default_factory=dict)
    gehelen: list[tuple[Uitdrukking, Getallen]] = field(default_factory=list)

    def basis(self, gewicht: Getallen, som: Getallen, schaal: tuple[float, float], aandeel: bool) -> Uitdrukking:
        geheel = aandeel and bool(np.all(np.abs(som - np.round(som)) < GELIJK))
        self.rijen.append((gewicht, np.round(som) if geheel else som, *schaal, geheel))
        return {len(self.rijen) - 1: 1.0}

    def blok(self) -> Blok:
        gewicht, som, onder, boven, geheel = zip(*self.rijen, strict=True)
        return Blok(
            dict(self.cijfers),
            np.array(gewicht),
            np.array(som),
            np.array(onder),
            np.array(boven),
            all(geheel),
            tuple(self.gehelen),
        )


def maak_blokken(stelsel: Stelsel, sommen: Sommen, lineair: Masker) -> tuple[Blok, ...]:
    """Every linear figure is in exactly one block."""
    families: dict[Familie, list[int]] = {}
    for rij, sleutel in enumerate(stelsel.sleutels):
        if lineair[rij] and sommen.gewicht[rij].any():
            soort = "aandeel" if stelsel.opmaken[rij].begrensd_aandeel else ""
            families.setdefault((sleutel.indicator, sleutel.periode, soort), []).append(rij)
    return tuple(
        _familie(stelsel, sommen, [rij for naam in namen for rij in families[naam]])
        for namen in _verwant(stelsel, sommen, families)
    )


def _verwant(stelsel: Stelsel, sommen: Sommen, families: Mapping[Familie, Sequence[int]]) -> Iterator[list[Familie]]:
    """Families that share a figure under two names stand together."""
    wie: dict[bytes, Familie] = {}
    bij: dict[Familie, list[Familie]] = {naam: [naam] for naam in families}
    for naam, rijen in families.items():
        for rij in rijen:
            ander = wie.setdefault(_afdruk(stelsel, sommen, rij), naam)
            if bij[ander] is not bij[naam]:
                bij[ander].extend(bij[naam])
                for lid in bij[naam]:
                    bij[lid] = bij[ander]
    gezien: set[int] = set()
    for groep in bij.values():
        if id(groep) not in gezien:
            gezien.add(id(groep))
            yield groep


def _afdruk(stelsel: Stelsel, sommen: Sommen, rij: int) -> bytes:
    return bytes(
        repr(stelsel.opmaken[rij].schaal).encode()
        + stelsel.sleutels[rij].periode.encode()
        + np.round(sommen.gewicht[rij], 6).tobytes()
        + (np.round(sommen.som[rij], 6) + 0.0).tobytes()
    )


def _familie(stelsel: Stelsel, sommen: Sommen, rijen: Sequence[int]) -> Blok:
    bouw = _Bouw()
    plaats = {stelsel.sleutels[rij]: rij for rij in rijen}
    verschillen = _verschillen(stelsel, sommen, rijen, plaats)
    bekend: dict[bytes, int] = {}
    for rij in sorted(rijen, key=lambda rij: stelsel.sleutels[rij].uitsplitsing == TOTAAL):
        tweeling = bekend.setdefault(_afdruk(stelsel, sommen, rij), rij)
        if rij in verschillen:
            continue
        if tweeling != rij and tweeling in bouw.cijfers:
            bouw.cijfers[rij] = bouw.cijfers[tweeling]
        else:
            bouw.cijfers[rij] = _uitdrukking(stelsel, sommen, rij, plaats, bouw)
    for rij, (eind, begin) in verschillen.items():
        bouw.cijfers[rij] = plus(bouw.cijfers[eind], bouw.cijfers[begin], -1.0)
    _gehelen(stelsel, sommen, rijen, bouw)
    return bouw.blok()


def plus(een: Uitdrukking, ander: Uitdrukking, maal: float = 1.0) -> Uitdrukking:
    som = dict(een)
    for basis, factor in ander.items():
        som[basis] = som.get(basis, 0.0) + maal * factor
    return {basis: factor for basis, factor in som.items() if factor}


def _uitdrukking(stelsel: Stelsel, sommen: Sommen, rij: int, plaats: Mapping[Sleutel, int], bouw: _Bouw) -> Uitdrukking:
    """A total as its parts plus a rest, where the parts fit into it; otherwise a figure of its own."""
    sleutel, opmaak = stelsel.sleutels[rij], stelsel.opmaken[rij]
    delen = [
        deel
        for ander, deel in plaats.items()
        if ander[:3] == sleutel[:3] and ander.uitsplitsing != TOTAAL and deel in bouw.cijfers
    ]
    gewicht, som = sommen.gewicht[rij], sommen.som[rij]
    aandeel = opmaak.begrensd_aandeel
    if sleutel.uitsplitsing != TOTAAL or not delen:
        return bouw.basis(gewicht, som, opmaak.schaal, aandeel)
    rest_gewicht = gewicht - sommen.gewicht[delen].sum(axis=0)
    rest_som = som - sommen.som[delen].sum(axis=0)
    if not _past(rest_gewicht, rest_som, opmaak.schaal):
        return bouw.basis(gewicht, som, opmaak.schaal, aandeel)
    totaal: Uitdrukking = {}
    for deel in delen:
        totaal = plus(totaal, bouw.cijfers[deel])
    if rest_gewicht.max(initial=0.0) > GELIJK:
        schoon = np.where(rest_gewicht > GELIJK, rest_gewicht, 0.0)
        totaal = plus(totaal, bouw.basis(schoon, np.where(schoon > 0, rest_som, 0.0), opmaak.schaal, aandeel))
    return totaal


def _past(gewicht: Getallen, som: Getallen, schaal: tuple[float, float]) -> bool:
    speling = GELIJK * max(1.0, schaal[1] - schaal[0]) * np.maximum(1.0, gewicht)
    laag, hoog = schaal[0] * gewicht - speling, schaal[1] * gewicht + speling
    return bool(np.all((gewicht >= -GELIJK) & (som >= laag) & (som <= hoog)))


def _verschillen(
    stelsel: Stelsel, sommen: Sommen, rijen: Sequence[int], plaats: Mapping[Sleutel, int]
) -> dict[int, tuple[int, int]]:
    """Rows that are 'eind' minus 'begin' of the same clients."""
    gevonden = {}
    for rij in rijen:
        sleutel = stelsel.sleutels[rij]
        paar = [plaats.get(sleutel._replace(maat=maat)) for maat in ("eind", "begin")]
        if sleutel.maat == "verschil" and paar[0] is not None and paar[1] is not None:
            eind, begin = paar[0], paar[1]
            gelijk = np.allclose(sommen.som[rij], sommen.som[eind] - sommen.som[begin], atol=1e-5, rtol=1e-9)
            if gelijk and np.array_equal(sommen.gewicht[rij], sommen.gewicht[eind]):
                gevonden[rij] = (eind, begin)
    return gevonden


def _gehelen(stelsel: Stelsel, sommen: Sommen, rijen: Sequence[int], bouw: _Bouw) -> None:
    """Shares of one indicator over the same rows that together make the whole."""
    delen: dict[tuple[str, str, str], list[int]] = {}
    for rij in rijen:
        sleutel = stelsel.sleutels[rij]
        if stelsel.opmaken[rij].soort == "aandeel":
            delen.setdefault((sleutel.indicator, sleutel.periode, sleutel.uitsplitsing), []).append(rij)
    for samen in delen.values():
        gewicht = sommen.gewicht[samen]
        zelfde = len(samen) > 1 and np.all(gewicht == gewicht[0])
        if zelfde and np.allclose(sommen.som[samen].sum(axis=0), gewicht[0], atol=GELIJK):
            geheel: Uitdrukking = {}
            for rij in samen:
                geheel = plus(geheel, bouw.cijfers[rij])
            bouw.gehelen.append((geheel, gewicht[0]))
