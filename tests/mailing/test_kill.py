"""kill -9 at any moment: no message twice, none lost, at most the one in flight uncertain, and that one is named."""

import io
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from spiegelrapport.cli import run
from tests.mailing.builders import OPSTELLER, Kantoor, agb, kantoor, write_input
from tests.mailing.server import Doe, Server

Start = Callable[..., Server]
PROGRAMMA = "from spiegelrapport.start import main; main()"
LANG = 60.0


@dataclass
class Opdrachtregel:
    """The real command, in a process of its own."""

    bureau: Kantoor
    invoer: Path
    omgeving: dict[str, str]

    def start(self, *argumenten: str) -> subprocess.Popen[str]:
        opdracht, *rest = argumenten or ("",)
        woorden = ["mail", *([opdracht] if opdracht and not opdracht.startswith("-") else [])]
        rest = [*([opdracht] if opdracht.startswith("-") else []), *rest]
        mappen = ["--ronde", str(self.invoer), "--uitvoer", str(self.bureau.map.parent)]
        return subprocess.Popen(
            [sys.executable, "-c", PROGRAMMA, *woorden, *mappen, *rest],
            env={**os.environ, **self.omgeving},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *argumenten: str) -> tuple[int, str]:
        proces = self.start(*argumenten)
        uit, _ = proces.communicate(timeout=LANG)
        return proces.returncode, uit

    def run_here(self, *argumenten: str) -> tuple[int, str]:
        """The same without a new process: a third of the time, for the many runs that nobody kills."""
        gezegd = io.StringIO()
        mappen = ["--ronde", str(self.invoer), "--uitvoer", str(self.bureau.map.parent)]
        with pytest.MonkeyPatch.context() as omgeving, redirect_stdout(gezegd), redirect_stderr(gezegd):
            for naam, waarde in self.omgeving.items():
                omgeving.setenv(naam, waarde)
            code = run(["mail", *mappen, *argumenten])
        return code, gezegd.getvalue()


def environment(server: Server, ca_bestand: Path) -> dict[str, str]:
    waarden = {"HOST": "localhost", "POORT": str(server.poort), "AANMELDEN": "geen", "CA": str(ca_bestand)}
    return {f"SPIEGELRAPPORT_SMTP_{naam}": waarde for naam, waarde in waarden.items()}


SEND: Sequence[str] = ("--echt", "--pauze", "0", "--wacht", "0.002,0.002")


def finish(regel: Opdrachtregel, server: Server, mails: int) -> str:
    """Resume until done and check everything; what was uncertain is decided by asking the 'reader' (the server)."""
    adressen = {agb(nummer): f"kwaliteit@{agb(nummer)}.example" for nummer in range(1, mails + 1)}
    code, uit = regel.run_here(*SEND)
    ontvangen = Counter(wie for wie, _ in server.bezorgd)
    onzeker = [code for code in adressen if f"onzeker       {code}" in uit]
    assert len(onzeker) <= 1, uit
    assert code == (1 if onzeker else 0), uit
    assert f"{mails - len(onzeker)} verzonden + 0 geweigerd + 0 wachtend + {len(onzeker)} onzeker" in uit
    for nummer, adres in adressen.items():
        assert ontvangen[adres] in ({0, 1} if nummer in onzeker else {1}), (nummer, ontvangen[adres], uit)
    for nummer in onzeker:
        keuze = "--gemarkeerd-verzonden" if ontvangen[adressen[nummer]] else "--opnieuw-onzeker"
        code, uit = regel.run_here(*SEND, keuze, nummer, "--door", OPSTELLER)
        assert code == 0, uit
    assert Counter(wie for wie, _ in server.bezorgd) == dict.fromkeys(adressen.values(), 1)
    return "onzeker" if onzeker else "zeker"


@pytest.mark.parametrize(
    "moment",
    [pytest.param("rcpt", marks=pytest.mark.zwaar), pytest.param("inhoud", marks=pytest.mark.zwaar), "punt"],
)
def test_killed_at_this_moment_of_the_fourth_mail(tmp_path: Path, start: Start, ca_bestand: Path, moment: str) -> None:
    proces: list[subprocess.Popen[str]] = []

    def script(nu: str, keer: int, wie: str) -> Doe | None:
        if nu == moment and keer == 3:
            proces[0].send_signal(signal.SIGKILL)
            proces[0].wait()
        return None

    bureau, server = kantoor(tmp_path / "2025", 6), start(script)
    regel = Opdrachtregel(bureau, write_input(bureau, tmp_path / "input"), environment(server, ca_bestand))
    bureau.approved()
    proces.append(regel.start(*SEND))
    uit, _ = proces[0].communicate(timeout=LANG)
    assert proces[0].returncode == -signal.SIGKILL, uit
    assert finish(regel, server, 6) == "onzeker"


@pytest.mark.zwaar
def test_killed_at_a_hundred_random_moments_of_a_run_of_fifty(
    tmp_path: Path, start: Start, ca_bestand: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mails, keren, hoed, gezien = 50, 100, random.Random(20260901), Counter[str]()
    bureau = kantoor(tmp_path / "voorbeeld" / "2025", mails)
    invoer, verbonden = write_input(bureau, tmp_path / "input"), []

    def script(moment: str, keer: int, wie: str) -> Doe | None:
        verbonden.append(time.monotonic())
        return Doe(b"250 ok\r\n", wacht=0.002) if moment in ("rcpt", "punt") else None

    server = start(script)
    regel = Opdrachtregel(bureau, invoer, environment(server, ca_bestand))
    bureau.approved()
    duur = 0.0
    for keer in range(keren + 1):
        map_ = tmp_path / f"keer{keer}"
        shutil.copytree(tmp_path / "voorbeeld", map_)
        server.bezorgd.clear()
        verbonden.clear()
        regel.bureau = Kantoor(map_ / "2025", bureau.ronde, bureau.register, bureau.regels)
        proces = regel.start(*SEND)
        if keer == 0:  # unharmed, to know how long it takes
            uit, _ = proces.communicate(timeout=LANG)
            assert proces.returncode == 0, uit
            duur = verbonden[-1] - verbonden[0]
            continue
        while not verbonden and proces.poll() is None:
            time.sleep(0.001)
        time.sleep(hoed.uniform(0, duur))
        gedood = proces.poll() is None
        proces.kill()
        proces.communicate(timeout=LANG)
        bezorgd = len(server.bezorgd)
        gezien[finish(regel, server, mails) if gedood else "al klaar"] += 1
        gezien["gestopt na gemiddeld mails"] += bezorgd
        shutil.rmtree(map_)
        if keer % 10 == 0:
            with capsys.disabled():
                print(f"{keer}: {dict(gezien)}", flush=True)
    with capsys.disabled():
        gezien["gestopt na gemiddeld mails"] //= keren
        print(f"\n{keren} keer gedood in een verzending van {mails} mails van {duur:.2f} s: {dict(gezien)}")
    assert gezien["al klaar"] < keren / 4
