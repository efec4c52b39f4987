"""veraPDF, the referee: every report passes PDF/UA-1 and PDF/A-3a, whatever stands in its cells."""

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from spiegelrapport.compose import AnalystTexts, report
from spiegelrapport.definitions.fonts import load_letters
from spiegelrapport.definitions.huisstijl import load_huisstijl
from spiegelrapport.draw import draw
from spiegelrapport.model.publishable import Publishable
from spiegelrapport.publish.pdf import render
from tests.builders import definities, keurmerkdrager, publishable
from tests.publish.pdf.builders import document

HIER = Path(__file__).parents[2]
SJABLONEN = (HIER / "templates",)
VREEMD = "Praktijk 😀 <script>alert(1)</script> {{7*7}} & zn " + "zeer lange naam " * 9
ER_IS_JAVA = shutil.which("javac") is not None and Path("/usr/share/java/jaxb-runtime.jar").exists()

pytestmark = pytest.mark.skipif(
    not ER_IS_JAVA and os.environ.get("CI") != "true",
    reason="NIETS GEKEURD: Java of libjaxb-java ontbreekt (sudo apt-get install default-jdk-headless libjaxb-java)",
)


def _judge(*paden: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([HIER / "scripts" / "keuring", *paden], capture_output=True, text=True, check=False)


def _write(pad: Path, stuk: Publishable, teksten: AnalystTexts | None = None) -> Path:
    grafieken = draw(stuk, definities(), load_huisstijl(SJABLONEN), load_letters(SJABLONEN))
    gemaakt = report(stuk, grafieken, definities(), SJABLONEN, teksten or AnalystTexts())
    pad.write_bytes(render(gemaakt, SJABLONEN).inhoud)
    return pad


def _without_language(pad: Path) -> Path:
    pad.write_bytes(render(document(), SJABLONEN).inhoud)
    with pikepdf.open(pad, allow_overwriting_input=True) as stuk:
        del stuk.Root.Lang
        del stuk.Root.MarkInfo
        stuk.save(pad)
    return pad


def test_the_referee_passes_an_odd_report_and_fails_a_broken_file(tmp_path: Path) -> None:
    vreemd = replace(publishable(4), naam=VREEMD, lezer=keurmerkdrager(naam=VREEMD, contactpersoon="Zoë 👩🏽‍⚕️"))
    teksten = AnalystTexts(
        f"# Kop\n\n{VREEMD}\n\n* punt\n* [**vet**](https://kibg.nl)", f"**{VREEMD}**\n\n1. een\n2. twee"
    )
    uitslag = _judge(_write(tmp_path / "vreemd.pdf", vreemd, teksten), _without_language(tmp_path / "kapot.pdf"))
    assert f"goed  {tmp_path / 'vreemd.pdf'}" in uitslag.stdout, uitslag.stdout + uitslag.stderr
    assert f"FOUT  {tmp_path / 'kapot.pdf'}" in uitslag.stdout
    assert uitslag.returncode == 1


@pytest.mark.zwaar
def test_the_referee_finds_nothing_in_a_large_a_small_and_a_joint_report(tmp_path: Path) -> None:
    samen = replace(
        publishable(3, n=300), soort="kleine aanbieders", naam="Kleine aanbieders", lezer=None, deelnemers=11
    )
    uitslag = _judge(
        _write(tmp_path / "groot.pdf", publishable(1, n=2400)),
        _write(tmp_path / "klein.pdf", publishable(2, n=30)),
        _write(tmp_path / "samen.pdf", samen),
    )
    assert uitslag.returncode == 0, uitslag.stdout + uitslag.stderr
