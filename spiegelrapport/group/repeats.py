"""A register column that repeats a computed figure: its groups cut that figure into bands, and nobody said so."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import lgamma, log

import numpy as np
import numpy.typing as npt
import pandas as pd

from spiegelrapport.model.cijfers import SLEUTEL, TOTAAL, Benchmark
from spiegelrapport.model.ronde import Ronde

CHANCE = 0.001  # that any of all figures looks ordered by accident
Values = npt.NDArray[np.float64]


def repeated_figures(benchmark: Benchmark, ronde: Ronde) -> Iterator[str]:
    """One line per rule "kolom" whose groups lie one above the other in a figure of the year, without any overlap."""
    frame = benchmark.meetwaarden.frame
    frame = frame[(frame["periode"] == ronde.periode) & (frame["uitsplitsing"] == TOTAAL)]
    figures = [(sleutel, deel) for sleutel, deel in frame.groupby(SLEUTEL, sort=True)]
    for regel in ronde.benchmarkgroepen:
        groups = [groep.leden for groep in benchmark.groepen if groep.code == regel.code]
        if regel.regel != "kolom" or len(groups) < 2:
            continue
        found = next((s for s, deel in figures if _ordered(_per_group(deel, groups), len(figures))), None)
        if found is not None:
            yield (
                f"Let op: de kolom '{regel.kolom}' van benchmarkgroep '{regel.code}' deelt iedereen in naar {found[0]}.{found[1]}: "
                "wie de groep kent, weet ongeveer dat cijfer, en daar rekent de onthullingscontrole niet mee. "
                f'Deel liever in met regel = "banden" en cijfer = "{found[0]}.{found[1]}".'
            )


def _per_group(deel: pd.DataFrame, groups: Sequence[frozenset[str]]) -> list[Values]:
    values = [deel.loc[deel["agb"].isin(leden), "waarde"].to_numpy(float) for leden in groups]
    values = [each[np.isfinite(each)] for each in values]
    return sorted((each for each in values if len(each)), key=lambda each: float(each.mean()))


def _ordered(groups: Sequence[Values], figures: int) -> bool:
    """Whether every value of a group lies under every value of the next, and that is no accident."""
    if len(groups) < 2 or any(lower.max() >= upper.min() for lower, upper in pairwise(groups)):
        return False
    orders = lgamma(len(groups) + 1) + sum(lgamma(len(each) + 1) for each in groups)
    return orders - lgamma(sum(map(len, groups)) + 1) < log(CHANCE / figures)
