"""Outcomes as arrays -> the comparisons as a document holds them, one by one: what is not a number is nothing."""

from collections.abc import Iterator
from typing import NamedTuple

from spiegelrapport.compare.comparison import Array, Outcome, Pair
from spiegelrapport.compare.percentiles import position
from spiegelrapport.model.publishable import Chance, Cijfer, Gebruik, GroepCel, Mix, Toestand, Vergelijking
from spiegelrapport.model.ronde import Drempels

CHANCE: tuple[Chance, ...] = ("niet", "grens", "meer")
USUAL: tuple[Toestand, ...] = ("lager", "binnen", "hoger")
Number = float | None
Limits = tuple[float, float] | None


class OutcomeRow(NamedTuple):
    """One row of an Outcome."""

    difference: float
    low: Number
    high: Number
    chance: Chance | None
    chance95: Limits
    p_chance: Number
    usual: Toestand | None
    usual95: Limits
    distance: Number
    reliability: Number
    shrunken: Number
    middle80: Limits


def rows(outcome: Outcome) -> Iterator[OutcomeRow]:
    """All rows at once, since one by one costs more than the comparing itself."""
    chance = [None if state is None else CHANCE[int(state)] for state in _numbers(outcome.chance)]
    usual = [None if state is None else USUAL[int(state) + 1] for state in _numbers(outcome.usual)]
    return map(
        OutcomeRow,
        outcome.difference.tolist(), *map(_numbers, outcome.difference95), chance, _limits(outcome.chance95),
        _numbers(outcome.p_chance), usual, _limits(outcome.usual95), _numbers(outcome.distance),
        _numbers(outcome.reliability), _numbers(outcome.shrunken), _limits(outcome.middle80),
    )  # fmt: skip


def vergelijking(
    cijfer: Cijfer, groep: GroepCel, doel: float, row: OutcomeRow, drempels: Drempels, mix: Mix | None
) -> Vergelijking:
    """A figure that only describes keeps the difference and its place; an unreliable one says nothing among organisations."""
    place = position(cijfer.eigen, groep)
    if cijfer.beschrijft:
        return Vergelijking(groep.groep, doel, row.difference, row.low, row.high, positie=place, mix=mix)
    use = _use(row.reliability, drempels)
    return Vergelijking(
        groep=groep.groep,
        doel=doel,
        verschil=row.difference,
        verschil_onder=row.low,
        verschil_boven=row.high,
        chance=row.chance,
        chance95=row.chance95,
        p_chance=row.p_chance,
        usual=row.usual if use != "beschrijven" else None,
        usual95=row.usual95,
        afstand=row.distance,
        betrouwbaarheid=row.reliability,
        gebruik=use,
        geschat=row.shrunken,
        positie=place,
        midden80=row.middle80 if groep.p10 is None or groep.p90 is None else None,
        mix=mix,
    )


def _use(reliability: Number, drempels: Drempels) -> Gebruik:
    """What a reader may do with a figure; a reliability that is not known means: describe."""
    if reliability is None or reliability < drempels.betrouwbaar_beschrijven:
        return "beschrijven"
    return "vergelijken" if reliability >= drempels.betrouwbaar_vergelijken else "voorzichtig"


def _numbers(array: Array) -> list[Number]:
    return [None if value != value else value for value in array.tolist()]


def _limits(pair: Pair) -> list[Limits]:
    both = zip(*map(_numbers, pair), strict=True)
    return [None if low is None or high is None else (low, high) for low, high in both]
