"""A zip file's directory, looked at before anything is unpacked: what it holds, and whether it is reasonable."""

import zipfile
import zlib
from pathlib import Path

from spiegelrapport.read.file_format import FileFormat
from spiegelrapport.read.foreign import DELEN, TEKSTDOCUMENT
from spiegelrapport.read.objection import Objection

UITGEPAKT_MAXIMAAL = 2 * 1024**3
VERHOUDING_MAXIMAAL = 400  # repetitive worksheets compress some 10 to 60 times
VERHOUDING_VANAF = 50 * 1024**2  # small files may compress as they like
DELEN_MAXIMAAL = 5_000
SOORTEN = {
    "xl/workbook.bin": FileFormat.XLSB,
    "xl/workbook.xml": FileFormat.XLSX,
    "content.xml": FileFormat.ODS,
}
STRICT = b"http://purl.oclc.org/ooxml"


def inspect(pad: Path) -> FileFormat:
    """Which zipped format this is; damaged, bomb-like and password-protected archives are refused."""
    try:
        with zipfile.ZipFile(pad) as archief:
            delen = archief.infolist()
            namen = {deel.filename.replace("\\", "/").lstrip("/").lower() for deel in delen}
            versleuteld = any(deel.flag_bits & 1 for deel in delen)
            belofte = b"" if versleuteld or "mimetype" not in archief.namelist() else archief.read("mimetype")[:100]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, zlib.error, EOFError, OverflowError):
        raise Objection("L005", wat="de inhoudsopgave ontbreekt of is afgebroken") from None
    _redelijk(pad, delen)
    if versleuteld:
        raise Objection("L002")
    for naam, formaat in SOORTEN.items():
        if naam in namen and not belofte.startswith(TEKSTDOCUMENT):
            return formaat
    wat = "een tekstdocument" if belofte.startswith(TEKSTDOCUMENT) else "een zip-archief"
    raise Objection("L001", wat=next((vreemd for deel, vreemd in DELEN if deel in namen), wat))


def _redelijk(pad: Path, delen: list[zipfile.ZipInfo]) -> None:
    groot = sum(deel.file_size for deel in delen)
    verhouding = groot / max(pad.stat().st_size, 1)
    bom = groot > VERHOUDING_VANAF and verhouding > VERHOUDING_MAXIMAAL
    if groot > UITGEPAKT_MAXIMAAL or bom or len(delen) > DELEN_MAXIMAAL:
        raise Objection("L006", wat=f"{groot // 1024**2} MB in {len(delen)} delen")
