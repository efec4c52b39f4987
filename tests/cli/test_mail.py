"""The mail command as the analyst meets it: rehearsal first, a second person, and numbers that add up."""

import io
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from spiegelrapport.cli import run
from spiegelrapport.publish import grootboek
from spiegelrapport.publish.grootboek import write_concept
from tests.mailing.builders import GOEDKEURDER, OPSTELLER, Kantoor, agb, kantoor, pdf, write_input, write_register
from tests.mailing.conftest import tls
from tests.mailing.proefcertificaat import make_authority, make_server
from tests.mailing.server import Doe, Script, Server


@dataclass
class Balie:
    """The command, the round it is about, and what it said."""

    bureau: Kantoor
    invoer: Path
    capsys: pytest.CaptureFixture[str]
    begin: Callable[[Script], Server]
    gezegd: str = ""

    def mail(self, *argumenten: str) -> int:
        """`spiegelrapport mail …` with the round's folders behind the subcommand, if there is one."""
        opdracht = [argumenten[0]] if argumenten and not argumenten[0].startswith("-") else []
        mappen = ["--ronde", str(self.invoer), "--uitvoer", str(self.bureau.map.parent)]
        code = run(["mail", *opdracht, *mappen, *argumenten[len(opdracht) :]])
        uit = self.capsys.readouterr()
        self.gezegd = uit.out + uit.err
        return code

    def approve(self) -> None:
        assert self.mail("plan", "--door", OPSTELLER) == 0
        assert self.mail("goedkeur", "--door", GOEDKEURDER, "--aantal", "3", "--zelfde-aanmelding") == 0

    def send(self, *meer: str) -> int:
        return self.mail("--echt", "--pauze", "0", "--wacht", "0.001", *meer)


@pytest.fixture
def balie(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Balie]:
    bureau = kantoor(tmp_path / "output" / "2025")
    ca = make_authority()
    context = tls(make_server(ca), tmp_path)
    monkeypatch.setenv("SPIEGELRAPPORT_SMTP_CA", str(ca.write_certificate(tmp_path / "ca.pem")))
    with ExitStack() as stapel:

        def begin(script: Script = lambda moment, keer, wie: None) -> Server:
            server = stapel.enter_context(Server(context, script))
            for naam, waarde in {"HOST": "localhost", "POORT": str(server.poort), "AANMELDEN": "geen"}.items():
                monkeypatch.setenv(f"SPIEGELRAPPORT_SMTP_{naam}", waarde)
            return server

        yield Balie(bureau, write_input(bureau, tmp_path / "input"), capsys, begin)


def honest(moment: str, keer: int, wie: str) -> Doe | None:
    return None


def test_the_whole_way_from_plan_to_done(balie: Balie) -> None:
    server = balie.begin(honest)
    balie.approve()
    assert balie.mail() == 0
    assert "Oefening: 3 mails staan in" in balie.gezegd
    assert server.bezorgd == []
    assert balie.send() == 0
    assert "3 mails in het plan = 3 verzonden + 0 geweigerd + 0 wachtend + 0 onzeker" in balie.gezegd
    assert len(server.bezorgd) == 3
    assert b"spiegelbijeenkomst.ics" in server.bezorgd[0][1]
    assert balie.mail("status") == 0
    assert balie.send() == 0
    assert len(server.bezorgd) == 3


def test_nothing_leaves_without_echt_or_without_approval(balie: Balie) -> None:
    server = balie.begin(honest)
    assert balie.send() == 6
    assert "er is nog geen verzendplan" in balie.gezegd
    balie.mail("plan", "--door", OPSTELLER)
    assert balie.send() == 6
    assert "niet goedgekeurd" in balie.gezegd
    assert server.verbindingen == 0


