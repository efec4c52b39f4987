"""The corpus: every way in which exports turned out to be almost right, each with what must be found.

A damage is a function that spoils a clean workbook. `gelijk` says that the rows come out as those of the clean one.
"""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from openpyxl import load_workbook

from spiegelrapport.read.privacy import is_bsn
from tests.read.boek import (
    AGB,
    CQI,
    ROM,
    TRAJECTEN,
    Boek,
    als_csv,
    als_ods,
    als_xls,
    als_xlsx,
    excel_tijd,
    met_tijd,
    schoon_boek,
    serie,
    wijzig_deel,
    zip_van,
)
from tests.read.xlsb import als_xlsb

BEGIN, EINDE, DIRECT = "Begindatum behandeltraject", "Einddatum behandeltraject", "Directe minuten"
Verwacht = tuple[str, str | None, str | None, tuple[int, ...] | None]
BSNS = [str(n) for n in range(123456700, 123457000) if is_bsn(str(n))][:8]


@dataclass(frozen=True)
class Schade:
    """`verwacht`: (code, sheet, heading, rows); None means any. Exactly these findings and no others."""

    naam: str
    maak: Callable[[], bytes]
    verwacht: tuple[Verwacht, ...] = ()
    gelijk: bool = True
    bestandsnaam: str = f"{AGB}.xlsx"
    in_kind: bool = False  # only safe in a child process
    anders: frozenset[str] = field(default_factory=frozenset)  # columns that may differ from the clean workbook's


SCHADE: list[Schade] = []


def schade(*verwacht: Verwacht, gelijk: bool = True, naam: str = f"{AGB}.xlsx", anders: str = "") -> Any:
    """Registers a damage: a function from a clean Boek to a Boek or to the bytes of a file."""

    def maak(functie: Callable[[Boek], Boek | bytes]) -> Callable[[Boek], Boek | bytes]:
        def inhoud() -> bytes:
            uit = functie(schoon_boek())
            return als_xlsx(uit) if isinstance(uit, Boek) else uit

        SCHADE.append(
            Schade(functie.__name__, inhoud, verwacht, gelijk, naam, anders=frozenset(filter(None, anders.split(","))))
        )
        return functie

    return maak


# ---- formats


@schade(naam=f"{AGB}.xlsm")
def macro_extensie(boek: Boek) -> Any:
    return boek


@schade(naam=f"{AGB}.xls")
def excel_97(boek: Boek) -> Any:
    return als_xls(boek)


@schade(("L011", None, None, ()))
def excel_97_met_xlsx_naam(boek: Boek) -> Any:
    return als_xls(boek)


@schade(naam=f"{AGB}.ods")
def opendocument(boek: Boek) -> Any:
    return als_ods(boek)


@schade(naam=f"{AGB}.xlsb")
def binair_excel(boek: Boek) -> Any:
    return als_xlsb(boek)


@schade(("L011", None, None, ()))
def binair_excel_met_xlsx_naam(boek: Boek) -> Any:
    return als_xlsb(boek)


@schade()
def strict_ooxml(boek: Boek) -> Any:
    """As Excel saves 'Strict Open XML-werkmap': other namespaces everywhere."""
    with zipfile.ZipFile(io.BytesIO(als_xlsx(boek))) as archief:
        return zip_van({naam: _strict(archief.read(naam)) for naam in archief.namelist()})


def _strict(deel: bytes) -> bytes:
    oud, nieuw = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    deel = deel.replace(oud + b"spreadsheetml/2006/main", nieuw + b"spreadsheetml/main")
    return deel.replace(oud + b"officeDocument/2006/relationships", nieuw + b"officeDocument/relationships")


@schade(("L013", None, None, ()), ("L013", None, None, ()), naam=f"{AGB}.csv", gelijk=False)
def csv_puntkomma(boek: Boek) -> Any:
    return als_csv(boek.bladen[TRAJECTEN])


@schade(("L011", None, None, ()), ("L013", None, None, ()), ("L013", None, None, ()), gelijk=False)
def csv_met_bom_als_xlsx(boek: Boek) -> Any:
    return als_csv(boek.bladen[TRAJECTEN])


