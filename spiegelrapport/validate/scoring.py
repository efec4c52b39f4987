"""In which convention scores stand: recognising the other one, and converting what the analyst has declared."""

import numpy as np
import pandas as pd

from spiegelrapport.definitions.schema import Instrument
from spiegelrapport.model.ronde import Ronde
from spiegelrapport.validate.rule import Mask, RuleInput, holds

CQI = "CQI"
CQI_SCHALEN = ("bejegening", "informatie", "samen_beslissen", "uitvoering")
MINSTENS = 3
BUITEN_EIGEN, BINNEN_ANDERE = 0.5, 0.95


def fits_other_scale(scores: "pd.Series[float]", instrument: Instrument) -> bool:
    """Whether most scores fall outside the instrument's own range and nearly all fit the other convention's."""
    scores = scores.dropna()
    if instrument.andere_schaal is None or len(scores) < MINSTENS:
        return False
    binnen_eigen = scores.between(*instrument.schaal).mean()
    return bool(binnen_eigen <= 1 - BUITEN_EIGEN and scores.between(*instrument.andere_schaal).mean() >= BINNEN_ANDERE)


def looks_like_percentage(schalen: pd.DataFrame) -> bool:
    """Whether most scale scores exceed 5 and nearly all fit 0-100, or all are shares of 1."""
    scores = schalen.to_numpy(dtype=float).ravel()
    scores = scores[~np.isnan(scores)]
    if len(scores) < MINSTENS:
        return False
    binnen = np.mean((scores >= 0) & (scores <= 100)) >= BINNEN_ANDERE
    procenten = np.mean(scores > 5) >= BUITEN_EIGEN and binnen
    aandelen = np.all(scores <= 1) and np.mean(scores < 1) >= BUITEN_EIGEN
    return bool(procenten or aandelen)


def choice_for(invoer: RuleInput, instrument: str) -> str | None:
    """The analyst's answer for this instrument; `invoer.ronde` holds only this zorgaanbieder's answers."""
    return next((keuze.schaal for keuze in invoer.ronde.scoring if keuze.instrument == instrument), None)


def convert_rom(rom: pd.DataFrame, instrumenten: dict[str, Instrument], ronde: Ronde) -> pd.DataFrame:
    """Scores that the analyst declared as the other convention, on the instrument's own scale (linear)."""
    score = rom["score"]
    for keuze in ronde.scoring:
        instrument = instrumenten.get(keuze.instrument)
        if instrument and instrument.andere_schaal and keuze.schaal == "andere":
            (van, tot), (laag, hoog) = instrument.andere_schaal, instrument.schaal
            om = laag + (score - van) / (tot - van) * (hoog - laag)
            score = score.where(~holds(rom["instrument"] == keuze.instrument), om)
    return rom.assign(score=score)


def convert_cqi(cqi: pd.DataFrame, ronde: Ronde) -> pd.DataFrame:
    """Percentages with a declared unit, on 1-5: % / 20 when of 5, 1 + 4·%/100 when min-max scaled."""
    gekozen = next((keuze.schaal for keuze in ronde.scoring if keuze.instrument == CQI), None)
    eenheid = cqi["eenheid"].fillna(gekozen) if gekozen else cqi["eenheid"]
    van_vijf, minmax = holds(eenheid == "percentage"), holds(eenheid == "minmax")
    if not (van_vijf | minmax).any():
        return cqi
    om = {naam: _naar_vijf(cqi[naam].to_numpy(), van_vijf, minmax) for naam in CQI_SCHALEN}
    return cqi.assign(**om, eenheid=eenheid.mask(van_vijf | minmax, "1-5"))


def _naar_vijf(scores: Mask, van_vijf: Mask, minmax: Mask) -> Mask:
    """Shares (0.85) and percentages (85) are told apart over the whole column."""
    procenten = scores[van_vijf | minmax]
    factor = 100.0 if np.nanmax(procenten, initial=0.0) <= 1 else 1.0
    uit: Mask = np.where(van_vijf, scores * factor / 20, np.where(minmax, 1 + scores * factor / 25, scores))
    return uit
