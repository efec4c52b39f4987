"""The published cells -> CSV and XLSX files inside the PDF: exactly what the report may show, and nothing else."""

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from xml.sax.saxutils import escape

from spiegelrapport.compose.several_years import years_together
from spiegelrapport.figures.report_figures import ReportFigure, ReportFigures
from spiegelrapport.figures.unit import Unit
from spiegelrapport.model.document import Bijlage
from spiegelrapport.model.publishable import GroepCel, GroepUitleg, Vergelijking

Waarde = str | int | float | None
UITLEG: Mapping[str, str] = {  # heading -> what stands under it, for the second sheet
    "indicator": "Het onderwerp, zoals op de kaart.",
    "maat": "Welk cijfer van dat onderwerp.",
    "periode": "Het jaar, of de jaren samen.",
    "uitsplitsing": "Alle trajecten (totaal) of één prestatie.",
    "van wie": "Van wie het cijfer is: van jou of van een groep.",
    "eenheid": "Waarin het getal is uitgedrukt.",
    "waarde": "Het cijfer, afgerond zoals in het rapport.",
    "onder": "De onderkant van de marge.",
    "boven": "De bovenkant van de marge.",
    "n": "Hoeveel cliënten of trajecten; van een groep op tien afgerond.",
    "organisaties": "Hoeveel organisaties in de groep dit cijfer hebben.",
    "10%-grens": "Van de organisaties in de groep ligt 10% hieronder.",
    "25%-grens": "Van de organisaties in de groep ligt 25% hieronder.",
    "mediaan": "De helft van de organisaties in de groep ligt hieronder.",
    "75%-grens": "Van de organisaties in de groep ligt 75% hieronder.",
    "90%-grens": "Van de organisaties in de groep ligt 90% hieronder.",
    "verschil": "Het eigen cijfer min dat van de groep.",
    "verschil onder": "De onderkant van de marge van dat verschil.",
    "verschil boven": "De bovenkant van de marge van dat verschil.",
    "toeval 95% onder": "Vanaf hier is een cijfer bij dit aantal niet van toeval te onderscheiden.",
    "toeval 95% boven": "Tot hier is een cijfer bij dit aantal niet van toeval te onderscheiden.",
    "gewoon 95% onder": "Vanaf hier liggen 95 van de 100 organisaties van deze omvang.",
    "gewoon 95% boven": "Tot hier liggen 95 van de 100 organisaties van deze omvang.",
    "afstand": "Het verschil met de groep, in gewone spreiding.",
    "getrokken naar de groep": "Het eigen cijfer met minder toeval: hoe minder betrouwbaar, hoe dichter bij de groep.",
    "verwacht": "Het cijfer van de groep als zij dezelfde cliënten had.",
    "marge ligt tussen": "De grenzen in de groep waartussen de hele eigen marge ligt.",
    "haalbaar": "Het cijfer van de organisaties die hierin het verst zijn, samen een tiende van de cliënten.",
    "toeval": "Is het verschil meer dan toeval: niet, grens of meer.",
    "toeval bij mix": "Hetzelfde naast het verwachte cijfer.",
    "gewoon": "Hoe het cijfer ligt bij hoe organisaties verschillen: lager, binnen of hoger.",
    "betrouwbaarheid": "Welk deel van de verschillen tussen organisaties geen toeval is, van 0 tot 1.",
    "gebruik": "Waarvoor het cijfer te gebruiken is: vergelijken, voorzichtig of beschrijven.",
    "spreiding tussen organisaties": "Hoe ver organisaties uit elkaar liggen (τ in het rapport).",
    "spreiding binnen organisaties": "Hoe ver cliënten binnen één organisatie uit elkaar liggen, in het kwadraat (σ²).",
    "organisaties in die spreiding": "Over hoeveel organisaties die spreiding is berekend (k).",
    "opmerking": "Waarom er iets ontbreekt, of wat er bijzonder aan is.",
}
KOPPEN = tuple(UITLEG)
VAST = (2000, 1, 1, 0, 0, 0)
FORMULETEKENS = ("=", "+", "-", "@", "\t", "\r")


