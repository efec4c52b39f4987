"""A clean levering as frames, to change one thing in and check."""

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from spiegelrapport.definitions.load import load_definities
from spiegelrapport.model.findings import Finding
from spiegelrapport.model.leveringen import CheckedLevering, Levering
from spiegelrapport.model.ronde import Keurmerkdrager, Ronde
from spiegelrapport.validate.empty_tables import empty_table
from spiegelrapport.validate.levering_check import check

AGB = "06012345"
RONDE = Ronde("toets", 2025, 2020, date(2026, 4, 1))
DEFINITIES = load_definities(RONDE.peildatum)
REGISTER = {AGB: Keurmerkdrager(AGB, "Praktijk Toets", "Jan", "jan@toets.example", "vrijgevestigd", "ggz", "west")}
TRAJECT: dict[str, Any] = {
    "agb": AGB, "client_id": "C1", "traject_id": "T1", "aanmelddatum": "2025-01-10", "intakedatum": "2025-02-01",
    "behandelstart": "2025-02-20", "begindatum": "2025-02-01", "einddatum": "2025-08-01",
    "prestatie_verwacht": "GBG03", "prestatie_geleverd": "GBG03", "zorgvraagtype": "ZT04", "minuten_direct": 400.0,
    "minuten_indirect": 80.0, "minuten_ehealth": 30.0, "onvolledig": False, "reden_sluiten": "regulier",
    "afspraken_gepland": 8.0, "afspraken_no_show": 1.0, "leeftijdsgroep": "25-44", "diagnosehoofdstuk": "D5_4",
    "cqi_aangeboden": True, "rom_toegepast": True,
}  # fmt: skip
METING: dict[str, Any] = {
    "client_id": "C1", "traject_id": "T1", "instrument": "OQ45", "moment": "voor", "datum": "2025-02-03", "score": 80.0
}  # fmt: skip
NAMETING = METING | {"moment": "na", "datum": "2025-07-30", "score": 60.0}
VRAGENLIJST: dict[str, Any] = {
    "vragenlijst_id": "V1", "traject_id": "T1", "datum": "2025-08-01", "versie": "5.1", "eenheid": "1-5",
    "bejegening": 4.8, "informatie": 4.3, "samen_beslissen": 4.5, "uitvoering": 4.4, "rapportcijfer": 8.0,
}  # fmt: skip


def traject(**anders: Any) -> dict[str, Any]:
    return TRAJECT | anders


def meting(**anders: Any) -> dict[str, Any]:
    return METING | anders


def vragenlijst(**anders: Any) -> dict[str, Any]:
    return VRAGENLIJST | anders


def tabel(naam: str, rijen: list[dict[str, Any]]) -> pd.DataFrame:
    """The rows with all declared columns and types; the first row is Excel row 2."""
    export = next(export for export in DEFINITIES.exports.values() if export.tabel == naam)
    leeg = empty_table(export)
    frame = pd.DataFrame([{"blad": export.blad} | rij for rij in rijen], columns=leeg.columns)
    for kolom in leeg.columns:
        if leeg[kolom].dtype.kind == "M":
            frame[kolom] = pd.to_datetime(frame[kolom].astype(object))
    frame = frame.astype(leeg.dtypes.to_dict())
    return frame.set_axis(pd.RangeIndex(2, len(rijen) + 2, name="rij"))


def levering(
    trajecten: list[dict[str, Any]] | None = None,
    rom: list[dict[str, Any]] | None = None,
    cqi: list[dict[str, Any]] | None = None,
    **anders: Any,
) -> Levering:
    """One clean traject with a pair of measurements and a questionnaire, unless told otherwise."""
    tabellen = {
        "trajecten": tabel("trajecten", [traject()] if trajecten is None else trajecten),
        "rom": tabel("rom", [METING, NAMETING] if rom is None else rom),
        "cqi": tabel("cqi", [vragenlijst()] if cqi is None else cqi),
    }
    gewoon = Levering(f"{AGB}.xlsx", AGB, tabellen, {naam: len(t) for naam, t in tabellen.items()}, ())
    return replace(gewoon, **anders)


def gecontroleerd(
    trajecten: list[dict[str, Any]] | None = None,
    rom: list[dict[str, Any]] | None = None,
    cqi: list[dict[str, Any]] | None = None,
    ronde: Ronde = RONDE,
    vorige: dict[str, float] | None = None,
) -> CheckedLevering:
    return check(levering(trajecten, rom, cqi), REGISTER, DEFINITIES, ronde, vorige)


def bevinding(checked: CheckedLevering, code: str) -> Finding:
    """The one finding with this code."""
    gevonden = [finding for finding in checked.findings if finding.code == code]
    assert len(gevonden) == 1, [finding.code for finding in checked.findings]
    return gevonden[0]


def codes(checked: CheckedLevering) -> set[str]:
    return {finding.code for finding in checked.findings}
