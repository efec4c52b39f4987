"""Printed comparisons -> how many stand out, and the three to five to open the report with."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from scipy import stats

from spiegelrapport.definitions.schema import Definities
from spiegelrapport.disclose.afgeleid import p_waarde
from spiegelrapport.model.cijfers import Sleutel
from spiegelrapport.model.publishable import Cijfer, Highlight, Meervoud, Vergelijking

REGEL = (
    "afwijkingen die ook bij dit aantal cijfers niet bij toeval passen, om en om met en tegen de richting, de zekerste eerst; "
    "is één kant op, dan een verandering ten opzichte van vorig jaar, en dan een betrouwbaar cijfer dicht bij de groep"
)
HOOGSTENS = 5
DOOR_TOEVAL = 0.05
GRENS = 0.10  # of the deviations chosen, at most a tenth is expected to be chance
Q_PLAATSEN = 3


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
    cijfers: Sequence[Cijfer],
    q_waarden: Mapping[Sleutel, float],
    veranderd: Mapping[Sleutel, float],
    definities: Definities,
) -> tuple[Highlight, ...]:
    """At most five, from print alone: an order that looked at unpublished values would carry them in.

    Deviations that hold for this number of figures, with and against the direction in turn, the surest first; when a side
    is used up, a change against last year (`veranderd`: q of the own change), then reliable figures close to the group,
    chapter by chapter.
    """
    rijen = [(c, v) for c in cijfers if (v := vergeleken(c)) is not None]
    buiten = [r for r in rijen if r[1].toestand != "binnen" and q_waarden.get(r[0].sleutel, 1.0) <= GRENS]
    buiten.sort(key=lambda r: (q_waarden[r[0].sleutel], -_afstand(*r), r[0].sleutel))
    kanten = [[r for r in buiten if _gewenst(r, definities) is kant] for kant in (True, False)]
    begint = 0 if not kanten[1] or (kanten[0] and kanten[0][0] is buiten[0]) else 1
    rest = _rest([r for r in rijen if r not in buiten], veranderd, definities)
    grootste = max(buiten, key=lambda r: (_afstand(*r), r[0].sleutel), default=None)
    gekozen: list[Highlight] = []
    for beurt in range(HOOGSTENS):
        lijst = kanten[(begint + beurt) % 2]
        if lijst:
            rij = lijst.pop(0)
            reden = "grootste afwijking" if rij is grootste else "zekerste afwijking"
        elif rest:
            rij = rest.pop(0)
            reden = "verandering" if veranderd.get(rij[0].sleutel, 1.0) <= GRENS else "dicht bij de groep"
        else:
            continue
        gekozen += [_highlight(*rij, reden, q_waarden)]
    return tuple(gekozen)


Paar = tuple[Cijfer, Vergelijking]


def _rest(rijen: Sequence[Paar], veranderd: Mapping[Sleutel, float], definities: Definities) -> list[Paar]:
    """Changes, surest first; then what is within chance: of each chapter the most reliable, then the next of each."""
    wijziging = [r for r in rijen if veranderd.get(r[0].sleutel, 1.0) <= GRENS]
    wijziging.sort(key=lambda r: (veranderd[r[0].sleutel], r[0].sleutel))
    dichtbij = [r for r in rijen if r not in wijziging and r[1].toestand == "binnen"]
    dichtbij.sort(key=lambda r: (-(r[1].betrouwbaarheid or 0.0), r[0].sleutel))
    gezien: Counter[str] = Counter()
    beurten: list[tuple[int, int, Paar]] = []
    for rij in dichtbij:
        hoofdstuk = definities.indicatoren[rij[0].sleutel.indicator].hoofdstuk
        beurten.append((gezien[hoofdstuk], len(beurten), rij))
        gezien[hoofdstuk] += 1
    return wijziging + [rij for _, _, rij in sorted(beurten, key=lambda beurt: beurt[:2])]


def _gewenst(rij: Paar, definities: Definities) -> bool:
    richting = definities.indicatoren[rij[0].sleutel.indicator].richting
    return rij[1].toestand == ("hoger" if richting == "geen" else richting)


def _afstand(cijfer: Cijfer, vergelijking: Vergelijking) -> float:
    """In widths of the limits by chance."""
    p = p_waarde(vergelijking, cijfer.eigen.waarde)
    return 0.0 if not np.isfinite(p) else float(stats.norm.isf(max(p, 1e-300) / 2))


def _highlight(cijfer: Cijfer, v: Vergelijking, reden: str, q_waarden: Mapping[Sleutel, float]) -> Highlight:
    return Highlight(cijfer.sleutel, v.groep, v.toestand or "binnen", reden, q_waarden.get(cijfer.sleutel))


def veranderingen(
    nu: Mapping[Sleutel, Mapping[str, float]], sleutels: Iterable[Sleutel], definities: Definities
) -> dict[Sleutel, float]:
    """q of the own change against the year before, for the compared figures; none across a break. Own rows only."""
    p_waarden: dict[Sleutel, float] = {}
    for sleutel in sleutels:
        breuken = definities.indicatoren[sleutel.indicator].breuken
        vorig = nu.get(sleutel._replace(periode=str(int(sleutel.periode[:4]) - 1)))
        if vorig is None or sleutel not in nu or any(sleutel.periode == str(breuk.eerste_jaar) for breuk in breuken):
            continue
        fout = float(np.sqrt(nu[sleutel]["variantie"] + vorig["variantie"]))
        if fout > 0:
            p_waarden[sleutel] = float(2 * stats.norm.sf(abs(nu[sleutel]["waarde"] - vorig["waarde"]) / fout))
    geldig = {sleutel: p for sleutel, p in p_waarden.items() if np.isfinite(p)}
    q_waarden = stats.false_discovery_control(list(geldig.values())) if geldig else []
    return {sleutel: float(q) for sleutel, q in zip(geldig, q_waarden, strict=True)}


def vergeleken(cijfer: Cijfer, liefst: str = "") -> Vergelijking | None:
    """The comparison that a figure is judged by: with the wanted group, or else the best fitting that has a state."""
    met_toestand = [v for v in cijfer.vergelijkingen if v.toestand is not None]
    return next((v for v in met_toestand if v.groep == liefst), met_toestand[0] if met_toestand else None)
