"""Privacy at the door: which of a table's columns are not read, and what is said about them."""

from collections.abc import Mapping, Sequence

from spiegelrapport.model.findings import Finding
from spiegelrapport.read import privacy
from spiegelrapport.read.cell_grid import column_letter
from spiegelrapport.read.remarks import find
from spiegelrapport.read.table_finder import Tabel


def guard(tabel: Tabel, bestand: str, woorden: Mapping[str, Sequence[str]]) -> tuple[frozenset[int], list[Finding]]:
    """The grid columns that stay outside, and the findings about them. A known heading may still hide BSNs."""
    verboden: set[int] = set()
    findings: list[Finding] = []
    for j in range(tabel.blad.breedte):
        cellen = tabel.cellen(j)
        kop = tabel.koppen[j] if j < len(tabel.koppen) else ""
        soort = privacy.kind_of(kop, woorden) if kop and j not in tabel.treffers else None
        if soort is None and not _is_agb(tabel, j) and privacy.are_bsns(cellen):
            soort = "bsn-waarden"
        if soort is None and _type(tabel, j) == "id" and privacy.are_names(cellen):
            soort = "naam"
        if soort is not None and (gevuld := sum(cel != "" for cel in cellen)):
            verboden.add(j)
            findings.append(_bevinding(tabel, bestand, kop or f"kolom {_letter(tabel, j)}", soort, gevuld))
    return frozenset(verboden), findings


def _bevinding(tabel: Tabel, bestand: str, kop: str, soort: str, aantal: int) -> Finding:
    blad, kolom = tabel.blad.naam, privacy.mask(kop)
    if soort == privacy.VRIJE_TEKST:
        return find("P003", bestand, blad=blad, kolom=kolom, aantal=aantal)
    if soort == "bsn-waarden":
        return find("P002", bestand, blad=blad, kolom=kolom, aantal=aantal)
    return find("P001", bestand, blad=blad, kolom=kolom, aantal=aantal, soort=privacy.SOORTEN.get(soort, soort))


def _is_agb(tabel: Tabel, j: int) -> bool:
    return _type(tabel, j) == "agb"


def _type(tabel: Tabel, j: int) -> str | None:
    treffer = tabel.treffers.get(j)
    return None if treffer is None else tabel.lijst.kolommen[treffer.naam].type


def _letter(tabel: Tabel, j: int) -> str:
    return column_letter(tabel.blad.eerste_kolom + j)
