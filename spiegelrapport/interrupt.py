"""Ctrl-C -> one line that says what is done and how to go on, and the end, at once and without a traceback.

Nothing is unwound: an exception in the middle of a library leaves that library's own complaints on the screen, and
whatever is on disk is whole at every moment, as it must be for a power cut too.
"""

import logging
import os
import signal
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType

LOG = logging.getLogger("spiegelrapport")
AFGEBROKEN = 130


@dataclass(slots=True)
class Interrupts:
    """What the program is doing, for whoever interrupts it. One per process."""

    verder: str = ""  # how to go on, in Dutch
    slotcode: int = AFGEBROKEN
    fase: str = ""
    gedaan: int = 0
    totaal: int = 0

    def begin(self, verder: str, slotcode: int = AFGEBROKEN) -> None:
        """Another command."""
        self.verder, self.slotcode, self.fase = verder, slotcode, ""

    def tell(self) -> str:
        if self.slotcode == 0:
            return self.verder
        waar = f" bij {self.fase.lower()}: {self.gedaan} van {self.totaal} gedaan" if self.fase else ""
        return f"Afgebroken{waar}. {self.verder}".strip()


STAND = Interrupts()


def listen() -> None:
    """From here on Ctrl-C ends this process in one line. Its workers follow by themselves, in silence."""
    wij = os.getpid()

    def stop(_nummer: int, _frame: FrameType | None) -> None:
        if os.getpid() != wij:  # a worker that was forked this moment: its parent speaks
            os._exit(AFGEBROKEN)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        LOG.warning("onderbroken met Ctrl-C: %s", STAND.tell())
        with suppress(OSError):  # nobody need be listening
            os.write(2, f"\n{STAND.tell()}\n".encode())
        os._exit(STAND.slotcode)

    signal.signal(signal.SIGINT, stop)
