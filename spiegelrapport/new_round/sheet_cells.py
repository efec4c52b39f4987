"""A workbook and texts for some of its cells -> the same workbook with those cells filled, every other byte of it as it was."""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree
from xml.parsers import expat

from spiegelrapport.errors import OutputError
from spiegelrapport.files import write_whole

RELATIE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
UTF16 = (b"\xff\xfe", b"\xfe\xff")
PLAATS = re.compile(r"([A-Z]+)(\d+)")


class Splice(NamedTuple):
    """Which bytes of the sheet give way to what."""

    van: int
    tot: int
    tekst: bytes


def fill(pad: Path, teksten: Mapping[str, str]) -> None:
    """Text per place ('D5') in the first sheet; those rows exist. Formats, drop-downs and all other cells stay.

    OutputError when the sheet does not say where its cells are, or is no Excel workbook of today.
    """
    try:
        with zipfile.ZipFile(pad) as archief:
            deel = _first_sheet(archief)
            inhoud = archief.read(deel)
            nieuw = _spliced(inhoud, teksten)
            bytes_ = _with_part(archief, deel, nieuw)
    except (zipfile.BadZipFile, KeyError, ValueError, ElementTree.ParseError, expat.ExpatError) as fout:
        raise OutputError(
            f"{pad.name} is niet aan te vullen: {fout}", waar=str(pad), tip="typ de ruimtes zelf over uit het voorstel"
        ) from None
    write_whole(pad, bytes_)


def _first_sheet(archief: zipfile.ZipFile) -> str:
    boek = ElementTree.fromstring(archief.read("xl/workbook.xml"))  # noqa: S314 - the analyst's own workbook
    wie = next(stuk.attrib[RELATIE] for stuk in boek.iter() if stuk.tag.endswith("}sheet"))
    relaties = ElementTree.fromstring(archief.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    doel = next(stuk.attrib["Target"] for stuk in relaties if stuk.attrib["Id"] == wie)
    return doel.removeprefix("/") if doel.startswith("/") else f"xl/{doel}"


def _with_part(archief: zipfile.ZipFile, deel: str, inhoud: bytes) -> bytes:
    stroom = io.BytesIO()
    with zipfile.ZipFile(stroom, "w", zipfile.ZIP_DEFLATED) as uit:
        for info in archief.infolist():
            uit.writestr(info, inhoud if info.filename == deel else archief.read(info.filename))
    return stroom.getvalue()


def _spliced(inhoud: bytes, teksten: Mapping[str, str]) -> bytes:
    verklaard = re.match(rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]*encoding=['\"]([\w-]+)", inhoud)
    if inhoud[:2] in UTF16 or (verklaard and verklaard[1].lower() != b"utf-8"):
        raise ValueError("het blad is niet in UTF-8 geschreven")
    walker = _SheetWalker(inhoud, dict(teksten))
    walker.walk()
    if walker.te_doen:
        raise ValueError(f"cel {sorted(walker.te_doen)[0]} is niet gevonden")
    for splice in sorted(walker.splices, reverse=True):
        inhoud = inhoud[: splice.van] + splice.tekst + inhoud[splice.tot :]
    return inhoud


@dataclass
class _SheetWalker:
    """Finds where the cells stand, or would stand in their row."""

    inhoud: bytes
    te_doen: dict[str, str]
    splices: list[Splice] = field(default_factory=list)
    rij: int = 0  # of the last cell seen
    bezig: tuple[str, int, str] | None = None  # place, first byte, style of the cell that is being replaced

    def walk(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.Parse(self.inhoud, True)

    def _start(self, naam: str, eigenschappen: dict[str, str]) -> None:
        if naam.rpartition(":")[2] != "c":
            return
        plaats, begin = eigenschappen.get("r", ""), self.parser.CurrentByteIndex
        if not plaats:
            raise ValueError("het blad zegt niet waar zijn cellen staan")
        self._insert_before(plaats, begin, naam)
        if plaats in self.te_doen:
            self.bezig = plaats, begin, eigenschappen.get("s", "")

    def _end(self, naam: str) -> None:
        kaal, plek = naam.rpartition(":")[2], self.parser.CurrentByteIndex
        if kaal == "c" and self.bezig is not None:
            plaats, begin, stijl = self.bezig
            self.bezig = None
            self.splices.append(
                Splice(begin, self.inhoud.index(b">", plek) + 1, _cell(naam, plaats, stijl, self.te_doen.pop(plaats)))
            )
        if kaal == "row":
            for plaats in [een for een in self.te_doen if _at(een)[1] == self.rij]:
                cel = _cell(naam.removesuffix("row") + "c", plaats, "", self.te_doen.pop(plaats))
                self.splices.append(Splice(plek, plek, cel))

    def _insert_before(self, hier: str, begin: int, naam: str) -> None:
        """What belongs in this row before the cell that is here, and is not there."""
        self.rij = _at(hier)[1]
        for plaats in [een for een in self.te_doen if _at(een)[1] == self.rij and _at(een) < _at(hier)]:
            self.splices.append(Splice(begin, begin, _cell(naam, plaats, "", self.te_doen.pop(plaats))))


def _at(plaats: str) -> tuple[int, int]:
    """'D5' -> (4, 5)."""
    gevonden = PLAATS.fullmatch(plaats)
    if gevonden is None:
        raise ValueError(f"'{plaats}' is geen plaats van een cel")
    kolom = 0
    for letter in gevonden[1]:
        kolom = kolom * 26 + ord(letter) - 64
    return kolom, int(gevonden[2])


def _cell(naam: str, plaats: str, stijl: str, tekst: str) -> bytes:
    vorm = f' s="{stijl}"' if stijl else ""
    voor = naam[: -len("c")]
    return (
        f'<{naam} r="{plaats}"{vorm} t="inlineStr"><{voor}is><{voor}t xml:space="preserve">{escape(tekst, quote=False)}</{voor}t></{voor}is></{naam}>'
    ).encode()
