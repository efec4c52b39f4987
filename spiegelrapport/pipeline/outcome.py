"""What became of every keurmerkdrager -> manifest.json, samenvatting.xlsx and the lines on the screen."""

import json
import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from spiegelrapport import __version__
from spiegelrapport.definitions.schema import Definities
from spiegelrapport.dutch import aantal, datum, getal
from spiegelrapport.files import sha256, write_whole
from spiegelrapport.mailing.addresses import address_problems
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS
from spiegelrapport.model.findings import Ernst
from spiegelrapport.model.leveringen import AfgekeurdeLevering, CheckedLevering, Intake
from spiegelrapport.model.onthulling import Onthulling
from spiegelrapport.model.ronde import Keurmerkdrager
from spiegelrapport.pipeline.intake import hash_input
from spiegelrapport.pipeline.round_context import RoundContext
from spiegelrapport.publish.manifest import GELUKT, ManifestEntry, manifest, samenvatting
from spiegelrapport.publish.output_folder import Made
from spiegelrapport.read.register import BESTAND
from spiegelrapport.worker_pool import Failed

LOG = logging.getLogger("spiegelrapport")
GEEN_CIJFER = "er is geen cijfer dat mag worden gepubliceerd"


@dataclass(frozen=True, slots=True)
class RoundStatus:
    """Where every keurmerkdrager of the register stands, in the register's order."""

    regels: tuple[ManifestEntry, ...]

    los: int = 0  # refused files that belong to nobody in the register

    @property
    def slotcode(self) -> int:
        """0 when every file that came in leads to a report, else 1."""
        return 0 if not self.los and all(regel.status in GELUKT for regel in self.regels) else 1


def after_intake(kader: RoundContext, intake: Intake) -> RoundStatus:
    """Before any report is made: who delivered what, and what keeps a report from being made."""
    goed = {levering.agb: levering for levering in intake.gecontroleerd}
    slecht = {levering.agb: levering for levering in intake.afgekeurd if levering.agb}
    los = sum(levering.agb not in kader.register for levering in intake.afgekeurd)
    return RoundStatus(tuple(_regel(kader, agb, goed.get(agb), slecht.get(agb)) for agb in kader.register), los)


def _regel(
    kader: RoundContext, agb: str, goed: CheckedLevering | None, slecht: AfgekeurdeLevering | None
) -> ManifestEntry:
    leeg = ManifestEntry(agb, kader.register[agb].naam, "geen levering", "er is geen levering ontvangen")
    if slecht and not goed:
        reden = slecht.findings[0].bericht if slecht.findings else "de levering is niet te gebruiken"
        return replace(leeg, status="afgekeurd", reden=reden, levering=slecht.bestand, bevindingen=len(slecht.findings))
    if not goed:
        return leeg
    blokkades = [finding.bericht for finding in goed.findings if finding.ernst is Ernst.BLOKKEREND]
    return replace(
        leeg,
        status="bruikbaar" if goed.akkoord else "wacht op akkoord",
        reden="" if goed.akkoord else "; ".join(blokkades),
        levering=goed.bestand,
        gelezen=sum(goed.rijen_gelezen.values()),
        gebruikt=sum(len(tabel) for tabel in goed.tabellen.values()),
        uitgesloten=len(goed.uitgesloten),
        bevindingen=len(goed.findings),
    )


def after_reports(
    stand: RoundStatus, onthulling: Onthulling, kleine: frozenset[str], gemaakt: Mapping[str, Made | Failed]
) -> RoundStatus:
    """The same, once the reports are made: the joint report counts for each of its members."""
    regels = tuple(_with_report(regel, onthulling, kleine, gemaakt) for regel in stand.regels)
    return replace(stand, regels=regels)


def _with_report(
    regel: ManifestEntry, onthulling: Onthulling, kleine: frozenset[str], gemaakt: Mapping[str, Made | Failed]
) -> ManifestEntry:
    if regel.status != "bruikbaar":
        return regel
    document = KLEINE_AANBIEDERS if regel.agb in kleine else regel.agb
    publishable = onthulling.publishables.get(document)
    if publishable is None:
        return replace(regel, status="niet vrijgegeven", reden=onthulling.niet_gemaakt.get(document, GEEN_CIJFER))
    kern = replace(
        regel,
        n=None if document == KLEINE_AANBIEDERS else int(publishable.kwaliteit.trajecten.waarde or 0),
        groep=publishable.groepen[0].id if publishable.groepen else None,
    )
    uitkomst = gemaakt.get(document)
    if uitkomst is None:
        return replace(kern, status="overgeslagen", reden="niet gevraagd (--alleen)")
    if isinstance(uitkomst, Failed):
        return replace(kern, status="mislukt", reden=uitkomst.reden)
    return replace(
        kern,
        status="gezamenlijk" if document == KLEINE_AANBIEDERS else "gemaakt",
        reden="minder trajecten dan de drempel: gezamenlijk rapport" if document == KLEINE_AANBIEDERS else "",
        bestand=uitkomst.bestand,
        sha256=uitkomst.sha256,
        paginas=uitkomst.paginas,
    )


