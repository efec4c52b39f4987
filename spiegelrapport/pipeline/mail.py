"""The mailing's steps in their order: plan, approval, rehearsal, samples, sending, status."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from spiegelrapport.errors import InputError, SettingError, suggestion
from spiegelrapport.files import write_whole
from spiegelrapport.mailing import plan as plannen
from spiegelrapport.mailing import plan_sheet, samples, status
from spiegelrapport.mailing.addresses import domain
from spiegelrapport.mailing.approval import Approval, approve, load_approval, same_round
from spiegelrapport.mailing.differences import differences
from spiegelrapport.mailing.imap import keep_copies
from spiegelrapport.mailing.log import Log, MailState, only_sender, sender_is_running
from spiegelrapport.mailing.mail_server import load_imap, load_oauth, load_smtp
from spiegelrapport.mailing.manifest import load_manifest
from spiegelrapport.mailing.oauth import Tokens
from spiegelrapport.mailing.plan import Mail, Plan
from spiegelrapport.mailing.plan_sheet import recipients, totals
from spiegelrapport.mailing.planning import REPORT, Draft, make_plan
from spiegelrapport.mailing.sender import PAUZE, WACHTTIJDEN, MailReporter, Sending, Tempo, choose
from spiegelrapport.mailing.status import MailStatus, tell
from spiegelrapport.model.mail import DashboardWay, MailVariant
from spiegelrapport.pipeline.mail_room import MailRoom, open_mail_room
from spiegelrapport.pipeline.overview import KEPT, refresh
from spiegelrapport.publish import grootboek
from spiegelrapport.publish.output_folder import OutputFolder
from spiegelrapport.template_paths import templates_path

__all__ = [
    "PAUZE",
    "WACHTTIJDEN",
    "Decisions",
    "Mail",
    "MailRoom",
    "MailState",
    "MailStatus",
    "Plan",
    "Tempo",
    "changes",
    "decide",
    "draft",
    "login",
    "mail_status",
    "open_mail_room",
    "pending",
    "read_plan",
    "recipients",
    "rehearse",
    "sample",
    "send",
    "sign",
    "tell",
    "totals",
    "within_sender",
]


@dataclass(frozen=True, slots=True)
class Decisions:
    """AGB-codes about which a person decides, and who that person is."""

    opnieuw_onzeker: Sequence[str] = ()
    gemarkeerd_verzonden: Sequence[str] = ()
    nogmaals: Sequence[str] = ()
    wie: str = ""


def draft(
    kamer: MailRoom,
    variant: MailVariant,
    portaal: str,
    door: str,
    gedeeld: Sequence[str],
    dashboard: DashboardWay = "geen",
) -> Plan:
    """Make the plan anew, on disk as JSON and as a workbook; an earlier approval no longer fits it."""
    if ("portaal" in (variant, dashboard)) != bool(portaal) or (portaal and not portaal.startswith("https://")):
        raise SettingError(
            "de vorm 'portaal' en het adres van het portaal horen bij elkaar",
            waar="--vorm, --dashboard, --portaal",
            tip="bijvoorbeeld: --vorm portaal --portaal https://portaal.voorbeeld.nl",
        )
    if kamer.post:
        kamer.post.prepare(variant, dashboard)
    with only_sender(kamer.mailmap):
        plan = make_plan(
            Draft(
                ronde=kamer.ronde,
                register=kamer.register,
                manifest=load_manifest(kamer.uitvoer),
                uitvoer=kamer.uitvoer,
                mailmap=kamer.mailmap,
                variant=variant,
                woorden=kamer.words(variant, portaal, dashboard),
                door=door,
                nu=datetime.now(UTC),
                gedeelde_adressen=frozenset(adres.strip().casefold() for adres in gedeeld),
                login=login(),
                dashboard=dashboard,
                stam=kamer.post.stem if kamer.post else REPORT,
            )
        )
        plannen.save(plan, kamer.mailmap)
        write_whole(kamer.mailmap / plannen.PLAN_XLSX, plan_sheet.plan_workbook(plan))
    show_on_overview(kamer)
    return plan


def read_plan(kamer: MailRoom) -> Plan:
    return plannen.load(kamer.mailmap)[0]


def login() -> str:
    """As the system knows who is at work."""
    import pwd  # not on Windows, where this module may be imported but never runs

    return pwd.getpwuid(os.getuid()).pw_name


def changes(kamer: MailRoom, plan: Plan) -> list[str]:
    """What is different from the plan that was approved last, or that was there before."""
    return differences(plannen.load_earlier(kamer.mailmap), plan)


def sign(kamer: MailRoom, gezien: Plan, aantal: int, door: str, *, zelfde_login: bool = False) -> Approval:
    """Approve the plan that the approver has `gezien`; another one on disk by now is refused by its number or hash."""
    plan, som = plannen.load(kamer.mailmap)
    if plan != gezien:
        raise InputError(
            "het plan is veranderd terwijl je het bekeek", tip="begin opnieuw met: spiegelrapport mail goedkeur"
        )
    bewijs, nu = kamer.proof(plan), datetime.now(UTC)
    besluit = approve(plan, som, bewijs, aantal, door, nu, kamer.mailmap, login(), zelfde_login=zelfde_login)
    plannen.keep_approved(kamer.mailmap)
    aanmelding = f"aangemeld als {besluit.login}{', net als de opsteller' if besluit.zelfde_login else ''}"
    with Log(kamer.mailmap) as log:
        log.note_act(besluit.door, f"plan goedgekeurd: {aantal} mails, {som}; {aanmelding}")
        log.note_planned(plan.ronde.sleutel, plan.mails, besluit.door)
    return besluit


def rehearse(kamer: MailRoom, alleen: frozenset[str]) -> tuple[int, list[str]]:
    """Write the .eml files. How many, and which mails would be held back."""
    plan = read_plan(kamer)
    _known(alleen, plan)
    return samples.write_rehearsal(kamer.proof(plan), kamer.mailmap, lambda mail: not alleen or mail.agb in alleen)


def within_sender(kamer: MailRoom, adres: str) -> bool:
    """Whether `adres` belongs to the organisation that sends."""
    return domain(adres).casefold() == domain(kamer.ronde.afzender.email).casefold()


def sample(kamer: MailRoom, naar: str, wie: str) -> list[str]:
    """Send three samples to the analyst."""
    plan, smtp = read_plan(kamer), load_smtp(os.environ)
    with only_sender(kamer.mailmap), Log(kamer.mailmap) as log:
        return samples.send_samples(kamer.proof(plan), naar, smtp, Tokens(load_oauth(os.environ)), log, wie)


def send(kamer: MailRoom, tempo: Tempo, meld: MailReporter) -> tuple[MailStatus, str]:
    """Send what the approved plan still asks for. How it stands then, and what went wrong with the copies.

    From the first mail on the edition is out: the ledger says so before it leaves.
    """
    plan, som = plannen.load(kamer.mailmap)
    load_approval(kamer.mailmap, plan, som)
    _known(tempo.alleen, plan)
    smtp, imap, tokens = load_smtp(os.environ), load_imap(os.environ), Tokens(load_oauth(os.environ))
    with only_sender(kamer.mailmap), Log(kamer.mailmap) as log:
        bewijs = kamer.watch(plan)
        same_round(bewijs())
        if not kamer.post:
            grootboek.record(kamer.grootboek, grootboek.load_concept(kamer.grootboek), kamer.ronde)
        Sending(bewijs, log, smtp, tokens, tempo, meld).run()
        _, klacht = keep_copies(bewijs(), log, imap, tokens) if imap else (0, "")
        return status.mail_status(plan, log, loopt=False), klacht


def pending(kamer: MailRoom, tempo: Tempo) -> int:
    """How many mails a run would send."""
    with Log(kamer.mailmap) as log:
        return len(choose(read_plan(kamer), log, tempo))


def decide(kamer: MailRoom, besluiten: Decisions) -> None:
    """Put a person's word about single mails in the log."""
    plan = read_plan(kamer)
    onzeker = (MailState.ONZEKER, MailState.BEZIG, MailState.DATA)
    eerder = (MailState.VERZONDEN, MailState.GEWEIGERD)
    with only_sender(kamer.mailmap), Log(kamer.mailmap) as log:
        for agbs, van, naar in (
            (besluiten.gemarkeerd_verzonden, onzeker, MailState.VERZONDEN),
            (besluiten.opnieuw_onzeker, onzeker, MailState.GEPLAND),
            (besluiten.nogmaals, eerder, MailState.GEPLAND),
        ):
            for agb in agbs:
                status.decide(log, plan, agb, van, naar, besluiten.wie)


def mail_status(kamer: MailRoom) -> tuple[Plan, MailStatus]:
    """How the mailing stands, also while it runs."""
    plan = read_plan(kamer)
    with Log(kamer.mailmap) as log:
        nu = status.mail_status(plan, log, sender_is_running(kamer.mailmap))
    show_on_overview(kamer)
    return plan, nu


def show_on_overview(kamer: MailRoom) -> None:
    """overzicht.html with the mailing as it stands; nothing where no build wrote that page."""
    uitvoer = OutputFolder(kamer.uitvoer)
    if not kamer.post and (uitvoer.staat / KEPT).is_file():
        refresh(uitvoer, templates_path(kamer.ronde_map))


def _known(agbs: frozenset[str], plan: Plan) -> None:
    bekend = [mail.agb for mail in plan.mails]
    for agb in sorted(agbs - set(bekend)):
        raise InputError(
            f"AGB-code {agb} staat niet in het verzendplan", waar="--alleen", tip=suggestion(agb, bekend[:20])
        )
