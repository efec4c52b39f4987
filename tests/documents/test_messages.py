"""What the manuals quote as the program's own words, the program says: messages, outcomes, codes and names of files."""

import ast
import re
from functools import cache
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from scripts import documenten
from spiegelrapport.mailing.log import MailState
from spiegelrapport.model.findings import Ernst
from spiegelrapport.model.ronde import Kolomkeuze
from spiegelrapport.read.remarks import MELDINGEN
from tests.architecture.bron import PAKKET, WORTEL, modules, tracked

BOEKEN = ("docs/handleiding.md", "docs/mailen.md", "docs/kolommen.md", "docs/windows.md", "input/README.md")
MELDING = ("melding", "reden")  # a table whose first heading is one of these quotes the program
ANDERMANS = {"onbestelbaar"}  # words that these books quote from somebody else
OPEN = "\0"  # what only the run knows: a name, a number


def text(boek: str) -> str:
    return (WORTEL / boek).read_text(encoding="utf-8")


def tables(tekst: str) -> dict[str, list[list[str]]]:
    """First heading -> the rows of every table that begins with it."""
    gevonden: dict[str, list[list[str]]] = {}
    kop = None
    for regel in tekst.splitlines():
        cellen = [cel.strip() for cel in regel.strip().strip("|").split(" | ")] if regel.startswith("|") else None
        if cellen is None or set(regel) <= set("|- "):
            kop = kop if cellen else None
        elif kop is None:
            kop = cellen[0]
        else:
            gevonden.setdefault(kop, []).append(cellen)
    return gevonden


@cache
def program() -> tuple[str, ...]:
    """Every text that the program holds, its variable parts as OPEN; scripts of the set-up as they stand."""
    bomen = [*modules().values(), ast.parse((WORTEL / "scripts/documenten.py").read_text(encoding="utf-8"))]
    teksten = [said(knoop) for boom in bomen for knoop in ast.walk(boom)]
    bestanden = [pad for pad in tracked() if pad.is_relative_to(WORTEL / "scripts") or pad.suffix in (".toml", ".html")]
    return (*filter(None, teksten), *(pad.read_text(encoding="utf-8") for pad in bestanden if pad.suffix != ".pyc"))


def said(knoop: ast.AST) -> str:
    """The text of a literal; of an f-string its fixed parts."""
    if isinstance(knoop, ast.JoinedStr):
        return "".join(str(deel.value) if isinstance(deel, ast.Constant) else OPEN for deel in knoop.values)
    return knoop.value if isinstance(knoop, ast.Constant) and isinstance(knoop.value, str) else ""


def says(quote: str) -> bool:
    """Whether some text of the program holds this quote; '…' in the quote stands for what only the run knows."""
    vast = [re.escape(deel) for deel in quote.split("…")]
    patroon = re.compile(f"[^{OPEN}]*?{OPEN}[^{OPEN}]*?".join(vast) if len(vast) > 1 else vast[0])
    return any(patroon.search(tekst) for tekst in program())


def quotes() -> list[tuple[str, str]]:
    return [
        (boek, cellen[0])
        for boek in BOEKEN
        for kop, rijen in tables(text(boek)).items()
        if kop in MELDING
        for cellen in rijen
    ]


def test_the_manuals_quote_messages_at_all() -> None:
    assert {boek for boek, _ in quotes()} == {"docs/handleiding.md", "docs/mailen.md"}
    assert len(quotes()) >= 10


@pytest.mark.parametrize(("boek", "cel"), quotes())
def test_every_message_in_a_manual_is_the_programs(boek: str, cel: str) -> None:
    geciteerd = re.findall(r"`([^`]+)`", cel)
    assert geciteerd, f"{boek}: zet de melding tussen ` en `, zoals het programma haar geeft"
    assert re.sub(r"`[^`]+`", "", cel).strip() in ("", "of"), f"{boek}: {cel}"
    assert [quote for quote in geciteerd if not says(quote)] == []


@pytest.mark.parametrize(
    ("quote", "waar"),
    [
        ("er is geen ronde.toml", True),
        ("onbekende sleutel '…'", True),
        ("er is geen rondje.toml", False),
        ("onbekende sleutel", True),
        ("onbekend slot '…'", False),
        ("in deze map loopt al een build…", False),  # nothing comes after it
    ],
)
def test_a_quote_is_looked_for_word_by_word(quote: str, waar: bool) -> None:
    assert says(quote) is waar


@pytest.mark.parametrize("boek", [boek for boek in BOEKEN if boek != "docs/windows.md"])  # that names Windows' words
def test_every_word_that_a_manual_sets_apart_is_on_a_screen_or_a_page(boek: str) -> None:
    apart = set(re.findall(r"(?<![*\w])\*([^*\n]+)\*(?!\*)", text(boek).split("<!-- [[[cog")[0])) - ANDERMANS
    alles = "\n".join(program()).casefold()
    assert [woord for woord in sorted(apart) if woord.casefold() not in alles] == []


def test_every_severity_is_explained_in_its_own_word() -> None:
    rijen = tables(text("docs/handleiding.md"))["ernst"]
    assert [rij[0] for rij in rijen] == [str(ernst) for ernst in Ernst]


def test_every_end_of_a_mail_is_explained_in_its_own_word() -> None:
    woorden = re.findall(r"[a-z]+", " ".join(rij[0] for rij in tables(text("docs/mailen.md"))["uitkomst"]))
    eindes = {str(stand) for stand in MailState} - {"gepland", "bezig", "data"}  # on their way
    assert set(woorden) == eindes | {"wachtend"}
    assert says("wachtend")


@pytest.mark.parametrize("boek", BOEKEN)
def test_every_finding_that_is_named_by_its_code_exists(boek: str) -> None:
    codes = set(re.findall(r"\b[KRWPL]\d{3}\b", text(boek)))
    alles = "\n".join(program())
    assert [code for code in sorted(codes) if code not in MELDINGEN and code not in alles] == []


@pytest.mark.parametrize("boek", BOEKEN)
def test_every_file_of_the_program_that_is_named_is_one_it_writes_or_reads(boek: str) -> None:
    namen = {
        Path(naam).name
        for naam in re.findall(r"`([^`\s]+\.(?:xlsx|pdf|json|toml|html|txt|log|md|sqlite))`", text(boek))
    }
    bron = "\n".join(pad.read_text(encoding="utf-8") for pad in PAKKET.rglob("*.py"))
    eigen = {pad.name for pad in tracked()}
    zonder = [naam for naam in namen - eigen if not known(naam, bron)]
    assert sorted(zonder) == []


def known(naam: str, bron: str) -> bool:
    """'<agb>.xlsx': a name that is made; a fixed one stands in the source."""
    return f'}}{Path(naam).suffix}"' in bron if "<" in naam else naam in bron


def test_the_example_questions_are_those_that_the_program_asks() -> None:
    """docs/kolommen.md: which finding asks what, and the answers it takes."""
    rijen = tables(text("docs/kolommen.md"))["bevinding"]
    antwoorden = {woord for rij in rijen for woord in re.findall(r"`(\w+)`", rij[2])}
    assert antwoorden == set(get_args(get_type_hints(Kolomkeuze)["keuze"]))


def test_the_help_in_the_manual_is_that_of_the_commands() -> None:
    rijen = {rij[0].strip("`"): rij[1] for rij in tables(text("docs/handleiding.md"))["opdracht"]}
    for naam, tekst in documenten.hulpteksten():
        if naam in rijen:
            assert rijen[naam] in tekst.replace("\n", " ").replace("  ", " ")
    assert len(rijen) > 10
