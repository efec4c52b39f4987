"""One function over many items, by one warm process per core; one bad item never stops the others."""

import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.util import Finalize
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Failed:
    """Why one item failed: Dutch for the screen, the traceback for the log."""

    reden: str
    spoor: str


@dataclass(frozen=True, slots=True)
class Task(Generic[T]):
    """`doe(context, item)` for every item. The context is made before the fork, so it is shared, not copied."""

    doe: Callable[[Any, str], T]
    context: Any


_taak: Task[Any] | None = None
_opruimers: list[Callable[[], None]] = []


def run(taak: Task[T], items: Sequence[str], jobs: int) -> Iterator[tuple[str, T | Failed]]:
    """(item, result) in the order of finishing. A worker that dies costs its item only: that one is tried once more, alone."""
    rest = list(items)
    while rest:
        klaar: set[str] = set()
        try:
            for item, uitkomst in _round(taak, rest, jobs):
                klaar.add(item)
                yield item, uitkomst
            rest = []
        except BrokenProcessPool:
            rest = [item for item in rest if item not in klaar]
            yield from _one_by_one(taak, rest[: 2 * jobs])  # one of those was being made
            rest = rest[2 * jobs :]


def _round(taak: Task[T], items: Sequence[str], jobs: int) -> Iterator[tuple[str, T | Failed]]:
    with _pool(taak, min(jobs, len(items))) as pool:
        wachtrij = iter(items)
        bezig: dict[Future[T | Failed], str] = {}
        for item in wachtrij:
            bezig[pool.submit(_do, item)] = item
            if len(bezig) >= 2 * jobs:
                yield from _finished(bezig)
        while bezig:
            yield from _finished(bezig)


def _finished(bezig: dict[Future[T | Failed], str]) -> Iterator[tuple[str, T | Failed]]:
    gereed, _ = wait(bezig, return_when=FIRST_COMPLETED)
    for toekomst in gereed:
        uitkomst = toekomst.result()
        yield bezig.pop(toekomst), uitkomst


def _one_by_one(taak: Task[T], items: Sequence[str]) -> Iterator[tuple[str, T | Failed]]:
    for item in items:
        try:
            with _pool(taak, 1) as pool:
                yield item, pool.submit(_do, item).result()
        except BrokenProcessPool:
            yield (
                item,
                Failed("het proces dat dit rapport maakte is gestopt (te weinig geheugen?)", "BrokenProcessPool"),
            )


def _pool(taak: Task[T], jobs: int) -> ProcessPoolExecutor:
    # fork shares the warm fonts, styles and figures; macOS libraries do not survive it
    wijze = "spawn" if sys.platform == "darwin" else "fork"
    gc.freeze()
    return ProcessPoolExecutor(jobs, multiprocessing.get_context(wijze), initializer=_start, initargs=(taak,))


def _start(taak: Task[Any]) -> None:
    global _taak
    _taak = taak
    _opruimers.clear()  # the parent's are not ours
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent's business
    threading.Thread(target=_follow_parent, args=(os.getppid(),), daemon=True).start()
    gc.set_threshold(50_000, 20, 50)


def _follow_parent(ouder: int) -> None:
    """Stop when the run is gone (kill -9, Ctrl-C): an orphan would keep the folder's lock."""
    while os.getppid() == ouder:
        time.sleep(0.2)
    _clean_up()
    os._exit(1)


def at_end(ruim_op: Callable[[], None]) -> None:
    """Call `ruim_op` when this process ends, also when it is a worker whose parent has gone."""
    _opruimers.append(ruim_op)
    Finalize(None, _clean_up, exitpriority=1)


def _clean_up() -> None:
    while _opruimers:
        _opruimers.pop()()


def _do(item: str) -> Any:
    assert _taak is not None
    try:
        return _taak.doe(_taak.context, item)
    except Exception as fout:  # every kind of fault costs one report only; the log keeps the traceback
        return Failed(getattr(fout, "bericht", None) or f"{type(fout).__name__}", traceback.format_exc())


def cores() -> int:
    """How many processes can really run side by side here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
