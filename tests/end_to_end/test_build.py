"""The main job, as the analyst runs it: Excel exports in, one PDF per keurmerkdrager out."""

import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pikepdf
import pytest

from spiegelrapport.dutch import opsomming
from spiegelrapport.read.register import load_register
from tests.end_to_end.conftest import ZORGAANBIEDERS, Gelopen, loop, start

ENGELS = re.compile(r"(?<![\d.])\d+\.\d{1,2}(?![\d.])")


def tekst(pad: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", str(pad), "-"], capture_output=True, text=True, check=True).stdout


def test_everybody_in_the_register_is_accounted_for(gebouwd: Gelopen) -> None:
    assert gebouwd.slotcode == 0, gebouwd.fout
    status = gebouwd.status()
    assert len(status) == ZORGAANBIEDERS
    assert set(status.values()) == {"gemaakt", "gezamenlijk"}
    assert {f"rapporten/{pad.name}" for pad in gebouwd.rapporten()} == set(gebouwd.hashes())


def test_the_overview_names_everybody_and_links_to_what_is_there(gebouwd: Gelopen) -> None:
    html = (gebouwd.map / "overzicht.html").read_text(encoding="utf-8")
    assert all(agb in html for agb in gebouwd.status())
    links = re.findall(r'href="([^#"]+)"', html)
    assert {link for link in links if link.startswith("rapporten/")} == set(gebouwd.hashes())
    assert all((gebouwd.map / link).is_file() for link in links)


def test_a_report_names_its_own_reader_and_nobody_else(gebouwd: Gelopen, ronde: Path) -> None:
    register, _ = load_register(ronde)
    for regel in gebouwd.manifest["keurmerkdragers"]:
        if regel["status"] == "gemaakt":
            inhoud = " ".join(tekst(gebouwd.map / regel["bestand"]).split())
            assert register[regel["agb"]].naam in inhoud
            anderen = [drager for agb, drager in register.items() if agb != regel["agb"]]
            assert not [drager.naam for drager in anderen if drager.naam in inhoud]
            assert not [drager.agb for drager in anderen if drager.agb in inhoud]


def test_every_page_says_that_the_data_are_made_up_and_no_number_is_english(gebouwd: Gelopen) -> None:
    for pad in gebouwd.rapporten():
        bladzijden = tekst(pad).split("\f")[:-1]
        assert all("fictieve gegevens" in bladzijde.lower() for bladzijde in bladzijden)
        zonder_versies = re.sub(r"(CQI[^\n]*5\.1|[Vv]ersie[^\n]*|5\.1)", "", "\n".join(bladzijden))
        assert ENGELS.findall(zonder_versies) == []
        assert not re.search(r"\b(nan|None|NaN)\b", zonder_versies)


def test_a_report_is_tagged_titled_and_dutch(gebouwd: Gelopen) -> None:
    for pad in gebouwd.rapporten():
        with pikepdf.open(pad) as pdf:
            assert str(pdf.Root.Lang).startswith("nl")
            assert pdf.Root.MarkInfo.Marked
            assert str(pdf.docinfo.Title).startswith("Spiegelrapport 2025")
            with pdf.open_outline() as inhoud:
                assert sum(_count(bladwijzer) for bladwijzer in inhoud.root) >= 6


def _count(bladwijzer: pikepdf.OutlineItem) -> int:
    return 1 + sum(_count(onder) for onder in bladwijzer.children)


def test_a_report_that_compares_with_a_merged_group_says_so(
    gebouwd: Gelopen, kopie: Callable[[], Path], tmp_path: Path
) -> None:
    """Three regions of which none is large enough, but together they are."""
    ronde = kopie()
    register, _ = load_register(ronde)
    regios = [drager.regio for drager in register.values()]
    klein = sorted(set(regios), key=regios.count)[-3:]
    agb = next(a for a, status in gebouwd.status().items() if status == "gemaakt" and register[a].regio in klein)
    kop, blokken = (ronde / "ronde.toml").read_text().split("[[benchmarkgroepen]]", 1)
    regel = f'code = "regio"\nnaam = "Regio {{waarde}}"\nregel = "kolom"\nkolom = "regio"\nwaarden = {klein}\n\n'
    blokken = blokken.replace('code = "regio"', 'code = "gewoon"')
    (ronde / "ronde.toml").write_text(f"{kop}[[benchmarkgroepen]]\n{regel}[[benchmarkgroepen]]{blokken}")
    gelopen = loop("build", ronde, tmp_path / "u", "--alleen", agb)
    assert gelopen.slotcode == 0, gelopen.fout
    [rapport] = gelopen.rapporten()
    inhoud = " ".join(tekst(rapport).split())
    assert f"Regio {opsomming(sorted(klein))}" in inhoud
    assert f"De groep ‘Regio {register[agb].regio}’ telt minder dan 5 zorgaanbieders." in inhoud
    assert "samengevoegd uit 3 groepen" in inhoud


def test_a_second_build_makes_nothing_again(gebouwd: Gelopen, ronde: Path, tmp_path: Path) -> None:
    shutil.copytree(gebouwd.uitvoer, tmp_path / "u")
    tijden = {pad.name: pad.stat().st_mtime_ns for pad in (tmp_path / "u/2025/rapporten").iterdir()}
    nogmaals = loop("build", ronde, tmp_path / "u")
    assert nogmaals.slotcode == 0
    assert "niet veranderd" in nogmaals.uit
    assert {pad.name: pad.stat().st_mtime_ns for pad in (tmp_path / "u/2025/rapporten").iterdir()} == tijden
    assert (nogmaals.map / "manifest.json").read_bytes() == (gebouwd.map / "manifest.json").read_bytes()


def test_making_one_report_leaves_the_others_as_they_were(gebouwd: Gelopen, ronde: Path, tmp_path: Path) -> None:
    shutil.copytree(gebouwd.uitvoer, tmp_path / "u")
    agb = next(agb for agb, status in gebouwd.status().items() if status == "gemaakt")
    een = loop("build", ronde, tmp_path / "u", "--alleen", agb, "--opnieuw")
    assert een.slotcode == 0
    assert een.status() == gebouwd.status()
    assert een.hashes() == gebouwd.hashes()
    assert not (een.map / "vervallen").exists()


def test_reports_made_with_other_settings_are_named_and_retired(
    gebouwd: Gelopen, kopie: Callable[[], Path], tmp_path: Path
) -> None:
    shutil.copytree(gebouwd.uitvoer, tmp_path / "u")
    ronde = kopie()
    instellingen = ronde / "ronde.toml"
    instellingen.write_text(instellingen.read_text().replace("clienten_per_cijfer = 10", "clienten_per_cijfer = 12"))
    agb = next(agb for agb, status in gebouwd.status().items() if status == "gemaakt")
    een = loop("build", ronde, tmp_path / "u", "--alleen", agb)
    assert [pad.name[:8] for pad in een.rapporten()] == [agb]
    weg = sorted(pad.name for pad in (een.map / "vervallen").glob("*.pdf"))
    assert weg
    assert "met andere gegevens of instellingen gemaakt" in een.uit
    assert all(naam in een.uit for naam in weg)


def test_killed_in_the_middle_the_next_build_makes_the_rest_with_the_same_bytes(
    gebouwd: Gelopen, ronde: Path, tmp_path: Path
) -> None:
    rapporten = tmp_path / "2025" / "rapporten"
    proces = start("build", "--ronde", str(ronde), "--uitvoer", str(tmp_path), "--jobs", "1")
    einde = time.monotonic() + 600
    while not list(rapporten.glob("*.pdf")) and time.monotonic() < einde:
        time.sleep(0.05)
    proces.send_signal(signal.SIGKILL)
    proces.communicate()
    time.sleep(1)  # its worker follows within a second
    half = {pad.name: pad.stat().st_mtime_ns for pad in rapporten.glob("*.pdf")}
    assert 1 <= len(half) < len(gebouwd.hashes())
    verder = loop("build", ronde, tmp_path)
    assert verder.slotcode == 0
    assert verder.hashes() == gebouwd.hashes()
    gebleven = {pad.name: pad.stat().st_mtime_ns for pad in rapporten.glob("*.pdf") if pad.name in half}
    assert len([naam for naam, tijd in half.items() if gebleven[naam] == tijd]) >= len(half) - 1
    assert not list(tmp_path.rglob(".*.deel"))


def test_a_broken_levering_never_stops_the_others(gebouwd: Gelopen, kopie: Callable[[], Path], tmp_path: Path) -> None:
    ronde = kopie()
    gemaakt = [agb for agb, status in gebouwd.status().items() if status == "gemaakt"]
    afgekapt, zonder_blad, twee = gemaakt[:3]
    _truncate(ronde / "leveringen" / f"{afgekapt}.xlsx")
    _drop_sheet(ronde / "leveringen" / f"{zonder_blad}.xlsx", "Behandeltrajecten")
    _second_agb(ronde / "leveringen" / f"{twee}.xlsx", afgekapt)
    gelopen = loop("build", ronde, tmp_path / "u")
    assert gelopen.slotcode == 1, gelopen.fout
    status = gelopen.status()
    anderen = {agb: soort for agb, soort in status.items() if agb not in (afgekapt, zonder_blad, twee)}
    assert set(anderen.values()) <= {"gemaakt", "gezamenlijk"}
    assert {status[agb] for agb in (afgekapt, zonder_blad, twee)} <= {"afgekeurd", "geen levering", "wacht op akkoord"}
    for agb in (afgekapt, zonder_blad, twee):
        assert agb in gelopen.uit
        [werkmap] = (gelopen.map / "bevindingen").glob(f"{agb}*.xlsx")
        assert _blocking(werkmap), werkmap.name


def _truncate(pad: Path) -> None:
    inhoud = pad.read_bytes()
    pad.write_bytes(inhoud[: len(inhoud) // 2])


def _drop_sheet(pad: Path, blad: str) -> None:
    werkmap = openpyxl.load_workbook(pad)
    del werkmap[blad]
    werkmap.save(pad)


def _second_agb(pad: Path, agb: str) -> None:
    werkmap = openpyxl.load_workbook(pad)
    blad = werkmap["Behandeltrajecten"]
    kolom = next(cel.column for cel in blad[1] if cel.value == "AGB-code")
    blad.cell(3, kolom).value = agb
    werkmap.save(pad)


def _blocking(pad: Path) -> list[object]:
    blad = openpyxl.load_workbook(pad)["Bevindingen"]
    return [rij for rij in blad.iter_rows(values_only=True) if "blokkerend" in rij]


def test_the_same_round_gives_the_same_bytes_from_an_empty_folder(
    gebouwd: Gelopen, ronde: Path, tmp_path: Path
) -> None:
    agb = next(agb for agb, status in gebouwd.status().items() if status == "gemaakt")
    opnieuw = loop("build", ronde, tmp_path, "--alleen", agb, "--jobs", "1")
    assert opnieuw.slotcode == 0
    bestand = next(bestand for bestand in opnieuw.hashes() if agb in bestand)
    assert opnieuw.hashes() == {bestand: gebouwd.hashes()[bestand]}
    assert opnieuw.status()[agb] == "gemaakt"
    assert "overgeslagen" in opnieuw.status().values()


@pytest.mark.parametrize(
    ("rest", "slotcode", "bericht"),
    [
        (["--alleen", "12345678"], 3, "AGB-code 12345678 staat niet in het register"),
        (["--jobs", "0"], 2, "hier hoort een geheel getal"),
    ],
)
def test_a_wrong_option_is_one_clear_message(
    ronde: Path, tmp_path: Path, rest: list[str], slotcode: int, bericht: str
) -> None:
    gelopen = loop("build", ronde, tmp_path, *rest)
    assert gelopen.slotcode == slotcode
    assert bericht in gelopen.fout
    assert "Traceback" not in gelopen.fout


def test_no_leveringen_at_all_is_said(kopie: Callable[[], Path], tmp_path: Path) -> None:
    ronde = kopie()
    shutil.rmtree(ronde / "leveringen")
    gelopen = loop("build", ronde, tmp_path / "u")
    assert (gelopen.slotcode, gelopen.uit) == (3, "")
    assert "er zijn geen leveringen" in gelopen.fout


def test_two_builds_in_one_folder_do_not_meet(ronde: Path, tmp_path: Path) -> None:
    from spiegelrapport.publish.output_folder import OutputFolder

    with OutputFolder(tmp_path / "2025").alleen():
        gelopen = loop("check", ronde, tmp_path)
    assert gelopen.slotcode == 4
    assert "loopt al een build" in gelopen.fout


def test_an_output_folder_that_is_a_file_is_said(ronde: Path, tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("")
    gelopen = loop("check", ronde, tmp_path / "bestand")
    assert gelopen.slotcode == 2
    assert "'--uitvoer'" in gelopen.fout
    assert "is een bestand; hier hoort een map" in gelopen.fout


def test_check_prints_a_line_per_keurmerkdrager_and_the_totals(ronde: Path, tmp_path: Path) -> None:
    gelopen = loop("check", ronde, tmp_path)
    assert gelopen.slotcode == 0
    assert len(re.findall(r"^\d{8}  bruikbaar", gelopen.uit, re.MULTILINE)) == ZORGAANBIEDERS
    assert f"{ZORGAANBIEDERS} keurmerkdragers: {ZORGAANBIEDERS} bruikbaar." in gelopen.uit
    assert not (gelopen.map / "rapporten").exists()


def test_a_round_that_publishes_nothing_says_why(kopie: Callable[[], Path], tmp_path: Path) -> None:
    """One small zorgaanbieder alone: no report, an empty edition in the ledger, and no crash."""
    anders = kopie()
    kleinste, *rest = sorted((anders / "leveringen").iterdir(), key=lambda pad: pad.stat().st_size)
    for pad in rest:
        pad.unlink()
    gelopen = loop("build", anders, tmp_path / "uit")
    assert gelopen.slotcode == 1, gelopen.fout
    assert "te weinig voor een gezamenlijk rapport" in gelopen.uit
    assert gelopen.status()[kleinste.stem] == "niet vrijgegeven"
    assert gelopen.rapporten() == []
    assert loop("ledger", anders, tmp_path / "uit", "--vastleggen").slotcode == 0
    assert loop("build", anders, tmp_path / "uit").slotcode == 1
