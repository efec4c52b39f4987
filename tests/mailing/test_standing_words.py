"""How a mailing stands: every state counted once, what is not done named, and a person's word about the rest."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from spiegelrapport.errors import MailError
from spiegelrapport.mailing import plan as plannen
from spiegelrapport.mailing.log import Log, LogEntry, MailState
from spiegelrapport.mailing.plan import Plan
from spiegelrapport.mailing.status import MailStand, MailStatus, decide, mail_status, tell
from tests.mailing.builders import Kantoor, agb, kantoor


@pytest.fixture
def samen(tmp_path: Path) -> Kantoor:
    """Two with a report of their own, two that read the joint one, and one without an address."""
    bureau = kantoor(tmp_path / "2025", 2, gezamenlijk=2)
    bureau.change_reader(agb(2), naam="Instelling met een langere naam")
    return bureau


def standing(plan: Plan, *toestanden: MailState, uitleg: str = "") -> MailStatus:
    def entry(mail: plannen.Mail, toestand: MailState) -> LogEntry | None:
        if toestand is MailState.GEPLAND:
            return None
        return LogEntry(
            mail.agb, mail.adres, mail.message_id, toestand, datetime(2026, 9, 2, tzinfo=UTC), None, uitleg, ""
        )

    return MailStatus(
        tuple(
            MailStand(mail, toestand, entry(mail, toestand))
            for mail, toestand in zip(plan.mails, toestanden, strict=True)
        )
    )


@pytest.mark.parametrize("toestand", MailState)
def test_every_state_is_counted_in_exactly_one_of_the_four(samen: Kantoor, toestand: MailState) -> None:
    nu = standing(samen.plan(), *[toestand] * 4)
    assert sorted((nu.verzonden, nu.geweigerd, nu.wachtend, nu.onzeker)) == [0, 0, 0, 4]
    assert nu.klaar is (toestand is MailState.VERZONDEN)


def test_the_summary_adds_up_and_names_what_is_not_done(samen: Kantoor) -> None:
    plan = samen.plan()
    regels = tell(
        plan,
        standing(
            plan, MailState.VERZONDEN, MailState.GEWEIGERD, MailState.TEGENGEHOUDEN, MailState.GEPLAND, uitleg="550 nee"
        ),
    )
    assert regels[0] == (
        "4 mails in het plan = 1 verzonden + 2 geweigerd (waarvan 1 door de eigen controle) + 1 wachtend + 0 onzeker"
    )
    assert [regel.split()[:2] for regel in regels[1:]] == [["geweigerd", agb(2)], ["tegengehouden", agb(3)]]
    assert regels[1].endswith("<kwaliteit@06000002.example>: 550 nee")


def test_an_uncertain_mail_comes_with_what_to_do(samen: Kantoor) -> None:
    plan = samen.plan()
    gezegd = "\n".join(tell(plan, standing(plan, MailState.ONZEKER, *[MailState.VERZONDEN] * 3)))
    assert "--gemarkeerd-verzonden AGB" in gezegd
    assert "--opnieuw-onzeker AGB" in gezegd
    assert "--gemarkeerd" not in "\n".join(tell(plan, standing(plan, *[MailState.VERZONDEN] * 4)))


def test_who_gets_no_mail_is_told_per_reason_the_most_frequent_first(samen: Kantoor) -> None:
    samen.change_reader(agb(1), email="")
    samen.change_reader(agb(2), email="praktijk")
    samen.change_reader(agb(3), email="")
    plan = samen.plan()
    regels = tell(plan, standing(plan, MailState.VERZONDEN))
    assert regels[0].startswith("1 mail in het plan = 1 verzonden")
    assert regels[1:] == [
        "3 keurmerkdragers krijgen geen mail:",
        "  2 × er is geen e-mailadres",
        "  1 × dit is geen e-mailadres van de vorm naam@organisatie.nl",
    ]


def test_a_summary_without_own_refusals_names_none_and_a_line_without_a_reason_ends_there(samen: Kantoor) -> None:
    plan = samen.plan()
    regels = tell(plan, standing(plan, MailState.GEWEIGERD, MailState.LATER, *[MailState.VERZONDEN] * 2))
    assert regels[0] == "4 mails in het plan = 2 verzonden + 1 geweigerd + 1 wachtend + 0 onzeker"
    assert regels[1:] == [
        "  geweigerd     06000001 Praktijk 1 <kwaliteit@06000001.example>",
        "  later         06000002 Instelling met een langere naam <kwaliteit@06000002.example>",
    ]


def test_what_to_do_about_uncertainty_stands_word_for_word(samen: Kantoor) -> None:
    plan = samen.plan()
    assert tell(plan, standing(plan, MailState.ONZEKER, *[MailState.VERZONDEN] * 3))[-2:] == [
        "Onzeker: vraag de lezer of het rapport er is. Is het er: --gemarkeerd-verzonden AGB.",
        "Is het er niet: --opnieuw-onzeker AGB. Vanzelf wordt het nooit opnieuw verstuurd.",
    ]


@pytest.mark.parametrize(
    ("toestand", "loopt", "gezien"),
    [
        (MailState.DATA, False, MailState.ONZEKER),
        (MailState.DATA, True, MailState.DATA),
        (MailState.BEZIG, False, MailState.ONZEKER),
        (MailState.VERZONDEN, False, MailState.VERZONDEN),
        (MailState.LATER, True, MailState.LATER),
    ],
)
def test_a_mail_on_its_way_is_uncertain_once_nobody_sends(
    samen: Kantoor, toestand: MailState, loopt: bool, gezien: MailState
) -> None:
    plan = samen.plan()
    with Log(samen.mailmap) as log:
        log.note(plan.ronde.sleutel, plan.mails[1], toestand, "een reden")
        nu = mail_status(plan, log, loopt)
    assert [stand.toestand for stand in nu.mails] == [MailState.GEPLAND, gezien, MailState.GEPLAND, MailState.GEPLAND]
    assert [stand.regel is None for stand in nu.mails] == [True, False, True, True]
    assert [stand.mail.agb for stand in nu.mails] == [mail.agb for mail in plan.mails]


def test_a_decision_is_about_one_reader_in_one_state_and_carries_a_name(samen: Kantoor) -> None:
    plan = samen.plan()
    with Log(samen.mailmap) as log:
        for mail, toestand in zip(
            plan.mails, (MailState.ONZEKER, MailState.ONZEKER, MailState.GEWEIGERD), strict=False
        ):
            log.note(plan.ronde.sleutel, mail, toestand)
        with pytest.raises(MailError) as fout:
            decide(log, plan, agb(3), (MailState.ONZEKER, MailState.LATER), MailState.VERZONDEN, "Sanne")
        assert fout.value.bericht == f"{agb(3)} heeft geen mail die onzeker of later is"
        assert fout.value.tip == "zie wat er is met: spiegelrapport mail status"
        with pytest.raises(MailError) as fout:
            decide(log, plan, agb(1), (MailState.ONZEKER,), MailState.VERZONDEN, " ")
        assert fout.value.bericht == "wie beslist dit? Het log legt een naam vast"
        assert fout.value.tip == "geef je naam met --door"
        decide(log, plan, agb(1), (MailState.ONZEKER,), MailState.VERZONDEN, "Sanne")
        regels = log.latest(plan.ronde.sleutel)
    gezien = [regels[mail.message_id] for mail in plan.mails[:3]]
    assert [regel.toestand for regel in gezien] == [MailState.VERZONDEN, MailState.ONZEKER, MailState.GEWEIGERD]
    assert (gezien[0].wie, gezien[0].uitleg) == ("Sanne", "door een mens beslist; was onzeker")
