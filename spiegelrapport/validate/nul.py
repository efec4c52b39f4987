"""Zero is an alarm: what may be nothing only when somebody has confirmed it."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from spiegelrapport.dutch import opsomming
from spiegelrapport.model.findings import Ernst
from spiegelrapport.validate.jumps import gevuld_naam
from spiegelrapport.validate.rule import Hit, RuleInput, rule

HET_GEHEEL = np.ones(0, dtype=bool)  # not about rows
WAS_GEVULD = 0.1  # share of last year's rows that held the column, from which losing it is asked about


@rule(
    "R410", "trajecten", "", Ernst.BLOKKEREND,
    heel=True,
    bericht="Er is geen enkel traject over dat kan meetellen.",
    herstel="Kijk bij de andere bevindingen waarom de rijen zijn uitgesloten, herstel ze en lever opnieuw aan.",
)  # fmt: skip
def geen_traject_over(trajecten: pd.DataFrame, invoer: RuleInput) -> Iterator[Hit]:
    if invoer.gelezen.get("trajecten") and not len(trajecten):
        yield Hit(HET_GEHEEL)


@rule(
    "R411", "trajecten", "einddatum", Ernst.VRAAG,
    heel=True,
    bericht="In {jaar} is geen enkel traject afgesloten.",
    herstel="Klopt dit? Controleer of de export ook de afgesloten trajecten bevat, met hun einddatum.",
)  # fmt: skip
def niets_afgesloten(trajecten: pd.DataFrame, invoer: RuleInput) -> Iterator[Hit]:
    if len(trajecten) and not invoer.nu["trajecten"]:
        yield Hit(HET_GEHEEL, {"jaar": invoer.ronde.verslagjaar})


@rule(
    "R412", "rom", "", Ernst.VRAAG,
    heel=True,
    bericht="Over {jaar} is er geen enkele bruikbare ROM-meting.",
    herstel="Klopt dit? Controleer of de export de metingen van {jaar} bevat.",
)  # fmt: skip
def geen_rom(_: pd.DataFrame, invoer: RuleInput) -> Iterator[Hit]:
    """A sheet that is not there at all has a finding of its own, and so has a levering without trajecten."""
    if invoer.gelezen.get("trajecten") and "rom" in invoer.gelezen and not invoer.nu["rom"]:
        yield Hit(HET_GEHEEL, {"jaar": invoer.ronde.verslagjaar})


@rule(
    "R413", "cqi", "", Ernst.VRAAG,
    heel=True,
    bericht="Over {jaar} is er geen enkele bruikbare CQi-vragenlijst.",
    herstel="Klopt dit? Controleer of de export de vragenlijsten van {jaar} bevat.",
)  # fmt: skip
def geen_cqi(_: pd.DataFrame, invoer: RuleInput) -> Iterator[Hit]:
    if "cqi" in invoer.gelezen and not invoer.nu["cqi"]:
        yield Hit(HET_GEHEEL, {"jaar": invoer.ronde.verslagjaar})


@rule(
    "R414", "trajecten cqi", "", Ernst.VRAAG,
    heel=True,
    bericht="{koppen}: in {jaar} nergens ingevuld, in {vorig} wel. De cijfers die dit nodig hebben, ontbreken in het rapport.",
    herstel="Klopt dit? Controleer of de export deze gegevens nog bevat.",
)  # fmt: skip
def kolom_verdwenen(rijen: pd.DataFrame, invoer: RuleInput) -> Iterator[Hit]:
    """Optional columns that held something last year and hold nothing now, gone or empty."""
    jaar = invoer.ronde.verslagjaar
    tabel = "cqi" if "rapportcijfer" in rijen else "trajecten"
    kolommen = invoer.definities.exports[tabel].kolommen
    weg = [kolom.kop for kolom in kolommen if not kolom.verplicht and _verdwenen(invoer, tabel, kolom.naam)]
    if invoer.nu[tabel] and weg:
        yield Hit(HET_GEHEEL, {"koppen": opsomming(weg), "jaar": jaar, "vorig": jaar - 1})


def _verdwenen(invoer: RuleInput, tabel: str, kolom: str) -> bool:
    naam = gevuld_naam(tabel, kolom)
    return bool(invoer.vorige.get(naam, 0.0) >= WAS_GEVULD and invoer.nu.get(naam, 0.0) == 0)
