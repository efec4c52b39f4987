"""`spiegelrapport mail`: plan, approve, rehearse, send, and see how it stands."""

import getpass
import shutil
import sys
from pathlib import Path

import click
from click.core import ParameterSource

from spiegelrapport.cli import options, spiegelrapport
from spiegelrapport.cli.dutch_click import confirm
from spiegelrapport.cli.mail_progress import MailProgress, stop_between_mails
from spiegelrapport.dutch import aantal
from spiegelrapport.errors import MailError
from spiegelrapport.model.mail import DashboardWay, MailVariant
from spiegelrapport.pipeline import mail as post
from spiegelrapport.pipeline.mail import PAUZE, WACHTTIJDEN, Plan, Tempo, tell, totals

NIET_ALLES = 1
WACHT = ",".join(f"{seconden / 60:g}" for seconden in WACHTTIJDEN)


class Waits(click.ParamType[tuple[float, ...]]):
    """'5,15,60' minutes -> seconds."""

    name = "minuten"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[float, ...]:
        try:
            minuten = tuple(float(deel) for deel in str(value).split(",") if deel.strip())
        except ValueError:
            self.fail(f"'{value}' zijn geen minuten; schrijf bijvoorbeeld {WACHT}", param, ctx)
        return tuple(60 * deel for deel in minuten)


@spiegelrapport.group(invoke_without_command=True, verder="Zie hoe het staat met: spiegelrapport mail status")
@options.ronde
@options.uitvoer
@options.meeting_post
@click.option("--echt", is_flag=True, help="Verstuur het goedgekeurde plan. Zonder dit is alles een oefening.")
@click.option("--proef", metavar="ADRES", help="Stuur drie mails als proef naar dit adres.")
@click.option("--max", "maximaal", type=click.IntRange(1), help="Verstuur er deze keer hoogstens zoveel.")
@click.option("--alleen", help="Alleen deze keurmerkdrager (mag vaker).", multiple=True, metavar="AGB")
@click.option("--pauze", type=click.FloatRange(0), default=PAUZE, show_default=True, help="Seconden tussen twee mails.")
@click.option("--wacht", type=Waits(), default=WACHT, show_default=True, help="Minuten tot elke volgende poging.")
@click.option(
    "--opnieuw-onzeker",
    help="Een onzekere mail is nagevraagd en niet aangekomen: verstuur opnieuw.",
    multiple=True,
    metavar="AGB",
)
@click.option(
    "--gemarkeerd-verzonden", help="Een onzekere mail is nagevraagd en wel aangekomen.", multiple=True, metavar="AGB"
)
@click.option("--nogmaals", help="Verstuur nogmaals wat al verzonden of geweigerd is.", multiple=True, metavar="AGB")
@click.option("--door", default="", help="Je naam, bij een besluit over een mail.")
@click.pass_context
def mail(
    ctx: click.Context,
    ronde_map: Path,
    uitvoer_map: Path,
    post_van: str,
    echt: bool,
    proef: str | None,
    maximaal: int | None,
    alleen: tuple[str, ...],
    pauze: float,
    wacht: tuple[float, ...],
    opnieuw_onzeker: tuple[str, ...],
    gemarkeerd_verzonden: tuple[str, ...],
    nogmaals: tuple[str, ...],
    door: str,
) -> int:
    """Verstuur elk rapport naar zijn eigen lezer, één keer.

    Zonder --echt of --proef is het een oefening: er komen .eml-bestanden om te bekijken.

    Volgorde: mail plan, mail, mail --proef ADRES, mail goedkeur, mail --echt, mail status

    Voorbeeld: spiegelrapport mail --ronde input --echt --max 5

    Slotcode 0: alles is verzonden; 1: nog niet alles; 2 en hoger: er kon niets worden gedaan.
    """
    if ctx.invoked_subcommand:
        _nothing_before(ctx)
        return 0
    if echt and proef:
        raise click.UsageError("kies --echt of --proef, niet allebei", ctx)
    kamer = post.open_mail_room(ronde_map, uitvoer_map, post_van)
    besluiten = post.Decisions(opnieuw_onzeker, gemarkeerd_verzonden, nogmaals, door)
    besloten = bool(opnieuw_onzeker or gemarkeerd_verzonden or nogmaals)
    if besloten:
        post.decide(kamer, besluiten)
    if proef:
        return _sample(kamer, proef, door)
    if echt:
        return _send(kamer, maximaal, frozenset(alleen), pauze, wacht)
    return _status(kamer) if besloten else _rehearse(kamer, frozenset(alleen))


