"""Definitions and small rounds for the demo's tests."""

from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd

from spiegelrapport.definitions.load import load_definities
from spiegelrapport.definitions.schema import Definities
from spiegelrapport.demo import make_ronde


@cache
def definities() -> Definities:
    return load_definities(date(2026, 4, 1))


def ronde(map_: Path, zorgaanbieders: int = 4, seed: int = 1) -> Path:
    make_ronde(map_, zorgaanbieders, seed, definities=definities())
    return map_


def bladen(pad: Path) -> dict[str, pd.DataFrame]:
    """Every sheet as its cells, headings as they stand."""
    return pd.read_excel(pad, sheet_name=None, engine="calamine", dtype=object)
