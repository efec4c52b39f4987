"""Printed pages: sixteen at most, none half empty, and each as it was last looked at."""

import os
import shutil
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from spiegelrapport.compose import AnalystTexts, report
from spiegelrapport.definitions.fonts import load_letters
from spiegelrapport.definitions.huisstijl import load_huisstijl
from spiegelrapport.draw import draw
from spiegelrapport.model.publishable import Publishable
from spiegelrapport.publish.pdf import Printed, render
from tests import builders
from tests.compose.builders import SJABLONEN, zonder

MEESTE_BLADEN = 16
VOET = 0.93  # of the page's height: below it stands the foot
WIT = 250
GEVULD = 0.45  # of the page's height that its contents reach at least
AFWIJKING = 0.002  # share of pixels that may differ from the golden picture
GOLDEN = Path(__file__).parents[1] / "golden" / "bladen"
ALINEA = (
    "Dit jaar zijn er meer organisaties met cijfers dan ooit. We zien dat zij steeds vaker met elkaar in gesprek gaan "
    "over wat de cijfers betekenen. Daar is dit rapport voor bedoeld.\n\n"
)
UIT_EXCEL = "😀 <script>alert(1)</script> {{7*7}}"


def groot() -> tuple[Publishable, AnalystTexts]:
    return builders.publishable(), AnalystTexts()


def met_alles() -> tuple[Publishable, AnalystTexts]:
    """A long name, last edition's figures, a long preface and a toelichting with what Excel may bring."""
    heel = builders.publishable(
        naam="Stichting voor Generalistische Basis Geestelijke Gezondheidszorg Noord- en Zuid-Kennemerland & Omstreken"
    )
    vorige = {sleutel: cijfer.eigen for sleutel, cijfer in heel.cijfers.items()}
    teksten = AnalystTexts(ALINEA * 5, f"### Verhuizing\n\n{ALINEA}{UIT_EXCEL}")
    return replace(heel, vorige=vorige, vorige_periode="2024"), teksten


def klein() -> tuple[Publishable, AnalystTexts]:
    heel = builders.publishable(3, n=46)
    cijfers = dict(heel.cijfers)
    for code in sorted({sleutel.indicator for sleutel in cijfers})[1::2]:
        cijfers = zonder(cijfers, code)
    return replace(heel, cijfers=cijfers, highlights=()), AnalystTexts()


def samen() -> tuple[Publishable, AnalystTexts]:
    velden = {"soort": "kleine aanbieders", "agb": "kleine-aanbieders", "naam": "Kleine aanbieders", "deelnemers": 23}
    return builders.publishable(5, n=130, **velden), AnalystTexts()


SITUATIES = {maak.__name__: maak for maak in (groot, met_alles, klein, samen)}


@cache
def gedrukt(situatie: str) -> Printed:
    wat, teksten = SITUATIES[situatie]()
    grafieken = draw(wat, builders.definities(), load_huisstijl(SJABLONEN), load_letters(SJABLONEN))
    return render(report(wat, grafieken, builders.definities(), SJABLONEN, teksten), SJABLONEN)


def beelden(situatie: str, map_: Path, dpi: int) -> list[Image.Image]:
    """The pages as grey pictures, or skip where no pdftoppm is."""
    if shutil.which("pdftoppm") is None:
        pytest.skip("pdftoppm ontbreekt (poppler-utils)")
    (map_ / "rapport.pdf").write_bytes(gedrukt(situatie).inhoud)
    opdracht = ["pdftoppm", "-r", str(dpi), "-gray", "-png", "rapport.pdf", "blad"]
    subprocess.run(opdracht, cwd=map_, check=True)
    return [Image.open(pad).convert("L") for pad in sorted(map_.glob("blad-*.png"))]


@pytest.mark.parametrize("situatie", ["met_alles", "klein"])
def test_a_report_is_sixteen_pages_at_most_and_shorter_when_there_is_less_to_say(situatie: str) -> None:
    bladen = gedrukt(situatie).paginas
    assert bladen <= (MEESTE_BLADEN if situatie == "met_alles" else MEESTE_BLADEN - 3)


@pytest.mark.zwaar
@pytest.mark.parametrize("situatie", SITUATIES)
def test_no_page_is_half_empty(situatie: str, tmp_path: Path) -> None:
    assert gedrukt(situatie).paginas <= MEESTE_BLADEN
    for nummer, beeld in enumerate(beelden(situatie, tmp_path, 20), start=1):
        inkt = (np.asarray(beeld) < WIT).any(axis=1)[: int(beeld.height * VOET)]
        onderste = int(np.flatnonzero(inkt).max())
        assert onderste >= GEVULD * beeld.height, f"bladzijde {nummer} van '{situatie}' is half leeg"


@pytest.mark.zwaar
def test_every_page_looks_as_it_was_last_looked_at(tmp_path: Path) -> None:
    """After a change that was meant: BEELDEN_BIJWERKEN=1 pytest -m zwaar tests/compose/test_bladen.py, and look."""
    nieuw = beelden("groot", tmp_path, 40)
    if os.environ.get("BEELDEN_BIJWERKEN"):
        GOLDEN.mkdir(parents=True, exist_ok=True)
        for nummer, beeld in enumerate(nieuw, start=1):
            beeld.quantize(16).save(GOLDEN / f"blad-{nummer:02}.png", optimize=True)
    oud = [Image.open(pad).convert("L") for pad in sorted(GOLDEN.glob("blad-*.png"))]
    anders = [n for n, (a, b) in enumerate(zip(oud, nieuw, strict=True), start=1) if _differs(a, b)]
    for nummer in anders:
        nieuw[nummer - 1].save(GOLDEN / f"anders-{nummer:02}.png")  # beside its golden, to look at both
    assert anders == [], f"deze bladzijden zien er anders uit: {anders}; zie {GOLDEN}"


def _differs(een: Image.Image, ander: Image.Image) -> bool:
    if een.size != ander.size:
        return True
    verschil = np.abs(np.asarray(een, dtype=int) - np.asarray(ander, dtype=int)) > 64
    return bool(verschil.mean() > AFWIJKING)
