"""The dashboard in Firefox, from file://, driven by puppeteer: what Chromium's tests ask, as far as Firefox can be asked."""

import importlib.util
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.conftest import Gelopen

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
AXE = importlib.util.find_spec("axe_playwright_python")
WALK, ROOT = Path(__file__).with_name("firefox.mjs"), Path(__file__).parents[2]
SWITCH_MS = 100
pytestmark = [
    pytest.mark.zwaar,
    pytest.mark.skipif(FIREFOX is None, reason="geen Firefox op deze computer (apt-get install firefox-esr)"),
    pytest.mark.skipif(AXE is None, reason="axe ontbreekt (make test-zwaar zet het op)"),
    pytest.mark.skipif(
        not (ROOT / "node_modules/puppeteer-core").is_dir(), reason="puppeteer ontbreekt (make script zet het op)"
    ),
]


@pytest.fixture(scope="module")
def seen(getoond: Gelopen, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the walk through the dashboard with most to choose saw."""
    page = max((getoond.map / "dashboards").glob("*.html"), key=lambda one: one.stat().st_size)
    axe = next(Path(str(AXE and AXE.origin)).parent.rglob("axe.min.js"))
    # the program's own fonts-only setting would leave a browser without the fonts of its windows
    around = {name: value for name, value in os.environ.items() if not name.startswith("FONTCONFIG")}
    command = ["node", WALK, FIREFOX, page, axe, tmp_path_factory.mktemp("firefox")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=400, env=around)
    assert done.returncode == 0, done.stderr
    walked: dict[str, Any] = json.loads(done.stdout)
    print(f"{walked['version']}: andere groep {walked['switchMs']:.0f} ms")
    return walked


def test_it_loads_nothing_and_complains_of_nothing(seen: dict[str, Any]) -> None:
    assert seen["wrong"] == []


def test_axe_finds_nothing_and_nothing_scrolls_sideways(seen: dict[str, Any]) -> None:
    assert (seen["axe"], seen["sideways"]) == ([], [])


def test_every_choice_works_by_mouse_and_by_keyboard(seen: dict[str, Any]) -> None:
    assert len(seen["choices"]) == 6
    for choice in seen["choices"]:
        assert choice["changed"], choice
        assert choice["address"], choice
        assert "Doorlooptijd" in choice["said"]
    assert seen["unreached"] == []
    assert seen["switchMs"] < SWITCH_MS


def test_a_goal_is_kept_and_a_table_leaves_as_a_file(seen: dict[str, Any]) -> None:
    assert seen["kept"] == "Onder de 4%"
    assert ";" in seen["csv"].splitlines()[0]
    assert len(seen["csv"].splitlines()) > 3


def test_without_script_every_figure_is_there(seen: dict[str, Any]) -> None:
    assert len(seen["plain"]) > 20
    assert all(any(sign.isdigit() for sign in text) for text in seen["plain"])
