"""Garbage collected by count of reports instead of at any moment, so that a worker neither grows nor keeps looking.

A report leaves some hundred thousand objects that refer to each other. Python looks for them all the time, through
everything that is remembered too; here it looks once in so many reports, and what is still alive then is set apart.
"""

import ctypes
import ctypes.util
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

EVERY = 4  # reports; each leaves some 10 MB until then
WHOLE = 16  # collections; then also what was set apart, for memories that were emptied

_reports = 0


@contextmanager
def undisturbed() -> Iterator[None]:
    """No collecting within; after it, when it is time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
        _count()


def _count() -> None:
    global _reports
    _reports += 1
    if _reports % EVERY:
        return
    if _reports % (EVERY * WHOLE) == 0:
        gc.unfreeze()
    gc.collect()
    gc.freeze()
    _give_back()


def _give_back() -> None:
    """Hand free memory to the system, where the C library can."""
    if (trim := _malloc_trim()) is not None:
        trim(0)


@cache
def _malloc_trim() -> "ctypes._NamedFuncPointer | None":
    name = ctypes.util.find_library("c")
    return getattr(ctypes.CDLL(name), "malloc_trim", None) if name else None
