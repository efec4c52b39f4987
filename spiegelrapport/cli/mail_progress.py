"""Sending, told while it goes on: a bar, a line for whatever is out of the ordinary, and a polite stop."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import click

from spiegelrapport.cli.progress import Progress
from spiegelrapport.pipeline.mail import Mail, MailState


class MailProgress:
    """Progress for a person: every mail one step, everything out of the ordinary a line."""

    def __init__(self, te_doen: int) -> None:
        self.totaal = te_doen
        self.geweest: set[str] = set()
        self.stap: Callable[[str], None] = lambda _: None

    @contextmanager
    def lopend(self) -> Iterator["MailProgress"]:
        with Progress().fase("versturen", self.totaal) as self.stap:
            yield self

    def mail(self, mail: Mail, toestand: MailState, uitleg: str) -> None:
        if toestand is not MailState.VERZONDEN:
            click.echo(f"\n{toestand}: {mail.agb} {mail.naam} <{mail.adres}>: {uitleg}", err=True)
        if toestand is not MailState.LATER and mail.agb not in self.geweest:
            self.geweest.add(mail.agb)
            self.stap(mail.naam)

    def wacht(self, seconden: float, aantal: int, reden: str) -> None:
        click.echo(f"\n{aantal} mails wachten {seconden / 60:.1f} minuten ({reden}).".replace(".", ",", 1), err=True)


@contextmanager
def stop_between_mails() -> Iterator[Callable[[], bool]]:
    """Ctrl-C finishes the mail at hand first; a second Ctrl-C does not wait, and may leave one mail uncertain."""
    gevraagd = False

    def vraag(nummer: int, _frame: FrameType | None) -> None:
        nonlocal gevraagd
        if gevraagd:
            signal.signal(nummer, oud[nummer])
            os.kill(os.getpid(), nummer)
            return
        gevraagd = True
        click.echo("\nDe mail die onderweg is wordt afgemaakt; daarna stopt het versturen.", err=True)

    oud: dict[int, Any] = {nummer: signal.signal(nummer, vraag) for nummer in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: gevraagd
    finally:
        for nummer, doe in oud.items():
            signal.signal(nummer, doe)