def test_the_edition_is_in_the_ledger_before_the_first_mail_leaves(balie: Balie) -> None:
    boek = balie.bureau.map.parent / grootboek.MAP
    gezien: list[list[str]] = []

    def script(moment: str, keer: int, wie: str) -> Doe | None:
        if moment == "mail":
            gezien.append(sorted(pad.name for pad in boek.iterdir()))
        return None

    balie.begin(script)
    balie.approve()
    assert balie.mail() == 0
    assert not list(boek.glob("0001-*"))
    assert balie.send("--max", "1") == 1
    assert gezien == [["0001-2025-1.parquet", "concept.parquet"]]
    assert balie.send() == 0


def test_other_figures_under_the_same_edition_do_not_leave(balie: Balie) -> None:
    server = balie.begin(honest)
    balie.approve()
    balie.send("--max", "1")
    write_concept(balie.bureau.map.parent / grootboek.MAP, pd.DataFrame({"soort": ["cel"], "waarde": [2.0]}))
    assert balie.send() == 4
    assert "geef de nieuwe uitgave in ronde.toml een eigen 'versie'" in balie.gezegd
    assert len(server.bezorgd) == 1


def test_the_plan_is_told_with_who_gets_nothing(balie: Balie) -> None:
    balie.bureau.change_reader(agb(2), email="a@b.nl, c@d.nl")
    write_register(balie.bureau, balie.invoer)
    assert balie.mail("plan", "--door", OPSTELLER) == 0
    assert "geen mail: 06000002 Praktijk 2: er staan meer adressen in één cel" in balie.gezegd
    assert (balie.bureau.mailmap / "verzendplan.xlsx").exists()


def test_approving_asks_for_the_number_and_another_person(balie: Balie) -> None:
    balie.mail("plan", "--door", OPSTELLER)
    assert balie.mail("goedkeur", "--door", OPSTELLER, "--aantal", "3", "--zelfde-aanmelding") == 6
    assert balie.mail("goedkeur", "--door", GOEDKEURDER, "--aantal", "2", "--zelfde-aanmelding") == 6
    assert "noemt 2 mails, maar het plan telt er 3" in balie.gezegd
    assert balie.mail("goedkeur", "--door", GOEDKEURDER, "--aantal", "3", "--zelfde-aanmelding") == 0


def test_one_login_is_not_two_persons_until_they_say_so(balie: Balie, monkeypatch: pytest.MonkeyPatch) -> None:
    assert balie.mail("plan", "--door", OPSTELLER) == 0
    assert balie.mail("goedkeur", "--door", GOEDKEURDER, "--aantal", "3") == 6
    assert "net als wie het plan opstelde" in balie.gezegd
    assert not (balie.bureau.mailmap / "goedkeuring.json").exists()
    for antwoord, code in (("n\n", 130), ("j\n", 0)):
        scherm = io.StringIO(antwoord)
        scherm.isatty = lambda: True  # type: ignore[method-assign]
        monkeypatch.setattr("sys.stdin", scherm)
        assert balie.mail("goedkeur", "--door", GOEDKEURDER, "--aantal", "3") == code
        assert f"net als {OPSTELLER}. Ben je echt {GOEDKEURDER}?" in balie.gezegd
    assert json.loads((balie.bureau.mailmap / "goedkeuring.json").read_bytes())["zelfde_login"] is True
    monkeypatch.setattr("spiegelrapport.pipeline.mail.login", lambda: "joris")
    assert balie.mail("goedkeur", "--door", GOEDKEURDER, "--aantal", "3") == 0
    assert json.loads((balie.bureau.mailmap / "goedkeuring.json").read_bytes())["zelfde_login"] is False


