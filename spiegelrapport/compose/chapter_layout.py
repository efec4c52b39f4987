"""How much there is to say -> how the pages are laid out, so that none is half empty and none spills over."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from spiegelrapport.compose.bladzijden import Bladzijde
from spiegelrapport.compose.verantwoording import DefinitionRow

REGELS_VOORAF = 14  # what fits beside the contents, so that the leeswijzer fits below
REGELS_KRAP = 20  # what fits there in smaller type
TEKENS_PER_REGEL = 58  # beside the contents
KADER = 4  # lines that the frame of the toelichting takes

LETTERS = {"klein": 8.0, "middel": 8.5, "ruim": 9.0}  # points, as in rapport.css
TEKENS_BIJ_TIEN = 50  # characters on a line of a column at ten points
REGELAFSTAND, MM_PER_PUNT = 1.27, 0.3528
WIT_TUSSEN = 0.3  # lines between paragraphs
RUIMTE_MM = 427.0  # left for the definitions, with the reasons why rows do not count; those take their part of it
TEKENS_REDEN, REDEN_MM, RIJ_MM = 27, 4.06, 1.3  # of one reason: characters on a line, a line, and the white of a row
VRAGEN_MM, VRAAG_MM = 22.0, 10.5  # what the chapters' questions take below the last card, and each of them
RUIMTE_LEESWIJZER_MM = 125.0  # under the reading example, when the leeswijzer has a page to itself


@dataclass(frozen=True, slots=True)
class ChapterLayout:
    """The choices that templates and style sheets follow by name."""

    vooraf: str  # "", "krap", or "ruim": a page of its own
    begrippen_vooraan: bool  # the glossary stands below the leeswijzer
    gesprek: str  # "half" beside the questions, "vol" on a page of its own
    letter: str  # size of the definitions, a key of LETTERS

    @property
    def vooraf_lang(self) -> bool:
        return self.vooraf == "ruim"


def vooraf_maat(teksten: Iterable[str], met_kader: bool) -> str:
    """The room that the analyst's Markdown takes beside the contents."""
    alineas = [alinea for tekst in teksten for alinea in tekst.splitlines() if alinea]
    regels = sum(2 * WIT_TUSSEN + -(-len(alinea) // TEKENS_PER_REGEL) for alinea in alineas) + KADER * met_kader
    if regels > REGELS_KRAP:
        return "ruim"
    return "krap" if regels > REGELS_VOORAF else ""


def lay_out(
    vooraf: str,
    pagina_s: tuple[Bladzijde, ...],
    definities: tuple[DefinitionRow, ...],
    begrippen: Mapping[str, str],
    redenen: Sequence[str],
) -> ChapterLayout:
    """`redenen`: why rows do not count, as the table above the definitions names them."""
    vooraan = vooraf == "ruim" and _fits_below_leeswijzer(begrippen)
    gesprek = _room_to_write(pagina_s)
    ruimte = RUIMTE_MM - sum(RIJ_MM + REDEN_MM * -(-len(reden) // TEKENS_REDEN) for reden in redenen)
    return ChapterLayout(vooraf, vooraan, gesprek, _letter(definities, {} if vooraan else begrippen, ruimte))


def _room_to_write(pagina_s: tuple[Bladzijde, ...]) -> str:
    """'Ons gesprek' has its page to itself when the chapters' questions stand elsewhere."""
    hoofdstukken = {plaats.hoofdstuk.code for bladzijde in pagina_s for plaats in bladzijde.plaatsen}
    nodig = VRAGEN_MM + VRAAG_MM * len(hoofdstukken)
    return "vol" if pagina_s and pagina_s[-1].over_mm >= nodig else "half"


def _letter(definities: tuple[DefinitionRow, ...], begrippen: Mapping[str, str], ruimte_mm: float) -> str:
    """The largest size at which definitions and glossary end within `ruimte_mm` of page."""
    teksten = [f"{r.naam}. {r.definitie} {r.bron} {r.grenzen}" for r in definities] + _lemmas(begrippen)
    passend = [naam for naam, punten in LETTERS.items() if _height(teksten, punten) <= ruimte_mm]
    return passend[-1] if passend else next(iter(LETTERS))


def _fits_below_leeswijzer(begrippen: Mapping[str, str]) -> bool:
    return _height(_lemmas(begrippen), LETTERS["klein"]) <= RUIMTE_LEESWIJZER_MM


def _lemmas(begrippen: Mapping[str, str]) -> list[str]:
    return [f"{woord}: {uitleg}" for woord, uitleg in begrippen.items()]


def _height(teksten: list[str], punten: float) -> float:
    """About how many mm of page two columns of these paragraphs take."""
    per_regel = TEKENS_BIJ_TIEN * 10 / punten
    regels = sum(-(-len(tekst) // per_regel) + WIT_TUSSEN for tekst in teksten)
    return regels * punten * REGELAFSTAND * MM_PER_PUNT / 2
