"""The corpus, continued: what used to change figures without a word, in every format in which it can occur."""

import io
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import xlwt

from tests.read.boek import CQI, ROM, TRAJECTEN, Boek, als_csv, als_ods, als_xls, als_xlsx, schoon_boek, wijzig_deel
from tests.read.schade import AGB, BEGIN, DIRECT, EINDE, schade
from tests.read.xlsb import als_xlsb

ALLE = tuple(range(2, 14))
GEEN_ANDER_BLAD = (("L013", None, None, ()), ("L013", None, None, ()))
BLAD1, BLAD2 = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"


def letter(kop: str, blad: str = TRAJECTEN) -> str:
    return "ABCDEFGHIJKLMNOPQRSTUV"[schoon_boek().kolom(blad, kop)]


def cel_als(blad: bytes, naam: str, inhoud: str) -> bytes:
    """Another cell in the XML of a sheet, given without its place."""
    nieuw = inhoud.replace("<c", f'<c r="{naam}"', 1).encode()
    uit, keer = re.subn(rb'<c r="%s"[^>]*?(?:/>|>.*?</c>)' % naam.encode(), lambda _: nieuw, blad)
    assert keer == 1
    return uit


def cellen_als(
    boek: Boek, kop: str, rijen: tuple[int, ...], inhoud: str, deel: str = BLAD1, blad: str = TRAJECTEN
) -> bytes:
    def wijzig(xml: bytes) -> bytes:
        for rij in rijen:
            xml = cel_als(xml, f"{letter(kop, blad)}{rij}", inhoud)
        return xml

    return wijzig_deel(als_xlsx(boek), deel, wijzig)


# ---- formulas without outcome, empty columns


@schade(("W014", TRAJECTEN, EINDE, ALLE), gelijk=True, anders="einddatum")
def formules_zonder_uitkomst(boek: Boek) -> Any:
    return cellen_als(boek, EINDE, ALLE, "<c><f>DATE(2025,1,1)</f><v></v></c>")


@schade(("W014", TRAJECTEN, DIRECT, (4, 9)), anders="minuten_direct")
def formules_zonder_uitkomst_op_twee_rijen(boek: Boek) -> Any:
    return cellen_als(boek, DIRECT, (4, 9), '<c><f t="shared" si="0"/></c>')


@schade(("W014", ROM, "Score", (3,)), gelijk=False)
def formule_zonder_uitkomst_op_een_ander_blad(boek: Boek) -> Any:
    return cellen_als(boek, "Score", (3,), "<c><f>A1</f></c>", BLAD2, ROM)


@schade(("W014", TRAJECTEN, DIRECT, (2,)), naam=f"{AGB}.ods", anders="minuten_direct")
def formule_zonder_uitkomst_in_ods(boek: Boek) -> Any:
    ods = als_ods(boek.zet(TRAJECTEN, DIRECT, 2, "WEG"))
    cel = b'<table:table-cell office:value-type="string"><text:p>WEG</text:p></table:table-cell>'
    return wijzig_deel(
        ods, "content.xml", lambda xml: xml.replace(cel, b'<table:table-cell table:formula="of:=[.A1]"/>')
    )


@schade(anders="reden_sluiten")
def formule_met_lege_tekst_als_uitkomst(boek: Boek) -> Any:
    return cellen_als(boek, "Reden sluiten", (4,), '<c t="str"><f>IF(A1="","",A1)</f><v></v></c>')


@schade(("K006", TRAJECTEN, DIRECT, ()), anders="minuten_direct")
def verplichte_kolom_leeg(boek: Boek) -> Any:
    return boek.pas_toe(TRAJECTEN, DIRECT, lambda _: None)


@schade(("K006", TRAJECTEN, EINDE, ()), anders="einddatum")
def verplichte_kolom_met_alleen_streepjes(boek: Boek) -> Any:
    return boek.pas_toe(TRAJECTEN, EINDE, lambda _: "-")


@schade(("K006", ROM, "Cliënt ID", ()), gelijk=False)
def verplichte_kolom_van_rom_leeg(boek: Boek) -> Any:
    boek.pas_toe(ROM, "Cliënt ID", lambda _: None)
    return boek


@schade(("K007", TRAJECTEN, "Intakedatum", ()), anders="intakedatum")
def optionele_kolom_leeg(boek: Boek) -> Any:
    return boek.pas_toe(TRAJECTEN, "Intakedatum", lambda _: None)


