"""The group cells that go out, as matrices: what is audited, and what loses fields until it passes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from spiegelrapport.audit.matrices import Masker
from spiegelrapport.figures.rounding import Getallen
from spiegelrapport.model.publishable import Parameters

ALLES = ("gepoold", "p10", "p25", "p50", "p75", "p90", "haalbaar")
POOLING = ("gepoold", "haalbaar")
KWANTIELEN = {"p10": 0.10, "p25": 0.25, "p50": 0.50, "p75": 0.75, "p90": 0.90}
ONTHULLING = "onthulling"


@dataclass(frozen=True, slots=True)
class GroupCells:
    """What all documents together show of every group (row) and figure (column); NaN is not shown.

    `velden` holds the rounded numbers, `exact` the same before rounding (for derived figures that only their own reader
    sees, never for paper). `lezers` counts the documents that show the cell.
    """

    groepen: tuple[str, ...]
    velden: Mapping[str, Getallen]
    exact: Mapping[str, Getallen]
    k: Getallen
    n: Getallen
    grens: npt.NDArray[np.str_]
    reden: npt.NDArray[np.object_]
    lezers: npt.NDArray[np.int64]
    lineair: Masker  # the pooled value is a weighted mean of the members' values
    parameters: Mapping[int, Parameters] = field(default_factory=dict)  # figure -> what goes out of everybody's spread

    def index(self, groep: str) -> int:
        return self.groepen.index(groep)

    def zonder(self, groep: int, rij: int, velden: Sequence[str]) -> "GroupCells":
        """The same with some fields of one cell taken out by the audit."""
        nieuw = {veld: waarden.copy() if veld in velden else waarden for veld, waarden in self.velden.items()}
        for veld in velden:
            nieuw[veld][groep, rij] = np.nan
        reden = self.reden
        if "gepoold" in velden:
            reden = reden.copy()
            reden[groep, rij] = ONTHULLING
        return replace(self, velden=nieuw, reden=reden)

    def aantal(self) -> int:
        """Numbers that go out."""
        return int(sum(np.isfinite(waarden).sum() for waarden in self.velden.values()))
