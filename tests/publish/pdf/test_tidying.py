"""Garbage goes by count of reports: none is left after the fourth, whatever was remembered in between."""

import gc
import weakref

import pytest

from spiegelrapport.publish.pdf import tidying


@pytest.fixture(autouse=True)
def _from_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tidying, "_reports", 0)


class Ring:
    def __init__(self) -> None:
        self.self = self


def test_what_a_report_leaves_is_gone_after_so_many_reports() -> None:
    rings = []
    for _ in range(tidying.EVERY):
        with tidying.undisturbed():
            assert not gc.isenabled()
            rings.append(weakref.ref(Ring()))
    assert gc.isenabled()
    assert [ring() for ring in rings] == [None] * tidying.EVERY


def test_what_was_set_apart_is_looked_at_again() -> None:
    kept = Ring()
    for _ in range(tidying.EVERY):
        with tidying.undisturbed():
            pass
    gone = weakref.ref(kept)
    del kept
    for _ in range(tidying.EVERY * tidying.WHOLE):
        with tidying.undisturbed():
            pass
    assert gone() is None
