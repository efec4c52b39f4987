"""Whether the printed reliability is true: benchmarks/betrouwbaarheid.py [zorgaanbieders ...]; default 30 180.

The demo's generator knows what every provider truly is. Per head figure of the reporting year: the spread that would be
printed (tau) beside the true one, the correlation of own and of careful values with the truth, their mean error, and the mean
printed reliability beside the one that the errors show.
"""

import sys
from typing import NamedTuple

import numpy as np
import pandas as pd

from benchmarks.rondes import aanbieders, definities, figures
from spiegelrapport.compare.comparison import Own, Published
from spiegelrapport.compare.comparison import compare as compare_cells
from spiegelrapport.definitions.schema import Indicator, Maat
from spiegelrapport.demo.truth import make_tables, make_truth
from spiegelrapport.statistics.heterogeneity import estimate
from spiegelrapport.statistics.scales import Scale, choose

CLIENTEN, ZORGAANBIEDERS = 10, 10
KOP = (
    "| cijfer | k | τ geschat | τ waar | r eigen-waar | r voorzichtig-waar | fout eigen | fout voorzichtig | "
    "betrouwbaarheid | waargemaakt |"
)


class Regel(NamedTuple):
    """One figure, all in its own units but for correlations and reliabilities."""

    cijfer: str
    k: int
    tau: float
    tau_waar: float
    r_eigen: float
    r_voorzichtig: float
    fout_eigen: float
    fout_voorzichtig: float
    betrouwbaarheid: float
    waargemaakt: float

    def tekst(self) -> str:
        return " | ".join([f"| {self.cijfer}", str(self.k), *(_kort(w) for w in self[2:])]) + " |"


def compare(indicator: Indicator, maat: Maat, eigen: pd.DataFrame, waar: pd.Series) -> Regel | None:
    """`eigen`: the figures of everybody with enough clients; `waar`: what each truly is, by AGB-code."""
    eigen = eigen[eigen["n"] >= CLIENTEN]
    if len(eigen) < ZORGAANBIEDERS:
        return None
    grootte = (eigen["noemer"] if maat.soort == "verhouding" else eigen["n"]).to_numpy(float)
    y, waarheid = eigen["waarde"].to_numpy(float), waar.loc[eigen["agb"]].to_numpy(float)
    doel = float(np.average(y, weights=grootte))
    per_client = np.average(eigen["variantie"] * grootte, weights=eigen["n"] - 1)
    eenheid = doel * (1 - doel) if maat.soort == "aandeel" else float(per_client)
    schaal = choose(maat.soort, maat.eenheid or indicator.eenheid, maat.schaal or indicator.schaal)
    v, midden = schaal.variance(grootte, doel, eenheid), float(schaal.centre(doel))
    op_schaal, echt = schaal.forward(y, grootte, doel, eenheid), schaal.centre(waarheid)
    telt = schaal.informs(grootte, doel, eenheid)
    tau2 = float(estimate(np.where(telt, op_schaal, np.nan)[None], v[None]).tau2[0])
    deel = _reliability(eigen, grootte, doel, eenheid, np.sqrt(tau2), schaal)
    voorzichtig = deel * y + (1 - deel) * doel
    tau_waar = float(np.sqrt(np.mean((echt - midden) ** 2)))
    return Regel(
        f"{indicator.code}.{maat.code}",
        len(eigen),
        float(schaal.spread(np.sqrt(tau2), doel)),
        float(schaal.spread(tau_waar, doel)),
        _r(y, waarheid),
        _r(voorzichtig, waarheid),
        float(np.abs(y - waarheid).mean()),
        float(np.abs(voorzichtig - waarheid).mean()),
        float(deel.mean()),
        float(np.mean(tau_waar**2 / (tau_waar**2 + v))),
    )


def _reliability(
    eigen: pd.DataFrame, grootte: np.ndarray, doel: float, eenheid: float, tau: float, schaal: Scale
) -> np.ndarray:
    """As it is printed."""
    geheel = [np.full(len(eigen), x) for x in (doel, eenheid, tau, np.nan)]
    own = Own(*(eigen[kolom].to_numpy(float) for kolom in ("waarde", "onder", "boven")), grootte)
    published = Published(geheel[0], geheel[1], geheel[2], (geheel[3], geheel[3]))
    return np.asarray(compare_cells(own, published, schaal, 3, (schaal.low, schaal.high)).reliability)


def table(aantal: int) -> list[Regel]:
    praktijken = aanbieders(aantal)
    eigen, waar = figures(praktijken, make_tables), figures(praktijken, make_truth)
    regels = []
    for indicator in definities().indicatoren.values():
        maat = indicator.maten[0]
        hier, daar = (f[(f["indicator"] == indicator.code) & (f["maat"] == maat.code)] for f in (eigen, waar))
        regel = None if indicator.grafiek == "mix" else compare(indicator, maat, hier, daar.set_index("agb")["waarde"])
        regels += [regel] if regel else []
    return regels


def main() -> None:
    for aantal in [int(a) for a in sys.argv[1:]] or [30, 180]:
        print(f"\nDemoronde van {aantal} zorgaanbieders\n\n{KOP}\n|---|{'---:|' * 9}")
        for regel in table(aantal):
            print(regel.tekst())


def _r(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.corrcoef(a, b)[0, 1]) if a.std() > 0 and b.std() > 0 else float("nan")


def _kort(waarde: float) -> str:
    return f"{waarde:.3g}".replace(".", ",")


if __name__ == "__main__":
    main()
