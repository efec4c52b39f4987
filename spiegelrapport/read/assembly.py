"""The tables of one file together: stacked, checked for missing columns, appointments summed into trajecten."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from spiegelrapport.definitions.schema import Kolom
from spiegelrapport.dutch import opsomming
from spiegelrapport.model.findings import Finding
from spiegelrapport.model.leveringen import TABELLEN
from spiegelrapport.read.headings import HeadingList, nearest
from spiegelrapport.read.numbers import restore
from spiegelrapport.read.remarks import find
from spiegelrapport.read.sessies import SOMMEN, Sum, add_up
from spiegelrapport.read.table_result import TableResult, leave_out, stack

ENOUGH = 10  # rows from which a column that is empty in one of several tables is no accident
ONBRUIKBAAR = "tabel mist een verplichte kolom"


@dataclass(frozen=True, slots=True)
class TableContents:
    """What a Levering holds beside its owner."""

    tabellen: dict[str, pd.DataFrame]
    gelezen: dict[str, int]
    uitgesloten: pd.DataFrame
    findings: tuple[Finding, ...]
    koppen: dict[tuple[str, str], str]


def assemble(
    oogsten: Mapping[str, Sequence[TableResult]],
    lijsten: Mapping[str, HeadingList],
    peildatum: date,
    bestand: str,
    agb: str | None,
) -> TableContents:
    """A table that misses a required column is left out whole, every row of it accounted for."""
    findings: list[Finding] = []
    tabellen: dict[str, pd.DataFrame] = {}
    uitgesloten: list[pd.DataFrame] = []
    met_sessies = "sessies" in oogsten
    for naam, delen in oogsten.items():
        goed = []
        for oogst in delen:
            ontbreekt = _ontbrekend(oogst, lijsten[naam], agb, met_sessies)
            findings += [*oogst.findings, *_kolom_ontbreekt(oogst, lijsten[naam], ontbreekt, bestand)]
            findings += _column_empty(oogst, delen, lijsten[naam], met_sessies, bestand)
            uitgesloten.append(oogst.uitgesloten)
            if ontbreekt:
                uitgesloten.append(_alles_weg(oogst))
            else:
                goed.append(oogst.rijen)
        if goed:
            tabellen[naam] = pd.concat(goed)
    gelezen = {naam: sum(oogst.gelezen for oogst in delen) for naam, delen in oogsten.items()}
    if met_sessies and "sessies" in tabellen:
        kolommen = frozenset[str]().union(*(oogst.kolommen for oogst in oogsten["sessies"]))
        tabellen, over_nummers = restore(tabellen, bestand)
        findings += over_nummers
        optelling = _sessies(tabellen, lijsten, kolommen, peildatum, bestand)
        findings += optelling.findings
        uitgesloten.append(optelling.uitgesloten)
        tabellen |= {"trajecten": optelling.trajecten, "sessies": optelling.sessies}
        gelezen.setdefault("trajecten", len(optelling.trajecten))
    tabellen, over_nummers = restore(tabellen, bestand)
    findings += over_nummers
    tabellen = {naam: _met_agb(frame, agb) for naam, frame in tabellen.items()}
    findings += _bladen_ontbreken(tabellen, lijsten, gelezen, bestand)
    koppen = {
        (naam, kolom): kop
        for naam, delen in oogsten.items()
        for oogst in delen
        for kolom, kop in oogst.gekoppeld.items()
    }
    return TableContents(tabellen, gelezen, stack(uitgesloten).reset_index(drop=True), tuple(findings), koppen)


def _ontbrekend(oogst: TableResult, lijst: HeadingList, agb: str | None, met_sessies: bool) -> list[str]:
    """Required columns that are not there and that nothing else makes up for."""
    elders = {"agb"} if agb else set()
    if met_sessies and oogst.tabel == "trajecten":
        elders |= set(SOMMEN)
    return [
        kolom.naam for kolom in lijst.export.kolommen if kolom.verplicht and kolom.naam not in oogst.kolommen | elders
    ]


def _column_empty(
    oogst: TableResult, delen: Sequence[TableResult], lijst: HeadingList, met_sessies: bool, bestand: str
) -> list[Finding]:
    """Columns that are there but hold nothing: a required one blocks, an optional one is said."""
    elders = {"agb", *(SOMMEN if met_sessies else ())}
    leeg = [
        kolom
        for kolom in lijst.export.kolommen
        if kolom.naam in oogst.leeg - elders and (oogst.gelezen >= ENOUGH or _empty_everywhere(kolom.naam, delen))
    ]
    blad = _sheet_of(oogst)
    findings = []
    for kolom in (kolom for kolom in leeg if kolom.verplicht):
        kop = oogst.gekoppeld[kolom.naam]
        findings.append(find("K006", bestand, blad=blad, kolom=kop, aantal=oogst.gelezen, kop=kop))
    vrij = [k.naam for k in leeg if not k.verplicht and _stands_alone(oogst.tabel, k.naam)]
    koppen = [oogst.gekoppeld[naam] for naam in vrij]
    if koppen:
        genoemd = opsomming([f"'{kop}'" for kop in koppen])
        kolom_kop = koppen[0] if len(koppen) == 1 else None
        findings.append(find("K007", bestand, blad=blad, kolom=kolom_kop, aantal=oogst.gelezen, koppen=genoemd))
    return findings


def _empty_everywhere(naam: str, delen: Sequence[TableResult]) -> bool:
    return all(naam in deel.leeg or naam not in deel.kolommen for deel in delen)


def _stands_alone(tabel: str, naam: str) -> bool:
    """Whether nothing else can take the column's place: scores per scale or per question, times or durations can."""
    return tabel in ("trajecten", "rom") or (tabel, naam) in (("cqi", "rapportcijfer"), ("cqi", "traject_id"))


