"""Whole numbers: as numbers, and nothing behind the comma."""

from spiegelrapport.read.waarden import getal
from spiegelrapport.read.waarden.cleaning import Unreadable

GEEN_GEHEEL = Unreadable("dit is geen geheel getal")

VOORBEELDEN: tuple[tuple[object, object], ...] = (
    (4, 4.0),
    (4.0, 4.0),
    ("4", 4.0),
    ("4,0", 4.0),
    ("n.v.t.", None),
    (4.5, GEEN_GEHEEL),
    ("4,5", GEEN_GEHEEL),
    ("vier", getal.GEEN_GETAL),
)


def read(waarde: object, *, tekens: getal.Tekens = getal.GEWOON_TEKENS) -> float | Unreadable | None:
    """The whole number, as float because a frame's column may hold gaps."""
    gelezen = getal.read(waarde, tekens=tekens)
    return GEEN_GEHEEL if isinstance(gelezen, float) and not gelezen.is_integer() else gelezen
