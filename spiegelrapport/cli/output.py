"""Standard output and error that may fail, being nobody's business: the work goes on, and the log says so once."""

import logging
import os
import sys
from typing import Any, TextIO

LOG = logging.getLogger("spiegelrapport")


class Shielded:
    """A text stream that swallows what cannot be written, such as to a full disk or to `head` when that has gone."""

    def __init__(self, stroom: TextIO, naam: str) -> None:
        self._stroom, self._naam = stroom, naam

    def write(self, tekst: str) -> int:
        try:
            return self._stroom.write(tekst)
        except OSError as fout:
            return self._give_up(fout, len(tekst))

    def flush(self) -> None:
        try:
            self._stroom.flush()
        except OSError as fout:
            self._give_up(fout, 0)

    def __getattr__(self, naam: str) -> Any:
        return getattr(self._stroom, naam)

    def _give_up(self, fout: OSError, lengte: int) -> int:
        """What is still waiting to be written, and all that follows, goes nowhere."""
        LOG.warning("%s is niet te schrijven (%s); het werk gaat door", self._naam, fout.strerror)
        nergens = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nergens, self._stroom.fileno())
        os.close(nergens)
        return lengte


def shield() -> None:
    """For the rest of this process."""
    for nummer in range(3):
        _occupy(nummer)
    for nummer, naam, wat in ((1, "stdout", "standaarduitvoer"), (2, "stderr", "standaardfout")):
        stroom = getattr(sys, naam) or os.fdopen(nummer, "w", closefd=False)  # none at all when it was closed
        if not isinstance(stroom, Shielded):
            stroom.reconfigure(errors="backslashreplace")
            setattr(sys, naam, Shielded(stroom, wat))


def _occupy(nummer: int) -> None:
    """A standard stream that was closed gets no file of ours in its place."""
    try:
        os.fstat(nummer)
    except OSError:
        os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free
