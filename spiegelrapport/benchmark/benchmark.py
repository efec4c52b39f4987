"""Meetwaarden -> Benchmark: groups, their figures, and everybody's place in them."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from spiegelrapport.benchmark import groepen as groepering
from spiegelrapport.benchmark.matrices import maak_matrices
from spiegelrapport.benchmark.meervoud import benjamini_hochberg, kop
from spiegelrapport.benchmark.vergelijken import van_groep
from spiegelrapport.benchmark.waarden import maak_waarden
from spiegelrapport.definitions.schema import Definities
from spiegelrapport.model.cijfers import SLEUTEL, Benchmark, Groepscijfers, Meetwaarden, Vergelijkingen
from spiegelrapport.model.ronde import GroepKeuze, Keurmerkdrager, Ronde

GROEPSCIJFERS = [
    "groep", *SLEUTEL, "k", "n", "teller", "noemer", "gepoold", "p10", "p25", "p50", "p75", "p90", "doel", "phi", "tau2",
    "overdispersie", "haalbaar",
]  # fmt: skip
VERGELIJKINGEN = [
    "agb", "groep", *SLEUTEL, "verschil", "verschil_onder", "verschil_boven", "kans95_onder", "kans95_boven",
    "kans998_onder", "kans998_boven", "toestand", "betrouwbaarheid", "gebruik", "geschat", "verwacht", "positie_onder",
    "positie_boven", "p_waarde", "q_waarde",
]  # fmt: skip


def benchmark(
    meetwaarden: Meetwaarden, register: Mapping[str, Keurmerkdrager], definities: Definities, ronde: Ronde
) -> Benchmark:
    """Compare everybody with the groups of their report: one pass per group, all figures and all zorgaanbieders at once."""
    groepen = groepering.maak_groepen(register, meetwaarden, ronde)
    keuzes = groepering.kies(groepen, ronde)
    matrices = maak_matrices(meetwaarden.frame)
    waarden = maak_waarden(meetwaarden.verdelingen, matrices)
    gebruikt = [groep for groep in groepen if any(groep.id in keuze.groepen for keuze in keuzes.values())]
    paren = [
        van_groep(
            groep,
            [agb for agb, keuze in keuzes.items() if groep.id in keuze.groepen],
            matrices,
            waarden,
            meetwaarden.strata,
            definities,
            ronde,
        )
        for groep in gebruikt
    ]
    cijfers = _samen([paar[0] for paar in paren], GROEPSCIJFERS)
    vergelijkingen = _met_q(_samen([paar[1] for paar in paren], VERGELIJKINGEN), definities, ronde)
    return Benchmark(
        meetwaarden=meetwaarden,
        groepscijfers=Groepscijfers(cijfers),
        vergelijkingen=Vergelijkingen(vergelijkingen),
        groepen=groepen,
        keuzes=_aanwezig(keuzes, matrices.agbs),
    )


def _met_q(vergelijkingen: pd.DataFrame, definities: Definities, ronde: Ronde) -> pd.DataFrame:
    """q over the figures that a report compares (not those it only describes), per report and group."""
    mee = kop(vergelijkingen, definities, ronde) & (vergelijkingen["gebruik"] != "beschrijven").to_numpy()
    p = np.where(mee, vergelijkingen["p_waarde"].to_numpy(np.float64), np.nan)
    familie = np.asarray(vergelijkingen.groupby(["agb", "groep"], sort=True).ngroup(), np.int64)
    return vergelijkingen.assign(q_waarde=benjamini_hochberg(p, familie))


def _aanwezig(keuzes: Mapping[str, GroepKeuze], agbs: tuple[str, ...]) -> dict[str, GroepKeuze]:
    return {agb: keuze for agb, keuze in keuzes.items() if agb in agbs}


def _samen(frames: list[pd.DataFrame], kolommen: list[str]) -> pd.DataFrame:
    gevuld = [frame for frame in frames if len(frame)]
    samen = pd.concat(gevuld, ignore_index=True) if gevuld else pd.DataFrame(columns=kolommen)
    return samen.reindex(columns=kolommen)
