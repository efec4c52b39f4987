"""`spiegelrapport voorbeeld`: one report that follows every change of template, style or definition."""

from pathlib import Path

import click

from spiegelrapport import pipeline
from spiegelrapport.cli import completion, options, spiegelrapport


@spiegelrapport.command(verder="Gestopt.", slotcode=0)
@click.argument("agb", metavar="AGB", shell_complete=completion.agbs)
@options.ronde
@options.uitvoer
@click.option("--html", is_flag=True, help="Schrijf het rapport ook als HTML-pagina.")
@click.option("--eenmalig", is_flag=True, help="Maak het één keer en stop; anders volgt het elke wijziging tot Ctrl-C.")
@options.versnelling
def voorbeeld(agb: str, ronde_map: Path, uitvoer_map: Path, html: bool, eenmalig: bool, versneld: bool) -> None:
    """Maak één rapport opnieuw bij elke wijziging van sjabloon, stijl of definitie.

    Gebruikt de cijfers van de laatste build.

    Voorbeeld: spiegelrapport voorbeeld 06012345
    """
    pipeline.voorbeeld(
        pipeline.Request(ronde_map, uitvoer_map, html=html, versneld=versneld), agb, click.echo, eenmalig=eenmalig
    )
