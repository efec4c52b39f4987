"""Separated text to one sheet: which encoding, which separator, which rows."""

import csv
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from spiegelrapport.read.cell_grid import Blad
from spiegelrapport.read.csv_records import Record, split_lines, to_records
from spiegelrapport.read.file_names import printable
from spiegelrapport.read.objection import Objection

SCHEIDINGSTEKENS = ";\t,|"
REGELS_VOOR_KEUZE = 30
CEL_MAXIMAAL = 131_072
KOLOMMEN_MAXIMAAL = 2_000


def read_csv(pad: Path) -> Blad:
    """The file as a sheet; the row numbers are those that Excel would show. The sheet is called after the file."""
    tekst = decode(pad.read_bytes())
    csv.field_size_limit(CEL_MAXIMAAL)
    regels = split_lines(tekst)
    teken = separator(regels)
    eerste = 1 if regels and regels[0].lower().startswith("sep=") else 0
    records = to_records(regels[eerste:], teken)
    breedte = max((len(record.cells) for record in records), default=0)
    if breedte > KOLOMMEN_MAXIMAAL:
        raise Objection("L001", wat=f"tekst met {breedte} kolommen")
    genummerd = [(i, record) for i, record in enumerate(records, start=eerste + 1)]
    gevuld = [(i, record) for i, record in genummerd if any(cel.strip() for cel in record.cells)]
    return Blad(
        naam=printable(pad.stem),
        zichtbaar=True,
        rijen=[[*record.cells, *[""] * (breedte - len(record.cells))] for _, record in gevuld],
        nummers=[i for i, _ in gevuld],
        lengtes=tuple(len(record.cells) for _, record in gevuld),
        losse_aanhaling=tuple(i for i, record in gevuld if not record.sound),
        nageteld=_same_contents(regels[eerste:], records, teken),
    )


def _same_contents(regels: Sequence[str], records: Sequence[Record], teken: str) -> bool:
    """The second count: every line is in one record, and every character is in a cell, separators and quotes apart."""
    tekens = [sum(map(len, regels)), sum(len(cel) for record in records for cel in record.cells)]
    for i, stukken in enumerate((regels, [cel for record in records for cel in record.cells])):
        tekens[i] -= sum(stuk.count(teken) + stuk.count('"') + stuk.count("\n") for stuk in stukken)
    return tekens[0] == tekens[1] and sum(record.lines for record in records) == len(regels)


def decode(inhoud: bytes) -> str:
    """UTF-8 with or without BOM, UTF-16 with BOM, and otherwise Windows-1252, which Excel writes."""
    if inhoud.startswith((b"\xff\xfe", b"\xfe\xff")):
        return inhoud.decode("utf-16", errors="replace")
    try:
        return inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        return inhoud.decode("cp1252", errors="replace")


def separator(regels: list[str]) -> str:
    """The separator that splits most of the first lines into the same number of cells, more than one."""
    if regels and regels[0].lower().startswith("sep=") and len(regels[0]) > 4:
        return regels[0][4]
    steekproef = [regel for regel in regels if regel.strip()][:REGELS_VOOR_KEUZE]

    def eenparig(teken: str) -> tuple[int, int]:
        tellingen = Counter(regel.count(teken) for regel in steekproef)
        tellingen.pop(0, None)
        return (tellingen.most_common(1)[0][1], max(tellingen)) if tellingen else (0, 0)

    return max(SCHEIDINGSTEKENS, key=eenparig)
