"""The round's folder -> the settings, register and definitions that everything else stands on."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from spiegelrapport.definitions.load import load_definities
from spiegelrapport.definitions.schema import Definities
from spiegelrapport.errors import InputError, suggestion
from spiegelrapport.model.findings import Finding
from spiegelrapport.model.goals import Goal
from spiegelrapport.model.lessons import Agreement
from spiegelrapport.model.ronde import Keurmerkdrager, Ronde
from spiegelrapport.pipeline.request import Request
from spiegelrapport.publish import grootboek
from spiegelrapport.publish.output_folder import OutputFolder
from spiegelrapport.read.agreements import load_agreements
from spiegelrapport.read.answers import known_answers
from spiegelrapport.read.decisions import decide
from spiegelrapport.read.notities import load_goals
from spiegelrapport.read.register import load_register, load_ronde
from spiegelrapport.template_paths import templates_path

GROOTBOEK = grootboek.MAP


@dataclass(frozen=True, slots=True)
class RoundContext:
    """Settings, register and definitions of one round, and where its output goes."""

    ronde_map: Path
    ronde: Ronde
    register: Mapping[str, Keurmerkdrager]
    bij_register: tuple[Finding, ...]
    definities: Definities
    sjablonen: tuple[Path, ...]
    uitvoer: OutputFolder
    grootboek: Path  # folder of the ledger: one for all years
    doelen: Mapping[str, tuple[Goal, ...]] = field(default_factory=dict)  # per AGB-code, from last time's dashboards
    afspraken: Mapping[str, tuple[Agreement, ...]] = field(default_factory=dict)  # the same, from last time's meetings
    versneld: bool = True  # see Request


def load_round_context(opdracht: Request) -> RoundContext:
    """Everything but the leveringen; what is wrong with the analyst's own files stops the run here."""
    ronde = load_ronde(opdracht.ronde_map)
    register, findings = load_register(opdracht.ronde_map)
    for agb in opdracht.alleen:
        known_agb(agb, register, "--alleen")
    definities = load_definities(ronde.peildatum)
    ronde = decide(ronde, register, list(definities.instrumenten))
    return RoundContext(
        opdracht.ronde_map,
        replace(ronde, kolomkeuze=known_answers(ronde, definities)),
        register,
        findings,
        definities,
        templates_path(opdracht.ronde_map),
        OutputFolder(opdracht.uitvoer_map / str(ronde.verslagjaar)),
        opdracht.uitvoer_map / GROOTBOEK,
        load_goals(opdracht.ronde_map, register, definities.indicatoren),
        load_agreements(opdracht.ronde_map, register),
        opdracht.versneld,
    )


def known_agb(agb: str, register: Mapping[str, Keurmerkdrager], waar: str) -> None:
    if agb not in register:
        raise InputError(f"AGB-code {agb} staat niet in het register", waar=waar, tip=suggestion(agb, list(register)))
