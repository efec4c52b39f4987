"""The bytes of a message: complete, standard, and the same every time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP as POLICY
from pathlib import Path

import pytest

from spiegelrapport.errors import MailError
from spiegelrapport.mailing.log import Log
from spiegelrapport.mailing.mail_server import Smtp
from spiegelrapport.mailing.message import build_message, verify
from spiegelrapport.mailing.right_reader import HeldBack, codes_in_pdf
from spiegelrapport.mailing.samples import choose_samples, send_samples, write_rehearsal
from spiegelrapport.model.mail import Bericht
from spiegelrapport.model.ronde import Afzender
from tests.mailing.builders import NU, Kantoor, agb, kantoor, pdf
from tests.mailing.server import Doe, Server

Start = Callable[..., Server]
To = Callable[..., Smtp]
DATUM = datetime(2026, 9, 1, 12, tzinfo=UTC)
AGENDA = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:PUBLISH\r\nEND:VCALENDAR\r\n"


def parsed(inhoud: bytes) -> EmailMessage:
    bericht = BytesParser(policy=POLICY).parsebytes(inhoud)
    assert isinstance(bericht, EmailMessage)
    return bericht


def test_a_message_has_text_html_pdf_and_calendar(bureau: Kantoor) -> None:
    bureau.woorden = lambda lezer, samen: Bericht("Onderwerp – é", "Tekst: é\n", "<p>é</p>\n", AGENDA)
    plan = bureau.plan()
    bericht = parsed(build_message(plan.mails[0], plan, pdf(agb(1)), DATUM))
    soorten = [deel.get_content_type() for deel in bericht.walk()]
    assert soorten == [
        *("multipart/mixed", "multipart/alternative", "text/plain", "text/html"),
        *("application/pdf", "text/calendar"),
    ]
    assert bericht["subject"] == "Onderwerp – é"
    assert bericht["date"].datetime == DATUM
    assert bericht["message-id"] == plan.mails[0].message_id
    assert bericht["content-language"] == "nl"
    body = bericht.get_body(("plain",))
    assert body is not None
    assert body.get_content() == "Tekst: é\r\n"
    rapport, agenda = bericht.iter_attachments()
    assert rapport.get_filename() == "spiegelrapport-2025-praktijk-1.pdf"
    assert codes_in_pdf(rapport.get_payload(decode=True)) == {agb(1)}  # type: ignore[arg-type]
    assert agenda["content-type"].params["method"] == "PUBLISH"
    assert agenda.get_payload(decode=True) == AGENDA.encode()


def test_a_message_is_plain_ascii_with_crlf_and_no_long_lines(bureau: Kantoor) -> None:
    bureau.change_reader(agb(1), contactpersoon="Zoë " + "van der " * 20 + "Håkansson")
    plan = bureau.plan()
    inhoud = build_message(plan.mails[0], plan, pdf(agb(1)) * 50, DATUM)
    assert inhoud.isascii()
    assert inhoud.count(b"\n") == inhoud.count(b"\r\n")
    assert inhoud.endswith(b"\r\n")
    assert max(map(len, inhoud.split(b"\r\n"))) <= 998
    assert parsed(inhoud)["to"].addresses[0].display_name.endswith("Håkansson")


def test_the_same_mail_is_the_same_bytes(bureau: Kantoor) -> None:
    plan = bureau.plan()
    een, twee = (build_message(plan.mails[0], plan, pdf(agb(1)), DATUM) for _ in range(2))
    assert een == twee


def test_a_long_message_id_stays_whole(bureau: Kantoor) -> None:
    bureau.ronde = replace(bureau.ronde, afzender=Afzender("KIBG", f"post@{'lang' * 12}.{'domein' * 9}.example"))
    plan = bureau.plan()
    inhoud = build_message(plan.mails[0], plan, None, DATUM)
    assert plan.mails[0].message_id.encode() in inhoud


@pytest.mark.parametrize("naam", ["A\r\nBcc: x@y.example", 'De "Wilg", praktijk', "naam <x@y.example>", "b@c.example"])
def test_a_name_cannot_add_a_reader_or_a_heading(bureau: Kantoor, naam: str) -> None:
    bureau.change_reader(agb(1), contactpersoon=naam)
    plan = bureau.plan()
    inhoud = build_message(plan.mails[0], plan, None, DATUM)
    verify(inhoud, plan.mails[0].adres, None)
    assert parsed(inhoud)["bcc"] is None


def test_reply_to_is_set_when_the_round_has_one(bureau: Kantoor) -> None:
    bureau.ronde = replace(bureau.ronde, afzender=Afzender("KIBG", "post@kibg.example", "vragen@kibg.example"))
    plan = bureau.plan()
    bericht = parsed(build_message(plan.mails[0], plan, None, DATUM))
    assert bericht["reply-to"].addresses[0].addr_spec == "vragen@kibg.example"
    assert bericht["from"].addresses[0].addr_spec == "post@kibg.example"


def test_a_finished_message_is_read_back_before_it_leaves(bureau: Kantoor) -> None:
    plan = bureau.plan()
    inhoud = build_message(plan.mails[0], plan, pdf(agb(1)), DATUM)
    verify(inhoud, plan.mails[0].adres, pdf(agb(1)))
    for adres, bijlage in (
        (plan.mails[1].adres, pdf(agb(1))),
        (plan.mails[0].adres, pdf(agb(2))),
        (plan.mails[0].adres, None),
    ):
        with pytest.raises(HeldBack, match="niet precies deze lezer"):
            verify(inhoud, adres, bijlage)


# ---- rehearsal


def test_a_rehearsal_writes_one_file_per_mail_and_the_same_bytes_again(bureau: Kantoor) -> None:
    plan = bureau.plan()
    assert write_rehearsal(bureau.proof(plan), bureau.mailmap, lambda mail: True) == (3, [])
    eerst = {pad.name: pad.read_bytes() for pad in (bureau.mailmap / "proef").iterdir()}
    plan = bureau.plan()
    write_rehearsal(bureau.proof(plan), bureau.mailmap, lambda mail: True)
    assert {pad.name: pad.read_bytes() for pad in (bureau.mailmap / "proef").iterdir()} == eerst
    assert sorted(eerst) == ["06000001.eml", "06000002.eml", "06000003.eml"]
    assert parsed(eerst["06000001.eml"])["date"].datetime == NU


def test_a_rehearsal_names_what_would_be_held_back_and_leaves_no_old_file(bureau: Kantoor) -> None:
    plan = bureau.plan()
    write_rehearsal(bureau.proof(plan), bureau.mailmap, lambda mail: True)
    bureau.change_report(agb(2), pdf(agb(1)))
    geschreven, fouten = write_rehearsal(bureau.proof(plan), bureau.mailmap, lambda mail: True)
    assert geschreven == 2
    assert fouten == ["06000002 Praktijk 2: rapporten/06000002.pdf is veranderd sinds het plan is goedgekeurd"]
    assert not (bureau.mailmap / "proef/06000002.eml").exists()


def test_the_samples_are_the_first_a_joint_one_and_the_largest(tmp_path: Path) -> None:
    bureau = kantoor(tmp_path / "2025", 6, gezamenlijk=2)
    bureau.change_report(agb(4), pdf(agb(4), "dik" * 1000), in_manifest=True)
    assert [mail.agb for mail in choose_samples(bureau.plan().mails)] == [agb(1), agb(7), agb(4)]


def test_samples_go_to_the_analyst_only_and_leave_the_plan_untouched(bureau: Kantoor, start: Start, to: To) -> None:
    server, plan = start(), bureau.approved()
    with Log(bureau.mailmap) as log:
        regels = send_samples(bureau.proof(plan), "analist@kibg.example", to(server), lambda: "", log, "Sanne")
        assert log.latest(plan.ronde.sleutel) == {}
        assert [(wie, wat) for _, wie, wat in log.acts()] == [("Sanne", "proef van 3 mails naar analist@kibg.example")]
    assert len(regels) == 3
    assert {wie for wie, _ in server.bezorgd} == {"analist@kibg.example"}
    proef = parsed(server.bezorgd[0][1])
    assert str(proef["subject"]).startswith("[PROEF voor 06000001 Praktijk 1] ")
    assert proef["message-id"] not in {mail.message_id for mail in plan.mails}


def test_a_sample_never_goes_to_a_reader(bureau: Kantoor, start: Start, to: To) -> None:
    plan = bureau.plan()
    with Log(bureau.mailmap) as log, pytest.raises(MailError, match="andermans rapport"):
        send_samples(bureau.proof(plan), "Kwaliteit@06000002.example", to(start()), lambda: "", log, "Sanne")


def test_a_sample_that_is_not_taken_is_told(bureau: Kantoor, start: Start, to: To) -> None:
    plan = bureau.plan()
    server = start(lambda moment, keer, wie: Doe(b"550 nee\r\n") if moment == "rcpt" else None)
    with Log(bureau.mailmap) as log, pytest.raises(MailError, match="proef is niet aangenomen"):
        send_samples(bureau.proof(plan), "analist@kibg.example", to(server), lambda: "", log, "Sanne")