def _nothing_before(ctx: click.Context) -> None:
    """An option before a subcommand would be ignored: a plan of the wrong round."""
    gegeven = [naam for naam in ctx.params if ctx.get_parameter_source(naam) is ParameterSource.COMMANDLINE]
    if gegeven:
        raise click.UsageError(f"zet de opties achter '{ctx.invoked_subcommand}'", ctx)


@mail.command(verder="Er is niets verstuurd; maak het plan opnieuw met: spiegelrapport mail plan")
@options.ronde
@options.uitvoer
@options.meeting_post
@click.option(
    "--vorm",
    type=click.Choice(["bijlage", "versleuteld", "portaal"]),
    default="bijlage",
    show_default=True,
    help="PDF als bijlage, als bijlage met wachtwoord, of alleen een bericht dat het klaarstaat.",
)
@click.option("--portaal", default="", metavar="URL", help="Waar het klaarstaat, bij --vorm of --dashboard portaal.")
@click.option(
    "--dashboard",
    type=click.Choice(["geen", "bijlage", "zip", "portaal"]),
    default="geen",
    show_default=True,
    help="Het Spiegeldashboard erbij: als HTML-bijlage, als zip, of in een map per lezer voor het portaal.",
)
@click.option(
    "--gedeeld-adres", multiple=True, metavar="ADRES", help="Dit adres mag meer rapporten krijgen (mag vaker)."
)
@click.option("--door", prompt="Je naam", help="Wie het plan opstelt.")
def plan(
    ronde_map: Path,
    uitvoer_map: Path,
    post_van: str,
    vorm: MailVariant,
    portaal: str,
    dashboard: DashboardWay,
    gedeeld_adres: tuple[str, ...],
    door: str,
) -> None:
    """Maak het verzendplan: wie krijgt welk bestand op welk adres.

    Voorbeeld: spiegelrapport mail plan --ronde input --door "Sanne de Boer"
    """
    kamer = post.open_mail_room(ronde_map, uitvoer_map, post_van)
    gemaakt = post.draft(kamer, vorm, portaal, door, gedeeld_adres, dashboard)
    _tell_plan(gemaakt)
    click.echo(
        f"Bekijk {kamer.mailmap / 'verzendplan.xlsx'}. Een collega keurt het goed: spiegelrapport mail goedkeur{_of(post_van)}"
    )


@mail.command(verder="Er is niets goedgekeurd en niets verstuurd.")
@options.ronde
@options.uitvoer
@options.meeting_post
@click.option("--aantal", type=click.IntRange(0), help="Het aantal mails, als bevestiging; anders wordt het gevraagd.")
@click.option("--door", prompt="Je naam", help="Wie goedkeurt: een ander dan de opsteller.")
@click.option(
    "--zelfde-aanmelding",
    is_flag=True,
    help="Je bent een ander dan de opsteller, maar werkt onder dezelfde aanmelding.",
)
def goedkeur(
    ronde_map: Path, uitvoer_map: Path, post_van: str, aantal: int | None, door: str, zelfde_aanmelding: bool
) -> None:
    """Keur het verzendplan goed, als tweede paar ogen.

    Toont alle ontvangers, en wat er is veranderd sinds het vorige plan.

    Voorbeeld: spiegelrapport mail goedkeur --ronde input --door "Joris Bakker"
    """
    kamer = post.open_mail_room(ronde_map, uitvoer_map, post_van)
    gezien = post.read_plan(kamer)
    _tell_plan(gezien)
    _tell_all([*post.recipients(gezien), "", *post.changes(kamer, gezien), ""])
    if gezien.opgesteld_login == post.login() and not zelfde_aanmelding and sys.stdin.isatty():
        zelfde_aanmelding = confirm(
            f"Je bent aangemeld als '{post.login()}', net als {gezien.opgesteld_door}. Ben je echt {door}?", abort=True
        )
    if aantal is None:
        aantal = click.prompt("Hoeveel mails worden er verstuurd? Typ het aantal", type=int)
    goedkeuring = post.sign(kamer, gezien, aantal, door, zelfde_login=zelfde_aanmelding)
    click.echo(f"Goedgekeurd door {goedkeuring.door}. Versturen: spiegelrapport mail --echt{_of(post_van)}")


