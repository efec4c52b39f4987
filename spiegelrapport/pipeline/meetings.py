"""A meeting's name -> its files, or who takes part and what in them does not count."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from spiegelrapport.definitions.load import load_definities
from spiegelrapport.definitions.references import known
from spiegelrapport.dutch import aantal
from spiegelrapport.errors import SettingError
from spiegelrapport.model.findings import Finding
from spiegelrapport.model.spiegelbijeenkomst import Deelnemer, Spiegelbijeenkomst
from spiegelrapport.new_round.meeting_files import make_meeting
from spiegelrapport.read.meeting import MAP, load_meeting
from spiegelrapport.read.participants import load_participants
from spiegelrapport.read.register import load_register, load_ronde
from spiegelrapport.spelling import slug


@dataclass(frozen=True, slots=True)
class MeetingStanding:
    """One meeting as its files have it now: who takes part, and what in the sheet does not count."""

    bijeenkomst: Spiegelbijeenkomst
    deelnemers: tuple[Deelnemer, ...]
    findings: tuple[Finding, ...]


def new_meeting(ronde_map: Path, naam: str, themas: Collection[str]) -> tuple[Path, Path]:
    """The settings and the sheet of a new meeting of this round, a room per theme; SettingError for an unknown theme."""
    load_ronde(ronde_map)
    bekend = load_definities(date.min).themas
    for code in themas:
        known(code, bekend, "--thema", "thema")
    if not naam or slug(naam) != naam:
        raise SettingError(
            f"'{naam}' kan geen naam van een map zijn", waar="NAAM", tip=f"bijvoorbeeld '{slug(naam) or 'voorjaar'}'"
        )
    return make_meeting(ronde_map / MAP, naam, {code: bekend[code].naam for code in dict.fromkeys(themas)})


def read_meeting(ronde_map: Path, naam: str) -> MeetingStanding:
    """The meeting `naam` of this round; what is wrong in one row is a Finding, the rest counts."""
    register, _ = load_register(ronde_map)
    bijeenkomst = load_meeting(ronde_map, naam, load_definities(date.min).themas)
    return MeetingStanding(bijeenkomst, *load_participants(ronde_map / MAP / naam, bijeenkomst, register))


def describe(stand: MeetingStanding) -> Iterator[str]:
    """Dutch lines: how many take part and on which terms, per room, and every row that needs a look."""
    op_naam = sum(deelnemer.op_naam for deelnemer in stand.deelnemers)
    yield f"{aantal(len(stand.deelnemers), 'deelnemer', 'deelnemers')}, van wie {op_naam} op naam."
    per_ruimte = Counter(deelnemer.ruimte for deelnemer in stand.deelnemers)
    for naam in stand.bijeenkomst.ruimtes:
        vol = " Dat is meer dan per_ruimte." if per_ruimte[naam] > stand.bijeenkomst.per_ruimte else ""
        yield f"- {naam}: {per_ruimte[naam]}.{vol}"
    if per_ruimte[""]:
        yield f"- nog niet ingedeeld: {per_ruimte['']}."
    for finding in stand.findings:
        yield finding_line(finding)


def finding_line(finding: Finding) -> str:
    """What is wrong, where, and what to do."""
    rij = f"{'rij' if finding.kolom else 'regel'} {finding.rijen[0]}" if finding.rijen else ""
    waar = ", ".join(filter(None, (finding.bestand, rij, finding.kolom)))
    return f"Let op: {finding.bericht} ({waar}): {finding.herstel}"
