"""A workbook as rows, to damage and to write in every format that is read."""

import csv
import io
import zipfile
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import xlwt
from openpyxl import Workbook

AGB = "06012345"
TRAJECTEN, ROM, CQI = "Behandeltrajecten", "ROM", "CQi"
KOP_TRAJECTEN = [
    "AGB-code", "Cliënt ID", "Traject ID", "Aanmelddatum", "Intakedatum", "Datum eerste behandeling",
    "Begindatum behandeltraject", "Einddatum behandeltraject", "Prestatiecode verwacht", "Prestatiecode geleverd",
    "Zorgvraagtype", "Directe minuten", "Indirecte minuten", "eHealth-minuten", "Onvolledig traject",
    "Reden sluiten", "Geplande afspraken", "No-show afspraken", "Leeftijdsgroep", "Diagnosehoofdstuk",
    "CQi aangeboden", "ROM toegepast",
]  # fmt: skip
KOP_ROM = ["Cliënt ID", "Traject ID", "Instrument", "Meetmoment", "Meetdatum", "Score"]
KOP_CQI = ["Vragenlijst ID", "Traject ID", "Invuldatum", "Versie", "Eenheid", "Bejegening", "Informatie behandeling", "Samen beslissen", "Uitvoering behandeling", "Rapportcijfer"]  # fmt: skip
AANTAL = 12


@dataclass
class Boek:
    """Sheets as lists of rows; row 1 is the first. `verborgen` and `samengevoegd` only reach xlsx."""

    bladen: dict[str, list[list[Any]]]
    verborgen: set[str] = field(default_factory=set)
    samengevoegd: dict[str, list[str]] = field(default_factory=dict)
    vanaf_1904: bool = False

    def kolom(self, blad: str, kop: str) -> int:
        return next(j for rij in self.bladen[blad] for j, cel in enumerate(rij) if cel == kop)

    def zet(self, blad: str, kop: str, rij: int, waarde: Any) -> "Boek":
        """Another value in one cell; `rij` as Excel numbers it."""
        self.bladen[blad][rij - 1][self.kolom(blad, kop)] = waarde
        return self

    def pas_toe(self, blad: str, kop: str, functie: Any) -> "Boek":
        """Every value of a column through `functie`."""
        j = self.kolom(blad, kop)
        eerste = next(i for i, rij in enumerate(self.bladen[blad]) if kop in rij)
        for rij in self.bladen[blad][eerste + 1 :]:
            rij[j] = functie(rij[j])
        return self

    def kop(self, blad: str, oud: str, nieuw: Any) -> "Boek":
        self.bladen[blad][0][self.kolom(blad, oud)] = nieuw
        return self

    def extra_kolom(self, blad: str, kop: Any, waarden: Any, plaats: int | None = None) -> "Boek":
        """`waarden`: a function of the data row's number, from 0."""
        for i, rij in enumerate(self.bladen[blad]):
            rij.insert(len(rij) if plaats is None else plaats, kop if i == 0 else waarden(i - 1))
        return self


