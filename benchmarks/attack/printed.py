"""The PDFs of a round -> what their attachments print of groups; the ledger -> what is assumed known besides.

Known besides: everybody's number of clients, who is in which group, and (for who pools) the own values exactly.
"""

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pikepdf

from spiegelrapport.definitions.load import load_definities
from spiegelrapport.definitions.schema import Definities
from spiegelrapport.figures.rounding import Rounding, rounding

Array = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
OWN, JOINT, JOINT_ID = "jouw organisatie", "kleine aanbieders samen", "kleine-aanbieders"
QUANTILES = {"10%-grens": 0.10, "25%-grens": 0.25, "mediaan": 0.50, "75%-grens": 0.75, "90%-grens": 0.90}
PLACE = ["indicator", "maat", "periode", "uitsplitsing"]
IN_QUANTILES = 10  # clients from which somebody counts in a distribution


@dataclass(frozen=True)
class Cell:
    """What is printed of one group about one figure: bounds on its sum, and its quantiles. Places are those of the figure."""

    group: str
    members: Mask
    total: tuple[float, float] | None
    quantiles: Mapping[float, float]
    margin: float


@dataclass(frozen=True)
class Figure:
    """One figure with all that any document prints of it; arrays are over everybody who has it.

    `weight` is what a pooled value weighs by: clients, or minutes. `ranked`: who has clients enough for the quantiles.
    """

    name: str
    agbs: tuple[str, ...]
    weight: Array
    ranked: Mask
    value: Array
    scale: tuple[float, float]
    counts: bool  # a value is a whole number over its weight
    needed: float
    cells: tuple[Cell, ...]

    @property
    def kind(self) -> str:
        """Indicator and maat."""
        return ".".join(self.name.split(".")[:2])


@cache
def _definitions() -> Definities:
    return load_definities(date.min)


def attachments(reports: Path) -> pd.DataFrame:
    """The rows about groups of every PDF, each once; a cell that two documents print differently is an error."""
    frames = []
    for pad in sorted(reports.glob("*.pdf")):
        with pikepdf.open(pad) as pdf:
            [csv] = [b.get_file().read_bytes() for naam, b in pdf.attachments.items() if naam.endswith(".csv")]
        text = {"periode": str, "opmerking": str}
        frames.append(pd.read_csv(io.BytesIO(csv), sep=";", decimal=",", encoding="utf-8-sig", dtype=text))
    rows = pd.concat(frames, ignore_index=True)
    groups = rows.loc[rows["van wie"].ne(OWN), [*PLACE, "van wie", "waarde", "organisaties", *QUANTILES, "opmerking"]]
    once = groups.drop_duplicates([*PLACE, "van wie"])
    same = groups.drop(columns="opmerking").drop_duplicates()
    assert len(same) == len(once), "one cell, two numbers"
    return once.reset_index(drop=True)


def read_round(output: Path) -> Iterator[Figure]:
    """Every figure of which at least one number of a group is printed."""
    ledger = pd.read_parquet(output.parent / "grootboek" / "concept.parquet")
    needed = _needed(output / "onthulling.json")
    rows = _with_codes(attachments(output / "rapporten"))
    members = _members(ledger)
    known = {key: part for key, part in ledger[ledger["soort"].eq("waarde")].groupby(PLACE)}
    names = _groups(rows, known, members)
    shown = rows[rows[["waarde", *QUANTILES]].notna().any(axis=1)]
    figures = [_figure(key, part, known[key], names, members, needed[key]) for key, part in shown.groupby(PLACE)]
    unlike = {f.kind for f in figures for c in f.cells if not _weighted_mean(f, c)}
    for figure in figures:  # a median over clients, or a standardised mean, is no weighted mean of its members' values
        bound = figure.kind not in unlike
        cells = figure.cells if bound else tuple(replace(cell, total=None) for cell in figure.cells)
        if says := tuple(cell for cell in cells if cell.total is not None or cell.quantiles):
            yield replace(figure, cells=says)


