"""What kind of file this is, told by its first bytes and never by its name."""

import struct
from enum import StrEnum
from pathlib import Path

import olefile

from spiegelrapport.read.foreign import MAILKOPPEN, MERKEN, STROMEN
from spiegelrapport.read.objection import Objection

KOP_BYTES = 4096
RECORD = struct.Struct("<HH")  # kind and length of a record of Excel 97
FILEPASS = 0x2F


class FileFormat(StrEnum):
    """The formats that can be read; the value is what a user calls it."""

    XLSX = "Excel-bestand"
    XLSB = "binair Excel-bestand"
    XLS = "Excel 97-bestand"
    ODS = "OpenDocument-rekenblad"
    CSV = "CSV-bestand"


EXTENSIES = {
    FileFormat.XLSX: (".xlsx", ".xlsm"),
    FileFormat.XLSB: (".xlsb",),
    FileFormat.XLS: (".xls",),
    FileFormat.ODS: (".ods",),
    FileFormat.CSV: (".csv", ".txt", ".tsv"),
}


def recognise(pad: Path) -> FileFormat:
    """The format, or a Objection that says what the file looks like instead. Zip files are told apart elsewhere."""
    if pad.is_symlink() or not pad.is_file():
        raise Objection("L010", wat="een verwijzing" if pad.is_symlink() else "geen bestand")
    with pad.open("rb") as bestand:
        kop = bestand.read(KOP_BYTES)
    if not kop.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise Objection("L003")
    if kop.startswith(olefile.MAGIC):
        return _ole(pad)
    if kop.startswith(b"PK"):
        return FileFormat.XLSX
    for merk, wat in MERKEN:
        if kop.startswith(merk):
            raise Objection("L001", wat=wat)
    return _tekst(kop)


def name_fits(pad: Path, formaat: FileFormat) -> bool:
    """Whether the file's extension promises what it holds."""
    return pad.suffix.lower() in EXTENSIES[formaat]


def _ole(pad: Path) -> FileFormat:
    """Excel 97 keeps a Workbook stream; a file with a password keeps its contents in EncryptedPackage."""
    try:
        with olefile.OleFileIO(pad) as ole:
            if ole.exists("EncryptedPackage"):
                raise Objection("L002")
            for naam in ("Workbook", "Book"):
                if ole.exists(naam):
                    _zonder_wachtwoord(ole.openstream(naam).read(KOP_BYTES))
                    return FileFormat.XLS
            wat = next((wat for stroom, wat in STROMEN if ole.exists(stroom)), "een ander Office-bestand")
    except (OSError, ValueError, IndexError, TypeError, AttributeError, RecursionError, KeyError):
        raise Objection("L005", wat="de inhoudsopgave is onleesbaar") from None
    raise Objection("L001", wat=wat)


def _zonder_wachtwoord(stroom: bytes) -> None:
    """A workbook of Excel 97 says FILEPASS among its first records when the rest is encrypted."""
    plek = 0
    while plek + RECORD.size <= len(stroom):
        soort, lengte = RECORD.unpack_from(stroom, plek)
        if soort == FILEPASS:
            raise Objection("L002")
        plek += RECORD.size + lengte


def _tekst(kop: bytes) -> FileFormat:
    utf16 = kop.startswith((b"\xff\xfe", b"\xfe\xff"))
    begin = kop.decode("utf-16" if utf16 else "latin-1", errors="ignore").lstrip("\ufeffï»¿ \t\r\n").lower()
    if begin.startswith(("<!doctype html", "<html", "<table", "<meta", "<head", "<style")):
        raise Objection("L004")
    if begin.startswith("<?xml") or begin.startswith("<"):
        raise Objection("L004") if "<html" in begin else Objection("L001", wat="een XML-bestand")
    if begin.startswith(MAILKOPPEN):
        raise Objection("L001", wat="een bewaarde mail")
    if begin.startswith(("{", "[")):
        raise Objection("L001", wat="een JSON-bestand")
    if not utf16 and b"\0" in kop:
        raise Objection("L001", wat="onbekende binaire inhoud")
    return FileFormat.CSV
