"""input/ronde.toml is the example of every setting, and the same as the demo round's but for what must differ."""

import tomllib
from dataclasses import fields, replace
from pathlib import Path

import pytest

from spiegelrapport.definitions.strict import build, load_toml
from spiegelrapport.demo.ronde import SJABLOON
from spiegelrapport.model.ronde import Afzender, Bijeenkomst, Drempels, Ronde
from spiegelrapport.read.register import load_ronde
from tests.architecture.bron import WORTEL

INVOER = WORTEL / "input"


def test_the_example_loads_and_differs_from_the_demo_round_only_in_being_real() -> None:
    demo = build(Ronde, load_toml(SJABLOON), SJABLOON.name)
    groepen = tuple(regel for regel in demo.benchmarkgroepen if regel.regel != "lijst")
    assert load_ronde(INVOER) == replace(demo, fictief=False, benchmarkgroepen=groepen)


@pytest.mark.parametrize(
    ("soort", "tabel"), [(Ronde, ""), (Drempels, "drempels"), (Afzender, "afzender"), (Bijeenkomst, "bijeenkomst")]
)
def test_the_example_shows_every_setting(soort: type, tabel: str) -> None:
    tekst = (INVOER / "ronde.toml").read_text(encoding="utf-8")
    gegevens = tomllib.loads(tekst)
    gegevens = gegevens[tabel] if tabel else gegevens
    ontbreekt = {veld.name for veld in fields(soort)} - set(gegevens)
    assert not {naam for naam in ontbreekt if f"# [[{naam}]]" not in tekst}  # shown, but as a comment


def test_the_example_states_the_defaults() -> None:
    gegevens = tomllib.loads((INVOER / "ronde.toml").read_text(encoding="utf-8"))
    assert build(Drempels, gegevens["drempels"], "ronde.toml") == Drempels()


@pytest.mark.parametrize("pad", [INVOER / "ronde.toml", SJABLOON], ids=["input", "demo"])
def test_every_line_with_a_setting_is_explained_or_explains_itself(pad: Path) -> None:
    drempels = pad.read_text(encoding="utf-8").split("[drempels]")[1].split("\n# De benchmark")[0]
    zonder = [regel for regel in drempels.splitlines() if "=" in regel and "#" not in regel]
    assert not zonder
