"""Round and reader -> the words of one mail: one Dutch text, shown as plain text and as accessible HTML."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from spiegelrapport import dutch
from spiegelrapport.compose.agenda import invitation, local
from spiegelrapport.compose.environment import render
from spiegelrapport.errors import SettingError
from spiegelrapport.model.mail import Bericht, MailVariant
from spiegelrapport.model.ronde import Bijeenkomst, Keurmerkdrager, Ronde

DAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
LINK = re.compile(r"(https://[^\s<>\"]*[^\s<>\".,;:!?)]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; `adres` is where it leads when it is a link."""

    tekst: str
    adres: str = ""


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A heading, a paragraph, a list, or lines that stay lines (a signature)."""

    soort: Literal["kop", "alinea", "lijst", "regels"]
    regels: tuple[str, ...]

    @property
    def stukken(self) -> tuple[tuple[Piece, ...], ...]:
        return tuple(links(regel) for regel in self.regels)


def message(
    ronde: Ronde,
    lezer: Keurmerkdrager,
    sjablonen: Sequence[Path],
    *,
    variant: MailVariant = "bijlage",
    gezamenlijk: bool = False,
    portaal: str = "",
) -> Bericht:
    """The mail for `lezer`. `gezamenlijk`: the report is the joint one of the kleine aanbieders."""
    gegevens = {
        "ronde": ronde,
        "lezer": lezer,
        "afzender": ronde.afzender,
        "variant": variant,
        "gezamenlijk": gezamenlijk,
        "portaal": portaal,
        "moment": moment(ronde.bijeenkomst) if ronde.bijeenkomst else "",
    }
    onderwerp = " ".join(html.unescape(render(sjablonen, "mail/onderwerp.txt", gegevens)).split())
    blokken = parse(html.unescape(render(sjablonen, "mail/bericht.txt", gegevens)))
    return Bericht(
        onderwerp=onderwerp,
        tekst=plain(blokken),
        html=render(sjablonen, "mail/bericht.html", {"onderwerp": onderwerp, "blokken": blokken}),
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


def parse(tekst: str) -> tuple[TextBlock, ...]:
    """Blocks between blank lines: '## kop', '- item' lines, '| ' lines that stay lines, and else a paragraph."""
    return tuple(_block(blok.strip().splitlines()) for blok in re.split(r"\n[ \t]*\n", tekst) if blok.strip())


def _block(regels: Sequence[str]) -> TextBlock:
    schoon = [" ".join(regel.split()) for regel in regels]
    if schoon[0].startswith("## "):
        return TextBlock("kop", (" ".join(schoon).removeprefix("## "),))
    if all(regel.startswith("- ") for regel in schoon):
        return TextBlock("lijst", tuple(regel[2:] for regel in schoon))
    if all(regel.startswith("| ") for regel in schoon):
        return TextBlock("regels", tuple(regel[2:] for regel in schoon))
    return TextBlock("alinea", (" ".join(schoon),))


def plain(blokken: Sequence[TextBlock]) -> str:
    """The blocks as text: one line per paragraph, so that every screen and screen reader wraps it its own way."""
    teksten = []
    for blok in blokken:
        voor = "- " if blok.soort == "lijst" else ""
        regels = [voor + regel for regel in blok.regels]
        teksten.append("\n".join([*regels, "-" * len(regels[0])] if blok.soort == "kop" else regels))
    return "\n\n".join(teksten) + "\n"


def links(regel: str) -> tuple[Piece, ...]:
    """The line cut at its web and mail addresses, which become links."""
    stukken = [
        Piece(deel, (deel if deel.startswith("https://") else f"mailto:{deel}") if plaats % 2 else "")
        for plaats, deel in enumerate(LINK.split(regel))
    ]
    return tuple(stuk for stuk in stukken if stuk.tekst)
