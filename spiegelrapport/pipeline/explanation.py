"""One figure in one report, explained: definition, rows that counted and rows that did not, the steps, the group."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from spiegelrapport.compare.highlights import REGEL
from spiegelrapport.compose.onthulling import REGELS
from spiegelrapport.dutch import aantal, getal, jaren
from spiegelrapport.errors import InputError, SettingError
from spiegelrapport.figures.unit import Unit, maat_of, unit_of
from spiegelrapport.measure.uitleg import uitleg
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS, TOTAAL, Sleutel
from spiegelrapport.model.leveringen import Rijen
from spiegelrapport.model.publishable import Cijfer, Publishable
from spiegelrapport.model.uitleg import Uitleg
from spiegelrapport.pipeline import saved_release
from spiegelrapport.pipeline.computation import compute, release
from spiegelrapport.pipeline.intake import take_in, take_in_rows
from spiegelrapport.pipeline.request import Reporter, Request
from spiegelrapport.pipeline.round_context import RoundContext
from spiegelrapport.pipeline.saved_release import SavedRelease
from spiegelrapport.validate import collect

MEESTE_RIJEN = 25


@dataclass(frozen=True, slots=True)
class Question:
    """Which figure: empty parts take what stands on the card."""

    agb: str
    indicator: str
    maat: str = ""
    periode: str = ""
    uitsplitsing: str = TOTAAL
    alle_rijen: bool = False


def explain(kader: RoundContext, vraag: Question, opdracht: Request, melder: Reporter) -> tuple[str, ...]:
    """The explanation as lines for the analyst's screen; it holds row numbers and is not for anybody else."""
    vrijgave = saved_release.load(kader)
    alleen = (vrijgave.bestanden.get(vraag.agb, ""),) if vrijgave and vraag.agb not in vrijgave.kleine else ()
    if vrijgave is None:
        cijferwerk = compute(kader, take_in(kader, opdracht, melder)[1], melder)
        onthulling = release(kader, cijferwerk, melder)
        vrijgave = SavedRelease(onthulling.publishables, cijferwerk.kleine, {}, onthulling.redenen)
    intake = take_in_rows(kader, opdracht, melder, alleen)
    rijen = collect([levering for levering in intake.gecontroleerd if levering.akkoord])
    return tuple(tell(kader, vraag, vrijgave, rijen))


def tell(kader: RoundContext, vraag: Question, vrijgave: SavedRelease, rijen: Rijen) -> Iterator[str]:
    """The lines about one figure, given the release and the rows that its round counted."""
    wie = KLEINE_AANBIEDERS if vraag.agb in vrijgave.kleine else vraag.agb
    publishable = vrijgave.publishables.get(wie)
    if publishable is None:
        raise InputError(f"voor {vraag.agb} is er geen rapport", tip="zie samenvatting.xlsx voor de reden")
    sleutel = _key(kader, publishable, vraag)
    verhaal = uitleg(rijen, kader.definities, kader.ronde, wie, sleutel, vrijgave.kleine)
    if wie == KLEINE_AANBIEDERS:
        yield f"{vraag.agb} staat in het gezamenlijke rapport van {aantal(len(vrijgave.kleine), 'aanbieder', 'aanbieders')}."
    yield f"{verhaal.naam}, {publishable.naam}, {sleutel.periode}, {sleutel.uitsplitsing}"
    yield from _years(kader, publishable, sleutel)
    yield f"Definitie: {verhaal.definitie}"
    yield from _rows(verhaal, vraag)
    yield "Stappen:"
    yield from (
        f"  {stap.wat}: {stap.formule}{' = ' if stap.formule else ''}{_number(stap.uitkomst)}"
        for stap in verhaal.stappen
    )
    yield from _printed(kader, publishable, sleutel, vrijgave.redenen)


def _key(kader: RoundContext, publishable: Publishable, vraag: Question) -> Sleutel:
    indicator = kader.definities.indicatoren.get(vraag.indicator)
    hoofdmaat = indicator.maten[0].code if indicator else ""
    periode = kader.ronde.periode if vraag.uitsplitsing != TOTAAL else publishable.periode(vraag.indicator, hoofdmaat)
    bekend = [str(jaar) for jaar in kader.ronde.jaren] + [kader.ronde.verruimd] * bool(kader.ronde.verruimd)
    if vraag.periode and vraag.periode not in bekend:
        raise SettingError(f"onbekende periode '{vraag.periode}'", tip=f"bekend zijn: {', '.join(bekend)}")
    return Sleutel(vraag.indicator, vraag.maat or hoofdmaat, vraag.periode or periode, vraag.uitsplitsing)


def _years(kader: RoundContext, publishable: Publishable, sleutel: Sleutel) -> Iterator[str]:
    """Why a figure takes years together: what the reporting year alone has."""
    if sleutel.verruimd:
        nu = publishable.cijfers.get(sleutel._replace(periode=kader.ronde.periode))
        reden = in_words(nu.eigen.reden) if nu and nu.eigen.reden else "geen groepscijfer om mee te vergelijken"
        yield f"Periode: {jaren(sleutel.jaren)} samen; {kader.ronde.periode} alleen: {reden}"


