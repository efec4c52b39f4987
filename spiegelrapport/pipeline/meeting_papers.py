"""A meeting and the last release -> its papers: a deck for all, a pack per room, a page per participant; each searched before it is there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from spiegelrapport.compare.report import at_size
from spiegelrapport.compose.own_words import eigen_woorden
from spiegelrapport.compose.plenair import deck
from spiegelrapport.compose.ruimte import pack
from spiegelrapport.compose.voorbereiding import page
from spiegelrapport.definitions.fonts import Font, load_letters
from spiegelrapport.definitions.huisstijl import Huisstijl, load_huisstijl
from spiegelrapport.definitions.schema import Thema
from spiegelrapport.disclose.of_all import of_all
from spiegelrapport.disclose.open_table import full_precision, withheld
from spiegelrapport.draw import draw
from spiegelrapport.draw.meeting_charts import draw_plenary, draw_room
from spiegelrapport.dutch import aantal
from spiegelrapport.errors import InputError
from spiegelrapport.figures.meeting_figures import TYPISCH, may_stand, named_keys
from spiegelrapport.figures.report_figures import ReportFigures
from spiegelrapport.files import write_whole
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS, Sleutel
from spiegelrapport.model.document import Document, Grafieken
from spiegelrapport.model.own_words import OwnWords
from spiegelrapport.model.publishable import Publishable
from spiegelrapport.model.spiegelbijeenkomst import Deelnemer, OnTheTable, RoomTable, Spiegelbijeenkomst
from spiegelrapport.new_round.meeting_notes import write_notes
from spiegelrapport.pipeline import saved_release
from spiegelrapport.pipeline.meetings import MeetingStanding, describe, read_meeting
from spiegelrapport.pipeline.paper_record import NamedIn, at_table, read_record, take_back, write_record
from spiegelrapport.pipeline.request import Reporter, Request
from spiegelrapport.pipeline.round_context import RoundContext, load_round_context
from spiegelrapport.pipeline.saved_release import SavedRelease
from spiegelrapport.publish.grootboek import load_concept, load_grootboek
from spiegelrapport.publish.pdf import render
from spiegelrapport.publish.scan import LeakSearch
from spiegelrapport.read.meeting import MAP
from spiegelrapport.spelling import slug

FOR_EVERYBODY = frozenset(["lessen.pdf", "uitnodiging.pdf"])
Wie = Mapping[str, tuple[Publishable, ...]]  # room -> who of it has a report and may be named, from a to z


@dataclass(frozen=True)
class PaperRun:
    """What all papers of one meeting are made from."""

    kader: RoundContext
    naam: str
    stand: MeetingStanding
    vrijgave: SavedRelease
    huisstijl: Huisstijl
    letters: tuple[Font, ...]
    zoeker: LeakSearch

    @property
    def bijeenkomst(self) -> Spiegelbijeenkomst:
        return self.stand.bijeenkomst

    @property
    def map(self) -> Path:
        return self.kader.uitvoer.map / MAP / self.naam

    @property
    def record(self) -> Path:
        """Who stood on which paper so far."""
        return self.kader.uitvoer.staat / f"bijeenkomst-{self.naam}.json"

    def thema(self, naam: str) -> Thema:
        """Of a room; of who is in none the first room's."""
        kamer = self.bijeenkomst.ruimtes.get(naam) or next(iter(self.bijeenkomst.ruimtes.values()))
        return self.kader.definities.themas[kamer.thema]

    def of_all(self, thema: str) -> Publishable:
        """What all reports have in common of a theme."""
        definities = self.kader.definities
        allen = of_all(self.vrijgave.publishables, definities.themas[thema], definities)
        return at_size(allen, TYPISCH, definities)

    def in_room(self, naam: str) -> tuple[Deelnemer, ...]:
        return tuple(een for een in self.stand.deelnemers if een.ruimte == naam)

    def document_of(self, deelnemer: Deelnemer) -> Publishable | None:
        """The own report, or the joint one of a small one; None when there is neither."""
        klein = deelnemer.agb in self.vrijgave.kleine
        return self.vrijgave.publishables.get(KLEINE_AANBIEDERS if klein else deelnemer.agb)


