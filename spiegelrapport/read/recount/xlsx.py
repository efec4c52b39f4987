"""An xlsx workbook to a Recount per sheet: the quick way for sheets as programs write them, else cell by cell."""

import posixpath
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from spiegelrapport.read.recount.fast_xml import count_fast
from spiegelrapport.read.recount.sheet import Recount
from spiegelrapport.read.recount.slow_xml import count_slow, empty_strings
from spiegelrapport.read.waarden.datum import BEGIN_1900, BEGIN_1904

WORKBOOK, STRINGS = "xl/workbook.xml", "xl/sharedstrings.xml"
TRUE = frozenset(["1", "true", "on"])


def recount_xlsx(pad: Path) -> tuple[dict[str, Recount], date]:
    """The sheets by name, and day 0 of serial numbers."""
    with zipfile.ZipFile(pad) as archief:
        parts, begin = sheet_parts(archief)
        namen = part_names(archief)
        empty = empty_strings(archief, namen[STRINGS]) if STRINGS in namen else frozenset[int]()
        return {sheet: count_part(archief, part, empty) for sheet, part in parts.items()}, begin


def count_part(archief: zipfile.ZipFile, part: str, empty: frozenset[int]) -> Recount:
    """`empty`: numbers of shared strings that hold no text."""
    quick = None if empty else count_fast(archief, part)
    return quick or count_slow(archief, part, empty)


def sheet_parts(archief: zipfile.ZipFile) -> tuple[dict[str, str], date]:
    """Sheet name -> part of the zip, from the workbook and its relations; and where its days begin."""
    namen = part_names(archief)
    werkmap = _parse(archief, namen[WORKBOOK])
    relaties = _parse(archief, namen["xl/_rels/workbook.xml.rels"])
    doelen = {_attribute(stuk, "Id"): _attribute(stuk, "Target") for stuk in relaties.iter()}
    parts: dict[str, str] = {}
    begin = BEGIN_1900
    for stuk in werkmap.iter():
        soort = _local(str(stuk.tag))
        if soort == "workbookPr" and _attribute(stuk, "date1904") in TRUE:
            begin = BEGIN_1904
        doel = posixpath.normpath(posixpath.join("/xl", doelen.get(_attribute(stuk, "id"), "")))[1:].lower()
        if soort == "sheet" and "worksheets/" in doel and doel in namen:
            parts[_attribute(stuk, "name")] = namen[doel]
    return parts, begin


def part_names(archief: zipfile.ZipFile) -> Mapping[str, str]:
    """Lower case, with forward slashes -> the name as the zip has it."""
    return {naam.replace("\\", "/").lstrip("/").lower(): naam for naam in archief.namelist()}


def _parse(archief: zipfile.ZipFile, naam: str) -> ElementTree.Element:
    return ElementTree.fromstring(archief.read(naam))  # noqa: S314 (expat limits entities; the size was checked)


def _local(naam: str) -> str:
    return naam.rpartition("}")[2]


def _attribute(stuk: ElementTree.Element, naam: str) -> str:
    """By local name: 'r:id' and 'id' are both the relation's number, in either edition of the format."""
    return next((waarde for sleutel, waarde in stuk.attrib.items() if _local(sleutel) == naam), "")
