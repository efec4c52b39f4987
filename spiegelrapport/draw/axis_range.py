"""Which part of the scale a chart shows: the readable range, never leaving out a value that it draws."""

import math
from collections.abc import Iterable

STAPPEN = (1.0, 2.0, 2.5, 5.0, 10.0)


def show_range(
    waarden: Iterable[float | None],
    leesbaar: tuple[float, float] | None,
    schaal: tuple[float, float],
    minstens: float = 0.0,
) -> tuple[float, float]:
    """The readable range, widened to hold every value, ending on round numbers inside the full scale.

    `minstens`: the shortest range, so that small differences do not look large.
    """
    echte = [waarde for waarde in waarden if waarde is not None]
    laag, hoog = leesbaar or (_with_air(echte) if echte else schaal)
    breed = _widen(min([laag, *echte]), max([hoog, *echte]), minstens)
    if leesbaar and breed == leesbaar:
        return leesbaar
    stap = nice_step(breed[1] - breed[0], 8)
    laag, hoog = math.floor(breed[0] / stap + 1e-9) * stap, math.ceil(breed[1] / stap - 1e-9) * stap
    # an interval may stick out of the scale (a mean's does); a round number may not
    return _clean(max(laag, min([schaal[0], *echte]))), _clean(min(hoog, max([schaal[1], *echte])))


def ticks(bereik: tuple[float, float], hoogstens: int = 5) -> tuple[float, ...]:
    """Round numbers within the range, at least two."""
    laag, hoog = bereik
    for aantal in range(hoogstens, 3 * hoogstens):
        stap = nice_step(hoog - laag, aantal)
        eerste, laatste = math.ceil(laag / stap - 1e-9), math.floor(hoog / stap + 1e-9)
        if laatste > eerste:
            break
    return tuple(_clean(nummer * stap) for nummer in range(eerste, laatste + 1))


def nice_step(lengte: float, hoogstens: int) -> float:
    """The smallest of 1, 2, 2.5 or 5 times a power of ten that cuts the length into at most that many."""
    ruw = lengte / hoogstens
    macht = 10.0 ** math.floor(math.log10(ruw))
    return next(stap * macht for stap in STAPPEN if stap * macht >= ruw * (1 - 1e-9))


def _widen(laag: float, hoog: float, minstens: float) -> tuple[float, float]:
    tekort = max(0.0, minstens - (hoog - laag)) / 2
    return laag - tekort, hoog + tekort


def _with_air(waarden: list[float]) -> tuple[float, float]:
    laag, hoog = min(waarden), max(waarden)
    lucht = (hoog - laag) * 0.06 or abs(hoog) * 0.1 or 1.0
    return laag - lucht, hoog + lucht


def _clean(waarde: float) -> float:
    return round(waarde, 10) + 0.0
