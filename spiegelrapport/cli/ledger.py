"""`spiegelrapport ledger`: which editions are out, and that nobody changed the record of them."""

from pathlib import Path

import click

from spiegelrapport import pipeline
from spiegelrapport.cli import options, spiegelrapport


@spiegelrapport.command()
@options.ronde
@options.uitvoer
@click.option("--vastleggen", is_flag=True, help="De rapporten van de laatste build zijn uitgegeven: leg dat vast.")
def ledger(ronde_map: Path, uitvoer_map: Path, vastleggen: bool) -> None:
    """Toon het grootboek van wat is uitgegeven, en controleer de keten.

    Elke volgende onthullingscontrole telt mee wat hier vastligt. 'mail --echt' legt vanzelf vast.

    Voorbeeld: spiegelrapport ledger --vastleggen
    """
    opdracht = pipeline.Request(ronde_map, uitvoer_map)
    for regel in pipeline.ledger(opdracht, vastleggen=vastleggen):
        click.echo(regel)
