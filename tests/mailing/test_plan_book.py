"""verzendplan.xlsx as an approver opens it: every column of every sheet, and a message as its reader gets it."""

import email
import email.policy
import io
from dataclasses import replace
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

import openpyxl
import pytest

from spiegelrapport.mailing.message import build_message, verify
from spiegelrapport.mailing.plan import Plan
from spiegelrapport.mailing.plan_sheet import plan_workbook, totals
from spiegelrapport.mailing.right_reader import HeldBack
from tests.mailing.builders import Kantoor, agb, kantoor, pdf

TOTALEN = [
    "Ronde", "Afzender", "Vorm", "Mails", "waarvan eigen rapport", "waarvan gezamenlijk rapport", "waarvan met dashboard", "Verschillende adressen",
    "Grootste bestand (kB)", "Krijgt geen mail", "Opmerkingen", "Opgesteld door", "Opgesteld op",
]  # fmt: skip


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    bureau: Kantoor = kantoor(tmp_path / "2025", 2, gezamenlijk=1)
    bureau.change_reader(agb(2), email="")
    bureau.change_reader(agb(1), contactpersoon="")
    return bureau.plan()


def sheets(plan: Plan) -> dict[str, list[list[object]]]:
    boek = openpyxl.load_workbook(io.BytesIO(plan_workbook(plan)))
    return {blad.title: [[cel.value for cel in rij] for rij in blad.iter_rows()] for blad in boek.worksheets}


def test_the_first_sheet_is_the_totals_that_are_on_the_screen(plan: Plan) -> None:
    kop, *regels = sheets(plan)["Totalen"]
    assert kop == ["Wat", "Waarde"]
    assert [(wat, waarde) for wat, waarde in regels] == totals(plan)
    assert [wat for wat, _ in regels] == TOTALEN


def test_every_mail_is_a_row_in_columns_that_say_what_it_is(plan: Plan) -> None:
    kop, eerste, tweede = sheets(plan)["Mails"]
    mail = plan.mails[0]
    assert dict(zip(kop, eerste, strict=True)) == {
        "AGB-code": agb(1),
        "Naam": "Praktijk 1",
        "Contactpersoon": "",
        "E-mailadres": "kwaliteit@06000001.example",
        "Soort rapport": "eigen",
        "Bestand": "rapporten/06000001.pdf",
        "Bijlage": "spiegelrapport-2025-praktijk-1.pdf",
        "Dashboard": "geen",
        "Grootte (kB)": round(mail.bytes / 1000),
        "Onderwerp": mail.onderwerp,
        "SHA-256 van het rapport": mail.sha256,
        "Message-ID": mail.message_id,
    }
    assert dict(zip(kop, tweede, strict=True))["Soort rapport"] == "gezamenlijk"


def test_a_mail_without_an_attachment_says_so(tmp_path: Path) -> None:
    kop, rij = sheets(kantoor(tmp_path / "2025", 1).plan("portaal"))["Mails"]
    assert dict(zip(kop, rij, strict=True))["Bijlage"] == "geen"


def test_who_gets_none_and_what_to_look_at_have_their_own_sheets(plan: Plan) -> None:
    bladen = sheets(plan)
    assert list(bladen) == ["Totalen", "Mails", "Niet verstuurd", "Opmerkingen"]
    assert bladen["Niet verstuurd"] == [
        ["AGB-code", "Naam", "Waarom"], [agb(2), "Praktijk 2", "er is geen e-mailadres"],
    ]  # fmt: skip
    assert bladen["Opmerkingen"] == [["Let op"], [f"{agb(1)} Praktijk 1: er is geen contactpersoon"]]


def message(plan: Plan, **anders: object) -> EmailMessage:
    mail = replace(plan.mails[0], **anders)  # type: ignore[arg-type]
    inhoud = build_message(mail, plan, pdf(agb(1)), datetime.fromisoformat(plan.opgesteld_op))
    gelezen = email.message_from_bytes(inhoud, policy=email.policy.default)
    assert isinstance(gelezen, EmailMessage)
    return gelezen


def test_a_reader_without_a_contact_is_addressed_by_the_practice(plan: Plan) -> None:
    [aan] = message(plan)["To"].addresses
    assert (aan.display_name, aan.addr_spec) == ("Praktijk 1", "kwaliteit@06000001.example")
    [aan] = message(plan, contactpersoon="Noor  van\nDam")["To"].addresses
    assert aan.display_name == "Noor van Dam"


@pytest.mark.parametrize("naam", ["Zoë Müller-Ångström", 'De "Wilg", praktijk', "李 小龍", "x" * 200])
def test_a_name_with_strange_letters_arrives_whole(plan: Plan, naam: str) -> None:
    [aan] = message(plan, contactpersoon=naam)["To"].addresses
    assert aan.display_name == naam
    assert aan.addr_spec == "kwaliteit@06000001.example"


def test_a_message_for_two_or_with_another_file_is_held_back(plan: Plan) -> None:
    mail, eigen = plan.mails[0], pdf(agb(1))
    inhoud = build_message(mail, plan, eigen, datetime.fromisoformat(plan.opgesteld_op))
    verify(inhoud, mail.adres, eigen)
    for adres, bijlage, bytes_ in (
        ("ander@praktijk.example", eigen, inhoud),
        (mail.adres, pdf(agb(2)), inhoud),
        (mail.adres, None, inhoud),
        (mail.adres, eigen, b"Cc: ander@praktijk.example\r\n" + inhoud),
        (mail.adres, eigen, b"Bcc: ander@praktijk.example\r\n" + inhoud),
    ):
        with pytest.raises(HeldBack, match="niet precies deze lezer en deze bijlage"):
            verify(bytes_, adres, bijlage)
