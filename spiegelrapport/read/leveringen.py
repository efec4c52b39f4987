"""All leveringen of a round, each read in a child process, in parallel and in order."""

import os
import pickle
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType

from spiegelrapport.definitions.schema import Definities
from spiegelrapport.model.leveringen import Levering
from spiegelrapport.model.ronde import Ronde
from spiegelrapport.read.answers import known_answers
from spiegelrapport.read.file import ReadRequest, failed, make_request
from spiegelrapport.read.file_names import printable_names
from spiegelrapport.read.limits import GRENZEN, Limits
from spiegelrapport.read.round_headings import Kolommen, apply

LENGTE = struct.Struct("<Q")
PAKKET = Path(__file__).parents[2]


def nothing(_: Levering) -> None:
    """The reporter that keeps silent."""


def read_leveringen(
    paden: Sequence[Path],
    definities: Definities,
    ronde: Ronde,
    kolommen: Kolommen | None = None,
    jobs: int = 1,
    meld: Callable[[Levering], None] = nothing,
    grenzen: Limits = GRENZEN,
) -> Iterator[Levering]:
    """One Levering per path, in the order of `paden`; a folder is one levering of several files.

    Whatever a file does, its Levering says so in a finding and the others are read. `meld` is called in this
    thread, with each levering as it is handed out.
    """
    exports = apply(definities.exports, kolommen or Kolommen())
    opdracht = make_request(definities, exports, ronde.peildatum, known_answers(ronde, definities))
    aantal = max(1, min(jobs, len(paden)))
    namen = printable_names(paden)
    with _Readers(aantal, opdracht, grenzen) as lezers:
        draden = ThreadPoolExecutor(aantal)
        try:
            for levering in draden.map(lambda pad: lezers.read(pad, namen[pad]), paden):
                meld(levering)
                yield levering
        finally:  # whoever stops listening does not wait for the files that were still to come
            draden.shutdown(cancel_futures=True)


class _Readers:
    """A few warm child processes, each used by one thread at a time."""

    def __init__(self, aantal: int, opdracht: ReadRequest, grenzen: Limits) -> None:
        self._grenzen = grenzen
        self._begin = pickle.dumps((opdracht, grenzen))
        self._vrij: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
        for _ in range(aantal):
            self._vrij.put(self._start())

    def __enter__(self) -> "_Readers":
        return self

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None
    ) -> None:
        while not self._vrij.empty():
            _close(self._vrij.get())

    def read(self, pad: Path, naam: str) -> Levering:
        kind = self._vrij.get()
        try:
            status, inhoud = _vraag(kind, pad, naam)
        except (OSError, EOFError):  # the child itself was killed: this file is lost, the next gets a new child
            _close(kind)
            kind, status, inhoud = self._start(), "gestopt", None
        except Exception as fout:  # an answer that cannot be understood is this file's, and no other's
            _close(kind)
            kind, status, inhoud = self._start(), "fout", type(fout).__name__
        finally:
            self._vrij.put(kind)
        return self._uitkomst(naam, status, inhoud)

    def _uitkomst(self, naam: str, status: str, inhoud: object) -> Levering:
        if isinstance(inhoud, Levering):
            return inhoud
        if status == "te traag":
            seconden = min(self._grenzen.seconden, self._grenzen.rekenseconden)
            return failed(naam, "L007", seconden=round(seconden))
        if status == "gestopt":
            return _te_groot(naam, inhoud)
        return failed(naam, "L014", wat=f"onverwachte fout {inhoud}")

    def _start(self) -> subprocess.Popen[bytes]:
        zoekpad = os.pathsep.join(filter(None, [str(PAKKET), os.environ.get("PYTHONPATH", "")]))
        kind = subprocess.Popen(
            [sys.executable, "-m", "spiegelrapport.read.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            process_group=0,  # Ctrl-C is ours: the child ends when its standard input does
            env=os.environ | {"PYTHONPATH": zoekpad, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        )
        _send(kind, self._begin)
        return kind


def _te_groot(naam: str, verste: object) -> Levering:
    blad, cel = verste if isinstance(verste, tuple) else (None, "")
    return failed(naam, "L008", blad=blad, wat=f": de tabel loopt door tot cel {cel}" if cel else "")


def _vraag(kind: subprocess.Popen[bytes], pad: Path, naam: str) -> tuple[str, object]:
    _send(kind, pickle.dumps((os.fsencode(pad), naam)))
    kop = _receive(kind, LENGTE.size)
    return pickle.loads(_receive(kind, LENGTE.unpack(kop)[0]))  # type: ignore[no-any-return]  # noqa: S301 (our own child)


def _send(kind: subprocess.Popen[bytes], inhoud: bytes) -> None:
    assert kind.stdin is not None
    kind.stdin.write(inhoud)
    kind.stdin.flush()


def _receive(kind: subprocess.Popen[bytes], lengte: int) -> bytes:
    assert kind.stdout is not None
    inhoud = kind.stdout.read(lengte)
    if len(inhoud) < lengte:
        raise EOFError
    return inhoud


def _close(kind: subprocess.Popen[bytes]) -> None:
    for pijp in (kind.stdin, kind.stdout):
        if pijp is not None:
            try:
                pijp.close()
            except OSError:  # a broken pipe: the child is gone already
                continue
    kind.wait()
