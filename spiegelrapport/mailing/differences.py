"""Two plans -> what an approver should know is different, in Dutch: who is new, who is gone, what changed for whom."""

from collections.abc import Iterator
from datetime import datetime

from spiegelrapport.dutch import tijdstip
from spiegelrapport.mailing.plan import Mail, Plan

PER_PLAN = {"variant": "de vorm", "afzender_naam": "de afzender", "afzender_email": "het adres van de afzender"}
PER_PLAN |= {"antwoord_aan": "het antwoordadres"}
PER_MAIL = {
    "adres": "het adres",
    "naam": "de naam",
    "contactpersoon": "de contactpersoon",
    "onderwerp": "het onderwerp",
}


def differences(oud: Plan | None, nieuw: Plan) -> list[str]:
    """The first line says with which plan is compared; "" is never among the others."""
    if oud is None:
        return ["Er is geen eerder plan om mee te vergelijken."]
    regels = [*_of_plan(oud, nieuw), *_of_mails(oud, nieuw)]
    wanneer = f"het plan van {tijdstip(datetime.fromisoformat(oud.opgesteld_op))}"
    return [f"Veranderd sinds {wanneer}:", *regels] if regels else [f"Sinds {wanneer} is er niets veranderd."]


def _of_plan(oud: Plan, nieuw: Plan) -> Iterator[str]:
    if oud.ronde != nieuw.ronde:
        yield "de rapporten zijn opnieuw gemaakt, of van een andere ronde"
    for veld, wat in PER_PLAN.items():
        if getattr(oud, veld) != getattr(nieuw, veld):
            yield f"{wat} was '{getattr(oud, veld)}', is nu '{getattr(nieuw, veld)}'"


def _of_mails(oud: Plan, nieuw: Plan) -> Iterator[str]:
    toen, nu = ({mail.agb: mail for mail in plan.mails} for plan in (oud, nieuw))
    waarom = {regel.agb: f": {regel.reden}" for regel in nieuw.niet_gepland}
    yield from (f"nieuw: {_who(mail)}" for agb, mail in nu.items() if agb not in toen)
    yield from (f"niet meer: {_who(mail)}{waarom.get(agb, '')}" for agb, mail in toen.items() if agb not in nu)
    for agb, mail in nu.items():
        anders = list(_of_mail(toen[agb], mail)) if agb in toen else []
        if anders:
            yield f"anders: {mail.agb} {mail.naam}: {'; '.join(anders)}"


def _of_mail(oud: Mail, nieuw: Mail) -> Iterator[str]:
    for veld, wat in PER_MAIL.items():
        if getattr(oud, veld) != getattr(nieuw, veld):
            yield f"{wat} was '{getattr(oud, veld)}', is nu '{getattr(nieuw, veld)}'"
    if oud.sha256 != nieuw.sha256:
        yield "een ander rapport"
    if (oud.dashboard_sha256, oud.dashboard_vorm) != (nieuw.dashboard_sha256, nieuw.dashboard_vorm):
        yield "een ander dashboard, of op een andere manier"
    if (oud.tekst, oud.html, oud.agenda) != (nieuw.tekst, nieuw.html, nieuw.agenda):
        yield "een andere tekst"


def _who(mail: Mail) -> str:
    return f"{mail.agb} {mail.naam} <{mail.adres}>"
