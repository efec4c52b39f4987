"""click in Dutch: help headings, usage errors and exit codes as Dutch users read them."""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from click.exceptions import BadParameter, MissingParameter, NoArgsIsHelpError, NoSuchOption, UsageError

from spiegelrapport.errors import suggestion

SOORTEN = {"DIRECTORY": "MAP", "INTEGER RANGE": "GETAL", "FLOAT RANGE": "GETAL", "INTEGER": "GETAL", "TEXT": "TEKST"}


class _Dutch(click.Command):
    """The parts of a help page that click writes in English."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Gebruik: ")

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return [
            {"[OPTIONS]": "[OPTIES]", "COMMAND [ARGS]...": "OPDRACHT ..."}.get(stuk, stuk)
            for stuk in super().collect_usage_pieces(ctx)
        ]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rijen = [rij for parameter in self.get_params(ctx) if (rij := parameter.get_help_record(ctx))]
        with formatter.section("Opties"):
            formatter.write_dl(
                [
                    (_soort(naam), tekst.replace("default:", "standaard:").replace("[required]", "[verplicht]"))
                    for naam, tekst in rijen
                ]
            )
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        optie = super().get_help_option(ctx)
        if optie:
            optie.help = "Toon deze uitleg."
        return optie


def _soort(naam: str) -> str:
    """'--ronde DIRECTORY' -> '--ronde MAP'."""
    for engels, nederlands in SOORTEN.items():
        naam = naam.replace(f" {engels}", f" {nederlands}")
    return naam


class Opdracht(_Dutch):
    """A command."""


class Groep(_Dutch, click.Group):
    """A command with commands under it. Those in `elders` live in modules that are imported when they are needed."""

    command_class = Opdracht

    def __init__(self, *args: Any, elders: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.elders = elders or {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *self.elders})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.commands and cmd_name in self.elders:
            import_module(self.elders[cmd_name])  # which adds it to self.commands
        return super().get_command(ctx, cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        opdrachten = [(naam, opdracht) for naam in self.list_commands(ctx) if (opdracht := self.get_command(ctx, naam))]
        breedte = formatter.width - 6 - max(len(naam) for naam, _ in opdrachten)
        with formatter.section("Opdrachten"):
            formatter.write_dl(
                [(naam, opdracht.get_short_help_str(breedte)) for naam, opdracht in opdrachten if not opdracht.hidden]
            )

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            raise UsageError(f"onbekende opdracht '{args[0]}'; {suggestion(args[0], self.list_commands(ctx))}", ctx)
        return super().resolve_command(ctx, args)


Groep.group_class = Groep


def usage_error(fout: UsageError) -> str:
    """A usage error as Dutch lines, with the command whose --help tells more."""
    if isinstance(fout, NoArgsIsHelpError):
        return fout.format_message()
    opdracht = fout.ctx.command_path if fout.ctx else "spiegelrapport"
    return f"Fout: {_message(fout)}\n  tip:  {opdracht} --help"


def _message(fout: UsageError) -> str:
    if isinstance(fout, NoSuchOption):
        bekend = [naam for parameter in (fout.ctx.command.params if fout.ctx else []) for naam in parameter.opts]
        return f"onbekende optie '{fout.option_name}'; {suggestion(fout.option_name, bekend)}"
    if isinstance(fout, MissingParameter):
        return f"{_name(fout)} ontbreekt"
    if isinstance(fout, BadParameter):
        return f"{_name(fout)}: {_values(fout)}"
    if "unexpected extra argument" in fout.message:
        return f"te veel argumenten: {fout.message.partition('(')[2].rstrip(')')}"
    if "requires an argument" in fout.message:
        return f"bij {fout.message.split(chr(39))[1]} hoort een waarde"
    return fout.message


def _name(fout: BadParameter) -> str:
    """'--jobs' for an option, 'AGB' for an argument."""
    if isinstance(fout.param, click.Option):
        return fout.param.opts[-1]
    return fout.param.human_readable_name if fout.param else "een argument"


def _values(fout: BadParameter) -> str:
    soort = fout.param.type if fout.param else None
    if isinstance(soort, click.Choice):
        return f"kies uit {', '.join(map(str, soort.choices))}"
    if isinstance(soort, click.IntRange):
        return (
            f"hier hoort een geheel getal van {soort.min} tot en met {soort.max}"
            if soort.max is not None
            else f"hier hoort een geheel getal vanaf {soort.min}"
        )
    if isinstance(soort, click.Path) and not soort.file_okay and Path(str(fout.message).split("'")[1]).is_file():
        return "dit is een bestand; hier hoort een map"
    if isinstance(soort, click.Path):
        return "dit bestand of deze map bestaat niet of is niet te lezen"
    if soort is click.INT:
        return "hier hoort een geheel getal"
    return fout.message
