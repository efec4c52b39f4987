"""Reports are made side by side, and one that fails costs nobody else's."""

import os
from pathlib import Path

from spiegelrapport.worker_pool import Failed, Task, run


def _double(context: str, item: str) -> str:
    if item == "fout":
        raise ValueError("kapot")
    if item == "dood":
        os._exit(9)
    return context + item


def test_every_item_is_answered_once_whatever_happens_to_one() -> None:
    items = ["a", "fout", "b", "dood", "c", "d", "e", "f", "g"]
    uitkomsten = list(run(Task(_double, "x"), items, jobs=2))
    assert sorted(item for item, _ in uitkomsten) == sorted(items)
    gelukt = {item: uitkomst for item, uitkomst in uitkomsten if not isinstance(uitkomst, Failed)}
    assert gelukt == {item: f"x{item}" for item in "abcdefg"}


def test_a_failure_keeps_its_traceback_for_the_log() -> None:
    [(_, uitkomst)] = run(Task(_double, "x"), ["fout"], jobs=1)
    assert isinstance(uitkomst, Failed)
    assert "kapot" in uitkomst.spoor
    assert Path(__file__).name in uitkomst.spoor


def test_nothing_to_do_is_done_at_once() -> None:
    assert list(run(Task(_double, "x"), [], jobs=2)) == []
