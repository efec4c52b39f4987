"""`spiegelrapport uitleg`: any figure in a report, explained back to its rows."""

from pathlib import Path

import click

from spiegelrapport import pipeline
from spiegelrapport.cli import completion, options, spiegelrapport
from spiegelrapport.cli.progress import Progress


@spiegelrapport.command()
@click.argument("agb", metavar="AGB", default="", shell_complete=completion.agbs)
@click.argument("indicator", metavar="INDICATOR", default="", shell_complete=completion.indicatoren)
@options.ronde
@options.uitvoer
@click.option("--maat", default="", help="Een andere maat van de indicator, bijvoorbeeld gemiddelde.")
@click.option("--periode", default="", metavar="JAAR", help="Een ander jaar; standaard wat op de kaart staat.")
@click.option("--uitsplitsing", default="totaal", show_default=True, help="kort, middel, intensief of chronisch.")
@click.option("--alle-rijen", is_flag=True, help="Noem elke rij, hoeveel het er ook zijn.")
@options.jobs
def uitleg(
    agb: str,
    indicator: str,
    ronde_map: Path,
    uitvoer_map: Path,
    maat: str,
    periode: str,
    uitsplitsing: str,
    alle_rijen: bool,
    jobs: int | None,
) -> None:
    """Leg een cijfer uit het rapport uit: definitie, rijen, stappen, groep.

    Voorbeeld: spiegelrapport uitleg 06012345 doorlooptijd --uitsplitsing kort

    De titel van een kaart mag ook: spiegelrapport uitleg 06012345 "Doorlooptijd". Zonder indicator noemt deze opdracht wat
    je kunt vragen.
    """
    vraag = pipeline.Question(agb, indicator, maat, periode, uitsplitsing, alle_rijen)
    for regel in pipeline.uitleg(pipeline.Request(ronde_map, uitvoer_map, jobs=jobs), vraag, Progress()):
        click.echo(regel)
