"""The package's own source, parsed once, for the tests that hold the house to its plan."""

import ast
import subprocess
from functools import cache
from pathlib import Path

WORTEL = Path(__file__).parents[2]
PAKKET = WORTEL / "spiegelrapport"


@cache
def modules() -> dict[str, ast.Module]:
    """'stage/file.py' -> its syntax tree."""
    return {
        pad.relative_to(PAKKET).as_posix(): ast.parse(pad.read_text(encoding="utf-8"), str(pad))
        for pad in sorted(PAKKET.rglob("*.py"))
    }


def stage(module: str) -> str:
    """'measure/rom.py' -> 'measure'; a file at the top is its own stage."""
    return module.split("/")[0].removesuffix(".py")


def calls(naam: str) -> list[str]:
    """Modules that call `naam(...)`, however it was reached, as 'module:line'."""
    return [
        f"{module}:{knoop.lineno}"
        for module, boom in modules().items()
        for knoop in ast.walk(boom)
        if isinstance(knoop, ast.Call) and called(knoop.func) == naam
    ]


def called(functie: ast.expr) -> str:
    """The last name of what is called: 'replace' for dataclasses.replace."""
    if isinstance(functie, ast.Attribute):
        return functie.attr
    return functie.id if isinstance(functie, ast.Name) else ""


def imports() -> set[tuple[str, str]]:
    """(module, outside name) for every import, also those inside functions."""
    paren = set()
    for module, boom in modules().items():
        for knoop in ast.walk(boom):
            if isinstance(knoop, ast.Import):
                paren |= {(module, alias.name) for alias in knoop.names}
            elif isinstance(knoop, ast.ImportFrom) and knoop.module:
                paren |= {(module, knoop.module), *((module, f"{knoop.module}.{alias.name}") for alias in knoop.names)}
    return paren


@cache
def tracked() -> tuple[Path, ...]:
    """Files under version control; outside a checkout, everything but what is made."""
    uitvoer = subprocess.run(["git", "ls-files", "-z"], cwd=WORTEL, capture_output=True, check=False)
    namen = uitvoer.stdout.decode().split("\0") if uitvoer.returncode == 0 else []
    return tuple(WORTEL / naam for naam in namen if naam and (WORTEL / naam).is_file())
