"""`spiegelrapport koppel`: which headings of a new EPD are which of our columns, asked one by one."""

from datetime import date
from pathlib import Path

import click

from spiegelrapport.cli import options, spiegelrapport
from spiegelrapport.cli.dutch_click import confirm
from spiegelrapport.definitions.load import load_definities
from spiegelrapport.files import write_whole
from spiegelrapport.read.heading_proposals import Proposal, SheetProposal, add, propose, to_toml
from spiegelrapport.read.round_headings import BESTAND, Kolommen, apply, load_kolommen

OVERSLAAN = "0"


@spiegelrapport.command()
@click.argument("bestand", metavar="BESTAND", type=click.Path(exists=True, path_type=Path))
@options.ronde
@click.option("--toon", is_flag=True, help="Toon alleen het voorstel; vraag en bewaar niets.")
def koppel(bestand: Path, ronde_map: Path, toon: bool) -> None:
    """Koppel de koppen van een onbekend EPD aan de kolommen van het sjabloon.

    De keuzes komen in kolommen.toml in de map van de ronde en gelden voor alle leveringen.

    Voorbeeld: spiegelrapport koppel input/leveringen/export.xlsx
    """
    definities = load_definities(date.min)
    kolommen = load_kolommen(ronde_map)
    bladen = propose(bestand, definities, kolommen)
    if not bladen:
        click.echo("In dit bestand is geen blad gevonden dat op een bekende tabel lijkt.")
        return
    nieuw = kolommen
    for blad in bladen:
        _show(blad)
        nieuw = nieuw if toon else _vraag_blad(blad, nieuw)
    if toon or nieuw == kolommen:
        click.echo("Er is niets veranderd.")
        return
    apply(definities.exports, nieuw)
    write_whole(ronde_map / BESTAND, to_toml(nieuw).encode("utf-8"))
    click.echo(f"Bewaard in {ronde_map / BESTAND}. Controleer het met: spiegelrapport check")


def _show(blad: SheetProposal) -> None:
    click.echo(f"\nBlad '{blad.blad}' lijkt op {blad.tabel}: {len(blad.bekend)} kolommen zijn al bekend.")
    for voorstel in blad.voorstellen:
        moet = " (verplicht)" if voorstel.kolom.verplicht else ""
        lijkt = ", ".join(f"'{kop}'" for kop in voorstel.koppen) or "geen voorstel"
        click.echo(f"  {voorstel.kolom.kop}{moet}: {lijkt}")


def _vraag_blad(blad: SheetProposal, kolommen: Kolommen) -> Kolommen:
    gebruikt: set[str] = set()
    for voorstel in blad.voorstellen:
        if voorstel.kolom.verplicht or voorstel.koppen:
            kop = _vraag(voorstel, gebruikt)
            if kop:
                gebruikt.add(kop)
                kolommen = add(kolommen, voorstel.tabel, voorstel.kolom.naam, kop)
    if not blad.bladnaam_bekend and confirm(f"Heet dit blad altijd '{blad.blad}'?"):
        kolommen = add(kolommen, "bladen", blad.tabel, blad.blad)
    return kolommen


def _vraag(voorstel: Proposal, gebruikt: set[str]) -> str | None:
    """The chosen heading, or None. Proposals come first; a required column offers every heading that is left."""
    rest = voorstel.alle_koppen if voorstel.kolom.verplicht else ()
    keuzes = [kop for kop in dict.fromkeys((*voorstel.koppen, *rest)) if kop not in gebruikt]
    if not keuzes:
        return None
    click.echo(f"\n{voorstel.kolom.kop}: {voorstel.kolom.toelichting}")
    for nummer, kop in enumerate(keuzes, start=1):
        click.echo(f"  {nummer}  {kop}")
    click.echo(f"  {OVERSLAAN}  geen van deze")
    standaard = "1" if keuzes[0] in voorstel.koppen else OVERSLAAN
    antwoord = click.prompt("Welke kop is dit", type=click.IntRange(0, len(keuzes)), default=int(standaard))
    return keuzes[antwoord - 1] if antwoord else None