def retire_others(kader: RoundContext, stand: RoundStatus) -> tuple[str, ...]:
    """Reports that this round would not make like this leave rapporten/, and are named: a stale PDF is never mailed by hand."""
    blijven = {regel.bestand for regel in stand.regels if regel.bestand}
    blijven |= {f"{bestand.removesuffix('.pdf')}.html" for bestand in blijven}
    weg = kader.uitvoer.retire(blijven)
    for naam in weg:
        LOG.info("%s hoort niet meer bij deze ronde en staat nu in vervallen/", naam)
    if not weg:
        return ()
    kop = f"{aantal(len(weg), 'bestand was', 'bestanden waren')} met andere gegevens of instellingen gemaakt en {'staat' if len(weg) == 1 else 'staan'} nu in vervallen/:"
    return (kop, *(f"  {naam}" for naam in weg))


def write_account(kader: RoundContext, stand: RoundStatus, onthulling: Onthulling) -> None:
    """manifest.json and samenvatting.xlsx."""
    invoer = hash_input(kader)
    vast = [__version__, kader.definities.versie, sorted(invoer.items())]
    vingerafdruk = sha256(json.dumps(vast).encode())
    audit = {
        "geslaagd": onthulling.geslaagd,
        "grootboek": onthulling.certificaat.grootboek_kop,
        **asdict(onthulling.certificaat.telling),
    }
    inhoud = manifest(kader.ronde, __version__, kader.definities.versie, invoer, audit, stand.regels, vingerafdruk)
    write_whole(kader.uitvoer.map / "manifest.json", inhoud)
    write_whole(kader.uitvoer.map / "samenvatting.xlsx", samenvatting(stand.regels))


def per_levering(stand: RoundStatus) -> tuple[str, ...]:
    """One line per keurmerkdrager, for `check`."""
    return tuple(
        f"{regel.agb}  {regel.status:<16}  {getal(regel.gelezen):>9} gelezen"
        f"  {getal(regel.uitgesloten):>7} uitgesloten  {regel.bevindingen:>3} bevindingen  {regel.naam}"
        for regel in stand.regels
    )


def overdue(definities: Definities) -> tuple[str, ...]:
    """The definitions that somebody promised to look at again before the peildatum, the longest waiting first."""
    wachtend = sorted(definities.verlopen.items(), key=lambda paar: (paar[1], paar[0]))
    if not wachtend:
        return ()
    kop = f"{aantal(len(wachtend), 'definitie wacht', 'definities wachten')} op een nieuwe beoordeling:"
    return (kop, *(f"  definitions/{plek}: opnieuw te bekijken voor {datum(dag)}" for plek, dag in wachtend))


def not_mailed(register: Mapping[str, Keurmerkdrager]) -> tuple[str, ...]:
    """What `mail plan` would say of the register, while there is time to mend it."""
    return tuple(
        f"  {BESTAND}, rij {register[agb].rij}: {register[agb].naam} kan straks geen mail krijgen: {reden}"
        for agb, reden in address_problems(register).items()
    )


def summary(kader: RoundContext, stand: RoundStatus, intake: Intake) -> tuple[str, ...]:
    """The closing lines: totals that add up to the register, then everyone who needs attention."""
    tellingen = Counter(regel.status for regel in stand.regels)
    totalen = ", ".join(f"{hoeveel} {status}" for status, hoeveel in sorted(tellingen.items()))
    aandacht = [
        f"  {regel.agb} {regel.naam}: {regel.status}; {regel.reden}"
        for regel in stand.regels
        if regel.status not in GELUKT
    ]
    los = [
        f"  {levering.bestand}: {levering.findings[0].bericht}"
        for levering in intake.afgekeurd
        if levering.agb not in kader.register
    ]
    register = [f"  {BESTAND}, rij {finding.rijen[0]}: {finding.bericht}" for finding in kader.bij_register]
    return (
        f"{aantal(len(stand.regels), 'keurmerkdrager', 'keurmerkdragers')}: {totalen}.",
        *aandacht,
        *los,
        *register,
        *not_mailed(kader.register),
        *overdue(kader.definities),
        f"Alles staat in {kader.uitvoer.map}; de bevindingen om terug te sturen in {kader.uitvoer.bevindingen.name}/.",
    )
