"""deelnemers.xlsx of a meeting -> Deelnemers, and what is wrong per row: without valid consent nobody is named."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import python_calamine

from spiegelrapport.errors import InputError, suggestion
from spiegelrapport.model.findings import Ernst, Finding
from spiegelrapport.model.spiegelbijeenkomst import Deelnemer, Spiegelbijeenkomst, Toestemming
from spiegelrapport.read.waarden.cleaning import key
from spiegelrapport.spelling import single_spaced

BESTAND = "deelnemers.xlsx"
KOPPEN = {
    "agb": "AGB-code", "persoon": "Persoon", "email": "E-mail", "ruimte": "Ruimte", "wens": "Wens",
    "toestemming": "Toestemming", "sinds": "Datum toestemming", "ingetrokken": "Ingetrokken op",
}  # fmt: skip
TOESTEMMING: Mapping[str, Toestemming] = {"op naam": "op naam", "zonder naam": "zonder naam", "niet": "niet"}
ADRES = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
DAG = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})")


def load_participants(
    map_: Path, bijeenkomst: Spiegelbijeenkomst, register: Collection[str]
) -> tuple[tuple[Deelnemer, ...], tuple[Finding, ...]]:
    """The rows of `map_`/deelnemers.xlsx, and a Finding for every row or cell that does not count.

    A row without a known AGB-code is left out. Consent counts when it has a valid date not after the meeting and is not
    withdrawn; otherwise it is "niet", and where that is a mistake rather than a wish a Finding says so. A file that
    cannot be read or lacks a heading is an InputError.
    """
    deelnemers: list[Deelnemer] = []
    findings: list[Finding] = []
    for nummer, velden in _rows(map_ / BESTAND):
        agb = _agb(velden["agb"])
        if agb not in register:
            tip = suggestion(agb, sorted(register)) if agb else "vul de AGB-code uit keurmerkdragers.xlsx in"
            findings.append(_finding("D001", f"onbekende AGB-code '{agb}'; deze rij telt niet mee", tip, nummer, "agb"))
        elif agb in {ander.agb for ander in deelnemers}:
            findings.append(
                _finding("D002", f"{agb} staat er al; deze rij telt niet mee", "houd één rij over", nummer, "agb")
            )
        else:
            deelnemer, gevonden = _participant(agb, nummer, velden, bijeenkomst)
            deelnemers.append(deelnemer)
            findings += gevonden
    return tuple(deelnemers), tuple(findings)


def empty_rooms(map_: Path) -> dict[str, str]:
    """AGB-code -> the place ('D5') of its cell *Ruimte*, of the rows where nothing stands there, nothing unknown either."""
    pad = map_ / BESTAND
    rijen = _rows(pad)
    kolom = column_letter(_places(_sheet(pad)[0], pad)["ruimte"]) if rijen else ""
    leeg: dict[str, str] = {}
    for nummer, velden in rijen:
        if not _text(velden["ruimte"]):
            leeg.setdefault(_agb(velden["agb"]), f"{kolom}{nummer}")
    return leeg


def column_letter(plek: int) -> str:
    """0 -> 'A', 26 -> 'AA'."""
    return (column_letter(plek // 26 - 1) if plek >= 26 else "") + chr(65 + plek % 26)


def _participant(
    agb: str, nummer: int, velden: Mapping[str, object], bijeenkomst: Spiegelbijeenkomst
) -> tuple[Deelnemer, list[Finding]]:
    findings: list[Finding] = []
    ruimtes = {}
    for veld in ("ruimte", "wens"):
        ruimtes[veld] = _text(velden[veld])
        if ruimtes[veld] and ruimtes[veld] not in bijeenkomst.ruimtes:
            tip = suggestion(ruimtes[veld], list(bijeenkomst.ruimtes))
            findings.append(_finding("D003", f"onbekende ruimte '{ruimtes[veld]}'", tip, nummer, veld))
            ruimtes[veld] = ""
    toestemming, bezwaar = _consent(velden, bijeenkomst.dag, nummer)
    findings += bezwaar
    persoon, email = _text(velden["persoon"]), _text(velden["email"])
    if not ADRES.fullmatch(email):
        wat = f"'{email}' is geen e-mailadres" if email else "het e-mailadres ontbreekt"
        findings.append(
            _finding("D009", f"{wat}; de papieren worden wel gemaakt", "vul naam@domein.nl in", nummer, "email")
        )
    weg = bool(_text(velden["ingetrokken"]))
    return Deelnemer(agb, persoon, email, ruimtes["ruimte"], ruimtes["wens"], toestemming, nummer, weg), findings


def _consent(velden: Mapping[str, object], dag: date, nummer: int) -> tuple[Toestemming, list[Finding]]:
    """What the row allows; anything in 'Ingetrokken op', readable or not, withdraws: doubt never names anybody."""
    tekst = _text(velden["toestemming"]).lower()
    if not tekst:
        return "niet", [
            _finding("D004", "de toestemming ontbreekt", "kies een waarde; tot dan: niet", nummer, "toestemming")
        ]
    if tekst not in TOESTEMMING:
        tip = suggestion(tekst, list(TOESTEMMING))
        return "niet", [
            _finding("D005", f"onbekende toestemming '{tekst}'; er geldt: niet", tip, nummer, "toestemming")
        ]
    if _text(velden["ingetrokken"]):
        return "niet", _withdrawal(velden["ingetrokken"], nummer)
    if tekst == "niet":
        return "niet", []
    sinds = _day(velden["sinds"])
    if sinds is None:
        bericht = "de datum van de toestemming ontbreekt of is niet te lezen; er geldt: niet"
        return "niet", [_finding("D006", bericht, "vul een datum in als 13-05-2027", nummer, "sinds")]
    if sinds > dag:
        bericht = "de toestemming is van na de bijeenkomst; er geldt: niet"
        return "niet", [_finding("D007", bericht, "kijk de datum na", nummer, "sinds")]
    return TOESTEMMING[tekst], []


def _withdrawal(cel: object, nummer: int) -> list[Finding]:
    if _day(cel) is not None:
        return []
    bericht = "deze datum is niet te lezen; de toestemming geldt als ingetrokken"
    return [_finding("D008", bericht, "vul een datum in als 13-05-2027, of maak de cel leeg", nummer, "ingetrokken")]


def _rows(pad: Path) -> list[tuple[int, dict[str, object]]]:
    if not pad.is_file():
        raise InputError(
            f"er is geen {BESTAND}",
            waar=str(pad.parent),
            tip="maak de bijeenkomst opnieuw onder een andere naam en neem het bestand over",
        )
    rijen = _sheet(pad)
    plaatsen = _places(rijen[0] if rijen else [], pad)
    gevuld = [(nummer, rij) for nummer, rij in enumerate(rijen[1:], start=2) if any(_text(cel) for cel in rij)]
    return [(nummer, {veld: rij[plek] for veld, plek in plaatsen.items()}) for nummer, rij in gevuld]


def _sheet(pad: Path) -> list[list[object]]:
    try:
        boek = python_calamine.CalamineWorkbook.from_path(str(pad))
        return [list(rij) for rij in boek.get_sheet_by_index(0).to_python(skip_empty_area=False)]
    except (python_calamine.CalamineError, OSError) as fout:
        raise InputError(
            f"{BESTAND} is niet te lezen: {fout}", waar=str(pad), tip="bewaar het opnieuw als Excel-werkmap"
        ) from None


def _places(koppen: Sequence[object], pad: Path) -> dict[str, int]:
    normaal = [key(_text(kop)) for kop in koppen]
    for kop in KOPPEN.values():
        if normaal.count(key(kop)) != 1:
            raise InputError(
                f"de kolom {kop} hoort er precies één keer te zijn",
                waar=f"{pad.name}, eerste blad, rij 1",
                tip=f"nodig zijn: {', '.join(KOPPEN.values())}",
            )
    return {veld: normaal.index(key(kop)) for veld, kop in KOPPEN.items()}


def _agb(cel: object) -> str:
    """Excel eats the leading zero; anything else that is no code stays as it stands, to be shown."""
    tekst = _text(cel)
    return tekst.zfill(8) if tekst.isdecimal() else tekst


def _day(cel: object) -> date | None:
    """A date cell, or dd-mm-jjjj as text; None for everything else."""
    if isinstance(cel, datetime):
        return cel.date()
    if isinstance(cel, date):
        return cel
    gevonden = DAG.fullmatch(_text(cel))
    if not gevonden:
        return None
    dag, maand, jaar = map(int, gevonden.groups())
    try:
        return date(jaar, maand, dag)
    except ValueError:
        return None


def _text(cel: object) -> str:
    if isinstance(cel, float) and cel.is_integer():
        cel = int(cel)
    return single_spaced(str(cel if cel is not None else ""))


def _finding(code: str, bericht: str, herstel: str, nummer: int, veld: str) -> Finding:
    return Finding(code, Ernst.LET_OP, bericht, herstel, BESTAND, kolom=KOPPEN[veld], rijen=(nummer,), aantal=1)
