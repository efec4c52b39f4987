"""Cells -> cells that nobody can be derived from, with the certificate that says what was checked and what it cost."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from spiegelrapport.audit.attack_intervals import Audit, make_audit
from spiegelrapport.audit.certificate_words import aannames, restore_advies
from spiegelrapport.audit.conditions import Publication, alle_sommen
from spiegelrapport.audit.group_cells import GroupCells
from spiegelrapport.audit.matrices import Grenzen, Matrix
from spiegelrapport.audit.median_audit import Tellingen
from spiegelrapport.audit.past import met_vertrokkenen, verleden
from spiegelrapport.audit.suppression import (
    SearchOutcome,
    restore_blok,
    restore_kwantielen,
    restore_medianen,
    restore_samen,
)
from spiegelrapport.model.cijfers import Sleutel
from spiegelrapport.model.onthulling import (
    Certificaat,
    Grootboek,
    Interval,
    Maatregelen,
    Onderdrukking,
    Tekort,
    Telling,
    Verlies,
)
from spiegelrapport.model.ronde import Ronde


@dataclass(frozen=True, slots=True)
class PrintedCells:
    """All that would go out, and the figures behind it.

    `tellingen`: for figures that are medians, everybody's values. `banden`: between which values membership of a group
    says that everybody's lies. `onderdrukt`: what the rules took out already, for the certificate.
    """

    stelsel: Matrix
    cellen: GroupCells
    tellingen: Mapping[int, Tellingen]
    banden: Mapping[int, Grenzen]
    onderdrukt: tuple[Onderdrukking, ...]
    documenten: int
    definitieversie: str


class Verdict(NamedTuple):
    """What may go out, and the proof; when that did not pass, nothing may."""

    cellen: GroupCells
    certificaat: Certificaat


def audit(gedrukt: PrintedCells, al_uit: Grootboek, ronde: Ronde, maatregelen: Maatregelen) -> Verdict:
    """Audits all cells of all documents together with everything in the ledger, and mends what does not pass.

    Who may pool knowledge is in the round's settings: any `coalitie`, and the participants of its meeting together.
    """
    doorlicht, uitkomsten = _doorlichten(gedrukt, al_uit, ronde, maatregelen)
    onderdrukt = gedrukt.onderdrukt
    verder = tuple(regel for uitkomst in uitkomsten for regel in uitkomst.onderdrukt)
    bekend = tuple(interval for uitkomst in uitkomsten for interval in uitkomst.eerder_bekend)
    intervallen = [interval for uitkomst in uitkomsten for interval in uitkomst.intervallen]
    weg = {(i.sleutel, i.agb, i.onderdeel) for i in bekend}
    tekort = tuple(
        Tekort(i, restore_advies(i)) for i in intervallen if not _goed(i) and (i.sleutel, i.agb, i.onderdeel) not in weg
    )
    na = doorlicht.publicatie.cellen
    certificaat = Certificaat(
        ronde=ronde.naam,
        verslagjaar=ronde.verslagjaar,
        versie=ronde.versie,
        definitieversie=gedrukt.definitieversie,
        geslaagd=not tekort,
        aannames=aannames(ronde, maatregelen),
        telling=_telling(doorlicht, na, uitkomsten),
        smalste=_smalste(intervallen),
        onderdrukt=onderdrukt + verder,
        verlies=_verlies(onderdrukt + verder, na),
        tekort=tekort,
        eerder_bekend=bekend,
        documenten=gedrukt.documenten,
        grootboek_kop=al_uit.kop,
    )
    return Verdict(na, certificaat)


def _doorlichten(
    gedrukt: PrintedCells, al_uit: Grootboek, ronde: Ronde, maatregelen: Maatregelen
) -> tuple[Audit, list[SearchOutcome]]:
    stelsel = gedrukt.stelsel
    eerder = verleden(al_uit, stelsel, ronde)
    sommen, nu = alle_sommen(stelsel, eerder)
    audit = make_audit(
        Publication(stelsel, gedrukt.cellen, eerder, ronde, maatregelen, sommen, nu, gedrukt.banden),
        met_vertrokkenen(gedrukt.tellingen, eerder, stelsel),
    )
    uitkomsten: list[SearchOutcome] = []
    for blok in audit.blokken:
        uitkomsten.append(restore_blok(audit, blok, maatregelen.aanvullend))
        audit = audit.met(uitkomsten[-1].cellen)
    for rij in range(len(stelsel.sleutels)):
        for herstel in (restore_kwantielen, restore_samen, restore_medianen):
            uitkomsten.append(herstel(audit, rij, maatregelen.aanvullend))
            audit = audit.met(uitkomsten[-1].cellen)
    return audit, uitkomsten


def _goed(interval: Interval) -> bool:
    return interval.breedte >= interval.nodig - 1e-9


def _smalste(intervallen: Iterable[Interval]) -> tuple[Interval, ...]:
    """One per figure: the narrowest for what it needs, over all parts of the audit."""
    per_cijfer: dict[Sleutel, Interval] = {}
    for interval in intervallen:
        vorige = per_cijfer.get(interval.sleutel)
        if vorige is None or _ruimte(interval) < _ruimte(vorige):
            per_cijfer[interval.sleutel] = interval
    return tuple(sorted(per_cijfer.values(), key=lambda i: (_ruimte(i), i.sleutel)))


def _ruimte(interval: Interval) -> float:
    return interval.breedte / interval.nodig if interval.nodig > 0 else float("inf")


def _telling(audit: Audit, cellen: GroupCells, uitkomsten: Sequence[SearchOutcome]) -> Telling:
    teller, stelsel = audit.teller, audit.publicatie.stelsel
    getoond = (cellen.lezers > 0).any(axis=0)
    return Telling(
        cijfers=int(getoond.sum()),
        groepscellen=int(sum(np.isfinite(w).sum() for w in cellen.velden.values())),
        zorgaanbieders=len(stelsel.agbs),
        programmas=teller.lineair,
        geheeltallig=teller.geheeltallig,
        doelen=teller.doelen,
        eerder=len(audit.publicatie.verleden.cellen),
        ronden=max((uitkomst.ronden for uitkomst in uitkomsten), default=1),
    )


def _verlies(onderdrukt: Iterable[Onderdrukking], cellen: GroupCells) -> tuple[Verlies, ...]:
    """Numbers in documents, not cells: a group figure that 80 reports show counts 80 times."""
    kosten: Counter[str] = Counter()
    for regel in onderdrukt:
        kosten[regel.regel] += len(regel.velden) * regel.lezers
    over = int(sum((np.isfinite(w) * cellen.lezers).sum() for w in cellen.velden.values()))
    totaal = over + sum(kosten.values())
    return tuple(Verlies(regel, aantal, aantal / max(totaal, 1)) for regel, aantal in sorted(kosten.items()))
