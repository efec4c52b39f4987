"""Demo rounds in memory: what the generator draws, or truly means, as Rijen without a workbook in between."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache

import numpy as np
import pandas as pd

from spiegelrapport.definitions.load import load_definities
from spiegelrapport.definitions.schema import Definities
from spiegelrapport.definitions.strict import build, load_toml
from spiegelrapport.demo.aanbieders import Praktijk, make_aanbieders
from spiegelrapport.demo.cqi import ITEMS
from spiegelrapport.demo.ronde import SJABLOON
from spiegelrapport.demo.truth import Tabellen
from spiegelrapport.measure import measure
from spiegelrapport.model.cijfers import TOTAAL
from spiegelrapport.model.leveringen import Rijen
from spiegelrapport.model.ronde import Ronde
from spiegelrapport.validate.scoring import convert_cqi

ZAAD = 1
NIETS = pd.DataFrame(columns=["agb", "tabel", "blad", "rij", "code", "reden", "jaar"]).astype({"jaar": "float64"})


@cache
def definities() -> Definities:
    return load_definities(date.min)


@cache
def ronde() -> Ronde:
    return build(Ronde, load_toml(SJABLOON), SJABLOON.name)


@cache
def aanbieders(aantal: int) -> tuple[Praktijk, ...]:
    return make_aanbieders(aantal, ZAAD, ronde())


def figures(praktijken: Iterable[Praktijk], tabellen: Callable[..., Tabellen]) -> pd.DataFrame:
    """The figures of the reporting year of these providers, from the rows that `tabellen` makes of each."""
    delen = []
    for praktijk in praktijken:
        rijen = _rijen(praktijk.agb, tabellen(praktijk, ronde(), definities(), ZAAD))
        frame = measure(rijen, definities(), ronde(), frozenset()).frame
        delen.append(frame[(frame["periode"] == ronde().periode) & (frame["uitsplitsing"] == TOTAAL)])
    return pd.concat(delen, ignore_index=True)


def _rijen(agb: str, tabellen: Tabellen) -> Rijen:
    eigen = {naam: tabel.assign(agb=agb, blad=naam, rij=np.arange(len(tabel)) + 2) for naam, tabel in tabellen.items()}
    trajecten = eigen["trajecten"].astype({"onvolledig": "boolean", "cqi_aangeboden": "boolean"})
    tekst = {kolom: "str" for kolom in trajecten.select_dtypes("object")}
    leeg = {f"{schaal}{deel}": np.nan for schaal in ITEMS for deel in ("", *(f"_{i}" for i in range(1, 7)))}
    cqi = eigen["cqi"].assign(**{kolom: w for kolom, w in leeg.items() if kolom not in eigen["cqi"]})
    return Rijen(
        trajecten.astype(tekst).where(trajecten.notna()),
        eigen["rom"].astype({"instrument": "str", "moment": "str"}),
        convert_cqi(cqi.astype({"versie": "str", "eenheid": "str"}), ronde()),
        NIETS,
    )
