"""A worksheet's XML by arithmetic on its bytes: for `<c r="B2" ...>` without prefixes, as nearly all programs write it.

Whatever looks different makes it give up, and the sheet is counted cell by cell.
"""

import re
import zipfile
from dataclasses import dataclass
from typing import Any

import numpy as np

from spiegelrapport.read.recount.sheet import Area, Place, Recount, Tally, area, place

CHUNK = 1 << 20
LONGEST_TAIL = 64 << 20
COLUMNS = 16_385
CELL_ERROR = re.compile(rb'<c r="([A-Z]{1,3}\d{1,7})"(?=[^>]*\bt="e")[^>]*>')
CELL_NEGATIVE = re.compile(rb'<c r="([A-Z]{1,3}\d{1,7})"[^>]*>(?:<f\b[^>]*/>|<f\b[^>]*>[^<]*</f>)?<v>-')
CELL = re.compile(rb'<c r="([A-Z]{1,3}\d{1,7})"([^>]*)>')
ROW_HIDDEN = re.compile(rb'<row\b(?=[^>]*\bhidden="(?:1|true|on)")[^>]*\br="(\d{1,7})"')
MERGED = re.compile(rb'<mergeCell\b[^>]*\bref="([A-Z0-9:$]+)"')
Bytes = np.ndarray[Any, Any]
LT, GT, SPACE, QUOTE, SLASH, BANG = b'<> "/!'
LETTER_C, LETTER_F, LETTER_I, LETTER_O, LETTER_R, LETTER_T, LETTER_V = b"cfiortv"


class _Unusual(Exception):
    """This sheet is not written the way that can be counted by arithmetic."""


@dataclass(slots=True)
class _State:
    filled: Bytes
    tally: Tally
    rows: int = 0
    cells: int = 0


def count_fast(archief: zipfile.ZipFile, part: str) -> Recount | None:
    """The Recount, or None when the sheet must be counted cell by cell."""
    state = _State(np.zeros(COLUMNS, dtype=np.int64), Tally())
    rest = b""
    try:
        with archief.open(part) as bestand:
            while brok := bestand.read(CHUNK):
                stuk = rest + brok
                einde = stuk.rfind(b"</row>") + len(b"</row>")
                if einde < len(b"</row>") and len(stuk) > LONGEST_TAIL:
                    return None
                if einde >= len(b"</row>"):
                    _rows(stuk[:einde], state)
                rest = stuk[max(einde, 0) :] if einde >= len(b"</row>") else stuk
        _rows(rest, state)
    except _Unusual:
        return None
    if not state.cells:  # nothing, or tags by another name
        return None
    filled = {int(kolom): int(state.filled[kolom]) for kolom in np.flatnonzero(state.filled)}
    tally = state.tally
    return Recount(
        state.rows,
        filled,
        frozenset(tally.errors),
        frozenset(tally.unresolved),
        frozenset(tally.negative),
        frozenset(tally.hidden),
        _merged(rest),
    )


def _rows(stuk: bytes, state: _State) -> None:
    """Adds what whole rows hold."""
    inhoud = np.frombuffer(stuk + b"   ", dtype=np.uint8)
    tags = np.flatnonzero(inhoud == LT)
    soort = inhoud[tags + 1]
    if not len(tags):
        return
    is_c = soort == LETTER_C
    cellen = np.flatnonzero(is_c & (inhoud[tags + 2] == SPACE))
    _demand_usual(inhoud, tags, soort, is_c, cellen)
    if len(cellen):
        _cells(stuk, inhoud, tags, soort, cellen, state)
    if b'hidden="' in stuk:
        state.tally.hidden |= {int(rij) for rij in ROW_HIDDEN.findall(stuk)}
    if b"<v>-" in stuk:
        state.tally.negative |= _places(CELL_NEGATIVE.findall(stuk))


