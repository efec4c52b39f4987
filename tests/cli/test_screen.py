"""What a command says while it works and when it is broken off, and that a screen that is gone stops nothing."""

import logging
import os
import sys
from pathlib import Path

import click
import pytest
from openpyxl import load_workbook

from spiegelrapport.cli import ONVOORZIEN, completion, run
from spiegelrapport.cli.output import Shielded
from spiegelrapport.cli.progress import Progress, _Lines
from spiegelrapport.interrupt import AFGEBROKEN, STAND, Interrupts
from spiegelrapport.read.register import load_ronde


@pytest.mark.parametrize(
    ("totaal", "gezegd"),
    [
        (0, []),
        (1, ["Lezen: 1 van 1 (n1)"]),
        (3, ["Lezen: 1 van 3 (n1)", "Lezen: 2 van 3 (n2)", "Lezen: 3 van 3 (n3)"]),
        (40, [f"Lezen: {n} van 40 (n{n})" for n in range(4, 41, 4)]),
        (25, [f"Lezen: {n} van 25 (n{n})" for n in (3, 5, 8, 10, 13, 15, 18, 20, 23, 25)]),
    ],
)
def test_plain_lines_come_at_every_tenth_of_the_work(
    totaal: int, gezegd: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    stand = _Lines("Lezen", totaal)
    for nummer in range(1, totaal + 1):
        stand.stap(f"n{nummer}")
    stand.einde()
    assert capsys.readouterr().out.splitlines() == gezegd


def test_work_that_ended_early_says_how_far_it_came(capsys: pytest.CaptureFixture[str]) -> None:
    stand = _Lines("Maken", 10)
    stand.stap("a")
    stand.einde()
    assert capsys.readouterr().out.splitlines() == ["Maken: 1 van 10 (a)", "Maken: 1 van 10 gedaan"]


def test_a_phase_is_known_to_whoever_interrupts_it_and_over_when_it_is_over(capsys: pytest.CaptureFixture[str]) -> None:
    STAND.begin("Ga verder.")
    with Progress().fase("Maken", 4) as klaar:
        klaar("a")
        assert STAND.tell() == "Afgebroken bij maken: 1 van 4 gedaan. Ga verder."
    assert STAND.tell() == "Afgebroken. Ga verder."
    Progress().zeg("Klaar.")
    assert capsys.readouterr().out.splitlines()[-1] == "Klaar."


@pytest.mark.parametrize(
    ("stand", "tekst"),
    [
        (Interrupts(), "Afgebroken."),
        (Interrupts("Dezelfde opdracht gaat verder."), "Afgebroken. Dezelfde opdracht gaat verder."),
        (Interrupts("Gestopt.", slotcode=0), "Gestopt."),
        (Interrupts("", AFGEBROKEN, "Lezen", 2, 9), "Afgebroken bij lezen: 2 van 9 gedaan."),
    ],
)
def test_an_interruption_says_what_is_done_and_how_to_go_on(stand: Interrupts, tekst: str) -> None:
    assert stand.tell() == tekst


def test_another_command_begins_with_nothing_done() -> None:
    stand = Interrupts("oud", 0, "Lezen", 2, 9)
    stand.begin("nieuw")
    assert (stand.verder, stand.slotcode, stand.fase) == ("nieuw", AFGEBROKEN, "")


def test_a_screen_that_is_gone_is_logged_once_and_stops_nothing(caplog: pytest.LogCaptureFixture) -> None:
    lezen, schrijven = os.pipe()
    os.close(lezen)  # as `| head` does when it has seen enough
    LOG = logging.getLogger("spiegelrapport")
    LOG.addHandler(caplog.handler)
    try:
        with os.fdopen(schrijven, "w", buffering=1) as stroom:
            scherm = Shielded(stroom, "standaarduitvoer")
            assert scherm.write("regel\n") == 6
            assert scherm.write("nog een\n") == 8
            scherm.flush()
            assert scherm.fileno() == stroom.fileno()
    finally:
        LOG.removeHandler(caplog.handler)
    gezegd = [regel.getMessage() for regel in caplog.records if "niet te schrijven" in regel.getMessage()]
    assert gezegd == ["standaarduitvoer is niet te schrijven (Broken pipe); het werk gaat door"]


def test_a_mistake_of_ours_is_one_line_and_an_exit_code_of_its_own(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stuk(*_: object, **__: object) -> None:
        raise ZeroDivisionError("geheim")

    monkeypatch.setattr("spiegelrapport.pipeline.ledger", stuk)
    assert run(["ledger"]) == ONVOORZIEN
    fout = capsys.readouterr().err
    assert fout.startswith("Fout: er ging iets mis dat het programma niet kent; ")
    assert len(fout.splitlines()) == 1
    assert "geheim" not in fout
    assert "Traceback" not in fout


@pytest.mark.parametrize("soort", [KeyboardInterrupt, click.Abort])
def test_breaking_off_a_question_ends_with_its_own_code(
    soort: type[BaseException], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise soort

    monkeypatch.setattr("spiegelrapport.pipeline.ledger", stop)
    assert run(["ledger"]) == AFGEBROKEN
    assert capsys.readouterr().err.strip().startswith("Afgebroken.")


def test_the_version_and_the_help_are_there_under_both_names(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--versie"]) == 0
    assert capsys.readouterr().out.startswith("spiegelrapport ")
    assert run(["build", "-h"]) == 0
    kort = capsys.readouterr().out
    assert run(["build", "--help"]) == 0
    assert capsys.readouterr().out == kort
    assert "Maak alle spiegelrapporten van een ronde." in kort


def test_a_new_round_is_made_and_the_next_steps_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    map_ = tmp_path / "ronde-2031"
    assert run(["nieuw", str(map_), "--jaar", "2031"]) == 0
    uit = capsys.readouterr().out
    assert load_ronde(map_).verslagjaar == 2031
    assert uit.startswith(f"De ronde over 2031 staat klaar in {map_}.")
    assert [regel[:2] for regel in uit.splitlines()[-3:]] == ["1.", "2.", "3."]
    assert f"spiegelrapport check --ronde {map_}" in uit
    assert run(["nieuw", str(map_), "--jaar", "2031"]) == 4
    assert "deze map is niet leeg" in capsys.readouterr().err


def test_a_demo_of_one_is_told_in_the_singular(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["demo", str(tmp_path / "r"), "--zorgaanbieders", "1", "--seed", "3", "--jobs", "1"]) == 0
    regels = capsys.readouterr().out.splitlines()
    assert regels[-2].startswith("1 levering over ")
    assert regels[-2].endswith(f" staat in {tmp_path / 'r'}.")
    assert len(list((tmp_path / "r" / "leveringen").iterdir())) == 1


def test_the_sjabloon_is_written_where_it_was_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pad = tmp_path / "leeg.xlsx"
    assert run(["sjabloon", str(pad)]) == 0
    assert capsys.readouterr().out == f"Het sjabloon staat in {pad}.\n"
    assert {"Behandeltrajecten", "ROM", "CQi", "Uitleg"} <= set(load_workbook(pad, read_only=True).sheetnames)


def test_the_tab_key_is_silent_where_there_is_no_register(tmp_path: Path) -> None:
    context = click.Context(click.Command("x"))
    context.params["ronde_map"] = tmp_path
    assert completion.agbs(context, click.Argument(["agb"]), "06") == []
    gevonden = completion.indicatoren(context, click.Argument(["i"]), "cqi_")
    assert gevonden
    assert all(een.value.startswith("cqi_") and een.help for een in gevonden)


def test_standard_output_is_what_tests_may_read() -> None:
    assert not isinstance(sys.stdout, Shielded)  # run() does not shield; only main() does
