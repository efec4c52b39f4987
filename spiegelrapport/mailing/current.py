"""What mails are held against, as it is at this very moment: read again as soon as the bytes it rests on have changed."""

import hashlib
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from spiegelrapport.errors import InputError, MailError
from spiegelrapport.mailing.right_reader import Evidence

GEDULD = 5.0  # seconds that a file may be unreadable, as while Excel saves it
PAUZE = 0.2


class Current:
    """Call it for the proof of now. `lees` makes one; `bestanden` are the files that it reads."""

    def __init__(self, bestanden: Sequence[Path], lees: Callable[[], Evidence], geduld: float = GEDULD) -> None:
        self._bestanden, self._lees, self._geduld = bestanden, lees, geduld
        self._som, self._bewijs = self._hash(), lees()

    def __call__(self) -> Evidence:
        """The files are small beside a mail, so their bytes are compared: a time stamp can be set back."""
        som = self._hash()  # before reading: a change during it is seen next time
        if som != self._som:
            self._som, self._bewijs = som, self._read_again()
        return self._bewijs

    def _hash(self) -> tuple[str, ...]:
        return tuple(_hash(pad) for pad in self._bestanden)

    def _read_again(self) -> Evidence:
        einde = time.monotonic() + self._geduld
        while True:
            try:
                return self._lees()
            except InputError as fout:
                if time.monotonic() > einde:
                    raise MailError(
                        f"het versturen is gestopt: {fout.bericht}",
                        waar=fout.waar,
                        tip="herstel het; een volgende keer gaat het versturen verder waar het bleef",
                    ) from fout
            time.sleep(PAUZE)


def _hash(pad: Path) -> str:
    try:
        return hashlib.sha256(pad.read_bytes()).hexdigest()
    except OSError as fout:
        return type(fout).__name__