def make_bijlagen(lezing: ReportFigures, bestandsnaam: str) -> tuple[Bijlage, ...]:
    """The same rows twice: as CSV for Dutch Excel (semicolon, decimal comma) and as a workbook."""
    rijen = tuple(_rows(lezing))
    wat = "De cijfers in dit rapport"
    return (
        Bijlage(f"{bestandsnaam}.csv", f"{wat}, als CSV", to_csv(rijen)),
        Bijlage(f"{bestandsnaam}.xlsx", f"{wat}, als Excel-werkmap", to_xlsx(rijen)),
    )


def _rows(lezing: ReportFigures) -> Iterator[tuple[Waarde, ...]]:
    for sleutel in lezing.publishable.cijfers:
        figuur = lezing.figuur(sleutel)
        if figuur is None:
            continue
        vooraan = (figuur.indicator.naam, figuur.maat.naam, sleutel.periode, sleutel.uitsplitsing)
        yield (*vooraan, *_eigen(figuur, lezing))
        for uitleg in lezing.publishable.groepen:
            groep = figuur.groep(uitleg.id)
            if groep is not None:
                yield (*vooraan, *_groep(figuur, uitleg, groep))


def _eigen(figuur: ReportFigure, lezing: ReportFigures) -> tuple[Waarde, ...]:
    cel, vorm = figuur.eigen, figuur.weergave
    wie = "kleine aanbieders samen" if lezing.samen else "jouw organisatie"
    getallen = (_getal(cel.waarde, vorm), _getal(cel.onder, vorm), _getal(cel.boven, vorm))
    return (
        wie,
        vorm.eenheid,
        *getallen,
        cel.n,
        *[None] * 23,
        *_parameters(figuur),
        "; ".join(deel for deel in (_opmerking(figuur, cel.grens, cel.reden), _describes(figuur)) if deel),
    )


def _describes(figuur: ReportFigure) -> str:
    """Why nothing is compared, where that is so."""
    return f"beschrijft: {figuur.cijfer.beschrijft}" if figuur.cijfer.beschrijft else ""


def _parameters(figuur: ReportFigure) -> tuple[Waarde, ...]:
    """On the own row: with it and a group's row the comparison can be done again."""
    uit = figuur.cijfer.parameters
    return (None, None, None) if uit is None else (uit.tau, uit.binnen, uit.k)


def _groep(figuur: ReportFigure, uitleg: GroepUitleg, cel: GroepCel) -> tuple[Waarde, ...]:
    vorm, vergelijking = figuur.weergave, figuur.vergelijking(uitleg.id)
    kwantielen = [_getal(waarde, vorm) for waarde in (cel.p10, cel.p25, cel.p50, cel.p75, cel.p90)]
    haalbaar = _getal(cel.haalbaar, vorm)
    verwacht = _getal(figuur.cijfer.verwacht.get(uitleg.id), vorm)
    naast = _naast(vergelijking, verwacht, haalbaar, vorm) if vergelijking else _only(verwacht, haalbaar)
    groep = (uitleg.naam, vorm.eenheid, _getal(cel.gepoold, vorm), None, None, cel.n, cel.k)
    return (*groep, *kwantielen, *naast, None, None, None, _opmerking(figuur, cel.grens, cel.reden))


def _only(verwacht: Waarde, haalbaar: Waarde) -> tuple[Waarde, ...]:
    return (*[None] * 9, verwacht, None, haalbaar, *[None] * 5)


def _naast(v: Vergelijking, verwacht: Waarde, haalbaar: Waarde, vorm: Unit) -> tuple[Waarde, ...]:
    getallen = (
        v.verschil,
        v.verschil_onder,
        v.verschil_boven,
        *(v.chance95 or (None, None)),
        *(v.usual95 or (None, None)),
    )
    positie = "" if v.positie is None else f"{v.positie[0]}% en {v.positie[1]}%"
    als_getal = [_getal(waarde, vorm) for waarde in getallen]
    geschat, statements = (
        _getal(v.geschat, vorm),
        (v.chance, v.mix.chance if v.mix else None, v.usual, v.betrouwbaarheid, v.gebruik),
    )
    return (*als_getal, v.afstand, geschat, verwacht, positie, haalbaar, *statements)


def _opmerking(figuur: ReportFigure, grens: str, reden: str | None) -> str:
    eerst = reden or {"<": "minder dan deze waarde", ">": "meer dan deze waarde", "": ""}[grens]
    return "; ".join(deel for deel in (eerst, years_together(figuur)) if deel)


