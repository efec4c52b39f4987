"""The documents belong to the program: what they name exists, and what exists is named."""

import re
from pathlib import Path

import pytest

from scripts import documenten
from tests.architecture.bron import WORTEL, tracked

BOEKEN = [
    "docs/opdrachten.md", "docs/handleiding.md", "README.md", "CONTRIBUTING.md", "input/README.md", "docs/mailen.md",
    "docs/windows.md", "docs/dashboard.md", "spiegelrapport/README.md",
]  # fmt: skip
LINK = re.compile(r"\[[^\]]*\]\((?!https?:|#|mailto:)([^)#]+)")


@pytest.mark.parametrize("boek", BOEKEN)
def test_every_link_leads_somewhere(boek: str) -> None:
    pad = WORTEL / boek
    dood = [doel for doel in LINK.findall(pad.read_text(encoding="utf-8")) if not (pad.parent / doel).exists()]
    assert not dood


@pytest.mark.parametrize("pad", [pad for pad in tracked() if pad.suffix == ".md"], ids=str)
def test_every_make_target_that_is_named_exists(pad: Path) -> None:
    doelen = set(re.findall(r"^([a-z-]+):", (WORTEL / "Makefile").read_text(encoding="utf-8"), re.M))
    genoemd = set(re.findall(r"(?:`|\$ )make ([a-z-]+)", pad.read_text(encoding="utf-8")))
    assert genoemd <= doelen


@pytest.mark.parametrize("boek", BOEKEN[:2])
def test_every_command_that_is_named_exists_and_is_named(boek: str) -> None:
    tekst = (WORTEL / boek).read_text(encoding="utf-8")
    bestaand = {pad for pad, _ in documenten.hulpteksten()}
    eerste = {naam.split()[1] for naam in bestaand if " " in naam}
    genoemd = set(re.findall(r"(?:`|\$ )spiegelrapport ([a-z]+)", tekst))
    assert genoemd <= eerste
    assert eerste <= genoemd


def test_every_command_has_dutch_help_with_an_example() -> None:
    zonder = [pad for pad, tekst in documenten.hulpteksten() if "spiegelrapport " not in tekst.split("\n\n", 1)[1]]
    engels = [
        pad for pad, tekst in documenten.hulpteksten() if re.search(r"Show this message|\bOptions:|Usage:", tekst)
    ]
    assert not zonder
    assert not engels


def test_the_night_runs_what_takes_minutes_and_compares_every_page() -> None:
    nacht = (WORTEL / ".github/workflows/nacht.yml").read_text(encoding="utf-8")
    assert "schedule:" in nacht
    assert "run: make test-zwaar" in nacht
    bladen = (WORTEL / "tests/compose/test_bladen.py").read_text(encoding="utf-8")
    assert "@pytest.mark.zwaar\ndef test_every_page_looks_as_it_was_last_looked_at" in bladen


def test_the_readme_is_read_in_three_minutes() -> None:
    tekst = (WORTEL / "README.md").read_text(encoding="utf-8")
    assert len(tekst.split()) < 700
    assert "docs/voorbeeld.png" in tekst
    assert tekst.index("make rapport") < tekst.index("## Where to go")


def test_ci_runs_what_the_readme_says() -> None:
    assert "make test" in (WORTEL / ".ci/run").read_text(encoding="utf-8")
    assert "run: make test" in (WORTEL / ".github/workflows/toetsen.yml").read_text(encoding="utf-8")


def test_every_file_that_the_architecture_names_exists() -> None:
    pakket = WORTEL / "spiegelrapport"
    tekst = (pakket / "README.md").read_text(encoding="utf-8")
    genoemd = re.findall(r"`((?:\.\./|[a-z_]+/)[\w./-]*|[a-z_]+\.py)`", tekst)
    assert len(genoemd) > 25
    assert [pad for pad in genoemd if not ((pakket / pad).exists() or (WORTEL / pad).exists())] == []
