"""The house stays as it was drawn: who makes what, who imports what, how large things grow."""

import ast
from collections import Counter
from dataclasses import fields

import pytest

from spiegelrapport.model.leveringen import CheckedLevering
from spiegelrapport.model.publishable import Publishable
from tests.architecture.bron import PAKKET, called, calls, imports, modules, stage

PUUR = ("validate", "measure", "group", "disclose", "audit", "compare", "draw")
THUIS: dict[str, set[str]] = {
    "aiosmtpd": set(),  # the tests' alone
    "click": {"cli"},
    "cryptography": set(),
    "jinja2": {"compose"},
    "markdown_it": {"compose", "read"},
    "nh3": {"compose"},
    "matplotlib": {"draw"},
    "openpyxl": {"read"},
    "python_calamine": {"read"},
    "smtplib": {"mailing"},
    "statsmodels": set[str](),  # the tests' alone
    "weasyprint": {"publish"},
    "uharfbuzz": {"draw"},
    "xlsxwriter": {"workbook", "demo"},  # the template names its cells
}
LANGST = 300
# compare adds to a Publishable what follows from its own cells, and leaves out what a view does not show
AFGELEID = {"cijfers", "highlights", "meervoud", "groepen", "ronde"}


@pytest.mark.parametrize(("soort", "maker"), [("CheckedLevering", "validate"), ("Publishable", "disclose")])
def test_a_type_that_carries_proof_is_made_in_one_stage_only(soort: str, maker: str) -> None:
    elders = [plek for plek in calls(soort) if stage(plek.split(":")[0]) != maker]
    assert not elders
    assert calls(soort), f"nobody makes a {soort}"


@pytest.mark.parametrize(("soort", "maker"), [(CheckedLevering, "validate"), (Publishable, "disclose")])
def test_no_proof_is_forged_by_copying(soort: type, maker: str) -> None:
    """replace() with a proof type's fields, in a module that knows the type, would be a second way to make one."""
    velden = {veld.name for veld in fields(soort)}
    kennen = {module for module, naam in imports() if naam.endswith(f".{soort.__name__}")}
    vervalst = [
        f"{module}:{knoop.lineno}"
        for module in kennen
        if stage(module) != maker
        for knoop in ast.walk(modules()[module])
        if isinstance(knoop, ast.Call)
        and called(knoop.func) == "replace"
        and {woord.arg for woord in knoop.keywords} & velden
        and not (stage(module) == "compare" and {woord.arg for woord in knoop.keywords} <= AFGELEID)
        if {woord.arg for woord in knoop.keywords} <= velden
    ]
    assert not vervalst


def test_charts_never_touch_the_global_state_of_pyplot() -> None:
    assert not [module for module, naam in imports() if "pyplot" in naam]


def test_the_homes_and_the_pure_stages_exist() -> None:
    kamers = {stage(module) for module in modules()}
    assert set().union(PUUR, *THUIS.values()) <= kamers


@pytest.mark.parametrize("bibliotheek", THUIS)
def test_an_outside_library_has_one_home(bibliotheek: str) -> None:
    bewoners = {stage(module) for module, naam in imports() if naam.split(".")[0] == bibliotheek}
    assert bewoners <= THUIS[bibliotheek]


@pytest.mark.parametrize("verboden", ["print", "input", "today", "now", "getenv"])
def test_pure_stages_neither_talk_nor_look_at_the_clock(verboden: str) -> None:
    assert not [plek for plek in calls(verboden) if stage(plek.split(":")[0]) in PUUR]


def test_every_module_says_in_one_sentence_what_it_does() -> None:
    zwijgend = [module for module, boom in modules().items() if boom.body and not ast.get_docstring(boom)]
    assert not zwijgend


def test_no_file_grows_beyond_what_a_reader_can_hold() -> None:
    lang = {module: aantal for module in modules() if (aantal := _lines(module)) > LANGST}
    assert not lang


def _lines(module: str) -> int:
    return len((PAKKET / module).read_text(encoding="utf-8").splitlines())


def test_only_disclose_knows_the_audit() -> None:
    kennen = {stage(module) for module, naam in imports() if naam.startswith("spiegelrapport.audit")}
    assert kennen == {"audit", "disclose"}


# one subject that several stages deal with; any other second file of one name would be a second thing of one name
ONDERWERPEN = {
    *(
        "antwoord",
        "casemix",
        "cqi",
        "dashboard",
        "document",
        "grootboek",
        "kwaliteit",
        "leveringen",
        "mail",
        "manifest",
        "onthulling",
    ),
    *("overview", "own_words", "parameters", "rom", "ronde", "trajecten", "uitleg"),
}


def test_no_two_files_have_one_name_unless_they_are_one_subject_in_two_stages() -> None:
    stammen = Counter(module.rsplit("/", 1)[-1] for module in modules() if not module.endswith("__init__.py"))
    assert {stam.removesuffix(".py") for stam, aantal in stammen.items() if aantal > 1} <= ONDERWERPEN


def test_no_two_classes_have_one_name() -> None:
    namen = Counter(
        knoop.name for boom in modules().values() for knoop in ast.walk(boom) if isinstance(knoop, ast.ClassDef)
    )
    assert {naam for naam, aantal in namen.items() if aantal > 1} == set()


NEDERLANDS = {
    *("maak", "lees", "schrijf", "kies", "vind", "toon", "zoek", "bewaar", "voeg", "verzamel", "beschrijf", "bereken"),
    *(
        "controleer",
        "stuur",
        "stel",
        "breng",
        "pas",
        "herken",
        "verwerk",
        "ontvang",
        "weiger",
        "vergelijk",
        "vul",
        "reken",
    ),
}


def test_what_the_program_does_is_named_in_english() -> None:
    """A function that is not named for a word of the field begins with an English verb."""
    gevonden = [
        f"{module}:{knoop.name}"
        for module, boom in modules().items()
        for knoop in ast.walk(boom)
        if isinstance(knoop, ast.FunctionDef) and knoop.name.lstrip("_").split("_")[0] in NEDERLANDS
    ]
    assert not gevonden
