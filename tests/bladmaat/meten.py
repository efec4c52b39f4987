"""One page's words and paths -> what a reader would trip over."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from tests.bladmaat.lezen import Blad, Punt, Streek, Vak, Woord

KLEINSTE = 8.0  # points
RAAKT = 0.6  # points that two boxes may share: ink that touches is not ink that covers
EIGEN = (0, 95, 120)  # the colour of the reader's own marks
VOET = 45.0  # points at the bottom: the foot of the page
KOP = 40.0  # and the margin at its top
KOPLETTER = 18.0  # points from which words are the heading of a chapter
LEEGST = 0.4  # share that even the last page of a chapter, or of the report, fills
GAT = 24.0  # points of white that a page may have between two things without counting as empty
GETAL = re.compile(r"[<>+−]?\d[\d.,]*\d%?|\d%?")


class Fout(NamedTuple):
    """One thing on one page."""

    blad: int
    soort: str
    wat: str


def measure(bladen: Sequence[Blad]) -> list[Fout]:
    """All that is wrong on these pages. The last page of a chapter may be half empty; no page may be emptier than that."""
    mag_half = {blad.nummer - 1 for blad in bladen if _opens(blad)} | {len(bladen)}
    fouten = []
    for blad in bladen:
        fouten += [Fout(blad.nummer, soort, wat) for soort, wat in _wrong(blad)]
        vol = 1.0 if blad.nummer == 1 else filled(blad)  # the cover is a picture
        if vol < (LEEGST if blad.nummer in mag_half else 0.5):
            fouten.append(Fout(blad.nummer, "half leeg", f"{vol:.0%}"))
    return fouten


def _opens(blad: Blad) -> bool:
    """Whether a chapter begins at the top of the page: its first words are a large heading."""
    eerste = max(blad.woorden, key=lambda woord: woord.vak.boven, default=None)
    return eerste is not None and eerste.grootte >= KOPLETTER


def _wrong(blad: Blad) -> Iterator[tuple[str, str]]:
    for woord in blad.woorden:
        if woord.grootte < KLEINSTE - 0.01:
            yield "kleiner dan 8 pt", f"{woord.grootte:g} pt: {woord.tekst}"
        if woord.vak.sticks_out(woord.knip or blad.vak) > 0.3:
            yield "buiten zijn vak", woord.tekst
    for een, ander in combinations(blad.woorden, 2):
        if een.vak.overlap(ander.vak) > RAAKT:
            yield "over andere tekst", f"{een.tekst} / {ander.tekst}"
    eigen = [streek for streek in blad.streken if EIGEN in (streek.vulling, streek.lijn)]
    for woord in blad.woorden:
        if blad.nummer > 1 and any(_covers(streek, woord) for streek in eigen):
            yield "over het eigen teken", woord.tekst


def _covers(streek: Streek, woord: Woord) -> bool:
    """Whether a mark lies under a word without being its ground."""
    vak = streek.vak
    if vak.overlap(woord.vak) <= RAAKT or woord.vak.sticks_out(vak) <= 0:
        return False
    if streek.vulling is not None:
        return True
    return any(_crosses(van, tot, woord.vak) for van, tot in zip(streek.punten, streek.punten[1:], strict=False))


def _crosses(van: Punt, tot: Punt, vak: Vak) -> bool:
    """Whether a line passes through a box, leaving its rim out; looked at in small steps."""
    stappen = max(2, int(max(abs(van[0] - tot[0]), abs(van[1] - tot[1]))))
    for stap in range(stappen + 1):
        x = van[0] + (tot[0] - van[0]) * stap / stappen
        y = van[1] + (tot[1] - van[1]) * stap / stappen
        if vak.links + RAAKT < x < vak.rechts - RAAKT and vak.onder + RAAKT < y < vak.boven - RAAKT:
            return True
    return False


def filled(blad: Blad) -> float:
    """The share of the page's height, between its margins, where something stands."""
    onder, boven = VOET, blad.vak.boven - KOP
    vakken = [*(woord.vak for woord in blad.woorden), *(streek.vak for streek in blad.streken)]
    stukken = sorted((max(vak.onder, onder), min(vak.boven, boven)) for vak in vakken if vak.boven > onder)
    gevuld, hier = 0.0, None
    for laag, hoog in stukken:
        if hier is None or laag > hier + GAT:
            gevuld += max(0.0, hoog - laag)
            hier = hoog
        elif hoog > hier:
            gevuld += hoog - hier
            hier = hoog
    return gevuld / (boven - onder)


def numbers_per_page(blad: Blad) -> int:
    """How many numbers a page prints, axes and foot included."""
    return sum(len(GETAL.findall(woord.tekst)) for woord in blad.woorden)
