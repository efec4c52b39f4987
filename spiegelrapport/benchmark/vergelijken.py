"""Everything of one benchmarkgroep: its figures, and every reader's own figures beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from spiegelrapport.benchmark.casemix import verwacht
from spiegelrapport.benchmark.groepscijfers import PERCENTIELEN, haalbaar, pool, verdeling
from spiegelrapport.benchmark.kans import Kans, eenheidsvariantie, kansgrenzen
from spiegelrapport.benchmark.krimp import MINSTENS, krimp
from spiegelrapport.benchmark.matrices import Array, Matrices
from spiegelrapport.benchmark.verschil import verschillen
from spiegelrapport.benchmark.waarden import Waarden
from spiegelrapport.definitions.schema import Definities, Maat, Richting
from spiegelrapport.model.cijfers import SLEUTEL
from spiegelrapport.model.ronde import Drempels, Groep, Ronde

Kolom = Array | npt.NDArray[np.object_]


@dataclass(frozen=True)
class Eigenschappen:
    """What the definitions say about each figure (a row of Matrices)."""

    schaal: Array
    richting: "pd.Series[str]"


def eigenschappen(matrices: Matrices, definities: Definities) -> Eigenschappen:
    """Scale and direction per figure, the maat's own where it has one."""
    schalen: list[tuple[float, float]] = []
    richtingen: list[Richting] = []
    maten: Mapping[tuple[str, str], Maat] = {
        (indicator.code, maat.code): maat for indicator in definities.indicatoren.values() for maat in indicator.maten
    }
    for code, maat in zip(matrices.sleutels["indicator"], matrices.sleutels["maat"], strict=True):
        indicator, eigen = definities.indicatoren[code], maten[code, maat]
        schalen.append(eigen.schaal or indicator.schaal)
        richtingen.append(eigen.richting or indicator.richting)
    return Eigenschappen(np.array(schalen, np.float64).reshape(-1, 2), pd.Series(richtingen, dtype="object"))


def van_groep(
    groep: Groep,
    lezers: Sequence[str],
    matrices: Matrices,
    waarden: Waarden,
    strata: pd.DataFrame,
    definities: Definities,
    ronde: Ronde,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rows of Groepscijfers (all periods) and of Vergelijkingen (the reporting period, for `lezers`)."""
    kolommen = matrices.leden(groep.leden)
    leden, samen = matrices.kolom(kolommen), waarden.van(kolommen)
    gepoold = pool(leden, samen)
    eenheid = eenheidsvariantie(leden, gepoold)
    kenmerk = eigenschappen(matrices, definities)
    kans = kansgrenzen(matrices, leden, gepoold, eenheid, kenmerk.schaal)
    groepscijfers = verdeling(leden, gepoold).assign(
        groep=groep.id,
        doel=gepoold,
        phi=kans.overdispersie.phi,
        tau2=kans.overdispersie.tau2,
        overdispersie=kans.overdispersie.used,
        haalbaar=haalbaar(leden, kenmerk.richting),
    )
    nu = (matrices.sleutels["periode"] == ronde.periode).to_numpy(bool)
    eigen = _naast(matrices, leden, nu, gepoold, eenheid, kans, samen.mediaan_variantie(), ronde.drempels)
    lang = _lang(matrices, nu, eigen, lezers).assign(groep=groep.id)
    norm = verwacht(strata, groep.leden)
    lang = lang.assign(verwacht=norm.reindex(pd.MultiIndex.from_frame(lang[["agb", *SLEUTEL]])).to_numpy(np.float64))
    groepscijfers.loc[groepscijfers["indicator"].isin(definities.kenmerken), list(PERCENTIELEN)] = np.nan
    return groepscijfers[groepscijfers["k"] > 0], lang


def _naast(
    matrices: Matrices,
    leden: Matrices,
    nu: npt.NDArray[np.bool_],
    gepoold: Array,
    eenheid: Array,
    kans: Kans,
    v_mediaan: Array,
    drempels: Drempels,
) -> dict[str, Kolom]:
    """The columns of Vergelijkingen as matrices, for the figures of the reporting period."""
    allen, groep, doel = matrices.deel(nu), leden.deel(nu), gepoold[nu]
    verschil, onder, boven = verschillen(allen, groep, doel, eenheid[nu], v_mediaan[nu])
    beeld = krimp(allen, groep, doel, eenheid[nu])
    genoeg = (np.isfinite(groep.waarde).sum(axis=1) >= MINSTENS)[:, None] & np.isfinite(allen.waarde)
    (laag95, hoog95), (laag998, hoog998) = (tuple(grens[nu] for grens in paar) for paar in kans.limieten.values())
    gebruik = _gebruik(beeld.betrouwbaarheid, drempels)
    p = np.where(genoeg, kans.p_waarde[nu], np.nan)
    toestand = np.full(allen.waarde.shape, None, object)
    toestand[genoeg & ~np.isnan(p)] = "binnen"
    toestand[genoeg & (allen.waarde > hoog95)] = "hoger"
    toestand[genoeg & (allen.waarde < laag95)] = "lager"
    return {
        "verschil": verschil,
        "verschil_onder": onder,
        "verschil_boven": boven,
        "kans95_onder": np.where(genoeg, laag95, np.nan),
        "kans95_boven": np.where(genoeg, hoog95, np.nan),
        "kans998_onder": np.where(genoeg, laag998, np.nan),
        "kans998_boven": np.where(genoeg, hoog998, np.nan),
        "toestand": toestand,
        "betrouwbaarheid": beeld.betrouwbaarheid,
        "gebruik": gebruik,
        "geschat": beeld.geschat,
        "positie_onder": beeld.positie_onder,
        "positie_boven": beeld.positie_boven,
        "p_waarde": p,
    }


def _gebruik(betrouwbaarheid: Array, drempels: Drempels) -> npt.NDArray[np.object_]:
    """What a reader may do with a figure; a reliability that cannot be estimated means: describe."""
    return np.select(
        [betrouwbaarheid >= drempels.betrouwbaar_vergelijken, betrouwbaarheid >= drempels.betrouwbaar_beschrijven],
        ["vergelijken", "voorzichtig"],
        "beschrijven",
    ).astype(object)


def _lang(
    matrices: Matrices, nu: npt.NDArray[np.bool_], eigen: Mapping[str, Kolom], lezers: Sequence[str]
) -> pd.DataFrame:
    """Matrices -> one row per reader and figure that the reader has."""
    kolommen = pd.Index(matrices.agbs).get_indexer(pd.Index(list(lezers)))
    kolommen = kolommen[kolommen >= 0]
    waarde = matrices.waarde[nu][:, kolommen]
    rij, kolom = np.nonzero(np.isfinite(waarde))
    sleutels = matrices.sleutels[nu].reset_index(drop=True)[SLEUTEL].iloc[rij].reset_index(drop=True)
    agb = np.array(matrices.agbs, object)[kolommen[kolom]]
    return sleutels.assign(
        agb=agb, **{naam: np.asarray(matrix)[:, kolommen][rij, kolom] for naam, matrix in eigen.items()}
    )
