"""A meeting's notes -> what everybody may read: the invitation before it, and afterwards the article with its lessons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

from spiegelrapport import dutch
from spiegelrapport.compose.environment import render
from spiegelrapport.compose.mail_text import moment
from spiegelrapport.definitions.huisstijl import load_huisstijl
from spiegelrapport.definitions.schema import Definities, Thema
from spiegelrapport.dutch import opsomming
from spiegelrapport.model.document import Document
from spiegelrapport.model.lessons import RoomNotes
from spiegelrapport.model.ronde import Bijeenkomst, Ronde
from spiegelrapport.model.spiegelbijeenkomst import Spiegelbijeenkomst

EVERYBODY = "iedereen"  # stands for the AGB-code in a PDF that is nobody's own
VRAGEN = 3  # of a theme's own, from recognising to changing: what a team can take up in one meeting


@dataclass(frozen=True, slots=True)
class RoomLessons:
    """One room in the article: the theme's background, what was said, and the questions to take home."""

    naam: str
    achtergrond: str
    inzichten: tuple[str, ...]
    context: tuple[str, ...]
    vragen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """The published piece in its three forms."""

    pdf: Document
    html: str  # a fragment, for a website
    markdown: str


def article(
    bijeenkomst: Spiegelbijeenkomst,
    ruimtes: Sequence[RoomNotes],
    ronde: Ronde,
    definities: Definities,
    sjablonen: Sequence[Path],
) -> Article:
    """Aim, lessons per room, invitation. Nothing of it is anybody's own: the agreements are not in `ruimtes`."""
    gegevens = _shared(bijeenkomst, ronde, sjablonen) | {
        "titel": f"Wat we leerden. {bijeenkomst.titel}",
        "doel": _aim(bijeenkomst, definities),
        "ruimtes": [_room(notes, definities.themas[notes.thema]) for notes in ruimtes],
        "uitnodiging": (
            "Van elke spiegelbijeenkomst publiceren we wat we leerden. Wil je er de volgende keer bij zijn, of een thema "
            f"voorstellen? Schrijf naar {ronde.afzender.antwoord_aan or ronde.afzender.email}."
        ),
    }
    return Article(
        _document("lessen", gegevens, ronde, sjablonen),
        render(sjablonen, "bijeenkomst/artikel.html", gegevens),
        _as_markdown(render(sjablonen, "bijeenkomst/lessen.md", gegevens)),
    )


def _as_markdown(tekst: str) -> str:
    """As it is read by people too: punctuation as itself, and only what would be HTML escaped."""
    return unescape(tekst).replace("<", "&lt;")


def invitation_page(
    bijeenkomst: Spiegelbijeenkomst, ronde: Ronde, definities: Definities, sjablonen: Sequence[Path]
) -> Document:
    """One page for every keurmerkdrager: what it is about, how it goes, and what one decides to share."""
    themas = dict.fromkeys(ruimte.thema for ruimte in bijeenkomst.ruimtes.values())
    gegevens = _shared(bijeenkomst, ronde, sjablonen) | {
        "titel": f"Uitnodiging: {bijeenkomst.titel}",
        "ruimtes": [_room(RoomNotes("", code, (), ()), definities.themas[code]) for code in themas],
        "tot": dutch.datum(bijeenkomst.sluiting),
    }
    return _document("uitnodiging", gegevens, ronde, sjablonen)


def _shared(bijeenkomst: Spiegelbijeenkomst, ronde: Ronde, sjablonen: Sequence[Path]) -> dict[str, Any]:
    wanneer = Bijeenkomst(bijeenkomst.titel, bijeenkomst.begin, bijeenkomst.einde, bijeenkomst.plaats)
    return {
        "b": bijeenkomst,
        "ronde": ronde,
        "moment": moment(wanneer),
        "huisstijl": load_huisstijl(sjablonen),
    }


def _aim(bijeenkomst: Spiegelbijeenkomst, definities: Definities) -> str:
    namen = dict.fromkeys(definities.themas[ruimte.thema].naam.lower() for ruimte in bijeenkomst.ruimtes.values())
    return (
        "Keurmerkdragers legden hun cijfers naast elkaar, niet om te oordelen maar om van elkaar te leren. Zij spraken over "
        f"{opsomming(list(namen))}. Dit namen zij mee."
    )


def _room(notes: RoomNotes, thema: Thema) -> RoomLessons:
    return RoomLessons(
        naam=notes.ruimte or thema.naam,
        achtergrond=" ".join(thema.achtergrond),
        inzichten=tuple(_sentence(line.tekst) for line in notes.inzichten),
        context=tuple(_sentence(line.tekst) for line in notes.context),
        vragen=thema.vragen[:VRAGEN],
    )


def _sentence(tekst: str) -> str:
    """With a capital in front and a full stop behind, as the rest of the piece."""
    return tekst[:1].upper() + tekst[1:] + ("" if tekst.endswith((".", "!", "?")) else ".")


def _document(naam: str, gegevens: Mapping[str, Any], ronde: Ronde, sjablonen: Sequence[Path]) -> Document:
    return Document(
        agb=EVERYBODY,
        bestandsnaam=naam,
        titel=str(gegevens["titel"]),
        html=render(sjablonen, f"bijeenkomst/{naam}.html", gegevens),
        grafieken=(),
        onderwerp=f"Spiegelbijeenkomst {ronde.verslagjaar}",
        trefwoorden=("spiegelbijeenkomst", str(ronde.verslagjaar), f"agb:{EVERYBODY}"),
        auteur=ronde.afzender.naam,
        datum=ronde.peildatum,
    )
