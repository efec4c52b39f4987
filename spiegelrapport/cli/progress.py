"""How far the run is: a bar with names and time left on a terminal, plain lines elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import click
from click._termui_impl import ProgressBar

from spiegelrapport.interrupt import STAND


class Progress:
    """Tells a person or a CI log what the pipeline is doing; the pipeline knows only these two methods."""

    def zeg(self, regel: str) -> None:
        click.echo(regel)

    @contextmanager
    def fase(self, naam: str, totaal: int) -> Iterator[Callable[[str], None]]:
        """Yields a function to call with the name of each item that is done."""
        STAND.fase, STAND.gedaan, STAND.totaal = naam, 0, totaal
        with self._show(naam, totaal) as toon:
            yield partial(_step, toon)
        STAND.fase = ""

    @contextmanager
    def _show(self, naam: str, totaal: int) -> Iterator[Callable[[str], None]]:
        if sys.stderr.isatty():
            balk: ProgressBar[str] = click.progressbar(
                length=totaal,
                label=f"{naam:<12}",
                file=sys.stderr,
                show_pos=True,
                item_show_func=lambda item: str(item or "")[:40],
            )
            with balk:
                yield lambda item: balk.update(1, item)
            return
        stand = _Lines(naam, totaal)
        yield stand.stap
        stand.einde()


class _Lines:
    """A line at every tenth of the work: enough to see that it lives, few enough to read back."""

    def __init__(self, naam: str, totaal: int) -> None:
        self.naam, self.totaal, self.gedaan, self.gezegd = naam, totaal, 0, 0

    def stap(self, item: str) -> None:
        self.gedaan += 1
        if self.gedaan * 10 // max(self.totaal, 1) > self.gezegd:
            self.gezegd = self.gedaan * 10 // self.totaal
            click.echo(f"{self.naam}: {self.gedaan} van {self.totaal} ({item})")

    def einde(self) -> None:
        if self.gedaan < self.totaal:
            click.echo(f"{self.naam}: {self.gedaan} van {self.totaal} gedaan")


def _step(toon: Callable[[str], None], item: str) -> None:
    STAND.gedaan += 1
    toon(item)