# ---- two columns for one


@schade(("K008", TRAJECTEN, "Einddatum", ()))
def lege_kolom_voor_een_gevulde(boek: Boek) -> Any:
    boek.kop(TRAJECTEN, EINDE, "Zorgtraject Eind Datum")
    return boek.extra_kolom(TRAJECTEN, "Einddatum", lambda i: None, 3)


@schade(("K008", TRAJECTEN, EINDE, ()))
def kolom_met_streepjes_voor_een_gevulde(boek: Boek) -> Any:
    boek.kop(TRAJECTEN, EINDE, "Sluitdatum")
    return boek.extra_kolom(TRAJECTEN, EINDE, lambda i: "-" if i % 2 else "n.v.t.", 3)


@schade(("K003", TRAJECTEN, "Sluitdatum", ()))
def kop_van_het_sjabloon_naast_een_andere(boek: Boek) -> Any:
    return boek.extra_kolom(TRAJECTEN, "Sluitdatum", lambda i: date(2020, 1, 1 + i))


@schade(("K009", TRAJECTEN, "Einddatum", ()), gelijk=False)
def twee_gevulde_kolommen_die_verschillen(boek: Boek) -> Any:
    boek.kop(TRAJECTEN, EINDE, "Einddatum")
    return boek.extra_kolom(TRAJECTEN, "Sluitdatum", lambda i: date(2025, 1, 1 + i))


@schade(("K009", TRAJECTEN, EINDE, ()), gelijk=False)
def kop_van_het_sjabloon_bijna_leeg_naast_een_gevulde(boek: Boek) -> Any:
    boek.extra_kolom(TRAJECTEN, "Sluitdatum", lambda i: date(2025, 1, 1 + i))
    return boek.pas_toe(TRAJECTEN, EINDE, lambda dag: dag if dag.month == 4 and dag.year == 2024 else None)


@schade(("K010", TRAJECTEN, "Datum aanmelding", ()), anders="aanmelddatum")
def twee_gevulde_optionele_kolommen_die_verschillen(boek: Boek) -> Any:
    boek.kop(TRAJECTEN, "Aanmelddatum", "Datum aanmelding")
    return boek.extra_kolom(TRAJECTEN, "Verwijsdatum", lambda i: date(2024, 1, 1 + i))


# ---- CSV


def csv(functie: Callable[[list[str]], list[str]], blad: str = TRAJECTEN) -> bytes:
    regels = als_csv(schoon_boek().bladen[blad], ";", "utf-8").decode().split("\r\n")
    return "\r\n".join(functie(regels)).encode()


def op_regel(nummers: tuple[int, ...], functie: Callable[[str], str]) -> Callable[[list[str]], list[str]]:
    return lambda regels: [functie(r) if i in nummers else r for i, r in enumerate(regels, start=1)]


@schade(("B010", AGB, None, (4, 9)), *GEEN_ANDER_BLAD, naam=f"{AGB}.csv", gelijk=False)
def csv_aanhaling_aan_het_begin_van_een_veld(boek: Boek) -> Any:
    return csv(op_regel((4, 9), lambda r: r.replace(";regulier;", ';"regulier;')))


@schade(("B010", AGB, None, (4, 9)), *GEEN_ANDER_BLAD, naam=f"{AGB}.csv", gelijk=False)
def csv_aanhaling_die_vijf_rijen_verder_sluit(boek: Boek) -> Any:
    return csv(
        lambda regels: op_regel((9,), lambda r: r + '"')(
            op_regel((4,), lambda r: r.replace(";Ja;Ja", ';Ja;"Ja'))(regels)
        )
    )


@schade(("B010", AGB, None, (13,)), *GEEN_ANDER_BLAD, naam=f"{AGB}.csv", gelijk=False)
def csv_aanhaling_op_de_laatste_regel(boek: Boek) -> Any:
    return csv(op_regel((13,), lambda r: r.replace(";regulier;", ';"regulier;')))


@schade(("P003", AGB, "Toelichting", ()), *GEEN_ANDER_BLAD, naam=f"{AGB}.csv", gelijk=False)
def csv_met_regeleinden_in_een_cel(boek: Boek) -> Any:
    boek.extra_kolom(TRAJECTEN, "Toelichting", lambda i: f'eerste\ntweede; "derde"\n\nvierde {i}')
    return als_csv(boek.bladen[TRAJECTEN])


