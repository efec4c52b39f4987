"""What is on disk stays true: a report is kept only while nothing changed, and what is no longer of the round is put away."""

import json
from pathlib import Path

import filelock
import pytest

from spiegelrapport.errors import OutputError
from spiegelrapport.publish.manifest import ManifestEntry, earlier_lines, manifest
from spiegelrapport.publish.output_folder import Made, OutputFolder
from spiegelrapport.publish.summary_book import KLEUREN, KOPPEN, ONBEKEND, summary_book
from tests.builders import ronde
from tests.publish.workbooks import book

INHOUD = b"%PDF-1.7 een rapport"
BESTAND = "rapporten/06000001-de-wilg.pdf"


@pytest.fixture
def folder(tmp_path: Path) -> OutputFolder:
    return OutputFolder(tmp_path / "2025")


def stored(folder: OutputFolder) -> Made:
    return folder.store("06000001", BESTAND, INHOUD, 24, "v1", "k1")


def test_a_report_is_kept_while_it_is_made_from_the_same_things(folder: OutputFolder) -> None:
    gemaakt = stored(folder)
    assert (folder.map / BESTAND).read_bytes() == INHOUD
    assert folder.keep("06000001", "v1") == gemaakt
    assert (gemaakt.paginas, gemaakt.vingerafdruk, gemaakt.gekeurd) == (24, "v1", "k1")
    assert folder.keep("06000001", "v2") is None
    assert folder.keep("06000002", "v1") is None


@pytest.mark.parametrize("wat", ["veranderd", "weg", "notitie weg", "notitie stuk", "notitie van een andere versie"])
def test_a_report_is_made_again_when_its_file_or_the_note_is_not_what_it_was(folder: OutputFolder, wat: str) -> None:
    stored(folder)
    notitie = folder.staat / "06000001.json"
    if wat == "veranderd":
        (folder.map / BESTAND).write_bytes(INHOUD + b"x")
    elif wat == "weg":
        (folder.map / BESTAND).unlink()
    elif wat == "notitie weg":
        notitie.unlink()
    elif wat == "notitie stuk":
        notitie.write_text("{")
    else:
        notitie.write_text(json.dumps(json.loads(notitie.read_text()) | {"kleur": "blauw"}))
    assert folder.keep("06000001", "v1") is None


def test_what_was_searched_for_can_be_noted_later(folder: OutputFolder) -> None:
    gemaakt = stored(folder)
    nieuw = Made(gemaakt.bestand, gemaakt.sha256, gemaakt.paginas, gemaakt.vingerafdruk, "k2")
    folder.note("06000001", nieuw)
    assert folder.keep("06000001", "v1") == nieuw


def test_what_is_no_longer_of_the_round_is_put_away_and_nothing_is_lost(folder: OutputFolder) -> None:
    stored(folder)
    folder.store("06000002", "rapporten/06000002-weg.pdf", b"oud", 20, "v1")
    folder.store("d", "dashboards/06000002-weg.html", b"oud bord", 1, "v1")
    assert folder.retire({BESTAND}) == ["06000002-weg.pdf", "06000002-weg.html"]
    assert (folder.map / "vervallen" / "06000002-weg.pdf").read_bytes() == b"oud"
    assert [pad.name for pad in folder.rapporten.iterdir()] == ["06000001-de-wilg.pdf"]
    assert folder.retire({BESTAND}) == []


def test_a_report_does_not_stay_for_a_dashboard_of_its_name(folder: OutputFolder) -> None:
    folder.store("a", "rapporten/x.html", b"a", 1, "v1")
    folder.store("b", "dashboards/x.html", b"b", 1, "v1")
    assert folder.retire({"dashboards/x.html"}) == ["x.html"]
    assert (folder.map / "vervallen" / "x.html").read_bytes() == b"a"


def test_one_build_at_a_time_and_the_next_may_begin_when_it_is_done(folder: OutputFolder) -> None:
    with folder.alleen(), pytest.raises(filelock.Timeout):
        filelock.FileLock(folder.map / ".bezig", timeout=0).acquire()
    with folder.alleen():
        assert folder.map.is_dir()


def test_what_a_broken_build_left_half_written_is_taken_away(folder: OutputFolder) -> None:
    stored(folder)
    half = folder.rapporten / ".06000002.pdf.abc.deel"
    half.write_bytes(b"%PDF")
    with folder.alleen():
        assert not half.exists()
    assert (folder.map / BESTAND).exists()


