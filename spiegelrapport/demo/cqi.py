"""Trajecten -> the CQi lists that clients sent back, in the form in which this provider delivers them."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.random import Generator
from numpy.typing import NDArray

from spiegelrapport.demo.aanbieders import Praktijk

Floats = NDArray[np.float64]
GEMIDDELD = {"bejegening": 4.85, "informatie": 4.35, "samen_beslissen": 4.6, "uitvoering": 4.55}
SPREIDING = {"bejegening": 0.3, "informatie": 0.55, "samen_beslissen": 0.45, "uitvoering": 0.45}
ITEMS = {"bejegening": 2, "informatie": 2, "samen_beslissen": 3, "uitvoering": 3}
CIJFER = 8.4


def make_cqi(trajecten: pd.DataFrame, praktijk: Praktijk, kans: Generator, nieuw: np.datetime64) -> pd.DataFrame:
    """One row per returned list: scale scores in the provider's unit, or the answers per item.

    `nieuw`: the day from which version 5.1 is mandatory; AMB, before it, lacks 'informatie'.
    """
    terug = trajecten["cqi_aangeboden"] & (kans.random(len(trajecten)) < praktijk.cqi_respons)
    basis = trajecten.loc[terug]
    aantal = len(basis)
    datum = basis["einddatum"] + pd.to_timedelta(kans.integers(0, 20, aantal), unit="D")
    amb = (datum < nieuw).to_numpy()
    tevreden = kans.normal(0, 0.5, aantal) + 0.1 * basis["sociaal"].to_numpy()
    items = {schaal: _antwoorden(schaal, praktijk, tevreden, kans) for schaal in ITEMS}
    items["informatie"][amb] = np.nan
    cijfer = np.clip(np.round(CIJFER + praktijk.tevreden * 2 + tevreden * 1.2 + kans.normal(0, 0.5, aantal)), 1, 10)
    als_items = praktijk.cqi_vorm == "items"
    return pd.DataFrame(
        {
            "vragenlijst_id": [f"V{nummer:05d}" for nummer in range(1, aantal + 1)],
            "traject_id": basis["traject_id"].where(kans.random(aantal) < 0.75, None).to_numpy(),
            "datum": datum.to_numpy(),
            "versie": np.where(amb, "AMB", "5.1"),
            "eenheid": "1-5" if als_items else praktijk.cqi_vorm,
            "rapportcijfer": np.where(kans.random(aantal) < 0.04, np.nan, cijfer),
        }
        | (_losse(items) if als_items else _schalen(items, praktijk.cqi_vorm))
    )


def _antwoorden(schaal: str, praktijk: Praktijk, tevreden: Floats, kans: Generator) -> Floats:
    """Answers 1-5 with the ceiling that these scales have; about one in fifty is left blank."""
    vorm = (len(tevreden), ITEMS[schaal])
    eigen = praktijk.tevreden + (praktijk.samen if schaal == "samen_beslissen" else 0.0)
    hoogte = GEMIDDELD[schaal] + eigen * SPREIDING[schaal] / 0.45
    ruw = hoogte + SPREIDING[schaal] * (tevreden[:, None] * 1.2 + kans.normal(0, 0.8, vorm))
    return np.where(kans.random(vorm) < 0.02, np.nan, np.clip(np.round(ruw), 1, 5))


def _losse(items: Mapping[str, Floats]) -> dict[str, Floats]:
    return {f"{schaal}_{plek + 1}": blok[:, plek] for schaal, blok in items.items() for plek in range(blok.shape[1])}


def _schalen(items: Mapping[str, Floats], vorm: str) -> dict[str, Floats]:
    """Means over at least half of the items, in the provider's unit."""
    return {schaal: _eenheid(_gemiddelde(blok), vorm) for schaal, blok in items.items()}


def _gemiddelde(blok: Floats) -> Floats:
    ingevuld = (~np.isnan(blok)).sum(axis=1)
    som = np.nansum(blok, axis=1)
    return np.where(2 * ingevuld >= blok.shape[1], som / np.maximum(ingevuld, 1), np.nan)


def _eenheid(score: Floats, vorm: str) -> Floats:
    if vorm == "percentage":
        return np.round(score * 20, 1)
    return np.round((score - 1) * 25, 1) if vorm == "minmax" else np.round(score, 2)
