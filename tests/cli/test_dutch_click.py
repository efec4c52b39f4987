"""Whatever is typed wrong on the command line is answered in Dutch, with the right exit code."""

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from click.testing import CliRunner

from scripts.documenten import hulpteksten
from spiegelrapport.cli import OPDRACHTEN, run
from spiegelrapport.cli.dutch_click import TEKSTEN, confirm

CATALOGUS = TEKSTEN / "nl" / "LC_MESSAGES" / "messages.po"
ENGELS = re.compile(
    r"\b(is not|not a|valid|does not|missing|required|unexpected|usage|options?:|commands?|did you mean|args|error)\b",
    re.I,
)


@pytest.mark.parametrize(
    ("argumenten", "bericht"),
    [
        (["buid"], "onbekende opdracht 'buid' (bedoel je 'build'?)"),
        (["xyzzy"], "onbekende opdracht 'xyzzy'"),
        (["mail", "plam"], "onbekende opdracht 'plam' (bedoel je 'plan'?)"),
        (["build", "--rond", "x"], "onbekende optie '--rond' (bedoel je '--ronde'?)"),
        (["build", "--jobs", "nul"], "'--jobs': hier hoort een geheel getal van 1 tot en met 64"),
        (["build", "--jobs", "0"], "'--jobs': hier hoort een geheel getal van 1 tot en met 64"),
        (["mail", "--max", "0"], "'--max': hier hoort een geheel getal vanaf 1"),
        (["mail", "--pauze", "kort"], "'--pauze': hier hoort een getal vanaf 0"),
        (["mail", "--pauze", "-1"], "'--pauze': hier hoort een getal vanaf 0"),
        (["mail", "--wacht", "kort"], "'--wacht': 'kort' zijn geen minuten; schrijf bijvoorbeeld 5,15,60"),
        (["mail", "plan", "--vorm", "brief"], "'--vorm': kies uit 'bijlage', 'versleuteld', 'portaal', niet 'brief'"),
        (["build", "--alleen"], "bij '--alleen' hoort een waarde"),
        (["build", "--html=ja"], "bij '--html' hoort geen waarde"),
        (["build", "extra"], "te veel argumenten: extra"),
        (["build", "--ronde", __file__], f"'--ronde': '{__file__}' is een bestand; hier hoort een map"),
        (["sjabloon", "."], "'BESTAND': '.' is een map; hier hoort een bestand"),
        (["demo"], "er ontbreekt een argument: 'MAP'"),
    ],
)
def test_a_usage_error_is_dutch(argumenten: list[str], bericht: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(argumenten) == 2
    fout = capsys.readouterr().err
    assert fout.splitlines()[0] == f"Fout: {bericht}"
    assert "--help" in fout


def test_a_missing_round_is_told_in_three_lines(tmp_path: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", "--ronde", f"{tmp_path}"]) == 3
    assert [regel.split(":")[0].strip() for regel in capsys.readouterr().err.splitlines()] == ["Fout", "waar", "tip"]


@pytest.mark.parametrize("naam", sorted(OPDRACHTEN))
def test_every_command_has_dutch_help_with_an_example(naam: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([naam, "--help"]) == 0
    hulp = capsys.readouterr().out
    assert hulp.startswith("Gebruik: spiegelrapport")
    assert "Voorbeeld:" in hulp or "Opdrachten" in hulp
    assert not any(woord in hulp for woord in ("Usage", "Options", "Commands", "Show this", "default:"))


@pytest.mark.parametrize(("opdracht", "hulp"), list(hulpteksten()))
def test_no_help_page_has_an_english_word_of_clicks(opdracht: str, hulp: str) -> None:
    assert not ENGELS.findall(hulp)
    assert "-h, --help" in hulp
    assert not re.search(r"\b(TEXT|INTEGER|FLOAT|RANGE|DIRECTORY|FILE|PATH|ARGS)\b", hulp)


def test_every_message_that_click_can_give_has_a_dutch_one() -> None:
    catalogus = read_po(io.BytesIO(CATALOGUS.read_bytes()))
    vertaald = {bericht.id if isinstance(bericht.id, str) else bericht.id[0] for bericht in catalogus if bericht.string}
    assert set(_messages_of_click()) <= vertaald


def test_every_dutch_message_fills_in_only_what_click_hands_it() -> None:
    for bericht in read_po(io.BytesIO(CATALOGUS.read_bytes())):
        engels = bericht.id if isinstance(bericht.id, tuple) else (bericht.id,)
        nederlands = bericht.string if isinstance(bericht.string, tuple) else (bericht.string,)
        if bericht.id:
            assert _places(*nederlands) <= _places(*engels), bericht.id


def test_the_compiled_catalogue_is_made_of_the_catalogue() -> None:
    gemaakt = io.BytesIO()
    write_mo(gemaakt, read_po(io.BytesIO(CATALOGUS.read_bytes())))
    assert CATALOGUS.with_suffix(".mo").read_bytes() == gemaakt.getvalue()


def test_the_program_speaks_dutch_on_an_english_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert click.NoSuchOption("--x").format_message() == "onbekende optie '--x'"


@pytest.mark.parametrize(
    ("getypt", "uitkomst"), [("j\n", "True"), ("JA\n", "True"), ("n\n", "False"), ("\n", "False"), ("y\nj\n", "True")]
)
def test_a_question_is_answered_with_j_or_n(getypt: str, uitkomst: str) -> None:
    vraag = click.Command("vraag", callback=lambda: click.echo(f"-> {confirm('Doorgaan?')}"))
    antwoord = CliRunner().invoke(vraag, input=getypt).output
    assert antwoord.startswith("Doorgaan? [j/N]: ")
    assert antwoord.endswith(f"-> {uitkomst}\n")
    assert ("Fout: typ j of n" in antwoord) == (getypt[0] == "y")


def test_no_ends_what_may_not_go_on_by_itself() -> None:
    vraag = click.Command("vraag", callback=lambda: confirm("Doorgaan?", abort=True))
    assert CliRunner().invoke(vraag, input="n\n").exit_code == 1


def _messages_of_click() -> Iterator[str]:
    """The literal first argument of every gettext call in click's own source."""
    for pad in Path(str(click.__file__)).parent.glob("*.py"):
        for knoop in ast.walk(ast.parse(pad.read_text(encoding="utf-8"))):
            if isinstance(knoop, ast.Call) and isinstance(knoop.func, ast.Name) and knoop.func.id in ("_", "ngettext"):
                bericht = knoop.args[0]
                if isinstance(bericht, ast.Constant):
                    yield str(bericht.value)


def _places(*teksten: str) -> set[str]:
    return {plek for tekst in teksten for plek in re.findall(r"\{(\w+)|%\((\w+)\)", tekst) for plek in plek if plek}
