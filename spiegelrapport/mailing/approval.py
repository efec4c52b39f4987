"""Four eyes: a second person's approval, bound to the very bytes of one plan."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from spiegelrapport.dutch import tijdstip
from spiegelrapport.errors import MailError
from spiegelrapport.files import write_whole
from spiegelrapport.mailing import right_reader
from spiegelrapport.mailing.dashboard import enclosure
from spiegelrapport.mailing.plan import Plan
from spiegelrapport.mailing.right_reader import Evidence, HeldBack
from spiegelrapport.spelling import letters

BESTAND = "goedkeuring.json"


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved which plan, and for how many mails."""

    plan_sha256: str
    aantal: int
    door: str
    op: str
    login: str = ""  # as the system knows who approved
    zelfde_login: bool = False  # the maker's too, as the approver confirmed


def approve(
    plan: Plan,
    plan_sha256: str,
    bewijs: Evidence,
    aantal: int,
    door: str,
    nu: datetime,
    mailmap: Path,
    login: str = "",
    *,
    zelfde_login: bool = False,
) -> Approval:
    """Record the approval; refused for the plan's own maker, a wrong number, or a plan that is no longer true.

    `zelfde_login`: the approver says to be another person than the maker, though both work under one login.
    """
    if not letters(door):
        raise MailError("een goedkeuring heeft een naam nodig", tip="geef je naam met --door")
    if letters(door) == letters(plan.opgesteld_door):
        raise MailError(
            f"{plan.opgesteld_door} heeft het plan opgesteld en kan het niet ook goedkeuren",
            tip="vier ogen: laat een collega het plan bekijken en goedkeuren",
        )
    if login and login == plan.opgesteld_login and not zelfde_login:
        raise MailError(
            f"je bent aangemeld als '{login}', net als wie het plan opstelde",
            tip="laat een collega goedkeuren op de eigen aanmelding; delen jullie er een, zeg dat dan met --zelfde-aanmelding",
        )
    if not plan.mails:
        raise MailError("in dit plan staat geen enkele mail", tip="zie het blad 'Niet verstuurd' van verzendplan.xlsx")
    if aantal != len(plan.mails):
        raise MailError(
            f"je noemt {aantal} mails, maar het plan telt er {len(plan.mails)}; er is niets goedgekeurd",
            tip="bekijk verzendplan.xlsx nog eens",
        )
    same_round(bewijs)
    _still_true(plan, bewijs)
    naam, moment = " ".join(door.split()), nu.isoformat(timespec="seconds")
    gedeeld = bool(login) and login == plan.opgesteld_login
    goedkeuring = Approval(plan_sha256, aantal, naam, moment, login, gedeeld)
    write_whole(mailmap / BESTAND, json.dumps(asdict(goedkeuring), ensure_ascii=False, indent=1).encode())
    return goedkeuring


def same_round(bewijs: Evidence) -> None:
    """The reports on disk must be of the round the plan was made for, input and all."""
    if bewijs.plan.ronde != bewijs.manifest.ronde:
        raise MailError(
            "de rapporten zijn na het opstellen van het plan opnieuw gemaakt, of van een andere ronde",
            waar=f"plan: {bewijs.plan.ronde.sleutel}; manifest: {bewijs.manifest.ronde.sleutel}",
            tip="maak een nieuw plan en laat het opnieuw goedkeuren",
        )


def _still_true(plan: Plan, bewijs: Evidence) -> None:
    fouten = []
    for mail in plan.mails:
        try:
            right_reader.check(mail, bewijs)
            enclosure(mail, bewijs)
        except HeldBack as fout:
            fouten.append(f"{mail.agb} {mail.naam}: {fout}")
    if fouten:
        meer = f" (en nog {len(fouten) - 1})" if len(fouten) > 1 else ""
        raise MailError("het plan klopt niet meer met wat er nu is", waar=fouten[0] + meer, tip="maak een nieuw plan")


def load_approval(mailmap: Path, plan: Plan, plan_sha256: str) -> Approval:
    """The approval of exactly this plan."""
    pad = mailmap / BESTAND
    try:
        ruw: Mapping[str, object] = json.loads(pad.read_bytes())
        goedkeuring = Approval(**ruw)  # type: ignore[arg-type]
    except (OSError, ValueError, TypeError):
        raise MailError(
            "het verzendplan is niet goedgekeurd",
            waar=str(pad),
            tip="laat een collega doen: spiegelrapport mail goedkeur",
        ) from None
    if (goedkeuring.plan_sha256, goedkeuring.aantal) != (plan_sha256, len(plan.mails)):
        raise MailError(
            "het verzendplan is veranderd nadat het is goedgekeurd",
            waar=f"goedgekeurd door {goedkeuring.door}, {tijdstip(datetime.fromisoformat(goedkeuring.op))}",
            tip="laat het opnieuw goedkeuren met: spiegelrapport mail goedkeur",
        )
    if letters(goedkeuring.door) == letters(plan.opgesteld_door):
        raise MailError("opsteller en goedkeurder zijn dezelfde persoon", waar=str(pad))
    return goedkeuring
