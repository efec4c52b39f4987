"""One file to one Levering. Runs in a child process: whatever the file is, it ends here."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from spiegelrapport.definitions.schema import Definities, Export
from spiegelrapport.model.findings import Ernst, Finding
from spiegelrapport.model.leveringen import BIJBLADEN, Levering
from spiegelrapport.read.assembly import stel_samen
from spiegelrapport.read.cell_grid import Blad
from spiegelrapport.read.file_names import printable
from spiegelrapport.read.headings import Koppenlijst, maak_koppenlijsten
from spiegelrapport.read.objection import Bezwaar
from spiegelrapport.read.open_file import open_file
from spiegelrapport.read.owner import agbs_boven, eigenaar
from spiegelrapport.read.remarks import vind
from spiegelrapport.read.table_finder import MINIMAAL, Tabel, bekend_blad, vind_tabellen
from spiegelrapport.read.table_reader import Leeswijze, lees_tabel
from spiegelrapport.read.table_result import Oogst
from spiegelrapport.read.waarden import code


@dataclass(frozen=True, slots=True)
class Leesopdracht:
    """All that a child process needs to know, the same for every file of the round."""

    exports: Mapping[str, Export]
    instrumenten: Mapping[str, tuple[str, ...]]  # code -> ways of writing it
    privacy: Mapping[str, tuple[str, ...]]
    peildatum: date


def maak_opdracht(definities: Definities, exports: Mapping[str, Export], peildatum: date) -> Leesopdracht:
    """`exports` are the definities' own, or those with the analyst's headings added."""
    instrumenten = {code: (i.naam, *i.aliassen) for code, i in definities.instrumenten.items()}
    return Leesopdracht(exports, instrumenten, definities.privacy, peildatum)


def lees_bestand(pad: Path, opdracht: Leesopdracht, naam: str = "") -> Levering:
    """Never raises for what a file holds: an unreadable file is a Levering with one blocking finding.

    `naam`: what the file is called wherever it is named; its own name, as far as that can be printed, when left out.
    """
    naam = naam or printable(pad.name)
    try:
        geopend = open_file(pad, naam)
        return _levering(naam, geopend.bladen, list(geopend.findings), opdracht)
    except Bezwaar as bezwaar:
        return mislukt(naam, bezwaar.code, **bezwaar.woorden)


def lees_ruw(pad: Path) -> Sequence[Blad]:
    """The sheets as they are; raises Bezwaar for a file that cannot be read."""
    return open_file(pad, printable(pad.name)).bladen


def mislukt(bestand: str, melding: str, **woorden: Any) -> Levering:
    """A levering of which nothing could be read."""
    return Levering(bestand, None, {}, {}, (vind(melding, bestand, **woorden),))


def _levering(bestand: str, bladen: Sequence[Blad], findings: list[Finding], opdracht: Leesopdracht) -> Levering:
    lijsten = maak_koppenlijsten(opdracht.exports)
    tabellen, gevonden = _kies_tabellen(bladen, lijsten, bestand)
    findings = findings + gevonden
    if not tabellen:
        return Levering(bestand, None, {}, {}, (*findings, vind("L009", bestand)))
    wijze = Leeswijze(opdracht.privacy, codes(lijsten, opdracht.instrumenten))
    oogsten: defaultdict[str, list[Oogst]] = defaultdict(list)
    for tabel in tabellen:
        oogsten[tabel.tabel].append(lees_tabel(tabel, bestand, wijze))
    agbs = frozenset[str]().union(*(oogst.agbs for delen in oogsten.values() for oogst in delen))
    agb, over_agb = eigenaar(agbs or agbs_boven(tabellen), bestand)
    inhoud = stel_samen(oogsten, lijsten, opdracht.peildatum, bestand, agb)
    return Levering(
        bestand,
        agb,
        inhoud.tabellen,
        inhoud.gelezen,
        (*findings, *over_agb, *inhoud.findings),
        inhoud.uitgesloten,
        inhoud.koppen,
    )


def codes(
    lijsten: Mapping[str, Koppenlijst], instrumenten: Mapping[str, tuple[str, ...]]
) -> dict[tuple[str, str], dict[str, str]]:
    """Per table and code column: every known spelling. The instruments' names come from their own definitions."""
    bekend = {
        (tabel, kolom.naam): code.spellingen(kolom.waarden)
        for tabel, lijst in lijsten.items()
        for kolom in lijst.kolommen.values()
        if kolom.type == "code"
    }
    extra = bekend.get(("rom", "instrument"), {})
    return bekend | {("rom", "instrument"): code.spellingen(instrumenten) | extra}


def _kies_tabellen(
    bladen: Sequence[Blad], lijsten: Mapping[str, Koppenlijst], bestand: str
) -> tuple[list[Tabel], list[Finding]]:
    """All tables on visible sheets, and those on hidden sheets that no visible sheet has."""
    gevonden = [(blad, vind_tabellen(blad, lijsten)) for blad in bladen]
    zichtbaar = {tabel.tabel for blad, tabellen in gevonden if blad.zichtbaar for tabel in tabellen}
    gekozen: list[Tabel] = []
    findings: list[Finding] = []
    for blad, tabellen in gevonden:
        belofte = bekend_blad(blad, lijsten)
        if not tabellen and blad.zichtbaar:
            findings += _geen_tabel(blad, belofte, bestand)
        dubbel = not blad.zichtbaar and bool(tabellen) and all(tabel.tabel in zichtbaar for tabel in tabellen)
        if dubbel or not tabellen:
            findings += [vind("B002", bestand, blad=blad.naam)] if dubbel else []
            continue
        gekozen += tabellen
        findings += [] if blad.zichtbaar else [vind("B001", bestand, blad=blad.naam)]
        findings += _boven_de_kop(tabellen[0], bestand)
        herkend = tabellen[0].lijst
        if belofte is None and len(bladen) > 1:
            findings.append(vind("B003", bestand, blad=blad.naam, blad_naam=herkend.export.blad))
    return gekozen, findings + _meermaals(gekozen, lijsten, bestand)


def _boven_de_kop(eerste: Tabel, bestand: str) -> list[Finding]:
    """Rows above the first heading that fill at least half as many cells as the table has columns."""
    genoeg = max(MINIMAAL, len(eerste.treffers) / 2)
    blad = eerste.blad
    rijen = [blad.nummers[i] for i in range(eerste.kopregel) if sum(cel != "" for cel in blad.rijen[i]) >= genoeg]
    return [vind("B009", bestand, blad=blad.naam, rijen=tuple(rijen))] if rijen else []


def _geen_tabel(blad: Blad, belofte: Koppenlijst | None, bestand: str) -> list[Finding]:
    if blad.roepnaam in BIJBLADEN:
        return []
    if belofte is None:
        return [vind("B008", bestand, blad=blad.naam)]
    ernst = Ernst.LET_OP if belofte.export.tabel != "trajecten" and len(blad.rijen) <= 1 else None
    return [vind("B005", bestand, blad=blad.naam, aantal=len(blad.rijen), ernst=ernst)]


def _meermaals(gekozen: Sequence[Tabel], lijsten: Mapping[str, Koppenlijst], bestand: str) -> list[Finding]:
    tellingen = {naam: sum(tabel.tabel == naam for tabel in gekozen) for naam in lijsten}
    return [
        vind("B004", bestand, aantal=aantal, blad_naam=lijsten[naam].export.blad)
        for naam, aantal in tellingen.items()
        if aantal > 1
    ]
