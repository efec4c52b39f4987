"""Where every zorgaanbieder stands -> samenvatting.xlsx: status in words and colour, filters, links to what was made."""

from collections import Counter
from collections.abc import Sequence

from spiegelrapport.publish.manifest import ManifestEntry, Status
from spiegelrapport.workbook import Dressed, Sheet, workbook

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
KLAAR, WACHT, LEEG, LET_OP = "#DCE9F5", "#FBE3C8", "#ECECEC", "#FFF3BF"
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
BREED = {"reden": 62, "let_op": 62, "stap": 62}  # characters: what is told in sentences
SMALST = 12


def summary_book(regels: Sequence[ManifestEntry], losse: Sequence[ManifestEntry]) -> bytes:
    """One row per keurmerkdrager, the files that belong to nobody in the register, and the totals per status."""
    bladen = {"Zorgaanbieders": _sheet(KOPPEN, regels)}
    if losse:
        bladen["Bestanden zonder eigenaar"] = _sheet(ONBEKEND, losse)
    tellingen = Counter(regel.status for regel in regels)
    bladen["Totalen"] = Sheet(["Status", "Aantal"], [*tellingen.items(), ("totaal", len(regels))])
    return workbook(bladen)


def _sheet(koppen: dict[str, str], regels: Sequence[ManifestEntry]) -> Sheet:
    rijen = [[_cell(regel, veld) for veld in koppen] for regel in regels]
    breed = [
        BREED.get(veld) or _width(kop, [rij[plek] for rij in rijen]) for plek, (veld, kop) in enumerate(koppen.items())
    ]
    return Sheet(list(koppen.values()), rijen, breed)


def _width(kop: str, cellen: Sequence[Dressed]) -> int:
    return max(SMALST, len(kop) + 3, *(len(str(cel.value)) + 2 for cel in cellen)) if cellen else len(kop) + 3


def _cell(regel: ManifestEntry, veld: str) -> Dressed:
    """Colour says again what the word says; a file name is a link to the file beside this workbook."""
    waarde = getattr(regel, veld)
    if veld in LINKS and waarde:
        return Dressed(waarde.rsplit("/", 1)[-1], link=waarde)
    tekst = " ".join(waarde) if isinstance(waarde, tuple) else waarde
    if veld == "status":
        return Dressed(tekst, KLEUREN[regel.status])
    return Dressed(tekst, LET_OP if veld == "let_op" and tekst else "")
