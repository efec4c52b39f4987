"""Attacks at the table of a spiegelbijeenkomst: who pools everything may not come near anybody who is not there."""

from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from spiegelrapport.disclose.open_table import table_of, withheld
from spiegelrapport.model.onthulling import Grootboek, Onthulling
from spiegelrapport.model.spiegelbijeenkomst import OnTheTable
from tests.builders import definities
from tests.disclose.builders import (
    LEEG,
    SCORE,
    aanval,
    agb,
    benchmark,
    figuur,
    gemiddelden,
    onthul,
    ronde,
    soepel,
    uitgegeven,
    zonder_kwantielen,
)

FIGUUR = figuur(np.round(np.linspace(2.0, 4.6, 30), 3).tolist())
GROEPEN = {"type:a": [agb(i) for i in range(1, 9)], "allen": list(FIGUUR)}
NODIG = 0.05 * 4  # of a scale from 1 to 5


def published(groepen: Mapping[str, Sequence[str]] = GROEPEN) -> Onthulling:
    return onthul(zonder_kwantielen(benchmark({SCORE: FIGUUR}, groepen)), ronde(soepel()))


def room(*nummers: int, zonder: Sequence[int] = ()) -> OnTheTable:
    op_naam = frozenset(agb(i) for i in nummers)
    return OnTheTable(op_naam | {agb(i) for i in zonder}, op_naam, frozenset({SCORE}))


def left_out(uit: Onthulling, eerder: Grootboek = LEEG, **kamers: OnTheTable) -> set[str]:
    weg = withheld(uit.grootboekregels, eerder, ronde(soepel()), definities(), kamers)
    return {naam for naam, sleutels in weg.items() if SCORE in sleutels}


def test_seven_who_pool_everything_would_find_the_eighth_so_their_room_shows_no_names() -> None:
    uit = published()
    zeven = [agb(i) for i in range(1, 8)]
    breedte = aanval(agb(8), gemiddelden(uit, GROEPEN, FIGUUR), FIGUUR, zeven)
    assert breedte < NODIG  # the attack works on what the reports print
    assert left_out(uit, zeven=room(*range(1, 8))) == {"zeven"}


def test_three_of_them_come_near_nobody() -> None:
    uit = published()
    assert left_out(uit, drie=room(1, 2, 3)) == set()
    voor_anderen = [
        aanval(agb(i), gemiddelden(uit, GROEPEN, FIGUUR), FIGUUR, [agb(1), agb(2), agb(3)]) for i in range(4, 9)
    ]
    assert min(voor_anderen) >= NODIG


def test_two_rooms_that_are_safe_apart_may_not_be_together() -> None:
    uit = published()
    eerste, tweede = room(1, 2, 3, 4), room(5, 6, 7)
    assert left_out(uit, a=eerste) == set() == left_out(uit, b=tweede)
    assert left_out(uit, a=eerste, b=tweede) == {"b"}


def test_who_is_in_the_room_without_consent_is_protected_against_the_others() -> None:
    uit = published()
    assert left_out(uit, a=room(1, 2, 3, 4, 5, 6, 7, zonder=[8])) == {"a"}
    assert left_out(uit, a=room(1, 2, 3, zonder=[8])) == set()


def test_what_only_an_earlier_edition_printed_counts_at_the_table() -> None:
    toen, nu = published(), published({"allen": list(FIGUUR)})
    zeven = room(*range(1, 8))
    assert left_out(nu, zeven=zeven) == set()
    assert left_out(nu, uitgegeven(toen, jaar=2024), zeven=zeven) == {"zeven"}


def test_the_edition_of_now_counts_once_when_it_is_laid_down_already() -> None:
    uit = published()
    assert left_out(uit, uitgegeven(uit), zeven=room(*range(1, 8))) == {"zeven"}
    assert left_out(uit, uitgegeven(uit), drie=room(1, 2, 3)) == set()


@pytest.mark.parametrize("begin", range(4))
def test_nobody_is_called_safe_whom_an_independent_attack_finds(begin: int) -> None:
    """Random groups and tables, against a linear program that was written apart."""
    kans = np.random.default_rng(begin)
    leden = sorted(kans.choice(range(1, 31), size=int(kans.integers(5, 14)), replace=False).tolist())
    groepen = {"type:a": [agb(i) for i in leden], "allen": list(FIGUUR)}
    uit = published(groepen)
    tafel = table_of(uit.grootboekregels, LEEG, ronde(soepel()), definities())
    for k in range(1, len(leden), 2):
        samen = [agb(i) for i in leden[:k]]
        anderen = set(FIGUUR) - set(samen)
        cellen = gemiddelden(uit, groepen, FIGUUR)
        smalst = min(aanval(doel, cellen, FIGUUR, samen) for doel in sorted(anderen))
        assert (SCORE in tafel.told_of(samen, anderen, {SCORE})) == (smalst < NODIG - 1e-6)