def _rows(verhaal: Uitleg, vraag: Question) -> Iterator[str]:
    meeste = len(verhaal.geteld) if vraag.alle_rijen else MEESTE_RIJEN
    yield f"Geteld: {aantal(len(verhaal.geteld), 'rij', 'rijen')}"
    for rij in verhaal.geteld.head(meeste).to_dict("records"):
        plek = f"  {rij.pop('agb')} blad {rij.pop('blad')}, rij {rij.pop('rij')}: "
        yield plek + ", ".join(f"{naam} {_number(float(waarde))}" for naam, waarde in rij.items())
    if len(verhaal.geteld) > meeste:
        yield f"  ... en nog {getal(len(verhaal.geteld) - meeste)}; toon alles met --alle-rijen"
    yield f"Niet geteld: {aantal(len(verhaal.niet_geteld), 'rij', 'rijen')}"
    for reden, deel in verhaal.niet_geteld.groupby(["reden", "blad"], sort=True):
        nummers = [str(nummer) for nummer in deel["rij"].head(len(deel) if vraag.alle_rijen else MEESTE_RIJEN)]
        yield f"  {reden[0]}: blad {reden[1]}, rij {', '.join(nummers)}{' ...' if len(nummers) < len(deel) else ''}"


def _printed(
    kader: RoundContext, publishable: Publishable, sleutel: Sleutel, redenen: Mapping[tuple[str, Sleutel], str]
) -> Iterator[str]:
    cijfer = publishable.cijfers.get(sleutel)
    if cijfer is None:
        yield "In het rapport: dit cijfer staat er niet in."
        return
    indicator = kader.definities.indicatoren[sleutel.indicator]
    vorm = unit_of(indicator, maat_of(indicator, sleutel.maat))
    toon = partial(_show, vorm)
    if cijfer.eigen.waarde is None:
        yield f"In het rapport: niet getoond ({in_words(redenen.get((publishable.agb, sleutel), cijfer.eigen.reden))})."
        return
    yield f"In het rapport, afgerond: {toon(cijfer.eigen.waarde, cijfer.eigen.grens)} (marge {toon(cijfer.eigen.onder)} tot {toon(cijfer.eigen.boven)})"
    namen = {groep.id: groep.naam for groep in publishable.groepen}
    for groep in cijfer.groepen:
        if groep.gepoold is None:
            yield f"Groep {namen[groep.groep]}: niet getoond ({in_words(redenen.get((groep.groep, sleutel), groep.reden))})"
        else:
            yield f"Groep {namen[groep.groep]}: {toon(groep.gepoold, groep.grens)} over {groep.k} zorgaanbieders, midden {toon(groep.p50)}"
    yield from _parameters(cijfer)
    for naast in cijfer.vergelijkingen:
        yield f"Verschil met {namen[naast.groep]}: {toon(naast.verschil)} ({toon(naast.verschil_onder)} tot {toon(naast.verschil_boven)})"
        yield f"  toeval alleen: {_limits(naast.chance95, vorm)}; p = {_number(naast.p_chance)}; uitspraak: {naast.chance or 'geen'}"
        yield (
            f"  gewoon tussen organisaties: {_limits(naast.usual95, vorm)}; afstand {_number(naast.afstand)};"
            f" uitspraak: {naast.usual or 'geen'}; betrouwbaarheid {_number(naast.betrouwbaarheid)} ({naast.gebruik})"
        )
    yield from _highlight(publishable, sleutel)


def in_words(reden: str | None) -> str:
    """A rule's code as a sentence; what has no words yet says its own."""
    return REGELS.get(reden or "", reden or "weggelaten")


def _parameters(cijfer: Cijfer) -> Iterator[str]:
    """What is the same in every report, by which the figure is compared."""
    if cijfer.parameters is not None:
        uit = cijfer.parameters
        yield f"Van alle {uit.k} zorgaanbieders: spreiding tussen organisaties (τ) {_number(uit.tau)}, binnen organisaties (σ²) {_number(uit.binnen)}"


def _limits(paar: tuple[float, float] | None, vorm: Unit) -> str:
    return "bestaat niet" if paar is None else f"{vorm.getal(paar[0])} tot {vorm.getal(paar[1])}"


def _highlight(publishable: Publishable, sleutel: Sleutel) -> Iterator[str]:
    """Why a figure opens the report, in the terms of the written rule."""
    for highlight in publishable.highlights:
        if highlight.sleutel == sleutel:
            zeker = "" if highlight.q_waarde is None else f", q = {_number(highlight.q_waarde)}"
            yield f"In één oogopslag: gekozen als '{highlight.reden}' (toestand: {highlight.toestand}{zeker})"
            yield f"  regel: {REGEL}"


def _show(vorm: Unit, waarde: float | None, grens: str = "") -> str:
    return "niet getoond" if waarde is None else vorm.getal(waarde, grens)


def _number(waarde: float | None) -> str:
    """With at most six decimals: an explanation is for recomputing, not for reading out."""
    return "bestaat niet" if waarde is None else getal(round(waarde, 6), 6).rstrip("0").rstrip(",")
