"""Nothing is lost without a word: whatever happened to an export, used + excluded + questioned = delivered.

Delivered is counted from the file, and cell by cell: a filled cell is in the table, or its row is excluded with a reason,
or a finding names its column.
"""

import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree import ElementTree

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spiegelrapport.model.findings import Ernst
from spiegelrapport.model.leveringen import Levering
from spiegelrapport.read.file import read_bestand
from spiegelrapport.read.waarden.cleaning import clean, is_missing
from spiegelrapport.validate import check_alle
from tests.read.boek import AGB, CQI, ROM, TRAJECTEN, Boek, als_csv, als_ods, als_xls, als_xlsx, schoon_boek, schrijf
from tests.read.schade import BEGIN, DIRECT, EINDE
from tests.read.schade_stil import in_utc, verwisseld
from tests.read.test_schade import OPDRACHT, RONDE
from tests.read.xlsb import als_xlsb
from tests.validate.builders import DEFINITIES, REGISTER

TABELLEN = {TRAJECTEN: "trajecten", ROM: "rom", CQI: "cqi"}
Vervorming = Callable[[st.DrawFn, Boek], None]


def een_blad(draw: st.DrawFn) -> str:
    return draw(st.sampled_from(list(TABELLEN)))


def rijen_van(draw: st.DrawFn, boek: Boek, blad: str) -> list[list[Any]]:
    """Some rows, or all of them."""
    rijen = boek.bladen[blad][1:]
    return rijen if draw(st.booleans()) else draw(st.lists(st.sampled_from(rijen), min_size=1, max_size=4))


def een_kolom(draw: st.DrawFn, boek: Boek, koppen: list[str]) -> int:
    """One of these columns that is still there; the first column of all when none is."""
    er_nog = [j for j, kop in enumerate(boek.bladen[TRAJECTEN][0]) if kop in koppen]
    return draw(st.sampled_from(er_nog or [0]))


def waarde_in_cellen(waarden: list[Any]) -> Vervorming:
    def vervorm(draw: st.DrawFn, boek: Boek) -> None:
        blad = een_blad(draw)
        j = draw(st.integers(0, len(boek.bladen[blad][0]) - 1))
        for rij in rijen_van(draw, boek, blad):
            rij[j] = draw(st.sampled_from(waarden))

    return vervorm


def datums(functie: Callable[[Any], Any]) -> Vervorming:
    def vervorm(draw: st.DrawFn, boek: Boek) -> None:
        j = een_kolom(draw, boek, [BEGIN, EINDE, "Intakedatum"])
        for rij in {id(rij): rij for rij in rijen_van(draw, boek, TRAJECTEN)}.values():
            rij[j] = functie(rij[j]) if isinstance(rij[j], date) and not isinstance(rij[j], datetime) else rij[j]

    return vervorm


def minuten(functie: Callable[[Any], Any]) -> Vervorming:
    def vervorm(draw: st.DrawFn, boek: Boek) -> None:
        j = een_kolom(draw, boek, [DIRECT, "Indirecte minuten"])
        for rij in {id(rij): rij for rij in rijen_van(draw, boek, TRAJECTEN)}.values():
            rij[j] = functie(rij[j]) if isinstance(rij[j], int | float) else rij[j]

    return vervorm


def kolom_dubbel(draw: st.DrawFn, boek: Boek) -> None:
    leeg = draw(st.booleans())
    if EINDE in boek.bladen[TRAJECTEN][0]:
        boek.kop(TRAJECTEN, EINDE, "Einddatum")
    boek.extra_kolom(TRAJECTEN, "Sluitdatum", lambda i: None if leeg else date(2025, 6, 1) + timedelta(days=i), 3)


def rij_dubbel(draw: st.DrawFn, boek: Boek) -> None:
    blad = een_blad(draw)
    boek.bladen[blad].append(list(draw(st.sampled_from(boek.bladen[blad][1:]))))


def totaalregel(draw: st.DrawFn, boek: Boek) -> None:
    boek.bladen[TRAJECTEN].append(["Totaal", *[None] * (len(boek.bladen[TRAJECTEN][0]) - 1)])


def kolom_weg(draw: st.DrawFn, boek: Boek) -> None:
    blad = een_blad(draw)
    j = draw(st.integers(1, len(boek.bladen[blad][0]) - 1))
    for rij in boek.bladen[blad]:
        del rij[j]


VERVORMINGEN: list[Vervorming] = [
    waarde_in_cellen(["#VERW!", "#N/B", "#REF!"]),
    waarde_in_cellen([None, "-", "n.v.t."]),
    waarde_in_cellen(["1,20001E+12", 1.5e16, "12345678901234567000"]),
    waarde_in_cellen(["31-02-2025", "volgende week", "1.2.3", "<5", "ja hoor", "ZT99"]),
    waarde_in_cellen([date(1900, 1, 1), "31-12-9999", 0]),
    datums(verwisseld),
    datums(in_utc),
    datums(lambda dag: f"{in_utc(dag):%Y-%m-%dT%H:%M:%S}Z"),
    minuten(lambda m: m / 60),
    minuten(lambda m: f"{m}.000"),
    minuten(lambda m: "-1:30"),
    kolom_dubbel,
    rij_dubbel,
    totaalregel,
    kolom_weg,
]


