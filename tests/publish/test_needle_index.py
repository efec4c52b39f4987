"""The index leaves out needles that cannot be there, and never one that can."""

import random

from spiegelrapport.publish.name_search import Needle
from spiegelrapport.publish.needle_index import RUN, NeedleIndex


def needles(*names: str) -> list[Needle]:
    return [Needle(f"{number:08d}", name, False) for number, name in enumerate(names)]


def test_every_needle_that_stands_in_a_text_is_found_in_the_order_of_the_register() -> None:
    rng = random.Random(3)
    words = ["".join(rng.choices("aben", k=rng.randint(1, 14))) for _ in range(400)]
    index = NeedleIndex(needles(*words))
    for _ in range(40):
        text = "".join(rng.choices("aben", k=300))
        found = [needle.tekst for needle in index.possible(text)]
        assert [word for word in words if word in text] == [word for word in found if word in text]


def test_what_cannot_be_there_is_not_looked_for() -> None:
    index = NeedleIndex(needles("Praktijk De Wilg", "Praktijk De Eik", "Beek"))
    assert [needle.tekst for needle in index.possible("bijpraktijkdeeikinzutphen")] == ["Praktijk De Eik", "Beek"]


def test_a_needle_as_long_as_a_run_at_the_very_end() -> None:
    naam = "a" * (RUN - 1) + "b"
    assert [n.tekst for n in NeedleIndex(needles(naam)).possible("a" * 9 + "b")] == [naam]
    assert NeedleIndex(needles(naam)).possible("ab") == []
