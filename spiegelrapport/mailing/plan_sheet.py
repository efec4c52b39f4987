"""A plan -> verzendplan.xlsx: what a person reads before approving. Changing it changes nothing that is sent."""

from datetime import datetime

from spiegelrapport.dutch import tijdstip
from spiegelrapport.mailing.plan import Mail, Plan
from spiegelrapport.workbook import workbook

KOPPEN = [
    "AGB-code",
    "Naam",
    "Contactpersoon",
    "E-mailadres",
    "Soort rapport",
    "Bestand",
    "Bijlage",
    "Dashboard",
    "Grootte (kB)",
]
KOPPEN += ["Onderwerp", "SHA-256 van het rapport", "Message-ID"]


def plan_workbook(plan: Plan) -> bytes:
    """Sheets: the totals, the mails, who gets none, and what to look at."""
    mails = [
        [
            mail.agb,
            mail.naam,
            mail.contactpersoon,
            mail.adres,
            _kind(mail),
            mail.bestand,
            mail.bijlage_naam if mail.bijlage else "geen",
            f"{mail.dashboard_vorm}: {mail.dashboard}" if mail.dashboard else "geen",
            round(mail.bytes / 1000),
            mail.onderwerp,
            mail.sha256,
            mail.message_id,
        ]
        for mail in plan.mails
    ]
    return workbook(
        {
            "Totalen": (["Wat", "Waarde"], totals(plan)),
            "Mails": (KOPPEN, mails),
            "Niet verstuurd": (["AGB-code", "Naam", "Waarom"], [[n.agb, n.naam, n.reden] for n in plan.niet_gepland]),
            "Opmerkingen": (["Let op"], [[opmerking] for opmerking in plan.opmerkingen]),
        }
    )


def recipients(plan: Plan) -> list[str]:
    """Every reader on a line, in the order of sending."""
    breed = max((len(mail.naam) for mail in plan.mails), default=0)
    return [f"{mail.agb}  {mail.naam:<{breed}}  {mail.adres}  {_kind(mail)}" for mail in plan.mails]


def _kind(mail: Mail) -> str:
    return "eigen" if mail.agb == mail.agb_in_pdf else "gezamenlijk"


def totals(plan: Plan) -> list[tuple[str, str | int]]:
    """The lines that an approver sees, on screen and on paper."""
    gezamenlijk = sum(mail.agb != mail.agb_in_pdf for mail in plan.mails)
    ronde = plan.ronde
    return [
        (
            "Ronde",
            f"{ronde.naam}, verslagjaar {ronde.verslagjaar}, uitgave {ronde.versie}{' (fictief)' if ronde.fictief else ''}",
        ),
        ("Afzender", f"{plan.afzender_naam} <{plan.afzender_email}>"),
        ("Vorm", plan.variant),
        ("Mails", len(plan.mails)),
        ("waarvan eigen rapport", len(plan.mails) - gezamenlijk),
        ("waarvan gezamenlijk rapport", gezamenlijk),
        ("waarvan met dashboard", sum(mail.dashboard is not None for mail in plan.mails)),
        ("Verschillende adressen", len({mail.adres.casefold() for mail in plan.mails})),
        ("Grootste bestand (kB)", round(max((mail.bytes for mail in plan.mails), default=0) / 1000)),
        ("Krijgt geen mail", len(plan.niet_gepland)),
        ("Opmerkingen", len(plan.opmerkingen)),
        ("Opgesteld door", plan.opgesteld_door),
        ("Opgesteld op", tijdstip(datetime.fromisoformat(plan.opgesteld_op))),
    ]