@schade(("B015", AGB, None, (3, 7)), *GEEN_ANDER_BLAD, naam=f"{AGB}.csv", gelijk=False)
def csv_met_een_cel_te_veel(boek: Boek) -> Any:
    return csv(op_regel((3, 7), lambda r: r.replace(";GBG03;", ";GBG03;GBG03;", 1)))


@schade(("B015", AGB, None, (5,)), *GEEN_ANDER_BLAD, naam=f"{AGB}.csv", gelijk=False)
def csv_met_een_cel_te_weinig(boek: Boek) -> Any:
    return csv(op_regel((5,), lambda r: r.replace(";GBG03;", ";", 1)))


@schade(*GEEN_ANDER_BLAD, naam=f"{AGB}.csv", gelijk=False)
def csv_met_lege_cellen_voorbij_de_koppen(boek: Boek) -> Any:
    return csv(op_regel((3, 7, 8), lambda r: r + ";;"))


# ---- dates


def verwisseld(dag: date) -> Any:
    """As an American Excel imports dd-mm-jjjj."""
    return date(dag.year, dag.day, dag.month) if dag.day <= 12 else f"{dag:%d-%m-%Y}"


@schade(("W017", TRAJECTEN, BEGIN, None), ("W017", TRAJECTEN, "Intakedatum", None), anders="begindatum,intakedatum")
def dag_en_maand_verwisseld(boek: Boek) -> Any:
    return boek.pas_toe(TRAJECTEN, BEGIN, verwisseld).pas_toe(TRAJECTEN, "Intakedatum", verwisseld)


@schade(("W017", ROM, "Meetdatum", None), gelijk=False)
def dag_en_maand_verwisseld_en_als_iso_bewaard(boek: Boek) -> Any:
    return boek.pas_toe(ROM, "Meetdatum", lambda dag: str(verwisseld(dag)))


@schade(("W017", AGB, BEGIN, None), *GEEN_ANDER_BLAD, naam=f"{AGB}.csv", gelijk=False)
def dag_en_maand_verwisseld_in_csv(boek: Boek) -> Any:
    boek.pas_toe(
        TRAJECTEN, BEGIN, lambda dag: f"{dag.day}/{dag.month}/{dag.year}" if dag.day <= 12 else f"{dag:%d-%m-%Y}"
    )
    return als_csv(boek.bladen[TRAJECTEN])


def in_utc(dag: date) -> datetime:
    return datetime(dag.year, dag.month, dag.day) - timedelta(hours=2 if 4 <= dag.month <= 10 else 1)  # noqa: DTZ001


@schade(("W016", TRAJECTEN, EINDE, ALLE), ("W016", CQI, "Invuldatum", None))
def middernacht_in_utc(boek: Boek) -> Any:
    return boek.pas_toe(TRAJECTEN, EINDE, in_utc).pas_toe(CQI, "Invuldatum", in_utc)


@schade(("W016", TRAJECTEN, EINDE, (3, 4)))
def middernacht_in_utc_op_twee_rijen(boek: Boek) -> Any:
    for rij in (3, 4):
        boek.zet(TRAJECTEN, EINDE, rij, in_utc(boek.bladen[TRAJECTEN][rij - 1][7]))
    return boek


@schade(("W016", TRAJECTEN, EINDE, ALLE))
def middernacht_in_utc_als_tekst(boek: Boek) -> Any:
    return boek.pas_toe(TRAJECTEN, EINDE, lambda dag: f"{in_utc(dag):%Y-%m-%dT%H:%M:%S.000}Z")


@schade(("W016", TRAJECTEN, EINDE, ALLE))
def middernacht_in_utc_als_serienummer(boek: Boek) -> Any:
    nul = datetime(1899, 12, 30)  # noqa: DTZ001
    return boek.pas_toe(TRAJECTEN, EINDE, lambda dag: (in_utc(dag) - nul) / timedelta(days=1))


@schade()
def tijden_van_afspraken_in_een_datumkolom(boek: Boek) -> Any:
    uren = iter([9, 14, 22, 23, *[10] * 20])
    return boek.pas_toe(TRAJECTEN, EINDE, lambda dag: datetime(dag.year, dag.month, dag.day, next(uren)))  # noqa: DTZ001


