"""A small demo round, made and built once; tests that change something work on a copy."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from spiegelrapport import pipeline
from spiegelrapport.definitions.load import load_definities
from spiegelrapport.demo import make_ronde
from spiegelrapport.pipeline import saved_release
from spiegelrapport.pipeline.round_context import load_round_context
from tests.builders import PEILDATUM

ZORGAANBIEDERS = 9
PROGRAMMA = [sys.executable, "-c", "from spiegelrapport.start import main; main()"]


@dataclass(frozen=True)
class Gelopen:
    """A finished command, and the round's output."""

    slotcode: int
    uit: str
    fout: str
    uitvoer: Path

    @property
    def map(self) -> Path:
        return self.uitvoer / "2025"

    @property
    def manifest(self) -> dict[str, Any]:
        inhoud: dict[str, Any] = json.loads((self.map / "manifest.json").read_text())
        return inhoud

    def status(self) -> dict[str, str]:
        return {regel["agb"]: regel["status"] for regel in self.manifest["keurmerkdragers"]}

    def hashes(self) -> dict[str, str]:
        return {regel["bestand"]: regel["sha256"] for regel in self.manifest["keurmerkdragers"] if regel["bestand"]}

    def rapporten(self) -> list[Path]:
        return sorted((self.map / "rapporten").glob("*.pdf"))


def start(*argumenten: str) -> "subprocess.Popen[str]":
    return subprocess.Popen([*PROGRAMMA, *argumenten], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def loop(opdracht: str, ronde: Path, uitvoer: Path, *rest: str) -> Gelopen:
    """Run one command as its user does, in a process of its own."""
    proces = start(opdracht, *rest, "--ronde", str(ronde), "--uitvoer", str(uitvoer))
    uit, fout = proces.communicate(timeout=900)
    return Gelopen(proces.returncode, uit, fout, uitvoer)


@pytest.fixture(scope="session")
def ronde(tmp_path_factory: pytest.TempPathFactory) -> Path:
    map_ = tmp_path_factory.mktemp("ronde") / "r"
    make_ronde(map_, ZORGAANBIEDERS, 5, definities=load_definities(PEILDATUM))
    tekst = (map_ / "ronde.toml").read_text()
    # five of the nine are small, so that there is a joint report
    tekst = tekst.replace("eerste_jaar = 2020", "eerste_jaar = 2023").replace(
        "trajecten_rapport = 100", "trajecten_rapport = 190"
    )
    (map_ / "ronde.toml").write_text(tekst)
    return map_


@pytest.fixture(scope="session")
def gebouwd(ronde: Path, tmp_path_factory: pytest.TempPathFactory) -> Gelopen:
    """The round, built once from an empty output folder. Read only."""
    return loop("build", ronde, tmp_path_factory.mktemp("uitvoer"))


@pytest.fixture(scope="session")
def getoond(ronde: Path, tmp_path_factory: pytest.TempPathFactory) -> Gelopen:
    """The round, built with its dashboards. Read only."""
    return loop("build", ronde, tmp_path_factory.mktemp("getoond"), "--dashboard")


@pytest.fixture
def kopie(ronde: Path, tmp_path: Path) -> Callable[[], Path]:
    """A copy of the round that a test may spoil."""

    def maak() -> Path:
        shutil.copytree(ronde, tmp_path / "kopie")
        return tmp_path / "kopie"

    return maak


@pytest.fixture(scope="session")
def vrijgave(gebouwd: Gelopen, ronde: Path) -> saved_release.SavedRelease:
    """What that build released: published cells only."""
    gelezen = saved_release.load(load_round_context(pipeline.Request(ronde, gebouwd.uitvoer)))
    assert gelezen is not None
    return gelezen
