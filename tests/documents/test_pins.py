"""The pins are those of pyproject.toml: every dependency fixed, hashed, and without an address."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement

from tests.architecture.bron import WORTEL

PROJECT = tomllib.loads((WORTEL / "pyproject.toml").read_text(encoding="utf-8"))
GROEPEN = PROJECT["dependency-groups"]
VAST = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^ ;\\]+)", re.M)


def pinned(bestand: str) -> dict[str, set[str]]:
    """Normalised name -> the versions that are pinned (one per Python that needs another)."""
    gevonden: dict[str, set[str]] = {}
    for naam, versie in VAST.findall((WORTEL / bestand).read_text(encoding="utf-8")):
        gevonden.setdefault(_normal(naam), set()).add(versie)
    return gevonden


def _normal(naam: str) -> str:
    return re.sub(r"[-_.]+", "-", naam).lower()


@pytest.mark.parametrize(
    ("bestand", "eisen"),
    [
        ("requirements.txt", PROJECT["project"]["dependencies"] + GROEPEN["build"]),
        ("requirements-dev.txt", PROJECT["project"]["dependencies"] + GROEPEN["build"] + GROEPEN["dev"]),
        ("requirements-referees.txt", PROJECT["project"]["dependencies"] + GROEPEN["dev"] + GROEPEN["referees"]),
    ],
)
def test_every_dependency_is_pinned_within_its_bounds(bestand: str, eisen: list[str]) -> None:
    vast = pinned(bestand)
    for eis in map(Requirement, eisen):
        versies = vast.get(_normal(eis.name))
        assert versies, f"{eis.name} is not in {bestand}: run make pins"
        assert all(eis.specifier.contains(versie) for versie in versies), f"{eis} in {bestand}: run make pins"


@pytest.mark.parametrize(
    ("kleiner", "groter"),
    [("requirements.txt", "requirements-dev.txt"), ("requirements-dev.txt", "requirements-referees.txt")],
)
def test_a_larger_set_of_pins_agrees_with_the_smaller(kleiner: str, groter: str) -> None:
    alle = pinned(groter)
    assert {naam: alle.get(naam) for naam in pinned(kleiner)} == pinned(kleiner)


@pytest.mark.parametrize("bestand", ["requirements.txt", "requirements-dev.txt", "requirements-referees.txt"])
def test_every_pin_has_hashes(bestand: str) -> None:
    blokken = re.split(r"\n(?=[A-Za-z0-9])", (WORTEL / bestand).read_text(encoding="utf-8").strip())
    assert all("--hash=sha256:" in blok for blok in blokken)
