"""A meeting and one of its readers -> the words of the invitation, the confirmation or the thanks."""

from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from spiegelrapport import dutch
from spiegelrapport.compose.agenda import invitation
from spiegelrapport.compose.environment import render
from spiegelrapport.compose.mail_text import MARKDOWN, moment, parse, plain
from spiegelrapport.model.mail import Bericht, MeetingMail
from spiegelrapport.model.ronde import Bijeenkomst, Keurmerkdrager, Ronde
from spiegelrapport.model.spiegelbijeenkomst import Spiegelbijeenkomst

SUBJECT = {
    "uitnodiging": "Uitnodiging: {}",
    "bevestiging": "Je bent aangemeld: {}",
    "dank": "Dank, en wat we leerden: {}",
}


def meeting_message(
    soort: MeetingMail,
    bijeenkomst: Spiegelbijeenkomst,
    ronde: Ronde,
    lezer: Keurmerkdrager,
    sjablonen: Sequence[Path],
    *,
    ruimte: str = "",
) -> Bericht:
    """The mail for `lezer`, with the appointment as an iCalendar file as long as the meeting lies ahead."""
    wanneer = Bijeenkomst(bijeenkomst.titel, bijeenkomst.begin, bijeenkomst.einde, bijeenkomst.plaats)
    gegevens = {
        "b": bijeenkomst,
        "ronde": ronde,
        "lezer": lezer,
        "afzender": ronde.afzender,
        "moment": moment(wanneer),
        "tot": dutch.datum(bijeenkomst.sluiting),
        "ruimte": ruimte,
    }
    onderwerp = ("[FICTIEF] " if ronde.fictief else "") + SUBJECT[soort].format(bijeenkomst.titel)
    tokens = parse(render(sjablonen, f"mail/bijeenkomst-{soort}.md", gegevens))
    inhoud = Markup(MARKDOWN.renderer.render(tokens, MARKDOWN.options, {}))  # noqa: S704 - raw HTML is off: it is text
    return Bericht(
        onderwerp=onderwerp,
        tekst=plain(tokens),
        html=render(sjablonen, "mail/bericht.html", {"onderwerp": onderwerp, "inhoud": inhoud}),
        agenda="" if soort == "dank" else invitation(wanneer, ronde),
    )
