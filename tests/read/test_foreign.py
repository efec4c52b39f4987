"""What is no export gets the name of what it is, and a hint that its sender can follow."""

import io
import struct
import zipfile
from pathlib import Path

import pytest
import xlwt
from xlwt.CompoundDoc import XlsDoc

from spiegelrapport.read.archive import inspect
from spiegelrapport.read.file_format import FileFormat, recognise
from spiegelrapport.read.objection import Objection
from spiegelrapport.read.remarks import find


def zip_met(*namen: str, mimetype: bytes = b"") -> bytes:
    los = io.BytesIO()
    with zipfile.ZipFile(los, "w") as archief:
        for naam, inhoud in [("mimetype", mimetype)] * bool(mimetype) + [(naam, b"x") for naam in namen]:
            archief.writestr(naam, inhoud)
    return los.getvalue()


def xls(*records: bytes) -> bytes:
    """A workbook of Excel 97 with `records` after its first one."""
    boek = xlwt.Workbook()
    boek.add_sheet("ROM").write(0, 0, "Score")
    biff = boek.get_biff_data()
    begin = 4 + struct.unpack_from("<H", biff, 2)[0]
    los = io.BytesIO()
    XlsDoc().save(los, biff[:begin] + b"".join(records) + biff[begin:])
    return los.getvalue()


def ole(stroom: str) -> bytes:
    """An OLE file whose one stream has another name than a workbook's; both names are padded to the same length."""
    nieuw, oud = stroom.encode("utf-16-le"), "Workbook".encode("utf-16-le")
    lengte = struct.pack("<H", len(nieuw) + 2)
    bytes_ = bytearray(xls())
    plek = bytes_.index(oud)
    bytes_[plek : plek + 64] = nieuw.ljust(64, b"\0")
    bytes_[plek + 64 : plek + 66] = lengte
    return bytes(bytes_)


FILEPASS = struct.pack("<HHHHH", 0x2F, 6, 0, 1, 2)
SOORTEN: dict[str, tuple[bytes, str, str]] = {
    "brief.docx": (zip_met("word/document.xml"), "een Word-document", "met de koppen uit het sjabloon"),
    "brief.doc": (ole("WordDocument"), "een Word-document", "met de koppen uit het sjabloon"),
    "dia.pptx": (zip_met("ppt/presentation.xml"), "een presentatie", "met de koppen uit het sjabloon"),
    "brief.odt": (zip_met("content.xml", mimetype=b"application/vnd.oasis.opendocument.text"), "een tekstdocument", "sjabloon"),
    "levering.msg": (ole("__properties_version1.0"), "een bewaarde mail", "sla de bijlage op"),
    "levering.eml": (b"Received: from a\r\nMIME-Version: 1.0\r\n", "een bewaarde mail", "sla de bijlage op"),
    "levering.zip": (zip_met("06012345.xlsx"), "een zip-archief", "Pak het archief uit"),
    "levering.pdf": (b"%PDF-1.7\n", "een PDF", "je EPD exporteert"),
    "levering.numbers": (zip_met("Index/Document.iwa"), "een Numbers-bestand", "Exporteer naar, Excel"),
}  # fmt: skip


def formaat(pad: Path) -> FileFormat:
    """As the reader looks: the first bytes, and then what a zip holds."""
    gezien = recognise(pad)
    return inspect(pad) if gezien is FileFormat.XLSX else gezien


def bezwaar(map_: Path, naam: str, inhoud: bytes) -> Objection:
    pad = map_ / naam
    pad.write_bytes(inhoud)
    with pytest.raises(Objection) as fout:
        formaat(pad)
    return fout.value


@pytest.mark.parametrize("naam", SOORTEN)
def test_a_foreign_file_is_named_with_a_hint_that_fits(naam: str, tmp_path: Path) -> None:
    inhoud, wat, hulp = SOORTEN[naam]
    fout = bezwaar(tmp_path, naam, inhoud)
    finding = find(fout.code, naam, **fout.woorden)
    assert finding.bericht == f"Dit bestand is geen Excel- of CSV-bestand, maar {wat}."
    assert hulp in finding.herstel


def test_a_password_on_a_workbook_of_excel_97_is_called_a_password(tmp_path: Path) -> None:
    assert bezwaar(tmp_path, "oud.xls", xls(FILEPASS)).code == "L002"


def test_a_workbook_of_excel_97_without_one_is_read(tmp_path: Path) -> None:
    pad = tmp_path / "oud.xls"
    pad.write_bytes(xls())
    assert recognise(pad) is FileFormat.XLS
