"""Round and reader -> the words of one mail: one Dutch text, shown as plain text and as accessible HTML."""

import html
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from spiegelrapport import dutch
from spiegelrapport.compose.agenda import invitation, local
from spiegelrapport.compose.environment import render
from spiegelrapport.errors import SettingError
from spiegelrapport.model.mail import Bericht, DashboardWay, MailVariant
from spiegelrapport.model.ronde import Bijeenkomst, Keurmerkdrager, Ronde

DAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
LINK = re.compile(r"(https://[^\s<>\"]*[^\s<>\".,;:!?)]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)")
MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(["image", "code", "fence", "hr"])


def message(
    ronde: Ronde,
    lezer: Keurmerkdrager,
    sjablonen: Sequence[Path],
    *,
    variant: MailVariant = "bijlage",
    gezamenlijk: bool = False,
    portaal: str = "",
    dashboard: DashboardWay = "geen",
) -> Bericht:
    """The mail for `lezer`. `gezamenlijk`: the report is the joint one of the kleine aanbieders."""
    gegevens = {
        "ronde": ronde,
        "lezer": lezer,
        "afzender": ronde.afzender,
        "variant": variant,
        "gezamenlijk": gezamenlijk,
        "portaal": portaal,
        "dashboard": dashboard,
        "moment": moment(ronde.bijeenkomst) if ronde.bijeenkomst else "",
    }
    onderwerp = " ".join(html.unescape(render(sjablonen, "mail/onderwerp.txt", gegevens)).split())
    tokens = parse(render(sjablonen, "mail/bericht.md", gegevens))
    inhoud = Markup(MARKDOWN.renderer.render(tokens, MARKDOWN.options, {}))  # noqa: S704 - raw HTML is off: it is text
    return Bericht(
        onderwerp=onderwerp,
        tekst=plain(tokens),
        html=render(sjablonen, "mail/bericht.html", {"onderwerp": onderwerp, "inhoud": inhoud}),
        agenda=invitation(ronde.bijeenkomst, ronde) if ronde.bijeenkomst else "",
    )


def moment(bijeenkomst: Bijeenkomst) -> str:
    """'dinsdag 8 september 2026 van 14:00 tot 17:00 uur'; both dates when it ends on another day."""
    begin, einde = local(bijeenkomst.begin), local(bijeenkomst.einde)
    if einde <= begin:
        raise SettingError("de bijeenkomst eindigt voor ze begint", waar="ronde.toml, [bijeenkomst]")
    dag = f"{DAGEN[begin.weekday()]} {dutch.datum(begin.date())}"
    tot = "" if begin.date() == einde.date() else f"{DAGEN[einde.weekday()]} {dutch.datum(einde.date())} "
    return f"{dag} van {begin:%H:%M} tot {tot}{einde:%H:%M} uur"


def parse(tekst: str) -> list[Token]:
    """Markdown, in which web and mail addresses are links."""
    tokens = MARKDOWN.parse(tekst)
    for token in tokens:
        token.children = [deel for kind in token.children or () for deel in _linked(kind)]
    return tokens


def _linked(token: Token) -> Iterator[Token]:
    if token.type != "text":
        yield token
        return
    for plaats, deel in enumerate(LINK.split(token.content)):
        tekst = Token("text", "", 0, content=deel)
        if plaats % 2:
            adres = deel if deel.startswith("https://") else f"mailto:{deel}"
            yield from (Token("link_open", "a", 1, attrs={"href": adres}), tekst, Token("link_close", "a", -1))
        elif deel:
            yield tekst


def plain(tokens: Sequence[Token]) -> str:
    """As text: one line per paragraph, so that every screen and screen reader wraps it its own way."""
    tekst, in_lijst = "", 0
    for vorige, token in pairwise(tokens):
        in_lijst += token.nesting if token.type in ("bullet_list_open", "bullet_list_close") else 0
        if token.type == "inline":
            woorden = "".join(map(_words, token.children or ()))
            kop = "\n" + "-" * len(woorden) if vorige.type == "heading_open" else ""
            tekst += f"- {woorden}\n" if in_lijst else f"{woorden}{kop}\n\n"
        elif token.type == "bullet_list_close" and not in_lijst:
            tekst += "\n"
    return tekst.rstrip("\n") + "\n"


def _words(token: Token) -> str:
    return {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content)
