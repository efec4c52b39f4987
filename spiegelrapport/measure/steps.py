"""One figure's contributions -> the steps to its value and interval, with the numbers filled in."""

import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from spiegelrapport.dutch import getal
from spiegelrapport.measure.soorten import CellFigures
from spiegelrapport.model.uitleg import Stap
from spiegelrapport.statistics.intervals import median_rank

Array = npt.NDArray[np.float64]


def steps_of(soort: str, cijfer: CellFigures, x: Array, y: Array, schaal: tuple[float, float]) -> tuple[Stap, ...]:
    """The steps, in order; the last of them is the interval, held to the scale."""
    n = int(cijfer.n[0])
    tellen = Stap("tel de rijen die meetellen", f"n = {n}", float(n))
    if n == 0:
        return (tellen, Stap("zonder rijen is er geen cijfer", "", None))
    grenzen = [_getal(cijfer.onder[0]), _getal(cijfer.boven[0])]
    buiten = any(g is not None and not schaal[0] <= g <= schaal[1] for g in grenzen)
    interval = STAPPEN_INTERVAL[soort] + (f"; begrensd op {_t(schaal[0])} tot {_t(schaal[1])}" if buiten else "")
    if grenzen[0] is None:
        einde = [Stap("95%-interval: daarvoor zijn te weinig rijen", interval, None)]
    else:
        einde = [
            Stap("ondergrens van het 95%-interval", interval, max(grenzen[0], schaal[0])),
            Stap(
                "bovengrens van het 95%-interval", interval, None if grenzen[1] is None else min(grenzen[1], schaal[1])
            ),
        ]
    return (tellen, *STAPPEN[soort](cijfer, x, y), *einde)


def _aandeel(cijfer: CellFigures, x: Array, y: Array) -> list[Stap]:
    teller, n = cijfer.teller[0], cijfer.n[0]
    return [
        Stap("tel de rijen met ja", f"teller = {_t(teller)}", float(teller)),
        Stap("deel", f"{_t(teller)} / {_t(n)}", _getal(cijfer.waarde[0])),
    ]


def _gemiddelde(cijfer: CellFigures, x: Array, y: Array) -> list[Stap]:
    som, n = cijfer.teller[0], cijfer.n[0]
    return [
        Stap("tel de waarden op", f"som = {_t(som)}", float(som)),
        Stap("deel door het aantal", f"{_t(som)} / {_t(n)}", _getal(cijfer.waarde[0])),
        Stap("standaarddeviatie (gedeeld door n - 1)", "", _getal(cijfer.sd[0])),
    ]


def _mediaan(cijfer: CellFigures, x: Array, y: Array) -> list[Stap]:
    n = len(x)
    laag, hoog = (n + 1) // 2, n // 2 + 1
    geordend = np.sort(x)
    midden = f"waarde {laag}" if laag == hoog else f"het gemiddelde van waarde {laag} en {hoog}"
    rang = int(median_rank(np.array([n]))[0])
    interval = f"waarde {rang} van onder en van boven" if rang else "bestaat vanaf 6 rijen"
    return [
        Stap("zet de waarden op volgorde en neem het midden", midden, float(geordend[[laag - 1, hoog - 1]].mean())),
        Stap("rang voor het 95%-interval", interval, float(rang) if rang else None),
    ]


def _verhouding(cijfer: CellFigures, x: Array, y: Array) -> list[Stap]:
    teller, noemer = cijfer.teller[0], cijfer.noemer[0]
    return [
        Stap("tel de tellers op", f"som = {_t(teller)}", float(teller)),
        Stap("tel de noemers op", f"som = {_t(noemer)}", float(noemer)),
        Stap("deel", f"{_t(teller)} / {_t(noemer)}", _getal(cijfer.waarde[0])),
        Stap("standaardfout, over trajecten", "", _wortel(cijfer.variantie[0])),
    ]


def _gestandaardiseerd(cijfer: CellFigures, x: Array, y: Array) -> list[Stap]:
    spreiding = float(np.std(y, ddof=1)) if len(y) > 1 else math.nan
    gemiddeld = float(x.mean())
    return [
        Stap("gemiddelde verandering, verbetering positief", f"{_t(x.sum())} / {len(x)}", gemiddeld),
        Stap("standaarddeviatie van de beginscores", "", _getal(mirror(spreiding))),
        Stap("deel", f"{_t(gemiddeld)} / {_t(spreiding)}", _getal(cijfer.waarde[0])),
    ]


def mirror(waarde: float) -> float:
    """A spread of nothing is no spread."""
    return waarde if waarde > 0 else math.nan


def _wortel(waarde: float) -> float | None:
    return _getal(math.sqrt(waarde)) if waarde >= 0 else None


def _getal(waarde: float) -> float | None:
    return float(waarde) if math.isfinite(waarde) else None


def _t(waarde: float) -> str:
    if not math.isfinite(waarde):
        return "onbekend"
    tekst = getal(round(float(waarde), 6), 6)
    return tekst.rstrip("0").rstrip(",")


STAPPEN: dict[str, Callable[[CellFigures, Array, Array], list[Stap]]] = {
    "aandeel": _aandeel,
    "gemiddelde": _gemiddelde,
    "verschil": _gemiddelde,
    "mediaan": _mediaan,
    "verhouding": _verhouding,
    "telling": _verhouding,
    "gestandaardiseerd": _gestandaardiseerd,
}
STAPPEN_INTERVAL = {
    "aandeel": "Wilson",
    "gemiddelde": "gemiddelde ± t(n - 1) × sd / √n",
    "verschil": "gemiddelde ± t(n - 1) × sd / √n",
    "mediaan": "ordestatistieken (binomiaal), ten minste 95%",
    "verhouding": "verhouding ± t(n - 1) × standaardfout (delta-methode)",
    "telling": "Byar vanaf 10 gebeurtenissen, daaronder exact Poisson",
    "gestandaardiseerd": "waarde ± 1,96 × standaardfout (Bonett 2008)",
}
