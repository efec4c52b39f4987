"""`spiegelrapport demo`, `nieuw` and `sjabloon`: what a round starts from."""

from datetime import date
from pathlib import Path

import click

from spiegelrapport import pipeline
from spiegelrapport.cli import options, spiegelrapport
from spiegelrapport.definitions.load import load_definities
from spiegelrapport.demo import make_ronde
from spiegelrapport.demo.sjabloon import write_sjabloon
from spiegelrapport.dutch import aantal
from spiegelrapport.new_round.meeting_files import make_meeting
from spiegelrapport.worker_pool import cores


@spiegelrapport.command(verder="De ronde is niet af: gooi de map weg, of kies een andere.")
@click.argument("map_", metavar="MAP", type=options.MAP)
@click.option(
    "--zorgaanbieders", type=click.IntRange(1, 2000), default=30, show_default=True, help="Hoeveel leveringen."
)
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Begingetal van het toeval.")
@click.option("--bijeenkomst", is_flag=True, help="Met een spiegelbijeenkomst: deelnemers en ingevulde notities.")
@options.jobs
def demo(map_: Path, zorgaanbieders: int, seed: int, jobs: int | None, *, bijeenkomst: bool) -> None:
    """Schrijf een complete ronde met fictieve gegevens.

    Voorbeeld: spiegelrapport demo ronde-180 --zorgaanbieders 180 --seed 1
    """
    definities = load_definities(date.min)
    ronde = make_ronde(
        map_,
        zorgaanbieders,
        seed,
        definities=definities,
        jobs=jobs or cores(),
        bijeenkomst=make_meeting if bijeenkomst else None,
    )
    wat, staat = aantal(zorgaanbieders, "levering", "leveringen"), "staat" if zorgaanbieders == 1 else "staan"
    click.echo(f"{wat} over {ronde.verslagjaar} {staat} in {map_}.")
    click.echo(f"Maak nu de rapporten: spiegelrapport build --ronde {map_}")


@spiegelrapport.command()
@click.argument("map_", metavar="MAP", type=options.MAP)
@click.option("--jaar", type=click.IntRange(2018, 2099), required=True, help="Het verslagjaar.")
@click.option(
    "--van", type=options.MAP, default=None, metavar="VORIGE", help="Neem register en instellingen van deze ronde mee."
)
def nieuw(map_: Path, jaar: int, van: Path | None) -> None:
    """Maak de map van een nieuwe ronde.

    Voorbeeld: spiegelrapport nieuw ronde-2026 --jaar 2026 --van ronde-2025
    """
    ronde = pipeline.nieuw(map_, jaar, van)
    click.echo(f"De ronde over {jaar} staat klaar in {ronde.map}.")
    click.echo("Kijk dit na:")
    for opmerking in ronde.remarks:
        click.echo(f"- {opmerking}")
    click.echo("Daarna:")
    click.echo(f"1. vul {ronde.map / 'keurmerkdragers.xlsx'}: wie krijgt een rapport, en op welk adres;")
    click.echo(f"2. zet de exports in {ronde.map / 'leveringen'};")
    click.echo(f"3. typ: spiegelrapport check --ronde {ronde.map}")


@spiegelrapport.command()
@click.argument("bestand", metavar="BESTAND", type=click.Path(dir_okay=False, path_type=Path), default="sjabloon.xlsx")
def sjabloon(bestand: Path) -> None:
    """Schrijf de lege werkmap die je aan zorgaanbieders stuurt.

    Voorbeeld: spiegelrapport sjabloon spiegelrapport-2025.xlsx
    """
    write_sjabloon(bestand, load_definities(date.min))
    click.echo(f"Het sjabloon staat in {bestand}.")
