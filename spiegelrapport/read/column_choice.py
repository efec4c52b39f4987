"""Which of a table's grid columns is which of ours, when headings come twice or several aliases are present."""

from collections import defaultdict
from dataclasses import dataclass

from spiegelrapport.model.findings import Ernst, Finding
from spiegelrapport.read.headings import norm
from spiegelrapport.read.remarks import find
from spiegelrapport.read.table_finder import Tabel


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """Our column name -> grid column, and what there is to say about the choice."""

    kolommen: dict[str, int]
    findings: tuple[Finding, ...]


def choose_kolommen(tabel: Tabel, bestand: str, verboden: frozenset[int]) -> ColumnChoice:
    """The heading first in order of preference wins. Equal headings with different contents are nobody's guess."""
    per_naam: defaultdict[str, list[int]] = defaultdict(list)
    for j, treffer in tabel.treffers.items():
        if j not in verboden:
            per_naam[treffer.naam].append(j)
    kolommen: dict[str, int] = {}
    findings: list[Finding] = []
    for naam, plaatsen in per_naam.items():
        beste = min(tabel.treffers[j].rang for j in plaatsen)
        gelijk = [j for j in plaatsen if tabel.treffers[j].rang == beste]
        gekozen = _een_van(tabel, gelijk)
        if gekozen is None:
            findings.append(_onduidelijk(tabel, bestand, naam, gelijk))
            continue
        kolommen[naam] = gekozen
        findings += [
            find(
                "K003",
                bestand,
                blad=tabel.blad.naam,
                kolom=tabel.treffers[j].kop,
                gekozen=tabel.treffers[gekozen].kop,
                kolom_naam=tabel.lijst.kolommen[naam].kop,
            )
            for j in plaatsen
            if j not in gelijk
        ]
    return ColumnChoice(kolommen, tuple(findings))


def _een_van(tabel: Tabel, plaatsen: list[int]) -> int | None:
    """The only column, the only one with contents, or the first of columns with the same contents."""
    gevuld = [j for j in plaatsen if any(cel != "" for cel in tabel.cellen(j))]
    if len(gevuld) <= 1:
        return (gevuld or plaatsen)[0]
    eerste = tabel.cellen(gevuld[0])
    return gevuld[0] if all(tabel.cellen(j) == eerste for j in gevuld[1:]) else None


def _onduidelijk(tabel: Tabel, bestand: str, naam: str, plaatsen: list[int]) -> Finding:
    kolom = tabel.lijst.kolommen[naam]
    kop = tabel.treffers[plaatsen[0]].kop
    zelfde = len({norm(tabel.treffers[j].kop) for j in plaatsen}) == 1
    code = "K002" if kolom.verplicht else "K005"
    return find(
        code,
        bestand,
        blad=tabel.blad.naam,
        kolom=kop,
        ernst=Ernst.BLOKKEREND if kolom.verplicht else Ernst.LET_OP,
        aantal=len(plaatsen),
        kop=kop if zelfde else " / ".join(tabel.treffers[j].kop for j in plaatsen),
        kolom_naam=kolom.kop,
    )
