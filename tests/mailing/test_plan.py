"""The plan says who gets what, and names everybody who gets nothing."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from spiegelrapport.errors import DisclosureError, MailError
from spiegelrapport.files import sha256
from spiegelrapport.mailing import plan as plannen
from spiegelrapport.mailing.encryption import load_passwords
from spiegelrapport.mailing.plan_sheet import plan_workbook, totals
from spiegelrapport.mailing.right_reader import codes_in_pdf
from spiegelrapport.model.ronde import Afzender
from tests.mailing.builders import Kantoor, agb, kantoor, pdf


def reasons(bureau: Kantoor, **anders: object) -> dict[str, str]:
    return {regel.agb: regel.reden for regel in bureau.plan(**anders).niet_gepland}  # type: ignore[arg-type]


def test_a_plan_holds_address_contact_file_hash_size_subject_and_message_id(bureau: Kantoor) -> None:
    mail = bureau.plan().mails[0]
    inhoud = (bureau.map / "rapporten/06000001.pdf").read_bytes()
    assert (mail.agb, mail.adres, mail.contactpersoon) == (agb(1), "kwaliteit@06000001.example", "Sanne de Boer")
    assert (mail.bestand, mail.sha256, mail.bytes) == ("rapporten/06000001.pdf", sha256(inhoud), len(inhoud))
    assert mail.bijlage_naam == "spiegelrapport-2025-praktijk-1.pdf"
    assert mail.onderwerp.startswith("Jouw spiegelrapport")
    assert mail.message_id.endswith("@kibg.example>")


def test_a_plan_is_read_back_as_it_was_written(bureau: Kantoor) -> None:
    plan = bureau.plan()
    gelezen, som = plannen.load(bureau.mailmap)
    assert gelezen == plan
    assert som == sha256((bureau.mailmap / "verzendplan.json").read_bytes())
    assert (bureau.mailmap / "verzendplan.json").stat().st_mode & 0o077 == 0


def test_the_message_id_changes_with_reader_address_file_and_round_and_with_nothing_else(bureau: Kantoor) -> None:
    eerst = bureau.plan().mails
    assert [mail.message_id for mail in bureau.plan().mails] == [mail.message_id for mail in eerst]
    assert len({mail.message_id for mail in eerst}) == 3
    bureau.change_reader(agb(1), email="nieuw@elders.example")
    bureau.change_report(agb(2), pdf(agb(2), "tweede druk"), in_manifest=True)
    nieuw = bureau.plan().mails
    assert [a.message_id == b.message_id for a, b in zip(eerst, nieuw, strict=True)] == [False, False, True]
    bureau.ronde = replace(bureau.ronde, versie="2")
    bureau.write_manifest()
    assert bureau.plan().mails[2].message_id != eerst[2].message_id


@pytest.mark.parametrize(
    ("email", "reden"),
    [
        ("", "er is geen e-mailadres"),
        ("a@b.nl, c@d.nl", "meer adressen in één cel"),
        ("a@b.nl;c@d.nl", "meer adressen in één cel"),
        ("info@praktijk", "geen e-mailadres van de vorm"),
        ("info praktijk@b.nl", "spatie of onzichtbaar teken"),
        ("info\u200b@praktijk.nl", "onzichtbaar teken (U+200B)"),
        ("cliënt@praktijk.nl", "niet elke mailserver"),
        ("Praktijk <info@praktijk.nl>", "spatie of onzichtbaar teken"),
        ("mailto:info@praktijk.nl", "geen e-mailadres van de vorm"),
        ("info@praktijk.nl\nbcc: x", "spatie of onzichtbaar teken"),
        ("info..x@praktijk.nl", "geen e-mailadres van de vorm"),
        ("info@192.168.1.1", "geen e-mailadres van de vorm"),
    ],
)
def test_a_missing_or_odd_address_gets_no_mail_and_a_reason(bureau: Kantoor, email: str, reden: str) -> None:
    bureau.change_reader(agb(2), email=email)
    gevonden = reasons(bureau)
    assert list(gevonden) == [agb(2)]
    assert reden in gevonden[agb(2)]


def test_two_readers_with_one_address_both_wait_until_somebody_confirms_it(bureau: Kantoor) -> None:
    bureau.change_reader(agb(1), email="samen@praktijk.example")
    bureau.change_reader(agb(2), email="Samen@Praktijk.example")
    assert set(reasons(bureau)) == {agb(1), agb(2)}
    assert "--gedeeld-adres" in reasons(bureau)[agb(1)]
    plan = bureau.plan(gedeeld=("samen@praktijk.example",))
    assert len(plan.mails) == 3
    assert any("ontvangt 2 rapporten" in opmerking for opmerking in plan.opmerkingen)


def test_a_file_changed_after_the_report_was_made_is_not_planned(bureau: Kantoor) -> None:
    bureau.change_report(agb(1), pdf(agb(1), "later bijgewerkt"))
    assert "veranderd nadat het rapport is gemaakt" in reasons(bureau)[agb(1)]


def test_another_readers_report_under_this_name_is_not_planned(bureau: Kantoor) -> None:
    bureau.change_report(agb(1), pdf(agb(2), "verwisseld"), in_manifest=True)
    assert reasons(bureau)[agb(1)] == "in de PDF staat 06000002, verwacht is 06000001"


def test_two_own_reports_that_are_one_file_are_not_planned(bureau: Kantoor) -> None:
    for code in (agb(1), agb(2)):
        bureau.change_report(code, pdf(agb(2)), in_manifest=True)
    assert "hetzelfde bestand" in reasons(bureau)[agb(1)]
    assert "hetzelfde bestand" in reasons(bureau)[agb(2)]


@pytest.mark.parametrize("status", ["mislukt", "geen levering", "wacht op akkoord", "afgekeurd", "niet vrijgegeven"])
def test_a_report_that_was_not_made_is_named_with_its_reason(bureau: Kantoor, status: str) -> None:
    bureau.regels[0] |= {"status": status, "reden": "te veel uitgesloten", "bestand": None, "sha256": None}
    bureau.write_manifest()
    assert reasons(bureau) == {agb(1): f"er is geen rapport: {status} (te veel uitgesloten)"}


def test_a_file_outside_the_rounds_folder_is_not_planned(bureau: Kantoor) -> None:
    buiten = bureau.map.parent / "buiten.pdf"
    buiten.write_bytes(pdf(agb(1)))
    bureau.regels[0] |= {"bestand": "../buiten.pdf", "sha256": sha256(pdf(agb(1)))}
    bureau.write_manifest()
    assert "buiten de map" in reasons(bureau)[agb(1)]


def test_readers_that_only_register_or_manifest_knows_are_named(bureau: Kantoor) -> None:
    bureau.register[agb(9)] = replace(bureau.register[agb(1)], agb=agb(9), email="negen@praktijk.example")
    del bureau.register[agb(3)]
    assert set(reasons(bureau)) == {agb(3), agb(9)}


def test_everybody_is_either_planned_or_named(tmp_path: Path) -> None:
    bureau = kantoor(tmp_path / "2025", 5, gezamenlijk=3)
    bureau.change_reader(agb(2), email="")
    plan = bureau.plan()
    assert len(plan.mails) + len(plan.niet_gepland) == len(bureau.register) == 8


def test_the_joint_report_goes_to_each_of_its_readers_apart(tmp_path: Path) -> None:
    plan = kantoor(tmp_path / "2025", 1, gezamenlijk=2).plan()
    assert [(mail.agb, mail.agb_in_pdf) for mail in plan.mails[1:]] == [
        (agb(2), "kleine-aanbieders"),
        (agb(3), "kleine-aanbieders"),
    ]
    assert plan.mails[1].adres != plan.mails[2].adres
    assert plan.mails[1].message_id != plan.mails[2].message_id
    assert plan.mails[1].bijlage_naam == "spiegelrapport-2025-kleine-aanbieders.pdf"


def test_without_a_passed_audit_there_is_no_plan(bureau: Kantoor) -> None:
    bureau.audit = False
    bureau.write_manifest()
    with pytest.raises(DisclosureError, match="onthullingscontrole"):
        bureau.plan()


def test_a_round_that_differs_from_the_manifest_has_no_plan(bureau: Kantoor) -> None:
    bureau.ronde = replace(bureau.ronde, versie="2")
    with pytest.raises(MailError, match="andere ronde"):
        bureau.plan()


def test_a_broken_or_missing_manifest_is_told(bureau: Kantoor) -> None:
    (bureau.map / "manifest.json").write_text('{"schema": 1}')
    with pytest.raises(MailError, match="beschadigd"):
        bureau.plan()
    (bureau.map / "manifest.json").unlink()
    with pytest.raises(MailError, match="nog niet gemaakt"):
        bureau.plan()


def test_an_unusable_sender_is_told(bureau: Kantoor) -> None:
    bureau.ronde = replace(bureau.ronde, afzender=Afzender("KIBG", "kibg"))
    with pytest.raises(MailError, match="afzender is niet bruikbaar"):
        bureau.plan()


def test_a_domain_that_looks_like_a_better_known_one_is_remarked(bureau: Kantoor) -> None:
    bureau.change_reader(agb(1), email="praktijk@gmial.com")
    assert any("lijkt op gmail.com" in opmerking for opmerking in bureau.plan().opmerkingen)


def test_the_workbook_shows_every_mail_and_never_a_formula(bureau: Kantoor, tmp_path: Path) -> None:
    bureau.change_reader(agb(1), naam="=HYPERLINK(1)")
    bureau.change_reader(agb(3), email="")
    plan = bureau.plan()
    pad = tmp_path / "plan.xlsx"
    pad.write_bytes(plan_workbook(plan))
    werkmap = openpyxl.load_workbook(pad)
    assert werkmap.sheetnames == ["Totalen", "Mails", "Niet verstuurd", "Opmerkingen"]
    assert [rij[0].value for rij in werkmap["Mails"].iter_rows(min_row=2)] == [agb(1), agb(2)]
    assert werkmap["Mails"]["B2"].data_type == "s"
    assert dict(totals(plan))["Mails"] == 2
    assert dict(totals(plan))["Krijgt geen mail"] == 1


def test_an_encrypted_copy_opens_with_its_listed_password_only(bureau: Kantoor) -> None:
    plan = bureau.plan("versleuteld")
    woorden = load_passwords(bureau.mailmap)
    assert len(set(woorden.values())) == 3
    for mail in plan.mails:
        inhoud = (bureau.map / str(mail.bijlage)).read_bytes()
        assert b"/AESV3" in inhoud
        assert sha256(inhoud) == mail.bijlage_sha256 != mail.sha256
        assert codes_in_pdf(inhoud, woorden[mail.agb]) == {mail.agb}
        assert woorden[mail.agb] not in (bureau.mailmap / "verzendplan.json").read_text()
    assert (bureau.mailmap / "wachtwoorden.xlsx").stat().st_mode & 0o077 == 0


def test_a_reader_keeps_the_password_it_was_given(bureau: Kantoor) -> None:
    bureau.plan("versleuteld")
    eerst = load_passwords(bureau.mailmap)
    bureau.plan("versleuteld")
    assert load_passwords(bureau.mailmap) == eerst


def test_the_portal_variant_attaches_nothing(bureau: Kantoor) -> None:
    assert [mail.bijlage for mail in bureau.plan("portaal").mails] == [None, None, None]