@schade(("L013", None, None, ()), ("L013", None, None, ()), naam=f"{AGB}.csv", gelijk=False)
def csv_komma_utf8(boek: Boek) -> Any:
    return als_csv(boek.bladen[TRAJECTEN], ",", "utf-8")


@schade(("L013", None, None, ()), ("L013", None, None, ()), naam=f"{AGB}.txt", gelijk=False)
def csv_tab_windows_1252(boek: Boek) -> Any:
    return als_csv(boek.bladen[TRAJECTEN], "\t", "cp1252")


@schade(("L013", None, None, ()), ("L013", None, None, ()), naam=f"{AGB}.csv", gelijk=False)
def csv_utf16(boek: Boek) -> Any:
    return als_csv(boek.bladen[TRAJECTEN], "\t", "utf-16")


@schade(("L013", None, None, ()), ("L013", None, None, ()), naam=f"{AGB}.csv", gelijk=False)
def csv_met_sep_regel(boek: Boek) -> Any:
    return b"sep=;\r\n" + als_csv(boek.bladen[TRAJECTEN], ";", "utf-8")


@schade(("L005", None, None, ()), gelijk=False)
def afgebroken(boek: Boek) -> Any:
    return als_xlsx(boek)[:-3000]


@schade(("L005", None, None, ()), gelijk=False)
def blad_afgebroken(boek: Boek) -> Any:
    return wijzig_deel(als_xlsx(boek), "xl/worksheets/sheet1.xml", lambda deel: deel[: len(deel) // 2])


@schade(("L003", None, None, ()), gelijk=False)
def leeg_bestand(boek: Boek) -> Any:
    return b""


@schade(("L003", None, None, ()), gelijk=False)
def lege_werkmap(boek: Boek) -> Any:
    return Boek({"Blad1": []})


@schade(("L004", None, None, ()), gelijk=False)
def html_als_xlsx(boek: Boek) -> Any:
    return b"<html><body><table><tr><td>AGB-code</td></tr></table></body></html>"


@schade(("L001", None, None, ()), gelijk=False)
def pdf_als_xlsx(boek: Boek) -> Any:
    return b"%PDF-1.7\n..."


@schade(("L001", None, None, ()), gelijk=False)
def word_als_xlsx(boek: Boek) -> Any:
    return zip_van({"word/document.xml": "<w/>", "[Content_Types].xml": "<t/>"})


@schade(("L001", None, None, ()), gelijk=False)
def zip_met_xlsx_erin(boek: Boek) -> Any:
    return zip_van({"export.xlsx": als_xlsx(boek)})


@schade(("L006", None, None, ()), gelijk=False)
def zipbom(boek: Boek) -> Any:
    return wijzig_deel(als_xlsx(boek), "xl/worksheets/sheet1.xml", lambda deel: deel + b" " * 150_000_000)


@schade(("L002", None, None, ()), gelijk=False)
def met_wachtwoord(boek: Boek) -> Any:
    from msoffcrypto.format.ooxml import OOXMLFile

    uit = io.BytesIO()
    OOXMLFile(io.BytesIO(als_xlsx(boek))).encrypt("geheim", uit)
    return uit.getvalue()


@schade(("L009", None, None, ()), ("B008", "Blad1", None, ()), gelijk=False)
def geen_enkele_kop(boek: Boek) -> Any:
    return Boek({"Blad1": [[1, 2, 3], [4, 5, 6]]})


# ---- whose it is


@schade(("L020", None, None, ()), ("K001", TRAJECTEN, "AGB-code", ()), ("K004", TRAJECTEN, None, ()), gelijk=False)
def zonder_agb(boek: Boek) -> Any:
    return boek.kop(TRAJECTEN, "AGB-code", "Nummer praktijk")  # also reported as an unknown heading


@schade(("L021", None, None, ()), gelijk=True, anders="agb")
def twee_agbs(boek: Boek) -> Any:
    return boek.zet(TRAJECTEN, "AGB-code", 5, "94099999")


@schade(("L022", None, None, ()), naam="94011111.xlsx")
def andere_agb_in_naam(boek: Boek) -> Any:
    return boek


@schade(naam=f"export {AGB} 20260115.xlsx")
def datum_in_naam(boek: Boek) -> Any:
    return boek


@schade(("L023", TRAJECTEN, "AGB-code", ()))
def agb_als_getal(boek: Boek) -> Any:
    return boek.pas_toe(TRAJECTEN, "AGB-code", int)


@schade()
def agb_alleen_op_eerste_rij(boek: Boek) -> Any:
    for rij in boek.bladen[TRAJECTEN][2:]:
        rij[0] = None
    return boek


@schade(("W007", TRAJECTEN, "AGB-code", (4,)))
def agb_onleesbaar_op_een_rij(boek: Boek) -> Any:
    return boek.zet(TRAJECTEN, "AGB-code", 4, "praktijk")


@schade()
def agb_boven_de_tabel(boek: Boek) -> Any:
    for rij in boek.bladen[TRAJECTEN]:
        rij.pop(0)
    boek.bladen[TRAJECTEN].insert(0, ["AGB-code:", AGB])
    return boek


# ---- finding the table


@schade()
def bladen_in_andere_volgorde(boek: Boek) -> Any:
    boek.bladen = dict(reversed(boek.bladen.items()))
    return boek


@schade()
def bladen_met_alias(boek: Boek) -> Any:
    boek.bladen = {"trajecten ": boek.bladen[TRAJECTEN], "ROM metingen": boek.bladen[ROM], "CQI": boek.bladen[CQI]}
    return boek


@schade(("B003", "Blad1", None, ()), ("B003", "Blad2", None, ()), ("B003", "Blad3", None, ()))
def bladen_zonder_naam(boek: Boek) -> Any:
    boek.bladen = dict(zip(["Blad1", "Blad2", "Blad3"], boek.bladen.values(), strict=True))
    return boek


@schade(("B009", ROM, None, (1, 2)), gelijk=False)
def kop_onder_de_eerste_rijen(boek: Boek) -> Any:
    rijen = boek.bladen[ROM]
    boek.bladen[ROM] = [*rijen[1:3], rijen[0], *rijen[3:]]
    return boek


@schade(("B001", ROM, None, ()))
def verborgen_blad(boek: Boek) -> Any:
    boek.verborgen = {ROM}
    return boek


@schade(("B002", "ROM oud", None, ()))
def verborgen_dubbel_blad(boek: Boek) -> Any:
    boek.bladen["ROM oud"] = [list(rij) for rij in boek.bladen[ROM]]
    boek.verborgen = {"ROM oud"}
    return boek


@schade(("B008", "Leesmij", None, ()))
def blad_met_uitleg(boek: Boek) -> Any:
    boek.bladen["Leesmij"] = [["Deze export is gemaakt op 15 januari."], ["Vragen? Bel de helpdesk."]]
    return boek


@schade()
def titelrijen_boven_de_kop(boek: Boek) -> Any:
    boek.bladen[TRAJECTEN][0:0] = [["Export behandeltrajecten"], [], ["Periode", "2024-2025"], []]
    return boek


@schade()
def lege_rijen_ertussen(boek: Boek) -> Any:
    for i in (9, 5, 1):
        boek.bladen[TRAJECTEN].insert(i, [])
    return boek


@schade()
def lege_kolommen_ervoor_en_ertussen(boek: Boek) -> Any:
    return boek.extra_kolom(TRAJECTEN, None, lambda i: None, 0).extra_kolom(TRAJECTEN, None, lambda i: None, 5)


@schade()
def kolommen_in_andere_volgorde(boek: Boek) -> Any:
    boek.bladen[TRAJECTEN] = [list(reversed(rij)) for rij in boek.bladen[TRAJECTEN]]
    return boek


@schade()
def kop_over_twee_rijen(boek: Boek) -> Any:
    rijen = boek.bladen[TRAJECTEN]
    boven, onder = list(rijen[0]), [None] * len(rijen[0])
    j = boek.kolom(TRAJECTEN, DIRECT)
    boven[j], boven[j + 1], onder[j], onder[j + 1] = "Minuten", None, "direct", "indirect"
    rijen[0:1] = [boven, onder]
    boek.samengevoegd[TRAJECTEN] = ["L1:M1"]
    return boek


@schade()
def groepskop_boven_de_koppen(boek: Boek) -> Any:
    boek.bladen[TRAJECTEN].insert(0, ["Cliënt", None, None, "Datums", None, None, None, None, "Behandeling"])
    boek.samengevoegd[TRAJECTEN] = ["A1:C1", "D1:H1", "I1:V1"]
    return boek


@schade(("B006", TRAJECTEN, None, (14,)))
def totaalregel(boek: Boek) -> Any:
    rij = [None] * 22
    rij[0], rij[11] = "Totaal", 4260
    boek.bladen[TRAJECTEN].append(rij)
    return boek


@schade(("B006", TRAJECTEN, None, (14, 15)))
def totaal_en_gemiddelde(boek: Boek) -> Any:
    for woord in ("Eindtotaal", "Gemiddelde"):
        boek.bladen[TRAJECTEN].append([None, woord, *[None] * 9, 4260])
    return boek


@schade(("B007", TRAJECTEN, None, (14,)))
def getallen_zonder_sleutel(boek: Boek) -> Any:
    boek.bladen[TRAJECTEN].append([*[None] * 11, 4260, 980])
    return boek


@schade(("B004", None, None, ()))
def twee_tabellen_onder_elkaar(boek: Boek) -> Any:
    rijen = boek.bladen[ROM]
    boek.bladen[ROM] = [*rijen[:10], [], list(rijen[0]), *rijen[10:]]
    return boek


@schade(("B004", None, None, ()))
def kop_herhaald_per_pagina(boek: Boek) -> Any:
    boek.bladen[ROM].insert(12, list(boek.bladen[ROM][0]))
    return boek


@schade(("B003", "ROM 2024", None, ()), ("B003", "ROM 2025", None, ()), ("B004", None, None, ()))
def een_blad_per_jaar(boek: Boek) -> Any:
    rijen = boek.bladen.pop(ROM)
    boek.bladen |= {"ROM 2024": rijen[:9], "ROM 2025": [rijen[0], *rijen[9:]]}
    return boek


@schade(("K004", TRAJECTEN, None, ()))
def opmerkingen_naast_de_tabel(boek: Boek) -> Any:
    boek.extra_kolom(TRAJECTEN, None, lambda i: None)
    boek.extra_kolom(TRAJECTEN, "Let op!", lambda i: "nog controleren" if i == 3 else None)
    boek.bladen[TRAJECTEN] += [[], [*[None] * 23, "einde van het bestand"]]
    return boek


@schade(("L013", None, None, ()), gelijk=False)
def blad_rom_ontbreekt(boek: Boek) -> Any:
    del boek.bladen[ROM]
    return boek


@schade(("L012", None, None, ()), ("L020", None, None, ()), gelijk=False)
def blad_trajecten_ontbreekt(boek: Boek) -> Any:
    del boek.bladen[TRAJECTEN]
    return boek


@schade(("L015", None, None, ()), ("L020", None, None, ()), ("K001", None, "AGB-code", ()), gelijk=False)
def alleen_koppen(boek: Boek) -> Any:
    boek.bladen = {TRAJECTEN: boek.bladen[TRAJECTEN][:1], ROM: boek.bladen[ROM], CQI: boek.bladen[CQI]}
    for rij in boek.bladen[TRAJECTEN]:
        rij.pop(0)
    return boek


@schade(("L009", None, None, ()), ("B005", TRAJECTEN, None, ()), gelijk=False)
def kop_weggehaald(boek: Boek) -> Any:
    boek.bladen = {TRAJECTEN: boek.bladen[TRAJECTEN][1:]}
    return boek


# ---- columns


@schade()
def koppen_met_hoofdletters_en_streepjes(boek: Boek) -> Any:
    for kop in list(boek.bladen[TRAJECTEN][0]):
        boek.kop(TRAJECTEN, kop, f" {kop.upper().replace(' ', '_')}\u00a0")
    return boek


@schade()
def koppen_van_een_epd(boek: Boek) -> Any:
    for oud, nieuw in (
        ("Traject ID", "Zorgtrajectnummer"), (BEGIN, "Zorgtraject Start Datum"), (EINDE, "Episode einddatum"),
        ("Zorgvraagtype", "Geselecteerde ZorgVraagType"), (DIRECT, "Directe tijd"),
        ("Indirecte minuten", "Indirecte_tijd_minute(n)"), ("No-show afspraken", "No_Show"),
    ):  # fmt: skip
        boek.kop(TRAJECTEN, oud, nieuw)
    return boek


@schade(("K001", TRAJECTEN, BEGIN, ()), ("K004", TRAJECTEN, None, ()), gelijk=False)
def verplichte_kolom_ontbreekt(boek: Boek) -> Any:
    return boek.kop(TRAJECTEN, BEGIN, "Begindatum van behandeling x")


@schade(("K003", TRAJECTEN, "Verwijsdatum", ()))
def twee_aliassen_voor_een_kolom(boek: Boek) -> Any:
    return boek.extra_kolom(TRAJECTEN, "Verwijsdatum", lambda i: date(2023, 1, 1))


@schade()
def kop_dubbel_met_zelfde_inhoud(boek: Boek) -> Any:
    boek.kop(TRAJECTEN, BEGIN, "Start datum")
    waarden = [rij[boek.kolom(TRAJECTEN, "Start datum")] for rij in boek.bladen[TRAJECTEN][1:]]
    return boek.extra_kolom(TRAJECTEN, "Start datum", lambda i: waarden[i])


@schade()
def kop_dubbel_waarvan_een_leeg(boek: Boek) -> Any:
    boek.kop(TRAJECTEN, BEGIN, "Start datum")
    return boek.extra_kolom(TRAJECTEN, "Start datum", lambda i: None, 0)


@schade(("K002", TRAJECTEN, "Start datum", ()), gelijk=False)
def kop_dubbel_met_andere_inhoud(boek: Boek) -> Any:
    boek.kop(TRAJECTEN, BEGIN, "Start datum")
    return boek.extra_kolom(TRAJECTEN, "Start datum", lambda i: date(2020, 1, 1))


@schade(("K004", ROM, None, ()))
def onbekende_kolommen(boek: Boek) -> Any:
    return boek.extra_kolom(ROM, "Locatie", lambda i: "A").extra_kolom(ROM, "Behandelaar", lambda i: "B")


# ---- values


@schade()
def datums_met_tijd(boek: Boek) -> Any:
    return boek.pas_toe(TRAJECTEN, BEGIN, met_tijd)


@schade()
def datums_als_serienummer(boek: Boek) -> Any:
    return boek.pas_toe(TRAJECTEN, BEGIN, serie)


@schade()
def datums_vanaf_1904(boek: Boek) -> Any:
    boek.vanaf_1904 = True
    return boek.pas_toe(TRAJECTEN, BEGIN, lambda dag: serie(dag, date(1904, 1, 1)))


@schade()
def datums_als_tekst(boek: Boek) -> Any:
    return boek.pas_toe(TRAJECTEN, BEGIN, lambda dag: f"{dag:%d-%m-%Y}")


@schade()
def datums_kort(boek: Boek) -> Any:
    return boek.pas_toe(TRAJECTEN, BEGIN, lambda dag: f"{dag.day}/{dag.month}/{dag:%y}")


@schade()
def datums_iso(boek: Boek) -> Any:
    return boek.pas_toe(TRAJECTEN, BEGIN, lambda dag: f"{dag.isoformat()}T00:00:00")


@schade()
def datums_met_maandnaam(boek: Boek) -> Any:
    maanden = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
    return boek.pas_toe(TRAJECTEN, BEGIN, lambda dag: f"{dag.day} {maanden[dag.month - 1]} {dag.year}")


@schade(("W010", TRAJECTEN, BEGIN, None), gelijk=False)
def datums_amerikaans(boek: Boek) -> Any:
    return boek.pas_toe(TRAJECTEN, BEGIN, lambda dag: f"{dag:%m/%d/%Y}")


@schade(("W001", TRAJECTEN, BEGIN, (3,)), gelijk=False)
def datum_die_niet_bestaat(boek: Boek) -> Any:
    return boek.zet(TRAJECTEN, BEGIN, 3, "31-02-2025")


@schade(("W001", TRAJECTEN, "Intakedatum", (3,)), anders="intakedatum")
def datum_onleesbaar_in_vrije_kolom(boek: Boek) -> Any:
    return boek.zet(TRAJECTEN, "Intakedatum", 3, "ergens in mei")


@schade()
def getallen_met_komma(boek: Boek) -> Any:
    return boek.pas_toe(CQI, "Bejegening", lambda x: str(x).replace(".", ","))


@schade()
def getallen_met_punt(boek: Boek) -> Any:
    return boek.pas_toe(CQI, "Bejegening", str)


@schade()
def getallen_als_macht(boek: Boek) -> Any:
    return boek.pas_toe(TRAJECTEN, DIRECT, lambda x: f"{x / 100:.2f}e2".replace(".", ","))


@schade()
def getallen_met_duizendpunt(boek: Boek) -> Any:
    def punt(waarde: int) -> str:
        return f"{waarde:,}".replace(",", ".")

    return boek.pas_toe(TRAJECTEN, DIRECT, punt)


@schade(("W002", ROM, "Score", (4,)), gelijk=False)
def score_als_woord(boek: Boek) -> Any:
    return boek.zet(ROM, "Score", 4, "hoog")


@schade()
def minuten_als_klok(boek: Boek) -> Any:
    return boek.pas_toe(TRAJECTEN, DIRECT, lambda x: f"{x // 60}:{x % 60:02}")


@schade()
def minuten_met_eenheid(boek: Boek) -> Any:
    return boek.pas_toe(TRAJECTEN, DIRECT, lambda x: f"{x} min")


@schade()
def minuten_als_excelduur(boek: Boek) -> Any:
    return boek.pas_toe(TRAJECTEN, DIRECT, excel_tijd)


@schade()
def codes_met_omschrijving(boek: Boek) -> Any:
    boek.pas_toe(TRAJECTEN, "Zorgvraagtype", lambda code: f"{code} - een omschrijving")
    return boek.pas_toe(TRAJECTEN, "Prestatiecode geleverd", lambda code: f"{code} profiel")


@schade()
def codes_in_kleine_letters(boek: Boek) -> Any:
    return boek.pas_toe(TRAJECTEN, "Prestatiecode geleverd", str.lower).pas_toe(ROM, "Instrument", lambda c: "oq-45")


@schade(("W005", ROM, "Instrument", (2, 3)), gelijk=False)
def onbekend_instrument(boek: Boek) -> Any:
    return boek.zet(ROM, "Instrument", 2, "XYZ9").zet(ROM, "Instrument", 3, "XYZ9")


@schade(("W005", TRAJECTEN, "Prestatiecode geleverd", (6,)), anders="prestatie_geleverd")
def onbekende_prestatie(boek: Boek) -> Any:
    return boek.zet(TRAJECTEN, "Prestatiecode geleverd", 6, "GBG99")


@schade()
def ja_nee_op_vele_manieren(boek: Boek) -> Any:
    manieren = ["N", "nee", 0, False, "onwaar", "NEE", "no", "0", "Nee ", "n", "\u200bnee", "false"]
    for i, manier in enumerate(manieren):
        boek.zet(TRAJECTEN, "Onvolledig traject", i + 2, manier)
    return boek


@schade(("W004", TRAJECTEN, "ROM toegepast", (2,)), anders="rom_toegepast")
def ja_nee_misschien(boek: Boek) -> Any:
    return boek.zet(TRAJECTEN, "ROM toegepast", 2, "misschien")


@schade(
    ("W009", TRAJECTEN, "Reden sluiten", (4,)),
    anders="aanmelddatum,zorgvraagtype,minuten_ehealth,reden_sluiten,afspraken_gepland",
)
def woorden_voor_ontbrekend(boek: Boek) -> Any:
    for kop, woord in (
        ("Aanmelddatum", "n.v.t."), ("Zorgvraagtype", "-"), ("eHealth-minuten", "onbekend"),
        ("Reden sluiten", "#N/B"), ("Geplande afspraken", "  "),
    ):  # fmt: skip
        boek.zet(TRAJECTEN, kop, 4, woord)
    return boek


@schade(("W009", TRAJECTEN, "Geplande afspraken", (5,)), anders="afspraken_gepland")
def foutwaarde_van_excel(boek: Boek) -> Any:
    werkmap = load_workbook(io.BytesIO(als_xlsx(boek)))
    cel = werkmap[TRAJECTEN].cell(5, boek.kolom(TRAJECTEN, "Geplande afspraken") + 1)
    cel.value, cel.data_type = "#N/A", "e"
    uit = io.BytesIO()
    werkmap.save(uit)
    return uit.getvalue()


@schade()
def onzichtbare_tekens(boek: Boek) -> Any:
    boek.pas_toe(ROM, "Traject ID", lambda x: f"\u00a0{x}\u200b ")
    return boek.pas_toe(ROM, "Meetmoment", lambda x: f"{x.upper()}\u00a0")


@schade(("W012", ROM, "Traject ID", tuple(range(2, 26))))
def voorloopnullen_gegeten(boek: Boek) -> Any:
    nummers = {f"T{i:05}-1": f"{i + 17:07}" for i in range(12)}
    boek.pas_toe(TRAJECTEN, "Traject ID", nummers.get).pas_toe(CQI, "Traject ID", nummers.get)
    return boek.pas_toe(ROM, "Traject ID", lambda x: int(nummers[x]))


@schade(("W011", TRAJECTEN, "Diagnosehoofdstuk", (2,)), anders="diagnosehoofdstuk")
def zin_in_diagnose(boek: Boek) -> Any:
    return boek.zet(TRAJECTEN, "Diagnosehoofdstuk", 2, "angst sinds de verhuizing")


# ---- privacy


@schade(("P001", TRAJECTEN, "BSN", ()))
def kolom_bsn(boek: Boek) -> Any:
    return boek.extra_kolom(TRAJECTEN, "BSN", lambda i: BSNS[i % 8])


@schade(("P001", TRAJECTEN, "Geboortedatum", ()), ("P001", TRAJECTEN, "Achternaam cliënt", ()))
def kolommen_naam_en_geboortedatum(boek: Boek) -> Any:
    boek.extra_kolom(TRAJECTEN, "Geboortedatum", lambda i: date(1980, 1, 1 + i), 2)
    return boek.extra_kolom(TRAJECTEN, "Achternaam cliënt", lambda i: "Jansen")


@schade(("P002", TRAJECTEN, "Kenmerk", ()))
def bsn_onder_onschuldige_kop(boek: Boek) -> Any:
    return boek.extra_kolom(TRAJECTEN, "Kenmerk", lambda i: int(BSNS[i % 8]))


@schade(("P002", ROM, "Cliënt ID", ()), ("K020", ROM, "Cliënt ID", ()), gelijk=False)
def bsn_als_clientnummer(boek: Boek) -> Any:
    return boek.pas_toe(ROM, "Cliënt ID", lambda x: BSNS[int(x[1:]) % 8])


@schade(("P003", TRAJECTEN, "Memo", ()))
def vrije_tekst(boek: Boek) -> Any:
    return boek.extra_kolom(TRAJECTEN, "Memo", lambda i: f"belde met huisarts, BSN {BSNS[i % 8]}")


@schade(("P001", TRAJECTEN, "Cliënt", ()), ("K020", TRAJECTEN, "Cliënt", ()), gelijk=False)
def namen_als_clientnummer(boek: Boek) -> Any:
    namen = ["Jansen, P.", "de Vries", "Bakker A.", "Visser", "Smit", "Meijer", "Mulder", "Bos", "Vos", "Peters"]
    namen += ["Hendriks", "Dekker"]
    boek.kop(TRAJECTEN, "Cliënt ID", "Cliënt")
    return boek.pas_toe(TRAJECTEN, "Cliënt", lambda x: namen[int(x[1:])])


# ---- far and large


def _cel_ver_weg(plaats: str) -> bytes:
    def voeg_toe(deel: bytes) -> bytes:
        cel = f'<row r="1048576"><c r="{plaats}" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
        return deel.replace(b"</sheetData>", cel.encode())

    return wijzig_deel(als_xlsx(schoon_boek()), "xl/worksheets/sheet2.xml", voeg_toe)


SCHADE.append(
    Schade(
        "cel_in_de_verste_hoek",
        lambda: _cel_ver_weg("XFD1048576"),
        (("L008", ROM, None, ()),),
        gelijk=False,
        in_kind=True,
    )
)
SCHADE.append(Schade("miljoen_lege_rijen", lambda: _cel_ver_weg("H1048576"), (), gelijk=True, in_kind=True))


def open_trajecten(boek: Boek) -> Boek:
    """Not damage: two trajecten that still run."""
    return boek.zet(TRAJECTEN, EINDE, 3, None).zet(TRAJECTEN, EINDE, 4, date(2026, 1, 1) + timedelta(days=3))
