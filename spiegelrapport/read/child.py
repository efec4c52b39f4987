"""The child process: forks once per batch of files, so that no file can hang, crash or starve the run.

Started as `python -m spiegelrapport.read.child`. On standard input: a pickled (ReadRequest, Limits, what to do with Leveringen), then
pickled batches of (path as bytes, name to show). On standard output, for each batch in turn: 8 bytes of length, then a pickled
(status, what came of the Leveringen, or text). A batch that does not succeed as a whole is sent again file by file. The limits
are those of reading one file: what is done with the rows of a batch has only the clock, from the start again.
"""

import gc
import os
import pickle
import select
import signal
import struct
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from spiegelrapport.model.leveringen import Levering
from spiegelrapport.read.excel import furthest_cell
from spiegelrapport.read.file import ReadRequest, failed, read_bestand
from spiegelrapport.read.limits import MEGABYTE, Limits

LENGTE = struct.Struct("<Q")
BROK = 1 << 20
GELUKT, TE_TRAAG, GESTOPT, FOUT = "gelukt", "te traag", "gestopt", "fout"
TE_GROOT = pickle.dumps((GESTOPT, None))
GELEZEN = b"\0"  # goes before the answer for each file that has been read; no pickle begins with it
ONDERWEG = pickle.dumps((FOUT, "gestopt na het lezen"))
GEEN_GEHEUGEN = 3  # exit code of a reader whose memory ran out


def main() -> None:
    """Serves until standard input closes; Ctrl+C is the parent's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    uit = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    opdracht, grenzen, daarna = pickle.load(sys.stdin.buffer)  # noqa: S301 (from our own parent)
    gc.freeze()
    while True:
        try:
            bestanden = [(Path(os.fsdecode(ruw)), naam) for ruw, naam in pickle.load(sys.stdin.buffer)]  # noqa: S301
        except EOFError:
            return
        antwoord = _in_eigen_proces(partial(_read, bestanden, opdracht, daarna, grenzen), grenzen)
        if antwoord == TE_GROOT and len(bestanden) == 1:
            antwoord = _in_eigen_proces(partial(_search_verste, bestanden[0][0]), grenzen)
        _write(uit, antwoord)


def _in_eigen_proces(werk: Callable[[BinaryIO], bytes], grenzen: Limits) -> bytes:
    lezen, schrijven = os.pipe()
    kind = os.fork()
    if kind == 0:
        os.close(lezen)
        _werk_en_stop(werk, grenzen, schrijven)
    os.close(schrijven)
    inhoud = _vang_op(lezen, grenzen.seconden)
    os.close(lezen)
    if inhoud is None:
        os.kill(kind, signal.SIGKILL)
    _, toestand = os.waitpid(kind, 0)
    uitgerekend = os.WIFSIGNALED(toestand) and os.WTERMSIG(toestand) == signal.SIGXCPU
    if inhoud is None or uitgerekend:
        return pickle.dumps((TE_TRAAG, None))
    if toestand != 0:
        return ONDERWEG if inhoud.startswith(GELEZEN) else TE_GROOT
    return inhoud.lstrip(GELEZEN)


def _werk_en_stop(werk: Callable[[BinaryIO], bytes], grenzen: Limits, schrijven: int) -> None:
    """In the fork: never returns. Standard error is closed: a crash report could quote a cell."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        _bound(grenzen)
        with os.fdopen(schrijven, "wb") as pijp:
            pijp.write(werk(pijp))
        os._exit(0)
    except MemoryError:
        os._exit(GEEN_GEHEUGEN)
    finally:
        os._exit(1)


def _read(
    bestanden: Sequence[tuple[Path, str]],
    opdracht: ReadRequest,
    daarna: Callable[[list[Levering]], Any],
    grenzen: Limits,
    pijp: BinaryIO,
) -> bytes:
    leveringen = []
    for pad, naam in bestanden:
        _bound(grenzen)
        leveringen.append(_read_one(pad, opdracht, naam))
        _unbound()
        pijp.write(GELEZEN)
        pijp.flush()
    return pickle.dumps((GELUKT, daarna(leveringen)), protocol=5)


def _read_one(pad: Path, opdracht: ReadRequest, naam: str) -> Levering:
    try:
        return read_bestand(pad, opdracht, naam)
    except MemoryError:
        raise
    except Exception as fout:  # whatever a file provokes; its message could quote a cell, its place cannot
        plaats = traceback.extract_tb(fout.__traceback__)[-1]
        waar = f"{type(fout).__name__}, {Path(plaats.filename).name}:{plaats.lineno}"
        return failed(naam, "L014", wat=f"onverwachte fout {waar}")


def _search_verste(pad: Path, _: BinaryIO) -> bytes:
    return pickle.dumps((GESTOPT, furthest_cell(pad)))


def _bound(grenzen: Limits) -> None:
    import resource  # not on Windows, where this module may be imported but never runs

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(ValueError, OSError):  # systems that know no limit of address space
        limiet = _in_gebruik() + grenzen.megabytes * MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (limiet, resource.getrlimit(resource.RLIMIT_AS)[1]))
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (grenzen.rekenseconden, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _unbound() -> None:
    """The file has been read: what is done with its rows is ours, and no file's doing."""
    import resource

    for soort in (resource.RLIMIT_AS, resource.RLIMIT_CPU):
        with suppress(ValueError, OSError):
            resource.setrlimit(soort, (resource.getrlimit(soort)[1],) * 2)


def _in_gebruik() -> int:
    """Bytes of address space that the process has already."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def _vang_op(lezen: int, seconden: float) -> bytes | None:
    """Everything the fork writes, or None when it takes too long; the clock starts again with each file."""
    einde = time.monotonic() + seconden
    stukken: list[bytes] = []
    while (over := einde - time.monotonic()) > 0:
        klaar, _, _ = select.select([lezen], [], [], over)
        if klaar:
            stuk = os.read(lezen, BROK)
            if not stuk:
                return b"".join(stukken)
            einde = time.monotonic() + seconden
            stukken.append(stuk)
    return None


def _write(uit: BinaryIO | Any, antwoord: bytes) -> None:
    alles = memoryview(LENGTE.pack(len(antwoord)) + antwoord)
    while len(alles):
        alles = alles[uit.write(alles) :]


if __name__ == "__main__":
    with suppress(BrokenPipeError, EOFError, pickle.UnpicklingError):  # the parent has gone: nobody waits for an answer
        main()