def _sheet_of(oogst: TableResult) -> str | None:
    for rijen in (oogst.rijen, oogst.uitgesloten):
        if len(rijen):
            return str(rijen["blad"].iloc[0])
    return None


def _kolom_ontbreekt(oogst: TableResult, lijst: HeadingList, namen: Sequence[str], bestand: str) -> list[Finding]:
    blad = _sheet_of(oogst)
    vrij = _unused(oogst)
    findings = []
    for naam in namen:
        kolom = lijst.kolommen[naam]
        if naam in oogst.afgewezen:  # it is there; a tie between two of them has its own finding
            gevonden = oogst.afgewezen[naam]
            privacy = find("K020", bestand, blad=blad, kolom=gevonden, kop=kolom.kop, gevonden=gevonden)
            findings += [privacy] if gevonden else []
            continue
        findings.append(
            find(
                "K001",
                bestand,
                blad=blad,
                kolom=kolom.kop,
                aantal=oogst.gelezen,
                kop=kolom.kop,
                over=_could_be(kolom, vrij),
            )
        )
    return findings


def _unused(oogst: TableResult) -> list[str]:
    """The headings that are nobody's yet, without those under which personal data stands."""
    weg = {*oogst.gekoppeld.values(), *(finding.kolom for finding in oogst.findings if finding.code.startswith("P"))}
    return [kop for kop in oogst.koppen if kop not in weg]


def _could_be(kolom: Kolom, vrij: Sequence[str]) -> str:
    if not vrij:
        return " Alle andere koppen op het blad zijn herkend."
    nabij = nearest(kolom, vrij)
    genoemd = opsomming([f"'{kop}'" for kop in vrij])
    return f" Niet herkend: {genoemd}." + (
        f" Daarvan lijkt '{nabij}' er het meest op." if nabij and len(vrij) > 1 else ""
    )


def _alles_weg(oogst: TableResult) -> pd.DataFrame:
    codes = np.full(len(oogst.rijen), "K001", dtype=object)
    return leave_out(oogst.rijen, oogst.tabel, codes, [ONBRUIKBAAR] * len(oogst.rijen))


def _sessies(
    tabellen: Mapping[str, pd.DataFrame],
    lijsten: Mapping[str, HeadingList],
    kolommen: frozenset[str],
    peildatum: date,
    bestand: str,
) -> Sum:
    """Sums the appointments; without a usable sheet of trajecten they must carry what a traject needs."""
    export = lijsten["trajecten"].export
    nodig = {kolom.naam for kolom in export.kolommen if kolom.verplicht} - {"agb", *SOMMEN}
    trajecten = tabellen.get("trajecten")
    if trajecten is None and not nodig <= kolommen:
        trajecten = tabellen["sessies"].iloc[:0]
    return add_up(tabellen["sessies"], trajecten, [kolom.naam for kolom in export.kolommen], peildatum, bestand)


def _met_agb(frame: pd.DataFrame, agb: str | None) -> pd.DataFrame:
    """The file's code on every row that leaves it open."""
    return frame.assign(agb=frame["agb"].fillna(agb)) if agb and "agb" in frame else frame


def _bladen_ontbreken(
    tabellen: Mapping[str, pd.DataFrame],
    lijsten: Mapping[str, HeadingList],
    gelezen: Mapping[str, int],
    bestand: str,
) -> list[Finding]:
    findings = []
    for naam in TABELLEN:
        blad_naam = lijsten[naam].export.blad
        if naam == "trajecten" and gelezen.get(naam) == 0 and not gelezen.get("sessies"):
            findings.append(find("L015", bestand))
        elif naam not in gelezen or (naam == "trajecten" and naam in tabellen and not gelezen[naam]):
            findings.append(find("L012" if naam == "trajecten" else "L013", bestand, blad_naam=blad_naam))
    return findings
