"""Compared figures -> how many each statement finds, and the three to five that are worth a meeting."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from scipy import stats

from spiegelrapport.compare.change import changes
from spiegelrapport.definitions.schema import Definities, Indicator
from spiegelrapport.figures.head import head_figures
from spiegelrapport.model.cijfers import Sleutel
from spiegelrapport.model.publishable import Cijfer, Highlight, Meervoud, Publishable, Vergelijking

REGEL = (
    "eerst wat buiten de gewone verschillen tussen organisaties valt en ook bij dit aantal cijfers geen toeval is, om en om "
    "met en tegen de richting, het verst eerst; dan veranderingen ten opzichte van vorig jaar; dan de verste verschillen die "
    "geen toeval zijn en wel gewoon; dan wat niet van de groep te onderscheiden is, het betrouwbaarste eerst. Hoogstens één "
    "per onderwerp, nooit de respons, en zo mogelijk een plaats voor de CQi en de ROM"
)
MOST = 5
REAL = 3  # of these at most, of differences that are no chance and usual all the same
FAR = 1.0  # units of the usual spread from which such a difference is worth a meeting
LEVEL = 0.05  # of either statement's limits
FALSE = 0.10  # of the differences chosen, at most a tenth is expected to be chance
Q_PLACES = 3
RESERVED = ("cqi", "rom")  # tables that get a place when they carry


class Row(NamedTuple):
    """One head figure with the comparison that the report speaks of."""

    indicator: Indicator
    cijfer: Cijfer
    naast: Vergelijking

    @property
    def sleutel(self) -> Sleutel:
        return self.cijfer.sleutel


def count(publishable: Publishable, definities: Definities) -> Meervoud:
    """For each statement how many figures it is made of, how many it finds, and how many it would find anyhow."""
    rows = _rows(publishable, definities)
    chance = [row.naast.chance for row in rows if row.naast.chance and row.naast.p_chance is not None]
    usual = [row.naast.usual for row in rows if row.naast.usual]
    return Meervoud(
        chance=len(chance),
        meer=chance.count("meer"),
        door_toeval=round(LEVEL * len(chance), 1),
        usual=len(usual),
        buiten=len(usual) - usual.count("binnen"),
        gewoonlijk=round(LEVEL * len(usual), 1),
    )


def choose(publishable: Publishable, definities: Definities) -> tuple[Highlight, ...]:
    """At most MOST, one per family, from print alone: an order that looked at unpublished values would carry them in."""
    rows = _rows(publishable, definities)
    q = q_values(rows)
    rows = [row for row in rows if not row.cijfer.sleutel.verruimd]  # the report opens with the reporting year itself
    family = {code: naam for hoofdstuk in definities.hoofdstukken for code, naam in hoofdstuk.familie_van.items()}
    changed = changes(publishable, [row.cijfer for row in rows], definities)
    steady = _steady(rows)
    found = [
        *((row, "ongewoon") for row in _outside(rows, q)),
        *((row, "verandering") for row in _changed(rows, changed)),
        *((row, "meer dan toeval") for row in _real(rows, q)[:REAL]),
    ]
    kept = {row.indicator.tabel for row in steady} & set(RESERVED)
    chosen: dict[str, tuple[Row, str]] = {}
    for row, reden in (*found, *((row, "dicht bij de groep") for row in steady)):
        waiting = kept - {one.indicator.tabel for one, _ in chosen.values()} - {row.indicator.tabel}
        if len(chosen) + len(waiting) < MOST:
            chosen.setdefault(family[row.indicator.code], (row, reden))
    return tuple(
        Highlight(row.sleutel, row.naast.groep, row.naast.usual or "binnen", reden, q.get(row.sleutel))
        for row, reden in chosen.values()
    )


def q_values(rows: Sequence[Row]) -> dict[Sleutel, float]:
    """Benjamini-Hochberg over the statement `chance` of all figures that the report compares."""
    known = {row.sleutel: row.naast.p_chance for row in rows if row.naast.p_chance is not None}
    q = stats.false_discovery_control(list(known.values())) if known else np.array([])
    return {sleutel: round(float(value), Q_PLACES) for sleutel, value in zip(known, q, strict=True)}


def _rows(publishable: Publishable, definities: Definities) -> list[Row]:
    return [
        Row(indicator, cijfer, cijfer.naast)
        for indicator, cijfer in head_figures(publishable, definities)
        if cijfer.naast is not None
    ]


def _outside(rows: Sequence[Row], q: Mapping[Sleutel, float]) -> Iterator[Row]:
    """Furthest first, in the wanted direction and against it in turn, so that a report never opens with shortfalls only."""
    found = [row for row in rows if row.naast.usual in ("hoger", "lager") and q.get(row.sleutel, 1.0) <= FALSE]
    found.sort(key=lambda row: (-abs(row.naast.afstand or 0.0), row.sleutel))
    sides = [[row for row in found if _wanted(row) is side] for side in (True, False)]
    first = 0 if found and _wanted(found[0]) else 1
    while sides[0] or sides[1]:
        if sides[first]:
            yield sides[first].pop(0)
        first = 1 - first


def _changed(rows: Sequence[Row], changed: Mapping[Sleutel, float]) -> list[Row]:
    """Surest first."""
    found = [row for row in rows if changed.get(row.sleutel, 1.0) <= FALSE]
    return sorted(found, key=lambda row: (changed[row.sleutel], row.sleutel))


def _real(rows: Sequence[Row], q: Mapping[Sleutel, float]) -> list[Row]:
    """Differences that are no chance, far enough, and usual among organisations: furthest first."""
    found = [
        row
        for row in rows
        if row.naast.usual == "binnen" and row.naast.chance == "meer" and q.get(row.sleutel, 1.0) <= FALSE
    ]
    found = [row for row in found if abs(row.naast.afstand or 0.0) >= FAR]
    return sorted(found, key=lambda row: (-abs(row.naast.afstand or 0.0), row.sleutel))


def _wanted(row: Row) -> bool:
    richting = row.indicator.richting
    return row.naast.usual == ("hoger" if richting == "geen" else richting)


def _steady(rows: Sequence[Row]) -> list[Row]:
    """What can be compared and is not told from the group: of each chapter the most reliable, then the next of each."""
    fits = [row for row in rows if row.naast.usual == "binnen" and row.naast.chance == "niet"]
    fits.sort(key=lambda row: (-(row.naast.betrouwbaarheid or 0.0), row.sleutel))
    turns: dict[str, int] = {}
    order: list[tuple[int, int, Row]] = []
    for place, row in enumerate(fits):
        turn = turns.setdefault(row.indicator.hoofdstuk, 0)
        turns[row.indicator.hoofdstuk] += 1
        order.append((turn, place, row))
    return [row for _, _, row in sorted(order, key=lambda each: each[:2])]
