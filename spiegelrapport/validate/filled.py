"""The rule about every table: key fields must hold a value."""

from collections.abc import Iterator

import pandas as pd

from spiegelrapport.model.findings import Ernst
from spiegelrapport.validate.rule import Hit, RuleInput, holds, rule


@rule(
    "R001", "trajecten rom cqi", "traject_id", Ernst.UITGESLOTEN,
    reden="verplicht veld leeg",
    bericht="Dit veld is leeg; zonder waarde kan de rij niet meetellen.",
    herstel="Vul het veld in.",
)  # fmt: skip
def verplicht_veld_leeg(rijen: pd.DataFrame, invoer: RuleInput) -> Iterator[Hit]:
    """Which table it is shows in its columns."""
    for export in invoer.definities.exports.values():
        namen = {kolom.naam for kolom in export.kolommen}
        if export.tabel != "sessies" and namen == set(rijen.columns) - {"blad"}:
            for kolom in export.kolommen:
                if kolom.gevuld:
                    yield Hit(holds(rijen[kolom.naam].isna()), {}, kolom.naam)
