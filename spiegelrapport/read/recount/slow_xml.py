"""A worksheet's XML cell by cell: prefixes, either kind of quote, cells without a place, shared formulas, rich text."""

import re
import zipfile
from xml.parsers import expat

from spiegelrapport.read.recount.sheet import Recount, Tally, area, place

TRUE = frozenset(["1", "true", "on"])
MAY_BE_EMPTY = re.compile(rb"<(?:\w+:)?t(?:\s[^>]*)?(?:/>|></)|<(?:\w+:)?si(?:\s[^>]*)?(?:/>|>\s*</)")


def count_slow(archief: zipfile.ZipFile, part: str, empty: frozenset[int]) -> Recount:
    """Raises expat.ExpatError for what is not well-formed."""
    walker = _XmlWalker(empty)
    with archief.open(part) as bestand:
        walker.parser().ParseFile(bestand)
    return walker.tally.done()


def empty_strings(archief: zipfile.ZipFile, part: str) -> frozenset[int]:
    """Numbers of the shared strings without text."""
    inhoud = archief.read(part)
    if not MAY_BE_EMPTY.search(inhoud):
        return frozenset()
    strings = _Strings()
    parser = strings.parser()
    parser.Parse(inhoud, True)
    return frozenset(strings.empty)


class _Strings:
    """Counts the items of a table of shared strings; reading aids (phonetic text) are no text."""

    def __init__(self) -> None:
        self.empty: set[int] = set()
        self.number = -1
        self.text = self.aid = False
        self.length = 0

    def parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._characters
        return parser

    def _start(self, naam: str, _: dict[str, str]) -> None:
        soort = naam.rpartition(" ")[2]
        if soort == "si":
            self.number, self.length = self.number + 1, 0
        self.aid = self.aid or soort == "rPh"
        self.text = soort == "t" and not self.aid

    def _end(self, naam: str) -> None:
        soort = naam.rpartition(" ")[2]
        self.text = False
        self.aid = self.aid and soort != "rPh"
        if soort == "si" and not self.length:
            self.empty.add(self.number)

    def _characters(self, tekst: str) -> None:
        self.length += len(tekst) if self.text else 0


class _XmlWalker:
    """The state while walking through one worksheet."""

    def __init__(self, empty: frozenset[int]) -> None:
        self.tally = Tally()
        self.empty = empty
        self.row = self.column = 0
        self.kind = ""
        self.formula = self.listening = False
        self.stored: list[str] = []

    def parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._characters
        return parser

    def _start(self, naam: str, attributen: dict[str, str]) -> None:
        soort = naam.rpartition(" ")[2]
        if soort == "c":
            self._cell(attributen)
        elif soort == "row":
            self.row, self.column = int(attributen.get("r", self.row + 1)), 0
            if attributen.get("hidden") in TRUE:
                self.tally.hidden.add(self.row)
        elif soort == "f":
            self.formula = True
        elif soort == "mergeCell" and (gebied := area(attributen.get("ref", ""))):
            self.tally.merged.append(gebied)
        self.listening = soort in ("v", "t")

    def _cell(self, attributen: dict[str, str]) -> None:
        plek = place(attributen.get("r", ""))
        self.row, self.column = plek or (self.row, self.column + 1)
        self.kind, self.formula = attributen.get("t", "n"), False
        self.stored.clear()

    def _characters(self, tekst: str) -> None:
        if self.listening:
            self.stored.append(tekst)

    def _end(self, naam: str) -> None:
        soort = naam.rpartition(" ")[2]
        self.listening = False
        if soort == "c":
            self._close("".join(self.stored))

    def _close(self, stored: str) -> None:
        plek = (self.row, self.column)
        if self.kind == "e" and stored:
            self.tally.errors.add(plek)
        elif not stored:
            if self.formula and self.kind != "str":  # a formula whose outcome is no text at all does store a "str"
                self.tally.unresolved.add(plek)
        elif self.kind == "s" and int(stored) in self.empty:
            return
        elif self.kind == "n" and stored.lstrip().startswith("-"):
            self.tally.number(*plek, float(stored))
        else:
            self.tally.value(*plek)
