"""Whole numbers: as numbers, and nothing behind the comma."""

from spiegelrapport.read.waarden import getal
from spiegelrapport.read.waarden.cleaning import Onleesbaar

GEEN_GEHEEL = Onleesbaar("dit is geen geheel getal")

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


def lees(waarde: object) -> float | Onleesbaar | None:
    """The whole number, as float because a frame's column may hold gaps."""
    gelezen = getal.lees(waarde)
    return GEEN_GEHEEL if isinstance(gelezen, float) and not gelezen.is_integer() else gelezen