def make_papers(opdracht: Request, naam: str, melder: Reporter, vandaag: date) -> tuple[str, ...]:
    """Every paper of the meeting `naam`; Dutch lines about what was made, what was left out, and what must be taken back."""
    kader = load_round_context(opdracht)
    with kader.uitvoer.alleen():
        gang = _run(kader, naam)
        op_naam = {ruimte: _named(gang, ruimte) for ruimte in gang.bijeenkomst.ruimtes}
        melder.zeg("Nagaan of wie er niet is, niet te herleiden is ...")
        weg = _withheld(gang, op_naam)
        gemaakt: dict[str, frozenset[str]] = {}
        with melder.fase("Papieren", 1 + len(op_naam) + len(gang.stand.deelnemers)) as stap:
            for bestand, document, wie in _papers(gang, op_naam, weg):
                inhoud = render(document, kader.sjablonen).inhoud
                gang.zoeker.inspect_shared(inhoud, wie, bestand)
                write_whole(gang.map / bestand, inhoud)
                gemaakt[bestand] = wie
                stap(bestand)
        _retire(gang.map, set(gemaakt))
        notities = _notes(gang, op_naam)
        return (
            *describe(gang.stand),
            *_told(gang, op_naam, weg),
            *_remember(gang, op_naam, vandaag),
            *notities,
            _summary(gang, gemaakt),
        )


def _run(kader: RoundContext, naam: str) -> PaperRun:
    stand = read_meeting(kader.ronde_map, naam)
    vrijgave = saved_release.load(kader)
    if vrijgave is None or not vrijgave.publishables:
        raise InputError(
            "er zijn geen rapporten van deze ronde, of er is sindsdien iets veranderd",
            waar=str(kader.uitvoer.map),
            tip="bouw eerst de rapporten: spiegelrapport build",
        )
    woorden = eigen_woorden(kader.sjablonen, kader.definities, kader.ronde, kader.register)
    eigen = OwnWords((*woorden.teksten, *_written(stand.bijeenkomst)), woorden.plekken)
    regels = load_concept(kader.grootboek)
    zoeker = LeakSearch(kader.register, full_precision(regels), kader.ronde.verslagjaar, eigen)
    huisstijl, letters = load_huisstijl(kader.sjablonen), tuple(load_letters(kader.sjablonen))
    return PaperRun(kader, naam, stand, vrijgave, huisstijl, letters, zoeker)


def _written(bijeenkomst: Spiegelbijeenkomst) -> Iterator[str]:
    """What the analyst wrote in the settings: a moderator may have the name of somebody's contact."""
    yield from (bijeenkomst.titel, bijeenkomst.plaats, bijeenkomst.gespreksleider)
    for naam, kamer in bijeenkomst.ruimtes.items():
        yield from (naam, kamer.plek, kamer.gespreksleider)


def _named(gang: PaperRun, ruimte: str) -> tuple[Publishable, ...]:
    """With consent and an own report, from a to z; nobody where a threshold is not met."""
    wie = gang.in_room(ruimte)
    gevonden = [
        gang.vrijgave.publishables[een.agb] for een in wie if een.op_naam and een.agb in gang.vrijgave.publishables
    ]
    genoeg = len(wie) >= gang.bijeenkomst.minimum_ruimte and len(gevonden) >= gang.bijeenkomst.minimum_op_naam
    return tuple(sorted(gevonden, key=lambda een: (een.naam.casefold(), een.agb))) if genoeg else ()


def _withheld(gang: PaperRun, op_naam: Wie) -> Mapping[str, frozenset[Sleutel]]:
    kader = gang.kader
    gezien = read_record(gang.record)
    tafels = {
        naam: OnTheTable(
            at_table(gang.stand.deelnemers, gezien, naam),
            frozenset(een.agb for een in wie),
            frozenset().union(*(named_keys(ReportFigures(een, kader.definities), gang.thema(naam)) for een in wie)),
        )
        for naam, wie in op_naam.items()
    }
    regels, boek = load_concept(kader.grootboek), load_grootboek(kader.grootboek)
    return withheld(regels, boek, kader.ronde, kader.definities, tafels)


def _papers(
    gang: PaperRun, op_naam: Wie, weg: Mapping[str, frozenset[Sleutel]]
) -> Iterator[tuple[str, Document, frozenset[str]]]:
    """Every file with whose name may be in it."""
    yield "plenair.pdf", _deck(gang), frozenset()
    for naam, wie in op_naam.items():
        document = _pack(gang, naam, wie, weg[naam])
        yield f"{document.bestandsnaam}.pdf", document, frozenset(een.agb for een in wie)
    for deelnemer in gang.stand.deelnemers:
        publishable = gang.document_of(deelnemer)
        if publishable is not None and not deelnemer.ingetrokken:
            document = _page(gang, deelnemer, publishable)
            yield f"voorbereiding/{document.bestandsnaam}.pdf", document, frozenset([deelnemer.agb])


def _deck(gang: PaperRun) -> Document:
    definities = gang.kader.definities
    themas = {kamer.thema: gang.of_all(kamer.thema) for kamer in gang.bijeenkomst.ruimtes.values()}
    grafieken = draw_plenary(themas, definities, gang.huisstijl, gang.letters)
    return deck(gang.bijeenkomst, gang.stand.deelnemers, themas, grafieken, definities, gang.kader.sjablonen)


