"""How one figure came about: for the analyst's eyes, never for a report."""

from dataclasses import dataclass

import pandas as pd

from spiegelrapport.model.cijfers import Sleutel


@dataclass(frozen=True, slots=True)
class Stap:
    """One step from the rows to the number."""

    wat: str  # Dutch
    formule: str  # with the numbers filled in
    uitkomst: float | None


@dataclass(frozen=True, slots=True)
class Uitleg:
    """Everything behind one figure of one zorgaanbieder.

    `geteld`: blad, rij (Excel), bijdrage (x), and noemer (y) where the figure has one. `niet_geteld`: blad, rij, reden:
    rows that belong to the figure but hold no value, broke a rule of measuring, or were taken out by validation.
    `waarde`, `onder`, `boven`, `n` are unrounded and equal to the row in Meetwaarden.
    """

    agb: str
    sleutel: Sleutel
    naam: str
    definitie: str
    soort: str
    geteld: pd.DataFrame
    niet_geteld: pd.DataFrame
    stappen: tuple[Stap, ...]
    waarde: float | None
    onder: float | None
    boven: float | None
    n: int
    teller: float | None
    noemer: float | None
