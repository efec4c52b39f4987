"""`spiegelrapport bijeenkomst`: the files of a spiegelbijeenkomst, and who takes part."""

from datetime import datetime
from pathlib import Path

import click

from spiegelrapport.cli import options, spiegelrapport
from spiegelrapport.cli.progress import Progress
from spiegelrapport.dutch import aantal
from spiegelrapport.pipeline.meeting_lessons import make_lessons
from spiegelrapport.pipeline.meeting_papers import make_papers
from spiegelrapport.pipeline.meetings import describe, finding_line, new_meeting, read_meeting
from spiegelrapport.pipeline.request import Request
from spiegelrapport.pipeline.room_proposal import take_over, write_proposal


@spiegelrapport.group()
def bijeenkomst() -> None:
    """Bereid een spiegelbijeenkomst voor: instellingen, deelnemers, toestemming.

    Voorbeeld: spiegelrapport bijeenkomst nieuw voorjaar --thema samen_beslissen
    """


@bijeenkomst.command("nieuw")
@click.argument("naam", metavar="NAAM")
@options.ronde
@click.option("--thema", "themas", required=True, multiple=True, help="Een thema, en een ruimte ervoor (mag vaker).")
def nieuw(naam: str, ronde_map: Path, themas: tuple[str, ...]) -> None:
    """Maak de instellingen en de lijst van deelnemers.

    Voorbeeld: spiegelrapport bijeenkomst nieuw voorjaar --thema samen_beslissen
    """
    instellingen, deelnemers = new_meeting(ronde_map, naam, themas)
    click.echo(f"De bijeenkomst {naam} staat klaar.")
    click.echo(f"1. vul {instellingen} in: dag, plaats, aanmelden;")
    click.echo(f"2. zet in {deelnemers} wie er komt, en met welke toestemming;")
    click.echo(f"3. typ: spiegelrapport bijeenkomst check {naam} --ronde {ronde_map}")


@bijeenkomst.command("indelen")
@click.argument("naam", metavar="NAAM")
@options.ronde
@options.uitvoer
@click.option(
    "--neem-over", "overnemen", is_flag=True, help="Vul het voorstel in op de lege plekken van deelnemers.xlsx."
)
def assign(naam: str, ronde_map: Path, uitvoer_map: Path, overnemen: bool) -> None:
    """Stel voor wie in welke ruimte komt: wensen eerst, groot en klein door elkaar.

    Wie al een ruimte heeft, blijft daar. Pas met --neem-over verandert deelnemers.xlsx, en alleen waar de ruimte leeg is.

    Voorbeeld: spiegelrapport bijeenkomst indelen voorjaar
    """
    for regel in take_over(ronde_map, naam) if overnemen else write_proposal(Request(ronde_map, uitvoer_map), naam):
        click.echo(regel)


@bijeenkomst.command("maak")
@click.argument("naam", metavar="NAAM")
@options.ronde
@options.uitvoer
def prepare(naam: str, ronde_map: Path, uitvoer_map: Path) -> None:
    """Maak de papieren: dia's voor allen, een map per ruimte, een bladzijde per deelnemer.

    Bouw eerst de rapporten; de cijfers komen daaruit.

    Voorbeeld: spiegelrapport bijeenkomst maak voorjaar
    """
    vandaag = datetime.now().astimezone().date()
    for regel in make_papers(Request(ronde_map, uitvoer_map), naam, Progress(), vandaag):
        click.echo(regel)


@bijeenkomst.command("check")
@click.argument("naam", metavar="NAAM")
@options.ronde
def check(naam: str, ronde_map: Path) -> None:
    """Controleer de instellingen en de deelnemers, en tel per ruimte.

    Voorbeeld: spiegelrapport bijeenkomst check voorjaar
    """
    for regel in describe(read_meeting(ronde_map, naam)):
        click.echo(regel)


@bijeenkomst.command("lessen")
@click.argument("naam", metavar="NAAM")
@options.ronde
@options.uitvoer
def lessen(naam: str, ronde_map: Path, uitvoer_map: Path) -> None:
    """Maak van de notities van de ruimtes het stuk voor iedereen, en bewaar de afspraken.

    Voorbeeld: spiegelrapport bijeenkomst lessen voorjaar
    """
    gemaakt = make_lessons(Request(ronde_map, uitvoer_map), naam)
    for finding in gemaakt.findings:
        click.echo(finding_line(finding))
    click.echo(f"{aantal(gemaakt.lessen, 'les', 'lessen')} en {aantal(gemaakt.afspraken, 'afspraak', 'afspraken')}.")
    for pad in gemaakt.bestanden:
        click.echo(f"- {pad}")
    click.echo("De afspraken komen in het volgende rapport: spiegelrapport nieuw MAP --jaar JAAR --van deze ronde.")