def _pack(gang: PaperRun, naam: str, wie: tuple[Publishable, ...], weg: frozenset[Sleutel]) -> Document:
    definities, kamer = gang.kader.definities, gang.bijeenkomst.ruimtes[naam]
    tafel = RoomTable(naam, kamer, len(gang.in_room(naam)), weg, _why_none(gang, naam, wie))
    allen, code = gang.of_all(kamer.thema), definities.themas[kamer.thema].indicatoren[0]
    grafiek = None
    if may_stand(code, [ReportFigures(een, definities) for een in wie], weg):
        grafiek = draw_room(wie, allen, code, definities, gang.huisstijl, gang.letters)
    return pack(tafel, gang.bijeenkomst, wie, allen, grafiek, definities, gang.kader.sjablonen)


def _why_none(gang: PaperRun, naam: str, wie: tuple[Publishable, ...]) -> str:
    if wie:
        return ""
    b, aanwezig = gang.bijeenkomst, len(gang.in_room(naam))
    if aanwezig < b.minimum_ruimte:
        return f"In deze ruimte zitten minder dan {b.minimum_ruimte} deelnemers: er staan geen namen bij de cijfers."
    return f"Minder dan {b.minimum_op_naam} deelnemers staan hier op naam: er staan geen namen bij de cijfers."


def _page(gang: PaperRun, deelnemer: Deelnemer, publishable: Publishable) -> Document:
    kader = gang.kader
    grafieken: Grafieken = draw(publishable, kader.definities, gang.huisstijl, gang.letters)
    return page(
        deelnemer,
        publishable,
        grafieken,
        gang.thema(deelnemer.ruimte).code,
        gang.bijeenkomst,
        kader.definities,
        kader.sjablonen,
    )


def _retire(map_: Path, blijven: set[str]) -> None:
    """Papers that the meeting no longer has go: they may hold a name that was withdrawn. What everybody may read stays."""
    for pad in sorted(map_.rglob("*.pdf")):
        if pad.name not in FOR_EVERYBODY and pad.relative_to(map_).as_posix() not in blijven:
            pad.unlink()


def _notes(gang: PaperRun, op_naam: Wie) -> list[str]:
    map_ = gang.kader.ronde_map / MAP / gang.naam
    paden = [
        write_notes(
            map_,
            naam,
            gang.thema(naam).naam,
            kamer.gespreksleider or gang.bijeenkomst.gespreksleider,
            [een.agb for een in op_naam[naam]],
        )
        for naam, kamer in gang.bijeenkomst.ruimtes.items()
    ]
    nieuw = [pad for pad in paden if pad]
    return [f"Aantekeningen om in te vullen: {pad}" for pad in nieuw]


def _remember(gang: PaperRun, op_naam: Wie, vandaag: date) -> tuple[str, ...]:
    eerder = read_record(gang.record)
    nu = [
        NamedIn(een.agb, f"ruimte-{slug(naam)}.pdf", naam, vandaag.isoformat())
        for naam, wie in op_naam.items()
        for een in wie
    ]
    write_record(gang.record, eerder, nu)
    return tuple(take_back(eerder, gang.stand.deelnemers))


def _told(gang: PaperRun, op_naam: Wie, weg: Mapping[str, frozenset[Sleutel]]) -> Iterator[str]:
    """What was left out, and why."""
    for deelnemer in gang.stand.deelnemers:
        if gang.document_of(deelnemer) is None:
            yield f"Let op: {deelnemer.agb} heeft geen rapport (deelnemers.xlsx, rij {deelnemer.rij}, AGB-code): geen voorbereiding, geen naam."
        elif deelnemer.op_naam and deelnemer.agb in gang.vrijgave.kleine:
            yield f"Let op: {deelnemer.agb} deelt een gezamenlijk rapport (deelnemers.xlsx, rij {deelnemer.rij}, Toestemming): die staat niet op naam."
    for naam, wie in op_naam.items():
        if reden := _why_none(gang, naam, wie):
            yield f"Let op: ruimte {naam}. {reden}"
        codes = sorted({sleutel.indicator for sleutel in weg[naam]})
        if codes:
            namen = ", ".join(gang.kader.definities.indicatoren[code].naam for code in codes)
            yield f"Ruimte {naam}: zonder namen, zodat niemand herkenbaar wordt: {namen}."


def _summary(gang: PaperRun, gemaakt: Mapping[str, frozenset[str]]) -> str:
    return f"{aantal(len(gemaakt), 'papier', 'papieren')} gemaakt in {gang.map}."
