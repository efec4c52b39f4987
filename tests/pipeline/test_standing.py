"""What the analyst reads of each levering: what blocks and not what came first, a leak before all, and what to do."""

import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from spiegelrapport.digest.levering_digest import without_rows
from spiegelrapport.model.findings import Finding
from spiegelrapport.model.leveringen import IngenomenLevering, Intake, Levering
from spiegelrapport.pipeline import standing
from spiegelrapport.pipeline.outcome import per_levering, summary
from spiegelrapport.pipeline.round_context import RoundContext
from spiegelrapport.pipeline.standing import RoundStatus, after_intake
from spiegelrapport.publish.output_folder import OutputFolder
from spiegelrapport.publish.summary_book import summary_book
from spiegelrapport.read.remarks import find
from spiegelrapport.validate import check_alle
from tests.validate.builders import AGB, DEFINITIES, REGISTER, RONDE, levering, traject

LAST = find("L022", "x.xlsx", naam="06054321", agb=AGB)
BLOCKS = find("K001", "x.xlsx", kop="Directe minuten", over="")
LEAK = find("P001", "x.xlsx", blad="ROM", kolom="Achternaam", soort="naam", aantal=3)


def kader(map_: Path) -> RoundContext:
    uitvoer = OutputFolder(map_ / "2025")
    return RoundContext(
        map_, RONDE, REGISTER, (), replace(DEFINITIES, verlopen={}), (), uitvoer, map_ / "grootboek", {}
    )


def stand(map_: Path, *findings: Finding, **anders: object) -> RoundStatus:
    return after_intake(kader(map_), ingenomen(replace(levering(**anders), findings=findings)))  # type: ignore[arg-type]


def ingenomen(gelezen: Levering) -> Intake[IngenomenLevering]:
    intake = check_alle([gelezen], REGISTER, DEFINITIES, RONDE)
    goed = tuple(without_rows(een, RONDE, "") for een in intake.gecontroleerd)
    return Intake(goed, intake.afgekeurd, intake.zonder_levering)


def lines(map_: Path, status: RoundStatus) -> str:
    return "\n".join((*per_levering(status), *summary(kader(map_), status)))


def test_the_line_names_what_blocks_and_not_what_was_found_first(tmp_path: Path) -> None:
    status = stand(tmp_path, LAST, BLOCKS)
    assert status.regels[0].reden == BLOCKS.bericht
    opdracht = f'doe: Vertel het programma welke kolom wat is: spiegelrapport koppel --ronde "{tmp_path}" "x.xlsx"'
    assert opdracht in lines(tmp_path, status)


def test_in_the_usual_folder_the_command_is_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "STANDAARD", tmp_path)
    assert 'spiegelrapport koppel "x.xlsx"' in lines(tmp_path, stand(tmp_path, BLOCKS))


def test_a_leak_is_said_of_a_levering_that_can_be_used_too_and_before_what_blocks(tmp_path: Path) -> None:
    assert stand(tmp_path, LAST, LEAK).regels[0].status == "bruikbaar"
    tekst = lines(tmp_path, stand(tmp_path, LAST, BLOCKS, LEAK))
    assert tekst.index("Datalek") < tekst.index(BLOCKS.bericht)
    assert "Meld het datalek" in lines(tmp_path, stand(tmp_path, LAST, LEAK))


def test_zero_is_said_of_a_levering_that_can_be_used(tmp_path: Path) -> None:
    tekst = lines(tmp_path, stand(tmp_path, trajecten=[traject(einddatum=None)]))
    assert "In 2025 is geen enkel traject afgesloten." in tekst
    assert f"{AGB}  bruikbaar              0 afgesloten" in tekst


def test_closed_trajecten_are_counted_for_everybody_before_any_report_is_made(tmp_path: Path) -> None:
    assert [regel.n for regel in stand(tmp_path).regels] == [1]


def test_a_mistyped_agb_code_says_whom_it_looks_like_to_the_analyst_only(tmp_path: Path) -> None:
    intake = ingenomen(levering(agb="06012354"))
    status = after_intake(kader(tmp_path), intake)
    assert f"Deze code lijkt op {AGB} (Praktijk Toets)." in lines(tmp_path, status)
    assert "Praktijk Toets" not in f"{intake.afgekeurd[0].findings[0].bericht}{intake.afgekeurd[0].findings[0].herstel}"


def test_a_code_that_differs_much_looks_like_nobody(tmp_path: Path) -> None:
    intake = ingenomen(levering(agb="99999999"))
    assert "lijkt op" not in after_intake(kader(tmp_path), intake).losse[0].stap


def test_the_summary_links_to_reports_and_findings_and_can_be_filtered(tmp_path: Path) -> None:
    regel = replace(stand(tmp_path, LAST, LEAK).regels[0], status="gemaakt", bestand="rapporten/een.pdf")
    wacht = replace(regel, agb="1", status="wacht op akkoord", bestand=None, let_op=())
    blad = openpyxl.load_workbook(io.BytesIO(summary_book([regel, wacht], ())))["Zorgaanbieders"]
    koppen = {cel.value: cel.column for cel in blad[1]}
    rapport = blad.cell(2, koppen["Rapport"])
    assert rapport.value == '=HYPERLINK("rapporten/een.pdf","een.pdf")'
    assert blad.cell(2, koppen["Bevindingen"]).value == f'=HYPERLINK("bevindingen/{AGB}.xlsx","{AGB}.xlsx")'
    assert blad.cell(3, koppen["Rapport"]).value is None
    assert blad.auto_filter.ref == blad.dimensions
    kleuren = [blad.cell(rij, koppen["Status"]).fill.fgColor.rgb for rij in (2, 3)]
    assert kleuren[0] != kleuren[1]
    assert blad.cell(2, koppen["Let op"]).value.startswith("Datalek")
    assert blad.cell(2, koppen["Afgesloten trajecten"]).value == 1