def test_an_approver_sees_every_recipient_and_what_changed(balie: Balie) -> None:
    assert balie.mail("plan", "--door", OPSTELLER) == 0
    assert balie.mail("goedkeur", "--door", GOEDKEURDER, "--aantal", "3", "--zelfde-aanmelding") == 0
    for nummer in (1, 2, 3):
        assert f"{agb(nummer)}  Praktijk {nummer}  kwaliteit@{agb(nummer)}.example  eigen" in balie.gezegd
    assert "Er is geen eerder plan om mee te vergelijken." in balie.gezegd

    balie.bureau.change_reader(agb(1), email="nieuw@praktijk.example")
    balie.bureau.change_reader(agb(2), email="")
    write_register(balie.bureau, balie.invoer)
    balie.mail("plan", "--door", OPSTELLER)
    balie.mail("plan", "--door", OPSTELLER)  # a second look at it takes nothing off the list
    balie.mail("goedkeur", "--door", GOEDKEURDER, "--aantal", "2", "--zelfde-aanmelding")
    assert "Veranderd sinds het plan van" in balie.gezegd
    assert (
        "anders: 06000001 Praktijk 1: het adres was 'kwaliteit@06000001.example', is nu 'nieuw@praktijk.example'"
        in (balie.gezegd)
    )
    assert "niet meer: 06000002 Praktijk 2 <kwaliteit@06000002.example>: er is geen e-mailadres" in balie.gezegd
    assert "06000003 Praktijk 3:" not in balie.gezegd

    balie.mail("goedkeur", "--door", GOEDKEURDER, "--aantal", "2", "--zelfde-aanmelding")
    assert "is er niets veranderd." in balie.gezegd


