"""`spiegelrapport demo` and `sjabloon`: what a round starts from."""

from datetime import date
from pathlib import Path

import click

from spiegelrapport.cli import opties, spiegelrapport
from spiegelrapport.definitions.load import load_definities
from spiegelrapport.demo import maak_ronde
from spiegelrapport.demo.sjabloon import schrijf_sjabloon
from spiegelrapport.werkers import cores


@spiegelrapport.command(verder="De ronde is niet af: gooi de map weg, of kies een andere.")
@click.argument("map_", metavar="MAP", type=opties.MAP)
@click.option(
    "--zorgaanbieders", type=click.IntRange(1, 2000), default=30, show_default=True, help="Hoeveel leveringen."
)
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Begingetal van het toeval.")
@opties.jobs
def demo(map_: Path, zorgaanbieders: int, seed: int, jobs: int | None) -> None:
    """Schrijf een complete ronde met fictieve gegevens.

    Voorbeeld: spiegelrapport demo ronde-180 --zorgaanbieders 180 --seed 1
    """
    definities = load_definities(date.min)
    ronde = maak_ronde(map_, zorgaanbieders, seed, definities=definities, jobs=jobs or cores())
    click.echo(f"{zorgaanbieders} leveringen over {ronde.verslagjaar} staan in {map_}.")
    click.echo(f"Maak nu de rapporten: spiegelrapport build --ronde {map_}")


@spiegelrapport.command()
@click.argument("bestand", metavar="BESTAND", type=click.Path(dir_okay=False, path_type=Path), default="sjabloon.xlsx")
def sjabloon(bestand: Path) -> None:
    """Schrijf de lege werkmap die je aan zorgaanbieders stuurt.

    Voorbeeld: spiegelrapport sjabloon spiegelrapport-2025.xlsx
    """
    schrijf_sjabloon(bestand, load_definities(date.min))
    click.echo(f"Het sjabloon staat in {bestand}.")
