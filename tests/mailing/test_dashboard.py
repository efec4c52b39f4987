"""The dashboard beside the report: sent the way the plan says, never another's, never changed, and in the log."""

import io
import zipfile
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path

import pytest

from spiegelrapport.errors import MailError
from spiegelrapport.files import sha256
from spiegelrapport.mailing import planning
from spiegelrapport.mailing.dashboard import enclosure
from spiegelrapport.mailing.log import Log
from spiegelrapport.mailing.manifest import load_manifest
from spiegelrapport.mailing.message import build_message, verify
from spiegelrapport.mailing.plan import Plan
from spiegelrapport.mailing.right_reader import Evidence, HeldBack
from spiegelrapport.model.mail import DashboardWay, MailVariant
from tests.mailing.builders import NU, OPSTELLER, Kantoor


def page(agb: str) -> bytes:
    return f'<!doctype html><body data-agb="{agb}"><h1>Spiegeldashboard</h1>'.encode()


def with_dashboards(bureau: Kantoor, *, anders: dict[str, bytes] | None = None) -> None:
    (bureau.map / "dashboards").mkdir()
    for regel in bureau.regels:
        if regel["status"] in ("gemaakt", "gezamenlijk"):
            wie = "kleine-aanbieders" if regel["status"] == "gezamenlijk" else str(regel["agb"])
            inhoud = (anders or {}).get(str(regel["agb"]), page(wie))
            naam = f"dashboards/dashboard-{wie}-2025.html"
            (bureau.map / naam).write_bytes(inhoud)
            regel |= {"dashboard": naam, "dashboard_sha256": sha256(inhoud)}
    bureau.write_manifest()


def planned(bureau: Kantoor, way: DashboardWay, variant: MailVariant = "bijlage") -> Plan:
    return planning.make_plan(
        planning.Draft(
            bureau.ronde, bureau.register, load_manifest(bureau.map), bureau.map, bureau.mailmap, variant,
            bureau.woorden, OPSTELLER, NU, dashboard=way,
        )
    )  # fmt: skip


def evidence(bureau: Kantoor, plan: Plan) -> Evidence:
    return Evidence(plan, load_manifest(bureau.map), bureau.register, bureau.map, {})


@pytest.mark.parametrize("way", ["zip", "bijlage"])
def test_the_reader_s_own_page_is_the_second_attachment(bureau: Kantoor, way: DashboardWay) -> None:
    with_dashboards(bureau)
    plan = planned(bureau, way)
    assert plan.mails
    for mail in plan.mails:
        erbij = enclosure(mail, evidence(bureau, plan))
        rapport = (bureau.map / mail.bestand).read_bytes()
        ruw = build_message(mail, plan, rapport, NU, erbij)
        verify(ruw, mail.adres, rapport, erbij)
        assert erbij == enclosure(mail, evidence(bureau, plan))  # the same bytes every time
        _, tweede, *_ = message_from_bytes(ruw, policy=SMTP).iter_attachments()
        inhoud = tweede.get_payload(decode=True)
        if way == "zip":
            with zipfile.ZipFile(io.BytesIO(inhoud)) as gezipt:
                inhoud = gezipt.read(gezipt.namelist()[0])
        assert inhoud == page(mail.agb_in_pdf)
        assert str(tweede.get_filename()).startswith("spiegeldashboard-2025-")


def test_a_message_with_another_s_page_or_one_too_many_does_not_pass(bureau: Kantoor) -> None:
    with_dashboards(bureau)
    plan = planned(bureau, "zip")
    een, ander = plan.mails[:2]
    bewijs, rapport = evidence(bureau, plan), (bureau.map / een.bestand).read_bytes()
    goed, fout = enclosure(een, bewijs), enclosure(ander, bewijs)
    for erbij, verwacht in ((fout, goed), (goed, None), (None, goed)):
        with pytest.raises(HeldBack):
            verify(build_message(een, plan, rapport, NU, erbij), een.adres, rapport, verwacht)


def test_a_page_that_is_another_s_is_not_planned(bureau: Kantoor) -> None:
    eerste, tweede = (str(regel["agb"]) for regel in bureau.regels[:2])
    with_dashboards(bureau, anders={eerste: page(tweede)})
    plan = planned(bureau, "zip")
    assert eerste not in {mail.agb for mail in plan.mails}
    assert any(f"verwacht is {eerste}" in regel.reden for regel in plan.niet_gepland)


def test_a_page_that_changed_after_the_plan_does_not_leave(bureau: Kantoor) -> None:
    with_dashboards(bureau)
    plan = planned(bureau, "zip")
    mail = plan.mails[0]
    (bureau.map / str(mail.dashboard)).write_bytes(page(mail.agb_in_pdf) + b" ")
    with pytest.raises(HeldBack, match="veranderd"):
        enclosure(mail, evidence(bureau, plan))


def test_without_dashboards_such_a_plan_sends_nothing_and_says_why(bureau: Kantoor) -> None:
    plan = planned(bureau, "zip")
    assert not plan.mails
    assert any("build --dashboard" in regel.reden for regel in plan.niet_gepland)


@pytest.mark.parametrize("variant", ["bijlage", "portaal"])
def test_a_portal_gets_a_folder_per_reader_and_the_mail_nothing(bureau: Kantoor, variant: MailVariant) -> None:
    with_dashboards(bureau)
    plan = planned(bureau, "portaal", variant)
    for mail in plan.mails:
        assert enclosure(mail, evidence(bureau, plan)) is None
        map_ = bureau.map / "portaal" / mail.agb
        namen = {Path(str(mail.dashboard)).name} | ({mail.bijlage_naam} if variant == "portaal" else set())
        assert {pad.name for pad in map_.iterdir()} == namen


@pytest.mark.parametrize("way", ["zip", "bijlage"])
def test_a_page_never_lies_open_beside_an_encrypted_report(bureau: Kantoor, way: DashboardWay) -> None:
    with_dashboards(bureau)
    with pytest.raises(MailError, match="geen wachtwoord"):
        planned(bureau, way, "versleuteld")


def test_the_log_says_which_dashboard_goes_along(bureau: Kantoor) -> None:
    with_dashboards(bureau)
    plan = planned(bureau, "zip")
    with Log(bureau.mailmap) as log:
        log.note_planned(plan.ronde.sleutel, plan.mails, "Joris")
        regels = log.latest(plan.ronde.sleutel)
    assert all(str(mail.dashboard_sha256) in regels[mail.message_id].uitleg for mail in plan.mails)