def test_a_plan_that_is_broken_off_does_not_speak_of_a_build(balie: Balie, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    for opdracht, gezegd in (("plan", "Er is niets verstuurd"), ("goedkeur", "Er is niets goedgekeurd")):
        assert balie.mail(opdracht) == 130
        assert "build" not in balie.gezegd
        assert f"Afgebroken. {gezegd}" in balie.gezegd


def test_progress_counts_what_there_is_to_send(balie: Balie) -> None:
    balie.begin(honest)
    balie.approve()
    balie.send("--max", "2")
    assert "versturen: 2 van 2" in balie.gezegd
    balie.send()
    assert "versturen: 1 van 1" in balie.gezegd
    balie.send()
    assert "versturen" not in balie.gezegd
    assert "3 verzonden" in balie.gezegd


def test_a_moment_is_told_by_the_clock_on_the_wall(balie: Balie) -> None:
    balie.bureau.plan()  # made at nine in the morning, universal time, in summer
    balie.mail("goedkeur", "--door", GOEDKEURDER, "--aantal", "1", "--zelfde-aanmelding")
    assert "1 september 2026, 11:00 uur" in balie.gezegd


def test_an_address_that_deceives_the_eye_is_remarked(balie: Balie) -> None:
    balie.bureau.change_reader(agb(1), email="info@xn--gmal-nza.com")
    balie.bureau.change_reader(agb(2), email="praktijk@0utlook.com")
    write_register(balie.bureau, balie.invoer)
    assert balie.mail("plan", "--door", OPSTELLER) == 0
    assert "info@xn--gmal-nza.com is info@gmaıl.com" in balie.gezegd
    assert "het domein van praktijk@0utlook.com lijkt op outlook.com" in balie.gezegd


def test_a_part_is_not_all_and_says_so_in_the_exit_code(balie: Balie) -> None:
    server = balie.begin(honest)
    balie.approve()
    assert balie.send("--max", "1") == 1
    assert "1 verzonden + 0 geweigerd + 2 wachtend" in balie.gezegd
    assert balie.mail("status") == 1
    assert balie.send("--alleen", agb(3)) == 1
    assert [wie for wie, _ in server.bezorgd] == [f"kwaliteit@{code}.example" for code in (agb(1), agb(3))]


def test_a_swapped_report_is_named_loudly(balie: Balie) -> None:
    balie.begin(honest)
    balie.approve()
    balie.bureau.change_report(agb(2), pdf(agb(3)))
    assert balie.mail() == 1
    assert "wordt tegengehouden: 06000002 Praktijk 2" in balie.gezegd
    assert balie.send() == 1
    assert "tegengehouden: 06000002 Praktijk 2 <kwaliteit@06000002.example>" in balie.gezegd
    assert "2 verzonden + 1 geweigerd (waarvan 1 door de eigen controle)" in balie.gezegd


def test_a_changed_address_is_refused_until_it_is_approved(balie: Balie) -> None:
    server = balie.begin(honest)
    balie.approve()
    balie.bureau.change_reader(agb(1), email="nieuw@praktijk.example")
    write_register(balie.bureau, balie.invoer)
    assert balie.send() == 1
    assert "goedgekeurd is kwaliteit@06000001.example" in balie.gezegd
    balie.approve()
    assert balie.send() == 0
    assert server.count("nieuw@praktijk.example") == 1
    assert len(server.bezorgd) == 3


def after_the_second(verander: Callable[[], None]) -> Script:
    """A server that, having taken the second mail, makes somebody change something on the analyst's disk."""

    def script(moment: str, keer: int, wie: str) -> Doe | None:
        if moment == "punt" and keer == 1:
            verander()
        return None

    return script


def test_an_address_that_changes_while_mails_leave_is_not_used_any_more(balie: Balie) -> None:
    def verander() -> None:
        balie.bureau.change_reader(agb(3), email="nieuw@praktijk.example")
        write_register(balie.bureau, balie.invoer)

    server = balie.begin(after_the_second(verander))
    balie.approve()
    assert balie.send() == 1
    assert "tegengehouden: 06000003 Praktijk 3" in balie.gezegd
    assert "het adres in het register is nu nieuw@praktijk.example" in balie.gezegd
    assert [wie for wie, _ in server.bezorgd] == ["kwaliteit@06000001.example", "kwaliteit@06000002.example"]


def test_a_report_withdrawn_while_mails_leave_does_not_leave(balie: Balie) -> None:
    def verander() -> None:
        balie.bureau.regels[2] |= {"status": "niet vrijgegeven"}
        balie.bureau.write_manifest()

    server = balie.begin(after_the_second(verander))
    balie.approve()
    assert balie.send() == 1
    assert "tegengehouden: 06000003 Praktijk 3" in balie.gezegd
    assert len(server.bezorgd) == 2


def test_a_round_made_again_or_an_approval_taken_back_stops_what_has_not_left(balie: Balie) -> None:
    def make_again() -> None:
        balie.bureau.vingerafdruk = "v2"
        balie.bureau.write_manifest()

    def take_back() -> None:
        (balie.bureau.mailmap / "goedkeuring.json").unlink()

    for verander, gezegd in ((take_back, "niet goedgekeurd"), (make_again, "opnieuw gemaakt")):
        balie.approve()
        for code in (agb(1), agb(2)):
            balie.mail("--nogmaals", code, "--door", OPSTELLER)
        server = balie.begin(after_the_second(verander))
        assert balie.send() == 6
        assert gezegd in balie.gezegd
        assert len(server.bezorgd) == 2


def test_a_register_that_is_being_saved_is_waited_for(balie: Balie) -> None:
    pad = balie.invoer / "keurmerkdragers.xlsx"

    def save_slowly() -> None:
        heel = pad.read_bytes()
        pad.write_bytes(heel[:100])
        threading.Timer(0.5, pad.write_bytes, [heel]).start()

    server = balie.begin(after_the_second(save_slowly))
    balie.approve()
    assert balie.send() == 0
    assert len(server.bezorgd) == 3


def test_an_uncertain_mail_waits_for_a_persons_word(balie: Balie) -> None:
    def script(moment: str, keer: int, wie: str) -> Doe | None:
        return Doe(sluit=True, neem=True) if moment == "punt" and keer == 0 else None

    server = balie.begin(script)
    balie.approve()
    assert balie.send() == 1
    assert "onzeker       06000001 Praktijk 1" in balie.gezegd
    assert balie.send("--gemarkeerd-verzonden", agb(2), "--door", OPSTELLER) == 6
    assert balie.mail("--gemarkeerd-verzonden", agb(1)) == 6
    assert "geef je naam met --door" in balie.gezegd
    assert balie.mail("--gemarkeerd-verzonden", agb(1), "--door", OPSTELLER) == 0
    assert len(server.bezorgd) == 3


def test_a_delivered_report_goes_again_only_when_told_by_name(balie: Balie) -> None:
    server = balie.begin(honest)
    balie.approve()
    balie.send()
    assert balie.send("--nogmaals", agb(2), "--door", OPSTELLER) == 0
    assert server.count("kwaliteit@06000002.example") == 2
    assert len(server.bezorgd) == 4


def test_a_run_that_must_stop_says_why_and_how_it_stands(balie: Balie) -> None:
    balie.begin(lambda moment, keer, wie: Doe(b"502 nee\r\n") if moment == "starttls" else None)
    balie.approve()
    assert balie.send() == 6
    assert "Fout: de mailserver weigert de verbinding: 502 nee" in balie.gezegd
    assert "0 verzonden + 0 geweigerd + 3 wachtend" in balie.gezegd


def test_the_demonstration_needs_no_setting_of_a_server_that_was_forgotten(
    balie: Balie, monkeypatch: pytest.MonkeyPatch
) -> None:
    balie.approve()
    monkeypatch.delenv("SPIEGELRAPPORT_SMTP_CA")
    assert balie.send() == 2
    assert "er is geen mailserver ingesteld" in balie.gezegd


def test_samples_to_a_stranger_are_asked_about_first(balie: Balie, monkeypatch: pytest.MonkeyPatch) -> None:
    server = balie.begin(honest)
    balie.approve()
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    assert balie.mail("--proef", "iemand@elders.example") == 130
    assert server.bezorgd == []
    assert balie.mail("--proef", "analist@kibg.example", "--door", OPSTELLER) == 0
    assert {wie for wie, _ in server.bezorgd} == {"analist@kibg.example"}


@pytest.mark.parametrize(
    ("argumenten", "fout"),
    [
        (["mail", "--uitvoer", "x", "plan"], "zet de opties achter 'plan'"),
        (["mail", "--echt", "--proef", "a@b.nl"], "kies --echt of --proef, niet allebei"),
        (["mail", "--echt", "--wacht", "kort"], "zijn geen minuten"),
        (["mail", "verzend"], "onbekende opdracht 'verzend'"),
    ],
)
def test_a_slip_of_the_keyboard_sends_nothing(
    argumenten: list[str], fout: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(argumenten) == 2
    assert fout in capsys.readouterr().err


@pytest.mark.parametrize("opdracht", ["plan", "goedkeur", "status"])
def test_every_subcommand_has_dutch_help(opdracht: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["mail", opdracht, "--help"]) == 0
    assert capsys.readouterr().out.startswith("Gebruik: spiegelrapport mail")


def test_the_demonstration_server_shows_what_arrives(balie: Balie, tmp_path: Path) -> None:
    balie.approve()
    opdracht = [sys.executable, "-c", "from spiegelrapport.start import main; main()", "mail", "--echt", "--pauze", "0"]
    mappen = ["--ronde", str(balie.invoer), "--uitvoer", str(balie.bureau.map.parent)]
    server = [sys.executable, "-m", "tests.mailing.proefserver", "--map", str(tmp_path / "ontvangen")]
    omgeving = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("SPIEGELRAPPORT")}
    klaar = subprocess.run(
        [*server, "--", *opdracht, *mappen], capture_output=True, text=True, timeout=60, check=False, env=omgeving
    )
    assert klaar.returncode == 0, klaar.stdout + klaar.stderr
    assert "1. aan kwaliteit@06000001.example: [FICTIEF] Jouw spiegelrapport 2025 (spiegelrapport-2025-" in klaar.stdout
    assert "3 mails staan in" in klaar.stdout
    assert re.search(r"spiegelbijeenkomst\.ics, 0,[1-9] kB", klaar.stdout)
    assert "deprecated" not in klaar.stderr
    assert len(list((tmp_path / "ontvangen").glob("*.eml"))) == 3
