"""docs/mailen.md names every setting and every option that exists, and none that does not."""

import re
from dataclasses import fields

import click
import pytest

from spiegelrapport.cli.mail import mail
from spiegelrapport.mailing.mail_server import VOOR_IMAP, VOOR_OAUTH, VOOR_SMTP, Imap, OAuth, Smtp
from tests.architecture.bron import WORTEL

TEKST = (WORTEL / "docs" / "mailen.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("voor", "soort"), [(VOOR_SMTP, Smtp), (VOOR_IMAP, Imap), (VOOR_OAUTH, OAuth)])
def test_the_settings_are_those_of_the_program(voor: str, soort: type) -> None:
    echt = {voor + veld.name.upper() for veld in fields(soort)} | {f"{voor}BESTAND"}
    assert set(re.findall(rf"{voor}[A-Z_]+", TEKST)) == echt


def test_the_options_are_those_of_the_program() -> None:
    opdrachten: list[click.Command] = [mail, *mail.commands.values()]
    echt = {optie for opdracht in opdrachten for deel in opdracht.params for optie in deel.opts}
    genoemd = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", TEKST))
    assert genoemd - echt == {"--map"}  # of the demonstration server
    assert echt - genoemd == {"--aantal"}  # asked for when not given
