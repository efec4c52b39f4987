"""The parsers' examples as docs/waarden.md: python -m spiegelrapport.read.waarden.documentation > docs/waarden.md."""

import sys
from datetime import date, datetime, time, timedelta

from spiegelrapport.read.waarden import agb, code, datum, geheel, getal, ident, ja_nee, minuten, percentage, tekst
from spiegelrapport.read.waarden.cleaning import Unreadable

SOORTEN = (
    ("Datum", datum.VOORBEELDEN),
    ("Getal", getal.VOORBEELDEN),
    ("Geheel getal", geheel.VOORBEELDEN),
    ("Minuten", minuten.VOORBEELDEN),
    ("Percentage (als deel van 1)", percentage.VOORBEELDEN),
    ("Ja of nee", ja_nee.VOORBEELDEN),
    ("Code (hier: 180002, ZT04, OQ45-sd, voor)", code.VOORBEELDEN),
    ("Nummer", ident.VOORBEELDEN),
    ("AGB-code", agb.VOORBEELDEN),
    ("Korte aanduiding, zoals een diagnosehoofdstuk", tekst.VOORBEELDEN),
)
BEGIN = """# Hoe cellen worden gelezen

Deze tabellen zijn de voorbeelden waaraan het programma zelf wordt getoetst. 'Ontbreekt' telt als niet ingevuld. 'Geweigerd' geeft een bevinding met rij en kolom;
er wordt niets geraden. Tussen aanhalingstekens staat wat in Excel tekst is.
"""


def to_markdown() -> str:
    """All tables, in one order."""
    delen = [BEGIN]
    for naam, voorbeelden in SOORTEN:
        rijen = [f"| {_in_cel(cel)} | {_gelezen(uit)} |" for cel, uit in voorbeelden]
        delen.append("\n".join([f"## {naam}", "", "| in de cel | gelezen als |", "|---|---|", *rijen, ""]))
    return "\n".join(delen)


def _in_cel(waarde: object) -> str:
    if isinstance(waarde, str):
        zichtbaar = waarde.replace("\u200b", "␣").replace("\u00a0", "␣").replace("|", "\\|")
        return f"'{zichtbaar}'" if waarde else "(leeg)"
    return _waarde(waarde)


def _gelezen(waarde: object) -> str:
    if isinstance(waarde, Unreadable):
        return f"geweigerd: {waarde.reden}"
    return "ontbreekt" if waarde is None else _waarde(waarde)


def _waarde(waarde: object) -> str:
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, datetime):
        return f"{waarde:%d-%m-%Y %H:%M}"
    if isinstance(waarde, date):
        return f"{waarde:%d-%m-%Y}"
    if isinstance(waarde, time | timedelta):
        return f"tijd {waarde}"
    return f"{waarde:.10g}".replace(".", ",") if isinstance(waarde, float) else str(waarde)


if __name__ == "__main__":
    sys.stdout.write(to_markdown())
