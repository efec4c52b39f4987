"""The register as a workbook -> refusals of what would be read wrongly without a word: look-alike headings, merges, formulas."""

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from spiegelrapport.errors import InputError
from spiegelrapport.read.decisions import DECISIONS
from spiegelrapport.read.waarden.cleaning import key

ALIKE = 0.8  # how alike two headings are before one is taken for a slip of the pen


def check_workbook(pad: Path, rijen: Sequence[Sequence[object]], kop_rij: int) -> None:
    """`rijen` as read, `kop_rij` counted from 0; InputError names cell, row and what to do."""
    try:
        blad = openpyxl.load_workbook(pad).worksheets[0]
    except (InvalidFileException, KeyError, ValueError, IndexError, OSError) as fout:
        raise InputError(
            f"{pad.name} is niet te lezen: {fout}", waar=str(pad), tip="bewaar het opnieuw als Excel-werkmap"
        ) from None
    _refuse_merges(pad, blad, kop_rij + 1)
    _refuse_empty_formulas(pad, blad, rijen)


def _refuse_merges(pad: Path, blad: Worksheet, rij: int) -> None:
    over = [bereik.coord for bereik in blad.merged_cells.ranges if (bereik.max_row or 0) >= rij]
    if over:
        raise InputError(
            f"in {pad.name} zijn cellen samengevoegd: {', '.join(sorted(over)[:5])}",
            waar=f"blad {blad.title}",
            tip="hef de samenvoeging op, zodat elke kop en elke waarde in een eigen cel staat",
        )


def _refuse_empty_formulas(pad: Path, blad: Worksheet, rijen: Sequence[Sequence[object]]) -> None:
    """A formula that was never calculated reads as an empty cell."""
    for cellen in blad.iter_rows():
        for cel in cellen:
            if cel.data_type == "f" and not str(_value(rijen, (cel.row or 1) - 1, (cel.column or 1) - 1)):
                raise InputError(
                    f"in {pad.name} staat een formule zonder uitkomst",
                    waar=f"blad {blad.title}, cel {cel.coordinate}",
                    tip="open het bestand in Excel en bewaar het, of zet er de waarde zelf neer",
                )


def _value(rijen: Sequence[Sequence[object]], rij: int, kolom: int) -> object:
    return rijen[rij][kolom] if rij < len(rijen) and kolom < len(rijen[rij]) else ""


def refuse_look_alikes(pad: Path, overig: Sequence[str], koppen: Sequence[str]) -> None:
    """A further column is free, unless its heading is nearly one that decides something."""
    bekend = {key(kop): kop for kop in (*koppen, *DECISIONS)}
    for kop in overig:
        bijna = get_close_matches(key(kop), list(bekend), n=1, cutoff=ALIKE)
        if bijna and key(kop) not in bekend:
            raise InputError(
                f"de kolom '{kop}' lijkt op '{bekend[bijna[0]].capitalize()}', maar is anders geschreven",
                waar=f"{pad.name}, kop van de kolom",
                tip=f"schrijf '{bekend[bijna[0]].capitalize()}', of geef de kolom een naam die er niet op lijkt",
            )
    dubbel = [kop for nummer, kop in enumerate(overig) if key(kop) in [key(eerder) for eerder in overig[:nummer]]]
    if dubbel:
        raise InputError(f"de kolom '{dubbel[0]}' staat er twee keer", waar=pad.name, tip="houd één van de twee over")
