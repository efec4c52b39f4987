"""One colour -> a row of tints that also differ in greyscale, and the ink that can be read on each."""

from collections.abc import Sequence

from spiegelrapport.definitions.huisstijl import Kleuren

LEESBAAR = 4.5  # contrast of words, WCAG 2 AA
LICHTST = 0.78  # how far the last tint lies towards white


def tints(kleur: str, aantal: int, kleuren: Kleuren) -> Sequence[str]:
    """From the colour itself to nearly white, in even steps; a tint that no ink can be read on moves on to white."""
    return [_readable(kleur, LICHTST * nummer / max(aantal - 1, 1), kleuren) for nummer in range(aantal)]


def _readable(kleur: str, deel: float, kleuren: Kleuren) -> str:
    tint = _towards_white(kleur, deel)
    while contrast(contrast_text(tint, kleuren), tint) < LEESBAAR:
        deel += 0.01
        tint = _towards_white(kleur, deel)
    return tint


def contrast_text(vlak: str, kleuren: Kleuren) -> str:
    """The paper's or the text's colour, whichever contrasts most with the area."""
    return max((kleuren.papier, kleuren.tekst), key=lambda inkt: contrast(inkt, vlak))


def contrast(een: str, ander: str) -> float:
    """Contrast ratio of WCAG 2: 1 to 21."""
    licht, donker = sorted((_luminance(een), _luminance(ander)), reverse=True)
    return (licht + 0.05) / (donker + 0.05)


def _luminance(kleur: str) -> float:
    kanalen = [int(kleur[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    lineair = [kanaal / 12.92 if kanaal <= 0.04045 else ((kanaal + 0.055) / 1.055) ** 2.4 for kanaal in kanalen]
    return 0.2126 * lineair[0] + 0.7152 * lineair[1] + 0.0722 * lineair[2]


def _towards_white(kleur: str, deel: float) -> str:
    kanalen = [int(kleur[i : i + 2], 16) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(kanaal + (255 - kanaal) * deel):02x}" for kanaal in kanalen)
