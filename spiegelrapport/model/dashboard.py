"""How a figure of a dashboard is looked at: beside which group, in which year, of which prestatie."""

from collections.abc import Iterator
from typing import NamedTuple

from spiegelrapport.model.cijfers import TOTAAL
from spiegelrapport.model.publishable import Publishable


class ViewKey(NamedTuple):
    """One choice of a reader; `uitsplitsing` as in Sleutel."""

    groep: str  # Groep.id
    jaar: int
    uitsplitsing: str


def view_keys(publishable: Publishable) -> Iterator[ViewKey]:
    """Every choice that may have something to show, the reporting year and the whole first."""
    jaren = sorted({jaar for sleutel in publishable.cijfers for jaar in sleutel.jaren}, reverse=True)
    delen = sorted({sleutel.uitsplitsing for sleutel in publishable.cijfers}, key=lambda deel: (deel != TOTAAL, deel))
    for groep in publishable.groepen:
        for jaar in jaren:
            for deel in delen:
                yield ViewKey(groep.id, jaar, deel)
