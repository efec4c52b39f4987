"""What `check` and `build` leave under output/ is searched for planted BSNs: every file, and inside every zip and PDF."""

import zipfile
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from spiegelrapport.cli import run
from spiegelrapport.definitions.load import load_definities
from spiegelrapport.demo import make_ronde
from tests.read.boek import TRAJECTEN, als_xlsx
from tests.read.schade import BSNS
from tests.read.test_privacy import GEHEIM, geplant_boek


def ronde_met_geheimen(map_: Path) -> Path:
    """A small demo round in which one levering holds what it must not."""
    make_ronde(map_, 6, 1, definities=load_definities(date.min))
    slachtoffer = max((map_ / "leveringen").iterdir())
    boek = geplant_boek().pas_toe(TRAJECTEN, "AGB-code", lambda _: slachtoffer.stem)
    slachtoffer.write_bytes(als_xlsx(boek))
    return map_


def bytes_van(pad: Path) -> bytes:
    """The file, and everything that is packed inside it."""
    inhoud = pad.read_bytes()
    if zipfile.is_zipfile(pad):
        with zipfile.ZipFile(pad) as archief:
            inhoud += b"".join(archief.read(naam) for naam in archief.namelist())
    if pad.suffix == ".pdf":
        with pikepdf.open(pad) as pdf:
            for deel in pdf.objects:
                if isinstance(deel, pikepdf.Stream):
                    inhoud += deel.read_bytes() if _leesbaar(deel) else deel.read_raw_bytes()
    return inhoud


def _leesbaar(deel: pikepdf.Stream) -> bool:
    return str(deel.get("/Filter", "")) in ("", "/FlateDecode")


def assert_niets_geheims(map_: Path) -> None:
    bestanden = [pad for pad in map_.rglob("*") if pad.is_file()]
    assert bestanden
    for pad in bestanden:
        gevonden = [geheim for geheim in (*BSNS, *GEHEIM) if geheim.encode() in bytes_van(pad)]
        assert gevonden == [], pad.name


def test_check_leaves_no_planted_value_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ronde = ronde_met_geheimen(tmp_path / "ronde")
    assert run(["check", "--ronde", str(ronde), "--uitvoer", str(tmp_path / "output")]) in (0, 1)
    assert_niets_geheims(tmp_path / "output")


@pytest.mark.zwaar
def test_build_leaves_no_planted_value_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ronde = ronde_met_geheimen(tmp_path / "ronde")
    assert run(["build", "--ronde", str(ronde), "--uitvoer", str(tmp_path / "output")]) in (0, 1)
    assert_niets_geheims(tmp_path / "output")
