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
from typing import Any, TypeVar

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
BATCH = 15  # leveringen whose rows are together in memory: measuring costs a third of a second, however few they are
T = TypeVar("T")


def nothing(_: object) -> None:
    """The reporter that keeps silent."""


def itself(leveringen: list[Levering]) -> list[Levering]:
    """What is done with Leveringen that are wanted whole."""
    return leveringen


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
    return read_each(paden, itself, definities, ronde, kolommen, jobs, meld, grenzen)


def read_each(
    paden: Sequence[Path],
    daarna: Callable[[list[Levering]], list[T]],
    definities: Definities,
    ronde: Ronde,
    kolommen: Kolommen | None = None,
    jobs: int = 1,
    meld: Callable[[T], None] = nothing,
    grenzen: Limits = GRENZEN,
) -> Iterator[T]:
    """As read_leveringen, but `daarna` is done in the child with a batch of Leveringen, and only what comes of each is handed over.

    `daarna` is pickled: a function of a module, or an instance of a class of one.
    """
    exports = apply(definities.exports, kolommen or Kolommen())
    opdracht = make_request(definities, exports, ronde.peildatum, known_answers(ronde, definities))
    aantal = max(1, min(jobs, len(paden)))
    namen = printable_names(paden)
    with _Readers(aantal, opdracht, grenzen, daarna) as lezers:
        draden = ThreadPoolExecutor(aantal)
        try:
            for uitkomsten in draden.map(lezers.read, batches([(pad, namen[pad]) for pad in paden], aantal)):
                for uitkomst in uitkomsten:
                    meld(uitkomst)
                    yield uitkomst
        finally:  # whoever stops listening does not wait for the files that were still to come
            draden.shutdown(cancel_futures=True)


def batches(bestanden: Sequence[tuple[Path, str]], jobs: int) -> list[Sequence[tuple[Path, str]]]:
    """In their order; each reader gets at least four, so that none is still reading when the others have done."""
    per_keer = max(1, min(BATCH, len(bestanden) // (4 * jobs)))
    return [bestanden[begin : begin + per_keer] for begin in range(0, len(bestanden), per_keer)]


class _Readers:
    """A few warm child processes, each used by one thread at a time."""

    def __init__(
        self, aantal: int, opdracht: ReadRequest, grenzen: Limits, daarna: Callable[[list[Levering]], list[Any]]
    ) -> None:
        self._grenzen = grenzen
        self._daarna = daarna
        self._begin = pickle.dumps((opdracht, grenzen, daarna))
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

    def read(self, bestanden: Sequence[tuple[Path, str]]) -> list[Any]:
        """What comes of each; when one of them stops the others, each is read by itself."""
        status, inhoud = self._asked(bestanden)
        if status == "gelukt":
            return list(inhoud)
        if len(bestanden) > 1:
            return [uitkomst for bestand in bestanden for uitkomst in self.read([bestand])]
        return self._daarna([self._failed(bestanden[0][1], status, inhoud)])

    def _asked(self, bestanden: Sequence[tuple[Path, str]]) -> tuple[str, Any]:
        kind = self._vrij.get()
        try:
            return _vraag(kind, bestanden)
        except (OSError, EOFError):  # the child itself was killed: this file is lost, the next gets a new child
            _close(kind)
            kind = self._start()
            return "gestopt", None
        except Exception as fout:  # an answer that cannot be understood is this file's, and no other's
            _close(kind)
            kind = self._start()
            return "fout", type(fout).__name__
        finally:
            self._vrij.put(kind)

    def _failed(self, naam: str, status: str, inhoud: object) -> Levering:
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


def _vraag(kind: subprocess.Popen[bytes], bestanden: Sequence[tuple[Path, str]]) -> tuple[str, Any]:
    _send(kind, pickle.dumps([(os.fsencode(pad), naam) for pad, naam in bestanden]))
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
