"""Which needles can stand in a text at all: found in one walk through the text, whatever the length of the register.

Every needle is known by its rarest run of letters; a text that does not hold that run does not hold the needle.
"""

from collections import Counter
from collections.abc import Sequence

from spiegelrapport.publish.name_search import Needle

RUN = 6  # letters; a shorter needle is always looked for


class NeedleIndex:
    """Needles by a run of their letters."""

    def __init__(self, needles: Sequence[Needle]) -> None:
        self._needles = tuple(needles)
        often = Counter(run for needle in self._needles for run in _runs(needle.plat))
        self._short: list[int] = []
        self._by_run: dict[str, list[int]] = {}
        for place, needle in enumerate(self._needles):
            if len(needle.plat) < RUN:
                self._short.append(place)
            else:
                rarest = min(_runs(needle.plat), key=lambda run: (often[run], run))
                self._by_run.setdefault(rarest, []).append(place)

    def possible(self, text: str) -> list[Needle]:
        """In their own order, every needle whose letters may stand in `text`: all that do, and few others."""
        runs = self._by_run.keys() & _runs(text)
        places = [*self._short, *(place for run in runs for place in self._by_run[run])]
        return [self._needles[place] for place in sorted(places)]


def _runs(text: str) -> set[str]:
    return {text[place : place + RUN] for place in range(len(text) - RUN + 1)}
