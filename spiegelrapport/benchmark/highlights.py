"""Compared figures -> candidates for "in één oogopslag", in order of choice.

The rule. Only head figures of the reporting year, in the best fitting group, with a reliability from "voorzichtig" up.
Deviations: outside what chance gives, and still so when all figures of the report are looked at together (q at most
GRENS); the surest first. They are divided over two sides: in the direction of the figure (for a figure without
direction: higher), and the other way. Choosing alternates between the sides, beginning with the surest; when one side is
empty, its turns go to changes (the own value against the year before, surest first) and then to figures close to the
group (within chance; the most reliable of each chapter, then the next of each). So the list never holds shortfalls only.
"""

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
    return _volgorde(_beurten(eigen))[KOLOMMEN]


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


def _beurten(eigen: pd.DataFrame) -> pd.DataFrame:
    """Per row its list (0: along its direction, 1: against it, 2: the rest; NaN: none), its place there, and the reason."""
    eigen = eigen.sort_values(["agb", "q_waarde", "p_waarde", "indicator"]).reset_index(drop=True)
    buiten = eigen["toestand"].isin(["hoger", "lager"]) & (eigen["q_waarde"] <= GRENS)
    gewenst = eigen["toestand"] == eigen["richting"].where(eigen["richting"] != "geen", "hoger")
    veranderd = ~buiten & (eigen["q_verandering"] <= GRENS)
    dichtbij = ~buiten & ~veranderd & (eigen["toestand"] == "binnen")
    lijst = np.select([buiten & gewenst, buiten, veranderd | dichtbij], [0.0, 1.0, 2.0], np.nan)
    afstand = eigen["z"].abs().where(buiten)
    grootste = afstand.groupby(eigen["agb"]).rank(ascending=False, method="first") == 1
    reden = np.select(
        [grootste, buiten, veranderd], ["grootste afwijking", "zekerste afwijking", "verandering"], "dicht bij de groep"
    )
    eigen = eigen.assign(lijst=lijst, reden=reden, zekerheid=np.arange(len(eigen)), dichtbij=dichtbij)
    return _plaatsen(eigen[eigen["lijst"].notna()])


def _plaatsen(eigen: pd.DataFrame) -> pd.DataFrame:
    """The place within each list: deviations by certainty, then changes by certainty, then chapters in turn."""
    betrouwbaar = eigen.sort_values(["betrouwbaarheid", "indicator"], ascending=[False, True])
    per_hoofdstuk = betrouwbaar[betrouwbaar["dichtbij"]].groupby(["agb", "hoofdstuk"]).cumcount()
    eigen = eigen.assign(
        ronde=per_hoofdstuk.reindex(eigen.index).fillna(-1),
        sleutel=np.select(
            [eigen["lijst"] < 2, ~eigen["dichtbij"]],
            [eigen["zekerheid"], eigen["q_verandering"]],
            -eigen["betrouwbaarheid"],
        ),
    )
    eigen = eigen.sort_values(["agb", "lijst", "dichtbij", "ronde", "sleutel", "indicator"])
    return eigen.assign(plaats=eigen.groupby(["agb", "lijst"]).cumcount())


def _volgorde(eigen: pd.DataFrame) -> pd.DataFrame:
    """Lists 0 and 1 take turns, the one with the surest first; list 2 takes the turns of a list that is empty.

    Item i of a side stands at turn 2i, or 2i + 1 when the other side begins. With the sides' first free turns `laag` and
    `hoog`, the free turns are laag, laag + 2, ..., hoog - 1, and all from `hoog`.
    """
    lengte = [(eigen["lijst"] == kant).groupby(eigen["agb"]).transform("sum") for kant in (0, 1)]
    eerste = [
        eigen["zekerheid"].where(eigen["lijst"] == kant).groupby(eigen["agb"]).transform("min") for kant in (0, 1)
    ]
    nul_begint = eerste[0].fillna(np.inf) < eerste[1].fillna(np.inf)
    vrij = np.column_stack([2 * lengte[0] + ~nul_begint, 2 * lengte[1] + nul_begint])
    laag, hoog = vrij.min(axis=1), vrij.max(axis=1)
    vroeg = (hoog - laag + 1) // 2
    rest = np.where(eigen["plaats"] < vroeg, laag + 2 * eigen["plaats"], hoog + eigen["plaats"] - vroeg)
    tweede = np.where(eigen["lijst"] == 0, ~nul_begint, nul_begint)
    beurt = np.where(eigen["lijst"] == 2, rest, 2 * eigen["plaats"] + tweede)
    eigen = eigen.assign(volgorde=pd.Series(beurt, index=eigen.index).groupby(eigen["agb"]).rank().astype(int))
    return eigen[eigen["volgorde"] <= MEESTE].sort_values(["agb", "volgorde"]).reset_index(drop=True)
