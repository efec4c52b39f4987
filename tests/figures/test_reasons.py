"""Why a value is not there is said in the same words everywhere, and never by which rule."""

import pytest

from spiegelrapport.figures.reasons import WORDS, why
from spiegelrapport.model.publishable import Reason


@pytest.mark.parametrize("reden", Reason)
def test_every_reason_has_words(reden: Reason) -> None:
    assert why(reden) == WORDS[reden]


def test_where_there_is_room_the_limit_is_named() -> None:
    assert why(Reason.TE_WEINIG, 10) == "minder dan 10 waarnemingen"
    assert why(Reason.WEGGELATEN, 10) == why(Reason.WEGGELATEN)
    assert why(None) == "niet getoond"


@pytest.mark.parametrize("regel", ["dominantie", "p%", "onthulling", "een regel van later"])
def test_no_rule_has_a_reason_of_its_own(regel: str) -> None:
    assert Reason(regel) is Reason.WEGGELATEN
    assert regel not in why(Reason(regel))
