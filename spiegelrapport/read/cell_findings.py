"""What there is to say about the cells of one column, and which rows lose a key value by it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from spiegelrapport.definitions.schema import Kolom
from spiegelrapport.dutch import opsomming
from spiegelrapport.model.findings import Ernst, Finding
from spiegelrapport.read.cell_grid import Plaats
from spiegelrapport.read.cells import Cells
from spiegelrapport.read.column import ReadColumn
from spiegelrapport.read.remarks import find
from spiegelrapport.read.table_finder import Tabel
from spiegelrapport.read.waarden import agb, code
from spiegelrapport.read.waarden.cleaning import Unreadable

CODE_PER_TYPE = {
    "datum": "W001",
    "getal": "W002",
    "minuten": "W003",
    "percentage": "W002",
    "ja_nee": "W004",
    "code": "W005",
    "id": "W006",
    "agb": "W007",
    "geheel": "W008",
    "tekst": "W011",
}
ERROR = "W009"
MEESTE_CODES = 10


@dataclass(frozen=True, slots=True)
class Column:
    """One column of one table as it was read: where it stands and what came of it."""

    tabel: Tabel
    bestand: str
    kolom: Kolom
    j: int
    cells: Cells
    gelezen: ReadColumn

    def find(self, melding: str, welke: Any, **woorden: Any) -> Finding:
        return find(
            melding,
            self.bestand,
            blad=self.tabel.blad.naam,
            kolom=self.tabel.koppen[self.j],
            rijen=numbers(self.tabel, welke),
            **woorden,
        )

    def at(self, plaatsen: frozenset[Plaats]) -> list[int]:
        """The rows, as indexes, whose cell in this column is one of these places."""
        if not plaatsen:
            return []
        kolom = self.tabel.blad.eerste_kolom + self.j
        return [i for i, nummer in enumerate(self.tabel.nummers) if (nummer, kolom) in plaatsen]


def cell_findings(column: Column, data: Any, codes: Any) -> list[Finding]:
    """Findings about the rows in `data`; rows that lose a key value get their code in `codes`."""
    return [
        *_unread(column, data),
        *_noted(column, data),
        *_merged(column, data),
        *(_problem(column, reden, data, codes) for reden in column.gelezen.problemen if _any(column, reden, data)),
    ]


def numbers(tabel: Tabel, welke: Any) -> tuple[int, ...]:
    return tuple(tabel.blad.nummers[tabel.eerste + int(i)] for i in welke)


def _unread(column: Column, data: Any) -> list[Finding]:
    """Errors, as Excel stores them or as text; formulas without outcome; AGB-codes that lost their zero."""
    blad = column.tabel.blad
    fouten = sorted({*column.at(blad.fouten), *map(int, column.gelezen.opgemerkt.get(ERROR, ()))})
    welke = {
        ERROR: [i for i in fouten if data[i]],
        "W014": [i for i in column.at(blad.zonder_uitkomst) if data[i]],
    }
    findings = [column.find(melding, rijen) for melding, rijen in welke.items() if rijen]
    if column.kolom.type == "agb":
        aangevuld = sum(1 for i, cel in enumerate(column.cells.values) if data[i] and cel != "" and agb.is_padded(cel))
        if aangevuld:
            findings.append(
                find("L023", column.bestand, blad=blad.naam, kolom=column.tabel.koppen[column.j], aantal=aangevuld)
            )
    return findings


def _noted(column: Column, data: Any) -> list[Finding]:
    return [
        column.find(melding, welke)
        for melding, plaatsen in column.gelezen.opgemerkt.items()
        if melding != ERROR and len(welke := plaatsen[data[plaatsen]])
    ]


def _merged(column: Column, data: Any) -> list[Finding]:
    soorten = {"B012": column.cells.filled, "B013": column.cells.unshared, "B017": column.cells.beside}
    return [column.find(melding, welke) for melding, alle in soorten.items() if (welke := [i for i in alle if data[i]])]


def _any(column: Column, reden: Unreadable, data: Any) -> bool:
    return bool(data[column.gelezen.problemen[reden]].any())


def _problem(column: Column, reden: Unreadable, data: Any, codes: Any) -> Finding:
    plaatsen = column.gelezen.problemen[reden]
    welke = plaatsen[data[plaatsen]]
    melding = reden.melding or CODE_PER_TYPE[column.kolom.type]
    weg = column.kolom.gevuld
    if weg:
        codes[welke[codes[welke] == ""]] = melding
    gevonden = column.find(
        melding,
        welke,
        ernst=Ernst.UITGESLOTEN if weg else Ernst.LET_OP,
        reden=reden.reden,
        codes=_unknown(column.gelezen.ruw[reden]) if column.kolom.type == "code" else "",
    )
    gevolg = "De rijen tellen niet mee." if weg else "De waarde telt als niet ingevuld."
    return replace(gevonden, bericht=f"{gevonden.bericht} {gevolg}")


def _unknown(ruw: Sequence[object]) -> str:
    """Unknown codes, as far as they can be shown: ': ZT99, GBG07'."""
    tonen = sorted({tekst for waarde in ruw if (tekst := code.displayable(waarde))})[:MEESTE_CODES]
    return f": {opsomming(tonen)}" if tonen else ""


def has_place(column: Column) -> Any:
    """Where the cell is no value but not empty either: an error, or a formula without outcome."""
    masker = np.zeros(len(column.tabel.nummers), dtype=bool)
    masker[column.at(column.tabel.blad.fouten | column.tabel.blad.zonder_uitkomst)] = True
    return masker
