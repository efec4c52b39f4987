"""Minutes that look like hours: asked about before they are used, and converted when the analyst says so."""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from spiegelrapport.dutch import getal
from spiegelrapport.model.findings import Ernst
from spiegelrapport.model.ronde import Kolomkeuze, Ronde
from spiegelrapport.validate.rule import Hit, Mask, RuleInput, holds, rule

MINUTES = ("minuten_direct", "minuten_indirect", "minuten_ehealth")
PER_HOUR = 60
UNLIKELY: Mapping[str, float] = {"minuten_direct": 30, "minuten_indirect": 10, "minuten_ehealth": 10}
ENOUGH = 3  # trajecten
PART, MOST = 0.1, 0.5  # share of so few minutes, when they have decimals or when they are whole


@rule(
    "R137", "trajecten", "minuten_direct", Ernst.BLOKKEREND,
    heel=True,
    bericht="Dit lijken uren in plaats van minuten: bij {aantal} van de {alle} afgesloten trajecten met een waarde is het minder dan {grens}, en de helft van alle waarden is {mediaan} of minder.",
    herstel="Zijn het uren of minuten? Lever de kolom aan in minuten, of laat ons weten wat het zijn.",
    besluit='Zet het antwoord in ronde.toml: [[kolomkeuze]] met agb, tabel = "trajecten", kolom en keuze = "uren" of "klopt".',
)  # fmt: skip
def minuten_lijken_uren(trajecten: pd.DataFrame, invoer: RuleInput) -> Iterator[Hit]:
    """A treatment of less than half an hour hardly exists; one of less than 30 hours is usual."""
    onvolledig = (trajecten["prestatie_geleverd"] == "180005") | trajecten["onvolledig"].fillna(False).astype(bool)
    afgesloten = holds(trajecten["einddatum"].notna() & ~onvolledig)
    for kolom in MINUTES:
        waarden = trajecten.loc[afgesloten & holds(trajecten[kolom] > 0), kolom].to_numpy()
        laag = waarden[waarden < UNLIKELY[kolom]]
        if len(laag) >= ENOUGH and _suspect(waarden, laag) and answer_about(invoer.ronde, kolom) is None:
            woorden = {
                "aantal": len(laag),
                "alle": len(waarden),
                "grens": getal(UNLIKELY[kolom]),
                "mediaan": getal(float(np.median(waarden)), 1),
            }
            yield Hit(holds(trajecten[kolom] > 0), woorden, kolom)


def _suspect(waarden: Mask, laag: Mask) -> bool:
    """Part of a levering may be in hours as well: then its few minutes have decimals."""
    gebroken = float(np.mean(laag % 1 != 0))
    return len(laag) / len(waarden) >= (PART if gebroken >= MOST else MOST)


def answer_about(ronde: Ronde, kolom: str) -> Kolomkeuze | None:
    """The analyst's answer; `ronde` holds only this zorgaanbieder's."""
    over = [keuze for keuze in ronde.kolomkeuze if keuze.tabel == "trajecten" and keuze.keuze in ("uren", "klopt")]
    return next((keuze for keuze in over if keuze.kolom == kolom), None)


def hours_to_minutes(trajecten: pd.DataFrame, ronde: Ronde) -> pd.DataFrame:
    """The columns that the analyst declared as hours, in minutes."""
    uren = [kolom for kolom in MINUTES if (keuze := answer_about(ronde, kolom)) and keuze.keuze == "uren"]
    return trajecten.assign(**{kolom: trajecten[kolom] * PER_HOUR for kolom in uren}) if uren else trajecten
