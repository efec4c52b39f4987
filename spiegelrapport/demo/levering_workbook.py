"""Frames in our own column names -> a workbook with the headings, dates and missing marks that providers write."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from spiegelrapport.definitions.schema import Export, Kolom
from spiegelrapport.model.leveringen import TABELLEN
from spiegelrapport.workbook import open_book

NUL = pd.Timestamp("1899-12-30")  # Excel's day 0
STREEPJES = {"code": "onbekend", "tekst": "-", "datum": "-"}


def write_levering(
    pad: Path, exports: Mapping[str, Export], tabellen: Mapping[str, pd.DataFrame], streepjes: bool
) -> None:
    """One workbook with a sheet per table; columns and headings as the declarations say."""
    bladen = {}
    for tabel in TABELLEN:
        export, frame = exports[tabel], tabellen[tabel]
        kolommen = [_cellen(kolom, frame, streepjes) for kolom in export.kolommen]
        bladen[export.blad] = ([kolom.kop for kolom in export.kolommen], kolommen, _datums(export.kolommen))
    write_workbook(pad, bladen)


def write_workbook(
    pad: Path, bladen: Mapping[str, tuple[Sequence[str], Sequence[Sequence[Any]], frozenset[int]]]
) -> None:
    """Sheet -> (headings, columns of cells, positions of date columns), streamed to `pad`."""
    with open_book(pad, "de demoronde", stream=True) as werkmap:
        datum, vet = werkmap.look(num_format="dd-mm-yyyy"), werkmap.look(bold=True)
        for naam, (koppen, kolommen, datums) in bladen.items():
            blad = werkmap.add_worksheet(naam)
            for plek, kop in enumerate(koppen):
                blad.set_column(plek, plek, max(12, len(kop) + 2), datum if plek in datums else None)
            blad.write_row(0, 0, koppen, vet)
            for nummer, rij in enumerate(_rijen(kolommen), start=1):
                blad.write_row(nummer, 0, rij)


def _rijen(kolommen: Sequence[Sequence[Any]]) -> Iterable[tuple[Any, ...]]:
    return zip(*kolommen, strict=True)


def _datums(kolommen: Sequence[Kolom]) -> frozenset[int]:
    return frozenset(plek for plek, kolom in enumerate(kolommen) if kolom.type == "datum")


def _cellen(kolom: Kolom, frame: pd.DataFrame, streepjes: bool) -> list[Any]:
    """The column as Excel holds it: serial dates, Ja and Nee, None (or the provider's own mark) for missing."""
    if kolom.naam not in frame:
        return [None] * len(frame)
    waarden = frame[kolom.naam]
    if kolom.type == "datum":
        cellen = (pd.to_datetime(waarden) - NUL) / pd.Timedelta(days=1)
    elif kolom.type == "ja_nee":
        cellen = waarden.map({True: "Ja", False: "Nee"})
    else:
        cellen = waarden
    leeg = STREEPJES.get(kolom.type) if streepjes and not kolom.gevuld else None
    return cellen.astype(object).where(waarden.notna(), leeg).to_list()
