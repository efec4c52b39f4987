"""click in Dutch: its own messages through the catalogue in teksten/, and what the catalogue cannot reach."""

import gettext
import os
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from click.exceptions import BadParameter, NoArgsIsHelpError, NoSuchCommand, UsageError

from spiegelrapport.interrupt import AFGEBROKEN, STAND

HERHAAL = "Er is niets half geschreven; geef dezelfde opdracht opnieuw."
TEKSTEN = Path(__file__).parent / "teksten"
SOORTEN = {
    "INTEGER RANGE": "GETAL",
    "FLOAT RANGE": "GETAL",
    "INTEGER": "GETAL",
    "TEXT": "TEKST",
}  # not in click's catalogue


def speak_dutch() -> None:
    """From here on click looks up its messages in the Dutch catalogue, whatever the computer's own language."""
    gettext.bindtextdomain("messages", str(TEKSTEN))
    os.environ["LANGUAGE"] = "nl"


class _Dutch(click.Command):
    """The words of a help page that click does not look up in a catalogue, and those for when it is interrupted.

    `verder` says how to go on then; with `slotcode` 0 that is how the command always ends.
    """

    def __init__(self, *args: Any, verder: str = HERHAAL, slotcode: int = AFGEBROKEN, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.verder, self.slotcode = verder, slotcode

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        STAND.begin(self.verder, self.slotcode)  # before it asks for what was not given
        return super().make_context(*args, **kwargs)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return [
            {"[OPTIONS]": "[OPTIES]", "COMMAND [ARGS]...": "OPDRACHT ...", "[COMMAND] [ARGS]...": "[OPDRACHT] ..."}.get(
                stuk, stuk
            )
            for stuk in super().collect_usage_pieces(ctx)
        ]

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        parameters = super().get_params(ctx)
        for parameter in parameters:
            if parameter.metavar is None and isinstance(parameter, click.Option) and not parameter.is_flag:
                parameter.metavar = SOORTEN.get(parameter.type.name.upper())
        return parameters


class DutchCommand(_Dutch):
    """A command."""


class CommandGroup(_Dutch, click.Group):
    """A command with commands under it. Those in `elders` live in modules that are imported when they are needed."""

    command_class = DutchCommand

    def __init__(self, *args: Any, elders: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.elders = elders or {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *self.elders})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.commands and cmd_name in self.elders:
            import_module(self.elders[cmd_name])  # which adds it to self.commands
        return super().get_command(ctx, cmd_name)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            raise NoSuchCommand(args[0], possibilities=self.list_commands(ctx), ctx=ctx)
        return super().resolve_command(ctx, args)


CommandGroup.group_class = CommandGroup


def confirm(vraag: str, *, abort: bool = False) -> bool:
    """A question that is answered with j or n; nothing typed is no. click's own asks for y, whatever the catalogue says."""
    antwoord: str = click.prompt(f"{vraag} [j/N]", default="n", show_default=False, value_proc=_yes_or_no)
    if abort and antwoord == "n":
        raise click.Abort
    return antwoord == "j"


def _yes_or_no(getypt: str) -> str:
    woord = getypt.strip().lower()
    if woord not in ("j", "ja", "n", "nee"):
        raise BadParameter("typ j of n")
    return woord[0]


def usage_error(fout: UsageError) -> str:
    """A usage error as Dutch lines, with the command whose --help tells more."""
    if isinstance(fout, NoArgsIsHelpError):
        return fout.format_message()
    opdracht = fout.ctx.command_path if fout.ctx else "spiegelrapport"
    return f"Fout: {_message(fout)}\n  tip:  {opdracht} --help"


def _message(fout: UsageError) -> str:
    soort = fout.param.type if isinstance(fout, BadParameter) and fout.param else None
    if isinstance(fout, BadParameter) and isinstance(soort, click.IntRange | click.FloatRange):
        fout = BadParameter(_range(soort), fout.ctx, fout.param)
    return fout.format_message().strip().removesuffix(".")


def _range(soort: click.IntRange | click.FloatRange) -> str:
    """The whole range, whether the value was no number or outside it."""
    wat = "een geheel getal" if isinstance(soort, click.IntRange) else "een getal"
    onder = "" if soort.min is None else f" vanaf {soort.min:g}" if soort.max is None else f" van {soort.min:g}"
    return f"hier hoort {wat}{onder}" + ("" if soort.max is None else f" tot en met {soort.max:g}")


speak_dutch()