def _with_codes(rows: pd.DataFrame) -> pd.DataFrame:
    """With the codes of indicator and maat for their names."""
    codes = {
        (indicator.naam, maat.naam): (indicator.code, maat.code)
        for indicator in _definitions().indicatoren.values()
        for maat in indicator.maten
    }
    found = [codes[pair] for pair in zip(rows["indicator"], rows["maat"], strict=True)]
    return rows.assign(indicator=[code for code, _ in found], maat=[code for _, code in found])


def _members(ledger: pd.DataFrame) -> Mapping[str, frozenset[str]]:
    """Who is in each group."""
    lists = {code: frozenset(part["agb"]) for code, part in ledger[ledger["soort"].eq("lid")].groupby("leden")}
    cells = ledger.loc[ledger["soort"].eq("cel"), ["groep", "leden"]].drop_duplicates()
    return {str(group): lists[code] for group, code in cells.itertuples(index=False)}


def _groups(
    rows: pd.DataFrame, known: Mapping[object, pd.DataFrame], members: Mapping[str, frozenset[str]]
) -> Mapping[str, str]:
    """The group behind every printed name: the one of as many organisations as is printed, for every figure."""
    found = {JOINT: JOINT_ID}
    counted = rows[rows["organisaties"].notna() & rows["van wie"].ne(JOINT)]
    for name, part in counted.groupby("van wie"):
        for *key, k in part[[*PLACE, "organisaties"]].itertuples(index=False, name=None):
            have = frozenset(known[tuple(key)]["agb"])
            fits = {g for g, all_ in members.items() if len(all_ & have) == k and found.get(str(name), g) == g}
            if len(fits) == 1:
                found[str(name)] = fits.pop()
    return found


def _needed(path: Path) -> Mapping[tuple[str, ...], float]:
    """The promise per figure: how wide everybody's interval must stay."""
    lines = json.loads(path.read_text(encoding="utf-8"))["smalste"]
    return {tuple(line["sleutel"][part] for part in PLACE): float(line["nodig"]) for line in lines}


def _figure(
    key: tuple[str, ...],
    printed: pd.DataFrame,
    known: pd.DataFrame,
    names: Mapping[str, str],
    members: Mapping[str, frozenset[str]],
    needed: float,
) -> Figure:
    form = rounding(_definitions(), *key[:2])
    weight, som = known["gewicht"].to_numpy(float), known["som"].to_numpy(float)
    value = som / weight
    cells = tuple(
        _cell(row, names[row["van wie"]], np.isin(known["agb"], sorted(members[names[row["van wie"]]])), weight, form)
        for row in printed.to_dict("records")
    )
    scale = min(form.schaal[0], float(value.min())), max(form.schaal[1], float(value.max()))
    counts = form.begrensd_aandeel and bool(np.allclose(som, np.round(som), atol=1e-6))
    ranked = known["n"].to_numpy(float) >= IN_QUANTILES
    return Figure(".".join(key), tuple(known["agb"]), weight, ranked, value, scale, counts, needed, cells)


def _cell(row: Mapping[Any, Any], group: str, members: Mask, weight: Array, form: Rounding) -> Cell:
    """Bounds on the sum from the printed value; '< 2%' and '> 98%' are bounds too."""
    unit, half = (100.0 if form.eenheid == "%" else 1.0), form.stap / 2
    printed, remark = row["waarde"] / unit, str(row["opmerking"])
    low, high = printed - half, printed + half
    if "minder dan" in remark:
        low, high = form.schaal[0], printed
    elif "meer dan" in remark:
        low, high = printed, form.schaal[1]
    total = None if np.isnan(printed) else (low * weight[members].sum(), high * weight[members].sum())
    quantiles = {p: row[name] / unit for name, p in QUANTILES.items() if not np.isnan(row[name])}
    return Cell(group, members, total, quantiles, half)


def _weighted_mean(figure: Figure, cell: Cell) -> bool:
    if cell.total is None:
        return True
    som = float((figure.weight * figure.value)[cell.members].sum())
    slack = 1e-6 * max(1.0, abs(som))
    return cell.total[0] - slack <= som <= cell.total[1] + slack
