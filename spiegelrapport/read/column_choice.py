"""Which of a table's grid columns is which of ours, when headings come twice or several aliases are present."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from spiegelrapport.dutch import opsomming
from spiegelrapport.model.findings import Ernst, Finding
from spiegelrapport.model.ronde import Kolomkeuze
from spiegelrapport.read.headings import norm
from spiegelrapport.read.remarks import find
from spiegelrapport.read.table_finder import Tabel
from spiegelrapport.read.waarden.cleaning import clean, is_missing

INTERCHANGEABLE = frozenset(
    ["id", "agb", "tekst"]
)  # of two such columns the preferred one does; no figure depends on it


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """Our column name -> grid column, and what there is to say about the choice."""

    kolommen: dict[str, int]
    findings: tuple[Finding, ...]


def choose_kolommen(
    tabel: Tabel, bestand: str, verboden: frozenset[int], keuzes: Mapping[tuple[str, str], Kolomkeuze]
) -> ColumnChoice:
    """A column with contents wins from an empty one, then the heading first in order of preference.

    Which of two columns is meant is nobody's guess when they differ, unless one has the heading of the sjabloon (or
    the one that the analyst mapped) and is not the emptier by far. `keuzes` holds the analyst's answers.
    """
    per_naam: defaultdict[str, list[int]] = defaultdict(list)
    for j, treffer in tabel.treffers.items():
        if j not in verboden:
            per_naam[treffer.naam].append(j)
    kolommen: dict[str, int] = {}
    findings: list[Finding] = []
    for naam, plaatsen in per_naam.items():
        keuze = keuzes.get((tabel.tabel, naam))
        gekozen, gevonden = _choose(tabel, bestand, naam, plaatsen, keuze.kop if keuze else "")
        findings += gevonden
        if gekozen is not None:
            kolommen[naam] = gekozen
    return ColumnChoice(kolommen, tuple(findings))


def _choose(tabel: Tabel, bestand: str, naam: str, plaatsen: list[int], kop: str) -> tuple[int | None, list[Finding]]:
    if len(plaatsen) == 1:
        return plaatsen[0], []
    bedoeld = [j for j in plaatsen if norm(tabel.treffers[j].kop) == norm(kop)] if kop else []
    gevuld = [j for j in plaatsen if _is_filled(tabel, j)]
    kandidaten = bedoeld or gevuld or plaatsen
    beste = min(tabel.treffers[j].rang for j in kandidaten)
    gelijk = [j for j in kandidaten if tabel.treffers[j].rang == beste]
    gekozen = _een_van(tabel, gelijk)
    if gekozen is None:
        return None, [_onduidelijk(tabel, bestand, naam, gelijk)]
    anders = [j for j in gevuld if j not in gelijk and tabel.cellen(j) != tabel.cellen(gekozen)]
    if anders and not bedoeld and _doubtful(tabel, naam, gekozen, anders):
        return None, [_which(tabel, bestand, naam, [gekozen, *anders])]
    niet = [j for j in plaatsen if j not in gelijk and (j in gevuld or tabel.treffers[j].rang != beste)]
    leeg = [j for j in niet if j not in gevuld and tabel.treffers[j].rang < beste]
    return gekozen, [
        find(
            "K008" if j in leeg else "K003",
            bestand,
            blad=tabel.blad.naam,
            kolom=tabel.treffers[j].kop,
            gekozen=tabel.treffers[gekozen].kop,
            kolom_naam=tabel.lijst.kolommen[naam].kop,
        )
        for j in niet
    ]


def _is_filled(tabel: Tabel, j: int) -> bool:
    """Whether any cell holds more than nothing, also when it says so in a word or a dash."""
    return any(cel != "" and not (isinstance(cel, str) and is_missing(clean(cel))) for cel in tabel.cellen(j))


def _doubtful(tabel: Tabel, naam: str, gekozen: int, anders: list[int]) -> bool:
    """Whether the columns say different things and neither is plainly the one that was meant."""
    if tabel.lijst.kolommen[naam].type in INTERCHANGEABLE:
        return False
    telling = {j: sum(cel != "" for cel in tabel.cellen(j)) for j in (gekozen, *anders)}
    emptier = telling[gekozen] < max(telling.values()) / 2
    return tabel.treffers[gekozen].rang > 0 or emptier


def _which(tabel: Tabel, bestand: str, naam: str, plaatsen: list[int]) -> Finding:
    kolom = tabel.lijst.kolommen[naam]
    koppen = [tabel.treffers[j].kop for j in plaatsen]
    return find(
        "K009" if kolom.verplicht else "K010",
        bestand,
        blad=tabel.blad.naam,
        kolom=koppen[0],
        koppen=opsomming([f"'{kop}'" for kop in koppen]),
        kolom_naam=kolom.kop,
    )


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
