"""Whatever changed between approval and sending: that mail is held back, loudly, and the others go."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from spiegelrapport.errors import MailError
from spiegelrapport.mailing import encryption
from spiegelrapport.mailing import plan as plannen
from spiegelrapport.mailing.approval import approve, load_approval
from spiegelrapport.mailing.log import Log, MailState
from spiegelrapport.mailing.mail_server import Smtp
from spiegelrapport.mailing.right_reader import HeldBack, check
from tests.mailing.builders import GOEDKEURDER, NU, OPSTELLER, Kantoor, agb, kantoor, pdf
from tests.mailing.server import Server

Start = Callable[..., Server]
To = Callable[..., Smtp]
HELD = {agb(1): MailState.TEGENGEHOUDEN, agb(2): MailState.VERZONDEN, agb(3): MailState.VERZONDEN}


def swap(bureau: Kantoor) -> None:
    bureau.change_report(agb(1), (bureau.map / f"rapporten/{agb(2)}.pdf").read_bytes())


def swap_and_tell_the_manifest(bureau: Kantoor) -> None:
    bureau.change_report(agb(1), (bureau.map / f"rapporten/{agb(2)}.pdf").read_bytes(), in_manifest=True)


def spoil(bureau: Kantoor) -> None:
    bureau.change_report(agb(1), b"geen pdf")


def remove(bureau: Kantoor) -> None:
    (bureau.map / f"rapporten/{agb(1)}.pdf").unlink()


def link_away(bureau: Kantoor) -> None:
    pad = bureau.map / f"rapporten/{agb(1)}.pdf"
    buiten = bureau.map.parent / "buiten.pdf"
    pad.rename(buiten)
    pad.symlink_to(buiten)


def rebuild(bureau: Kantoor) -> None:
    bureau.change_report(agb(1), pdf(agb(1), "nieuwe cijfers"), in_manifest=True)


def change_address(bureau: Kantoor) -> None:
    bureau.change_reader(agb(1), email="ander@elders.example")


def two_addresses(bureau: Kantoor) -> None:
    bureau.change_reader(agb(1), email="a@b.example, c@d.example")


def another_contact(bureau: Kantoor) -> None:
    bureau.change_reader(agb(1), contactpersoon="Kees de Nieuwe")


def another_name(bureau: Kantoor) -> None:
    bureau.change_reader(agb(1), naam="Praktijk Eén en Twee")


def leave(bureau: Kantoor) -> None:
    del bureau.register[agb(1)]


def withdraw(bureau: Kantoor) -> None:
    bureau.regels[0] |= {"status": "niet vrijgegeven"}
    bureau.write_manifest()


def make_joint(bureau: Kantoor) -> None:
    bureau.regels[0] |= {"status": "gezamenlijk"}
    bureau.write_manifest()


CHANGES = {
    swap: "veranderd sinds het plan",
    swap_and_tell_the_manifest: "ander rapport dan het plan",
    spoil: "veranderd sinds het plan",
    remove: "niet te lezen",
    link_away: "buiten de map",
    rebuild: "ander rapport dan het plan",
    change_address: "goedgekeurd is kwaliteit@06000001.example",
    two_addresses: "meer adressen",
    another_contact: "de contactpersoon in het register is nu 'Kees de Nieuwe'",
    another_name: "de naam in het register is nu 'Praktijk Eén en Twee'",
    leave: "niet meer in het register",
    withdraw: "geen rapport voor deze keurmerkdrager",
    make_joint: "ander rapport dan het plan",
}


@pytest.mark.parametrize(("verander", "reden"), CHANGES.items(), ids=[doe.__name__ for doe in CHANGES])
def test_a_change_after_approval_holds_that_mail_back(
    bureau: Kantoor, start: Start, to: To, verander: Callable[[Kantoor], None], reden: str
) -> None:
    server, plan = start(), bureau.approved()
    verander(bureau)
    assert bureau.send(to(server)) == HELD
    assert server.count(plan.mails[0].adres) == 0
    assert sorted(wie for wie, _ in server.bezorgd) == [mail.adres for mail in plan.mails[1:]]
    with Log(bureau.mailmap) as log:
        assert reden in log.latest(plan.ronde.sleutel)[plan.mails[0].message_id].uitleg


def test_what_was_held_back_goes_when_it_is_right_again(bureau: Kantoor, start: Start, to: To) -> None:
    server, _ = start(), bureau.approved()
    goed = (bureau.map / f"rapporten/{agb(1)}.pdf").read_bytes()
    swap(bureau)
    bureau.send(to(server))
    bureau.change_report(agb(1), goed)
    assert set(bureau.send(to(server)).values()) == {MailState.VERZONDEN}
    assert len(server.bezorgd) == 3


def test_the_code_inside_the_pdf_is_read_even_when_every_hash_agrees(bureau: Kantoor) -> None:
    """Somebody changes file, manifest and plan alike: the PDF itself still says whose it is."""
    bureau.change_report(agb(1), pdf(agb(2)), in_manifest=True)
    plan = bureau.plan()
    assert agb(1) not in {mail.agb for mail in plan.mails}
    vals = replace(
        plan.mails[0],
        agb=agb(1),
        agb_in_pdf=agb(1),
        naam="Praktijk 1",
        adres="kwaliteit@06000001.example",
        bestand=f"rapporten/{agb(1)}.pdf",
    )
    som = bureau.regels[0]["sha256"]
    kenmerk = plannen.message_id(plan.ronde, agb(1), vals.adres, str(som), plan.afzender_email)
    vals = replace(vals, sha256=str(som), message_id=kenmerk)
    with pytest.raises(HeldBack, match="in de PDF staat 06000002, verwacht is 06000001"):
        check(vals, bureau.proof(plan))


def test_a_pdf_for_two_readers_is_for_nobody(bureau: Kantoor) -> None:
    bureau.change_report(agb(1), pdf(f"{agb(1)}, agb:{agb(2)}"), in_manifest=True)
    assert bureau.plan().niet_gepland[0].reden == "in de PDF staat 06000001, 06000002, verwacht is 06000001"


def test_a_message_id_that_was_tampered_with_is_held_back(bureau: Kantoor) -> None:
    plan = bureau.approved()
    with pytest.raises(HeldBack, match="Message-ID"):
        check(replace(plan.mails[0], message_id=plan.mails[1].message_id), bureau.proof(plan))


def test_an_encrypted_copy_that_its_password_does_not_open_is_held_back(bureau: Kantoor, start: Start, to: To) -> None:
    server, _ = start(), bureau.approved("versleuteld")
    woorden = encryption.load_passwords(bureau.mailmap)
    encryption.save_passwords(bureau.mailmap, woorden | {agb(1): "verkeerd"}, {})
    assert bureau.send(to(server)) == HELD


def test_encrypted_copies_that_changed_places_are_held_back(bureau: Kantoor, start: Start, to: To) -> None:
    server, plan = start(), bureau.approved("versleuteld")
    een, twee = (bureau.map / str(mail.bijlage) for mail in plan.mails[:2])
    inhoud = een.read_bytes()
    een.write_bytes(twee.read_bytes())
    twee.write_bytes(inhoud)
    stand = bureau.send(to(server))
    assert [stand[agb(n)] for n in (1, 2, 3)] == [*[MailState.TEGENGEHOUDEN] * 2, MailState.VERZONDEN]


def test_two_rounds_mixed_send_nothing_at_all(bureau: Kantoor, tmp_path: Path, start: Start, to: To) -> None:
    server, _ = start(), bureau.approved()
    ander = kantoor(tmp_path / "ander")
    ander.vingerafdruk = "v2"
    ander.write_manifest()
    (ander.map / "manifest.json").replace(bureau.map / "manifest.json")
    with pytest.raises(MailError, match="opnieuw gemaakt, of van een andere ronde"):
        bureau.send(to(server))
    assert server.bezorgd == []


def test_a_new_plan_does_not_send_again_what_an_earlier_plan_sent(bureau: Kantoor, start: Start, to: To) -> None:
    """Another address or another file is another Message-ID, but it is still the same reader and the same round."""
    server, _ = start(), bureau.approved()
    bureau.send(to(server))
    change_address(bureau)
    plan = bureau.approved()
    stand = bureau.send(to(server))
    assert len(server.bezorgd) == 3
    assert stand[agb(1)] is MailState.TEGENGEHOUDEN
    with Log(bureau.mailmap) as log:
        assert "--nogmaals 06000001" in log.latest(plan.ronde.sleutel)[plan.mails[0].message_id].uitleg


# ---- approval: a second person, the right number, this very plan


def attempt(bureau: Kantoor, *, door: str = GOEDKEURDER, aantal: int = 3) -> None:
    plan, som = plannen.load(bureau.mailmap)
    approve(plan, som, bureau.proof(plan), aantal, door, NU, bureau.mailmap)


def test_the_maker_of_a_plan_cannot_approve_it(bureau: Kantoor) -> None:
    bureau.plan()
    with pytest.raises(MailError, match="kan het niet ook goedkeuren"):
        attempt(bureau, door=f" {OPSTELLER.upper()}. ")


def test_a_wrong_number_approves_nothing(bureau: Kantoor) -> None:
    bureau.plan()
    with pytest.raises(MailError, match="noemt 4 mails, maar het plan telt er 3"):
        attempt(bureau, aantal=4)
    assert not (bureau.mailmap / "goedkeuring.json").exists()


def test_an_approval_needs_a_name(bureau: Kantoor) -> None:
    bureau.plan()
    with pytest.raises(MailError, match="heeft een naam nodig"):
        attempt(bureau, door=" - ")


@pytest.mark.parametrize("verander", [swap, change_address, remove])
def test_a_plan_that_is_no_longer_true_is_not_approved(bureau: Kantoor, verander: Callable[[Kantoor], None]) -> None:
    bureau.plan()
    verander(bureau)
    with pytest.raises(MailError, match="klopt niet meer"):
        attempt(bureau)


def test_an_approval_fits_one_plan_only(bureau: Kantoor) -> None:
    bureau.approved()
    plan, som = plannen.load(bureau.mailmap)
    assert load_approval(bureau.mailmap, plan, som).door == GOEDKEURDER
    pad = bureau.mailmap / "verzendplan.json"
    pad.write_bytes(pad.read_bytes().replace(b"06000001.example", b"06000009.example"))
    plan, som = plannen.load(bureau.mailmap)
    with pytest.raises(MailError, match="veranderd nadat het is goedgekeurd"):
        load_approval(bureau.mailmap, plan, som)


def test_without_approval_there_is_nothing_to_send_by(bureau: Kantoor) -> None:
    bureau.plan()
    with pytest.raises(MailError, match="niet goedgekeurd"):
        load_approval(bureau.mailmap, *plannen.load(bureau.mailmap))


def test_a_damaged_plan_is_told(bureau: Kantoor) -> None:
    bureau.plan()
    (bureau.mailmap / "verzendplan.json").write_text("{}")
    with pytest.raises(MailError, match="verzendplan is beschadigd"):
        plannen.load(bureau.mailmap)
