"""The child process: forks once per file, so that no file can hang, crash or starve the run.

Started as `python -m spiegelrapport.read.child`. On standard input: a pickled (ReadRequest, Limits), then pickled
(path as bytes, name to show). On standard output, for each path in turn: 8 bytes of length, then a pickled (status, Levering or text).
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
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from spiegelrapport.read.excel import furthest_cell
from spiegelrapport.read.file import ReadRequest, read_bestand
from spiegelrapport.read.limits import MEGABYTE, Limits

LENGTE = struct.Struct("<Q")
BROK = 1 << 20
GELUKT, TE_TRAAG, GESTOPT, FOUT = "gelukt", "te traag", "gestopt", "fout"
TE_GROOT = pickle.dumps((GESTOPT, None))
GEEN_GEHEUGEN = 3  # exit code of a reader whose memory ran out


def main() -> None:
    """Serves until standard input closes; Ctrl+C is the parent's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    uit = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    opdracht, grenzen = pickle.load(sys.stdin.buffer)  # noqa: S301 (from our own parent)
    gc.freeze()
    while True:
        try:
            ruw, naam = pickle.load(sys.stdin.buffer)  # noqa: S301
        except EOFError:
            return
        pad = Path(os.fsdecode(ruw))
        antwoord = _in_eigen_proces(partial(_read, pad, opdracht, naam), grenzen)
        if antwoord == TE_GROOT:
            antwoord = _in_eigen_proces(partial(_search_verste, pad), grenzen)
        _write(uit, antwoord)


def _in_eigen_proces(werk: Callable[[], bytes], grenzen: Limits) -> bytes:
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
        return TE_GROOT
    return inhoud


def _werk_en_stop(werk: Callable[[], bytes], grenzen: Limits, schrijven: int) -> None:
    """In the fork: never returns. Standard error is closed: a crash report could quote a cell."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        _bound(grenzen)
        with os.fdopen(schrijven, "wb") as pijp:
            pijp.write(werk())
        os._exit(0)
    except MemoryError:
        os._exit(GEEN_GEHEUGEN)
    finally:
        os._exit(1)


def _read(pad: Path, opdracht: ReadRequest, naam: str) -> bytes:
    try:
        return pickle.dumps((GELUKT, read_bestand(pad, opdracht, naam)), protocol=5)
    except MemoryError:
        raise
    except Exception as fout:  # whatever a file provokes; its message could quote a cell, its place cannot
        plaats = traceback.extract_tb(fout.__traceback__)[-1]
        return pickle.dumps((FOUT, f"{type(fout).__name__}, {Path(plaats.filename).name}:{plaats.lineno}"))


def _search_verste(pad: Path) -> bytes:
    return pickle.dumps((GESTOPT, furthest_cell(pad)))


def _bound(grenzen: Limits) -> None:
    import resource  # not on Windows, where this module may be imported but never runs

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(ValueError, OSError):  # systems that know no limit of address space
        limiet = _in_gebruik() + grenzen.megabytes * MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (limiet, limiet))
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (grenzen.rekenseconden, grenzen.rekenseconden + 1))


def _in_gebruik() -> int:
    """Bytes of address space that the process has already."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def _vang_op(lezen: int, seconden: float) -> bytes | None:
    """Everything the fork writes, or None when it takes too long."""
    einde = time.monotonic() + seconden
    stukken: list[bytes] = []
    while (over := einde - time.monotonic()) > 0:
        klaar, _, _ = select.select([lezen], [], [], over)
        if klaar:
            stuk = os.read(lezen, BROK)
            if not stuk:
                return b"".join(stukken)
            stukken.append(stuk)
    return None


def _write(uit: BinaryIO | Any, antwoord: bytes) -> None:
    alles = memoryview(LENGTE.pack(len(antwoord)) + antwoord)
    while len(alles):
        alles = alles[uit.write(alles) :]


if __name__ == "__main__":
    with suppress(BrokenPipeError, EOFError, pickle.UnpicklingError):  # the parent has gone: nobody waits for an answer
        main()
