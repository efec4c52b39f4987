"""A PDF -> per page its words and its paths, each with its place, size, colour and the clip around it."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

Kleur = tuple[int, int, int]
Punt = tuple[float, float]


class Vak(NamedTuple):
    """A box in points, y upwards."""

    links: float
    onder: float
    rechts: float
    boven: float

    def sticks_out(self, buiten: "Vak") -> float:
        """How far it reaches outside another box."""
        links, onder = buiten.links - self.links, buiten.onder - self.onder
        return max(links, onder, self.rechts - buiten.rechts, self.boven - buiten.boven)

    def overlap(self, ander: "Vak") -> float:
        """The smaller side of what both cover; negative when they lie apart."""
        breed = min(self.rechts, ander.rechts) - max(self.links, ander.links)
        return min(breed, min(self.boven, ander.boven) - max(self.onder, ander.onder))


@dataclass(frozen=True, slots=True)
class Woord:
    """What stands together in one stroke of text, by its ink."""

    tekst: str
    vak: Vak
    grootte: float
    kleur: Kleur
    knip: Vak | None  # the box it is cut off at


@dataclass(frozen=True, slots=True)
class Streek:
    """A path: its points, its ink's box, and its colours where it is filled or stroked."""

    punten: tuple[Punt, ...]
    vak: Vak
    vulling: Kleur | None
    lijn: Kleur | None


@dataclass(frozen=True, slots=True)
class Blad:
    """One page."""

    nummer: int
    vak: Vak
    woorden: tuple[Woord, ...]
    streken: tuple[Streek, ...]


def read_pages(pad: Path) -> list[Blad]:
    with pypdfium2.PdfDocument(pad) as stuk:
        return [_page(stuk[nummer], nummer + 1) for nummer in range(len(stuk))]


def _page(blad: Any, nummer: int) -> Blad:
    breedte, hoogte = blad.get_size()
    tekst = blad.get_textpage()
    woorden = tuple(_words(tekst))
    streken = tuple(_paths(blad.raw, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, (1, 0, 0, 1, 0, 0)))
    return Blad(nummer, Vak(0, 0, breedte, hoogte), woorden, streken)


def _words(tekst: Any) -> Iterator[Woord]:
    """Text objects in order; what has no ink or no colour is no word."""
    per_stuk: dict[int, tuple[Any, list[int]]] = {}
    for plek in range(tekst.count_chars()):
        stuk = pdfium.FPDFText_GetTextObject(tekst.raw, plek)
        if stuk and pdfium.FPDFText_GetUnicode(tekst.raw, plek) > 32:
            adres = ctypes.cast(stuk, ctypes.c_void_p).value or 0
            per_stuk.setdefault(adres, (stuk, []))[1].append(plek)
    for stuk, plekken in per_stuk.values():
        kleur = _text_colour(tekst.raw, plekken[0])
        if kleur is not None:
            letters = "".join(chr(pdfium.FPDFText_GetUnicode(tekst.raw, plek)) for plek in plekken)
            vak = _around([_char_box(tekst.raw, plek) for plek in plekken])
            yield Woord(letters, vak, _size(tekst.raw, plekken[0]), kleur, _clip(stuk))


def _text_colour(tekst: Any, plek: int) -> Kleur | None:
    rood, groen, blauw, dekking = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFText_GetFillColor(tekst, plek, rood, groen, blauw, dekking)
    return (rood.value, groen.value, blauw.value) if dekking.value else None


def _char_box(tekst: Any, plek: int) -> Vak:
    links, rechts, onder, boven = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(tekst, plek, links, rechts, onder, boven)
    return Vak(links.value, onder.value, rechts.value, boven.value)


def _size(tekst: Any, plek: int) -> float:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(tekst, plek, matrix)
    return round(float(pdfium.FPDFText_GetFontSize(tekst, plek)) * (matrix.c**2 + matrix.d**2) ** 0.5, 2)


def _around(vakken: list[Vak]) -> Vak:
    links, onder, rechts, boven = zip(*vakken, strict=True)
    return Vak(min(links), min(onder), max(rechts), max(boven))


def _clip(stuk: Any) -> Vak | None:
    knip = pdfium.FPDFPageObj_GetClipPath(stuk)
    paden = pdfium.FPDFClipPath_CountPaths(knip) if knip else 0
    vakken = []
    for pad in range(max(paden, 0)):
        delen = pdfium.FPDFClipPath_CountPathSegments(knip, pad)
        punten = [_point(pdfium.FPDFClipPath_GetPathSegment(knip, pad, deel)) for deel in range(delen)]
        vakken.append(_around([Vak(x, y, x, y) for x, y in punten]))
    if not vakken:
        return None
    links, onder, rechts, boven = zip(*vakken, strict=True)
    return Vak(max(links), max(onder), min(rechts), min(boven))


def _point(deel: Any) -> Punt:
    x, y = ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPathSegment_GetPoint(deel, x, y)
    return x.value, y.value


Matrix = tuple[float, float, float, float, float, float]


def _paths(houder: Any, tel: Any, neem: Any, matrix: Matrix) -> Iterator[Streek]:
    """Every path below a page or a form, in the page's own points."""
    for nummer in range(tel(houder)):
        ding = neem(houder, nummer)
        soort = pdfium.FPDFPageObj_GetType(ding)
        if soort == pdfium.FPDF_PAGEOBJ_FORM:
            dieper = _times(_matrix(ding), matrix)
            yield from _paths(ding, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, dieper)
        elif soort == pdfium.FPDF_PAGEOBJ_PATH:
            yield _path(ding, _times(_matrix(ding), matrix))


def _path(ding: Any, matrix: Matrix) -> Streek:
    soort, met_lijn = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(ding, soort, met_lijn)
    delen = [pdfium.FPDFPath_GetPathSegment(ding, plek) for plek in range(pdfium.FPDFPath_CountSegments(ding))]
    punten = tuple(_apply(matrix, _point(deel)) for deel in delen)
    dikte = ctypes.c_float()
    pdfium.FPDFPageObj_GetStrokeWidth(ding, dikte)
    half = dikte.value / 2 if met_lijn.value else 0.0
    vak = _around([Vak(x - half, y - half, x + half, y + half) for x, y in punten or ((0.0, 0.0),)])
    vulling = _colour(ding, pdfium.FPDFPageObj_GetFillColor) if soort.value else None
    return Streek(punten, vak, vulling, _colour(ding, pdfium.FPDFPageObj_GetStrokeColor) if met_lijn.value else None)


def _colour(ding: Any, vraag: Any) -> Kleur | None:
    rood, groen, blauw, dekking = (ctypes.c_uint() for _ in range(4))
    vraag(ding, rood, groen, blauw, dekking)
    return (rood.value, groen.value, blauw.value) if dekking.value else None


def _matrix(ding: Any) -> Matrix:
    waarde = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(ding, waarde)
    return waarde.a, waarde.b, waarde.c, waarde.d, waarde.e, waarde.f


def _times(eerst: Matrix, dan: Matrix) -> Matrix:
    a, b, c, d, e, f = eerst
    g, h, i, j, k, m = dan
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _apply(matrix: Matrix, punt: Punt) -> Punt:
    a, b, c, d, e, f = matrix
    x, y = punt
    return a * x + c * y + e, b * x + d * y + f
