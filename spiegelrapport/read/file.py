"""One file to one Levering. Runs in a child process: whatever the file is, it ends here."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from spiegelrapport.definitions.schema import Definities, Export
from spiegelrapport.dutch import opsomming
from spiegelrapport.model.findings import Ernst, Finding
from spiegelrapport.model.leveringen import BIJBLADEN, Levering
from spiegelrapport.model.ronde import Kolomkeuze
from spiegelrapport.read.assembly import assemble
from spiegelrapport.read.cell_grid import Blad
from spiegelrapport.read.file_names import printable
from spiegelrapport.read.headings import HeadingList, make_koppenlijsten
from spiegelrapport.read.objection import Objection
from spiegelrapport.read.open_file import open_file
from spiegelrapport.read.owner import agbs_above, agbs_in, owner
from spiegelrapport.read.remarks import find
from spiegelrapport.read.table_finder import MINIMAAL, Tabel, find_tabellen, known_sheet
from spiegelrapport.read.table_reader import ReadMode, read_tabel
from spiegelrapport.read.table_result import TableResult
from spiegelrapport.read.waarden import code

UNUSED = "B008"
MOST_UNUSED = 10  # sheets that each get a finding of their own


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """All that a child process needs to know, the same for every file of the round."""

    exports: Mapping[str, Export]
    instrumenten: Mapping[str, tuple[str, ...]]  # code -> ways of writing it
    privacy: Mapping[str, tuple[str, ...]]
    peildatum: date
    keuzes: tuple[Kolomkeuze, ...] = ()  # the analyst's answers, for every zorgaanbieder


def make_request(
    definities: Definities, exports: Mapping[str, Export], peildatum: date, keuzes: tuple[Kolomkeuze, ...] = ()
) -> ReadRequest:
    """`exports` are the definities' own, or those with the analyst's headings added."""
    instrumenten = {code: (i.naam, *i.aliassen) for code, i in definities.instrumenten.items()}
    return ReadRequest(exports, instrumenten, definities.privacy, peildatum, keuzes)


def read_bestand(pad: Path, opdracht: ReadRequest, naam: str = "") -> Levering:
    """Never raises for what a file holds: an unreadable file is a Levering with one blocking finding.

    `naam`: what the file is called wherever it is named; its own name, as far as that can be printed, when left out.
    """
    naam = naam or printable(pad.name)
    try:
        geopend = open_file(pad, naam)
        return _levering(naam, geopend.bladen, list(geopend.findings), opdracht)
    except Objection as bezwaar:
        return failed(naam, bezwaar.code, **bezwaar.woorden)


def read_ruw(pad: Path) -> Sequence[Blad]:
    """The sheets as they are; raises Objection for a file that cannot be read."""
    return open_file(pad, printable(pad.name)).bladen


def failed(bestand: str, melding: str, **woorden: Any) -> Levering:
    """A levering of which nothing could be read."""
    return Levering(bestand, None, {}, {}, (find(melding, bestand, **woorden),))


def _levering(bestand: str, bladen: Sequence[Blad], findings: list[Finding], opdracht: ReadRequest) -> Levering:
    lijsten = make_koppenlijsten(opdracht.exports)
    tabellen, gevonden = _choose_tabellen(bladen, lijsten, bestand)
    findings = findings + gevonden
    if not tabellen:
        return Levering(bestand, None, {}, {}, (*findings, find("L009", bestand)))
    boven = agbs_above(tabellen)
    wijze = ReadMode(opdracht.privacy, codes(lijsten, opdracht.instrumenten), _answers(tabellen, boven, opdracht))
    oogsten: defaultdict[str, list[TableResult]] = defaultdict(list)
    for tabel in tabellen:
        oogsten[tabel.tabel].append(read_tabel(tabel, bestand, wijze))
    agbs = frozenset[str]().union(*(oogst.agbs for delen in oogsten.values() for oogst in delen))
    agb, over_agb = owner(agbs or boven, bestand)
    inhoud = assemble(oogsten, lijsten, opdracht.peildatum, bestand, agb)
    return Levering(
        bestand,
        agb,
        inhoud.tabellen,
        inhoud.gelezen,
        (*findings, *over_agb, *inhoud.findings),
        inhoud.uitgesloten,
        inhoud.koppen,
    )


def _answers(
    tabellen: Sequence[Tabel], boven: frozenset[str], opdracht: ReadRequest
) -> dict[tuple[str, str], Kolomkeuze]:
    """The answers about this file's zorgaanbieder, by table and column; none when it is not clear whose file it is."""
    if not opdracht.keuzes:
        return {}
    agbs = frozenset[str]().union(*map(agbs_in, tabellen)) or boven
    return {(keuze.tabel, keuze.kolom): keuze for keuze in opdracht.keuzes if agbs == {keuze.agb}}


