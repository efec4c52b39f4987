"""Figures that hang together by arithmetic -> blocks of base figures, and every figure as a sum of base figures.

Found in the numbers themselves, so that no relation can be forgotten: a total is the sum of its prestaties and a rest,
shares of one whole add up to the whole, a verschilscore is eind minus begin, two indicators can be the same figure, and a
widened figure is the sum of its years.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from spiegelrapport.audit.matrices import Masker, Matrix
from spiegelrapport.figures.rounding import Getallen
from spiegelrapport.model.cijfers import TOTAAL, Sleutel

GELIJK = 1e-6
Familie = tuple[str, str, str]  # indicator, stretch of years, and whether they are shares: only these hang together
Uitdrukking = Mapping[int, float]  # base figure -> coefficient


@dataclass(frozen=True, slots=True)
class Sums:
    """Figures by zorgaanbieder, as weights and sums; 0 where somebody has none. Earlier editions' leavers included."""

    gewicht: Getallen
    som: Getallen


@dataclass(frozen=True, slots=True)
class Block:
    """One set of linked figures. `gewicht` and `som` are base figure by zorgaanbieder; bounds are per unit of weight."""

    cijfers: Mapping[int, Uitdrukking]  # row of the stelsel -> what it is made of
    gewicht: Getallen
    som: Getallen
    onder: Getallen
    boven: Getallen
    geheel: bool  # sums are counts: whole numbers
    gehelen: tuple[tuple[Uitdrukking, Getallen], ...] = ()  # these add up to this weight, for everybody
    oplopend: bool = False  # each base figure is at most the next: counts under rising thresholds


def per_lid(rand: Getallen) -> Getallen:
    """Bounds per base figure, the same for everybody or each one's own -> base figure by zorgaanbieder."""
    return rand[:, None] if rand.ndim == 1 else rand


@dataclass(slots=True)
class _Bouw:
    """A block under construction."""

    rijen: list[tuple[Getallen, Getallen, float, float, bool]] = field(default_factory=list)
    cijfers: dict[int, Uitdrukking] = field(default_factory=dict)
    gehelen: list[tuple[Uitdrukking, Getallen]] = field(default_factory=list)
    vervallen: set[int] = field(default_factory=set)  # bases that no widened figure of now is made of

    def basis(
        self,
        gewicht: Getallen,
        som: Getallen,
        schaal: tuple[float, float],
        aandeel: bool,
        vervallen: Masker | None = None,
    ) -> Uitdrukking:
        """One base figure; a second for those whose figure has lapsed, where there are any."""
        geheel = aandeel and bool(np.all(np.abs(som - np.round(som)) < GELIJK))
        som = np.round(som) if geheel else som
        delen = [np.ones(len(som), bool)] if vervallen is None or not vervallen.any() else [~vervallen, vervallen]
        begin = len(self.rijen)
        self.rijen += [(np.where(deel, gewicht, 0.0), np.where(deel, som, 0.0), *schaal, geheel) for deel in delen]
        self.vervallen.update(range(begin + 1, len(self.rijen)))
        return dict.fromkeys(range(begin, len(self.rijen)), 1.0)

    def blok(self) -> Block:
        gewicht, som, onder, boven, geheel = zip(*self.rijen, strict=True)
        return Block(
            dict(self.cijfers),
            np.array(gewicht),
            np.array(som),
            np.array(onder),
            np.array(boven),
            all(geheel),
            tuple(self.gehelen),
        )


def make_blokken(stelsel: Matrix, sommen: Sums, lineair: Masker) -> tuple[Block, ...]:
    """Every linear figure is in exactly one block."""
    families: dict[Familie, list[int]] = {}
    mee = [rij for rij in range(len(stelsel.sleutels)) if lineair[rij] and sommen.gewicht[rij].any()]
    jaren = _jaren([stelsel.sleutels[rij] for rij in mee])
    for rij in mee:
        sleutel = stelsel.sleutels[rij]
        soort = "aandeel" if stelsel.opmaken[rij].begrensd_aandeel else ""
        families.setdefault((sleutel.indicator, jaren[sleutel.indicator, sleutel.periode], soort), []).append(rij)
    return tuple(
        _familie(stelsel, sommen, [rij for naam in namen for rij in families[naam]])
        for namen in _verwant(stelsel, sommen, families)
    )


def _jaren(sleutels: Sequence[Sleutel]) -> dict[tuple[str, str], str]:
    """Per indicator and period the stretch of years that belongs together: that of a widened figure, or one year."""
    stukken: dict[str, list[frozenset[int]]] = {}
    for sleutel in sleutels:
        eigen, bekend = frozenset(sleutel.jaren), stukken.get(sleutel.indicator, [])
        samen = eigen.union(*(stuk for stuk in bekend if stuk & eigen))
        stukken[sleutel.indicator] = [*(stuk for stuk in bekend if not stuk & eigen), samen]
    return {
        (sleutel.indicator, sleutel.periode): f"{min(stuk)}-{max(stuk)}"
        for sleutel in sleutels
        for stuk in stukken[sleutel.indicator]
        if sleutel.jaren[0] in stuk
    }


def _verwant(stelsel: Matrix, sommen: Sums, families: Mapping[Familie, Sequence[int]]) -> Iterator[list[Familie]]:
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


def _afdruk(stelsel: Matrix, sommen: Sums, rij: int) -> bytes:
    return bytes(
        repr(stelsel.opmaken[rij].schaal).encode()
        + stelsel.sleutels[rij].periode.encode()
        + np.round(sommen.gewicht[rij], 6).tobytes()
        + (np.round(sommen.som[rij], 6) + 0.0).tobytes()
    )


