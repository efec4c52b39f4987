"""How long measure and benchmark take on a round of many rows: python benchmarks/measure.py [ROWS ...]

Rows are trajecten (40%), ROM measurements (45%) and CQi forms (15%) of 200 zorgaanbieders as skewed as in practice, over
six years. Each size runs in a process of its own; memory is the peak of that process, with the input frames as the floor.
"""

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from spiegelrapport.definitions.load import load_definities
from spiegelrapport.group import group
from spiegelrapport.measure import kleine_aanbieders, measure
from spiegelrapport.model.leveringen import Rijen
from spiegelrapport.model.ronde import Groepsregel, Keurmerkdrager, Ronde

ZORGAANBIEDERS = 200
PEILDATUM = date(2026, 4, 1)
GROEPEN = (
    Groepsregel("omvang", "Omvang {waarde}", "banden", cijfer="trajecten", grenzen=(50, 120, 300, 900)),
    Groepsregel("type", "Type {waarde}", "kolom", kolom="type"),
    Groepsregel("allen", "Alle zorgaanbieders", "allen"),
)
CODES = ["180001", "180002", "180003", "180004", "GBG02", "GBG03", "GBG04", "GBG05"]


def main(sizes: list[int]) -> None:
    if len(sizes) > 1:
        for size in sizes:
            subprocess.run([sys.executable, Path(__file__), str(size)], check=True)
        return
    rijen = maak_rijen(sizes[0], np.random.default_rng(1))
    floor = _peak_mb()
    ronde = Ronde("bank", 2025, 2020, PEILDATUM, benchmarkgroepen=GROEPEN)
    definities = load_definities(PEILDATUM)
    kleine, _ = _timed(lambda: kleine_aanbieders(rijen, ronde))
    meetwaarden, cpu_measure = _timed(lambda: measure(rijen, definities, ronde, kleine))
    peak_measure = _peak_mb()
    register = {
        agb: Keurmerkdrager(agb, f"Praktijk {agb}", "", "", "instelling" if i % 3 == 0 else "vrijgevestigd", "", "")
        for i, agb in enumerate(_agbs())
    }
    uitkomst, cpu_benchmark = _timed(lambda: group(meetwaarden, register, definities, ronde))
    print(
        f"{sizes[0]:>11,} rows: measure {cpu_measure:6.1f} CPU s, benchmark {cpu_benchmark:5.1f} CPU s; "
        f"peak {peak_measure:,.0f} MB (input frames {floor:,.0f} MB), after benchmark {_peak_mb():,.0f} MB; "
        f"{len(meetwaarden.frame):,} figures, {len(uitkomst.groepscijfers.frame):,} group figures"
    )


def maak_rijen(size: int, rng: np.random.Generator) -> Rijen:
    aantal = int(size * 0.40)
    gewicht = rng.lognormal(0, 1.4, ZORGAANBIEDERS)
    wie = rng.choice(ZORGAANBIEDERS, aantal, p=gewicht / gewicht.sum())
    begin = np.datetime64("2019-10-01") + rng.integers(0, 2200, aantal).astype("timedelta64[D]")
    intake = begin - rng.integers(0, 5, aantal).astype("timedelta64[D]")
    minuten = np.round(rng.gamma(6, 70, aantal))
    ids = pd.Series(np.arange(aantal)).astype(str)
    trajecten = pd.DataFrame(
        {
            "agb": pd.Series(_agbs()).iloc[wie].reset_index(drop=True),
            "blad": "Behandeltrajecten",
            "rij": np.arange(aantal) + 2,
            "traject_id": ids,
            "aanmelddatum": intake - rng.integers(1, 70, aantal).astype("timedelta64[D]"),
            "intakedatum": intake,
            "behandelstart": intake + rng.integers(0, 90, aantal).astype("timedelta64[D]"),
            "begindatum": begin,
            "einddatum": begin + rng.integers(40, 400, aantal).astype("timedelta64[D]"),
            "prestatie_verwacht": _kies(rng, CODES, aantal),
            "prestatie_geleverd": _kies(rng, CODES, aantal),
            "minuten_direct": minuten,
            "minuten_indirect": np.round(minuten / 4),
            "minuten_ehealth": np.round(minuten * rng.choice([0, 0, 0.1, 0.3], aantal)),
            "onvolledig": pd.array(rng.random(aantal) < 0.1, dtype="boolean"),
            "reden_sluiten": _kies(rng, ["regulier", "doorverwezen_sggz", "terug_huisarts", "overig"], aantal),
            "afspraken_gepland": rng.integers(4, 14, aantal).astype(float),
            "afspraken_no_show": rng.binomial(6, 0.06, aantal).astype(float),
            "leeftijdsgroep": _kies(rng, ["18-24", "25-44", "45-64", "65+"], aantal),
            "diagnosehoofdstuk": _kies(rng, [f"D5_{i}" for i in range(1, 9)], aantal),
            "cqi_aangeboden": pd.array(rng.random(aantal) < 0.8, dtype="boolean"),
        }
    )
    return Rijen(trajecten, _rom(size, trajecten, rng), _cqi(size, trajecten, rng), _niets())