def schoon_boek() -> Boek:
    """Twelve trajecten, two measurements each, eight questionnaires: nothing to find."""
    trajecten: list[list[Any]] = [list(KOP_TRAJECTEN)]
    rom: list[list[Any]] = [list(KOP_ROM)]
    cqi: list[list[Any]] = [list(KOP_CQI)]
    for i in range(AANTAL):
        begin = date(2024 + i // 8, 1 + i % 8, 3 + i)
        einde = begin + timedelta(days=100 + 5 * i)
        client, traject = f"C{i:05}", f"T{i:05}-1"
        trajecten.append(
            [AGB, client, traject, begin - timedelta(days=30), begin, begin + timedelta(days=20), begin, einde,
             "GBG03", "GBG02" if i % 2 else "GBG03", f"ZT0{1 + i % 8}", 300 + 10 * i, 80 + i, 15 * (i % 3), "Nee",
             "regulier", 8, i % 2, "25-44", "D5_4", "Ja", "Ja"]
        )  # fmt: skip
        rom.append([client, traject, "OQ45", "voor", begin + timedelta(days=2), 80 + i])
        rom.append([client, traject, "OQ45", "na", einde - timedelta(days=2), 60 + i])
        if i < 8:
            cqi.append([f"V{i:05}", traject, einde, "5.1", "1-5", 4.75, 4.25, 4.5, 4.4, 8 + i % 2])
    return Boek({TRAJECTEN: trajecten, ROM: rom, CQI: cqi})


def kopie(boek: Boek) -> Boek:
    return deepcopy(boek)


def als_xlsx(boek: Boek) -> bytes:
    werkmap = Workbook()
    werkmap.remove(werkmap.worksheets[0])
    if boek.vanaf_1904:
        from openpyxl.utils.datetime import CALENDAR_MAC_1904

        werkmap.epoch = CALENDAR_MAC_1904
    for naam, rijen in boek.bladen.items():
        blad = werkmap.create_sheet(naam)
        for rij in rijen:
            blad.append([cel if cel != "" else None for cel in rij])
        for bereik in boek.samengevoegd.get(naam, []):
            blad.merge_cells(bereik)
        if naam in boek.verborgen:
            blad.sheet_state = "hidden"
    buffer = io.BytesIO()
    werkmap.save(buffer)
    return buffer.getvalue()


def als_xls(boek: Boek) -> bytes:
    werkmap = xlwt.Workbook()
    dag = xlwt.easyxf(num_format_str="DD-MM-YYYY")
    for naam, rijen in boek.bladen.items():
        blad = werkmap.add_sheet(naam)
        for i, rij in enumerate(rijen):
            for j, cel in enumerate(rij):
                if cel not in ("", None):
                    blad.write(i, j, cel, dag) if isinstance(cel, date) else blad.write(i, j, cel)
    buffer = io.BytesIO()
    werkmap.save(buffer)
    return buffer.getvalue()


def als_ods(boek: Boek) -> bytes:
    def cel(waarde: Any) -> str:
        if waarde in ("", None):
            return "<table:table-cell/>"
        if isinstance(waarde, date):
            return f'<table:table-cell office:value-type="date" office:date-value="{waarde.isoformat()}"/>'
        if isinstance(waarde, int | float):
            return f'<table:table-cell office:value-type="float" office:value="{waarde}"/>'
        return f'<table:table-cell office:value-type="string"><text:p>{escape(str(waarde))}</text:p></table:table-cell>'

    bladen = "".join(
        f'<table:table table:name="{escape(naam)}">'
        + "".join(f"<table:table-row>{''.join(map(cel, rij))}</table:table-row>" for rij in rijen)
        + "</table:table>"
        for naam, rijen in boek.bladen.items()
    )
    ruimtes = " ".join(
        f'xmlns:{kort}="urn:oasis:names:tc:opendocument:xmlns:{lang}:1.0"'
        for kort, lang in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    inhoud = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {ruimtes} office:version="1.2">'
        f"<office:body><office:spreadsheet>{bladen}</office:spreadsheet></office:body></office:document-content>"
    )
    soort = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{soort}"/></manifest:manifest>'
    )
    return zip_van({"mimetype": soort, "content.xml": inhoud, "META-INF/manifest.xml": manifest})


def als_csv(rijen: list[list[Any]], teken: str = ";", codering: str = "utf-8-sig") -> bytes:
    """As Excel in Dutch writes it: dates dd-mm-jjjj, decimal commas."""

    def cel(waarde: Any) -> str:
        if isinstance(waarde, date):
            return f"{waarde:%d-%m-%Y}"
        return str(waarde).replace(".", ",") if isinstance(waarde, float) else str(waarde)

    buffer = io.StringIO()
    csv.writer(buffer, delimiter=teken, lineterminator="\r\n").writerows([[cel(c) for c in rij] for rij in rijen])
    return buffer.getvalue().encode(codering)


def zip_van(delen: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archief:
        for naam, inhoud in delen.items():
            archief.writestr(naam, inhoud)
    return buffer.getvalue()


def wijzig_deel(inhoud: bytes, naam: str, functie: Any) -> bytes:
    """One part of a zip through `functie` (bytes to bytes)."""
    with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
        delen = {deel: archief.read(deel) for deel in archief.namelist()}
    return zip_van(delen | {naam: functie(delen[naam])})


def excel_tijd(minuten: int) -> time | timedelta:
    return time(minuten // 60, minuten % 60) if minuten < 24 * 60 else timedelta(minutes=minuten)


def serie(dag: date, begin: date = date(1899, 12, 30)) -> int:
    return (dag - begin).days


def met_tijd(dag: date) -> datetime:
    return datetime(dag.year, dag.month, dag.day, 13, 45)  # noqa: DTZ001 (Excel knows no time zones)


def schrijf(map_: Path, inhoud: bytes, naam: str = f"{AGB}.xlsx") -> Path:
    pad = map_ / naam
    pad.write_bytes(inhoud)
    return pad
