"""Makes whole rounds of rows for many zorgaanbieders, and their meetwaarden."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from spiegelrapport.measure import measure
from spiegelrapport.model.cijfers import Meetwaarden
from spiegelrapport.model.leveringen import Rijen
from spiegelrapport.model.ronde import Groepsregel, Keurmerkdrager
from tests.measure.builders import definities, rijen, ronde, traject

GROEPEN = (
    Groepsregel("type", "Zorgaanbieders van het type {waarde}", "kolom", kolom="type"),
    Groepsregel("allen", "Alle zorgaanbieders", "allen"),
)


def agb(nummer: int) -> str:
    return f"06{nummer:06d}"


def keurmerkdrager(nummer: int, **anders: Any) -> Keurmerkdrager:
    velden = {
        "naam": f"Praktijk {nummer}", "contactpersoon": "", "email": "", "type": "instelling" if nummer % 2 else "vrijgevestigd",
        "sector": "basis-ggz", "regio": "Utrecht",
    }  # fmt: skip
    return Keurmerkdrager(agb(nummer), **(velden | anders))


def register(aantal: int, **anders: Any) -> dict[str, Keurmerkdrager]:
    return {agb(nummer): keurmerkdrager(nummer, **anders) for nummer in range(1, aantal + 1)}


def willekeurige_ronde(
    aantal: int = 12, trajecten: Sequence[int] | int = 40, seed: int = 1, verschil: float = 0.15
) -> Rijen:
    """`verschil`: how much zorgaanbieders truly differ in minutes and grades.

    Closed trajecten with random minutes, waits, prestaties, ROM pairs and CQi forms over the last two years."""
    from tests.measure.builders import meting, vragenlijst

    rng = np.random.default_rng(seed)
    aantallen = [trajecten] * aantal if isinstance(trajecten, int) else list(trajecten)
    lijsten: dict[str, list[dict[str, Any]]] = {"trajecten": [], "rom": [], "cqi": []}
    for nummer, hoeveel in enumerate(aantallen, start=1):
        eigen = float(rng.normal(0, 1)) * verschil
        for i in range(hoeveel):
            jaar = 2024 + int(rng.integers(2))
            wie = {"agb": agb(nummer), "traject_id": f"T{i}"}
            begin = pd.Timestamp(f"{jaar}-01-08") + pd.Timedelta(days=int(rng.integers(60)))
            einde = begin + pd.Timedelta(days=int(rng.integers(60, 250)))
            minuten = float(rng.gamma(8, 60 * (1 + eigen)))
            lijsten["trajecten"].append(
                traject(
                    **wie,
                    aanmelddatum=begin - pd.Timedelta(days=int(rng.integers(5, 60))),
                    intakedatum=begin,
                    behandelstart=begin + pd.Timedelta(days=int(rng.integers(0, 90))),
                    begindatum=begin,
                    einddatum=einde,
                    prestatie_geleverd=str(rng.choice(["GBG02", "GBG03", "GBG04", "GBG05"], p=[0.4, 0.35, 0.2, 0.05])),
                    minuten_direct=round(minuten),
                    minuten_ehealth=round(minuten * float(rng.choice([0, 0.1, 0.3]))),
                    onvolledig=bool(rng.random() < 0.1),
                    afspraken_no_show=int(rng.binomial(8, 0.06)),
                    cqi_aangeboden=bool(rng.random() < 0.8),
                    leeftijdsgroep=str(rng.choice(["18-24", "25-44", "45-64"])),
                )
            )
            score = float(np.clip(round(rng.normal(78, 20)), 0, 180))
            lijsten["rom"].append(meting("voor", score, **wie, datum=begin))
            if rng.random() < 0.6:
                na = float(np.clip(round(score - rng.normal(20, 18)), 0, 180))
                lijsten["rom"].append(meting("na", na, **wie, datum=einde))
            if rng.random() < 0.4:
                cijfer = float(np.clip(round(rng.normal(8.3 + eigen, 1)), 1, 10))
                lijsten["cqi"].append(
                    vragenlijst(**wie, datum=einde, rapportcijfer=cijfer, bejegening=float(rng.choice([4, 4.5, 5])))
                )
    return rijen(lijsten["trajecten"], lijsten["rom"], lijsten["cqi"])


def meetwaarden(aantal: int = 12, trajecten: Sequence[int] | int = 40, seed: int = 1) -> Meetwaarden:
    return measure(willekeurige_ronde(aantal, trajecten, seed), definities(), ronde(), frozenset())


def gemeten(aantallen: dict[int, int], **velden: Any) -> Meetwaarden:
    """So many closed trajecten per number of a zorgaanbieder."""
    trajecten = [traject(agb=agb(wie), traject_id=f"T{i}", **velden) for wie, n in aantallen.items() for i in range(n)]
    return measure(rijen(trajecten), definities(), ronde(), frozenset())