@schade(("W015", TRAJECTEN, EINDE, (3, 5)), anders="einddatum")
def lopend_als_1900(boek: Boek) -> Any:
    return boek.zet(TRAJECTEN, EINDE, 3, date(1900, 1, 1)).zet(TRAJECTEN, EINDE, 5, "31-12-9999")


@schade(("W015", TRAJECTEN, EINDE, (4,)), anders="einddatum")
def lopend_als_nul(boek: Boek) -> Any:
    return boek.zet(TRAJECTEN, EINDE, 4, 0)


# ---- numbers


@schade(("W003", TRAJECTEN, DIRECT, (2, 3)), anders="minuten_direct")
def negatieve_klok(boek: Boek) -> Any:
    boek.zet(TRAJECTEN, DIRECT, 2, time(1, 30)).zet(TRAJECTEN, DIRECT, 3, time(1, 30))
    return wijzig_deel(
        als_xlsx(boek),
        BLAD1,
        lambda xml: xml.replace(b"<v>0.0625</v>", b"<v>-0.0625</v>").replace(b"<v>0.06250", b"<v>-0.0625"),
    )


def excel_97(boek: Boek, werk: Callable[[Any, Any], None]) -> bytes:
    """The workbook after `werk` on its sheets of trajecten and ROM."""
    werkmap = xlwt.Workbook()
    dag = xlwt.easyxf(num_format_str="DD-MM-YYYY")
    for naam, rijen in boek.bladen.items():
        blad = werkmap.add_sheet(naam, cell_overwrite_ok=True)
        for i, rij in enumerate(rijen):
            for j, cel in enumerate(rij):
                if cel is not None:
                    blad.write(i, j, cel, dag) if isinstance(cel, date) else blad.write(i, j, cel)
    werk(werkmap.get_sheet(0), werkmap.get_sheet(1))
    uit = io.BytesIO()
    werkmap.save(uit)
    return uit.getvalue()


@schade(("W003", TRAJECTEN, DIRECT, (2,)), naam=f"{AGB}.xls", anders="minuten_direct")
def negatieve_klok_in_excel_97(boek: Boek) -> Any:
    klok = xlwt.easyxf(num_format_str="[h]:mm")
    return excel_97(boek, lambda trajecten, _: trajecten.write(1, boek.kolom(TRAJECTEN, DIRECT), -0.0625, klok))


@schade(("W014", TRAJECTEN, DIRECT, (5,)), naam=f"{AGB}.xls", anders="minuten_direct")
def formule_zonder_uitkomst_in_excel_97(boek: Boek) -> Any:
    formule = xlwt.Formula("1+1")
    return excel_97(boek, lambda trajecten, _: trajecten.write(4, boek.kolom(TRAJECTEN, DIRECT), formule))


@schade(("B014", TRAJECTEN, None, (4,)), ("B012", ROM, "Traject ID", tuple(range(3, 26, 2))), naam=f"{AGB}.xls")
def verborgen_en_samengevoegd_in_excel_97(boek: Boek) -> Any:
    def werk(trajecten: Any, rom: Any) -> None:
        trajecten.row(3).hidden = True
        for i in range(1, 25, 2):
            rom.merge(i, i + 1, 1, 1)

    for rij in range(3, 26, 2):
        boek.zet(ROM, "Traject ID", rij, None)
    return excel_97(boek, werk)


@schade(("W003", TRAJECTEN, DIRECT, (2,)), anders="minuten_direct")
def negatieve_klok_als_tekst(boek: Boek) -> Any:
    return boek.zet(TRAJECTEN, DIRECT, 2, "-1:30")


@schade(("W019", TRAJECTEN, DIRECT, ALLE))
def minuten_met_drie_nullen_achter_de_punt(boek: Boek) -> Any:
    return boek.pas_toe(TRAJECTEN, DIRECT, lambda minuten: f"{minuten}.000")


@schade(("W019", ROM, "Score", tuple(range(2, 26))))
def scores_met_drie_nullen_achter_de_punt(boek: Boek) -> Any:
    return boek.pas_toe(ROM, "Score", lambda score: f"{score}.000")


