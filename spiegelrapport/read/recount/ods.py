"""An OpenDocument spreadsheet to a Recount per sheet, from its content.xml element by element."""

import re
import zipfile
from datetime import date
from pathlib import Path
from xml.parsers import expat

from spiegelrapport.read.recount.sheet import Recount, Tally
from spiegelrapport.read.waarden.cleaning import EXCELFOUTEN, clean
from spiegelrapport.read.waarden.datum import BEGIN_1900

NEGATIVE_TIME = re.compile(r"\s*-|PT?-")
UNSEEN = ("collapse", "filter")
OWN_ERRORS = re.compile(r"(Err:|Fout:)\d{3}$", re.IGNORECASE)


def recount_ods(pad: Path) -> tuple[dict[str, Recount], date]:
    """The sheets by name. Dates stand there as dates; a bare number counts from `table:null-date`."""
    walker = _OdsWalker()
    with zipfile.ZipFile(pad) as archief, archief.open("content.xml") as bestand:
        walker.parser().ParseFile(bestand)
    return {naam: tally.done() for naam, tally in walker.sheets.items()}, walker.begin


class _OdsWalker:
    """The state while walking through the document. Attributes and tags by their local names."""

    def __init__(self) -> None:
        self.sheets: dict[str, Tally] = {}
        self.begin = BEGIN_1900
        self.tally = Tally()
        self.depth = 0  # a table inside a cell is not the sheet's
        self.row = self.rows = self.column = 0
        self.hidden = False
        self.cell: dict[str, str] | None = None
        self.note = 0
        self.text: list[str] = []

    def parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._characters
        return parser

    def _start(self, naam: str, ruw: dict[str, str]) -> None:
        soort = naam.rpartition(" ")[2]
        attributen = {sleutel.rpartition(" ")[2]: waarde for sleutel, waarde in ruw.items()}
        if soort == "table":
            self.depth += 1
            if self.depth == 1:
                self.tally = self.sheets.setdefault(attributen.get("name", ""), Tally())
                self.row = self.rows = 0
        elif self.depth > 1:
            return
        elif soort == "table-row":
            self.row, self.column = self.row + self.rows, 0
            self.rows = int(attributen.get("number-rows-repeated", 1))
            self.hidden = attributen.get("visibility") in UNSEEN
        elif soort in ("table-cell", "covered-table-cell"):
            self.cell = attributen
            self.text.clear()
        elif soort == "annotation":
            self.note += 1
        elif soort == "null-date":
            self.begin = date.fromisoformat(attributen.get("date-value", self.begin.isoformat())[:10])

    def _characters(self, tekst: str) -> None:
        if self.cell is not None and not self.note:
            self.text.append(tekst)

    def _end(self, naam: str) -> None:
        soort = naam.rpartition(" ")[2]
        if soort == "table":
            self.depth -= 1
        elif soort == "annotation" and self.depth == 1:
            self.note -= 1
        elif soort in ("table-cell", "covered-table-cell") and self.depth == 1 and self.cell is not None:
            self._close(self.cell, "".join(self.text))
            self.cell = None

    def _close(self, cel: dict[str, str], tekst: str) -> None:
        keer = int(cel.get("number-columns-repeated", 1))
        hoog, breed = int(cel.get("number-rows-spanned", 1)), int(cel.get("number-columns-spanned", 1))
        eerste = (self.row + 1, self.column + 1)
        if hoog > 1 or breed > 1:
            self.tally.merged.append((eerste, (self.row + hoog, self.column + breed)))
        wat = _contents(cel, tekst)
        if wat:
            for rij in range(self.row + 1, self.row + self.rows + 1):
                for kolom in range(self.column + 1, self.column + keer + 1):
                    self._count(wat, cel, rij, kolom)
        self.column += keer

    def _count(self, wat: str, cel: dict[str, str], rij: int, kolom: int) -> None:
        if self.hidden:
            self.tally.hidden.add(rij)
        if wat == "error":
            self.tally.errors.add((rij, kolom))
        elif wat == "unresolved":
            self.tally.unresolved.add((rij, kolom))
        elif NEGATIVE_TIME.match(cel.get("time-value", "") or cel.get("value", "")):
            self.tally.number(rij, kolom, -1)
        else:
            self.tally.value(rij, kolom)


def _contents(cel: dict[str, str], tekst: str) -> str:
    """'' for an empty cell, else "value", "error" or "unresolved".

    A cell whose value is a text that its own display contradicts with an error is an error, whoever wrote it.
    """
    formule, soort = "formula" in cel, cel.get("value-type", "")
    getoond = clean(tekst)
    is_fout = getoond.lower() in EXCELFOUTEN or OWN_ERRORS.match(getoond) is not None
    if is_fout and (formule or soort == "error" or cel.get("string-value") == ""):
        return "error"
    if soort and soort != "string":
        return "value"
    if cel.get("string-value") or tekst:
        return "value"
    return "unresolved" if formule and not soort else ""
