"""One table on one sheet to an TableResult: typed columns, excluded rows and everything there is to say about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from spiegelrapport.dutch import aantal, opsomming
from spiegelrapport.model.findings import Finding
from spiegelrapport.model.ronde import Kolomkeuze
from spiegelrapport.read.cell_findings import Column, cell_findings, has_place, numbers
from spiegelrapport.read.cells import cells_of
from spiegelrapport.read.column import ReadColumn, empty, read_kolom
from spiegelrapport.read.column_choice import choose_kolommen
from spiegelrapport.read.privacy import mask
from spiegelrapport.read.privacy_gate import guard
from spiegelrapport.read.remarks import MELDINGEN, find
from spiegelrapport.read.row_kinds import empty_rows, ragged_rows, total_rows, without_keys
from spiegelrapport.read.table_finder import Tabel
from spiegelrapport.read.table_result import TableResult, leave_out

MEESTE_KOPPEN = 60


@dataclass(frozen=True, slots=True)
class ReadMode:
    """What reading needs to know beside the file: forbidden headings, codes per column, and the analyst's answers."""

    privacy: Mapping[str, Sequence[str]]
    codes: Mapping[tuple[str, str], Mapping[str, str]]  # (tabel, column) -> normalised spelling -> code
    keuzes: Mapping[tuple[str, str], Kolomkeuze] = field(default_factory=dict)  # (tabel, column) -> the answer


def read_tabel(tabel: Tabel, bestand: str, wijze: ReadMode) -> TableResult:
    """All rows under the heading, each in `rijen` or in `uitgesloten`."""
    verboden, findings = guard(tabel, bestand, wijze.privacy)
    keuze = choose_kolommen(tabel, bestand, verboden, wijze.keuzes)
    kolommen = {naam: _column(tabel, bestand, naam, j, wijze) for naam, j in keuze.kolommen.items()}
    gelezen = {naam: kolom.gelezen for naam, kolom in kolommen.items()}
    leeg_masker = empty_rows(gelezen, len(tabel.nummers))
    for kolom in kolommen.values():
        leeg_masker &= ~has_place(kolom)
    gevuld = [kolom.naam for kolom in tabel.lijst.export.kolommen if kolom.gevuld]
    totalen = total_rows(tabel, gelezen, gevuld, leeg_masker)
    notities = without_keys(gelezen, gevuld, leeg_masker) & ~totalen
    scheef = ragged_rows(tabel) & ~leeg_masker & ~totalen & ~notities
    data = ~leeg_masker & ~totalen & ~notities & ~scheef
    findings += [*keuze.findings, *_ongebruikt(tabel, bestand, verboden)]
    findings += _rijen_bevinding("B006", tabel, bestand, totalen)
    findings += _rijen_bevinding("B007", tabel, bestand, notities, kolommen=_koppen_van(tabel, gevuld))
    findings += _rijen_bevinding("B015", tabel, bestand, scheef)
    findings += _rijen_bevinding("B014", tabel, bestand, _hidden(tabel) & ~leeg_masker)
    codes = np.select([totalen, notities, scheef], ["B006", "B007", "B015"], default="").astype(object)
    for kolom in kolommen.values():
        findings += cell_findings(kolom, data, codes)
    rijen = _frame(tabel, gelezen)
    redenen = [MELDINGEN[c].reden if c else "" for c in codes]
    return TableResult(
        tabel=tabel.tabel,
        rijen=rijen[(codes == "") & ~leeg_masker],
        uitgesloten=leave_out(rijen, tabel.tabel, codes, redenen),
        findings=tuple(findings),
        gelezen=int((~leeg_masker).sum()),
        agbs=_agbs(gelezen, data),
        kolommen=frozenset(gelezen),
        leeg=frozenset(naam for naam, kolom in kolommen.items() if _is_empty(kolom, data)),
        gekoppeld={naam: tabel.koppen[j] for naam, j in keuze.kolommen.items()},
        koppen=tuple(mask(kop) for kop in tabel.koppen if kop)[:MEESTE_KOPPEN],
        afgewezen=_afgewezen(tabel, gelezen, verboden),
    )


