"""Appointments of an agenda export to trajecten: minutes, numbers of appointments and no-shows, summed per traject."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from spiegelrapport.dutch import aantal
from spiegelrapport.model.client_numbers import numbers_differ, other_client
from spiegelrapport.model.findings import Finding
from spiegelrapport.read.remarks import MELDINGEN, find
from spiegelrapport.read.table_result import leave_out

SOMMEN = ("minuten_direct", "minuten_indirect", "minuten_ehealth", "afspraken_gepland", "afspraken_no_show")
NIET_DOORGEGAAN = ("no_show", "afgezegd")


@dataclass(frozen=True, slots=True)
class Sum:
    """`trajecten` with the sums filled in where they were missing; `sessies` are the appointments that counted."""

    trajecten: pd.DataFrame
    sessies: pd.DataFrame
    uitgesloten: pd.DataFrame
    findings: tuple[Finding, ...]


def add_up(
    sessies: pd.DataFrame,
    trajecten: pd.DataFrame | None,
    trajectkolommen: Sequence[str],
    peildatum: date,
    bestand: str,
) -> Sum:
    """Without a sheet of trajecten the appointments must carry their traject's own columns, and make them."""
    trajecten = make_trajecten(sessies, trajectkolommen) if trajecten is None else trajecten
    sessies = sessies.assign(traject_id=belongs_to(sessies, trajecten))
    anders, vergeleken = other_client(sessies, trajecten)
    eigen_nummers = numbers_differ(anders, vergeleken)
    codes = np.full(len(sessies), "", dtype=object)
    codes[_zonder_aanwezigen(sessies)] = "S004"
    codes[anders & (not eigen_nummers)] = "S005"
    codes[~sessies["traject_id"].isin(trajecten["traject_id"]).to_numpy()] = "S002"
    codes[(sessies["datum"] > pd.Timestamp(peildatum)).to_numpy()] = "S001"
    telt = sessies[codes == ""]
    sommen = sum_per_traject(telt)
    aangevuld = fill_up(trajecten, sommen)
    findings = [
        find(
            "S003",
            bestand,
            blad=", ".join(sessies["blad"].unique()),
            aantal=len(telt),
            afspraken=aantal(len(telt), "afspraak is", "afspraken zijn"),
            trajecten=aantal(len(sommen), "traject", "trajecten"),
        )
    ]
    findings += [
        find(code, bestand, blad=blad, rijen=tuple(map(int, groep.index)), peildatum=f"{peildatum:%d-%m-%Y}")
        for code in ("S001", "S002", "S004", "S005")
        for blad, groep in sessies[codes == code].groupby("blad", sort=True)
    ]
    if eigen_nummers:
        findings += [
            find("S006", bestand, blad=str(blad), rijen=tuple(map(int, groep.index)), kolom="Cliënt ID")
            for blad, groep in sessies[anders].groupby("blad", sort=True)
        ]
    redenen = [MELDINGEN[code].reden if code else "" for code in codes]
    return Sum(aangevuld, telt, leave_out(sessies, "sessies", codes, redenen), tuple(findings))


def make_trajecten(sessies: pd.DataFrame, kolommen: Sequence[str]) -> pd.DataFrame:
    """One row per traject: the first value that any of its appointments holds; its row number is the first one's.

    Minutes and counts stay open: they are sums.
    """
    met = sessies[sessies["traject_id"].notna()]
    groepen = met.reset_index().groupby("traject_id", sort=False)
    eerste = groepen.first().reset_index().set_index("rij")
    leeg = {naam: np.nan for naam in SOMMEN if naam in kolommen}
    return eerste[["blad", *kolommen]].assign(**leeg)


