"""Trajecten -> their ROM measurements: voor, na and sometimes between, per instrument that the provider uses."""

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd
from numpy.random import Generator
from numpy.typing import NDArray

from spiegelrapport.definitions.schema import Instrument
from spiegelrapport.demo.aanbieders import Praktijk

Floats = NDArray[np.float64]
DEMPING = {"kwaliteit_van_leven": 0.65}  # quality of life moves less than complaints
DICHTBIJ = 15  # days within which nearly all measurements fall
SAMENHANG = 0.55  # between begin and end score of one client
KOLOMMEN = ["client_id", "traject_id", "instrument", "moment", "datum", "score"]


def make_rom(
    trajecten: pd.DataFrame,
    praktijk: Praktijk,
    instrumenten: Mapping[str, Instrument],
    peildatum: date,
    kans: Generator,
) -> pd.DataFrame:
    """One row per list filled in up to the peildatum, in order of client and date."""
    gemeten = trajecten.loc[trajecten["rom_toegepast"]]
    delen = [
        _lijst(gemeten, praktijk, instrumenten[code], kans) for code in praktijk.instrumenten if code in instrumenten
    ]
    if not delen:
        return pd.DataFrame(columns=KOLOMMEN)
    rom = pd.concat(delen, ignore_index=True).loc[lambda metingen: metingen["datum"] <= pd.Timestamp(peildatum)]
    return rom.sort_values(["client_id", "traject_id", "datum", "instrument", "moment"], kind="stable")[KOLOMMEN]


def _lijst(trajecten: pd.DataFrame, praktijk: Praktijk, instrument: Instrument, kans: Generator) -> pd.DataFrame:
    aantal = len(trajecten)
    begin, eind = _scores(trajecten, praktijk, instrument, kans)
    voor = kans.random(aantal) < 0.96
    na = (kans.random(aantal) < praktijk.na) & ~trajecten["onvolledig"].to_numpy() & ~trajecten["open"].to_numpy()
    tussen = (kans.random(aantal) < 0.12) & (trajecten["duur"].to_numpy() > 120)
    momenten = [
        _moment(trajecten, "voor", trajecten["begindatum"], _rond_begin(aantal, kans), begin, voor),
        _moment(trajecten, "na", trajecten["begindatum"], trajecten["duur"] + _rond_einde(trajecten, kans), eind, na),
        _moment(trajecten, "tussen", trajecten["begindatum"], trajecten["duur"] // 2, (begin + eind) / 2, tussen),
    ]
    metingen = pd.concat(momenten, ignore_index=True)
    stap = 0 if instrument.gehele_scores else 2
    laag, hoog = instrument.schaal
    score = metingen["score"].clip(laag, hoog).round(stap)
    return metingen.assign(instrument=instrument.code, score=score.mask(kans.random(len(score)) < 0.004))


def _scores(
    trajecten: pd.DataFrame, praktijk: Praktijk, instrument: Instrument, kans: Generator
) -> tuple[Floats, Floats]:
    """Begin and end: a client's burden, and a change whose standardised mean is the provider's effect."""
    laag, hoog = instrument.schaal
    teken = -1 if instrument.richting == "lager" else 1
    midden = (
        instrument.demo_gemiddelde
        if instrument.demo_gemiddelde is not None
        else laag + (0.5 - 0.05 * teken) * (hoog - laag)
    )
    sd = instrument.demo_sd if instrument.demo_sd is not None else (hoog - laag) / 7
    aantal = len(trajecten)
    last = 0.4 * trajecten["sociaal"].to_numpy() + kans.normal(0, np.sqrt(1 - 0.16), aantal)
    zwaarte = (trajecten["groep"].to_numpy() - 1) * 0.15 + praktijk.zwaarte
    effect = (
        praktijk.effect * DEMPING.get(instrument.hoofdstuk, 1.0) * (1 + praktijk.drift * trajecten["jaren"].to_numpy())
        - 0.12 * (trajecten["groep"].to_numpy() == 3)
        - 0.1 * (trajecten["leeftijdsgroep"] == "65+").to_numpy()
    )
    na = effect + kans.normal(0, np.sqrt(1 - SAMENHANG**2), aantal) + (1 - SAMENHANG) * (last + zwaarte)
    begin = midden - teken * sd * (last + zwaarte)
    return begin, begin + teken * sd * na


def _afstand(aantal: int, kans: Generator) -> Floats:
    """Days from the begin or end of the traject; one measurement in thirty lies far off."""
    return np.where(kans.random(aantal) < 1 / 30, kans.integers(95, 150, aantal), kans.integers(0, DICHTBIJ, aantal))


def _rond_begin(aantal: int, kans: Generator) -> Floats:
    """Days from the begin: mostly just after it; the far ones date from long before, at the application."""
    dagen = _afstand(aantal, kans)
    return np.where(dagen > DICHTBIJ, -dagen, dagen)


def _rond_einde(trajecten: pd.DataFrame, kans: Generator) -> Floats:
    """Days from the end: mostly just before it, never before the first measurements; the far ones come late."""
    dagen = _afstand(len(trajecten), kans)
    return np.where(dagen > DICHTBIJ, dagen, -np.minimum(dagen, np.maximum(trajecten["duur"] - DICHTBIJ, 0)))


def _moment(
    trajecten: pd.DataFrame,
    moment: str,
    vanaf: pd.Series,
    dagen: "pd.Series | Floats",
    scores: Floats,
    welke: NDArray[np.bool_],
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "client_id": trajecten["client_id"].to_numpy(),
            "traject_id": trajecten["traject_id"].to_numpy(),
            "moment": moment,
            "datum": (vanaf + pd.to_timedelta(dagen, unit="D")).to_numpy(),
            "score": scores,
        }
    ).loc[welke]
