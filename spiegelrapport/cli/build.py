"""`spiegelrapport build` and `check`: the round, whole or up to the figures; `vergeet`: what they keep of leveringen, taken away."""

from pathlib import Path

import click

from spiegelrapport import pipeline
from spiegelrapport.cli import completion, options, spiegelrapport
from spiegelrapport.cli.progress import Progress

VERDER = "Wat klaar is, blijft staan; dezelfde opdracht gaat daarmee verder."


@spiegelrapport.command(verder=VERDER)
@options.ronde
@options.uitvoer
@click.option(
    "--alleen",
    "alleen",
    multiple=True,
    metavar="AGB",
    shell_complete=completion.agbs,
    help="Maak alleen dit rapport (mag vaker).",
)
@options.jobs
@click.option("--opnieuw", is_flag=True, help="Lees en maak ook opnieuw wat niet is veranderd.")
@click.option("--html", is_flag=True, help="Schrijf elk rapport ook als één HTML-pagina.")
@click.option(
    "--dashboard", is_flag=True, help="Maak ook de Spiegeldashboards (of zet dashboard = true in ronde.toml)."
)
@options.versnelling
def build(
    ronde_map: Path,
    uitvoer_map: Path,
    alleen: tuple[str, ...],
    jobs: int | None,
    opnieuw: bool,
    html: bool,
    dashboard: bool,
    versneld: bool,
) -> int:
    """Maak alle spiegelrapporten van een ronde.

    Voorbeeld: spiegelrapport build --ronde input --alleen 06012345

    Slotcode 0: alles is gemaakt; 1: een deel mislukte, de rest is gemaakt; 2 en hoger: er kon niets worden gedaan.
    """
    opdracht = pipeline.Request(ronde_map, uitvoer_map, alleen, jobs, opnieuw, html, dashboard, versneld)
    return _tell(pipeline.build(opdracht, Progress()))


@spiegelrapport.command(verder=VERDER)
@options.ronde
@options.uitvoer
@options.jobs
def check(ronde_map: Path, uitvoer_map: Path, jobs: int | None) -> int:
    """Lees en controleer alle leveringen, zonder rapporten te maken.

    Schrijft per zorgaanbieder de bevindingen die je kunt terugsturen.

    Voorbeeld: spiegelrapport check --ronde input
    """
    return _tell(pipeline.check(pipeline.Request(ronde_map, uitvoer_map, jobs=jobs), Progress()))


@spiegelrapport.command()
@options.ronde
@options.uitvoer
def vergeet(ronde_map: Path, uitvoer_map: Path) -> None:
    """Verwijder wat er van leveringen is bewaard om ze niet opnieuw te hoeven lezen.

    De volgende check of build leest dan alles weer. Rapporten en bevindingen blijven staan.

    Voorbeeld: spiegelrapport vergeet --ronde input
    """
    click.echo(pipeline.vergeet(pipeline.Request(ronde_map, uitvoer_map)))


def _tell(uitslag: pipeline.RunResult) -> int:
    for regel in uitslag.regels:
        click.echo(regel)
    return uitslag.slotcode
