"""Finds the tables on a sheet: where the heading is, whether it takes two rows, and where the data ends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spiegelrapport.read.cell_grid import Blad
from spiegelrapport.read.headings import HeadingList, HeadingMatch, match_headings, norm, text_of

KOPREGELS_VOORAAN = 60  # rows looked at for a first heading
MINIMAAL = 3  # known headings that make a row a heading
MINIMAAL_OP_BEKEND_BLAD = 2

WACHTERS = {"datum": 0, "getal": 1, "minuten": 2, "geheel": 3, "ja_nee": 4, "code": 5}

Koprij = list[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Tabel:
    """One table on one sheet: its export, its heading, and which of the sheet's rows lie under it."""

    lijst: HeadingList
    blad: Blad
    koppen: tuple[str, ...]  # per grid column, as it stands; "" where there is none
    treffers: Mapping[int, HeadingMatch]
    kopregel: int  # index in blad.rijen of the heading's first row
    eerste: int  # index in blad.rijen of the first data row
    laatste: int  # and one past the last

    @property
    def tabel(self) -> str:
        return self.lijst.export.tabel

    @property
    def nummers(self) -> list[int]:
        return self.blad.nummers[self.eerste : self.laatste]

    def cellen(self, j: int) -> Sequence[object]:
        return self.blad.kolom(j, self.eerste, self.laatste)


@dataclass(frozen=True, slots=True)
class _Kop:
    lijst: HeadingList
    koppen: Koprij
    treffers: Mapping[int, HeadingMatch]
    rijen: int  # 1 or 2
    score: float
    wachter: int  # a known column in which data are seldom text: text there may be another heading


def find_tabellen(blad: Blad, lijsten: Mapping[str, HeadingList]) -> list[Tabel]:
    """All tables, from top to bottom; stacked tables each have their own heading."""
    kopregels: list[tuple[int, _Kop]] = []
    i, aantal = 0, len(blad.rijen)
    while i < aantal:
        if _kan_kop_zijn(blad, i, kopregels[-1][1] if kopregels else None) and (kop := _kop_op(blad, i, lijsten)):
            kopregels.append((i, kop))
            i += kop.rijen
        else:
            i += 1
    einden = [*(i for i, _ in kopregels), aantal][1:]  # none for a sheet without a heading
    return [
        Tabel(
            kop.lijst,
            blad,
            tuple(varianten[0] if varianten else "" for varianten in kop.koppen),
            kop.treffers,
            i,
            i + kop.rijen,
            einde,
        )
        for (i, kop), einde in zip(kopregels, einden, strict=True)
    ]


def known_sheet(blad: Blad, lijsten: Mapping[str, HeadingList]) -> HeadingList | None:
    """The export that this sheet's name promises."""
    return next((lijst for lijst in lijsten.values() if norm(blad.roepnaam) in lijst.bladen), None)


def _kan_kop_zijn(blad: Blad, i: int, vorige: _Kop | None) -> bool:
    """A cheap look: near the top, after a gap, or below a heading a known heading where data are seldom text."""
    if i == 0 or blad.nummers[i] != blad.nummers[i - 1] + 1:
        return True
    if vorige is None:
        return i < KOPREGELS_VOORAAN
    cel = blad.rijen[i][vorige.wachter]
    return type(cel) is str and cel != "" and len(cel) < 60 and norm(cel) in vorige.lijst.index


def _kop_op(blad: Blad, i: int, lijsten: Mapping[str, HeadingList]) -> _Kop | None:
    enkel = _beste(blad, _enkel(blad.rijen[i]), 1, lijsten)
    if i + 1 < len(blad.rijen) and blad.nummers[i + 1] == blad.nummers[i] + 1:
        dubbel = _beste(blad, _dubbel(blad, i), 2, lijsten)
        volgende = _beste(blad, _enkel(blad.rijen[i + 1]), 1, lijsten)
        if dubbel and dubbel.score > max(enkel.score if enkel else 0, volgende.score if volgende else 0):
            return dubbel
        if enkel and volgende and volgende.score > enkel.score and volgende.lijst is enkel.lijst:
            return None
    return enkel


def _enkel(rij: Sequence[object]) -> Koprij:
    return [(tekst,) if (tekst := text_of(cel)) else () for cel in rij]


def _dubbel(blad: Blad, i: int) -> Koprij:
    """Two rows as one: the lower heading, both together, and the upper one where the lower is empty."""
    boven, onder = blad.rijen[i], blad.rijen[i + 1]
    if any(not isinstance(cel, str) for cel in onder):
        return []
    koppen: Koprij = []
    laatste = ""
    for j, (hoog, laag) in enumerate(zip(map(text_of, boven), map(text_of, onder), strict=True)):
        laatste = hoog or (laatste if _loopt_door(blad, i, j) or laag else "")
        combinatie = f"{laatste} {laag}".strip()
        koppen.append(tuple(dict.fromkeys(k for k in ((combinatie, laag) if laag else (hoog,)) if k)))
    return koppen


def _loopt_door(blad: Blad, i: int, j: int) -> bool:
    plaats = (blad.nummers[i], blad.eerste_kolom + j)
    return any(r1 <= plaats[0] <= r2 and k1 < plaats[1] <= k2 for (r1, k1), (r2, k2) in blad.samengevoegd)


def _beste(blad: Blad, koppen: Koprij, rijen: int, lijsten: Mapping[str, HeadingList]) -> _Kop | None:
    if sum(map(bool, koppen)) < MINIMAAL_OP_BEKEND_BLAD:
        return None
    kandidaten = [kop for lijst in lijsten.values() if (kop := _waardeer(blad, koppen, rijen, lijst)) is not None]
    return max(kandidaten, key=lambda kop: kop.score, default=None)


def _waardeer(blad: Blad, koppen: Koprij, rijen: int, lijst: HeadingList) -> _Kop | None:
    """How well these headings fit an export: known headings, and the share of its required ones."""
    treffers = match_headings(koppen, lijst)
    namen = {treffer.naam for treffer in treffers.values()}
    op_naam = norm(blad.roepnaam) in lijst.bladen
    if len(namen) < (MINIMAAL_OP_BEKEND_BLAD if op_naam else MINIMAAL):
        return None
    verplicht = [kolom.naam for kolom in lijst.export.kolommen if kolom.verplicht]
    dekking = sum(naam in namen for naam in verplicht) / len(verplicht)
    if not op_naam and dekking < 0.5:
        return None
    score = len(namen & lijst.eigen) + 4 * dekking + (4 if op_naam else 0)
    wachter = min(treffers, key=lambda j: WACHTERS.get(lijst.kolommen[treffers[j].naam].type, 9))
    return _Kop(lijst, koppen, treffers, rijen, score, wachter)
