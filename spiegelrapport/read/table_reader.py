"""One table on one sheet to an TableResult: typed columns, excluded rows and everything there is to say about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from spiegelrapport.definitions.schema import Kolom
from spiegelrapport.dutch import aantal, opsomming
from spiegelrapport.model.findings import Ernst, Finding
from spiegelrapport.read.column import ReadColumn, empty, read_kolom
from spiegelrapport.read.column_choice import choose_kolommen
from spiegelrapport.read.privacy import mask
from spiegelrapport.read.privacy_gate import guard
from spiegelrapport.read.remarks import MELDINGEN, find
from spiegelrapport.read.row_kinds import empty_rows, total_rows, without_keys
from spiegelrapport.read.table_finder import Tabel
from spiegelrapport.read.table_result import TableResult, leave_out
from spiegelrapport.read.waarden import agb, code

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
MEESTE_KOPPEN = 60
MEESTE_CODES = 10


@dataclass(frozen=True, slots=True)
class ReadMode:
    """What reading needs to know beside the file: forbidden headings and codes per column."""

    privacy: Mapping[str, Sequence[str]]
    codes: Mapping[tuple[str, str], Mapping[str, str]]  # (tabel, column) -> normalised spelling -> code


def read_tabel(tabel: Tabel, bestand: str, wijze: ReadMode) -> TableResult:
    """All rows under the heading, each in `rijen` or in `uitgesloten`."""
    verboden, findings = guard(tabel, bestand, wijze.privacy)
    keuze = choose_kolommen(tabel, bestand, verboden)
    gelezen = {naam: _kolom(tabel, naam, j, wijze) for naam, j in keuze.kolommen.items()}
    leeg_masker = empty_rows(gelezen, len(tabel.nummers))
    gevuld = [kolom.naam for kolom in tabel.lijst.export.kolommen if kolom.gevuld]
    totalen = total_rows(tabel, gelezen, gevuld, leeg_masker)
    notities = without_keys(gelezen, gevuld, leeg_masker) & ~totalen
    data = ~leeg_masker & ~totalen & ~notities
    findings += [*keuze.findings, *_ongebruikt(tabel, bestand, verboden)]
    findings += _rijen_bevinding("B006", tabel, bestand, totalen)
    findings += _rijen_bevinding("B007", tabel, bestand, notities, kolommen=_koppen_van(tabel, gevuld))
    codes = np.where(totalen, "B006", np.where(notities, "B007", "")).astype(object)
    for naam, kolom in gelezen.items():
        findings += _waarden(tabel, bestand, tabel.lijst.kolommen[naam], kolom, keuze.kolommen[naam], data, codes)
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
        gekoppeld={naam: tabel.koppen[j] for naam, j in keuze.kolommen.items()},
        koppen=tuple(mask(kop) for kop in tabel.koppen if kop)[:MEESTE_KOPPEN],
        afgewezen=_afgewezen(tabel, gelezen, verboden),
    )


def _afgewezen(tabel: Tabel, gelezen: Mapping[str, ReadColumn], verboden: frozenset[int]) -> dict[str, str]:
    """Our columns that were delivered and yet not read -> the heading under which personal data stands, or "" for a tie."""
    namen = {treffer.naam for treffer in tabel.treffers.values()} - set(gelezen)
    gevonden = {tabel.treffers[j].naam: mask(tabel.koppen[j]) for j in verboden if j in tabel.treffers}
    return {naam: gevonden.get(naam, "") for naam in namen}


def _kolom(tabel: Tabel, naam: str, j: int, wijze: ReadMode) -> ReadColumn:
    codes = wijze.codes.get((tabel.tabel, naam)) or wijze.codes.get(("trajecten", naam), {})
    return read_kolom(tabel.cellen(j), tabel.lijst.kolommen[naam], codes, tabel.blad.begin)


def _frame(tabel: Tabel, gelezen: Mapping[str, ReadColumn]) -> pd.DataFrame:
    """Every declared column, delivered or not, with the Excel row number as index."""
    nummers = tabel.nummers
    kolommen: dict[str, Any] = {"blad": pd.array([tabel.blad.naam] * len(nummers), dtype="str")}
    for kolom in tabel.lijst.kolommen.values():
        if kolom.naam in tabel.lijst.eigen or tabel.tabel == "sessies":
            kolommen[kolom.naam] = (gelezen.get(kolom.naam) or empty(kolom, len(nummers))).waarden
    return pd.DataFrame(kolommen, index=pd.Index(nummers, name="rij"))


def _waarden(
    tabel: Tabel, bestand: str, kolom: Kolom, gelezen: ReadColumn, j: int, data: Any, codes: Any
) -> list[Finding]:
    """Findings about one column's cells; rows that lose a key value get their code in `codes`."""
    findings = _aangevuld(tabel, bestand, kolom, j, data) + _foutcellen(tabel, bestand, kolom, j, data)
    for reden, plaatsen in gelezen.problemen.items():
        welke = plaatsen[data[plaatsen]]
        if not len(welke):
            continue
        melding = "W010" if reden.startswith("de maand") else CODE_PER_TYPE[kolom.type]
        weg = kolom.gevuld
        if weg:
            codes[welke[codes[welke] == ""]] = melding
        gevolg = "De rijen tellen niet mee." if weg else "De waarde telt als niet ingevuld."
        gevonden = find(
            melding,
            bestand,
            blad=tabel.blad.naam,
            kolom=tabel.koppen[j],
            rijen=_nummers(tabel, welke),
            ernst=Ernst.UITGESLOTEN if weg else Ernst.LET_OP,
            reden=reden,
            codes=_codes(gelezen.ruw[reden]) if kolom.type == "code" else "",
        )
        findings.append(_met_gevolg(gevonden, gevolg))
    return findings