def _rom(size: int, trajecten: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Pairs of one instrument per traject: every zorgaanbieder has its own list."""
    aantal = int(size * 0.45) // 2
    plek = rng.permutation(len(trajecten))[:aantal]
    lijsten = {"OQ45": 180, "BSI": 4, "SQ48": 148, "HoNOS12": 48, "MANSA": 7}  # and the top of the scale
    welke = (trajecten["agb"].str[-2:].astype(int) % len(lijsten)).to_numpy()[plek]
    instrument, top = np.array(list(lijsten))[welke], np.array(list(lijsten.values()))[welke]
    voor = trajecten.iloc[plek]
    delen = [
        pd.DataFrame(
            {
                "agb": voor["agb"].to_numpy(),
                "blad": "ROM",
                "traject_id": voor["traject_id"].to_numpy(),
                "instrument": instrument,
                "moment": moment,
                "datum": voor["begindatum" if moment == "voor" else "einddatum"].to_numpy(),
                "score": np.round(
                    top * rng.normal(0.5 if moment == "voor" else 0.35, 0.12, len(plek)).clip(0.15, 1), 2
                ),
            }
        )
        for moment in ("voor", "na")
    ]
    rom = pd.concat(delen, ignore_index=True)
    return rom.assign(rij=np.arange(len(rom)) + 2).astype({"instrument": "str", "moment": "str"})


def _cqi(size: int, trajecten: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    aantal = int(size * 0.15)
    bij = trajecten.iloc[rng.permutation(len(trajecten))[:aantal]]
    datum = bij["einddatum"].to_numpy()
    schalen = {
        naam: (9 + rng.binomial(6, 0.85, len(bij))) / 3
        for naam in ("bejegening", "informatie", "samen_beslissen", "uitvoering")
    }
    return pd.DataFrame(
        {
            "agb": bij["agb"].to_numpy(),
            "blad": "CQi",
            "rij": np.arange(len(bij)) + 2,
            "traject_id": bij["traject_id"].to_numpy(),
            "datum": datum,
            "versie": np.where(datum < np.datetime64("2021-01-01"), "AMB", "5.1"),
            "eenheid": "1-5",
            **schalen,
            **{f"{naam}_{i}": np.nan for naam in schalen for i in (1, 2, 3)},
            "rapportcijfer": rng.integers(6, 11, len(bij)).astype(float),
        }
    ).astype({"versie": "str", "eenheid": "str"})


def _niets() -> pd.DataFrame:
    return pd.DataFrame(columns=["agb", "tabel", "blad", "rij", "code", "reden", "jaar"]).astype({"jaar": "float64"})


def _kies(rng: np.random.Generator, keuzes: list[str], aantal: int) -> "pd.Series[str]":
    return pd.Series(keuzes).iloc[rng.integers(0, len(keuzes), aantal)].reset_index(drop=True)


def _agbs() -> list[str]:
    return [f"06{i:06d}" for i in range(ZORGAANBIEDERS)]


def _timed(wat: Callable[[], Any]) -> tuple[Any, float]:
    begin = time.process_time()
    return wat(), time.process_time() - begin


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main([int(arg) for arg in sys.argv[1:]] or [1_000_000, 10_000_000])
