"""The log remembers everything, forgets nothing, and stops the sender when it cannot write."""

import sqlite3
import threading
from collections.abc import Callable

import pytest

from spiegelrapport.errors import MailError, OutputError
from spiegelrapport.mailing.log import Log, MailState, only_sender, sender_is_running
from spiegelrapport.mailing.mail_server import Smtp
from spiegelrapport.mailing.sender import mark_interrupted
from spiegelrapport.mailing.status import decide, mail_status, tell
from tests.mailing.builders import Kantoor, agb
from tests.mailing.server import Doe, Server

Start = Callable[..., Server]
To = Callable[..., Smtp]


def test_events_can_be_added_and_never_changed_or_removed(bureau: Kantoor) -> None:
    plan = bureau.plan()
    with Log(bureau.mailmap) as log:
        log.note("r", plan.mails[0], MailState.VERZONDEN)
        for vraag in ("update gebeurtenis set toestand = 'gepland'", "delete from gebeurtenis"):
            with pytest.raises(sqlite3.IntegrityError, match="alleen toevoegen"):
                log.db.execute(vraag)


def test_every_note_is_synchronised_to_disk_before_the_next_step(bureau: Kantoor) -> None:
    with Log(bureau.mailmap) as log:
        assert log.db.execute("pragma synchronous").fetchone() == (3,)  # EXTRA
        assert log.db.execute("pragma journal_mode").fetchone() == ("delete",)
        assert log.db.in_transaction is False
    assert (bureau.mailmap / "verzendlog.sqlite").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("halverwege", "uitleg"),
    [(MailState.BEZIG, "waarschijnlijk niet bezorgd"), (MailState.DATA, "antwoord van de server")],
)
def test_a_mail_on_its_way_without_an_end_is_uncertain_and_is_not_sent_again(
    bureau: Kantoor, start: Start, to: To, halverwege: MailState, uitleg: str
) -> None:
    server, plan = start(), bureau.approved()
    with Log(bureau.mailmap) as log:
        log.note(plan.ronde.sleutel, plan.mails[1], halverwege)
    assert bureau.send(to(server))[agb(2)] is MailState.ONZEKER
    assert server.count(plan.mails[1].adres) == 0
    with Log(bureau.mailmap) as log:
        assert uitleg in log.latest(plan.ronde.sleutel)[plan.mails[1].message_id].uitleg
        assert mark_interrupted(log, plan.ronde.sleutel) == 0


def test_one_sender_at_a_time(bureau: Kantoor) -> None:
    assert not sender_is_running(bureau.mailmap)
    with only_sender(bureau.mailmap):
        assert sender_is_running(bureau.mailmap)
        with pytest.raises(MailError, match="al een verzending bezig"), only_sender(bureau.mailmap):
            pass
    assert not sender_is_running(bureau.mailmap)


def test_status_adds_up_and_names_what_is_not_done(bureau: Kantoor, start: Start, to: To) -> None:
    def script(moment: str, keer: int, wie: str) -> Doe | None:
        if moment == "rcpt" and wie.endswith(f"{agb(2)}.example"):
            return Doe(b"550 5.1.1 onbekend\r\n")
        return Doe(sluit=True) if moment == "punt" and wie.endswith(f"{agb(3)}.example") else None

    server, plan = start(script), bureau.approved()
    bureau.send(to(server))
    with Log(bureau.mailmap) as log:
        regels = tell(plan, mail_status(plan, log, loopt=False))
    assert regels[0] == "3 mails in het plan = 1 verzonden + 1 geweigerd + 0 wachtend + 1 onzeker"
    assert regels[1].startswith("  geweigerd     06000002 Praktijk 2 <kwaliteit@06000002.example>: 550 5.1.1")
    assert regels[2].startswith("  onzeker       06000003 Praktijk 3 ")
    assert "--opnieuw-onzeker" in regels[-1]


def test_status_of_a_mail_on_its_way_depends_on_whether_a_sender_lives(bureau: Kantoor) -> None:
    plan = bureau.plan()
    with Log(bureau.mailmap) as log:
        log.note(plan.ronde.sleutel, plan.mails[0], MailState.DATA)
        levend, dood = mail_status(plan, log, loopt=True), mail_status(plan, log, loopt=False)
    assert (levend.wachtend, levend.onzeker) == (3, 0)
    assert (dood.wachtend, dood.onzeker) == (2, 1)
    assert (
        levend.verzonden + levend.geweigerd + levend.wachtend + levend.onzeker == len(plan.mails) == len(levend.mails)
    )


def test_a_person_may_say_that_an_uncertain_mail_arrived_or_must_go_again(
    bureau: Kantoor, start: Start, to: To
) -> None:
    server, plan = start(), bureau.approved()
    with Log(bureau.mailmap) as log:
        for mail in plan.mails[:2]:
            log.note(plan.ronde.sleutel, mail, MailState.ONZEKER)
        decide(log, plan, agb(1), (MailState.ONZEKER,), MailState.VERZONDEN, "Sanne")
        decide(log, plan, agb(2), (MailState.ONZEKER,), MailState.GEPLAND, "Sanne")
    assert set(bureau.send(to(server)).values()) == {MailState.VERZONDEN}
    assert [wie for wie, _ in server.bezorgd] == [plan.mails[1].adres, plan.mails[2].adres]
    assert bureau.history(agb(1)) == [MailState.ONZEKER, MailState.VERZONDEN]