def _getal(waarde: float | None, vorm: Unit) -> Waarde:
    """The number as printed: a share in percent, with the published decimals."""
    if waarde is None:
        return None
    getoond = round(waarde * (100 if vorm.procenten else 1), vorm.decimalen)
    return int(getoond) if vorm.decimalen == 0 else getoond


def to_csv(rijen: Sequence[Sequence[Waarde]]) -> bytes:
    tekst = io.StringIO(newline="")
    schrijver = csv.writer(tekst, delimiter=";", lineterminator="\r\n")
    schrijver.writerow(KOPPEN)
    schrijver.writerows([_csv_cel(waarde) for waarde in rij] for rij in rijen)
    return tekst.getvalue().encode("utf-8-sig")


def _csv_cel(waarde: Waarde) -> str:
    if waarde is None:
        return ""
    if isinstance(waarde, str):  # a name may not become a formula
        return f"'{waarde}" if waarde.startswith(FORMULETEKENS) else waarde
    return str(waarde).replace(".", ",")


def to_xlsx(rijen: Sequence[Sequence[Waarde]]) -> bytes:
    """A small workbook written by hand: a library would take longer than the rest of the report.

    The figures, and what stands in each of their columns.
    """
    bladen = {
        "sheet1": _sheet((KOPPEN, *rijen), BREED),
        "sheet2": _sheet((("kolom", "wat er staat"), *UITLEG.items()), SMAL),
    }
    delen = {f"xl/worksheets/{naam}.xml": blad for naam, blad in bladen.items()}
    los = io.BytesIO()
    with zipfile.ZipFile(los, "w", zipfile.ZIP_DEFLATED) as werkmap:
        for naam, inhoud in {**DELEN, **delen}.items():
            werkmap.writestr(zipfile.ZipInfo(naam, VAST), inhoud, zipfile.ZIP_DEFLATED)
    return los.getvalue()


def _sheet(rijen: Sequence[Sequence[Waarde]], breed: str) -> str:
    xml = "".join(f"<row>{''.join(_xlsx_cel(waarde) for waarde in rij)}</row>" for rij in rijen)
    venster = '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>'
    return f'{KOP}<worksheet xmlns="{HOOFD}">{venster}<cols>{breed}</cols><sheetData>{xml}</sheetData></worksheet>'


def _xlsx_cel(waarde: Waarde) -> str:
    if waarde is None or waarde == "":
        return "<c/>"
    if isinstance(waarde, str):
        return _xlsx_words(waarde)
    return f"<c><v>{waarde}</v></c>"


@lru_cache(maxsize=20_000)
def _xlsx_words(tekst: str) -> str:
    """The same few hundred names and units fill most cells of every report."""
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(_xml_text(tekst))}</t></is></c>'


def _xml_text(tekst: str) -> str:
    """Without the control characters that XML cannot hold."""
    return "".join(teken for teken in tekst if teken >= " " and teken not in "\ufffe\uffff")


BREED = '<col min="1" max="5" width="26" customWidth="1"/>'
SMAL = '<col min="1" max="1" width="30" customWidth="1"/><col min="2" max="2" width="90" customWidth="1"/>'
KOP = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
HOOFD = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SCHEMA = "http://schemas.openxmlformats.org"
RELATIES = f"{SCHEMA}/officeDocument/2006/relationships"
SOORT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
DELEN = {
    "[Content_Types].xml": f'{KOP}<Types xmlns="{SCHEMA}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{SOORT}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SOORT}.worksheet+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet2.xml" ContentType="{SOORT}.worksheet+xml"/></Types>',
    "_rels/.rels": f'{KOP}<Relationships xmlns="{SCHEMA}/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{RELATIES}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'{KOP}<workbook xmlns="{HOOFD}" xmlns:r="{RELATIES}">'
    '<sheets><sheet name="cijfers" sheetId="1" r:id="rId1"/><sheet name="uitleg" sheetId="2" r:id="rId2"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'{KOP}<Relationships xmlns="{SCHEMA}/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{RELATIES}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{RELATIES}/worksheet" Target="worksheets/sheet2.xml"/></Relationships>',
}
