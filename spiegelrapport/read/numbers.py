"""Numbers of trajecten that lost their leading zeros on one sheet, brought back to how the trajecten write them."""

import pandas as pd

from spiegelrapport.model.findings import Finding
from spiegelrapport.read.remarks import find

KOLOM, KOP = "traject_id", "Traject ID"


def restore(tabellen: dict[str, pd.DataFrame], bestand: str) -> tuple[dict[str, pd.DataFrame], list[Finding]]:
    """Only where it is certain: the number is unknown as it stands, and known without zeros exactly once."""
    if KOLOM not in tabellen.get("trajecten", ()):
        return tabellen, []
    bekend = tabellen["trajecten"][KOLOM].dropna().drop_duplicates()
    kaal = bekend.set_axis(bekend.str.lstrip("0"))
    eenduidig = kaal[~kaal.index.duplicated(keep=False)]
    if not len(eenduidig):
        return tabellen, []
    findings: list[Finding] = []
    uit = dict(tabellen)
    for naam, rijen in tabellen.items():
        if naam == "trajecten" or not len(rijen):
            continue
        zelfde = pd.Series(rijen[KOLOM].to_numpy(dtype=object)).isin(bekend.to_numpy(dtype=object))  # much quicker
        vreemd = rijen[KOLOM].notna() & ~zelfde.to_numpy()
        gevonden = rijen.loc[vreemd, KOLOM].str.lstrip("0").map(eenduidig).dropna()
        if len(gevonden):
            nummers = rijen[KOLOM].to_numpy(dtype=object, copy=True)
            hersteld = vreemd.to_numpy().nonzero()[0][rijen.loc[vreemd, KOLOM].str.lstrip("0").isin(eenduidig.index)]
            nummers[hersteld] = gevonden.to_numpy()
            uit[naam] = rijen.assign(**{KOLOM: pd.array(nummers, dtype="str")})
            findings += [
                find("W012", bestand, blad=str(blad), kolom=KOP, rijen=tuple(map(int, groep.index)))
                for blad, groep in rijen.iloc[hersteld].groupby("blad", sort=False)
            ]
    return uit, findings
