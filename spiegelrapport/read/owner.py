"""Whose file this is: the one AGB-code inside it, in a column or above a table."""

import re
from collections.abc import Iterable, Sequence

from spiegelrapport.dutch import opsomming
from spiegelrapport.model.findings import Finding
from spiegelrapport.read.headings import HeadingList, norm
from spiegelrapport.read.remarks import find
from spiegelrapport.read.table_finder import Tabel
from spiegelrapport.read.waarden import agb as agbcode

IN_NAAM = re.compile(r"(?<!\d)\d{8}(?!\d)")
DATUMVORM = re.compile(r"(19|20)\d{2}[01]\d[0-3]\d$|[0-3]\d[01]\d(19|20)\d{2}$")
BEKEND_MAXIMAAL = 5


def agbs_above(tabellen: Iterable[Tabel]) -> frozenset[str]:
    """Codes in the title rows above a table: 'AGB-code: 06012345' in one cell or in two."""
    gevonden: set[str] = set()
    for tabel in tabellen:
        woorden = _woorden(tabel.lijst)
        for rij in tabel.blad.rijen[: tabel.kopregel]:
            gevonden |= set(_in_rij([cel for cel in rij if cel != ""], woorden))
    return frozenset(gevonden)


def agbs_in(tabel: Tabel) -> frozenset[str]:
    """Codes in the table's own columns, whether or not all of its rows count."""
    plaatsen = [j for j, treffer in tabel.treffers.items() if treffer.naam == "agb"]
    uniek = {cel for j in plaatsen for cel in tabel.cellen(j) if isinstance(cel, str | int | float)}
    return frozenset(code for cel in uniek if isinstance(code := agbcode.read(cel), str))


def owner(agbs: frozenset[str], bestand: str) -> tuple[str | None, list[Finding]]:
    """The owner, if there is exactly one; what there is to say otherwise, and about the file's name."""
    if not agbs:
        return None, [find("L020", bestand)]
    if len(agbs) > 1:
        codes = opsomming(sorted(agbs)[:BEKEND_MAXIMAAL])
        return None, [find("L021", bestand, aantal=len(agbs), codes=codes)]
    agb = next(iter(agbs))
    genoemd = [code for code in IN_NAAM.findall(bestand) if not DATUMVORM.match(code)]
    if genoemd and agb not in genoemd:
        return agb, [find("L022", bestand, naam=genoemd[0], agb=agb)]
    return agb, []


def _woorden(lijst: HeadingList) -> frozenset[str]:
    return frozenset(woord for woord, (naam, _) in lijst.index.items() if naam == "agb")


def _in_rij(cellen: Sequence[object], woorden: frozenset[str]) -> Iterable[str]:
    for i, cel in enumerate(cellen):
        if not isinstance(cel, str):
            continue
        woord, _, rest = cel.partition(":")
        if norm(woord) in woorden:
            waarde = rest or (cellen[i + 1] if i + 1 < len(cellen) else "")
            if isinstance(code := agbcode.read(waarde), str):
                yield code