def _familie(stelsel: Matrix, sommen: Sums, rijen: Sequence[int]) -> Block:
    bouw = _Bouw()
    plaats = {stelsel.sleutels[rij]: rij for rij in rijen}
    verschillen = _verschillen(stelsel, sommen, rijen, plaats)
    for verruimd in (False, True):  # a widened figure is made of its years
        deel = [rij for rij in rijen if stelsel.sleutels[rij].verruimd is verruimd]
        _uitdrukkingen(stelsel, sommen, deel, plaats, {r: p for r, p in verschillen.items() if r in deel}, bouw)
    _gehelen(stelsel, sommen, rijen, bouw)
    return bouw.blok()


def _uitdrukkingen(
    stelsel: Matrix,
    sommen: Sums,
    rijen: Sequence[int],
    plaats: Mapping[Sleutel, int],
    verschillen: Mapping[int, tuple[int, int]],
    bouw: _Bouw,
) -> None:
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


def plus(een: Uitdrukking, ander: Uitdrukking, maal: float = 1.0) -> Uitdrukking:
    som = dict(een)
    for basis, factor in ander.items():
        som[basis] = som.get(basis, 0.0) + maal * factor
    return {basis: factor for basis, factor in som.items() if factor}


def _uitdrukking(stelsel: Matrix, sommen: Sums, rij: int, plaats: Mapping[Sleutel, int], bouw: _Bouw) -> Uitdrukking:
    """A total as its parts plus a rest, where the parts fit into it; otherwise a figure of its own.

    The parts of a widened figure are its years: without those of anybody who no longer has that year.
    """
    sleutel, opmaak = stelsel.sleutels[rij], stelsel.opmaken[rij]
    delen = _delen(sleutel, plaats, bouw)
    gewicht, som = sommen.gewicht[rij], sommen.som[rij]
    aandeel, los = opmaak.begrensd_aandeel, _vervallen(stelsel, sommen, rij, plaats)
    if sleutel.uitsplitsing != TOTAAL or not delen:
        return bouw.basis(gewicht, som, opmaak.schaal, aandeel, los)
    weg = [_vervallen(stelsel, sommen, deel, plaats) if sleutel.verruimd else los & False for deel in delen]
    rest_gewicht = gewicht - np.where(weg, 0.0, sommen.gewicht[delen]).sum(axis=0)
    rest_som = som - np.where(weg, 0.0, sommen.som[delen]).sum(axis=0)
    if sleutel.verruimd:  # who left before there was a widened figure is in none of its cells
        rest_gewicht, rest_som = (np.where(gewicht > 0, rest, 0.0) for rest in (rest_gewicht, rest_som))
    if not _past(rest_gewicht, rest_som, opmaak.schaal):
        return bouw.basis(gewicht, som, opmaak.schaal, aandeel, los)
    totaal: Uitdrukking = {}
    for deel in delen:
        totaal = plus(totaal, bouw.cijfers[deel])
    if sleutel.verruimd:
        totaal = {basis: factor for basis, factor in totaal.items() if basis not in bouw.vervallen}
    if rest_gewicht.max(initial=0.0) > GELIJK:
        schoon = np.where(rest_gewicht > GELIJK, rest_gewicht, 0.0)
        totaal = plus(totaal, bouw.basis(schoon, np.where(schoon > 0, rest_som, 0.0), opmaak.schaal, aandeel))
    return totaal


def _delen(sleutel: Sleutel, plaats: Mapping[Sleutel, int], bouw: _Bouw) -> list[int]:
    """A total's prestaties; a widened figure's years."""
    if sleutel.verruimd:
        jaren = (plaats.get(sleutel._replace(periode=str(jaar))) for jaar in sleutel.jaren)
        return [jaar for jaar in jaren if jaar in bouw.cijfers]
    return [
        deel
        for ander, deel in plaats.items()
        if ander[:3] == sleutel[:3] and ander.uitsplitsing != TOTAAL and deel in bouw.cijfers
    ]


def _vervallen(stelsel: Matrix, sommen: Sums, rij: int, plaats: Mapping[Sleutel, int]) -> Masker:
    """Who had this year's figure in an earlier edition and has it no more, while taking part in a widened one of now."""
    sleutel = stelsel.sleutels[rij]
    weg = np.zeros(sommen.gewicht.shape[1], bool)
    er = np.isfinite(stelsel.gewicht)
    nu = slice(0, len(stelsel.agbs))
    for ander, ruim in plaats.items() if not sleutel.verruimd else ():
        if ander.verruimd and ander[:2] == sleutel[:2] and sleutel.jaren[0] in ander.jaren:
            doet_mee = er[ruim] | (sommen.gewicht[ruim, nu] == 0)
            weg[nu] |= (sommen.gewicht[rij, nu] > 0) & ~er[rij] & doet_mee
    return weg


def _past(gewicht: Getallen, som: Getallen, schaal: tuple[float, float]) -> bool:
    speling = GELIJK * max(1.0, schaal[1] - schaal[0]) * np.maximum(1.0, gewicht)
    laag, hoog = schaal[0] * gewicht - speling, schaal[1] * gewicht + speling
    return bool(np.all((gewicht >= -GELIJK) & (som >= laag) & (som <= hoog)))


def _verschillen(
    stelsel: Matrix, sommen: Sums, rijen: Sequence[int], plaats: Mapping[Sleutel, int]
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


def _gehelen(stelsel: Matrix, sommen: Sums, rijen: Sequence[int], bouw: _Bouw) -> None:
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
