"""Percentages: with or without their sign, as a share of 1."""

from spiegelrapport.read.waarden import getal
from spiegelrapport.read.waarden.cleaning import Unreadable, clean

GEEN_PERCENTAGE = Unreadable("dit is geen percentage")

VOORBEELDEN: tuple[tuple[object, object], ...] = (
    (0.85, 0.85),
    ("85%", 0.85),
    ("85 %", 0.85),
    ("12,5%", 0.125),
    ("0,85", 0.85),
    (85, 0.85),
    ("85", 0.85),
    (0, 0.0),
    ("-", None),
    (120, GEEN_PERCENTAGE),
    (-3, GEEN_PERCENTAGE),
    ("veel", GEEN_PERCENTAGE),
)


def read(waarde: object, *, tekens: getal.Tekens = getal.GEWOON_TEKENS) -> float | Unreadable | None:
    """The share, 0-1. A number over 1 is a percentage; so is anything with a percent sign."""
    gelezen = getal.read(waarde, tekens=tekens)
    if gelezen is None:
        return None
    if isinstance(gelezen, Unreadable) or not 0 <= gelezen <= 100:
        return GEEN_PERCENTAGE
    met_teken = isinstance(waarde, str) and clean(waarde).endswith("%")
    return gelezen / 100 if met_teken or gelezen > 1 else gelezen
