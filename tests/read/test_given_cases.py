"""Leveringen that went wrong elsewhere, and what `check` gives for each: the analyst's line and the answer workbook.

The files in gevallen/ come from one clean levering, each spoiled the way a public report describes. Proven from what
people hold: the console, and the workbook that goes to the zorgaanbieder.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from spiegelrapport.cli import run

GEVALLEN = Path(__file__).parent / "gevallen"
RONDE = Path(__file__).parents[2] / "input" / "ronde.toml"
AGB = "94991695"
DELIVERED = {"Behandeltrajecten": 45, "ROM": 107, "CQi": 17}
TRAJECTEN, EINDE, DIRECT = "Behandeltrajecten", "Einddatum behandeltraject", "Directe minuten"
CLEAN = {"K007", "R121", "R204"}  # what the clean levering is told as well


@dataclass(frozen=True)
class Gegeven:
    """What must stand in the answer. `rows`: how many rows the finding names; `out`: rows of trajecten not used."""

    file: str
    code: str = ""
    sheet: str = TRAJECTEN
    column: str = ""
    rows: int | None = None
    words: str = ""
    waits: bool = False  # blocking: no report before somebody answers
    out: int = 0


GEGEVEN = [
    Gegeven("schoon.xlsx"),
    Gegeven("blad_206.xlsx"),
    Gegeven(
        "clientmismatch.xlsx", "R212", "ROM", "Cliënt ID", words="andere nummers dan op het blad Behandeltrajecten"
    ),
    Gegeven("csv_extra_cel.csv", "B015", "csv_extra_cel", rows=3, words="een cel meer of minder", out=3),
    Gegeven("csv_losse_aanhaling.csv", "B010", "csv_losse_aanhaling", rows=2, words="niet wordt gesloten"),
    Gegeven("dag_maand_wissel.xlsx", "W017", column=EINDE, words="dag en maand mogelijk verwisseld", waits=True),
    Gegeven("einde_1900.xlsx", "W015", column=EINDE, words="geen datum"),
    Gegeven("formule_einddatum.xlsx", "W014", column=EINDE, rows=43, words="zonder bewaarde uitkomst", waits=True),
    Gegeven("fout.ods", "W009", column=EINDE, rows=10, words="foutwaarde"),
    Gegeven("leeg_directe.xlsx", "K006", column=DIRECT, words="er staat niets in", waits=True),
    Gegeven("leeg_optioneel.xlsx", "K007", words="'Intakedatum'"),
    Gegeven("minuten_uren.xlsx", "R137", column=DIRECT, words="uren", waits=True),
    Gegeven("negatieve_klok.xlsx", "W003", column=DIRECT, rows=6, words="de tijd is negatief"),
    Gegeven("prefix_fout.xlsx", "W009", column=EINDE, rows=10, words="foutwaarde"),
    Gegeven("samengevoegd.xlsx", "B012", "ROM", "Traject ID", words="samengevoegd"),
    Gegeven("sql_decimalen.xlsx", "W019", column=DIRECT, words="15.000 is vijftien"),
    Gegeven("utc_cellen.xlsx", "W016", column="Begindatum behandeltraject", words="gelezen is de dag erna"),
    Gegeven("wetenschappelijk.xlsx", "W013", column="Traject ID", words="1,2E+12", waits=True, out=45),
]


@dataclass(frozen=True)
class Held:
    """What `check` leaves in people's hands."""

    console: str
    status: str
    findings: list[dict[str, Any]]
    counts: dict[str, tuple[int, int, int]]  # sheet -> read, used, not used


def check(map_: Path, gegeven: Gegeven, capsys: pytest.CaptureFixture[str]) -> Held:
    """A round with this one levering in it, through the command."""
    (map_ / "leveringen").mkdir()
    shutil.copy(GEVALLEN / gegeven.file, map_ / "leveringen")
    shutil.copy(RONDE, map_)
    _register(map_ / "keurmerkdragers.xlsx")
    assert run(["check", "--ronde", str(map_), "--uitvoer", str(map_ / "uit")]) == int(gegeven.waits)
    (antwoord,) = (map_ / "uit" / "2025" / "bevindingen").glob("*.xlsx")
    werkmap = load_workbook(antwoord)
    koppen, *rijen = werkmap["Bevindingen"].iter_rows(values_only=True)
    aantallen = werkmap["Aantallen"].iter_rows(min_row=2, max_row=4, values_only=True)
    tellingen = {str(rij[0]): rij[1:] for rij in aantallen if rij[0] in DELIVERED}
    uitkomst = {rij[0]: rij[1] for rij in werkmap["Samenvatting"].iter_rows(values_only=True)}
    return Held(
        capsys.readouterr().out,
        str(uitkomst["Uitkomst"]),
        [dict(zip(map(str, koppen), rij, strict=True)) for rij in rijen],
        tellingen,  # type: ignore[arg-type]
    )


def _register(pad: Path) -> None:
    werkmap = Workbook()
    werkmap.worksheets[0].append(["AGB-code", "Naam", "Contactpersoon", "E-mail", "Type", "Sector", "Regio"])
    werkmap.worksheets[0].append(
        [AGB, "Praktijk Toets", "A. de Boer", "a@toets.example", "instelling", "basis-ggz", "Utrecht"]
    )
    werkmap.save(pad)


@pytest.mark.parametrize("gegeven", GEGEVEN, ids=lambda gegeven: gegeven.file)
def test_a_levering_that_went_wrong_elsewhere_is_answered(
    gegeven: Gegeven, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gehouden = check(tmp_path, gegeven, capsys)
    delivered = DELIVERED if not gegeven.file.endswith(".csv") else {TRAJECTEN: 45}
    assert {blad: gelezen for blad, (gelezen, _, _) in gehouden.counts.items()} == delivered
    assert all(gelezen == bruikbaar + weg for gelezen, bruikbaar, weg in gehouden.counts.values())
    if gegeven.code:
        _assert_found(gegeven, gehouden)
    else:
        assert {rij["Code"] for rij in gehouden.findings} <= CLEAN
    assert ("wacht op" in gehouden.status) == gegeven.waits


def _assert_found(gegeven: Gegeven, gehouden: Held) -> None:
    gezocht = (gegeven.code, gegeven.sheet, gegeven.column)
    gevonden = [rij for rij in gehouden.findings if (rij["Code"], rij["Blad"] or "", rij["Kolom"] or "") == gezocht]
    assert len(gevonden) == 1, gehouden.findings
    assert gegeven.words in gevonden[0]["Wat is er gevonden"]
    assert gegeven.rows is None or gevonden[0]["Aantal rijen"] == gegeven.rows
    if gegeven.waits:
        assert gevonden[0]["Ernst"] == "blokkerend" or gegeven.code == "W013"
        assert "wacht op akkoord" in gehouden.console
        assert gegeven.code == "W013" or gevonden[0]["Wat is er gevonden"] in gehouden.console
    if gegeven.out:
        assert gehouden.counts[TRAJECTEN][2] == gegeven.out


def test_every_given_file_is_tried() -> None:
    assert {gegeven.file for gegeven in GEGEVEN} == {pad.name for pad in GEVALLEN.iterdir()}