def als_map(boek: Boek) -> dict[str, bytes]:
    return {
        f"{blad}.csv": als_csv([["" if cel is None else cel for cel in rij] for rij in rijen])
        for blad, rijen in boek.bladen.items()
    }


SCHRIJVERS: dict[str, Callable[[Boek], Any]] = {
    "xlsx": als_xlsx, "xls": als_xls, "ods": als_ods, "xlsb": als_xlsb, "map": als_map,
}  # fmt: skip


def schrijf_als(soort: str, boek: Boek, map_: Path) -> Path:
    inhoud = SCHRIJVERS[soort](boek)
    if soort != "map":
        return schrijf(map_, inhoud, f"{AGB}.{soort}")
    (map_ / AGB).mkdir()
    for naam, deel in inhoud.items():
        schrijf(map_ / AGB, deel, naam)
    return map_ / AGB


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_used_and_excluded_and_questioned_is_delivered(data: st.DataObject) -> None:
    boek = schoon_boek()
    for vervorm in data.draw(st.lists(st.sampled_from(VERVORMINGEN), min_size=1, max_size=4), label="vervormingen"):
        vervorm(data.draw, boek)
    soort = data.draw(st.sampled_from(list(SCHRIJVERS)), label="soort")
    with TemporaryDirectory() as map_:
        pad = schrijf_als(soort, boek, Path(map_))
        geleverd = rows_in_file(pad)
        levering = read_bestand(pad, OPDRACHT)
    for blad, tabel in TABELLEN.items():
        gelezen = levering.rijen_gelezen.get(tabel, 0)
        assert gelezen == geleverd.get(blad, gelezen), blad
        weg = levering.uitgesloten[levering.uitgesloten["tabel"] == tabel]
        assert gelezen == len(levering.tabellen.get(tabel, ())) + len(weg)
        assert_no_cell_lost(levering, boek.bladen[blad], tabel, frozenset(map(int, weg["rij"])))
    intake = check_alle([levering], REGISTER, DEFINITIES, RONDE)
    for gekeurd in intake.gecontroleerd:
        for tabel, gelezen in gekeurd.rijen_gelezen.items():
            assert gelezen == len(gekeurd.tabellen[tabel]) + int((gekeurd.uitgesloten["tabel"] == tabel).sum())
    for afgekeurd in intake.afgekeurd:
        assert any(finding.ernst is Ernst.BLOKKEREND for finding in afgekeurd.findings)
        assert not any(finding.code == "L032" for finding in afgekeurd.findings)


def rows_in_file(pad: Path) -> dict[str, int]:
    """Rows with a filled cell under the heading, without the program's own readers; {} for binary formats."""
    if pad.is_dir():
        return {
            deel.stem: sum(bool(regel.strip(b";")) for regel in deel.read_bytes().split(b"\r\n")) - 1
            for deel in pad.iterdir()
        }
    if pad.suffix not in (".xlsx", ".ods"):
        return {}
    with zipfile.ZipFile(pad) as archief:
        if pad.suffix == ".xlsx":
            delen = [archief.read(f"xl/worksheets/sheet{i}.xml") for i in (1, 2, 3)]
            return {
                blad: len(re.findall(rb"<row (?:(?!</row>).)*?(?:<v>|<is>)", deel)) - 1
                for blad, deel in zip(TABELLEN, delen, strict=True)
            }
        inhoud = ElementTree.fromstring(archief.read("content.xml"))
    tabel = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
    return {
        blad.get(f"{tabel}name", ""): sum(any(cel.attrib for cel in rij) for rij in blad.iter(f"{tabel}table-row")) - 1
        for blad in inhoud.iter(f"{tabel}table")
    }


def assert_no_cell_lost(levering: Levering, rijen: list[list[Any]], tabel: str, weg: frozenset[int]) -> None:
    koppen = {kop: naam for (van, naam), kop in levering.koppen.items() if van == tabel}
    genoemd = {finding.kolom for finding in levering.findings if not finding.rijen}
    per_cel = {(finding.kolom, rij) for finding in levering.findings for rij in finding.rijen}
    over = levering.tabellen.get(tabel, pd.DataFrame())
    for nummer, rij in enumerate(rijen[1:], start=2):
        for kop, cel in zip(rijen[0], rij, strict=True):
            if nummer in weg or _is_empty(cel) or kop in genoemd or (kop, nummer) in per_cel:
                continue
            assert kop in koppen, f"{tabel}: kolom {kop} is zonder bevinding niet gelezen"
            waarde = over.loc[nummer, koppen[kop]]
            assert not pd.isna(waarde), f"{tabel}, rij {nummer}, {kop}: {cel!r} is weg"


def _is_empty(cel: Any) -> bool:
    return cel is None or (isinstance(cel, str) and "#" not in cel and is_missing(clean(cel)))
