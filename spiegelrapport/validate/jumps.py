"""Sudden jumps against last year: in volume, mean and missing. A question, never an error."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from spiegelrapport.dutch import getal, procent
from spiegelrapport.model.findings import Ernst
from spiegelrapport.validate.rule import Hit, RuleInput, rule
from spiegelrapport.validate.scoring import CQI_SCHALEN

MINSTENS = 30  # trajecten in both years; under this a jump is chance
CQI_CIJFERS = (*CQI_SCHALEN, "rapportcijfer")
ONTBREKEND_VANAF = 0.1  # a missing share that rises by less is no jump


def key_figures(tabellen: Mapping[str, pd.DataFrame], jaar: int) -> dict[str, float]:
    """What is compared with another year: numbers of rows, mean minutes, shares missing. NaN where nothing counts."""
    trajecten = tabellen["trajecten"]
    dit_jaar = trajecten[(trajecten["einddatum"].dt.year == jaar).fillna(False)]
    minuten = dit_jaar["minuten_direct"]
    vragenlijsten = tabellen["cqi"][(tabellen["cqi"]["datum"].dt.year == jaar).fillna(False)]
    return {
        "trajecten": float(len(dit_jaar)),
        "rom": float((tabellen["rom"]["datum"].dt.year == jaar).sum()),
        "cqi": float((tabellen["cqi"]["datum"].dt.year == jaar).sum()),
        "minuten": float(minuten.mean()) if minuten.notna().any() else np.nan,
        "zonder minuten": float(minuten.isna().mean()) if len(minuten) else np.nan,
        "zonder prestatie": float(dit_jaar["prestatie_geleverd"].isna().mean()) if len(minuten) else np.nan,
        "zonder intakedatum": float(dit_jaar["intakedatum"].isna().mean()) if len(minuten) else np.nan,
        **{gevuld_naam("trajecten", naam): _gevuld(dit_jaar, [naam]) for naam in dit_jaar},
        **{gevuld_naam("cqi", naam): _gevuld(vragenlijsten, _draagt(tabellen["cqi"], naam)) for naam in CQI_CIJFERS},
    }


def gevuld_naam(tabel: str, kolom: object) -> str:
    """What the share of rows that hold this column is called among the key figures."""
    return f"gevuld {tabel}.{kolom}"


def _gevuld(rijen: pd.DataFrame, namen: Sequence[object]) -> float:
    return float(rijen[list(namen)].notna().any(axis=1).mean()) if len(rijen) else 0.0


def _draagt(cqi: pd.DataFrame, schaal: str) -> list[str]:
    """The columns that give a scale: its score, or the answers it is made of."""
    return [naam for naam in cqi.columns if naam == schaal or (naam.startswith(f"{schaal}_") and naam[-1].isdigit())]


def with_key_figures(invoer: RuleInput) -> RuleInput:
    """This year's key figures beside last year's: those of the previous round, else those in this levering."""
    jaar = invoer.ronde.verslagjaar
    nu = key_figures(invoer.tabellen, jaar)
    return replace(invoer, nu=nu, vorige=invoer.vorige or key_figures(invoer.tabellen, jaar - 1))


def _sprong(nu: float, toen: float, drempel: float) -> bool:
    return bool(toen > 0 and abs(nu / toen - 1) > drempel)


def _sprong_in_telling(nu: float, toen: float, drempel: float) -> bool:
    return max(nu, toen) >= MINSTENS and _sprong(nu, toen, drempel)


def _meld(
    rijen: pd.DataFrame, invoer: RuleInput, namen: Mapping[str, str], fout: Callable[[float, float], bool]
) -> Iterator[Hit]:
    nu, toen, jaar = invoer.nu, invoer.vorige, invoer.ronde.verslagjaar
    if not len(rijen) or min(nu["trajecten"], toen.get("trajecten", 0)) < MINSTENS:
        return
    for naam, woord in namen.items():
        als = procent if naam.startswith("zonder") else getal
        if naam in toen and fout(nu[naam], toen[naam]):
            woorden = {"wat": woord, "jaar": jaar, "nu": als(nu[naam]), "vorig": jaar - 1, "toen": als(toen[naam])}
            yield Hit(np.ones(len(rijen), dtype=bool), woorden)


SPRONG = "Het aantal {wat} in {jaar} is {nu}; in {vorig} was dat {toen}."


@rule(
    "R401", "trajecten", "", Ernst.VRAAG,
    heel=True,
    bericht=SPRONG,
    herstel="Klopt dit? Controleer of de export de hele periode bevat.",
)  # fmt: skip
def sprong_in_aantal(trajecten: pd.DataFrame, invoer: RuleInput) -> Iterator[Hit]:
    drempel = invoer.ronde.drempels.sprong
    namen = {"trajecten": "afgesloten trajecten", "rom": "ROM-metingen", "cqi": "CQi-vragenlijsten"}
    yield from _meld(trajecten, invoer, namen, lambda nu, toen: _sprong_in_telling(nu, toen, drempel))


@rule(
    "R402", "trajecten", "minuten_direct", Ernst.VRAAG,
    heel=True,
    bericht="Het gemiddelde aantal directe minuten in {jaar} is {nu}; in {vorig} was dat {toen}.",
    herstel="Klopt dit? Controleer of de minuten op dezelfde manier zijn geteld.",
)  # fmt: skip
def sprong_in_minuten(trajecten: pd.DataFrame, invoer: RuleInput) -> Iterator[Hit]:
    drempel = invoer.ronde.drempels.sprong
    yield from _meld(trajecten, invoer, {"minuten": "minuten"}, lambda nu, toen: _sprong(nu, toen, drempel))


@rule(
    "R403", "trajecten", "", Ernst.VRAAG,
    heel=True,
    bericht="In {jaar} is {nu} van de afgesloten trajecten {wat}; in {vorig} was dat {toen}.",
    herstel="Klopt dit? Controleer of de export deze kolom nog vult.",
)  # fmt: skip
def sprong_in_ontbrekend(trajecten: pd.DataFrame, invoer: RuleInput) -> Iterator[Hit]:
    namen = {naam: naam for naam in ("zonder minuten", "zonder prestatie", "zonder intakedatum")}
    yield from _meld(trajecten, invoer, namen, lambda nu, toen: bool(nu - toen > ONTBREKEND_VANAF))
