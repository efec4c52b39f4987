"""The answer to one zorgaanbieder -> bevindingen/<naam>.xlsx and .txt, the same bytes for the same answer."""

from collections.abc import Sequence
from pathlib import Path

from spiegelrapport.files import write_whole
from spiegelrapport.model.antwoord import (
    KOPPEN_BEVINDINGEN,
    KOPPEN_GEBRUIKT,
    KOPPEN_REDENEN,
    KOPPEN_RIJEN,
    Antwoord,
    Cel,
)
from spiegelrapport.model.findings import Ernst
from spiegelrapport.workbook import Dressed, Sheet, workbook

TINTEN = {Ernst.BLOKKEREND.value: "#FBE3C8", Ernst.UITGESLOTEN.value: "#FFF3BF", Ernst.VRAAG.value: "#DCE9F5"}
BREED = (14, 8, 20, 26, 26, 12, 70, 70)


def write_bevindingen(map_: Path, antwoord: Antwoord) -> tuple[Path, Path]:
    """The workbook and the mail text, in `map_`."""
    werkmap, tekst = (write_answer(map_, naam, inhoud) for naam, inhoud in answer_files(antwoord).items())
    return werkmap, tekst


def answer_files(antwoord: Antwoord) -> dict[str, bytes]:
    """The name and the bytes of both files."""
    return {f"{antwoord.naam}.xlsx": to_workbook(antwoord), f"{antwoord.naam}.txt": antwoord.tekst.encode("utf-8")}


def write_answer(map_: Path, naam: str, inhoud: bytes) -> Path:
    """One of the two files, in `map_`."""
    write_whole(map_ / naam, inhoud)
    return map_ / naam


def to_workbook(antwoord: Antwoord) -> bytes:
    """Sheets Samenvatting, Bevindingen, Aantallen, and Rijen when there are rows to name. Text stays text, also when it looks like a formula."""
    leeg: list[tuple[Cel, ...]] = [(), KOPPEN_REDENEN] if antwoord.redenen else []
    aantallen = [*antwoord.gebruikt, *leeg, *antwoord.redenen]
    bladen = {
        "Samenvatting": Sheet((), antwoord.samenvatting, (28, 70)),
        "Bevindingen": Sheet(KOPPEN_BEVINDINGEN, map(_tinted, antwoord.bevindingen), BREED),
        "Aantallen": Sheet(KOPPEN_GEBRUIKT, aantallen, (24, 36, 14, 14), with_filter=False),
    }
    if antwoord.rijen:
        bladen["Rijen"] = Sheet(KOPPEN_RIJEN, antwoord.rijen, (8, 20, 26, 10, 70))
    return workbook(bladen)


def _tinted(rij: Sequence[Cel]) -> tuple[object, ...]:
    """Colour says again what the word of severity says; that word stands first."""
    eerste, *rest = rij
    return Dressed(eerste, TINTEN.get(str(eerste), "")), *rest
