"""Too few responded: the outcome is printed, and says so instead of comparing."""

import pytest

from spiegelrapport.disclose.respons import response_of
from spiegelrapport.model.cijfers import Sleutel
from spiegelrapport.model.publishable import Cijfer
from tests.builders import definities
from tests.disclose.builders import SCORE, agb, benchmark, onthul, ronde, soepel

RESPONS = Sleutel("cqi_respons", "waarde", "2025", "totaal")
IK = agb(1)


def mijn_score(respons: float | None, minstens: float = 0.2) -> Cijfer:
    """My CQi score in a round of twelve, where I had this response and the others half."""
    scores = {agb(i): (40.0, 4.0 + i / 20) for i in range(1, 13)}
    figuren = {SCORE: scores}
    if respons is not None:
        figuren[RESPONS] = {wie: (200.0, respons if wie == IK else 0.5) for wie in scores}
    bron = benchmark(figuren, {"allen": list(scores)})
    return onthul(bron, ronde(soepel(cqi_respons=minstens))).publishables[IK].cijfers[SCORE]


def test_under_the_limit_an_outcome_is_printed_and_not_compared() -> None:
    cijfer = mijn_score(0.12)
    assert cijfer.beschrijft == "de respons is 12%; vergelijken kan vanaf 20%"
    assert cijfer.eigen.waarde == 4.05
    assert cijfer.naast is not None
    assert (cijfer.naast.chance, cijfer.naast.usual, cijfer.naast.geschat) == (None, None, None)


@pytest.mark.parametrize(("respons", "minstens"), [(0.2, 0.2), (0.9, 0.2), (None, 0.2), (0.12, 0.1), (0.01, 0.0)])
def test_from_the_limit_or_where_nobody_knows_it_is_compared(respons: float | None, minstens: float) -> None:
    cijfer = mijn_score(respons, minstens)
    assert cijfer.beschrijft == ""
    assert cijfer.naast is not None
    assert cijfer.naast.chance is not None


def test_every_outcome_has_its_response_and_nothing_else_has() -> None:
    van = {code: response_of(i, definities()) for code, i in definities().indicatoren.items()}
    assert {code for code, respons in van.items() if respons} == {
        code for code, i in definities().indicatoren.items() if i.selectie in ("paren", "ingevuld")
    }
    assert van["rom_oq45"] == definities().indicatoren["rom_respons_functioneren"]
    assert van["cqi_samen_beslissen"] == definities().indicatoren["cqi_respons"]