@mail.command(verder="")
@options.ronde
@options.uitvoer
@options.meeting_post
def status(ronde_map: Path, uitvoer_map: Path, post_van: str) -> int:
    """Toon hoe de verzending ervoor staat, ook terwijl die loopt.

    Voorbeeld: spiegelrapport mail status --ronde input
    """
    return _status(post.open_mail_room(ronde_map, uitvoer_map, post_van))


def _of(post_van: str) -> str:
    return f" --bijeenkomst {post_van}" if post_van else ""


def _tell_plan(gemaakt: Plan) -> None:
    for wat, waarde in totals(gemaakt):
        click.echo(f"{wat:<30}{waarde}")
    for regel in gemaakt.niet_gepland:
        click.echo(f"  geen mail: {regel.agb} {regel.naam}: {regel.reden}")
    for opmerking in gemaakt.opmerkingen:
        click.echo(f"  let op: {opmerking}")


def _tell_all(regels: list[str]) -> None:
    """On a screen that is too small for it a page at a time."""
    if sys.stdout.isatty() and len(regels) > shutil.get_terminal_size().lines - 2:
        click.echo_via_pager("\n".join(regels))
    else:
        click.echo("\n".join(regels))


def _status(kamer: post.MailRoom) -> int:
    gemaakt, nu = post.mail_status(kamer)
    for regel in tell(gemaakt, nu):
        click.echo(regel)
    return 0 if nu.klaar else NIET_ALLES


def _rehearse(kamer: post.MailRoom, alleen: frozenset[str]) -> int:
    geschreven, fouten = post.rehearse(kamer, alleen)
    for fout in fouten:
        click.echo(f"  wordt tegengehouden: {fout}", err=True)
    click.echo(
        f"Oefening: {aantal(geschreven, 'mail staat', 'mails staan')} in {kamer.mailmap / 'proef'}; er is niets verstuurd."
    )
    return NIET_ALLES if fouten else 0


def _sample(kamer: post.MailRoom, adres: str, door: str) -> int:
    if not post.within_sender(kamer, adres):
        confirm(
            f"{adres} is geen adres van de afzender. Er gaan drie vertrouwelijke rapporten heen. Doorgaan?", abort=True
        )
    for regel in post.sample(kamer, adres, door or getpass.getuser()):
        click.echo(regel)
    return 0


def _send(
    kamer: post.MailRoom, maximaal: int | None, alleen: frozenset[str], pauze: float, wacht: tuple[float, ...]
) -> int:
    gemaakt = post.read_plan(kamer)
    te_doen = post.pending(kamer, Tempo(maximaal, alleen))
    try:
        with stop_between_mails() as stop, MailProgress(te_doen).lopend() as verslag:
            nu, klacht = post.send(kamer, Tempo(maximaal, alleen, pauze, wacht, stop), verslag)
    except MailError as fout:
        click.echo(str(fout), err=True)
        if (kamer.mailmap / "verzendlog.sqlite").exists():
            _status(kamer)
        return fout.exit_code
    if klacht:
        click.echo(
            f"Let op: {klacht}. Verzonden is alles wel; een volgende keer wordt het opnieuw geprobeerd.", err=True
        )
    post.show_on_overview(kamer)
    for regel in tell(gemaakt, nu):
        click.echo(regel)
    return 0 if nu.klaar else NIET_ALLES