def test_a_place_that_is_a_file_is_no_output_folder(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("x")
    with pytest.raises(OutputError) as fout, OutputFolder(tmp_path / "bestand" / "2025").alleen():
        pass
    assert fout.value.bericht.startswith("de uitvoermap is niet te gebruiken")
    assert fout.value.tip == "kies een map waarin je mag schrijven"


def entry(agb: str = "06000001", **anders: object) -> ManifestEntry:
    velden: dict[str, object] = {"naam": "Praktijk De Wilg", "status": "gemaakt", "reden": ""}
    return ManifestEntry(agb, **(velden | anders))  # type: ignore[arg-type]


def text(*regels: ManifestEntry, invoer: dict[str, str] | None = None) -> bytes:
    return manifest(ronde(), "1.0", "d1", invoer or {}, {"geslaagd": True}, regels, "v1")


def test_the_manifest_says_of_everybody_what_became_of_it() -> None:
    inhoud = json.loads(text(entry(sha256="abc", n=120), entry("06000002", status="geen levering")))
    assert inhoud["ronde"] == {
        "naam": "Spiegelrapportage 2025", "verslagjaar": 2025, "versie": "1", "fictief": True, "vingerafdruk": "v1",
    }  # fmt: skip
    assert [(regel["agb"], regel["status"], regel["n"]) for regel in inhoud["keurmerkdragers"]] == [
        ("06000001", "gemaakt", 120), ("06000002", "geen levering", None),
    ]  # fmt: skip
    assert inhoud["audit"] == {"geslaagd": True}
    assert inhoud["schema"] == 1


def test_the_order_of_the_files_does_not_change_the_manifest() -> None:
    assert text(invoer={"b": "2", "a": "1"}) == text(invoer={"a": "1", "b": "2"})
    assert "é".encode() in text(entry(naam="Cliëntzorg é"))


@pytest.mark.parametrize("inhoud", [None, "", "[]", "{}", '{"keurmerkdragers": []}'])
def test_without_a_usable_manifest_nothing_is_known_of_last_time(tmp_path: Path, inhoud: str | None) -> None:
    if inhoud is not None:
        (tmp_path / "manifest.json").write_text(inhoud)
    assert earlier_lines(tmp_path) == []


def test_what_the_last_build_said_is_read_back(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes(text(entry(), entry("06000002")))
    assert [regel["agb"] for regel in earlier_lines(tmp_path)] == ["06000001", "06000002"]


def test_the_summary_has_a_row_per_keurmerkdrager_and_totals_that_add_up() -> None:
    regels = [entry(), entry("06000002", status="geen levering"), entry("06000003", let_op=("Datalek.", "Geen ROM."))]
    werkmap = book(summary_book(regels, []))
    assert werkmap.sheetnames == ["Zorgaanbieders", "Totalen"]
    blad = werkmap["Zorgaanbieders"]
    assert [cel.value for cel in blad[1]] == list(KOPPEN.values())
    kolom = {str(cel.value): cel.column for cel in blad[1]}
    assert [blad.cell(rij, kolom["Status"]).value for rij in (2, 3, 4)] == ["gemaakt", "geen levering", "gemaakt"]
    assert blad.cell(4, kolom["Let op"]).value == "Datalek. Geen ROM."
    assert [[cel.value for cel in rij] for rij in werkmap["Totalen"].iter_rows(min_row=2)] == [
        ["gemaakt", 2], ["geen levering", 1], ["totaal", 3],
    ]  # fmt: skip


def test_a_file_of_nobody_has_a_sheet_of_its_own() -> None:
    los = entry("", status="afgekeurd", levering="onbekend.xlsx", reden="Geen AGB-code.")
    werkmap = book(summary_book([entry()], [los]))
    blad = werkmap["Bestanden zonder eigenaar"]
    assert [cel.value for cel in blad[1]] == list(ONBEKEND.values())
    assert [cel.value for cel in blad[2]][1:3] == ["onbekend.xlsx", "Geen AGB-code."]
    assert [cel.value for cel in werkmap["Totalen"][3]] == ["totaal", 1]


def test_a_report_is_a_link_beside_the_workbook_and_shows_its_file_name() -> None:
    blad = book(summary_book([entry(bestand=BESTAND)], []))["Zorgaanbieders"]
    cel = next(cel for cel in blad[2] if "HYPERLINK" in str(cel.value))
    assert cel.value == f'=HYPERLINK("{BESTAND}","06000001-de-wilg.pdf")'


def test_every_status_has_a_colour_and_only_what_needs_a_look_is_marked() -> None:
    from typing import get_args

    from spiegelrapport.publish.manifest import Status

    assert set(KLEUREN) == set(get_args(Status))
    blad = book(summary_book([entry(), entry("06000002", let_op=("Datalek.",))], []))["Zorgaanbieders"]
    kolom = {str(cel.value): cel.column for cel in blad[1]}["Let op"]
    rustig, roept = (blad.cell(rij, kolom).fill.fgColor.rgb for rij in (2, 3))
    assert roept == "FFFFF3BF"
    assert rustig != roept
