"""A minimal binary workbook (BIFF12), to read back: texts and numbers; days as dd-mm-jjjj."""

import struct
from datetime import date
from typing import Any

from tests.read.boek import Boek, zip_van

RELATIE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
PAKKET = "http://schemas.openxmlformats.org/package/2006/relationships"
RIJ, GETAL, TEKST = 0, 5, 6
BEGIN_BLAD, EINDE_BLAD, BEGIN_WERKMAP, EINDE_WERKMAP = 129, 130, 131, 132
BEGIN_BLADEN, EINDE_BLADEN, BEGIN_DATA, EINDE_DATA, OMVANG, BLAD = 143, 144, 145, 146, 148, 156


def als_xlsb(boek: Boek) -> bytes:
    delen: dict[str, str | bytes] = {"[Content_Types].xml": "<Types/>"}
    bladen, relaties = b"", ""
    for nummer, (naam, rijen) in enumerate(boek.bladen.items(), start=1):
        delen[f"xl/worksheets/sheet{nummer}.bin"] = _blad(rijen)
        bladen += record(BLAD, struct.pack("<II", 0, nummer) + _tekst(f"rId{nummer}") + _tekst(naam))
        relaties += f'<Relationship Id="rId{nummer}" Type="{RELATIE}" Target="worksheets/sheet{nummer}.bin"/>'
    delen["xl/_rels/workbook.bin.rels"] = f'<Relationships xmlns="{PAKKET}">{relaties}</Relationships>'
    inhoud = record(BEGIN_BLADEN) + bladen + record(EINDE_BLADEN)
    delen["xl/workbook.bin"] = record(BEGIN_WERKMAP) + inhoud + record(EINDE_WERKMAP)
    return zip_van(delen)


def _blad(rijen: list[list[Any]]) -> bytes:
    omvang = record(OMVANG, struct.pack("<IIII", 0, len(rijen) - 1, 0, max(map(len, rijen)) - 1))
    data = b"".join(
        record(RIJ, struct.pack("<IIHBBBI", i, 0, 300, 0, 0, 0, 0)) + b"".join(map(_cel, range(len(rij)), rij))
        for i, rij in enumerate(rijen)
    )
    return record(BEGIN_BLAD) + omvang + record(BEGIN_DATA) + data + record(EINDE_DATA) + record(EINDE_BLAD)


def _cel(kolom: int, waarde: Any) -> bytes:
    if waarde in ("", None):
        return b""
    if isinstance(waarde, int | float):
        return record(GETAL, struct.pack("<IId", kolom, 0, float(waarde)))
    woord = f"{waarde:%d-%m-%Y}" if isinstance(waarde, date) else str(waarde)
    return record(TEKST, struct.pack("<II", kolom, 0) + _tekst(woord))


def record(soort: int, inhoud: bytes = b"") -> bytes:
    kop = bytes([soort]) if soort < 128 else bytes([soort & 0x7F | 0x80, soort >> 7])
    return kop + _varint(len(inhoud)) + inhoud


def _varint(getal: int) -> bytes:
    uit = b""
    while True:
        getal, zeven = divmod(getal, 128)
        uit += bytes([zeven | (128 if getal else 0)])
        if not getal:
            return uit


def _tekst(waarde: str) -> bytes:
    return struct.pack("<I", len(waarde)) + waarde.encode("utf-16-le")
