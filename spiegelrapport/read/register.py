"""The analyst's own two files -> the round's settings and the register of keurmerkdragers."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import python_calamine

from spiegelrapport.definitions.strict import build, load_toml
from spiegelrapport.errors import InputError, SettingError
from spiegelrapport.model.findings import Ernst, Finding
from spiegelrapport.model.ronde import Keurmerkdrager, Ronde
from spiegelrapport.read.invitation import with_invitation
from spiegelrapport.read.register_checks import check_workbook, refuse_look_alikes
from spiegelrapport.read.round_demands import Demand, of_groups, of_thresholds, of_years
from spiegelrapport.read.waarden.cleaning import key
from spiegelrapport.spelling import single_spaced

BESTAND = "keurmerkdragers.xlsx"
KOPPEN = {
    "agb": ("agbcode", "agb"),
    "naam": ("naam", "organisatie", "zorgaanbieder", "keurmerkdrager"),
    "contactpersoon": ("contactpersoon", "contact"),
    "email": ("email", "emailadres", "mail"),
    "type": ("type", "soort"),
    "sector": ("sector",),
    "regio": ("regio",),
}


def load_ronde(map_: Path) -> Ronde:
    """The settings in `map_`/ronde.toml; anything unknown or contradictory is a SettingError."""
    pad = map_ / "ronde.toml"
    if not pad.is_file():
        raise InputError(
            "er is geen ronde.toml",
            waar=str(map_),
            tip="wijs met --ronde de map van de ronde aan, of maak er een met 'spiegelrapport nieuw MAP'",
        )
    ronde = build(Ronde, with_invitation(load_toml(pad), map_), "ronde.toml")
    for goed, bericht, tip in _demands(ronde):
        if not goed:
            raise SettingError(bericht, waar=str(pad), tip=tip)
    return ronde


def _demands(ronde: Ronde) -> list[Demand]:
    return [*of_years(ronde), *of_thresholds(ronde), *of_groups(ronde.benchmarkgroepen)]


def load_register(map_: Path) -> tuple[Mapping[str, Keurmerkdrager], tuple[Finding, ...]]:
    """agb -> Keurmerkdrager in the order of the sheet, and what deserves a look (a padded code).

    A missing file, a missing column, a row without a code and a code that occurs twice stop the run (InputError): the
    register decides who gets which report.
    """
    rijen, kop_rij = _rows(map_ / BESTAND)
    check_workbook(map_ / BESTAND, rijen, kop_rij)
    plaatsen, overig = _columns(rijen[kop_rij], map_ / BESTAND)
    dragers, findings = [], []
    for nummer, rij in enumerate(rijen[kop_rij + 1 :], start=kop_rij + 2):
        if any(_text(cel) for cel in rij):
            drager, gevonden = _keurmerkdrager(rij, nummer, plaatsen, overig)
            dragers.append(drager)
            findings += gevonden
    _refuse_doubles(dragers, map_ / BESTAND)
    return {drager.agb: drager for drager in dragers}, tuple(findings)


def _rows(pad: Path) -> tuple[Sequence[Sequence[object]], int]:
    if not pad.is_file():
        raise InputError(f"er is geen {pad.name}", waar=str(pad.parent), tip="zie input/README.md voor de kolommen")
    try:
        werkboek = python_calamine.CalamineWorkbook.from_path(str(pad))
        rijen = werkboek.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, OSError) as fout:
        raise InputError(
            f"{pad.name} is niet te lezen: {fout}", waar=str(pad), tip="bewaar het opnieuw als Excel-werkmap"
        ) from None
    for nummer, rij in enumerate(rijen):
        if {key(_text(cel)) for cel in rij} & set(KOPPEN["agb"]):
            return rijen, nummer
    raise InputError("er is geen kolom AGB-code", waar=str(pad), tip=f"nodig zijn: {', '.join(KOPPEN)}")


def _columns(koppen: Sequence[object], pad: Path) -> tuple[dict[str, int], dict[str, int]]:
    normaal = [key(_text(kop)) for kop in koppen]
    plaatsen = {naam: plek for naam, namen in KOPPEN.items() for plek, kop in enumerate(normaal) if kop in namen}
    ontbreekt = [naam for naam in KOPPEN if naam not in plaatsen]
    if ontbreekt:
        raise InputError(
            f"in {pad.name} ontbreekt de kolom {', '.join(ontbreekt)}",
            waar=f"{pad.name}, eerste blad",
            tip=f"gevonden: {', '.join(_text(kop) for kop in koppen if _text(kop))}",
        )
    verder = [(_text(kop).lower(), plek) for plek, kop in enumerate(koppen) if _text(kop)]
    overig = [(kop, plek) for kop, plek in verder if plek not in plaatsen.values()]
    refuse_look_alikes(pad, [kop for kop, _ in overig], [naam for namen in KOPPEN.values() for naam in namen])
    return plaatsen, dict(overig)


def _keurmerkdrager(
    rij: Sequence[object], nummer: int, plaatsen: Mapping[str, int], overig: Mapping[str, int]
) -> tuple[Keurmerkdrager, list[Finding]]:
    velden = {naam: _text(rij[plek]) for naam, plek in plaatsen.items()}
    cijfers = re.sub(r"\D", "", velden["agb"])
    if not 7 <= len(cijfers) <= 8 or not velden["naam"]:
        raise InputError(
            "een rij zonder geldige AGB-code of zonder naam",
            waar=f"{BESTAND}, rij {nummer}",
            tip="een AGB-code heeft 8 cijfers; bewaar de kolom als tekst",
        )
    findings = []
    if len(cijfers) == 7:
        findings.append(
            _finding(
                "G001",
                "de AGB-code had 7 cijfers; er is een 0 voor gezet",
                "bewaar de kolom AGB-code als tekst",
                nummer,
                "AGB-code",
            )
        )
    velden["agb"] = cijfers.zfill(8)
    kenmerken = {naam: _text(rij[plek]) for naam, plek in overig.items()}
    return Keurmerkdrager(**velden, kenmerken=kenmerken, rij=nummer), findings


def _finding(code: str, bericht: str, herstel: str, rij: int, kolom: str) -> Finding:
    return Finding(code, Ernst.LET_OP, bericht, herstel, BESTAND, kolom=kolom, rijen=(rij,), aantal=1)


def _refuse_doubles(dragers: Sequence[Keurmerkdrager], pad: Path) -> None:
    for wat, waarden in (
        ("AGB-code", [drager.agb for drager in dragers]),
        ("naam", [drager.naam.casefold() for drager in dragers]),
    ):
        dubbel = [waarde for waarde, aantal in Counter(waarden).items() if aantal > 1]
        if dubbel:
            rijen = [str(drager.rij) for drager, waarde in zip(dragers, waarden, strict=True) if waarde == dubbel[0]]
            raise InputError(
                f"de {wat} {dubbel[0]} staat meer dan eens in {pad.name}",
                waar=f"rij {' en '.join(rijen)}",
                tip="houd één rij per keurmerkdrager over",
            )
    if not dragers:
        raise InputError(
            f"{pad.name} bevat geen keurmerkdragers",
            waar=str(pad),
            tip="vul onder de koppen een rij per keurmerkdrager in",
        )


def _text(cel: object) -> str:
    """A cell as NFC text without outer or doubled spaces: one practice in two spellings is one practice."""
    if isinstance(cel, float) and cel.is_integer():
        cel = int(cel)
    return single_spaced(str(cel if cel is not None else ""))
