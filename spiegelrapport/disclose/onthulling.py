"""Places -> the release: cells by rule, audited until nobody can be derived, then one Publishable per document."""

from collections.abc import Mapping

import numpy as np

from spiegelrapport.audit import PrintedCells, audit
from spiegelrapport.audit.matrices import Masker, Matrix, make_stelsel
from spiegelrapport.audit.median_audit import make_tellingen
from spiegelrapport.definitions.schema import Definities
from spiegelrapport.disclose.bands import known_bands
from spiegelrapport.disclose.bounds_cost import costs_of_bounds
from spiegelrapport.disclose.cellen import make_cellen, readers_of, redenen
from spiegelrapport.disclose.grootboek import make_regels, vorige_editie
from spiegelrapport.disclose.kwaliteit import kwaliteitsrijen, met_kwaliteit
from spiegelrapport.disclose.publishables import PublishableMaker
from spiegelrapport.disclose.widening import stand_ins, usable, with_earlier
from spiegelrapport.dutch import aantal
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS, Benchmark, Kwaliteitstelling
from spiegelrapport.model.onthulling import Grootboek, Maatregelen, Onthulling
from spiegelrapport.model.ronde import Keurmerkdrager, Ronde

ALLE_MAATREGELEN = Maatregelen()


def disclose(
    benchmark: Benchmark,
    register: Mapping[str, Keurmerkdrager],
    kwaliteit: Mapping[str, Kwaliteitstelling],
    definities: Definities,
    ronde: Ronde,
    grootboek: Grootboek,
    kleine: frozenset[str],
    maatregelen: Maatregelen = ALLE_MAATREGELEN,
) -> Onthulling:
    """What may go out, and the proof. When the certificate says it did not pass, nothing may be released.

    A document for every keurmerkdrager with a choice of groups, except for the small ones: they share one, if there are
    enough of them. Own cells are for their own reader; group cells count as known to everybody.
    """
    te_weinig = _te_weinig(kleine, ronde) if maatregelen.drempels else ""
    documenten = _documenten(benchmark, kleine, samen=bool(kleine) and not te_weinig)
    stelsel = with_earlier(make_stelsel(benchmark, definities, kleine), grootboek, definities)
    ruim = stand_ins(stelsel, documenten, definities, ronde)
    per_groep, per_agb = readers_of(stelsel, benchmark, documenten, ruim)
    mee = usable(stelsel, per_agb, grootboek)
    stelsel = stelsel.deel(mee)
    per_groep, per_agb = ({wie: welke[mee] for wie, welke in deel.items()} for deel in (per_groep, per_agb))
    if KLEINE_AANBIEDERS in per_agb:
        stelsel = met_kwaliteit(stelsel, kwaliteit, kleine, ronde)
        per_groep, per_agb = _met_kwaliteit(stelsel, per_groep), _aangevuld(stelsel, per_agb)
    cellen, onderdrukt = make_cellen(stelsel, benchmark, per_groep, ronde, maatregelen)
    tellingen = make_tellingen(stelsel, benchmark)
    banden = known_bands(stelsel, benchmark.groepen, ronde) if maatregelen.drempels else {}
    gedrukt = PrintedCells(stelsel, cellen, tellingen, banden, onderdrukt, len(documenten), definities.versie)
    cellen, certificaat = audit(gedrukt, grootboek, ronde, maatregelen)
    drukkerij = PublishableMaker(
        stelsel=stelsel,
        cellen=cellen,
        benchmark=benchmark,
        register=register,
        kwaliteit=kwaliteit,
        definities=definities,
        ronde=ronde,
        kleine=kleine,
        getoond=per_agb,
        vorige=vorige_editie(grootboek, ronde),
        streng=maatregelen.drempels,
    )
    publishables = {agb: drukkerij.publishable(agb, groepen) for agb, groepen in documenten.items() if agb in per_agb}
    return Onthulling(
        publishables,
        certificaat,
        make_regels(stelsel, cellen, tellingen, per_groep, publishables, banden),
        {KLEINE_AANBIEDERS: te_weinig} if te_weinig else {},
        redenen(cellen, stelsel),
        voorstellen=tuple(costs_of_bounds(stelsel, certificaat.onderdrukt, banden, ronde)),
    )


def _te_weinig(kleine: frozenset[str], ronde: Ronde) -> str:
    """Why there is no joint report, when too few would share it to hide each other."""
    nodig = ronde.minimum_k(kleine)
    if not kleine or len(kleine) >= nodig:
        return ""
    return (
        f"minder trajecten dan de drempel, en met {aantal(len(kleine), 'kleine aanbieder', 'kleine aanbieders')} te weinig "
        f"voor een gezamenlijk rapport (ten minste {nodig}); hun cijfers tellen wel mee in de groepen. "
        "Een lagere 'trajecten_rapport' in ronde.toml geeft hun een eigen rapport"
    )


def _aangevuld(stelsel: Matrix, lezers: Mapping[str, Masker]) -> dict[str, Masker]:
    """The same masks for a stelsel with figures about rows added, which are on no card."""
    return {wie: np.pad(welke, (0, len(stelsel.sleutels) - len(welke))) for wie, welke in lezers.items()}


def _met_kwaliteit(stelsel: Matrix, lezers: Mapping[str, Masker]) -> dict[str, Masker]:
    samen = f"{KLEINE_AANBIEDERS} {KLEINE_AANBIEDERS}"
    aangevuld = _aangevuld(stelsel, lezers)
    return aangevuld | {samen: aangevuld[samen] | kwaliteitsrijen(stelsel)}


def _documenten(benchmark: Benchmark, kleine: frozenset[str], *, samen: bool) -> dict[str, tuple[str, ...]]:
    """Who gets a document, and the groups in it."""
    allen = tuple(groep.id for groep in benchmark.groepen if groep.code == "allen")[:1]
    documenten = {
        agb: keuze.groepen
        for agb, keuze in sorted(benchmark.keuzes.items())
        if agb not in kleine and agb != KLEINE_AANBIEDERS
    }
    if samen:
        keuze = benchmark.keuzes.get(KLEINE_AANBIEDERS)
        documenten[KLEINE_AANBIEDERS] = keuze.groepen if keuze else allen
    return documenten
