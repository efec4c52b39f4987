"""The mails of a meeting go the way of the reports: plan, approval, log, and the last look before each leaves."""

import io
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP
from pathlib import Path

import pikepdf
import pytest

from spiegelrapport.errors import MailError, SettingError
from spiegelrapport.files import sha256
from spiegelrapport.mailing.log import Log, MailState
from spiegelrapport.mailing.mail_server import Smtp
from spiegelrapport.mailing.sender import Sending, Tempo
from spiegelrapport.new_round.meeting_files import make_meeting
from spiegelrapport.pipeline.mail import draft, read_plan, sign
from spiegelrapport.pipeline.mail_room import MailRoom, open_mail_room
from tests.mailing.builders import GOEDKEURDER, OPSTELLER, Kantoor, Stil, agb, kantoor, pdf, write_input
from tests.mailing.server import Doe, Script, Server
from tests.mailing.test_faulty_server import NOT_NOW

Start = Callable[..., Server]
To = Callable[..., Smtp]
EEN, TWEE, DRIE, VIER = (agb(nummer) for nummer in range(1, 5))
RUIMTE = "Samen beslissen"


class Meeting:
    """A round of four, of whom three take part, the third at another address than the register's."""

    def __init__(self, map_: Path) -> None:
        self.bureau: Kantoor = kantoor(map_ / "uit" / "2025", aantal=4)
        self.invoer = write_input(self.bureau, map_ / "in")
        self.papers = self.bureau.map / "bijeenkomsten" / "najaar"
        (self.papers / "voorbereiding").mkdir(parents=True)
        (self.papers / "lessen.pdf").write_bytes(pdf("iedereen"))
        for code in (EEN, TWEE, DRIE):
            self.prepared(code)
        self.attend([(EEN, "kwaliteit"), (TWEE, "kwaliteit"), (DRIE, "anders")])

    def prepared(self, code: str, voor: str = "") -> None:
        (self.papers / "voorbereiding" / f"voorbereiding-{code}.pdf").write_bytes(
            pdf(voor or code, f"voorbereiding van {code}")
        )

    def attend(self, wie: Sequence[tuple[str, str]]) -> None:
        map_ = self.invoer / "bijeenkomsten"
        for pad in (map_ / "najaar.toml", map_ / "najaar" / "deelnemers.xlsx"):
            pad.unlink(missing_ok=True)
        rijen = [
            (code, f"Persoon {code}", f"{naam}@{code}.example", RUIMTE, "", "op naam", "01-09-2026", "")
            for code, naam in wie
        ]
        instellingen, _ = make_meeting(map_, "najaar", {"samen_beslissen": RUIMTE}, rijen)
        vult = {
            "titel": "Samen verder", "begin": "2026-09-17T13:30", "einde": "2026-09-17T16:30", "plaats": "Utrecht",
            "gespreksleider": "Sam", "aanmelden": "meld@kibg.example", "aanmelden_tot": "2026-09-03",
        }  # fmt: skip
        tekst = instellingen.read_text()
        for sleutel, waarde in vult.items():
            tekst = tekst.replace(f'{sleutel} = ""', f'{sleutel} = "{waarde}"')
        instellingen.write_text(tekst)

    def room(self, soort: str) -> MailRoom:
        return open_mail_room(self.invoer, self.bureau.map.parent, f"najaar/{soort}")

    def approved(self, soort: str) -> MailRoom:
        kamer = self.room(soort)
        plan = draft(kamer, "bijlage", "", OPSTELLER, ())
        sign(kamer, plan, len(plan.mails), GOEDKEURDER, zelfde_login=True)
        return kamer


def send(kamer: MailRoom, smtp: Smtp) -> dict[str, MailState]:
    plan = read_plan(kamer)
    with Log(kamer.mailmap) as log:
        Sending(kamer.watch(plan), log, smtp, lambda: "token", Tempo(pauze=0.0, wachttijden=(0.01, 0.01)), Stil()).run()
        return {regel.agb: regel.toestand for regel in log.latest(plan.ronde.sleutel).values()}


@pytest.fixture
def meeting(tmp_path: Path) -> Meeting:
    return Meeting(tmp_path)


def opened(ruw: bytes) -> tuple[EmailMessage, list[tuple[str, bytes]]]:
    bericht = BytesParser(policy=SMTP).parsebytes(ruw)
    assert isinstance(bericht, EmailMessage)
    return bericht, [(str(deel.get_filename()), deel.get_payload(decode=True)) for deel in bericht.iter_attachments()]  # type: ignore[misc]


def test_the_invitation_goes_to_everybody_with_the_appointment(meeting: Meeting, start: Start, to: To) -> None:
    server = start()
    stand = send(meeting.approved("uitnodiging"), to(server))
    assert stand == dict.fromkeys((EEN, TWEE, DRIE, VIER), MailState.VERZONDEN)
    for wie, ruw in server.bezorgd:
        bericht, bijlagen = opened(ruw)
        namen = [naam for naam, _ in bijlagen]
        assert namen == ["uitnodiging-2025-iedereen.pdf", "spiegelbijeenkomst.ics"]
        assert b"SUMMARY:Samen verder" in bijlagen[1][1]
        assert wie.startswith("kwaliteit@")
        tekst = bericht.get_body(("plain",)).get_content()  # type: ignore[union-attr]
        assert "meld@kibg.example" in tekst
        assert "3 september 2026" in tekst
        with pikepdf.open(io.BytesIO(bijlagen[0][1])) as document:
            assert "agb:iedereen" in str(document.docinfo["/Keywords"])