def codes(
    lijsten: Mapping[str, HeadingList], instrumenten: Mapping[str, tuple[str, ...]]
) -> dict[tuple[str, str], dict[str, str]]:
    """Per table and code column: every known spelling. The instruments' names come from their own definitions."""
    bekend = {
        (tabel, kolom.naam): code.spellings(kolom.waarden)
        for tabel, lijst in lijsten.items()
        for kolom in lijst.kolommen.values()
        if kolom.type == "code"
    }
    extra = bekend.get(("rom", "instrument"), {})
    return bekend | {("rom", "instrument"): code.spellings(instrumenten) | extra}


def _choose_tabellen(
    bladen: Sequence[Blad], lijsten: Mapping[str, HeadingList], bestand: str
) -> tuple[list[Tabel], list[Finding]]:
    """All tables on visible sheets, and those on hidden sheets that no visible sheet has."""
    gevonden = [(blad, find_tabellen(blad, lijsten)) for blad in bladen]
    zichtbaar = {tabel.tabel for blad, tabellen in gevonden if blad.zichtbaar for tabel in tabellen}
    gekozen: list[Tabel] = []
    findings: list[Finding] = []
    for blad, tabellen in gevonden:
        belofte = known_sheet(blad, lijsten)
        if not tabellen and blad.zichtbaar:
            findings += _geen_tabel(blad, belofte, bestand)
        dubbel = not blad.zichtbaar and bool(tabellen) and all(tabel.tabel in zichtbaar for tabel in tabellen)
        if dubbel or not tabellen:
            findings += [find("B002", bestand, blad=blad.naam)] if dubbel else []
            continue
        gekozen += tabellen
        findings += [] if blad.zichtbaar else [find("B001", bestand, blad=blad.naam)]
        findings += _boven_de_kop(tabellen[0], bestand)
        herkend = tabellen[0].lijst
        if belofte is None and len(bladen) > 1:
            findings.append(find("B003", bestand, blad=blad.naam, blad_naam=herkend.export.blad))
    return gekozen, _few(findings, bestand) + _meermaals(gekozen, lijsten, bestand)


def _few(findings: list[Finding], bestand: str) -> list[Finding]:
    """Many sheets that are not used become one finding that names them."""
    los = [finding for finding in findings if finding.code == UNUSED and finding.blad]
    if len(los) <= MOST_UNUSED:
        return findings
    namen = opsomming([f"'{finding.blad}'" for finding in los[:MOST_UNUSED]])
    samen = find("B016", bestand, aantal=len(los), bladen=namen, meer=len(los) - MOST_UNUSED)
    return [*(finding for finding in findings if finding.code != UNUSED), samen]


def _boven_de_kop(eerste: Tabel, bestand: str) -> list[Finding]:
    """Rows above the first heading that fill at least half as many cells as the table has columns."""
    genoeg = max(MINIMAAL, len(eerste.treffers) / 2)
    blad = eerste.blad
    rijen = [blad.nummers[i] for i in range(eerste.kopregel) if sum(cel != "" for cel in blad.rijen[i]) >= genoeg]
    return [find("B009", bestand, blad=blad.naam, rijen=tuple(rijen))] if rijen else []


def _geen_tabel(blad: Blad, belofte: HeadingList | None, bestand: str) -> list[Finding]:
    if blad.roepnaam in BIJBLADEN:
        return []
    if belofte is None:
        return [find("B008", bestand, blad=blad.naam)]
    ernst = Ernst.LET_OP if belofte.export.tabel != "trajecten" and len(blad.rijen) <= 1 else None
    return [find("B005", bestand, blad=blad.naam, aantal=len(blad.rijen), ernst=ernst)]


def _meermaals(gekozen: Sequence[Tabel], lijsten: Mapping[str, HeadingList], bestand: str) -> list[Finding]:
    tellingen = {naam: sum(tabel.tabel == naam for tabel in gekozen) for naam in lijsten}
    return [
        find("B004", bestand, aantal=aantal, blad_naam=lijsten[naam].export.blad)
        for naam, aantal in tellingen.items()
        if aantal > 1
    ]
