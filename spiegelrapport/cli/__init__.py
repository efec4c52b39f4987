"""The commands: parse, call the pipeline, tell."""

import logging
import os
import sys
from collections.abc import Sequence

import click

from spiegelrapport import __version__
from spiegelrapport.cli.dutch_click import CommandGroup, usage_error
from spiegelrapport.cli.output import shield
from spiegelrapport.errors import UserError
from spiegelrapport.interrupt import AFGEBROKEN, STAND, listen

LOG = logging.getLogger("spiegelrapport")
ONVOORZIEN = 70


OPDRACHTEN = {
    "bijeenkomst": "bijeenkomst",
    "build": "build",
    "check": "build",
    "demo": "ronde",
    "koppel": "koppel",
    "ledger": "ledger",
    "mail": "mail",
    "nieuw": "ronde",
    "sjabloon": "ronde",
    "uitleg": "uitleg",
    "vergeet": "build",
    "voorbeeld": "voorbeeld",
}


@click.group(
    cls=CommandGroup,
    elders={naam: f"{__name__}.{module}" for naam, module in OPDRACHTEN.items()},
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, "--versie", message="spiegelrapport %(version)s", help="Toon het versienummer.")
def spiegelrapport() -> None:
    """Maak van één Excel-export per zorgaanbieder één spiegelrapport per keurmerkdrager.

    Kijk rond met: spiegelrapport demo MAP. Begin een eigen ronde met: spiegelrapport nieuw MAP --jaar 2026
    """


def main(argumenten: Sequence[str] | None = None) -> None:
    """The program. Exit codes: 0 all made, 1 some failed, 2 and up nothing could be done."""
    listen()
    shield()
    sys.exit(run(argumenten))


def run(argumenten: Sequence[str] | None = None) -> int:
    """One command; every outcome as an exit code and, on stderr, Dutch lines."""
    try:
        uitkomst = spiegelrapport.main(argumenten, prog_name="spiegelrapport", standalone_mode=False)
        return uitkomst if isinstance(uitkomst, int) else 0
    except UserError as fout:
        click.echo(str(fout), err=True)
        return fout.exit_code
    except click.UsageError as fout:
        click.echo(usage_error(fout), err=True)
        return fout.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo(STAND.tell(), err=True)
        return AFGEBROKEN
    except Exception:  # the last line of defence: the traceback goes to the log, the user sees one line
        return _unforeseen()


def _unforeseen() -> int:
    LOG.exception("onvoorziene fout")
    bestanden = [pad for handler in LOG.handlers if (pad := getattr(handler, "baseFilename", None))]
    waar = f"zie {bestanden[0]}" if bestanden else "zet SPIEGELRAPPORT_LOG op een bestandsnaam om te zien wat"
    click.echo(f"Fout: er ging iets mis dat het programma niet kent; {waar}", err=True)
    return ONVOORZIEN


def _log_to_file() -> None:
    LOG.addHandler(logging.NullHandler())
    LOG.propagate = False
    if pad := os.environ.get("SPIEGELRAPPORT_LOG"):
        LOG.addHandler(logging.FileHandler(pad, encoding="utf-8"))


_log_to_file()
