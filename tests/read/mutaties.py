"""Random damage to a good workbook: to its bytes, to the parts of its zip, and to its cells."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import Any

from tests.read.boek import (
    CQI,
    ROM,
    TRAJECTEN,
    Boek,
    als_csv,
    als_ods,
    als_xls,
    als_xlsx,
    met_tijd,
    schoon_boek,
    wijzig_deel,
)

DELEN = ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/styles.xml"]
DELEN += ["[Content_Types].xml", "xl/_rels/workbook.xml.rels"]
RARE_WAARDEN: list[Any] = [
    None, "", " ", "-", "#N/B", 0, -1, 1e300, 1e-300, float(2**53), True, "=1+1", "a" * 40_000, "\u200b", "€", "\x0b"
    , "31-02-2025", "99/99/9999", "1e999", "0x10", "١٢", "½", date(1900, 1, 1), date(9999, 12, 31), met_tijd(date(2025, 1, 1)),
    timedelta(days=400), "Totaal", "AGB-code", "Traject ID", "06012345", "94099999", "2025-13-45", "1.2.3.4", "²³",
]  # fmt: skip


@cache
def goed() -> dict[str, bytes]:
    boek = schoon_boek()
    return {
        ".xlsx": als_xlsx(boek),
        ".xls": als_xls(boek),
        ".ods": als_ods(boek),
        ".csv": als_csv(boek.bladen[TRAJECTEN]),
    }


class _Muteer:
    def __call__(self, kans: random.Random) -> bytes:
        """A mutated file; the same bytes for the same random state."""
        werk: Callable[[random.Random], bytes] = kans.choice(
            [_bytes, _bytes, _deel, _deel, _cellen, _cellen, _structuur]
        )
        inhoud = werk(kans)
        return _knip(inhoud, kans) if kans.random() < 0.1 else inhoud

    @staticmethod
    def extensie(zaad: int) -> str:
        return random.Random(zaad * 31).choice([".xlsx", ".xlsx", ".xlsx", ".xls", ".ods", ".csv", ".xlsb", ".xlsm"])


muteer = _Muteer()


def _bytes(kans: random.Random) -> bytes:
    inhoud = bytearray(goed()[kans.choice(list(goed()))])
    for _ in range(kans.choice([1, 3, 20, 200])):
        inhoud[kans.randrange(len(inhoud))] = kans.randrange(256)
    return bytes(inhoud)


def _knip(inhoud: bytes, kans: random.Random) -> bytes:
    a, b = sorted(kans.randrange(len(inhoud) + 1) for _ in range(2))
    return kans.choice([inhoud[:a], inhoud[b:], inhoud[:a] + inhoud[b:], inhoud + inhoud[a:b]])


def _deel(kans: random.Random) -> bytes:
    """The XML inside, so that the damage gets past the checksum."""

    def beschadig(deel: bytes) -> bytes:
        tekst = bytearray(deel)
        for _ in range(kans.choice([1, 2, 10])):
            i = kans.randrange(len(tekst))
            j = min(len(tekst), i + kans.randrange(1, 30))
            tekst[i:j] = kans.choice([b"", tekst[i:j] * 2, b"9999999", b"<", b">", b"&#0;", b'"', b"r", b"\xff"])
        return bytes(tekst)

    return wijzig_deel(goed()[".xlsx"], kans.choice(DELEN), beschadig)


def _cellen(kans: random.Random) -> bytes:
    boek = schoon_boek()
    for _ in range(kans.choice([1, 5, 40])):
        rijen = boek.bladen[kans.choice([TRAJECTEN, ROM, CQI])]
        rij = kans.choice(rijen if kans.random() < 0.1 else rijen[1:])
        rij[kans.randrange(len(rij))] = kans.choice(RARE_WAARDEN)
    return _veilig(boek)


def _structuur(kans: random.Random) -> bytes:
    boek = schoon_boek()
    for _ in range(kans.choice([1, 2, 4])):
        kans.choice([_rijen_om, _kolommen_om, _bladen_om])(boek, kans)
    return _veilig(boek)


def _rijen_om(boek: Boek, kans: random.Random) -> None:
    rijen = boek.bladen[kans.choice(list(boek.bladen))]
    i, wat = kans.randrange(len(rijen) + 1), kans.randrange(4)
    if wat == 0:
        rijen.insert(i, [kans.choice(RARE_WAARDEN) for _ in range(kans.randrange(30))])
    elif wat == 1 and rijen:
        rijen.pop(i - 1)
    elif wat == 2:
        rijen[:] = rijen[i:] + rijen[:i]
    else:
        kans.shuffle(rijen)


def _kolommen_om(boek: Boek, kans: random.Random) -> None:
    rijen = boek.bladen[kans.choice(list(boek.bladen))]
    j, erbij = kans.randrange(10), kans.random() < 0.5
    rijen[:] = [[*rij[:j], *([kans.choice(RARE_WAARDEN)] if erbij else []), *rij[j + (not erbij) :]] for rij in rijen]


def _bladen_om(boek: Boek, kans: random.Random) -> None:
    naam = kans.choice(list(boek.bladen))
    rijen, wat = boek.bladen[naam], kans.randrange(3)
    if wat == 0:
        boek.bladen[f"Blad{len(boek.bladen)}"] = [list(rij) for rij in rijen]
    elif wat == 1:
        i = kans.randrange(len(rijen) + 1)
        rijen[i:i] = [list(rij) for rij in boek.bladen[kans.choice(list(boek.bladen))]]
    elif len(boek.bladen) > 1:
        boek.verborgen = {naam}


def _veilig(boek: Boek) -> bytes:
    """openpyxl refuses some characters and very long texts; leave those out."""
    for rijen in boek.bladen.values():
        for rij in rijen:
            rij[:] = [None if cel == "\x0b" else cel[:32_000] if isinstance(cel, str) else cel for cel in rij]
    return als_xlsx(boek)