@schade(("W018", TRAJECTEN, DIRECT, ALLE), anders="minuten_direct")
def duizend_of_decimaal(boek: Boek) -> Any:
    return boek.pas_toe(TRAJECTEN, DIRECT, lambda minuten: f"{minuten // 100}.{minuten}")


@schade()
def minuten_met_duizendpunt_naast_kleine(boek: Boek) -> Any:
    return boek.pas_toe(TRAJECTEN, DIRECT, str)


@schade(("W013", TRAJECTEN, "Cliënt ID", (2,)), gelijk=False)
def nummer_in_wetenschappelijke_notatie(boek: Boek) -> Any:
    return boek.zet(TRAJECTEN, "Cliënt ID", 2, "1,20001E+12")


@schade(("W013", CQI, "Vragenlijst ID", tuple(range(2, 10))), anders="vragenlijst_id")
def nummers_van_meer_dan_vijftien_cijfers(boek: Boek) -> Any:
    nummers = iter(range(8))
    return boek.pas_toe(CQI, "Vragenlijst ID", lambda _: f"12345678901{next(nummers):04}0000")


@schade(gelijk=True, anders="client_id,traject_id")
def nummers_met_punt_nul(boek: Boek) -> Any:
    boek.pas_toe(TRAJECTEN, "Cliënt ID", lambda c: int(c[1:]) + 1000)
    return boek.pas_toe(ROM, "Cliënt ID", lambda c: f"{int(c[1:]) + 1000}.0")


# ---- merged and hidden


@schade(("B012", ROM, "Traject ID", tuple(range(3, 26, 2))))
def trajectnummer_samengevoegd_over_rijen(boek: Boek) -> Any:
    for rij in range(3, 26, 2):
        boek.zet(ROM, "Traject ID", rij, None)
    boek.samengevoegd = {ROM: [f"B{rij}:B{rij + 1}" for rij in range(2, 25, 2)]}
    return boek


@schade(("B013", TRAJECTEN, DIRECT, (3, 4)), anders="minuten_direct")
def minuten_samengevoegd_over_rijen(boek: Boek) -> Any:
    boek.zet(TRAJECTEN, DIRECT, 3, None).zet(TRAJECTEN, DIRECT, 4, None)
    boek.samengevoegd = {TRAJECTEN: [f"{letter(DIRECT)}2:{letter(DIRECT)}4"]}
    return boek


@schade(("B014", TRAJECTEN, None, (4, 5)))
def rijen_verborgen_door_een_filter(boek: Boek) -> Any:
    def verberg(xml: bytes) -> bytes:
        return re.sub(rb'<row r="([45])"', rb'<row r="\1" hidden="1"', xml)

    return wijzig_deel(als_xlsx(boek), BLAD1, verberg)


@schade(("B014", TRAJECTEN, None, (4,)), naam=f"{AGB}.ods")
def rij_verborgen_in_ods(boek: Boek) -> Any:
    def verberg(xml: bytes) -> bytes:
        delen = xml.split(b"<table:table-row>")
        return (
            b"<table:table-row>".join(delen[:4])
            + b'<table:table-row table:visibility="filter">'
            + b"<table:table-row>".join(delen[4:])
        )

    return wijzig_deel(als_ods(boek), "content.xml", verberg)


# ---- errors as text, in every format


FOUTTEKSTEN = ("#VERW!", "#N/B", "#REF!", "#WAARDE!", "#DEEL/0!", "#NAAM?")


def met_fouttekst(boek: Boek) -> Boek:
    for rij, tekst in enumerate(FOUTTEKSTEN, start=2):
        boek.zet(TRAJECTEN, "Geplande afspraken", rij, tekst)
    return boek


VERWACHT = ("W009", TRAJECTEN, "Geplande afspraken", tuple(range(2, 8)))


@schade(VERWACHT, anders="afspraken_gepland")
def fouten_als_tekst(boek: Boek) -> Any:
    return met_fouttekst(boek)


@schade(VERWACHT, naam=f"{AGB}.xls", anders="afspraken_gepland")
def fouten_als_tekst_in_excel_97(boek: Boek) -> Any:
    return als_xls(met_fouttekst(boek))


@schade(VERWACHT, naam=f"{AGB}.xlsb", anders="afspraken_gepland")
def fouten_als_tekst_in_binair_excel(boek: Boek) -> Any:
    return als_xlsb(met_fouttekst(boek))


