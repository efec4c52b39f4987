"""One parser per type of value: from what a cell holds to what we count with, each with its table of examples."""

from collections.abc import Callable, Mapping
from typing import Any

from spiegelrapport.read.waarden import agb, datum, geheel, getal, ident, ja_nee, minuten, percentage, tekst

Lezer = Callable[[Any], Any]

LEZERS: Mapping[str, Lezer] = {
    "agb": agb.read,
    "id": ident.read,
    "datum": datum.read,
    "getal": getal.read,
    "geheel": geheel.read,
    "minuten": minuten.read,
    "percentage": percentage.read,
    "ja_nee": ja_nee.read,
    "tekst": tekst.read,
}
