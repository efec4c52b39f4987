"""A meeting's year as the analyst runs it: notes in, the piece and the afspraken out, and each afspraak in its own next report."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from spiegelrapport.definitions.load import load_definities
from spiegelrapport.definitions.strict import build, load_toml
from spiegelrapport.demo.aanbieders import make_aanbieders
from spiegelrapport.demo.demo_meeting import make_demo_meeting
from spiegelrapport.demo.ronde import SJABLOON
from spiegelrapport.model.ronde import Ronde
from spiegelrapport.new_round.meeting_files import make_meeting
from tests.builders import PEILDATUM
from tests.end_to_end.conftest import ZORGAANBIEDERS, Gelopen, loop, start
from tests.end_to_end.test_dashboard import printed

NOTITIES = Path("bijeenkomsten") / "najaar" / "notities"


@pytest.fixture
def bijeen(kopie: Callable[[], Path], gebouwd: Gelopen, tmp_path: Path) -> tuple[Path, Path]:
    """The round with its meeting, and the output with its reports."""
    map_ = kopie()
    ronde = build(Ronde, load_toml(SJABLOON), SJABLOON.name)
    make_demo_meeting(map_, make_aanbieders(ZORGAANBIEDERS, 5, ronde), load_definities(PEILDATUM), make_meeting)
    shutil.copytree(gebouwd.uitvoer, tmp_path / "uit")
    return map_, tmp_path / "uit"


def lessons(map_: Path, uit: Path) -> Gelopen:
    proces = start("bijeenkomst", "lessen", "najaar", "--ronde", str(map_), "--uitvoer", str(uit))
    gezegd, fout = proces.communicate(timeout=100)
    return Gelopen(proces.returncode, gezegd, fout, uit)


def test_the_piece_holds_the_lessons_and_nothing_of_anybody(bijeen: tuple[Path, Path]) -> None:
    map_, uit = bijeen
    gelopen = lessons(map_, uit)
    assert gelopen.slotcode == 0, gelopen.fout
    stuk = gelopen.map / "bijeenkomsten" / "najaar"
    tekst = printed(stuk / "lessen.pdf")
    assert "wie het moment benoemt, krijgt het terug in de vragenlijst" in tekst
    assert "vragen@kibg.example" in tekst
    afspraken = json.loads((map_ / "bijeenkomsten" / "najaar" / "afspraken.json").read_text())["afspraken"]
    assert len(afspraken) > 2
    register = gelopen.manifest["keurmerkdragers"]
    for inhoud in (tekst, (stuk / "lessen.html").read_text(), (stuk / "lessen.md").read_text()):
        assert not any(regel["naam"] in inhoud or regel["agb"] in inhoud for regel in register)
        assert not any(een["tekst"] in inhoud for een in afspraken)
    assert "# Wat we leerden" in (stuk / "lessen.md").read_text()
    assert "&#" not in (stuk / "lessen.md").read_text()


def test_twice_the_same_notes_give_the_same_bytes(bijeen: tuple[Path, Path]) -> None:
    map_, uit = bijeen
    eerst = (lessons(map_, uit).map / "bijeenkomsten" / "najaar" / "lessen.pdf").read_bytes()
    assert (lessons(map_, uit).map / "bijeenkomsten" / "najaar" / "lessen.pdf").read_bytes() == eerst


def test_a_line_that_tells_whose_it_is_is_left_out_and_named(bijeen: tuple[Path, Path], gebouwd: Gelopen) -> None:
    map_, uit = bijeen
    naam = gebouwd.manifest["keurmerkdragers"][0]["naam"]
    pad = map_ / NOTITIES / "samen-beslissen.md"
    erbij = f"## Inzicht\n\n- Bij {naam} vragen ze het altijd\n- Een 43-jarige stopte ermee\n"
    pad.write_text(pad.read_text().replace("## Inzicht\n", erbij, 1))
    gelopen = lessons(map_, uit)
    regel = next(nr for nr, zin in enumerate(pad.read_text().splitlines(), 1) if naam in zin)
    assert f"notities/samen-beslissen.md, regel {regel}" in gelopen.uit
    assert "dit kan over één cliënt gaan" in gelopen.uit
    tekst = printed(gelopen.map / "bijeenkomsten" / "najaar" / "lessen.pdf")
    assert naam not in tekst
    assert "43-jarige" not in tekst
    assert "wie het moment benoemt" in tekst


def test_without_notes_there_is_no_piece_and_it_says_where_they_belong(bijeen: tuple[Path, Path]) -> None:
    map_, uit = bijeen
    for pad in (map_ / NOTITIES).iterdir():
        pad.unlink()
    gelopen = lessons(map_, uit)
    assert gelopen.slotcode == 3
    assert "er is nog niets om te publiceren" in gelopen.fout
    assert "samen-beslissen.md" in gelopen.fout


def test_an_afspraak_stands_in_the_next_report_of_its_own_reader_and_in_no_other(
    bijeen: tuple[Path, Path], tmp_path: Path
) -> None:
    map_, uit = bijeen
    status = lessons(map_, uit).status()
    volgende = tmp_path / "volgende"
    nieuw = loop_new(volgende, map_)
    assert "De afspraken van 1 bijeenkomst" in nieuw
    (map_ / "afspraken").mkdir()
    shutil.copy(volgende / "afspraken" / "najaar.json", map_ / "afspraken")
    afspraken = json.loads((volgende / "afspraken" / "najaar.json").read_text())["afspraken"]
    eigen = [afspraak for afspraak in afspraken if status[afspraak["agb"]] == "gemaakt"]
    een, ander = eigen[0], next(afspraak for afspraak in eigen if afspraak["tekst"] != eigen[0]["tekst"])
    gelopen = loop("build", map_, tmp_path / "nieuw", "--alleen", een["agb"], "--alleen", ander["agb"])
    tekst = {r["agb"]: printed(gelopen.map / r["bestand"]) for r in gelopen.manifest["keurmerkdragers"] if r["bestand"]}
    for wie, niet in ((een, ander), (ander, een)):
        assert f"{wie['bijeenkomst']}’ sprak je af: {wie['tekst']}" in tekst[wie["agb"]]
        assert niet["tekst"] not in tekst[wie["agb"]]
    klein = next(afspraak for afspraak in afspraken if status[afspraak["agb"]] == "gezamenlijk")
    assert f"({klein['agb']}) heeft een afspraak van een bijeenkomst" in gelopen.uit


def loop_new(map_: Path, van: Path) -> str:
    proces = start("nieuw", str(map_), "--jaar", "2026", "--van", str(van))
    uit, fout = proces.communicate(timeout=100)
    assert proces.returncode == 0, fout
    return uit