def _met_gevolg(finding: Finding, gevolg: str) -> Finding:

    return replace(finding, bericht=f"{finding.bericht} {gevolg}")


def _codes(ruw: Sequence[object]) -> str:
    """Unknown codes, as far as they can be shown: ': ZT99, GBG07'."""
    tonen = sorted({tekst for waarde in ruw if (tekst := code.displayable(waarde))})[:MEESTE_CODES]
    return f": {opsomming(tonen)}" if tonen else ""


def _aangevuld(tabel: Tabel, bestand: str, kolom: Kolom, j: int, data: Any) -> list[Finding]:
    if kolom.type != "agb":
        return []
    welke = [i for i, cel in enumerate(tabel.cellen(j)) if data[i] and cel != "" and agb.is_padded(cel)]
    if not welke:
        return []
    return [find("L023", bestand, blad=tabel.blad.naam, kolom=tabel.koppen[j], aantal=len(welke))]


def _foutcellen(tabel: Tabel, bestand: str, kolom: Kolom, j: int, data: Any) -> list[Finding]:
    del kolom
    if not tabel.blad.fouten:
        return []
    plaats = tabel.blad.eerste_kolom + j
    welke = [i for i, nummer in enumerate(tabel.nummers) if data[i] and (nummer, plaats) in tabel.blad.fouten]
    return _bevinding_op("W009", tabel, bestand, tabel.koppen[j], welke)


def _bevinding_op(melding: str, tabel: Tabel, bestand: str, kop: str, welke: Sequence[int]) -> list[Finding]:
    if not welke:
        return []
    return [find(melding, bestand, blad=tabel.blad.naam, kolom=kop, rijen=_nummers(tabel, welke))]


def _rijen_bevinding(melding: str, tabel: Tabel, bestand: str, masker: Any, **woorden: Any) -> list[Finding]:
    welke = np.flatnonzero(masker)
    if not len(welke):
        return []
    return [find(melding, bestand, blad=tabel.blad.naam, rijen=_nummers(tabel, welke), **woorden)]


def _ongebruikt(tabel: Tabel, bestand: str, verboden: frozenset[int]) -> list[Finding]:
    koppen = [mask(kop) for j, kop in enumerate(tabel.koppen) if kop and j not in tabel.treffers and j not in verboden]
    if not koppen:
        return []
    tonen = ", ".join(f"'{kop}'" for kop in koppen[:MEESTE_KOPPEN])
    wat = aantal(len(koppen), "kolom is", "kolommen zijn")
    return [find("K004", bestand, blad=tabel.blad.naam, aantal=len(koppen), wat=wat, koppen=tonen)]


def _koppen_van(tabel: Tabel, namen: Sequence[str]) -> str:
    return opsomming([tabel.lijst.kolommen[naam].kop for naam in namen])


def _nummers(tabel: Tabel, welke: Any) -> tuple[int, ...]:
    return tuple(tabel.blad.nummers[tabel.eerste + int(i)] for i in welke)


def _agbs(gelezen: Mapping[str, ReadColumn], data: Any) -> frozenset[str]:
    if "agb" not in gelezen:
        return frozenset()
    return frozenset(pd.Series(gelezen["agb"].waarden)[data].dropna().unique())
