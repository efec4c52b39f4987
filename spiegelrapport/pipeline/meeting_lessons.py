"""A meeting's filled-in notes -> the published piece, and each participant's own afspraak for its next report."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from spiegelrapport.compose.lessen import EVERYBODY, article
from spiegelrapport.compose.own_words import eigen_woorden
from spiegelrapport.errors import DisclosureError, InputError
from spiegelrapport.figures.report_figures import ReportFigures
from spiegelrapport.files import make_folder, write_whole
from spiegelrapport.model.cijfers import Meetwaarden
from spiegelrapport.model.findings import Ernst, Finding
from spiegelrapport.model.lessons import Agreement, MeetingNotes, NoteLine, RoomNotes
from spiegelrapport.pipeline.meetings import MeetingStanding, read_meeting
from spiegelrapport.pipeline.request import Request
from spiegelrapport.pipeline.round_context import RoundContext, load_round_context
from spiegelrapport.pipeline.saved_release import load
from spiegelrapport.publish.lesson_search import LessonSearch
from spiegelrapport.publish.pdf import render
from spiegelrapport.publish.scan import LeakSearch
from spiegelrapport.read.agreements import to_json
from spiegelrapport.read.meeting import MAP
from spiegelrapport.read.room_notes import FOLDER, load_notes
from spiegelrapport.spelling import slug

REWRITE = "herschrijf deze regel; hij blijft uit het stuk"


@dataclass(frozen=True, slots=True)
class LessonsMade:
    """What was written, how many lessons and agreements there are, and every line that does not count."""

    bestanden: tuple[Path, ...]
    lessen: int
    afspraken: int
    findings: tuple[Finding, ...]


def make_lessons(opdracht: Request, naam: str) -> LessonsMade:
    """lessen.pdf, .html and .md in the meeting's output folder, and afspraken.json beside its notes.

    A line that names somebody, holds a participant's own figure or may be about one client is left out and told.
    """
    kader = load_round_context(opdracht)
    stand = read_meeting(kader.ronde_map, naam)
    namen = {code: thema.naam for code, thema in kader.definities.themas.items()}
    notes, findings = load_notes(kader.ronde_map / MAP / naam, stand.bijeenkomst, stand.deelnemers, namen)
    zoek = _search(kader, stand)
    notes, weg = _publishable(notes, zoek)
    if not notes.ruimtes:
        raise InputError(
            "er is nog niets om te publiceren",
            waar=str(kader.ronde_map / MAP / naam / FOLDER),
            tip="; ".join(f"{een.bestand}: {een.bericht}" for een in (*findings, *weg)[:3]),
        )
    map_ = meeting_folder(kader, naam)
    stuk = article(stand.bijeenkomst, notes.ruimtes, kader.ronde, kader.definities, kader.sjablonen)
    inhoud = render(stuk.pdf, kader.sjablonen).inhoud
    _nobody_in(kader, inhoud)
    make_folder(map_)
    afspraken = kader.ronde_map / MAP / naam / "afspraken.json"
    bestanden = {
        map_ / "lessen.pdf": inhoud,
        map_ / "lessen.html": stuk.html.encode(),
        map_ / "lessen.md": stuk.markdown.encode(),
        afspraken: to_json(notes.afspraken),
    }
    for pad, bytes_ in bestanden.items():
        write_whole(pad, bytes_)
    aantal = sum(len(ruimte.inzichten) + len(ruimte.context) for ruimte in notes.ruimtes)
    return LessonsMade(tuple(bestanden), aantal, len(notes.afspraken), (*stand.findings, *findings, *weg))


def meeting_folder(kader: RoundContext, naam: str) -> Path:
    """Where a meeting's papers stand."""
    return kader.uitvoer.map / MAP / naam


def _search(kader: RoundContext, stand: MeetingStanding) -> LessonSearch:
    vrij = load(kader, ook_verouderd=True)
    if vrij is None:
        raise InputError(
            "de rapporten van deze ronde zijn er nog niet, dus is niet na te gaan of er cijfers van een deelnemer in staan",
            waar=str(kader.uitvoer.map),
            tip=f"maak ze met: spiegelrapport build --ronde {kader.ronde_map}",
        )
    codes = [
        code
        for ruimte in stand.bijeenkomst.ruimtes.values()
        for code in kader.definities.themas[ruimte.thema].indicatoren
    ]
    cijfers: dict[str, tuple[str, ...]] = {}
    for agb in {deelnemer.agb for deelnemer in stand.deelnemers} & set(vrij.publishables):
        lezing = ReportFigures(vrij.publishables[agb], kader.definities)
        figuren = [figuur for code in codes if (figuur := lezing.hoofd(code)) is not None]
        cijfers[agb] = tuple(
            figuur.weergave.met_eenheid(figuur.eigen.waarde) for figuur in figuren if figuur.eigen.waarde is not None
        )
    woorden = eigen_woorden(kader.sjablonen, kader.definities, kader.ronde, kader.register)
    return LessonSearch(kader.register, stand.deelnemers, cijfers, woorden)


def _publishable(notes: MeetingNotes, zoek: LessonSearch) -> tuple[MeetingNotes, tuple[Finding, ...]]:
    weg: list[Finding] = []

    def kept(lines: Sequence[NoteLine], ruimte: RoomNotes) -> tuple[NoteLine, ...]:
        redenen = {line: zoek.reason(line.tekst) for line in lines}
        for line, reden in redenen.items():
            if reden:
                plek = f"{FOLDER}/{slug(ruimte.ruimte)}.md"
                weg.append(Finding("B109", Ernst.LET_OP, reden, REWRITE, plek, rijen=(line.regel,), aantal=1))
        return tuple(line for line, reden in redenen.items() if not reden)

    ruimtes = [
        replace(ruimte, inzichten=kept(ruimte.inzichten, ruimte), context=kept(ruimte.context, ruimte))
        for ruimte in notes.ruimtes
    ]
    afspraken = [een for een in notes.afspraken if not _names_another(een, zoek, weg)]
    return MeetingNotes(tuple(r for r in ruimtes if r.inzichten or r.context), tuple(afspraken)), tuple(weg)


def _names_another(afspraak: Agreement, zoek: LessonSearch, weg: list[Finding]) -> bool:
    if not zoek.names(afspraak.tekst, afspraak.agb):
        return False
    bericht = f"in de afspraak van {afspraak.agb} staat de naam of het adres van een ander; zij telt niet mee"
    weg.append(Finding("B110", Ernst.LET_OP, bericht, "schrijf haar zonder die naam", FOLDER))
    return True


def _nobody_in(kader: RoundContext, pdf: bytes) -> None:
    """The finished piece once more, as a reader gets it: what stands in it is nobody's."""
    leeg = pd.DataFrame({naam: pd.Series(dtype=float) for naam in ("waarde", "onder", "boven")} | {"agb": []})
    woorden = eigen_woorden(kader.sjablonen, kader.definities, kader.ronde, kader.register)
    zoeker = LeakSearch(kader.register, Meetwaarden(leeg, leeg, leeg), kader.ronde.verslagjaar, woorden)
    gevonden = zoeker.search(pdf, EVERYBODY)
    if gevonden:
        raise DisclosureError(
            f"in het stuk staat iets van een ander: {gevonden[0]}",
            waar="; ".join(gevonden[:5]),
            tip="haal het uit de notities; er is niets geschreven",
        )