@schade(VERWACHT, naam=f"{AGB}.ods", anders="afspraken_gepland")
def fouten_als_tekst_in_ods(boek: Boek) -> Any:
    return als_ods(met_fouttekst(boek))


@schade(("W009", AGB, "Geplande afspraken", tuple(range(2, 8))), *GEEN_ANDER_BLAD, naam=f"{AGB}.csv", gelijk=False)
def fouten_als_tekst_in_csv(boek: Boek) -> Any:
    return als_csv(met_fouttekst(boek).bladen[TRAJECTEN])


@schade(("W009", TRAJECTEN, "Geplande afspraken", (2,)), naam=f"{AGB}.xls", anders="afspraken_gepland")
def foutwaarde_in_excel_97(boek: Boek) -> Any:
    j = boek.kolom(TRAJECTEN, "Geplande afspraken")
    return excel_97(boek, lambda trajecten, _: trajecten.row(1).set_cell_error(j, "#N/A!"))


@schade(("W009", TRAJECTEN, DIRECT, (4,)), naam=f"{AGB}.xlsb", anders="minuten_direct")
def foutwaarde_in_binair_excel(boek: Boek) -> Any:
    def werk(deel: bytes) -> bytes:
        begin = deel.index("FOUT".encode("utf-16-le")) - 4 - 8 - 2  # behind the record's head, its place and its length
        record = deel[begin : begin + 2 + deel[begin + 1]]
        return deel.replace(record, bytes([3, 9]) + record[2:10] + b"\x2a")

    return wijzig_deel(als_xlsb(boek.zet(TRAJECTEN, DIRECT, 4, "FOUT")), "xl/worksheets/sheet1.bin", werk)


@schade(("W003", TRAJECTEN, DIRECT, (2,)), naam=f"{AGB}.ods", anders="minuten_direct")
def negatieve_klok_in_ods(boek: Boek) -> Any:
    tijd = b'office:value-type="time" office:time-value="-PT01H30M00S"><text:p>-01:30</text:p>'
    tekst = b'office:value-type="string"><text:p>WEG</text:p>'
    ods = als_ods(boek.zet(TRAJECTEN, DIRECT, 2, "WEG"))
    return wijzig_deel(ods, "content.xml", lambda xml: xml.replace(tekst, tijd))


@schade(("B012", ROM, "Traject ID", tuple(range(3, 26, 2))), naam=f"{AGB}.ods")
def samengevoegd_in_ods(boek: Boek) -> Any:
    for rij in range(2, 26):
        boek.zet(ROM, "Traject ID", rij, f"BOVEN{rij // 2 - 1:05}-1" if rij % 2 == 0 else "ONDER")

    def voeg_samen(xml: bytes) -> bytes:
        cel = b'<table:table-cell office:value-type="string"><text:p>'
        onder = cel + b"ONDER</text:p></table:table-cell>"
        boven = cel.replace(b"-cell ", b'-cell table:number-rows-spanned="2" ')
        return xml.replace(onder, b"<table:covered-table-cell/>").replace(cel + b"BOVEN", boven + b"T")

    return wijzig_deel(als_ods(boek), "content.xml", voeg_samen)


@schade(("B007", TRAJECTEN, None, (14,)), gelijk=True)
def rij_met_alleen_foutwaarden(boek: Boek) -> Any:
    """calamine shows such a row as no row at all."""
    cellen = "".join(f'<c r="{kolom}14" t="e"><v>#REF!</v></c>' for kolom in "BCGH")
    return wijzig_deel(
        als_xlsx(boek),
        BLAD1,
        lambda xml: xml.replace(b"</sheetData>", f'<row r="14">{cellen}</row></sheetData>'.encode()),
    )


@schade(("B016", None, None, ()), naam=f"{AGB}.xlsx")
def tabellen_voorbij_tweehonderd_bladen(boek: Boek) -> Any:
    boek.bladen = {f"Blad{i}": [["leeg", None]] for i in range(205)} | boek.bladen
    return boek


@schade()
def seriegetallen_vanaf_1904_zonder_opmaak(boek: Boek) -> Any:
    boek.vanaf_1904 = True
    return boek.pas_toe(TRAJECTEN, BEGIN, lambda dag: (dag - date(1904, 1, 1)).days)
