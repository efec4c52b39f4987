"""Makes rows as validate would hand them over: each builder makes a valid row and changes one thing."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

import pandas as pd

from spiegelrapport.definitions.load import load_definities
from spiegelrapport.definitions.schema import Definities
from spiegelrapport.model.leveringen import TABELLEN, Rijen
from spiegelrapport.model.ronde import Drempels, Ronde

AGB = "06000001"
PEILDATUM = date(2026, 4, 1)


@cache
def definities() -> Definities:
    return load_definities(PEILDATUM)


def ronde(**anders: Any) -> Ronde:
    waarden: dict[str, Any] = {"naam": "proef", "verslagjaar": 2025, "eerste_jaar": 2020, "peildatum": PEILDATUM}
    return Ronde(**(waarden | {"drempels": Drempels()} | anders))


def traject(**anders: Any) -> dict[str, Any]:
    return {
        "agb": AGB, "blad": "Behandeltrajecten", "client_id": "C1", "traject_id": "T1",
        "aanmelddatum": "2025-01-06", "intakedatum": "2025-01-20", "behandelstart": "2025-02-03",
        "begindatum": "2025-01-20", "einddatum": "2025-06-09", "prestatie_verwacht": "GBG03",
        "prestatie_geleverd": "GBG03", "zorgvraagtype": "ZT04", "minuten_direct": 400, "minuten_indirect": 80,
        "minuten_ehealth": 0, "onvolledig": False, "reden_sluiten": "regulier", "afspraken_gepland": 8,
        "afspraken_no_show": 0, "leeftijdsgroep": "25-44", "diagnosehoofdstuk": "D5_4", "cqi_aangeboden": True,
        "rom_toegepast": True,
    } | anders  # fmt: skip


def meting(moment: str = "voor", score: float | None = 70, **anders: Any) -> dict[str, Any]:
    datum = "2025-01-20" if moment == "voor" else "2025-06-09"
    return {
        "agb": AGB, "blad": "ROM", "client_id": "C1", "traject_id": "T1", "instrument": "OQ45", "moment": moment,
        "datum": datum, "score": score,
    } | anders  # fmt: skip


def vragenlijst(**anders: Any) -> dict[str, Any]:
    items = {f"{schaal}_{nummer}": None for schaal, nummers in ITEMS.items() for nummer in range(1, nummers + 1)}
    return {
        "agb": AGB, "blad": "CQi", "vragenlijst_id": "V1", "traject_id": "T1", "datum": "2025-06-12", "versie": "5.1",
        "eenheid": "1-5", "bejegening": 5, "informatie": 4, "samen_beslissen": 4.5, "uitvoering": 4.5,
        "rapportcijfer": 8,
    } | items | anders  # fmt: skip


ITEMS = {"bejegening": 2, "informatie": 2, "samen_beslissen": 3, "uitvoering": 3}
BLANCO = {"trajecten": traject, "rom": meting, "cqi": vragenlijst}
DATUMS = {
    "trajecten": ("aanmelddatum", "intakedatum", "behandelstart", "begindatum", "einddatum"),
    "rom": ("datum",),
    "cqi": ("datum",),
}
JA_NEE = ("onvolledig", "cqi_aangeboden", "rom_toegepast")


def rijen(
    trajecten: Sequence[dict[str, Any]] = (),
    rom: Sequence[dict[str, Any]] = (),
    cqi: Sequence[dict[str, Any]] = (),
    uitgesloten: Sequence[dict[str, Any]] = (),
) -> Rijen:
    """The rows as typed frames; Excel rows are numbered from 2, per table."""
    delen = {naam: _frame(naam, lijst) for naam, lijst in zip(TABELLEN, (trajecten, rom, cqi), strict=True)}
    weg = pd.DataFrame(list(uitgesloten), columns=["agb", "tabel", "blad", "rij", "code", "reden", "jaar"])
    return Rijen(**delen, uitgesloten=weg.astype({"jaar": "float64"}))


def _frame(naam: str, lijst: Sequence[dict[str, Any]]) -> pd.DataFrame:
    leeg = list(BLANCO[naam]())
    frame = pd.DataFrame(list(lijst), columns=[*leeg, *({k for rij in lijst for k in rij} - set(leeg))])
    frame = frame.assign(**{kolom: pd.to_datetime(frame[kolom]) for kolom in DATUMS[naam]})
    if "rij" not in frame:
        frame = frame.assign(rij=range(2, len(frame) + 2))
    frame = frame.assign(**{kolom: frame[kolom].astype("boolean") for kolom in JA_NEE if kolom in frame})
    teksten = set(leeg) & {
        "agb",
        "client_id",
        "traject_id",
        "instrument",
        "moment",
        "versie",
        "eenheid",
        "vragenlijst_id",
    }
    teksten |= set(leeg) & {
        "prestatie_verwacht",
        "prestatie_geleverd",
        "reden_sluiten",
        "leeftijdsgroep",
        "diagnosehoofdstuk",
    }
    frame = frame.astype({kolom: "str" for kolom in teksten})
    getallen = set(leeg) - teksten - set(DATUMS[naam]) - set(JA_NEE) - {"blad", "zorgvraagtype"}
    return frame.assign(**{kolom: pd.to_numeric(frame[kolom]).astype("float64") for kolom in getallen})
