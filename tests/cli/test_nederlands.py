"""Whatever is typed wrong on the command line is answered in Dutch, with the right exit code."""

import pytest

from spiegelrapport.cli import OPDRACHTEN, run


@pytest.mark.parametrize(
    ("argumenten", "bericht"),
    [
        (["buid"], "onbekende opdracht 'buid'; bedoel je 'build'?"),
        (["build", "--rond", "x"], "onbekende optie '--rond'; bedoel je '--ronde'?"),
        (["build", "--jobs", "nul"], "--jobs: hier hoort een geheel getal van 1 tot en met 64"),
        (["build", "--jobs", "0"], "--jobs: hier hoort een geheel getal van 1 tot en met 64"),
        (["build", "--alleen"], "bij --alleen hoort een waarde"),
        (["build", "extra"], "te veel argumenten: extra"),
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
