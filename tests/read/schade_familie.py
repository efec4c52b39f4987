"""The corpus, concluded: further members of the kinds that went wrong, in the formats in which they had not been tried."""

import io
import re
import struct
from datetime import date, timedelta
from typing import Any

import xlwt

from tests.read.boek import CQI, ROM, TRAJECTEN, Boek, als_csv, als_ods, als_xlsx, wijzig_deel
from tests.read.schade import AGB, BEGIN, DIRECT, EINDE, schade
from tests.read.schade_stil import ALLE, BLAD1, GEEN_ANDER_BLAD, cellen_als, csv, in_utc, letter, op_regel
from tests.read.xlsb import als_xlsb, record

NUL_1904 = date(1904, 1, 1)
BLAD1_XLSB = "xl/worksheets/sheet1.bin"
BrtWbProp, BrtRowHdr, BrtMergeCell = 153, 0, 176


# ---- workbooks that count from 1904, with bare serial numbers


def vanaf_1904(boek: Boek) -> Boek:
    return boek.pas_toe(TRAJECTEN, BEGIN, lambda dag: (dag - NUL_1904).days)


@schade(naam=f"{AGB}.xls")
def seriegetallen_vanaf_1904_in_excel_97(boek: Boek) -> Any:
    werkmap = xlwt.Workbook()
    werkmap.dates_1904 = True
    dag = xlwt.easyxf(num_format_str="DD-MM-YYYY")
    for naam, rijen in vanaf_1904(boek).bladen.items():
        blad = werkmap.add_sheet(naam)
        for i, rij in enumerate(rijen):
            for j, cel in enumerate(rij):
                if isinstance(cel, date):  # xlwt writes dates from 1900 only
                    blad.write(i, j, (cel - NUL_1904).days, dag)
                elif cel is not None:
                    blad.write(i, j, cel)
    uit = io.BytesIO()
    werkmap.save(uit)
    return uit.getvalue()


@schade(naam=f"{AGB}.xlsb")
def seriegetallen_vanaf_1904_in_binair_excel(boek: Boek) -> Any:
    eigenschappen = record(BrtWbProp, struct.pack("<III", 1, 0, 0))
    begin = record(131)
    return wijzig_deel(
        als_xlsb(vanaf_1904(boek)), "xl/workbook.bin", lambda deel: deel.replace(begin, begin + eigenschappen, 1)
    )


@schade(naam=f"{AGB}.ods")
def seriegetallen_vanaf_1904_in_ods(boek: Boek) -> Any:
    dag_nul = (
        b"<office:spreadsheet><table:calculation-settings>"
        b'<table:null-date table:date-value="1904-01-01"/></table:calculation-settings>'
    )
    return wijzig_deel(
        als_ods(vanaf_1904(boek)), "content.xml", lambda xml: xml.replace(b"<office:spreadsheet>", dag_nul)
    )


@schade()
def jaar_maand_dag_als_getal_in_een_werkmap_vanaf_1904(boek: Boek) -> Any:
    boek.vanaf_1904 = True
    return boek.pas_toe(TRAJECTEN, BEGIN, lambda dag: int(f"{dag:%Y%m%d}"))


# ---- binary Excel


@schade(("B014", TRAJECTEN, None, (4,)), naam=f"{AGB}.xlsb")
def rij_verborgen_in_binair_excel(boek: Boek) -> Any:
    def verberg(deel: bytes) -> bytes:
        rij = record(BrtRowHdr, struct.pack("<IIHBBBI", 3, 0, 300, 0, 0, 0, 0))
        assert rij in deel
        return deel.replace(rij, record(BrtRowHdr, struct.pack("<IIHBBBI", 3, 0, 300, 0, 0x10, 0, 0)))

    return wijzig_deel(als_xlsb(boek), BLAD1_XLSB, verberg)


@schade(("B012", ROM, "Traject ID", tuple(range(3, 26, 2))), naam=f"{AGB}.xlsb")
def samengevoegd_in_binair_excel(boek: Boek) -> Any:
    for rij in range(3, 26, 2):
        boek.zet(ROM, "Traject ID", rij, None)
    gebieden = b"".join(record(BrtMergeCell, struct.pack("<IIII", i, i + 1, 1, 1)) for i in range(1, 25, 2))
    einde = record(146)  # BrtEndSheetData
    return wijzig_deel(als_xlsb(boek), "xl/worksheets/sheet2.bin", lambda deel: deel.replace(einde, einde + gebieden))


@schade(("W003", TRAJECTEN, DIRECT, (2,)), naam=f"{AGB}.xlsb", anders="minuten_direct")
def negatieve_klok_als_tekst_in_binair_excel(boek: Boek) -> Any:
    return als_xlsb(boek.zet(TRAJECTEN, DIRECT, 2, "-1:30"))


# ---- negative and odd clocks, other ways of writing a number


@schade(("W003", TRAJECTEN, DIRECT, (2, 3, 4)), anders="minuten_direct")
def negatieve_klok_anders_geschreven(boek: Boek) -> Any:
    boek.zet(TRAJECTEN, DIRECT, 2, "\u22121:30").zet(TRAJECTEN, DIRECT, 3, "(1:30)")
    return boek.zet(TRAJECTEN, DIRECT, 4, "1:30-")