def test_the_confirmation_brings_each_participant_its_own_page_at_its_own_address(
    meeting: Meeting, start: Start, to: To
) -> None:
    server = start()
    assert send(meeting.approved("bevestiging"), to(server)) == dict.fromkeys((EEN, TWEE, DRIE), MailState.VERZONDEN)
    gekregen = {wie: opened(ruw)[1][0] for wie, ruw in server.bezorgd}
    assert set(gekregen) == {f"kwaliteit@{EEN}.example", f"kwaliteit@{TWEE}.example", f"anders@{DRIE}.example"}
    for wie, (naam, inhoud) in gekregen.items():
        code = wie.split("@")[1].removesuffix(".example")
        assert sha256(inhoud) == sha256((meeting.papers / "voorbereiding" / f"voorbereiding-{code}.pdf").read_bytes())
        assert naam.startswith("voorbereiding-2025-praktijk-")


def test_the_thanks_go_to_who_takes_part_with_the_lessons_and_no_appointment(
    meeting: Meeting, start: Start, to: To
) -> None:
    server = start()
    send(meeting.approved("dank"), to(server))
    assert len(server.bezorgd) == 3
    for _, ruw in server.bezorgd:
        [(naam, inhoud)] = opened(ruw)[1]
        assert naam == "lessen-2025-iedereen.pdf"
        assert sha256(inhoud) == sha256((meeting.papers / "lessen.pdf").read_bytes())


def test_the_reports_own_plan_and_log_stay_as_they_are(meeting: Meeting, start: Start, to: To) -> None:
    meeting.bureau.approved()
    voor = (meeting.bureau.mailmap / "verzendplan.json").read_bytes()
    send(meeting.approved("uitnodiging"), to(start()))
    assert (meeting.bureau.mailmap / "verzendplan.json").read_bytes() == voor
    with Log(meeting.bureau.mailmap) as log:
        assert not any(r.toestand == MailState.VERZONDEN for r in log.latest("Spiegelrapportage 2025|2025|1").values())


def test_another_s_page_under_a_reader_s_name_is_not_planned(meeting: Meeting) -> None:
    meeting.prepared(TWEE, voor=EEN)
    plan = draft(meeting.room("bevestiging"), "bijlage", "", OPSTELLER, ())
    assert [mail.agb for mail in plan.mails] == [EEN, DRIE]
    assert EEN in plan.niet_gepland[0].reden


def test_who_has_no_page_is_told_and_the_others_get_theirs(meeting: Meeting) -> None:
    (meeting.papers / "voorbereiding" / f"voorbereiding-{DRIE}.pdf").unlink()
    plan = draft(meeting.room("bevestiging"), "bijlage", "", OPSTELLER, ())
    assert [(een.agb, "er is geen voorbereiding" in een.reden) for een in plan.niet_gepland] == [(DRIE, True)]


def test_a_participant_that_withdrew_or_moved_after_the_plan_is_held_back(
    meeting: Meeting, start: Start, to: To
) -> None:
    kamer, server = meeting.approved("bevestiging"), start()
    meeting.attend([(EEN, "kwaliteit"), (TWEE, "nieuw")])
    stand = send(kamer, to(server))
    assert [wie for wie, _ in server.bezorgd] == [f"kwaliteit@{EEN}.example"]
    assert {code for code, toestand in stand.items() if toestand == MailState.VERZONDEN} == {EEN}


@pytest.mark.parametrize(
    "naam", ["4xx at RCPT (greylisting)", "421 after the dot", "closed at MAIL", "garbage at DATA"]
)
def test_a_faulty_server_gets_nobody_two_and_nobody_another_s(
    meeting: Meeting, start: Start, to: To, naam: str
) -> None:
    script: Script = NOT_NOW[naam]
    server, kamer = start(script), meeting.approved("bevestiging")
    stand = send(kamer, to(server))
    assert set(stand.values()) == {MailState.VERZONDEN}
    assert sorted(wie for wie, _ in server.bezorgd) == sorted({wie for wie, _ in server.bezorgd})
    send(kamer, to(server))
    assert len(server.bezorgd) == 3
    for wie, ruw in server.bezorgd:
        code = wie.split("@")[1].removesuffix(".example")
        with pikepdf.open(io.BytesIO(opened(ruw)[1][0][1])) as document:
            assert f"agb:{code}" in str(document.docinfo["/Keywords"])


def test_a_refusal_is_final_and_the_others_arrive(meeting: Meeting, start: Start, to: To) -> None:
    def script(moment: str, keer: int, wie: str) -> Doe | None:
        return Doe(b"550 5.1.1 onbekend\r\n") if moment == "rcpt" and TWEE in wie else None

    server = start(script)
    stand = send(meeting.approved("dank"), to(server))
    assert stand == {EEN: MailState.VERZONDEN, TWEE: MailState.GEWEIGERD, DRIE: MailState.VERZONDEN}


@pytest.mark.parametrize("post", ["najaar/feest", "najaar"])
def test_an_unknown_kind_of_mail_says_which_there_are(meeting: Meeting, post: str) -> None:
    with pytest.raises(SettingError, match="geen post van een bijeenkomst") as fout:
        open_mail_room(meeting.invoer, meeting.bureau.map.parent, post)
    assert fout.value.tip


def test_thanks_without_lessons_and_an_encrypted_page_are_refused(meeting: Meeting) -> None:
    (meeting.papers / "lessen.pdf").unlink()
    with pytest.raises(MailError, match="lessen zijn er nog niet"):
        draft(meeting.room("dank"), "bijlage", "", OPSTELLER, ())
    with pytest.raises(SettingError, match="als bijlage"):
        draft(meeting.room("uitnodiging"), "versleuteld", "", OPSTELLER, ())
