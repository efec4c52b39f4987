"""A levering written with any mix of formatting quirks reads back to the same trajecten, ROM and CQi."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spiegelrapport.read.file import read_bestand
from spiegelrapport.read.waarden.datum import MAANDEN
from tests.read.boek import (
    AGB,
    CQI,
    KOP_CQI,
    KOP_ROM,
    KOP_TRAJECTEN,
    ROM,
    TRAJECTEN,
    Boek,
    als_ods,
    als_xlsx,
    schrijf,
    serie,
)
from tests.read.test_schade import OPDRACHT

Gril = Callable[[Any], Any]
MAAND = {nummer: woord for woord, nummer in reversed(MAANDEN.items())}

DATUMGRILLEN: list[Gril] = [
    lambda dag: dag,
    serie,
    lambda dag: f"{dag:%d-%m-%Y}",
    lambda dag: f"{dag.day}/{dag.month}/{dag.year}",
    lambda dag: f"{dag.day}.{dag.month}.{dag.year}",
    lambda dag: dag.isoformat(),
    lambda dag: f"{dag:%Y%m%d}",
    lambda dag: f"{dag.day} {MAAND[dag.month]} {dag.year}",
    lambda dag: f"\u200b{dag:%d-%m-%Y} 00:00:00\u00a0",
]
GETALGRILLEN: list[Gril] = [lambda x: x, str, lambda x: str(x).replace(".", ","), lambda x: f"\u00a0{x} "]
MINUUTGRILLEN: list[Gril] = [
    *GETALGRILLEN,
    lambda x: f"{x} min",
    lambda x: f"{x // 60}:{x % 60:02}",
    lambda x: f"{x // 60} uur {x % 60}",
    lambda x: timedelta(minutes=x) if x else 0,
    lambda x: f"{x:,}".replace(",", "."),
]
CODEGRILLEN: list[Gril] = [str, str.lower, lambda c: f" {c} ", lambda c: f"{c} - omschrijving", lambda c: f"{c}\u200b"]
JA_NEE: list[Gril] = [
    lambda x: "Ja" if x else "Nee",
    lambda x: "J" if x else "N",
    bool,
    int,
    lambda x: "waar" if x else "onwaar",
]
TEKST: list[Gril] = [lambda x: x, lambda x: f" {x}", lambda x: f"{x}\u00a0"]
LEEG = ["", None, "-", "n.v.t.", "onbekend", "  "]
MAGLEEG = {"Aanmelddatum", "Intakedatum", "Zorgvraagtype", "eHealth-minuten", "Geplande afspraken", "Rapportcijfer"}
GRILLEN = {
    "datum": DATUMGRILLEN,
    "getal": GETALGRILLEN,
    "minuten": MINUUTGRILLEN,
    "code": CODEGRILLEN,
    "ja_nee": JA_NEE,
}
KOPGRILLEN: list[Gril] = [
    lambda k: k,
    str.upper,
    lambda k: k.replace(" ", "_"),
    lambda k: f"  {k}:",
    lambda k: k.replace("-", " "),
]

DAGEN = st.dates(date(2021, 6, 1), date(2025, 6, 1))


@st.composite
def gegevens(draw: st.DrawFn) -> dict[str, list[list[Any]]]:
    """Clean rows: what must be read back."""
    trajecten, rom, cqi = [], [], []
    for i in range(draw(st.integers(1, 6))):
        begin = draw(DAGEN)
        einde = begin + timedelta(days=draw(st.integers(1, 200)))
        trajecten.append(
            [AGB, f"C{i}", f"T{i}", begin, begin, begin, begin, einde, "GBG03", draw(st.sampled_from(["GBG02", "GBG05"])),
             f"ZT0{draw(st.integers(1, 8))}", draw(st.integers(0, 5000 if i else 900)), draw(st.integers(0, 900)),
             draw(st.integers(0, 300)), draw(st.booleans()), "regulier", draw(st.integers(0, 30)), 0, "25-44", "D5_4",
             draw(st.booleans()), draw(st.booleans())]
        )  # fmt: skip
        rom.append(
            [f"C{i}", f"T{i}", draw(st.sampled_from(["OQ45", "HADS-A"])), "voor", begin, draw(st.integers(0, 21))]
        )
        cqi.append(
            [
                f"V{i}",
                f"T{i}",
                einde,
                "5.1",
                "1-5",
                *(draw(st.sampled_from([1.0, 3.25, 4.5, 5.0])) for _ in range(4)),
                8,
            ]
        )
    return {TRAJECTEN: trajecten, ROM: rom, CQI: cqi}


def soort(kop: str) -> str:
    kolommen = [kolom for export in OPDRACHT.exports.values() for kolom in export.kolommen]
    return next(kolom.type for kolom in kolommen if kolom.kop == kop)


@st.composite
def vermomd(draw: st.DrawFn, rijen: dict[str, list[list[Any]]]) -> Boek:
    """The same rows as an export might write them: order, titles, blanks, one quirk per column."""
    bladen: dict[str, list[list[Any]]] = {}
    for naam, kop in ((TRAJECTEN, KOP_TRAJECTEN), (ROM, KOP_ROM), (CQI, KOP_CQI)):
        grillen = [draw(st.sampled_from(GRILLEN.get(soort(k), TEKST))) for k in kop]
        leegwoord = draw(st.sampled_from(LEEG))
        blad = [[draw(st.sampled_from(KOPGRILLEN))(k) for k in kop]]
        for rij in rijen[naam]:
            blad.append([leegwoord if cel is None else gril(cel) for cel, gril in zip(rij, grillen, strict=True)])
            blad += [[]] * draw(st.integers(0, 1))
        volgorde = draw(st.permutations(range(len(kop))))
        blad = [[rij[j] for j in volgorde] if rij else rij for rij in blad]
        bladen[naam] = [[], ["Overzicht"]][: draw(st.integers(0, 2))] + blad
    return Boek({naam: bladen[naam] for naam in draw(st.permutations(list(bladen)))})


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_quirks_do_not_change_what_is_read(data: st.DataObject) -> None:
    rijen = data.draw(gegevens(), label="rijen")
    _leeg_hier_en_daar(data, rijen)
    boek = data.draw(vermomd(rijen), label="boek")
    schrijver = data.draw(st.sampled_from([als_xlsx, als_xlsx, _als_ods]))
    with TemporaryDirectory() as map_:
        naam = "x.ods" if schrijver is _als_ods else "x.xlsx"
        levering = read_bestand(schrijf(Path(map_), schrijver(boek), naam), OPDRACHT)
    assert {finding.code for finding in levering.findings} <= {"K007"}  # a column that was left empty on every row
    for naam, tabel, kop in ((TRAJECTEN, "trajecten", KOP_TRAJECTEN), (ROM, "rom", KOP_ROM), (CQI, "cqi", KOP_CQI)):
        _assert_gelijk(levering.tabellen[tabel], rijen[naam], tabel, kop)


def _leeg_hier_en_daar(data: st.DataObject, rijen: dict[str, list[list[Any]]]) -> None:
    for naam, kop in ((TRAJECTEN, KOP_TRAJECTEN), (CQI, KOP_CQI)):
        for rij in rijen[naam]:
            for j, k in enumerate(kop):
                if k in MAGLEEG and data.draw(st.booleans()):
                    rij[j] = None


def _als_ods(boek: Boek) -> bytes:
    for blad in boek.bladen.values():
        blad[:] = [[_as_text(cel) for cel in rij] for rij in blad]
    return als_ods(boek)


def _assert_gelijk(gelezen: pd.DataFrame, rijen: list[list[Any]], tabel: str, kop: list[str]) -> None:
    export = next(export for export in OPDRACHT.exports.values() if export.tabel == tabel)
    namen = {kolom.kop: kolom.naam for kolom in export.kolommen}
    for j, k in enumerate(kop):
        assert [_kaal(waarde) for waarde in gelezen[namen[k]]] == [_kaal(rij[j]) for rij in rijen], k


def _kaal(waarde: Any) -> Any:
    """Comparable: missing is None, days are ISO, numbers are floats."""
    if waarde is None or waarde is pd.NA or waarde is pd.NaT or waarde != waarde:
        return None
    if isinstance(waarde, date):
        return waarde.isoformat()[:10]
    if isinstance(waarde, bool):
        return waarde
    return waarde if isinstance(waarde, str) else float(waarde)


def _as_text(cel: object) -> object:
    """A duration as spreadsheets write it out, '24:00:00' and not '1 day, 0:00:00'; booleans as words."""
    if isinstance(cel, timedelta):
        minuten, seconden = divmod(int(cel.total_seconds()), 60)
        return f"{minuten // 60}:{minuten % 60:02}:{seconden:02}"
    return str(cel) if isinstance(cel, bool) else cel
