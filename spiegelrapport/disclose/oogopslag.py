"""Printed comparisons -> how many stand out, and the three to five to open the report with."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from scipy import stats

from spiegelrapport.disclose.afgeleid import p_waarde
from spiegelrapport.model.cijfers import Sleutel
from spiegelrapport.model.publishable import Cijfer, Highlight, Meervoud, Vergelijking

HOOGSTENS = 5
DOOR_TOEVAL = 0.05
Q_PLAATSEN = 3


class Compared(NamedTuple):
    """A candidate for 'in één oogopslag' from the benchmark, in its order."""

    groep: str
    sleutel: Sleutel
    reden: str


def toets(cijfers: Sequence[Cijfer]) -> tuple[Meervoud, dict[Sleutel, float]]:
    """Multiplicity and Benjamini-Hochberg over what this report prints: nothing unpublished can seep through a p-value.

    Every figure counts once, against the best fitting group that it can be compared with.
    """
    gevonden = {
        cijfer.sleutel: (vergelijking, p_waarde(vergelijking, cijfer.eigen.waarde))
        for cijfer in cijfers
        if (vergelijking := vergeleken(cijfer)) is not None
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
    """The first five candidates of which a comparison survived; both directions when both occur.

    When the candidate's group is withheld, the figure stands beside the report's other group.
    """
    over = [
        Highlight(kandidaat.sleutel, v.groep, v.toestand, kandidaat.reden, q_waarden.get(kandidaat.sleutel))
        for kandidaat in dict.fromkeys(kandidaten)
        if (cijfer := cijfers.get(kandidaat.sleutel)) and (v := vergeleken(cijfer, kandidaat.groep)) and v.toestand
    ]
    over = list({highlight.sleutel: highlight for highlight in reversed(over)}.values())[::-1]
    gekozen = over[:HOOGSTENS]
    richtingen = {highlight.toestand for highlight in gekozen}
    for richting in ("hoger", "lager"):
        rest = [highlight for highlight in over[HOOGSTENS:] if highlight.toestand == richting]
        if richting not in richtingen and rest:
            gekozen = [*gekozen[:-1], rest[0]]
    return tuple(gekozen)


def vergeleken(cijfer: Cijfer, liefst: str = "") -> Vergelijking | None:
    """The comparison that a figure is judged by: with the wanted group, or else the best fitting that has a state."""
    met_toestand = [v for v in cijfer.vergelijkingen if v.toestand is not None]
    return next((v for v in met_toestand if v.groep == liefst), met_toestand[0] if met_toestand else None)
