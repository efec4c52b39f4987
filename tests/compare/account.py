"""Every report of a built round, held against itself: what is printed was computed once, from what is printed."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import astuple, dataclass, field
from pathlib import Path

import pikepdf

from spiegelrapport.definitions.schema import Definities
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS
from spiegelrapport.model.publishable import Publishable
from spiegelrapport.pipeline import saved_release
from tests.compare.reading import contradictions, not_printed, words
from tests.compare.referee import Head, counts, differences, heads, highlights, tells_mix


@dataclass
class Account:
    """What was looked at, and what did not agree."""

    rapporten: int = 0
    nagerekend: int = 0
    kaarten: int = 0
    gezocht: int = 0
    fouten: list[str] = field(default_factory=list)
    toeval: Counter[str] = field(default_factory=Counter)
    gewoon: Counter[str] = field(default_factory=Counter)
    uitgelicht: Counter[str] = field(default_factory=Counter)
    redenen: Counter[str] = field(default_factory=Counter)
    met_mix: int = 0
    betrouwbaarheid: list[float] = field(default_factory=list)


def hold_all(jaar: Path, definities: Definities) -> Account:
    """The reports of one output folder."""
    account = Account()
    for document, pad in reports(jaar):
        hold(account, document, pad, definities)
    return account


def hold(account: Account, document: Publishable, pad: Path, definities: Definities) -> None:
    """One report."""
    inhoud = attachment(pad)
    done, wrong = differences(inhoud, definities)
    ronde = document.ronde
    found = heads(inhoud, definities, ronde.periode, ronde.verruimd)
    if counts(found) != astuple(document.meervoud):
        wrong.append(f"counts {astuple(document.meervoud)} in print, {counts(found)} again")
    again = highlights(inhoud, definities, ronde.periode, ronde.verruimd)
    if again != [(h.sleutel.indicator, h.reden) for h in document.highlights]:
        wrong.append(f"highlights {document.highlights} in print, {again} again")
    said = words(document, definities)
    cards, against = contradictions(said)
    sought, missing = not_printed(said, pad)
    account.rapporten += 1
    account.nagerekend += done + len(counts(found)) + len(again)
    account.kaarten += cards
    account.gezocht += sought
    account.fouten += [f"{pad.name}: {one}" for one in (*wrong, *against, *(f"not in the PDF: {m}" for m in missing))]
    _tally(account, found, again, definities)
    account.met_mix += tells_mix(inhoud, definities)


def _tally(account: Account, found: list[Head], again: list[tuple[str, str]], definities: Definities) -> None:
    families = {code: fam for deel in definities.hoofdstukken for code, fam in deel.familie_van.items()}
    account.toeval.update(head.verdict.chance for head in found if head.verdict.chance)
    account.gewoon.update(head.verdict.usual for head in found if head.verdict.usual)
    account.uitgelicht.update(families[code] for code, _ in again)
    account.redenen.update(reden for _, reden in again)
    account.betrouwbaarheid += [h.verdict.reliability for h in found if h.verdict.reliability is not None]


def attachment(pad: Path) -> bytes:
    """The CSV with the report's cells."""
    with pikepdf.open(pad) as pdf:
        [inhoud] = [
            bijlage.get_file().read_bytes() for naam, bijlage in pdf.attachments.items() if naam.endswith(".csv")
        ]
    return inhoud


def reports(jaar: Path) -> Iterator[tuple[Publishable, Path]]:
    """What the build released, beside the PDF that it became."""
    gelezen = saved_release.from_bytes((jaar / ".staat" / saved_release.BESTAND).read_bytes())
    if gelezen is None:
        raise SystemExit(f"{jaar}: de vrijgave is door een andere versie geschreven; maak de ronde opnieuw")
    regels = json.loads((jaar / "manifest.json").read_text())["keurmerkdragers"]
    paden = {
        KLEINE_AANBIEDERS if regel["status"] == "gezamenlijk" else regel["agb"]: jaar / regel["bestand"]
        for regel in regels
        if regel["bestand"]
    }
    for wie, pad in sorted(paden.items()):
        yield gelezen[1].publishables[wie], pad


def tell(account: Account) -> Iterator[str]:
    """The account as lines."""
    yield from account.fouten[:40]
    yield f"{account.rapporten} rapporten: {account.nagerekend} getallen, toestanden en keuzen nagerekend, {account.kaarten} kaarten gelezen, {account.gezocht} teksten in de PDF's gezocht: {len(account.fouten)} verschillen"
    yield f"kopcijfers naast toeval: {dict(account.toeval)}"
    yield f"kopcijfers naast hoe organisaties verschillen: {dict(account.gewoon)}"
    yield f"uitgelicht per familie: {dict(account.uitgelicht.most_common())}"
    yield f"uitgelicht per reden: {dict(account.redenen.most_common())}"
    yield f"rapporten met een verwacht cijfer bij de eigen mix: {account.met_mix}"
    nul = sum(round(each, 2) == 0 for each in account.betrouwbaarheid)
    yield f"betrouwbaarheid: {len(account.betrouwbaarheid)} kopcijfers, waarvan {nul} op 0,00 uitkomen (geen rapport drukt ze af)"
