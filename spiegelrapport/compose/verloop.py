"""A figure in earlier years -> one sentence where it hardly moved, a chart where it did."""

from dataclasses import dataclass

from spiegelrapport.figures.report_figures import ReportFigure

Jaren = tuple[tuple[int, ReportFigure], ...]


@dataclass(frozen=True, slots=True)
class Verloop:
    """What a card says of earlier years."""

    zin: str
    beweegt: bool  # whether there is more to see than the sentence says


def course(figuur: ReportFigure, jaren: Jaren, verslagjaar: int) -> Verloop:
    """Within the same way of measuring, and never a year that the value itself holds.

    It did not move when every earlier year's margin overlaps that of today.
    """
    breuk = max((breuk.eerste_jaar for breuk in figuur.indicator.breuken), default=0)
    eerder = [(jaar, f) for jaar, f in jaren if breuk <= jaar < min(verslagjaar, figuur.jaren[0])]
    eerder = [(jaar, f) for jaar, f in eerder if f.eigen.waarde is not None and not f.eigen.grens]
    if not eerder:
        return Verloop("", beweegt=False)
    if len(eerder) == 1:
        return Verloop(f"In {eerder[0][0]} was het {_printed(eerder[0][1])}.", beweegt=False)
    if _overlaps(figuur, eerder):
        return Verloop(f"Sinds {eerder[0][0]} is dit niet duidelijk veranderd.", beweegt=False)
    return Verloop("", beweegt=True)


def _overlaps(figuur: ReportFigure, eerder: list[tuple[int, ReportFigure]]) -> bool:
    nu = figuur.eigen
    return all(
        nu.onder is not None
        and nu.boven is not None
        and toen.eigen.onder is not None
        and toen.eigen.boven is not None
        and toen.eigen.onder <= nu.boven
        and nu.onder <= toen.eigen.boven
        for _, toen in eerder
    )


def _printed(figuur: ReportFigure) -> str:
    return figuur.weergave.getal(figuur.eigen.waarde or 0.0)
