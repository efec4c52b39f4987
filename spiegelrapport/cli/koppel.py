"""`spiegelrapport koppel`: which headings of a new EPD are which of our columns, asked one by one."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import click

from spiegelrapport.cli import options, spiegelrapport
from spiegelrapport.cli.dutch_click import confirm
from spiegelrapport.definitions.load import load_definities
from spiegelrapport.dutch import aantal
from spiegelrapport.errors import InputError
from spiegelrapport.files import write_whole
from spiegelrapport.model.leveringen import TABELNAMEN
from spiegelrapport.read.heading_proposals import Proposal, SheetProposal, add, add_code, propose, to_toml
from spiegelrapport.read.round_headings import BESTAND, Kolommen, apply, load_kolommen

OVERSLAAN = "0"


@spiegelrapport.command()
@click.argument("bestand", metavar="BESTAND", type=click.Path(path_type=Path))
@options.ronde
@click.option("--toon", is_flag=True, help="Toon alleen het voorstel; vraag en bewaar niets.")
def koppel(bestand: Path, ronde_map: Path, toon: bool) -> None:
    """Koppel de koppen van een onbekend EPD aan de kolommen van het sjabloon.

    Bij elke kop staan enkele waarden. Enter kiest alleen wat zeker is, en anders niets. Daarna komen de
    codes die het programma niet kent.

    De keuzes komen in kolommen.toml in de map van de ronde en gelden voor alle leveringen. Van een
    bestand in de map leveringen is de naam genoeg.

    Voorbeeld: spiegelrapport koppel export.xlsx
    """
    definities = load_definities(date.min)
    kolommen = load_kolommen(ronde_map)
    pad = _find(bestand, ronde_map)
    bladen = propose(pad, definities, kolommen)
    if not bladen:
        click.echo("In dit bestand is geen blad gevonden dat op een bekende tabel lijkt.")
        return
    nieuw = kolommen
    for blad in bladen:
        _show(blad)
        nieuw = nieuw if toon else _vraag_blad(blad, nieuw)
    if not toon:
        nieuw = _ask_codes(propose(pad, definities, nieuw), nieuw)
    if toon or nieuw == kolommen:
        click.echo("Er is niets veranderd.")
        return
    apply(definities.exports, nieuw)
    write_whole(ronde_map / BESTAND, to_toml(nieuw).encode("utf-8"))
    click.echo(f'Bewaard in {ronde_map / BESTAND}. Controleer het met: spiegelrapport check --ronde "{ronde_map}"')


def _find(bestand: Path, ronde_map: Path) -> Path:
    """The file itself, or the levering of this round that has this name."""
    levering = ronde_map / "leveringen" / bestand
    if bestand.exists() or levering.exists():
        return bestand if bestand.exists() else levering
    raise InputError(
        f"er is geen bestand {bestand}", waar=str(ronde_map), tip="typ de naam van een bestand in de map leveringen"
    )


def _show(blad: SheetProposal) -> None:
    bekend = aantal(len(blad.bekend), "kolom is", "kolommen zijn")
    click.echo(f"\nBlad '{blad.blad}' lijkt op {TABELNAMEN[blad.tabel]}: {bekend} al bekend.")
    for voorstel in blad.voorstellen:
        moet = " (verplicht)" if voorstel.kolom.verplicht else ""
        lijkt = ", ".join(f"'{kop}'" for kop in voorstel.koppen) or "geen voorstel"
        click.echo(f"  {voorstel.kolom.kop}{moet}: {lijkt}{' (zeker)' if voorstel.zeker else ''}")
    for vraag in blad.vreemde_codes:
        click.echo(f"  {vraag.kolom.kop}: de code '{vraag.waarde}' is niet bekend")


def _vraag_blad(blad: SheetProposal, kolommen: Kolommen) -> Kolommen:
    gebruikt: set[str] = set()
    for voorstel in sorted(blad.voorstellen, key=lambda voorstel: not voorstel.kolom.verplicht):
        if kop := _vraag(voorstel, blad.monsters, gebruikt):
            gebruikt.add(kop)
            kolommen = add(kolommen, voorstel.tabel, voorstel.kolom.naam, kop)
    if not blad.bladnaam_bekend and confirm(f"Heet dit blad altijd '{blad.blad}'?"):
        kolommen = add(kolommen, "bladen", blad.tabel, blad.blad)
    return kolommen


def _vraag(voorstel: Proposal, monsters: Mapping[str, tuple[str, ...]], gebruikt: set[str]) -> str | None:
    """The chosen heading, or None. Enter takes a heading only when there is no doubt about it."""
    keuzes = [kop for kop in dict.fromkeys((*voorstel.koppen, *voorstel.alle_koppen)) if kop not in gebruikt]
    if not keuzes:
        return None
    moet = "verplicht" if voorstel.kolom.verplicht else "mag ontbreken"
    click.echo(f"\n{voorstel.kolom.kop} ({moet}): {voorstel.kolom.toelichting}")
    breed = max(map(len, keuzes))
    for nummer, kop in enumerate(keuzes, start=1):
        click.echo(f"  {nummer:>2}  {kop:<{breed}}  {' · '.join(monsters.get(kop, ())) or '(niet getoond)'}")
    zeker = voorstel.zeker and keuzes[0] == voorstel.koppen[0]
    return _choose("Welke kop is dit", keuzes, 1 if zeker else 0)


def _ask_codes(bladen: Sequence[SheetProposal], kolommen: Kolommen) -> Kolommen:
    """Which code of ours each unknown spelling is; Enter leaves it unknown."""
    vragen = {(vraag.kolom.naam, vraag.waarde): vraag for blad in bladen for vraag in blad.vreemde_codes}
    for (naam, waarde), vraag in vragen.items():
        click.echo(f"\n{vraag.kolom.kop}: wat is '{waarde}'?")
        for nummer, (code, woord) in enumerate(vraag.keuzes.items(), start=1):
            click.echo(f"  {nummer:>2}  {code}" + (f"  {woord}" if woord != code else ""))
        if (gekozen := _choose("Welke code is dit", list(vraag.keuzes), 0)) is not None:
            kolommen = add_code(kolommen, naam, gekozen, waarde)
    return kolommen


def _choose(vraag: str, keuzes: Sequence[str], standaard: int) -> str | None:
    click.echo(f"  {OVERSLAAN:>2}  geen van deze")
    antwoord: int = click.prompt(vraag, type=click.IntRange(0, len(keuzes)), default=standaard)
    return keuzes[antwoord - 1] if antwoord else None
