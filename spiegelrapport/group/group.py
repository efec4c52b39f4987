"""Meetwaarden -> Benchmark: who is in which group, the groups' figures, and the parameters of everybody."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from spiegelrapport.definitions.schema import Definities
from spiegelrapport.group.choice import choose, make_groepen
from spiegelrapport.group.groepscijfers import PERCENTIELEN, haalbaar, pool, richtingen, verdeling
from spiegelrapport.group.parameters import KOLOMMEN, parameters
from spiegelrapport.group.ranked_values import RankedValues, make_waarden
from spiegelrapport.group.value_matrices import Array, ValueMatrices, make_matrices
from spiegelrapport.model.cijfers import SLEUTEL, Benchmark, Groepscijfers, Meetwaarden
from spiegelrapport.model.ronde import Groep, GroepKeuze, Keurmerkdrager, Ronde

GROEPSCIJFERS = [
    "groep",
    *SLEUTEL,
    "k",
    "n",
    "teller",
    "noemer",
    "gepoold",
    "p10",
    "p25",
    "p50",
    "p75",
    "p90",
    "haalbaar",
]


def group(
    meetwaarden: Meetwaarden, register: Mapping[str, Keurmerkdrager], definities: Definities, ronde: Ronde
) -> Benchmark:
    """One pass per group that a report compares with, all figures at once."""
    groepen = make_groepen(register, meetwaarden, ronde)
    keuzes = choose(groepen, ronde)
    matrices = make_matrices(meetwaarden.frame)
    waarden = make_waarden(meetwaarden.verdelingen, matrices)
    gebruikt = [groep for groep in groepen if any(groep.id in keuze.groepen for keuze in keuzes.values())]
    cijfers = [_van_groep(groep, matrices, waarden, definities, ronde) for groep in gebruikt]
    return Benchmark(
        meetwaarden=meetwaarden,
        groepscijfers=Groepscijfers(_samen(cijfers)),
        parameters=_parameters(groepen[-1], matrices, waarden, definities),
        groepen=groepen,
        keuzes=_aanwezig(keuzes, matrices.agbs),
    )


def _van_groep(
    groep: Groep, matrices: ValueMatrices, waarden: RankedValues, definities: Definities, ronde: Ronde
) -> pd.DataFrame:
    leden, gepoold = _leden(groep, matrices, waarden)
    frame = verdeling(leden, gepoold, ronde.drempels.clienten_per_cijfer)
    frame = frame.assign(groep=groep.id, haalbaar=haalbaar(leden, richtingen(leden, definities)))
    frame.loc[frame["indicator"].isin(definities.kenmerken), list(PERCENTIELEN)] = np.nan
    return frame[frame["k"] > 0]


def _parameters(allen: Groep, matrices: ValueMatrices, waarden: RankedValues, definities: Definities) -> pd.DataFrame:
    leden, gepoold = _leden(allen, matrices, waarden)
    frame = parameters(leden, gepoold, definities) if len(matrices.sleutels) else pd.DataFrame(columns=KOLOMMEN)
    mee = (frame["k"] > 0) & ~frame["indicator"].isin(definities.kenmerken)  # who the clients are is not compared
    return frame[mee].reset_index(drop=True)


def _leden(groep: Groep, matrices: ValueMatrices, waarden: RankedValues) -> tuple[ValueMatrices, Array]:
    kolommen = matrices.leden(groep.leden)
    leden = matrices.kolom(kolommen)
    return leden, np.asarray(pool(leden, waarden.van(kolommen)))


def _aanwezig(keuzes: Mapping[str, GroepKeuze], agbs: tuple[str, ...]) -> dict[str, GroepKeuze]:
    return {agb: keuze for agb, keuze in keuzes.items() if agb in agbs}


def _samen(frames: list[pd.DataFrame]) -> pd.DataFrame:
    gevuld = [frame for frame in frames if len(frame)]
    samen = pd.concat(gevuld, ignore_index=True) if gevuld else pd.DataFrame(columns=GROEPSCIJFERS)
    return samen.reindex(columns=GROEPSCIJFERS)
