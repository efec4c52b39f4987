"""What a rule is: one function over one table, with its code, its words and what happens to the rows it hits."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import pandas as pd

from spiegelrapport.definitions.schema import Definities
from spiegelrapport.model.findings import Ernst
from spiegelrapport.model.ronde import Ronde

Consequence = Literal["uitsluiten", "wissen", "melden"]
Mask = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class RuleInput:
    """What a rule may look at. All three tables are there, with all columns, possibly empty."""

    tabellen: Mapping[str, pd.DataFrame]
    definities: Definities
    ronde: Ronde
    vorige: Mapping[str, float] = field(default_factory=dict)  # key figures of last year
    nu: Mapping[str, float] = field(default_factory=dict)  # and of this year; only for rules about the whole
    gelezen: Mapping[str, int] = field(default_factory=dict)  # rows read per table that was delivered


@dataclass(frozen=True, slots=True)
class Hit:
    """The rows a rule hits, with the words for its message. `kolom` overrides the rule's."""

    masker: Mask
    woorden: Mapping[str, object] = field(default_factory=dict)
    kolom: str | None = None


Test = Callable[[pd.DataFrame, RuleInput], Mask | Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `gevolg`: the rows do not count, the value of `kolom` does not count, or it is only reported."""

    code: str
    tabellen: tuple[str, ...]
    kolom: str
    ernst: Ernst
    gevolg: Consequence
    reden: str
    bericht: str
    herstel: str
    toets: Test
    naam: str
    heel: bool = False  # about the table as a whole, judged on the rows that remain; those may be none
    besluit: str = ""  # for the analyst; never in a letter

    def treffers(self, rijen: pd.DataFrame, invoer: RuleInput) -> list[Hit]:
        """Every hit with at least one row; a rule about the whole hits whenever it speaks."""
        uitkomst = self.toets(rijen, invoer)
        gevonden = [Hit(uitkomst)] if isinstance(uitkomst, np.ndarray) else list(uitkomst)
        return [treffer for treffer in gevonden if self.heel or treffer.masker.any()]


def rule(
    code: str,
    tabellen: str,
    kolom: str,
    ernst: Ernst,
    *,
    bericht: str,
    herstel: str,
    reden: str = "",
    gevolg: Consequence | None = None,
    heel: bool = False,
    besluit: str = "",
) -> Callable[[Test], Rule]:
    """Makes a rule of a function. Without `gevolg`, rows are excluded when the severity says so."""

    def make(toets: Test) -> Rule:
        wat: Consequence = gevolg or ("uitsluiten" if ernst is Ernst.UITGESLOTEN else "melden")
        return Rule(
            code,
            tuple(tabellen.split()),
            kolom,
            ernst,
            wat,
            reden,
            bericht,
            herstel,
            toets,
            getattr(toets, "__name__", code),
            heel,
            besluit,
        )

    return make


def copies(rijen: pd.DataFrame, sleutel: list[str]) -> Mask:
    """Rows equal to an earlier one, sheet apart. Only rows that share `sleutel` with another are compared."""
    masker = np.zeros(len(rijen), dtype=bool)
    gedeeld = rijen.duplicated(sleutel, keep=False).to_numpy()
    if gedeeld.any():
        masker[gedeeld] = rijen.loc[gedeeld].drop(columns="blad").duplicated().to_numpy()
    return masker


def is_in(reeks: "pd.Series[Any]", bekend: "pd.Series[Any]") -> Mask:
    """isin for many strings: pandas turns every value of an Arrow column into a scalar first, which takes its time."""
    masker: Mask = pd.Series(reeks.to_numpy(dtype=object)).isin(bekend.to_numpy(dtype=object)).to_numpy()
    return masker & reeks.notna().to_numpy()


def holds(reeks: "pd.Series[Any]") -> Mask:
    """A comparison as a mask; what is unknown does not hit."""
    return reeks.fillna(False).to_numpy(dtype=bool)
