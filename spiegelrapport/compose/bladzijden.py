"""Cards of all chapters -> pages: as many as fit, each card's height known beforehand, the white divided between them."""

from dataclasses import dataclass

from spiegelrapport.compose.hoofdstukken import ChapterBlock
from spiegelrapport.compose.kaart import Kaart

HOOGTE_MM = 266.0  # of a page between its margins
KOP_MM = 19.4  # a chapter's heading, with what is said under it
VERVOLG_MM = 8.0  # the running head on a page that goes on with a chapter
TUSSEN_MM = 5.0  # least white between two cards
MEEST_TUSSEN_MM = 14.0


@dataclass(frozen=True, slots=True)
class Placement:
    """A card's place, with its chapter's heading above the first."""

    hoofdstuk: ChapterBlock
    kaart: Kaart
    opent: bool


@dataclass(frozen=True, slots=True)
class Bladzijde:
    """One page: its cards, the white between them, and what is left at its foot."""

    plaatsen: tuple[Placement, ...]
    tussen_mm: float
    over_mm: float


def make_bladzijden(hoofdstukken: tuple[ChapterBlock, ...]) -> tuple[Bladzijde, ...]:
    """All cards in order, chapters following each other without a gap."""
    stapels: list[list[Placement]] = []
    for plaats in [
        Placement(blok, kaart, opent=kaart is blok.kaarten[0]) for blok in hoofdstukken for kaart in blok.kaarten
    ]:
        if stapels and _height([*stapels[-1], plaats]) <= HOOGTE_MM:
            stapels[-1].append(plaats)
        else:
            stapels.append([plaats])
    return tuple(_page(stapel) for stapel in stapels)


def _page(stapel: list[Placement]) -> Bladzijde:
    over, tussen = HOOGTE_MM - _height(stapel), TUSSEN_MM
    if len(stapel) > 1:
        erbij = min(over / (len(stapel) - 1), MEEST_TUSSEN_MM - TUSSEN_MM)
        over, tussen = over - erbij * (len(stapel) - 1), TUSSEN_MM + erbij
    return Bladzijde(tuple(stapel), round(tussen, 1), round(over, 1))


def _height(stapel: list[Placement]) -> float:
    koppen = sum(KOP_MM for plaats in stapel if plaats.opent) + (0 if stapel[0].opent else VERVOLG_MM)
    return koppen + sum(plaats.kaart.hoogte_mm for plaats in stapel) + TUSSEN_MM * (len(stapel) - 1)
