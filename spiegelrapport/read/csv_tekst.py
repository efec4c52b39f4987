"""Separated text to one sheet: which encoding, which separator, which rows."""

import csv
import io
from collections import Counter
from pathlib import Path

from spiegelrapport.read.bezwaar import Bezwaar
from spiegelrapport.read.blad import Blad

SCHEIDINGSTEKENS = ";\t,|"
REGELS_VOOR_KEUZE = 30
CEL_MAXIMAAL = 131_072
KOLOMMEN_MAXIMAAL = 2_000


def lees_csv(pad: Path) -> Blad:
    """The file as a sheet; the row numbers are those that Excel would show. The sheet is called after the file."""
    tekst = decodeer(pad.read_bytes())
    csv.field_size_limit(CEL_MAXIMAAL)
    regels = tekst.splitlines()
    teken = scheidingsteken(regels)
    eerste = 1 if regels and regels[0].lower().startswith("sep=") else 0
    try:
        rijen = list(csv.reader(io.StringIO(tekst, newline=""), delimiter=teken))[eerste:]
    except csv.Error:
        raise Bezwaar("L005", wat="de aanhalingstekens kloppen niet") from None
    breedte = max(map(len, rijen), default=0)
    if breedte > KOLOMMEN_MAXIMAAL:
        raise Bezwaar("L001", wat=f"tekst met {breedte} kolommen")
    gevuld = [(i, rij) for i, rij in enumerate(rijen, start=eerste + 1) if any(cel.strip() for cel in rij)]
    return Blad(
        naam=pad.stem,
        zichtbaar=True,
        rijen=[[*rij, *[""] * (breedte - len(rij))] for _, rij in gevuld],
        nummers=[i for i, _ in gevuld],
    )


def decodeer(inhoud: bytes) -> str:
    """UTF-8 with or without BOM, UTF-16 with BOM, and otherwise Windows-1252, which Excel writes."""
    if inhoud.startswith((b"\xff\xfe", b"\xfe\xff")):
        return inhoud.decode("utf-16", errors="replace")
    try:
        return inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        return inhoud.decode("cp1252", errors="replace")


def scheidingsteken(regels: list[str]) -> str:
    """The separator that splits most of the first lines into the same number of cells, more than one."""
    if regels and regels[0].lower().startswith("sep=") and len(regels[0]) > 4:
        return regels[0][4]
    steekproef = [regel for regel in regels if regel.strip()][:REGELS_VOOR_KEUZE]

    def eenparig(teken: str) -> tuple[int, int]:
        tellingen = Counter(regel.count(teken) for regel in steekproef)
        tellingen.pop(0, None)
        return (tellingen.most_common(1)[0][1], max(tellingen)) if tellingen else (0, 0)

    return max(SCHEIDINGSTEKENS, key=eenparig)
