"""How many zorgaanbieders each group of one rule has -> which of these groups go together, so that none is too small.

Positions go in and come out; every position comes back exactly once. Merging is all or nothing: a rule whose groups
cannot all be made large enough keeps them as they are, and its reader falls back to the next rule. A merge that would
leave one group of everybody is not made either: that group says nothing about likeness, and "allen" is there already.
"""

from collections.abc import Sequence

Reeks = tuple[int, ...]  # positions that become one group


def los(aantallen: Sequence[int]) -> list[Reeks]:
    """Nothing merged."""
    return [(plek,) for plek in range(len(aantallen))]


def naast_elkaar(aantallen: Sequence[int], nodig: int) -> list[Reeks]:
    """Bands in their order: the smallest that is too small joins its smaller neighbour, until all have `nodig`.

    Of equals the lower one.
    """
    reeksen = los(aantallen)
    while (klein := _kleinste(omvang := [sum(aantallen[plek] for plek in reeks) for reeks in reeksen], nodig)) >= 0:
        if len(reeksen) <= 2:
            return los(aantallen)
        naast = [plek for plek in (klein - 1, klein + 1) if 0 <= plek < len(reeksen)]
        eerste = min(klein, min(naast, key=lambda plek: (omvang[plek], plek)))
        reeksen[eerste : eerste + 2] = [reeksen[eerste] + reeksen[eerste + 1]]
    return reeksen


def bij_elkaar(aantallen: Sequence[int], nodig: int, *, anderen: bool) -> list[Reeks]:
    """Values without an order: all that are too small become one group, in the place of the first.

    `anderen`: whether zorgaanbieders have a value that is not among these, so that all of these are not everybody.
    """
    klein = tuple(plek for plek, aantal in enumerate(aantallen) if aantal < nodig)
    iedereen = len(klein) == len(aantallen) and not anderen
    if len(klein) < 2 or iedereen or sum(aantallen[plek] for plek in klein) < nodig:
        return los(aantallen)
    return sorted([klein, *((plek,) for plek in range(len(aantallen)) if plek not in klein)])


def _kleinste(omvang: Sequence[int], nodig: int) -> int:
    """Where the smallest group is that is too small; -1 when none is."""
    klein = [plek for plek, aantal in enumerate(omvang) if aantal < nodig]
    return min(klein, key=lambda plek: (omvang[plek], plek), default=-1)
