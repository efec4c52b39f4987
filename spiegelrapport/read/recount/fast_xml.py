"""A worksheet's XML by arithmetic on its bytes: for `<c r="B2" ...>` without prefixes, as nearly all programs write it.

Whatever looks different makes it give up, and the sheet is counted cell by cell.
"""

import re
import zipfile
from dataclasses import dataclass
from typing import Any

import numpy as np

from spiegelrapport.read.recount.sheet import Area, Place, Recount, Tally, area, place

CHUNK = 1 << 19  # what is worked on at a time stays in the processor's cache
END = b"</</</</   "  # so that behind every cell there are tags to look at
LONGEST_TAIL = 64 << 20
COLUMNS = 16_385
CELL_ERROR = re.compile(rb'<c r="([A-Z]{1,3}\d{1,7})"(?=[^>]*\bt="e")[^>]*>')
CELL_NEGATIVE = re.compile(rb'<c r="([A-Z]{1,3}\d{1,7})"[^>]*>(?:<f\b[^>]*/>|<f\b[^>]*>[^<]*</f>)?<v>-')
CELL = re.compile(rb'<c r="([A-Z]{1,3}\d{1,7})"([^>]*)>')
ROW_HIDDEN = re.compile(rb'<row\b(?=[^>]*\bhidden="(?:1|true|on)")[^>]*\br="(\d{1,7})"')
HIDES = re.compile(rb'<row\b[^>]*\bhidden="(?:1|true|on)"')
MERGED = re.compile(rb'<mergeCell\b[^>]*\bref="([A-Z0-9:$]+)"')
Bytes = np.ndarray[Any, Any]
SHORTEST_HIDDEN = len('<row hidden="1">')
LT, GT, SPACE, QUOTE, SLASH, BANG, MINUS = b'<> "/!-'
DIGITS = b"09"
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
    inhoud = np.frombuffer(stuk + END, dtype=np.uint8)
    tags = np.flatnonzero(inhoud == LT)
    soort = inhoud[1:].take(tags)
    met_c = np.flatnonzero(soort == LETTER_C)
    derde = inhoud[2:].take(tags[met_c])
    cellen, rijen = met_c[derde == SPACE], np.flatnonzero(soort == LETTER_R)
    _demand_usual(inhoud, soort, tags[cellen], derde, tags[rijen])
    if len(cellen):
        gevuld = _filled(stuk, inhoud, tags, soort, cellen, state)
        per_rij = np.diff(np.searchsorted(gevuld, rijen), prepend=0, append=len(gevuld))
        state.rows += int(np.count_nonzero(per_rij))
        state.filled += np.bincount(_columns(inhoud, tags[gevuld]), minlength=COLUMNS)[:COLUMNS]
    if (tags.take(rijen + 1) - tags[rijen]).max(initial=0) >= SHORTEST_HIDDEN and b"hidden=" in stuk:
        state.tally.hidden |= _hidden(stuk)


def _demand_usual(inhoud: Bytes, soort: Bytes, cellen: Bytes, derde: Bytes, rijen: Bytes) -> None:
    """Every cell begins with its place; no comment, character data or tag with a prefix stands between.

    `derde`: the bytes behind `<c`, of columns too.
    """
    namen = (inhoud[3:].take(cellen) == LETTER_R) & (inhoud[5:].take(cellen) == QUOTE)
    vreemd = (derde == GT) | (derde < SPACE)
    if not namen.all() or vreemd.any() or (soort == BANG).any() or (inhoud[2:].take(rijen) != LETTER_O).any():
        raise _Unusual


def _filled(stuk: bytes, inhoud: Bytes, tags: Bytes, soort: Bytes, cellen: Bytes, state: _State) -> Bytes:
    """Which tags begin a cell that stores a value. Behind the last cell stand the tags of END."""
    state.cells += len(cellen)
    formule = soort.take(cellen + 1) == LETTER_F
    waarde = _behind_formulas(inhoud, tags, soort, cellen + 1, formule) if formule.any() else cellen + 1
    houder = soort.take(waarde) == LETTER_V
    in_regel = soort.take(waarde) == LETTER_I
    tekst = waarde[in_regel] + 1
    leeg = inhoud.take(tags.take(waarde + 1) - 1) == GT  # nothing stands before the next tag
    if len(tekst):
        if (soort.take(tekst) != LETTER_T).any() or (inhoud.take(tags.take(tekst + 1) - 1) == GT).any():
            raise _Unusual  # rich text inside a cell, or no text at all
        leeg &= ~in_regel
    gevuld = (houder | in_regel) & ~leeg
    for plek in np.flatnonzero(formule & ~gevuld):
        _unresolved(stuk, int(tags[cellen[plek]]), state.tally)
    if _beyond_digits(stuk, inhoud, tags.take(waarde[houder]), state.tally) and b't="e"' in stuk:
        gevuld &= ~_errors(stuk, tags[cellen], state.tally)
    filled: Bytes = cellen[gevuld]
    return filled


def _beyond_digits(stuk: bytes, inhoud: Bytes, waarde: Bytes, tally: Tally) -> bool:
    """Whether some value is no number under its first sign, as an error never is; numbers under zero are noted.

    `waarde`: where the tags `<v>` begin.
    """
    achter, eerste = inhoud[2:].take(waarde), inhoud[3:].take(waarde)
    if ((achter != GT) & (achter != SLASH)).any():
        raise _Unusual
    if (eerste == MINUS).any():
        tally.negative |= _places(CELL_NEGATIVE.findall(stuk))
    return bool(((eerste < DIGITS[0]) | (eerste > DIGITS[1])).any())


def _behind_formulas(inhoud: Bytes, tags: Bytes, soort: Bytes, eerste: Bytes, formule: Bytes) -> Bytes:
    """The tag that may hold the value: behind `<f>...</f>` the second one, behind `<f/>` the first."""
    gesloten = soort.take(eerste + 1) == SLASH
    los = inhoud.take(tags.take(eerste + 1) - 2) == SLASH
    uit: Bytes = np.where(formule, np.where(gesloten & ~los, eerste + 2, eerste + 1), eerste)
    return uit


def _hidden(stuk: bytes) -> set[int]:
    rijen = ROW_HIDDEN.findall(stuk)
    if stuk.count(b"hidden=") != stuk.count(b'hidden="') or len(rijen) != len(HIDES.findall(stuk)):
        raise _Unusual
    return {int(rij) for rij in rijen}


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