def test_a_decision_needs_a_mail_in_that_state_and_a_name(bureau: Kantoor) -> None:
    plan = bureau.plan()
    with Log(bureau.mailmap) as log:
        with pytest.raises(MailError, match="geen mail die onzeker is"):
            decide(log, plan, agb(1), (MailState.ONZEKER,), MailState.VERZONDEN, "Sanne")
        log.note(plan.ronde.sleutel, plan.mails[0], MailState.ONZEKER)
        with pytest.raises(MailError, match="wie beslist dit"):
            decide(log, plan, agb(1), (MailState.ONZEKER,), MailState.VERZONDEN, " ")


def test_a_log_that_cannot_be_written_stops_before_anything_leaves(bureau: Kantoor, start: Start, to: To) -> None:
    server, plan = start(), bureau.approved()
    with Log(bureau.mailmap) as log:
        log.db.execute("pragma query_only = on")
        with pytest.raises(OutputError, match="verzendlog is niet bij te werken"):
            log.note("r", plan.mails[0], MailState.BEZIG)
    assert server.bezorgd == []


def test_a_full_disk_just_before_the_final_dot_sends_no_dot(
    bureau: Kantoor, start: Start, to: To, monkeypatch: pytest.MonkeyPatch
) -> None:
    server, plan = start(), bureau.approved()
    schrijf = Log.note

    def note(self: Log, ronde: str, mail: object, toestand: MailState, *rest: object) -> None:
        if toestand is MailState.DATA:
            raise OutputError("het verzendlog is niet bij te werken: database or disk is full")
        schrijf(self, ronde, mail, toestand, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Log, "note", note)
    with pytest.raises(OutputError):
        bureau.send(to(server))
    assert server.bezorgd == []
    monkeypatch.undo()
    assert bureau.send(to(server))[plan.mails[0].agb] is MailState.ONZEKER


def test_a_damaged_log_is_not_replaced(bureau: Kantoor) -> None:
    bureau.mailmap.mkdir(parents=True, exist_ok=True)
    (bureau.mailmap / "verzendlog.sqlite").write_bytes(b"dit is geen database" * 100)
    with pytest.raises(MailError, match="beschadigd") as fout:
        Log(bureau.mailmap)
    assert "reservekopie" in fout.value.tip


def test_max_and_alleen_send_a_part(bureau: Kantoor, start: Start, to: To) -> None:
    server, _ = start(), bureau.approved()
    bureau.send(to(server), alleen=frozenset({agb(2)}))
    assert [wie for wie, _ in server.bezorgd] == ["kwaliteit@06000002.example"]
    bureau.send(to(server), maximaal=1)
    assert [wie for wie, _ in server.bezorgd][1:] == ["kwaliteit@06000001.example"]
    bureau.send(to(server))
    assert len(server.bezorgd) == 3


def test_a_stop_finishes_the_mail_at_hand_and_leaves_the_rest_waiting(bureau: Kantoor, start: Start, to: To) -> None:
    server, plan = start(), bureau.approved()
    bureau.send(to(server), stop=lambda: len(server.bezorgd) >= 2)
    assert len(server.bezorgd) == 2
    with Log(bureau.mailmap) as log:
        nu = mail_status(plan, log, loopt=False)
    assert (nu.verzonden, nu.wachtend, nu.onzeker) == (2, 1, 0)


def test_the_status_can_be_asked_while_the_sender_writes(bureau: Kantoor) -> None:
    plan, gezien = bureau.plan(), []
    klaar = threading.Event()

    def ask() -> None:
        while not klaar.is_set():
            with Log(bureau.mailmap) as log:
                gezien.append(mail_status(plan, log, loopt=True).verzonden)

    vrager = threading.Thread(target=ask)
    vrager.start()
    with Log(bureau.mailmap) as log:
        for mail in plan.mails * 10:
            log.note(plan.ronde.sleutel, mail, MailState.VERZONDEN)
    klaar.set()
    vrager.join()
    assert gezien == sorted(gezien)
    assert gezien[-1] <= 3


def test_an_approval_plans_what_is_new_and_never_what_was_sent(bureau: Kantoor) -> None:
    plan = bureau.plan()
    with Log(bureau.mailmap) as log:
        log.note(plan.ronde.sleutel, plan.mails[0], MailState.VERZONDEN)
        for _ in range(2):
            log.note_planned(plan.ronde.sleutel, plan.mails, "Joris")
    assert bureau.history(agb(1)) == [MailState.VERZONDEN]
    assert bureau.history(agb(2)) == [MailState.GEPLAND]
