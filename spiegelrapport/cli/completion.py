"""The Tab key: AGB-codes of the round's register with their names, and indicators."""

from datetime import date
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from spiegelrapport.definitions.load import load_definities
from spiegelrapport.errors import UserError
from spiegelrapport.pipeline.listing import codes_for_completion


def agbs(context: click.Context, _parameter: click.Parameter, begin: str) -> list[CompletionItem]:
    """Nothing when the register cannot be read: the command itself says why."""
    try:
        return [CompletionItem(agb, help=naam) for agb, naam in codes_for_completion(_round(context), begin)]
    except UserError:
        return []


def indicatoren(_context: click.Context, _parameter: click.Parameter, begin: str) -> list[CompletionItem]:
    bekend = load_definities(date.min).indicatoren
    return [CompletionItem(code, help=indicator.naam) for code, indicator in bekend.items() if code.startswith(begin)]


def _round(context: click.Context) -> Path:
    return Path(context.params.get("ronde_map") or "input")
