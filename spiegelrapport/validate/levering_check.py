"""One levering judged: every rule over every row, then the rows that may count."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from spiegelrapport.definitions.schema import Definities
from spiegelrapport.dutch import procent
from spiegelrapport.model.findings import Ernst, Finding
from spiegelrapport.model.leveringen import TABELNAMEN, UITGESLOTEN, CheckedLevering, Levering
from spiegelrapport.model.ronde import Keurmerkdrager, Ronde
from spiegelrapport.validate.all_rules import RULES
from spiegelrapport.validate.empty_tables import completed
from spiegelrapport.validate.hours import hours_to_minutes
from spiegelrapport.validate.jumps import with_key_figures
from spiegelrapport.validate.lost_values import ACCEPT, lost_values
from spiegelrapport.validate.rule import Hit, Rule, RuleInput
from spiegelrapport.validate.scoring import convert_cqi, convert_rom

JAARKOLOMMEN = {"trajecten": ("einddatum", "begindatum"), "rom": ("datum",), "cqi": ("datum",)}
GEEN_FOUT = frozenset(["B006", "R104", "S001"])  # rows that rightly do not count
MINSTENS_RIJEN = 10  # under this a share of excluded rows says nothing
TE_VEEL = "X601"
TABEL_WEG = "K001"  # rows of a table that is left out whole: that has a finding of its own


def check(
    levering: Levering,
    register: Mapping[str, Keurmerkdrager],
    definities: Definities,
    ronde: Ronde,
    vorige: Mapping[str, float] | None = None,
) -> CheckedLevering:
    """The levering of a known keurmerkdrager; `vorige` are the key figures of its levering last year.

    Precondition: `levering.agb` is in the register (check_alle sees to it).
    """
    agb = levering.agb
    assert agb is not None
    assert agb in register
    eigen_ronde = replace(
        ronde,
        scoring=tuple(keuze for keuze in ronde.scoring if keuze.agb == agb),
        kolomkeuze=tuple(keuze for keuze in ronde.kolomkeuze if keuze.agb == agb),
    )
    tabellen = _omgerekend(completed(levering.tabellen, definities.exports), definities, eigen_ronde)
    invoer = RuleInput(tabellen, definities, eigen_ronde, vorige or {}, gelezen=_handed_over(levering))
    codes = {naam: np.full(len(rijen), "", dtype=object) for naam, rijen in tabellen.items()}
    findings = list(levering.findings)
    gewist = dict(tabellen)
    for regel in (regel for regel in RULES if not regel.heel):
        for naam in filter(lambda naam: len(tabellen[naam]), regel.tabellen):
            for treffer in regel.treffers(tabellen[naam], invoer):
                findings += _findings(regel, treffer, naam, tabellen[naam], levering)
                _process(regel, treffer, naam, gewist, codes)
    over = {naam: rijen[codes[naam] == ""] for naam, rijen in gewist.items()}
    uitgesloten = _uitgesloten(levering, tabellen, codes)
    findings += _over_het_geheel(levering, with_key_figures(replace(invoer, tabellen=over)))
    findings += _te_veel(levering, uitgesloten, ronde)
    findings += lost_values(levering, findings, definities, ronde)
    akkoord = _akkoord(findings, over, ronde, agb)
    _bewijs(levering, over, uitgesloten)
    return CheckedLevering(
        agb=agb,
        bestand=levering.bestand,
        tabellen=over,
        uitgesloten=uitgesloten,
        findings=tuple(findings),
        rijen_gelezen=levering.rijen_gelezen,
        akkoord=akkoord,
    )


def _handed_over(levering: Levering) -> dict[str, int]:
    """Rows read per table, of the tables that reading did not leave out whole."""
    return {naam: gelezen for naam, gelezen in levering.rijen_gelezen.items() if naam in levering.tabellen}


def _omgerekend(tabellen: dict[str, pd.DataFrame], definities: Definities, ronde: Ronde) -> dict[str, pd.DataFrame]:
    return tabellen | {
        "trajecten": hours_to_minutes(tabellen["trajecten"], ronde),
        "rom": convert_rom(tabellen["rom"], dict(definities.instrumenten), ronde),
        "cqi": convert_cqi(tabellen["cqi"], ronde),
    }


def _process(
    regel: Rule, treffer: Hit, naam: str, gewist: dict[str, pd.DataFrame], codes: dict[str, np.ndarray]
) -> None:
    """What the rule does to the rows; a row keeps the first code that excludes it."""
    if regel.gevolg == "uitsluiten":
        codes[naam][treffer.masker & (codes[naam] == "")] = regel.code
    elif regel.gevolg == "wissen":
        kolom = treffer.kolom or regel.kolom
        gewist[naam] = gewist[naam].assign(**{kolom: gewist[naam][kolom].mask(treffer.masker)})


def _findings(regel: Rule, treffer: Hit, tabel: str, rijen: pd.DataFrame, levering: Levering) -> list[Finding]:
    """One finding per sheet that the hit rows are on; a rule that speaks of no rows gives one."""
    heel = not len(treffer.masker)
    geraakt = rijen["blad"] if heel else rijen.loc[treffer.masker, "blad"]
    groepen = [(None, geraakt)] if heel else geraakt.groupby(geraakt, sort=False)
    kolom = treffer.kolom or regel.kolom
    return [
        Finding(
            code=regel.code,
            ernst=regel.ernst,
            bericht=regel.bericht.format(**treffer.woorden),
            herstel=regel.herstel.format(**treffer.woorden),
            bestand=levering.bestand,
            blad=None if blad is None else str(blad),
            kolom=levering.koppen.get((tabel, kolom), kolom) or None,
            rijen=() if regel.heel else tuple(map(int, groep.index)),
            aantal=len(groep),
            besluit=regel.besluit.format(**treffer.woorden),
        )
        for blad, groep in groepen
    ]


def _over_het_geheel(levering: Levering, invoer: RuleInput) -> list[Finding]:
    return [
        finding
        for regel in RULES
        if regel.heel
        for naam in regel.tabellen
        for treffer in regel.treffers(invoer.tabellen[naam], invoer)
        for finding in _findings(regel, treffer, naam, invoer.tabellen[naam], levering)
    ]


def _uitgesloten(
    levering: Levering, tabellen: Mapping[str, pd.DataFrame], codes: Mapping[str, np.ndarray]
) -> pd.DataFrame:
    redenen = {regel.code: regel.reden for regel in RULES}
    delen = [levering.uitgesloten]
    for naam, rijen in tabellen.items():
        welke = codes[naam] != ""
        weg = rijen[welke]
        deel = {
            "tabel": naam,
            "blad": weg["blad"].to_numpy(),
            "rij": weg.index.to_numpy(),
            "code": codes[naam][welke],
            "reden": [redenen[code] for code in codes[naam][welke]],
            "jaar": _jaren(weg, naam),
        }
        delen.append(pd.DataFrame(deel, columns=list(UITGESLOTEN)))
    gevuld = [deel for deel in delen if len(deel)]
    leeg = pd.DataFrame(columns=list(UITGESLOTEN)).astype({"rij": "int64", "jaar": "Int64"})
    return pd.concat(gevuld, ignore_index=True) if gevuld else leeg


def _jaren(rijen: pd.DataFrame, tabel: str) -> Any:
    eerste, *overige = JAARKOLOMMEN[tabel]
    datums = rijen[eerste]
    for kolom in overige:
        datums = datums.fillna(rijen[kolom])
    return datums.dt.year.astype("Int64").array


def _te_veel(levering: Levering, uitgesloten: pd.DataFrame, ronde: Ronde) -> list[Finding]:
    """A table that loses more than the round's share of rows waits for the analyst."""
    grens = ronde.drempels.uitgesloten_maximaal
    geaccepteerd = levering.agb in ronde.geaccepteerd
    if "trajecten" not in levering.tabellen:
        return []  # what keeps that table out has been said, and the others cannot do without it
    fout = uitgesloten[~uitgesloten["code"].isin(GEEN_FOUT | {TABEL_WEG})]
    findings = []
    for tabel, gelezen in levering.rijen_gelezen.items():
        weg = int((fout["tabel"] == tabel).sum())
        if gelezen >= MINSTENS_RIJEN and weg / gelezen > grens:
            findings.append(
                Finding(
                    TE_VEEL,
                    Ernst.LET_OP if geaccepteerd else Ernst.BLOKKEREND,
                    f"Van {TABELNAMEN[tabel]} is {procent(weg / gelezen)} van de rijen uitgesloten; de grens is {procent(grens)}.",
                    "Herstel de rijen en lever opnieuw aan, of laat ons weten waarom dit zo hoort.",
                    levering.bestand,
                    aantal=weg,
                    besluit=ACCEPT,
                )
            )
    return findings


def _akkoord(findings: list[Finding], over: Mapping[str, pd.DataFrame], ronde: Ronde, agb: str) -> bool:
    """No blocking finding, or blocking findings that the analyst accepts and trajecten to report on."""
    blokkeert = any(finding.ernst is Ernst.BLOKKEREND for finding in findings)
    return len(over["trajecten"]) > 0 and (not blokkeert or agb in ronde.geaccepteerd)


def _bewijs(levering: Levering, over: Mapping[str, pd.DataFrame], uitgesloten: pd.DataFrame) -> None:
    """Conservation: every row read is used or excluded with a reason."""
    weg = uitgesloten["tabel"].value_counts()
    for tabel, gelezen in levering.rijen_gelezen.items():
        gebruikt = len(over[tabel]) if tabel in over else len(levering.tabellen.get(tabel, ()))
        assert gelezen == gebruikt + weg.get(tabel, 0), f"{tabel}: {gelezen} rijen gelezen"
