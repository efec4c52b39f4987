"""Where every zorgaanbieder stands -> samenvatting.xlsx: status in words and colour, filters, links to what was made."""

from collections import Counter
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from spiegelrapport.publish.manifest import ManifestEntry, Status
from spiegelrapport.workbook import add_sheet, to_bytes

KOPPEN = {
    "agb": "AGB-code",
    "naam": "Naam",
    "status": "Status",
    "n": "Afgesloten trajecten",
    "reden": "Toelichting",
    "let_op": "Let op",
    "stap": "Volgende stap",
    "levering": "Levering",
    "gelezen": "Rijen gelezen",
    "gebruikt": "Rijen gebruikt",
    "uitgesloten": "Rijen uitgesloten",
    "bevindingen": "Aantal bevindingen",
    "antwoord": "Bevindingen",
    "groep": "Benchmarkgroep",
    "bestand": "Rapport",
    "paginas": "Pagina's",
}
ONBEKEND = {
    "agb": "AGB-code",
    "levering": "Levering",
    "reden": "Toelichting",
    "stap": "Volgende stap",
    "antwoord": "Bevindingen",
}
LINKS = ("bestand", "antwoord")
KLAAR, WACHT, LEEG, LET_OP = "DCE9F5", "FBE3C8", "ECECEC", "FFF3BF"
KLEUREN: dict[Status, str] = {
    "bruikbaar": KLAAR,
    "gemaakt": KLAAR,
    "gezamenlijk": KLAAR,
    "overgeslagen": LEEG,
    "geen levering": LEEG,
    "afgekeurd": WACHT,
    "wacht op akkoord": WACHT,
    "niet vrijgegeven": WACHT,
    "mislukt": WACHT,
}
BREED, LINK = 60, Font(color="0B4F8A", underline="single")


def summary_book(regels: Sequence[ManifestEntry], losse: Sequence[ManifestEntry]) -> bytes:
    """One row per keurmerkdrager, the files that belong to nobody in the register, and the totals per status."""
    werkmap = Workbook()
    werkmap.remove(werkmap.worksheets[0])
    _sheet(werkmap, "Zorgaanbieders", KOPPEN, regels)
    if losse:
        _sheet(werkmap, "Bestanden zonder eigenaar", ONBEKEND, losse)
    tellingen = Counter(regel.status for regel in regels)
    add_sheet(werkmap, "Totalen", ["Status", "Aantal"], [*tellingen.items(), ("totaal", len(regels))])
    return to_bytes(werkmap)


def _sheet(werkmap: Workbook, titel: str, koppen: dict[str, str], regels: Sequence[ManifestEntry]) -> None:
    blad = add_sheet(
        werkmap, titel, list(koppen.values()), [[_value(regel, veld) for veld in koppen] for regel in regels]
    )
    for nummer, regel in enumerate(regels, start=2):
        _dress(blad, nummer, list(koppen), regel)
    for plek, veld in enumerate(koppen, start=1):
        if veld in ("reden", "let_op", "stap"):
            kolom = blad.column_dimensions[get_column_letter(plek)]
            kolom.width = min(kolom.width, BREED)


def _value(regel: ManifestEntry, veld: str) -> object:
    waarde = getattr(regel, veld)
    return " ".join(waarde) if isinstance(waarde, tuple) else waarde


def _dress(blad: Worksheet, nummer: int, velden: Sequence[str], regel: ManifestEntry) -> None:
    """Colour says again what the word says; a file name is a link to the file beside this workbook."""
    for veld, cel in zip(velden, blad[nummer], strict=True):
        cel.alignment = Alignment(wrap_text=veld in ("reden", "let_op", "stap"), vertical="top")
        if veld == "status":
            cel.fill = PatternFill("solid", fgColor=KLEUREN[regel.status])
        if veld == "let_op" and regel.let_op:
            cel.fill = PatternFill("solid", fgColor=LET_OP)
        if veld in LINKS and cel.value:
            _link(cel)


def _link(cel: Cell) -> None:
    doel = str(cel.value)
    cel.hyperlink = doel
    cel.value, cel.data_type, cel.font = doel.rsplit("/", 1)[-1], "s", LINK
