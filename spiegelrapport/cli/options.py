"""The options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

F = TypeVar("F", bound=Callable[..., object])

MAP = click.Path(file_okay=False, path_type=Path)


def ronde(doe: F) -> F:
    """--ronde: the folder with ronde.toml, keurmerkdragers.xlsx and leveringen/."""
    return click.option(
        "--ronde", "ronde_map", type=MAP, default=Path("input"), show_default=True, help="De map van de ronde."
    )(doe)


def uitvoer(doe: F) -> F:
    """--uitvoer: where output/<verslagjaar> goes."""
    return click.option(
        "--uitvoer",
        "uitvoer_map",
        type=MAP,
        default=Path("output"),
        show_default=True,
        help="De map voor de uitkomsten.",
    )(doe)


def jobs(doe: F) -> F:
    """--jobs: processes side by side."""
    return click.option(
        "--jobs",
        type=click.IntRange(1, 64),
        default=None,
        help="Hoeveel processen naast elkaar; standaard één per processorkern.",
    )(doe)


def versnelling(doe: F) -> F:
    """--zonder-versnelling: WeasyPrint by itself, to see that the report does not depend on what is remembered."""
    return click.option(
        "--zonder-versnelling",
        "versneld",
        is_flag=True,
        flag_value=False,
        default=True,
        help="Druk af zonder iets te onthouden tussen rapporten: trager, maar hetzelfde rapport.",
    )(doe)


def meeting_post(doe: F) -> F:
    """--bijeenkomst: a meeting's mail instead of the reports."""
    return click.option(
        "--bijeenkomst",
        "post_van",
        default="",
        metavar="NAAM/SOORT",
        help="De post van een bijeenkomst: najaar/uitnodiging, najaar/bevestiging of najaar/dank.",
    )(doe)