def _afgewezen(tabel: Tabel, gelezen: Mapping[str, ReadColumn], verboden: frozenset[int]) -> dict[str, str]:
    """Our columns that were delivered and yet not read -> the heading under which personal data stands, or "" for a tie."""
    namen = {treffer.naam for treffer in tabel.treffers.values()} - set(gelezen)
    gevonden = {tabel.treffers[j].naam: mask(tabel.koppen[j]) for j in verboden if j in tabel.treffers}
    return {naam: gevonden.get(naam, "") for naam in namen}


def _column(tabel: Tabel, bestand: str, naam: str, j: int, wijze: ReadMode) -> Column:
    kolom = tabel.lijst.kolommen[naam]
    codes = wijze.codes.get((tabel.tabel, naam)) or wijze.codes.get(("trajecten", naam), {})
    keuze = wijze.keuzes.get((tabel.tabel, naam))
    cells = cells_of(tabel, j, kolom)
    gelezen = read_kolom(cells.values, kolom, codes, tabel.blad.begin, keuze.keuze if keuze else "")
    return Column(tabel, bestand, kolom, j, cells, gelezen)


def _is_empty(kolom: Column, data: Any) -> bool:
    """Whether no row of data holds a value in this column, and nothing that is said of it already."""
    gelezen = kolom.gelezen
    unread = any(data[plaatsen].any() for plaatsen in gelezen.problemen.values())
    unresolved = data[kolom.at(kolom.tabel.blad.zonder_uitkomst)].any()
    return bool(data.any()) and not unread and not unresolved and bool(pd.isna(gelezen.waarden)[data].all())


def _hidden(tabel: Tabel) -> Any:
    verborgen = tabel.blad.verborgen
    return np.array([nummer in verborgen for nummer in tabel.nummers], dtype=bool)


def _frame(tabel: Tabel, gelezen: Mapping[str, ReadColumn]) -> pd.DataFrame:
    """Every declared column, delivered or not, with the Excel row number as index."""
    nummers = tabel.nummers
    kolommen: dict[str, Any] = {"blad": pd.array([tabel.blad.naam] * len(nummers), dtype="str")}
    for kolom in tabel.lijst.kolommen.values():
        if kolom.naam in tabel.lijst.eigen or tabel.tabel == "sessies":
            kolommen[kolom.naam] = (gelezen.get(kolom.naam) or empty(kolom, len(nummers))).waarden
    return pd.DataFrame(kolommen, index=pd.Index(nummers, name="rij"))


def _rijen_bevinding(melding: str, tabel: Tabel, bestand: str, masker: Any, **woorden: Any) -> list[Finding]:
    welke = np.flatnonzero(masker)
    if not len(welke):
        return []
    return [find(melding, bestand, blad=tabel.blad.naam, rijen=numbers(tabel, welke), **woorden)]


def _ongebruikt(tabel: Tabel, bestand: str, verboden: frozenset[int]) -> list[Finding]:
    koppen = [mask(kop) for j, kop in enumerate(tabel.koppen) if kop and j not in tabel.treffers and j not in verboden]
    if not koppen:
        return []
    tonen = ", ".join(f"'{kop}'" for kop in koppen[:MEESTE_KOPPEN])
    wat = aantal(len(koppen), "kolom is", "kolommen zijn")
    return [find("K004", bestand, blad=tabel.blad.naam, aantal=len(koppen), wat=wat, koppen=tonen)]


def _koppen_van(tabel: Tabel, namen: Sequence[str]) -> str:
    return opsomming([tabel.lijst.kolommen[naam].kop for naam in namen])


def _agbs(gelezen: Mapping[str, ReadColumn], data: Any) -> frozenset[str]:
    if "agb" not in gelezen:
        return frozenset()
    return frozenset(pd.Series(gelezen["agb"].waarden)[data].dropna().unique())
