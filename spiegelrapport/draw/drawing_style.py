"""What charts need of the house style: colours, sizes and the font files that the pages use too."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from spiegelrapport.definitions.fonts import GEWOON, HALFVET, Font, choose_letter
from spiegelrapport.definitions.huisstijl import Formaten, Huisstijl, Kleuren

PT_PER_MM = 72 / 25.4

KLEIN, NORMAAL, GROOT = 8.0, 8.0, 10.5  # points; the sizes of all words in charts


@dataclass(frozen=True, slots=True)
class DrawingStyle:
    """Hashable, so that the layers that reports share are recorded once."""

    kleuren: Kleuren
    formaten: Formaten
    familie: str
    gewoon: Path
    halfvet: Path

    def bestand(self, gewicht: int) -> Path:
        return self.halfvet if gewicht == HALFVET else self.gewoon

    def gewicht(self, bestand: str) -> int:
        return HALFVET if bestand == str(self.halfvet) else GEWOON


def drawing_style(huisstijl: Huisstijl, letters: Sequence[Font]) -> DrawingStyle:
    familie = huisstijl.lettertypen.cijfers
    return DrawingStyle(
        huisstijl.kleuren,
        huisstijl.formaten,
        familie,
        choose_letter(letters, familie, GEWOON).bestand,
        choose_letter(letters, familie, HALFVET).bestand,
    )
