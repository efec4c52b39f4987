"""The intake -> where every keurmerkdrager stands before any report is made, and what the analyst does next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from spiegelrapport.model.findings import Ernst, Finding
from spiegelrapport.model.leveringen import AfgekeurdeLevering, IngenomenLevering, Intake
from spiegelrapport.pipeline.round_context import RoundContext
from spiegelrapport.publish.manifest import GELUKT, ManifestEntry
from spiegelrapport.validate import blocking, leaks

NUL = frozenset(["L013", "R411", "R412", "R413", "R414"])  # nothing where something was expected
KOPPEL, STANDAARD = "spiegelrapport koppel", Path("input")  # the command, and the folder that it takes by itself
ZOEK_UIT = "Kijk in de bevindingen wat er aan de hand is."


@dataclass(frozen=True, slots=True)
class RoundStatus:
    """Where every keurmerkdrager of the register stands, in the register's order."""

    regels: tuple[ManifestEntry, ...]
    losse: tuple[ManifestEntry, ...] = ()  # refused files that belong to nobody in the register

    @property
    def slotcode(self) -> int:
        """0 when every file that came in leads to a report, else 1."""
        return 0 if not self.losse and all(regel.status in GELUKT for regel in self.regels) else 1


def after_intake(kader: RoundContext, intake: Intake[IngenomenLevering]) -> RoundStatus:
    """Who delivered what, what keeps a report from being made, and what to do about it."""
    goed = {levering.agb: levering for levering in intake.gecontroleerd}
    slecht = {levering.agb: levering for levering in intake.afgekeurd if levering.agb}
    losse = [levering for levering in intake.afgekeurd if levering.agb not in kader.register]
    return RoundStatus(
        tuple(_regel(kader, agb, goed.get(agb), slecht.get(agb)) for agb in kader.register),
        tuple(
            _afgekeurd(kader, ManifestEntry(levering.agb or "", "", "afgekeurd", ""), levering) for levering in losse
        ),
    )


def _regel(
    kader: RoundContext, agb: str, goed: IngenomenLevering | None, slecht: AfgekeurdeLevering | None
) -> ManifestEntry:
    leeg = ManifestEntry(agb, kader.register[agb].naam, "geen levering", "er is geen levering ontvangen")
    if goed:
        return _gecontroleerd(kader, leeg, goed)
    return _afgekeurd(kader, leeg, slecht) if slecht else leeg


def _afgekeurd(kader: RoundContext, leeg: ManifestEntry, levering: AfgekeurdeLevering) -> ManifestEntry:
    return replace(
        leeg,
        status="afgekeurd",
        reden=_sentences(blocking(levering.findings)) or ZOEK_UIT,
        levering=levering.bestand,
        gelezen=sum(levering.rijen_gelezen.values()),
        bevindingen=len(levering.findings),
        let_op=_let_op(levering.findings),
        stap=_whose(levering) + _to_type(_stap(levering.findings, gaat_door=False), kader.ronde_map),
        antwoord=_answer(kader, levering.naam),
    )


def _gecontroleerd(kader: RoundContext, leeg: ManifestEntry, levering: IngenomenLevering) -> ManifestEntry:
    return replace(
        leeg,
        status="bruikbaar" if levering.akkoord else "wacht op akkoord",
        reden="" if levering.akkoord else _sentences(blocking(levering.findings)) or ZOEK_UIT,
        levering=levering.bestand,
        n=int(levering.kengetallen["trajecten"]),
        gelezen=sum(levering.rijen_gelezen.values()),
        gebruikt=levering.gebruikt,
        uitgesloten=levering.uitgesloten,
        bevindingen=len(levering.findings),
        let_op=_let_op(levering.findings),
        stap=_to_type(_stap(levering.findings, gaat_door=levering.akkoord), kader.ronde_map),
        antwoord=_answer(kader, levering.agb) if levering.findings else None,
    )


def _whose(levering: AfgekeurdeLevering) -> str:
    return "" if levering.agb else "Zoek uit van wie dit bestand is. "


def _answer(kader: RoundContext, naam: str) -> str:
    return f"{kader.uitvoer.bevindingen.name}/{naam}.xlsx"


def _let_op(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Data leaks before all, then every zero."""
    lek = ["Datalek: er zijn persoonsgegevens aangeleverd."] if leaks(findings) else []
    return (*lek, *dict.fromkeys(finding.bericht for finding in findings if finding.code in NUL))


def _stap(findings: Sequence[Finding], *, gaat_door: bool) -> str:
    """What the analyst does next, in a sentence; nothing when nothing is needed."""
    lek = ["Meld het datalek volgens jullie procedure en verwijder het bestand."] if leaks(findings) else []
    if not gaat_door:
        besluiten = _unique(finding.besluit for finding in blocking(findings))
        return " ".join((*lek, *(besluiten or ["Stuur de bevindingen terug."])))
    vragen = [finding for finding in findings if finding.ernst is Ernst.VRAAG]
    stappen = _unique(finding.besluit for finding in vragen)
    if vragen or lek:
        stappen = ["Stuur de bevindingen terug.", *stappen]
    return " ".join((*lek, *stappen))


def _to_type(stap: str, ronde_map: Path) -> str:
    """The step with a command that can be typed as it stands, whichever folder the round is in."""
    return stap if ronde_map == STANDAARD else stap.replace(f"{KOPPEL} ", f'{KOPPEL} --ronde "{ronde_map}" ')


def _unique(zinnen: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, zinnen)))


def _sentences(findings: Sequence[Finding]) -> str:
    return " ".join(_unique(finding.bericht for finding in findings))
