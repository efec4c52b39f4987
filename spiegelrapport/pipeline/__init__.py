"""The stages in their order, one function per deliverable. Read this first."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from spiegelrapport.dutch import aantal
from spiegelrapport.errors import DisclosureError
from spiegelrapport.group.repeats import repeated_figures
from spiegelrapport.model.publishable import Publishable
from spiegelrapport.new_round import NewRound, make_round
from spiegelrapport.pipeline.certification import certify, editions, enter_in_ledger, lay_down, shortfall
from spiegelrapport.pipeline.changes import changed_reports
from spiegelrapport.pipeline.computation import compute, release
from spiegelrapport.pipeline.dashboards import DashboardRun, add_dashboards
from spiegelrapport.pipeline.digest_store import DigestStore
from spiegelrapport.pipeline.explanation import Question, explain
from spiegelrapport.pipeline.intake import answer, take_in
from spiegelrapport.pipeline.listing import all_indicators, all_readers, indicator_meant
from spiegelrapport.pipeline.outcome import (
    after_reports,
    per_levering,
    retire_others,
    summary,
    unprinted_goals,
    write_account,
    write_summary,
)
from spiegelrapport.pipeline.overview import write_overview
from spiegelrapport.pipeline.preview import sample
from spiegelrapport.pipeline.reports import make_reports, print_run
from spiegelrapport.pipeline.request import Reporter, Request, RunResult
from spiegelrapport.pipeline.round_context import RoundContext, known_agb, load_round_context
from spiegelrapport.pipeline.run_log import log_to
from spiegelrapport.pipeline.saved_release import keep_release, load
from spiegelrapport.pipeline.schraal import thin_reports
from spiegelrapport.pipeline.standing import after_intake
from spiegelrapport.publish.watch import follow
from spiegelrapport.read.register import load_register

__all__ = [
    "Question",
    "Reporter",
    "Request",
    "RunResult",
    "build",
    "check",
    "ledger",
    "nieuw",
    "uitleg",
    "vergeet",
    "voorbeeld",
]


def build(opdracht: Request, melder: Reporter) -> RunResult:
    """A whole round: leveringen in; findings, certificate, reports, manifest and summary out."""
    kader = load_round_context(opdracht)
    with kader.uitvoer.alleen(), log_to(kader.uitvoer.logboek):
        intake, gemeten = take_in(kader, opdracht, melder, antwoorden=True)
        answer(kader, intake)
        stand = after_intake(kader, intake)
        cijferwerk = compute(kader, gemeten, melder)
        del gemeten
        onthulling = release(kader, cijferwerk, melder)
        certify(kader, onthulling)
        if not onthulling.geslaagd:
            write_account(kader, stand, onthulling)
            raise DisclosureError(**shortfall(kader, onthulling))
        enter_in_ledger(kader, onthulling)
        veranderd = changed_reports(_released(kader), onthulling.publishables, cijferwerk.kleine, kader.definities)
        keep_release(kader, intake, cijferwerk, onthulling)
        drukgang = print_run(kader, cijferwerk, onthulling, opdracht)
        gemaakt = make_reports(drukgang, cijferwerk.kleine, opdracht, melder)
        stand = after_reports(stand, onthulling, cijferwerk.kleine, gemaakt)
        if opdracht.dashboard or kader.ronde.dashboard:
            stand = add_dashboards(stand, DashboardRun(drukgang, onthulling.ruim), cijferwerk.kleine, opdracht, melder)
        vervallen = retire_others(kader, stand)
        write_account(kader, stand, onthulling)
        write_overview(kader, stand, intake, datetime.now().astimezone(), veranderd)
    let_op = (
        *thin_reports(onthulling.publishables, kader.definities, onthulling.redenen),
        *repeated_figures(cijferwerk.benchmark, kader.ronde),
        *unprinted_goals(kader, cijferwerk.kleine),
        *onthulling.voorstellen,
    )
    return RunResult((*vervallen, *summary(kader, stand), *let_op), stand.slotcode)


def _released(kader: RoundContext) -> Mapping[str, Publishable]:
    """What the build before this one released; nothing when there was none."""
    vorige = load(kader, ook_verouderd=True)
    return vorige.publishables if vorige else {}


def check(opdracht: Request, melder: Reporter) -> RunResult:
    """Read and judge the leveringen, answer the zorgaanbieders, and say what a build would meet."""
    kader = load_round_context(opdracht)
    with kader.uitvoer.alleen(), log_to(kader.uitvoer.logboek):
        intake, _ = take_in(kader, opdracht, melder, antwoorden=True)
        answer(kader, intake)
        stand = after_intake(kader, intake)
        write_summary(kader, stand)
        write_overview(kader, stand, intake, datetime.now().astimezone())
    return RunResult((*per_levering(stand), *summary(kader, stand)), stand.slotcode)


def vergeet(opdracht: Request) -> str:
    """What is kept of leveringen is taken away."""
    kader = load_round_context(opdracht)
    with kader.uitvoer.alleen():
        weg = DigestStore(kader, {}).clean()
    return f"Verwijderd: wat er van {aantal(weg, 'levering', 'leveringen')} was bewaard."


def uitleg(opdracht: Request, vraag: Question, melder: Reporter) -> tuple[str, ...]:
    """One figure of one report, explained back to its rows; what there is to ask, when no figure was named."""
    kader = load_round_context(opdracht)
    if not vraag.indicator:
        return (*(() if vraag.agb else all_readers(kader.register)), *all_indicators(kader.definities))
    known_agb(vraag.agb, kader.register, "uitleg")
    return explain(
        kader, replace(vraag, indicator=indicator_meant(vraag.indicator, kader.definities)), opdracht, melder
    )


def voorbeeld(opdracht: Request, agb: str, meld: Callable[[str], None], *, eenmalig: bool = False) -> None:
    """One report from the figures of the last build; unless `eenmalig`, again after every change of how it looks."""
    kader = load_round_context(opdracht)
    known_agb(agb, kader.register, "voorbeeld")
    mappen, maak = sample(kader, agb, opdracht)
    if eenmalig:
        meld(f"Gemaakt: {maak()}")
    else:
        follow(mappen, maak, meld)


def nieuw(map_: Path, jaar: int, van: Path | None = None) -> NewRound:
    """The folder of a new round; `van`: last round's, whose register and settings come along."""
    return make_round(map_, jaar, van, lambda vorige: load_register(vorige)[0].values())


def ledger(opdracht: Request, *, vastleggen: bool = False) -> tuple[str, ...]:
    """What is out, edition by edition, after verifying the chain; `vastleggen` first adds the last build to it."""
    if vastleggen:
        lay_down(load_round_context(opdracht))
    return editions(opdracht.uitvoer_map)
