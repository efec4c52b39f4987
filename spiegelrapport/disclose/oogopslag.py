"""Printed comparisons -> how many stand out, and the three to five to open the report with."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from scipy import stats

from spiegelrapport.disclose.afgeleid import p_waarde
from spiegelrapport.model.cijfers import Sleutel
from spiegelrapport.model.publishable import Cijfer, Highlight, Meervoud, Toestand

HOOGSTENS = 5
DOOR_TOEVAL = 0.05
Q_PLAATSEN = 3


class Compared(NamedTuple):
    """A candidate for 'in één oogopslag' from the benchmark, in its order."""

    groep: str
    sleutel: Sleutel
    reden: str


def toets(cijfers: Sequence[Cijfer], groep: str) -> tuple[Meervoud, dict[Sleutel, float]]:
    """Multiplicity and Benjamini-Hochberg over what this report prints: nothing unpublished can seep through a p-value."""
    gevonden = {
        cijfer.sleutel: (vergelijking, p_waarde(vergelijking, cijfer.eigen.waarde))
        for cijfer in cijfers
        for vergelijking in cijfer.vergelijkingen
        if vergelijking.groep == groep and vergelijking.toestand is not None
    }
    getoetst = {sleutel: p for sleutel, (_, p) in gevonden.items() if np.isfinite(p)}
    q_waarden = stats.false_discovery_control(list(getoetst.values())) if getoetst else []
    buiten = sum(vergelijking.toestand != "binnen" for vergelijking, _ in gevonden.values())
    return (
        Meervoud(len(gevonden), buiten, round(DOOR_TOEVAL * len(gevonden), 1)),
        {sleutel: round(float(q), Q_PLAATSEN) for sleutel, q in zip(getoetst, q_waarden, strict=True)},
    )


def kies_highlights(
    kandidaten: Sequence[Compared], cijfers: Mapping[Sleutel, Cijfer], q_waarden: Mapping[Sleutel, float]
) -> tuple[Highlight, ...]:
    """The first five candidates of which the comparison survived; both directions when both occur."""
    over = [
        Highlight(kandidaat.sleutel, kandidaat.groep, toestand, kandidaat.reden, q_waarden.get(kandidaat.sleutel))
        for kandidaat in kandidaten
        if (toestand := _toestand(cijfers.get(kandidaat.sleutel), kandidaat.groep)) is not None
    ]
    gekozen = over[:HOOGSTENS]
    richtingen = {highlight.toestand for highlight in gekozen}
    for richting in ("hoger", "lager"):
        rest = [highlight for highlight in over[HOOGSTENS:] if highlight.toestand == richting]
        if richting not in richtingen and rest:
            gekozen = [*gekozen[:-1], rest[0]]
    return tuple(gekozen)


def _toestand(cijfer: Cijfer | None, groep: str) -> Toestand | None:
    if cijfer is None:
        return None
    return next((v.toestand for v in cijfer.vergelijkingen if v.groep == groep), None)
