"""notities/<ruimte>.md of a meeting -> what was understood and agreed, and what is wrong in it per line."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from spiegelrapport.errors import suggestion
from spiegelrapport.model.findings import Ernst, Finding
from spiegelrapport.model.lessons import Agreement, MeetingNotes, NoteLine, RoomNotes
from spiegelrapport.model.spiegelbijeenkomst import Deelnemer, Spiegelbijeenkomst
from spiegelrapport.spelling import single_spaced, slug

FOLDER = "notities"
KOPPEN = {
    "inzicht": "inzicht", "inzichten": "inzicht", "context": "context",
    "afspraak": "afspraak", "afspraken": "afspraak",
}  # fmt: skip
LANGST = 160  # characters of an agreement: its place in the report holds no more
FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)  # which room it is: for the moderator
DAG = re.compile(r"(\d{4}-\d{2}-\d{2})$")
MARKDOWN = MarkdownIt("commonmark", {"html": True})  # a comment is no text


@dataclass(frozen=True, slots=True)
class _Line:
    kop: str  # "" before the first heading
    tekst: str
    regel: int


def load_notes(
    map_: Path, bijeenkomst: Spiegelbijeenkomst, deelnemers: Collection[Deelnemer], themas: Mapping[str, str]
) -> tuple[MeetingNotes, tuple[Finding, ...]]:
    """The rooms' files in `map_`/notities, and a Finding for every line that does not count; the rest does.

    `themas`: code -> name. A room whose file is missing or holds nothing is a Finding too.
    """
    ruimtes: list[RoomNotes] = []
    afspraken: dict[str, Agreement] = {}
    findings: list[Finding] = []
    for naam, ruimte in bijeenkomst.ruimtes.items():
        pad = map_ / FOLDER / f"{slug(naam)}.md"
        regels = [regel for regel in _lines(pad, findings) if regel.kop]
        per_kop = {kop: tuple(NoteLine(r.tekst, r.regel) for r in regels if r.kop == kop) for kop in KOPPEN.values()}
        wie = {deelnemer.agb for deelnemer in deelnemers if deelnemer.ruimte == naam}
        for regel in per_kop["afspraak"]:
            gevonden = _agreement(regel, pad.name, wie, bijeenkomst, themas[ruimte.thema])
            if isinstance(gevonden, Finding):
                findings.append(gevonden)
            elif gevonden and gevonden.agb in afspraken:
                findings.append(_finding("B106", f"{gevonden.agb} heeft al een afspraak; deze telt niet mee", "houd één regel over", pad.name, regel.regel))  # fmt: skip
            elif gevonden:
                afspraken[gevonden.agb] = gevonden
        if per_kop["inzicht"] or per_kop["context"]:
            ruimtes.append(RoomNotes(naam, ruimte.thema, per_kop["inzicht"], per_kop["context"]))
        else:
            findings.append(_finding("B101", f"van de ruimte {naam} is er geen inzicht of context", f"vul {FOLDER}/{pad.name} in", pad.name))  # fmt: skip
    return MeetingNotes(tuple(ruimtes), tuple(afspraken[agb] for agb in sorted(afspraken))), tuple(findings)


def _lines(pad: Path, findings: list[Finding]) -> Iterator[_Line]:
    """Every point under a known heading; a file that is not text, and what stands under another heading, is told."""
    try:
        tekst = pad.read_text(encoding="utf-8-sig") if pad.is_file() else ""
    except (OSError, UnicodeDecodeError):
        findings.append(_finding("B102", "dit bestand is niet te lezen", "bewaar het als tekst in UTF-8", pad.name))
        return
    kop, wat = "", ""
    for token in MARKDOWN.parse(FRONT.sub(_blank, tekst)):
        if token.type == "heading_open":
            wat = token.tag
        elif token.type == "inline":
            regel, inhoud = (token.map or [0])[0] + 1, _words(token)
            if wat:
                kop, wat = _heading(inhoud, wat, regel, pad, findings), ""
            elif inhoud.strip("-|. "):
                yield _Line(kop, inhoud, regel)


def _blank(voorin: re.Match[str]) -> str:
    """As many lines, with nothing in them."""
    return "\n" * voorin[0].count("\n")


def _words(token: Token) -> str:
    """What a reader of the page would see: no comment, no marks of emphasis."""
    delen = (
        "" if deel.type == "html_inline" else " " if deel.type.endswith("break") else deel.content
        for deel in token.children or ()
    )
    return single_spaced("".join(delen))


def _heading(inhoud: str, soort: str, regel: int, pad: Path, findings: list[Finding]) -> str:
    kop = KOPPEN.get(inhoud.casefold().strip(": "), "")
    if not kop and soort != "h1":
        tip = f"gebruik Inzicht, Context of Afspraak; {suggestion(inhoud, list(KOPPEN))}"
        findings.append(
            _finding("B103", f"onbekende kop '{inhoud}'; wat eronder staat telt niet mee", tip, pad.name, regel)
        )
    return kop


def _agreement(
    regel: NoteLine, bestand: str, wie: Collection[str], bijeenkomst: Spiegelbijeenkomst, thema: str
) -> Agreement | Finding | None:
    """The agreement on a line; None for a line of the form that nobody filled in."""
    delen = [deel.strip() for deel in regel.tekst.split("|")]
    if len(delen) != 3:
        bericht = "deze afspraak heeft niet drie delen; zij telt niet mee"
        return _finding(
            "B104", bericht, "schrijf: AGB-code | afspraak | terugkijken op 2027-03-01", bestand, regel.regel
        )
    agb, tekst, wanneer = delen
    if not tekst:
        return None
    agb = agb.zfill(8)
    if agb not in wie:
        bericht = f"{agb} zit volgens deelnemers.xlsx niet in deze ruimte; de afspraak telt niet mee"
        return _finding("B105", bericht, suggestion(agb, sorted(wie)), bestand, regel.regel)
    dag = _day(wanneer)
    if dag is None or dag <= bijeenkomst.dag:
        bericht = f"de afspraak van {agb} heeft geen dag na de bijeenkomst om terug te kijken; zij telt niet mee"
        return _finding("B107", bericht, "schrijf bijvoorbeeld: terugkijken op 2027-03-01", bestand, regel.regel)
    if len(tekst) > LANGST:
        bericht = f"de afspraak van {agb} is langer dan {LANGST} tekens; zij telt niet mee"
        return _finding(
            "B108", bericht, "maak haar korter: het rapport heeft er twee regels voor", bestand, regel.regel
        )
    return Agreement(agb, tekst, dag, bijeenkomst.titel, thema)


def _day(tekst: str) -> date | None:
    gevonden = DAG.search(tekst.strip(". "))
    try:
        return date.fromisoformat(gevonden[1]) if gevonden else None
    except ValueError:
        return None


def _finding(code: str, bericht: str, herstel: str, bestand: str, regel: int = 0) -> Finding:
    rijen = (regel,) if regel else ()
    return Finding(code, Ernst.LET_OP, bericht, herstel, f"{FOLDER}/{bestand}", rijen=rijen, aantal=len(rijen))