def _demand_usual(inhoud: Bytes, tags: Bytes, soort: Bytes, is_c: Bytes, cellen: Bytes) -> None:
    """Every cell begins with its place; no comment, character data or tag with a prefix stands between."""
    begin = tags[cellen]
    namen = (inhoud[begin + 3] == LETTER_R) & (inhoud[begin + 5] == QUOTE)
    derde = inhoud[tags + 2]
    vreemd = (soort == BANG) | (is_c & ((derde == GT) | (derde < SPACE))) | ((soort == LETTER_R) & (derde != LETTER_O))
    if not namen.all() or vreemd.any():
        raise _Unusual


def _cells(stuk: bytes, inhoud: Bytes, tags: Bytes, soort: Bytes, cellen: Bytes, state: _State) -> None:
    state.cells += len(cellen)
    laatste = len(tags) - 1
    waarde = np.minimum(cellen + 1, laatste)  # the tag behind the cell's own
    formule = soort[waarde] == LETTER_F
    gesloten = soort[np.minimum(waarde + 1, laatste)] == SLASH  # <f>...</f>, not <f/>
    los = formule & (inhoud[tags[np.minimum(waarde + 1, laatste)] - 2] == SLASH)
    waarde = np.minimum(np.where(formule, np.where(gesloten & ~los, waarde + 2, waarde + 1), waarde), laatste)
    in_regel = soort[waarde] == LETTER_I
    waarde = np.minimum(np.where(in_regel, waarde + 1, waarde), laatste)
    houder = np.where(in_regel, soort[waarde] == LETTER_T, soort[waarde] == LETTER_V)
    if (in_regel & ~houder).any():  # rich text inside a cell
        raise _Unusual
    leeg = inhoud[tags[np.minimum(waarde + 1, laatste)] - 1] == GT  # nothing stands before the next tag
    if (in_regel & leeg).any():
        raise _Unusual
    gevuld = houder & ~leeg
    for plek in np.flatnonzero(formule & ~gevuld):
        _unresolved(stuk, int(tags[cellen[plek]]), state.tally)
    if b't="e"' in stuk:
        gevuld &= ~_errors(stuk, tags[cellen], state.tally)
    state.filled += np.bincount(_columns(inhoud, tags[cellen[gevuld]]), minlength=COLUMNS)[:COLUMNS]
    rij = np.cumsum((soort == LETTER_R) & (inhoud[tags + 2] == LETTER_O))[cellen[gevuld]]
    state.rows += int(np.count_nonzero(np.diff(rij))) + 1 if len(rij) else 0


def _columns(inhoud: Bytes, begin: Bytes) -> Bytes:
    """The column numbers of cells that begin there: one to three letters behind `<c r="`."""
    een, twee, drie = (inhoud[begin + 6 + i].astype(np.int64) - 64 for i in range(3))
    dubbel, driedubbel = twee > 0, (twee > 0) & (drie > 0)
    kolom: Bytes = np.where(driedubbel, (een * 26 + twee) * 26 + drie, np.where(dubbel, een * 26 + twee, een))
    if len(kolom) and not (0 < kolom.min() <= kolom.max() < COLUMNS):
        raise _Unusual
    return kolom


def _errors(stuk: bytes, begin: Bytes, tally: Tally) -> Bytes:
    """Which of the cells that begin there are errors."""
    masker = np.zeros(len(begin), dtype=bool)
    treffers = list(CELL_ERROR.finditer(stuk))
    masker[np.searchsorted(begin, [treffer.start() for treffer in treffers])] = True
    tally.errors |= _places([treffer[1] for treffer in treffers])
    return masker


def _unresolved(stuk: bytes, begin: int, tally: Tally) -> None:
    """A formula that stores nothing; one whose outcome is no text at all does store an empty "str"."""
    cel = CELL.match(stuk, begin)
    if cel is None:
        raise _Unusual
    if b't="str"' not in cel[2]:
        tally.unresolved |= _places([cel[1]])


def _places(namen: list[bytes]) -> set[Place]:
    return {plek for naam in namen if (plek := place(naam.decode()))}


def _merged(staart: bytes) -> tuple[Area, ...]:
    """The merged areas, which a worksheet lists behind its rows."""
    gebieden = (area(naam.decode().replace("$", "")) for naam in MERGED.findall(staart))
    return tuple(gebied for gebied in gebieden if gebied)
