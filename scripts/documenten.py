"""The program -> the parts of the documents that cog writes and `make documenten` checks."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from spiegelrapport.cli import spiegelrapport
from spiegelrapport.definitions.load import load_definities
from spiegelrapport.definitions.schema import Kolom
from spiegelrapport.demo.explanation_sheet import describe
from spiegelrapport.model.leveringen import TABELLEN

BREED = 100


def hulp() -> str:
    """The help text of the program and of each of its commands, as a user would see it."""
    return "\n".join(f"```console\n$ {pad} --help\n{tekst}\n```\n" for pad, tekst in hulpteksten())


def hulpteksten() -> Iterator[tuple[str, str]]:
    """('spiegelrapport mail plan', its help), commands in alphabetical order under their parent."""
    yield from _wandel(spiegelrapport, click.Context(spiegelrapport, info_name="spiegelrapport", **_breedte()))


def _wandel(opdracht: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    yield context.command_path, opdracht.get_help(context).rstrip()
    if isinstance(opdracht, click.Group):
        for naam in opdracht.list_commands(context):
            kind = opdracht.get_command(context, naam)
            if kind is not None and not kind.hidden:
                yield from _wandel(kind, click.Context(kind, info_name=naam, parent=context, **_breedte()))


def _breedte() -> dict[str, Any]:
    return {**spiegelrapport.context_settings, "terminal_width": BREED, "max_content_width": BREED}


def opdrachten() -> str:
    """One line per command: its name and first sentence."""
    regels = []
    for pad, tekst in hulpteksten():
        if pad != "spiegelrapport":
            zin = tekst.split("\n\n")[1].strip().replace("\n", " ")
            regels.append(f"| `{pad}` | {' '.join(zin.split())} |")
    return "\n".join(["| opdracht | wat het doet |", "|---|---|", *regels])


def kolommen() -> str:
    """Per sheet: heading, required, meaning, values, and the other headings that are recognised."""
    definities = load_definities(date.min)
    delen = []
    for tabel in TABELLEN:
        export = definities.exports[tabel]
        rijen = [_rij(kolom) for kolom in export.kolommen]
        koppen = ["| kolom | verplicht | wat je invult | waarden | ook herkend als |", "|---|---|---|---|---|"]
        delen.append("\n".join([f"### {export.blad}", "", export.toelichting, "", *koppen, *rijen]))
    return "\n\n".join(delen)


def sleutels() -> str:
    """Per table of kolommen.toml: the name of each column, and the heading it stands for."""
    definities = load_definities(date.min)
    regels = [
        f"| `[{export.tabel}]` | `{kolom.naam}` | {kolom.kop} |"
        for export in definities.exports.values()
        for kolom in export.kolommen
    ]
    return "\n".join(["| tabel | naam | kolom |", "|---|---|---|", *regels])


def _rij(kolom: Kolom) -> str:
    kop, verplicht, uitleg, waarden, _ = describe(kolom)
    return f"| {kop} | {verplicht} | {uitleg} | {waarden} | {', '.join(kolom.aliassen)} |"
