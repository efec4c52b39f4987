"""The answer to a zorgaanbieder: complete, in order, and without any patient's value."""

import io
from dataclasses import replace
from pathlib import Path

import openpyxl

from spiegelrapport.model.findings import Ernst
from spiegelrapport.model.leveringen import CheckedLevering
from spiegelrapport.publish.answer_workbook import to_workbook, write_bevindingen
from spiegelrapport.read.remarks import find
from spiegelrapport.validate import check_alle, make_antwoord
from spiegelrapport.validate.antwoord import row_ranges
from tests.validate.builders import DEFINITIES, NAMETING, REGISTER, RONDE, gecontroleerd, levering, meting, traject


def gemengd() -> object:
    return gecontroleerd(
        [traject(), traject(traject_id="GEHEIM-7", minuten_direct=-1.0)], rom=[meting(score=80.5), NAMETING]
    )


def test_findings_stand_in_order_of_severity() -> None:
    antwoord = make_antwoord(gemengd(), RONDE)  # type: ignore[arg-type]
    ernsten = [rij[0] for rij in antwoord.bevindingen]
    assert ernsten == sorted(ernsten, key=[ernst.value for ernst in Ernst].index)
    assert ernsten[0] == "uitgesloten"


def test_the_answer_says_what_was_used_and_why_rows_were_not() -> None:
    antwoord = make_antwoord(gemengd(), RONDE)  # type: ignore[arg-type]
    assert antwoord.gebruikt[0] == ("Behandeltrajecten", 2, 1, 1)
    assert antwoord.redenen == (("Behandeltrajecten", "minuten buiten bereik", 1),)
    assert ("Behandeltrajecten: 2 gelezen, 1 bruikbaar, 1 uitgesloten") in antwoord.tekst


def test_the_mail_text_greets_signs_and_asks() -> None:
    tekst = make_antwoord(gemengd(), RONDE, "Praktijk Toets", "Jan de Boer").tekst  # type: ignore[arg-type]
    assert tekst.startswith("Onderwerp: je levering voor het spiegelrapport 2025 (Praktijk Toets)\n")
    assert "Beste Jan de Boer," in tekst
    assert "Wil je op de vragen antwoorden?" in tekst
    assert tekst.rstrip().endswith("KIBG")


def test_a_refused_file_gets_an_answer_too() -> None:
    intake = check_alle([levering(agb=None, findings=(find("L020", "06012345.xlsx"),))], REGISTER, DEFINITIES, RONDE)
    antwoord = make_antwoord(intake.afgekeurd[0], RONDE)
    assert antwoord.status.startswith("niet bruikbaar")
    assert "opnieuw aanleveren" in antwoord.tekst


def test_the_workbook_is_the_same_bytes_for_the_same_answer(tmp_path: Path) -> None:
    antwoord = make_antwoord(gemengd(), RONDE)  # type: ignore[arg-type]
    werkmap, tekst = write_bevindingen(tmp_path, antwoord)
    assert werkmap.read_bytes() == to_workbook(antwoord)
    assert tekst.read_text(encoding="utf-8") == antwoord.tekst
    bladen = openpyxl.load_workbook(werkmap).sheetnames
    assert bladen == ["Samenvatting", "Bevindingen", "Aantallen", "Rijen"]


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    antwoord = make_antwoord(gecontroleerd(), RONDE, organisatie="=HYPERLINK(1)")
    werkmap, _ = write_bevindingen(tmp_path, antwoord)
    cel = openpyxl.load_workbook(werkmap)["Samenvatting"]["B2"]
    assert (cel.value, cel.data_type) == ("=HYPERLINK(1)", "s")


def test_no_patients_value_is_in_the_answer() -> None:
    antwoord = make_antwoord(gemengd(), RONDE)  # type: ignore[arg-type]
    assert "GEHEIM-7" not in str(antwoord)


def test_rows_are_written_as_runs() -> None:
    assert row_ranges((3, 4, 5, 9, 11, 12)) == "3-5, 9, 11-12"
    assert row_ranges(tuple(range(1, 400, 2))).endswith(", …")


def lek() -> CheckedLevering:
    """A leak, an excluded row and a blocking finding, in the order in which reading met them."""
    over = (find("L022", "x.xlsx", naam="1", agb="2"), find("K005", "x.xlsx", kop="A", aantal=2, kolom_naam="B"))
    blok = find("L012", "x.xlsx", blad_naam="ROM")
    bsn = find("P002", "x.xlsx", blad="Behandeltrajecten", kolom="Kenmerk", aantal=9)
    return replace(gecontroleerd(), findings=(*over, blok, bsn), akkoord=False)


def test_a_data_leak_comes_before_thanks_and_before_what_blocks() -> None:
    tekst = make_antwoord(lek(), RONDE).tekst
    plekken = [tekst.index(woord) for woord in ("datalek", "Kenmerk", "Dank voor", "Blokkerend", "gelezen (aantallen")]
    assert plekken == sorted(plekken)
    assert tekst.startswith("Onderwerp: persoonsgegevens in je levering")
    assert make_antwoord(lek(), RONDE).bevindingen[0][1] == "P002"


def test_nothing_is_called_used_above_what_was_not_used() -> None:
    assert "gebruikt" not in make_antwoord(lek(), RONDE).tekst.split("Let op")[0]


def test_a_mistake_of_ours_asks_no_new_file() -> None:
    kapot = replace(levering(), rijen_gelezen={"trajecten": 99})
    antwoord = make_antwoord(check_alle([kapot], REGISTER, DEFINITIES, RONDE).afgekeurd[0], RONDE)
    assert "Wij zoeken het uit" in antwoord.tekst
    assert "opnieuw aanleveren" not in antwoord.tekst


def test_findings_can_be_filtered_and_say_their_severity_in_colour_too() -> None:
    werkmap = openpyxl.load_workbook(io.BytesIO(to_workbook(make_antwoord(lek(), RONDE))))
    blad = werkmap["Bevindingen"]
    assert blad.auto_filter.ref == f"A1:H{blad.max_row}"
    kleuren = {rij[0].value: rij[0].fill.fgColor.rgb for rij in blad.iter_rows(min_row=2)}
    assert kleuren["blokkerend"] != kleuren["let op"]
