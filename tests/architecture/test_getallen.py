"""No number reaches paper but as a cell that disclosure made: the types are walked, and what pipeline hands over."""

import ast
import importlib
import inspect
import typing
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from types import UnionType

import pytest

from spiegelrapport.model.publishable import Publishable
from spiegelrapport.model.ronde import Keurmerkdrager, Ronde
from tests.architecture.bron import called, calls, imports, modules, stage

MAKERS = {"disclose", "compare", "model"}  # model: the one empty cell
INSTELLINGEN = {Ronde, Keurmerkdrager}  # settings and addresses: nobody's figures
NAAR_BUITEN = ("draw", "compose")
TOEGESTAAN = {  # what those may be given beside a Publishable, and where its numbers come from
    "Definities", "Indicator", "Maat", "Huisstijl", "Font", "Ronde", "Keurmerkdrager", "Path", "str", "bool", "AnalystTexts",
    "Grafiek", "GrafiekSleutel",  # drawn from the same Publishable
    "Spiegelbijeenkomst", "Deelnemer", "RoomTable", "RoomNotes",  # a meeting: who sits where, on which terms, and what was said
    "ViewKey",  # a choice: which group, year and prestatie
    "Certificaat", "Overview",  # the analyst's own pages, which are nobody's report
}  # fmt: skip


def parts(soort: object) -> Iterator[type]:
    """Every class in an annotation: 'Mapping[Sleutel, Cijfer] | None' -> Sleutel, Cijfer."""
    if isinstance(soort, UnionType) or typing.get_origin(soort) is not None:
        for deel in typing.get_args(soort):
            if deel is not Ellipsis:
                yield from parts(deel)
    elif isinstance(soort, type) and soort is not type(None):
        yield soort


def walk(soort: type) -> set[type]:
    """All dataclasses within `soort`, apart from settings."""
    gezien: set[type] = set()
    te_doen = [soort]
    while te_doen:
        nu = te_doen.pop()
        if nu in gezien or nu in INSTELLINGEN or not is_dataclass(nu):
            continue
        gezien.add(nu)
        te_doen += [deel for veld in typing.get_type_hints(nu).values() for deel in parts(veld)]
    return gezien


def numeric(soort: type) -> set[str]:
    """The fields of a class that hold numbers themselves."""
    hints = typing.get_type_hints(soort)
    return {veld.name for veld in fields(soort) if {int, float, complex} & set(parts(hints[veld.name]))}


def with_numbers() -> list[type]:
    return sorted((soort for soort in walk(Publishable) if numeric(soort)), key=lambda soort: soort.__name__)


def test_the_walk_meets_the_cells() -> None:
    namen = {soort.__name__ for soort in with_numbers()}
    assert {"Cel", "GroepCel", "Publishable"} <= namen


@pytest.mark.parametrize("soort", with_numbers(), ids=lambda soort: soort.__name__)
def test_whatever_holds_a_number_is_made_by_disclosure_alone(soort: type) -> None:
    makers = {stage(plek.split(":")[0]) for plek in calls(soort.__name__)}
    assert makers <= MAKERS, f"{soort.__name__} with {sorted(numeric(soort))} is made in {sorted(makers - MAKERS)}"


def test_counts_of_rows_and_clients_are_cells() -> None:
    """The page about data quality holds no bare number: each has its reason when it is withheld."""
    bezit = [soort.__name__ for soort in walk(typing.get_type_hints(Publishable)["kwaliteit"]) if numeric(soort)]
    assert bezit == ["Cel"]


@pytest.mark.parametrize("soort", with_numbers(), ids=lambda soort: soort.__name__)
def test_no_number_is_changed_after_disclosure(soort: type) -> None:
    """replace() with a number, in a stage that only prints."""
    kennen = {module for module, naam in imports() if naam.endswith(f".{soort.__name__}")}
    vervalst = [
        f"{module}:{knoop.lineno}"
        for module in kennen
        if stage(module) in NAAR_BUITEN
        for knoop in ast.walk(modules()[module])
        if isinstance(knoop, ast.Call)
        and called(knoop.func) == "replace"
        and {woord.arg for woord in knoop.keywords} & numeric(soort)
    ]
    assert not vervalst


def doors() -> list[tuple[str, str]]:
    """(module, name) of what other stages import from draw and compose."""
    gevonden = set()
    for module, boom in modules().items():
        for knoop in ast.walk(boom) if stage(module) not in NAAR_BUITEN else ():
            if isinstance(knoop, ast.ImportFrom) and (knoop.module or "").startswith(
                tuple(f"spiegelrapport.{deel}" for deel in NAAR_BUITEN)
            ):
                gevonden |= {(str(knoop.module), alias.name) for alias in knoop.names}
    return sorted(gevonden)


@pytest.mark.parametrize("deur", doors(), ids=".".join)
def test_nothing_with_numbers_goes_to_draw_or_compose_but_a_publishable(deur: tuple[str, str]) -> None:
    ding = getattr(importlib.import_module(deur[0]), deur[1])
    if not inspect.isfunction(ding):
        return
    hints = typing.get_type_hints(ding)
    gegeven = {deel.__name__ for naam, soort in hints.items() if naam != "return" for deel in parts(soort)}
    assert gegeven - TOEGESTAAN - {Publishable.__name__} == set()
