"""The answer to one zorgaanbieder about its levering: what was found, what was used, and the mail text."""

from dataclasses import dataclass

KOPPEN_BEVINDINGEN = (
    "Ernst",
    "Code",
    "Blad",
    "Kolom",
    "Rijen",
    "Aantal rijen",
    "Wat is er gevonden",
    "Wat kun je doen",
)
KOPPEN_GEBRUIKT = ("Tabel", "Gelezen", "Bruikbaar", "Uitgesloten")
KOPPEN_REDENEN = ("Tabel", "Reden", "Aantal rijen")
KOPPEN_RIJEN = ("Code", "Blad", "Kolom", "Rij", "Wat is er gevonden")

Cel = str | int


@dataclass(frozen=True, slots=True)
class Antwoord:
    """Everything the findings workbook and the mail text hold. No value of any patient."""

    naam: str  # of the files: the AGB-code, or a safe form of the delivered file's name
    bestand: str
    status: str
    samenvatting: tuple[tuple[str, Cel], ...]
    bevindingen: tuple[tuple[Cel, ...], ...]  # KOPPEN_BEVINDINGEN
    gebruikt: tuple[tuple[Cel, ...], ...]  # KOPPEN_GEBRUIKT
    redenen: tuple[tuple[Cel, ...], ...]  # KOPPEN_REDENEN
    rijen: tuple[tuple[Cel, ...], ...]  # KOPPEN_RIJEN: one line per row found, to filter in Excel
    tekst: str
