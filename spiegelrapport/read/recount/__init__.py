"""A file counted a second time, past the library that reads it: what the file itself says that every sheet holds."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from spiegelrapport.read.file_format import FileFormat
from spiegelrapport.read.recount.ods import recount_ods
from spiegelrapport.read.recount.sheet import Recount
from spiegelrapport.read.recount.xls import recount_xls
from spiegelrapport.read.recount.xlsb import recount_xlsb
from spiegelrapport.read.recount.xlsx import recount_xlsx

__all__ = ["Recount", "Recounted", "recount"]


class Recounted(NamedTuple):
    """Sheet name -> its Recount, and day 0 of the workbook's serial numbers."""

    sheets: dict[str, Recount]
    begin: date


COUNTERS = {
    FileFormat.XLSX: recount_xlsx,
    FileFormat.XLSB: recount_xlsb,
    FileFormat.XLS: recount_xls,
    FileFormat.ODS: recount_ods,
}


def recount(pad: Path, formaat: FileFormat) -> Recounted:
    """Raises whatever a damaged file provokes: what cannot be counted again is not proven."""
    return Recounted(*COUNTERS[formaat](pad))
