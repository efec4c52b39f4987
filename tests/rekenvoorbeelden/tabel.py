"""Reads the text tables of the worked examples, and measures them."""

from dataclasses import replace
from typing import Any

import pandas as pd

from spiegelrapport.measure import measure
from spiegelrapport.model.ronde import Ronde
from spiegelrapport.validate.scoring import convert_cqi
from tests.measure.builders import AGB, definities, meting, rijen, ronde, traject, vragenlijst

BOUW = {"trajecten": traject, "rom": meting, "cqi": vragenlijst}


def lees(tekst: str) -> list[dict[str, Any]]:
    """A table with | between the columns -> one dict per row; "-" is missing, numbers are numbers, ja/nee are yes and no."""
    regels = [[vak.strip() for vak in regel.strip().strip("|").split("|")] for regel in tekst.strip().splitlines()]
    kop, *rest = [regel for regel in regels if set("".join(regel)) - set("-: ")]
    return [dict(zip(kop, (_waarde(vak) for vak in regel), strict=True)) for regel in rest]


def cijfers(instelling: Ronde | None = None, **tabellen: str) -> pd.DataFrame:
    """The figures of the reporting year of the one zorgaanbieder in the tables, by indicator, maat and uitsplitsing."""
    gelezen = {naam: [BOUW[naam](**rij) for rij in lees(tekst)] for naam, tekst in tabellen.items()}
    instelling, alle = instelling or ronde(), rijen(**gelezen)
    alle = replace(alle, cqi=convert_cqi(alle.cqi, instelling))
    frame = measure(alle, definities(), instelling, frozenset()).frame
    eigen = frame[(frame["agb"] == AGB) & (frame["periode"] == "2025")]
    return eigen.set_index(["indicator", "maat", "uitsplitsing"])


def _waarde(vak: str) -> Any:
    if vak in ("-", ""):
        return None
    if vak in ("ja", "nee"):
        return vak == "ja"
    try:
        return int(vak) if vak.isdigit() else float(vak.replace(",", "."))
    except ValueError:
        return vak