@schade(("W019", TRAJECTEN, DIRECT, ALLE))
def minuten_met_drie_nullen_als_iso_tekst_met_spaties(boek: Boek) -> Any:
    return boek.pas_toe(TRAJECTEN, DIRECT, lambda minuten: f" {minuten}.000\u00a0")


@schade()
def minuten_met_komma_en_drie_nullen(boek: Boek) -> Any:
    return boek.pas_toe(TRAJECTEN, DIRECT, lambda minuten: f"{minuten},000")


# ---- identifiers


@schade(("W013", TRAJECTEN, "Cliënt ID", (2, 3)), gelijk=False)
def nummer_in_wetenschappelijke_notatie_met_punt_en_kleine_letter(boek: Boek) -> Any:
    return boek.zet(TRAJECTEN, "Cliënt ID", 2, "1.20001e+12").zet(TRAJECTEN, "Cliënt ID", 3, "2E+15")


@schade()
def nummers_met_een_aanhalingsteken_ervoor(boek: Boek) -> Any:
    for blad in (TRAJECTEN, ROM):
        boek.pas_toe(blad, "Cliënt ID", lambda client: f"'{client}")
    return boek


# ---- dates


@schade(("W016", TRAJECTEN, EINDE, ALLE))
def middernacht_in_utc_met_verschil_in_uren(boek: Boek) -> Any:
    return boek.pas_toe(TRAJECTEN, EINDE, lambda dag: f"{in_utc(dag):%Y-%m-%dT%H:%M:%S}+00:00")


@schade(("K006", TRAJECTEN, EINDE, ()), anders="einddatum")
def verplichte_kolom_met_alleen_null(boek: Boek) -> Any:
    return boek.pas_toe(TRAJECTEN, EINDE, lambda _: "NULL")


@schade(("K006", TRAJECTEN, EINDE, ()), anders="einddatum")
def verplichte_kolom_met_alleen_spaties(boek: Boek) -> Any:
    return boek.pas_toe(TRAJECTEN, EINDE, lambda _: "\u00a0 ")


@schade(("K006", TRAJECTEN, EINDE, ()), anders="einddatum")
def verplichte_kolom_met_formules_met_lege_uitkomst(boek: Boek) -> Any:
    return cellen_als(boek, EINDE, ALLE, '<c t="str"><f>IF(A1="","",A1)</f><v></v></c>')


# ---- two columns for one


@schade(("K008", TRAJECTEN, "Einddatum", ()))
def kolom_met_alleen_foutwaarden_voor_een_gevulde(boek: Boek) -> Any:
    boek.kop(TRAJECTEN, EINDE, "Zorgtraject Eind Datum")
    return boek.extra_kolom(TRAJECTEN, "Einddatum", lambda i: "#N/B", 3)


# ---- merged and hidden


@schade(("B017", TRAJECTEN, "Indirecte minuten", (2,)), anders="minuten_indirect")
def minuten_samengevoegd_over_kolommen(boek: Boek) -> Any:
    boek.zet(TRAJECTEN, "Indirecte minuten", 2, None)
    boek.samengevoegd = {TRAJECTEN: [f"{letter(DIRECT)}2:{letter('Indirecte minuten')}2"]}
    return boek


@schade(("B014", TRAJECTEN, None, (4, 5)))
def rijen_verborgen_zoals_andere_programma_s_het_schrijven(boek: Boek) -> Any:
    def verberg(xml: bytes) -> bytes:
        return re.sub(rb'<row r="([45])"', rb"<row hidden='true' r='\1'", xml)

    return wijzig_deel(als_xlsx(boek), BLAD1, verberg)


# ---- errors by other names


@schade(("W009", TRAJECTEN, "Geplande afspraken", (2, 3, 4, 5, 6)), anders="afspraken_gepland")
def zeldzame_foutwaarden_als_tekst(boek: Boek) -> Any:
    for rij, tekst in enumerate(("#GETAL!", "#LEEG!", "#OVERLOOP!", "#N/A", "#SPILL!"), start=2):
        boek.zet(TRAJECTEN, "Geplande afspraken", rij, tekst)
    return boek


# ---- CSV


@schade(*GEEN_ANDER_BLAD, naam=f"{AGB}.csv", gelijk=False)
def csv_met_alleen_cr_als_regeleinde(boek: Boek) -> Any:
    return als_csv(boek.bladen[TRAJECTEN]).replace(b"\r\n", b"\r")


@schade(("B010", AGB, None, (6,)), *GEEN_ANDER_BLAD, naam=f"{AGB}.csv", gelijk=False)
def csv_aanhaling_alleen_in_een_veld_met_scheidingsteken(boek: Boek) -> Any:
    return csv(op_regel((6,), lambda r: r.replace(";regulier;", ';regulier";')))


@schade(("B015", AGB, None, (3, 4)), *GEEN_ANDER_BLAD, naam=f"{AGB}.csv", gelijk=False)
def csv_rij_in_tweeen_gebroken(boek: Boek) -> Any:
    return csv(op_regel((3,), lambda r: r.replace(";regulier;", "\r\n;regulier;")))


@schade(("W016", CQI, "Invuldatum", None))
def zomerdatums_in_utc_naast_kale(boek: Boek) -> Any:
    """A program that writes UTC writes midnight in winter as 23:00 and in summer as 22:00; here only some rows."""
    dagen = iter(range(99))
    return boek.pas_toe(CQI, "Invuldatum", lambda dag: in_utc(dag) if next(dagen) % 2 else dag + timedelta(0))
