"""More groups for one reader: as many as the round says, best fitting first, none twice; paper keeps two."""

import pytest

from spiegelrapport.group import choose
from spiegelrapport.model.ronde import Groep, GroepKeuze
from tests.group.builders import agb
from tests.measure.builders import ronde

IEDEREEN = frozenset(agb(i) for i in range(1, 13))


def groep(code: str, *leden: int) -> Groep:
    return Groep(code, code, f"Groep {code}", frozenset(agb(i) for i in leden))


GROEPEN = (
    groep("klein", 1, 2, 3),
    groep("sector", *range(1, 7)),
    groep("ook-sector", *range(1, 7)),
    groep("heel", *range(1, 13)),
    groep("regio", *range(1, 9)),
    groep("ander", *range(2, 9)),
    groep("type", *range(1, 10)),
    Groep("allen", "allen", "Alle zorgaanbieders", IEDEREEN),
)


def chosen(hoeveel: int) -> GroepKeuze:
    return choose(GROEPEN, ronde(groepen_per_lezer=hoeveel))[agb(1)]


@pytest.mark.parametrize(
    ("hoeveel", "groepen"),
    [
        (2, ("sector", "allen")),
        (3, ("sector", "regio", "allen")),
        (4, ("sector", "regio", "type", "allen")),
        (9, ("sector", "regio", "type", "allen")),
        (0, ("sector", "regio", "type", "allen")),
    ],
)
def test_a_reader_gets_as_many_as_the_round_says(hoeveel: int, groepen: tuple[str, ...]) -> None:
    """Not what is too small, holds everybody, has the same members as one before, or does not hold the reader."""
    assert chosen(hoeveel).groepen == groepen


@pytest.mark.parametrize("hoeveel", [2, 3, 0])
def test_paper_and_its_explanation_do_not_depend_on_how_many_there_are(hoeveel: int) -> None:
    keuze = chosen(hoeveel)
    assert keuze.op_papier == ("sector", "allen")
    assert keuze.terugval == chosen(2).terugval
    assert "Groep klein" in str(keuze.terugval)