def belongs_to(sessies: pd.DataFrame, trajecten: pd.DataFrame) -> pd.Series:
    """The traject of each appointment: by its own number, otherwise the client's traject that was open that day."""
    eigen = sessies["traject_id"].where(sessies["traject_id"].isin(trajecten["traject_id"]))
    open_ = eigen.isna() & sessies["client_id"].notna() & sessies["datum"].notna()
    if not open_.any() or not sessies["traject_id"].isna().any():
        return sessies["traject_id"].astype("str")
    vraag = sessies.loc[open_, ["client_id", "datum"]].assign(plaats=np.flatnonzero(open_))
    kandidaten = vraag.merge(
        trajecten[["client_id", "traject_id", "begindatum", "einddatum"]], on="client_id", how="inner"
    )
    binnen = (kandidaten["datum"] >= kandidaten["begindatum"]) & ~(kandidaten["datum"] > kandidaten["einddatum"])
    laatste = kandidaten[binnen].sort_values("begindatum").drop_duplicates("plaats", keep="last")
    gevuld = sessies["traject_id"].to_numpy(dtype=object, copy=True)
    gevuld[laatste["plaats"].to_numpy()] = laatste["traject_id"].to_numpy()
    return pd.Series(gevuld, index=sessies.index, dtype="str")


def minuten(sessies: pd.DataFrame) -> pd.DataFrame:
    """Per appointment: direct, indirect and eHealth minutes of this client.

    A group's minutes are divided by those present; an appointment that did not take place has none.
    """
    duur = sessies["duur"].fillna(sessies["eindtijd"] - sessies["begintijd"])
    duur = duur.where(duur >= 0, duur + 24 * 60)  # past midnight
    soort = sessies["soort"]
    direct = sessies["minuten_direct"].fillna(duur.where(soort.isna() | soort.isin(["direct", "groep", "ehealth"])))
    indirect = sessies["minuten_indirect"].fillna(duur.where(soort == "indirect"))
    ehealth = sessies["minuten_ehealth"].fillna(duur.where(soort == "ehealth"))
    aanwezig = sessies["aanwezigen"].where(sessies["aanwezigen"] >= 1, 1)
    vond_plaats = ~sessies["status"].isin(NIET_DOORGEGAAN)
    return pd.DataFrame(
        {
            naam: (waarde / aanwezig).where(vond_plaats, 0.0)
            for naam, waarde in (
                ("minuten_direct", direct),
                ("minuten_indirect", indirect),
                ("minuten_ehealth", ehealth),
            )
        }
    )


def sum_per_traject(sessies: pd.DataFrame) -> pd.DataFrame:
    """Index traject_id, columns SOMMEN. What no appointment holds stays missing. Indirect time is no appointment."""
    is_afspraak = (sessies["soort"] != "indirect").fillna(True).astype(bool) & (sessies["status"] != "afgezegd").fillna(
        True
    ).astype(bool)
    per_sessie = minuten(sessies).assign(
        traject_id=sessies["traject_id"],
        afspraken_gepland=is_afspraak.astype(float),
        afspraken_no_show=(is_afspraak & (sessies["status"] == "no_show").fillna(False).astype(bool)).astype(float),
    )
    sommen = per_sessie.groupby("traject_id", sort=False)[list(SOMMEN)].sum(min_count=1)
    return sommen if sessies["status"].notna().any() else sommen.assign(afspraken_no_show=np.nan)


def fill_up(trajecten: pd.DataFrame, sommen: pd.DataFrame) -> pd.DataFrame:
    """A value that the sheet of trajecten gives itself stays."""
    nieuw: dict[str, Any] = {}
    for naam in SOMMEN:
        waarden = trajecten["traject_id"].map(sommen[naam]).astype("float64")
        nieuw[naam] = trajecten[naam].fillna(waarden)
    return trajecten.assign(**nieuw)


def _zonder_aanwezigen(sessies: pd.DataFrame) -> Any:
    groep = (sessies["soort"] == "groep").fillna(False).to_numpy(dtype=bool)
    return groep & ~(sessies["aanwezigen"] >= 1).to_numpy()
