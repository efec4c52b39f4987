"""A screen that is gone and a Ctrl-C at any moment: the work is done or whole as far as it went, and nobody sees a traceback."""

import contextlib
import os
import random
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.end_to_end.conftest import PROGRAMMA, Gelopen, loop

LAWAAI = re.compile(r"Traceback|Exception|Error\b|Warning|ignored|leaked")
GEDULD = 120.0


@pytest.fixture
def vol() -> Iterator[int]:
    """A standard output on which nothing fits."""
    nummer = os.open("/dev/full", os.O_WRONLY)
    yield nummer
    os.close(nummer)


def build(ronde: Path, uitvoer: Path, uit: int, *rest: str, fout: int = subprocess.PIPE) -> "subprocess.Popen[str]":
    woorden = [*PROGRAMMA, "build", "--ronde", str(ronde), "--uitvoer", str(uitvoer), *rest]
    return subprocess.Popen(woorden, stdout=uit, stderr=fout, text=True, start_new_session=True)


def reports(uitvoer: Path) -> set[str]:
    return {pad.name for pad in (uitvoer / "2025" / "rapporten").glob("*.pdf")}


def test_with_standard_output_full_everything_is_made(gebouwd: Gelopen, ronde: Path, tmp_path: Path, vol: int) -> None:
    proces = build(ronde, tmp_path, vol)
    assert proces.communicate(timeout=GEDULD)[1] == ""
    assert proces.returncode == 0
    assert reports(tmp_path) == reports(gebouwd.uitvoer)
    assert "standaarduitvoer is niet te schrijven" in (tmp_path / "2025" / "build.log").read_text()


def test_a_reader_that_leaves_after_one_line_stops_nothing(gebouwd: Gelopen, ronde: Path, tmp_path: Path) -> None:
    with build(ronde, tmp_path, subprocess.PIPE) as proces:
        assert proces.stdout
        assert proces.stderr
        assert proces.stdout.readline()
        proces.stdout.close()
        assert proces.stderr.read() == ""
        assert proces.wait(GEDULD) == 0
    assert reports(tmp_path) == reports(gebouwd.uitvoer)


def test_with_both_streams_closed_or_full_a_check_is_a_check(ronde: Path, tmp_path: Path, vol: int) -> None:
    for nummer, omleiding in enumerate((">&- 2>&-", "> /dev/full 2> /dev/full", "<&- >&- 2>&-")):
        uitvoer = tmp_path / str(nummer)
        opdracht = f'"$@" check --ronde {ronde} --uitvoer {uitvoer} {omleiding}'
        assert subprocess.run(["sh", "-c", opdracht, "sh", *PROGRAMMA], check=False, timeout=GEDULD).returncode == 0
        assert list((uitvoer / "2025" / "bevindingen").glob("*.xlsx"))


def test_the_exit_code_speaks_of_work_that_failed_not_of_the_screen(
    kopie: Callable[[], Path], tmp_path: Path, vol: int
) -> None:
    ronde = kopie()
    next((ronde / "leveringen").iterdir()).write_bytes(b"geen Excel")
    agb = sorted(pad.stem for pad in (ronde / "leveringen").iterdir())[-1]
    proces = build(ronde, tmp_path / "uit", vol, "--alleen", agb)
    proces.communicate(timeout=GEDULD)
    assert proces.returncode == 1


def interrupt(proces: "subprocess.Popen[str]") -> str:
    """Ctrl-C as a terminal gives it: to everybody in the foreground. What was printed by anybody."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(proces.pid, signal.SIGINT)
    uit, _ = proces.communicate(timeout=GEDULD)  # ends when nobody holds the pipe any more: no orphans
    return uit


def holds(proces: "subprocess.Popen[str]", gezegd: str) -> None:
    assert not LAWAAI.search(gezegd), gezegd
    if proces.returncode != 0:  # it may have been done just in time
        assert proces.returncode == 130, gezegd
        assert gezegd.rstrip().splitlines()[-1].startswith("Afgebroken"), gezegd
        assert "dezelfde opdracht" in gezegd


def test_ctrl_c_at_any_moment_is_one_line_and_the_next_build_goes_on(
    gebouwd: Gelopen, ronde: Path, tmp_path: Path
) -> None:
    toeval = random.Random(10)
    for moment in (0.15, 0.4, 0.8, *(toeval.uniform(1, 12) for _ in range(6))):
        proces = build(ronde, tmp_path, subprocess.PIPE, fout=subprocess.STDOUT)
        time.sleep(moment)
        holds(proces, interrupt(proces))
    verder = loop("build", ronde, tmp_path)
    assert verder.slotcode == 0
    assert verder.hashes() == gebouwd.hashes()
    assert not list(tmp_path.rglob(".*.deel"))


@pytest.mark.zwaar
def test_ctrl_c_at_forty_moments(ronde: Path, tmp_path: Path) -> None:
    for nummer in range(40):
        proces = build(ronde, tmp_path / str(nummer % 4), subprocess.PIPE, "--opnieuw", fout=subprocess.STDOUT)
        time.sleep(0.1 + 0.3 * nummer)
        holds(proces, interrupt(proces))


def test_ctrl_c_while_findings_are_written_and_while_reports_are_made(ronde: Path, tmp_path: Path) -> None:
    for map_, patroon in (("bevindingen", "*.xlsx"), ("rapporten", "*.pdf")):
        proces = build(ronde, tmp_path / map_, subprocess.PIPE, "--jobs", "2", fout=subprocess.STDOUT)
        einde = time.monotonic() + GEDULD
        while not list((tmp_path / map_ / "2025" / map_).glob(patroon)) and time.monotonic() < einde:
            time.sleep(0.002)
        gezegd = interrupt(proces)
        holds(proces, gezegd)
        assert proces.returncode == 130
    assert re.search(r"Afgebroken bij rapporten: \d van \d gedaan", gezegd)


def test_a_demonstration_that_is_interrupted_leaves_no_process_behind(tmp_path: Path) -> None:
    woorden = [*PROGRAMMA, "demo", str(tmp_path / "r"), "--zorgaanbieders", "60", "--jobs", "2"]
    proces = subprocess.Popen(
        woorden, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    )
    einde = time.monotonic() + GEDULD
    while not list(tmp_path.glob("r/leveringen/*.xlsx")) and time.monotonic() < einde:
        time.sleep(0.01)
    gezegd = interrupt(proces)
    assert not LAWAAI.search(gezegd), gezegd
    assert "kies een andere" in gezegd
