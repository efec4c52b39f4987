"""What became of every keurmerkdrager -> manifest.json, samenvatting.xlsx and the lines on the screen."""

import json
import logging
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from typing import Any

from spiegelrapport import __version__
from spiegelrapport.definitions.schema import Definities
from spiegelrapport.dutch import aantal, datum, getal
from spiegelrapport.files import sha256, write_whole
from spiegelrapport.mailing.addresses import address_problems
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS
from spiegelrapport.model.onthulling import Onthulling
from spiegelrapport.model.ronde import Keurmerkdrager
from spiegelrapport.pipeline.intake import hash_input
from spiegelrapport.pipeline.round_context import RoundContext
from spiegelrapport.pipeline.standing import RoundStatus
from spiegelrapport.publish.manifest import GELUKT, ManifestEntry, earlier_lines, manifest
from spiegelrapport.publish.output_folder import Made
from spiegelrapport.publish.summary_book import summary_book
from spiegelrapport.read.register import BESTAND
from spiegelrapport.worker_pool import Failed

LOG = logging.getLogger("spiegelrapport")
GEEN_CIJFER = "er is geen cijfer dat mag worden gepubliceerd"


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
    kern = replace(regel, groep=publishable.groepen[0].id if publishable.groepen else None)
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
    blijven |= {regel.dashboard for regel in stand.regels if regel.dashboard}
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
    write_summary(kader, stand)


def write_summary(kader: RoundContext, stand: RoundStatus) -> None:
    """samenvatting.xlsx; what was made earlier stays linked while the figures are only checked."""
    eerder = {regel["agb"]: regel for regel in earlier_lines(kader.uitvoer.map)}
    regels = [_with_earlier(regel, eerder.get(regel.agb, {})) for regel in stand.regels]
    write_whole(kader.uitvoer.map / "samenvatting.xlsx", summary_book(regels, stand.losse))


def _with_earlier(regel: ManifestEntry, eerder: Mapping[str, Any]) -> ManifestEntry:
    if regel.status != "bruikbaar":
        return regel
    return replace(regel, bestand=eerder.get("bestand"), paginas=eerder.get("paginas"), groep=eerder.get("groep"))


def per_levering(stand: RoundStatus) -> tuple[str, ...]:
    """One line per keurmerkdrager, for `check`; what needs a look is said again, and why, in the summary."""
    return tuple(_line(regel) for regel in stand.regels)


def _line(regel: ManifestEntry) -> str:
    """Counts of trajecten and rows; a stroke where there is nothing to count."""
    n = "-" if regel.n is None else getal(regel.n)
    bevindingen = f"{regel.bevindingen:>3} {'bevinding ' if regel.bevindingen == 1 else 'bevindingen'}"
    return (
        f"{regel.agb}  {regel.status:<16}  {n:>6} afgesloten  {getal(regel.gelezen):>9} gelezen"
        f"  {getal(regel.uitgesloten):>7} uitgesloten  {bevindingen:<15}  {'!' if regel.let_op else ' '} {regel.naam}"
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


def unprinted_goals(kader: RoundContext, kleine: frozenset[str]) -> Iterator[str]:
    """One line per reader whose goals have no place: the joint report belongs to several, so it holds nobody's own."""
    for wat, van in (("stuurde doelen mee", kader.doelen), ("heeft een afspraak van een bijeenkomst", kader.afspraken)):
        for agb in sorted(kleine & set(van)):
            wie = f"{kader.register[agb].naam} ({agb})"
            yield f"Let op: {wie} {wat}, maar staat in het gezamenlijke rapport: daar komt dat niet in."


def summary(kader: RoundContext, stand: RoundStatus) -> tuple[str, ...]:
    """The closing lines: totals that add up to the register, then everyone who needs attention."""
    tellingen = Counter(regel.status for regel in stand.regels)
    totalen = ", ".join(f"{hoeveel} {status}" for status, hoeveel in sorted(tellingen.items()))
    aandacht = [regel for regel in stand.regels if regel.status not in GELUKT or regel.let_op]
    register = [f"  {BESTAND}, rij {finding.rijen[0]}: {finding.bericht}" for finding in kader.bij_register]
    return (
        f"{aantal(len(stand.regels), 'keurmerkdrager', 'keurmerkdragers')}: {totalen}.",
        *[zin for regel in (*aandacht, *stand.losse) for zin in _attention(regel)],
        *register,
        *not_mailed(kader.register),
        *overdue(kader.definities),
        f"Alles staat in {kader.uitvoer.map}; de bevindingen om terug te sturen in {kader.uitvoer.bevindingen.name}/.",
    )


def _attention(regel: ManifestEntry) -> Iterator[str]:
    """Who and what on one line, what to do about it on the next."""
    wie = f"{regel.agb} {regel.naam}".strip() if regel.naam else regel.levering
    wat = " ".join(filter(None, (*regel.let_op, regel.reden)))
    yield f"  {wie}: {regel.status}. {wat}".rstrip()
    if regel.stap:
        yield f"    doe: {regel.stap}"
