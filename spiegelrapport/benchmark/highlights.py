"""Compared figures -> candidates for "in één oogopslag", in order of choice.

The rule. Only head figures of the reporting year, in the best fitting group, with a reliability from "voorzichtig" up.
Deviations: outside what chance gives, and still so when all figures of the report are looked at together (q at most
GRENS); the surest first. They are divided over two sides: in the direction of the figure (for a figure without
direction: higher), and the other way. Choosing alternates between the sides, beginning with the surest; when one side is
empty, its turns go to changes (the own value against the year before, surest first) and then to figures close to the
group (within chance; the most reliable of each chapter, then the next of each). So the list never holds shortfalls only.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from scipy import special

from spiegelrapport.benchmark.meervoud import benjamini_hochberg
from spiegelrapport.definitions.schema import Definities
from spiegelrapport.model.cijfers import SLEUTEL, TOTAAL, Meetwaarden
from spiegelrapport.model.ronde import Ronde

REGEL = (
    "afwijkingen die ook bij dit aantal cijfers niet bij toeval passen, om en om met en tegen de richting, de zekerste eerst; "
    "is één kant op, dan een verandering ten opzichte van vorig jaar, en dan een betrouwbaar cijfer dicht bij de groep"
)
GRENS = 0.10  # of the deviations chosen, at most a tenth is expected to be chance
MEESTE = 12  # candidates per report, more than are shown, so that disclose can skip what it suppresses
KOLOMMEN = ["agb", "groep", *SLEUTEL, "toestand", "reden", "q_waarde", "volgorde"]
BREUKJAREN = {"cqi-2021": 2021, "zorgprestatiemodel-2022": 2022}  # the first year behind the break


def kop(frame: pd.DataFrame, definities: Definities, ronde: Ronde) -> "np.typing.NDArray[np.bool_]":
    """Rows that the report compares: head figures, whole reporting year. The mix repeats other figures and stays out."""
    koppen = {i.code: i.maten[0].code for i in definities.indicatoren.values() if i.grafiek != "mix"}
    hoofd = frame["maat"].to_numpy() == frame["indicator"].map(koppen).to_numpy()
    nu = (frame["periode"] == ronde.periode) & (frame["uitsplitsing"] == TOTAAL)
    return np.asarray(hoofd & nu.to_numpy(), bool)


def kandidaten(
    vergelijkingen: pd.DataFrame,
    meetwaarden: Meetwaarden,
    definities: Definities,
    ronde: Ronde,
    eerste: "pd.Series[str]",
) -> pd.DataFrame:
    """`eerste`: agb -> its best fitting group."""
    if vergelijkingen.empty:
        return pd.DataFrame(columns=KOLOMMEN)
    eigen = vergelijkingen[kop(vergelijkingen, definities, ronde)]
    eigen = eigen[(eigen["gebruik"] != "beschrijven") & (eigen["groep"] == eigen["agb"].map(eerste))]
    eigen = eigen[eigen["toestand"].notna()]
    eigen = eigen.merge(veranderingen(meetwaarden, definities, ronde), on=["agb", *SLEUTEL], how="left")
    per_code = definities.indicatoren
    eigen = eigen.assign(
        richting=[per_code[code].richting for code in eigen["indicator"]],
        hoofdstuk=[per_code[code].hoofdstuk for code in eigen["indicator"]],
    )
    delen = [_voor_een(rijen) for _, rijen in eigen.groupby("agb", sort=True)]
    return pd.concat(delen, ignore_index=True)[KOLOMMEN] if delen else pd.DataFrame(columns=KOLOMMEN)


def veranderingen(meetwaarden: Meetwaarden, definities: Definities, ronde: Ronde) -> pd.DataFrame:
    """q-value of the change of each own head figure against the year before, over the report; none across a break."""
    frame = meetwaarden.frame
    nu = frame[kop(frame, definities, ronde)]
    vorig = frame[(frame["periode"] == str(ronde.verslagjaar - 1)) & (frame["uitsplitsing"] == TOTAAL)]
    samen = nu.merge(vorig, on=["agb", "indicator", "maat", "uitsplitsing"], suffixes=("", "_vorig"))
    breekt = {
        code for code, i in definities.indicatoren.items() if ronde.verslagjaar in {BREUKJAREN[b] for b in i.breuken}
    }
    samen = samen[~samen["indicator"].isin(breekt)]
    fout = np.sqrt((samen["variantie"] + samen["variantie_vorig"]).to_numpy(np.float64))
    stap = (samen["waarde"] - samen["waarde_vorig"]).to_numpy(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        p = np.where(fout > 0, 2 * special.ndtr(-np.abs(stap / fout)), np.nan)
    familie = pd.factorize(samen["agb"])[0].astype(np.int64)
    return samen[["agb", *SLEUTEL]].assign(q_verandering=benjamini_hochberg(p, familie))


def _voor_een(rijen: pd.DataFrame) -> pd.DataFrame:
    rijen = rijen.sort_values(["q_waarde", "p_waarde", "indicator"]).reset_index(drop=True)
    buiten = rijen["toestand"].isin(["hoger", "lager"]) & (rijen["q_waarde"] <= GRENS)
    gewenst = rijen["toestand"] == rijen["richting"].where(rijen["richting"] != "geen", "hoger")
    veranderd = rijen[~buiten & (rijen["q_verandering"] <= GRENS)].sort_values(["q_verandering", "indicator"])
    dichtbij = rijen[~buiten & (rijen["toestand"] == "binnen")].drop(index=veranderd.index, errors="ignore")
    dichtbij = dichtbij.sort_values(["betrouwbaarheid", "indicator"], ascending=[False, True])
    dichtbij = dichtbij.assign(beurt=dichtbij.groupby("hoofdstuk").cumcount()).sort_values("beurt", kind="stable")
    overig = [(plek, "verandering") for plek in veranderd.index] + [
        (plek, "dicht bij de groep") for plek in dichtbij.index
    ]
    grootste = int(rijen["z"].abs().where(buiten, -1).to_numpy().argmax()) if buiten.any() else None
    kanten = [list(rijen.index[buiten & gewenst]), list(rijen.index[buiten & ~gewenst])]
    gekozen = list(_om_en_om(kanten, overig, grootste))[:MEESTE]
    uit = rijen.loc[[plek for plek, _ in gekozen]]
    return uit.assign(reden=[reden for _, reden in gekozen], volgorde=np.arange(1, len(gekozen) + 1))


def _om_en_om(
    kanten: list[list[int]], overig: list[tuple[int, str]], grootste: int | None
) -> Iterator[tuple[int, str]]:
    """Positions with the reason for choosing; positions are in order of certainty, so the lower index is the surer."""
    beurt = 0 if kanten[0] and (not kanten[1] or kanten[0][0] < kanten[1][0]) else 1
    while kanten[0] or kanten[1] or overig:
        if kanten[beurt]:
            plek = kanten[beurt].pop(0)
            yield plek, "grootste afwijking" if plek == grootste else "zekerste afwijking"
        elif overig:
            yield overig.pop(0)
        beurt = 1 - beurt
