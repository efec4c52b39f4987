"""Which sign a column of numbers uses for decimals, told by all its texts together: '15.000' is 15 or 15,000."""

import re
from collections.abc import Sequence

from spiegelrapport.read.waarden.cleaning import clean, is_missing
from spiegelrapport.read.waarden.getal import GEWOON_TEKENS, Tekens, shows_decimal_point

POINTS = re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+$")  # thousands, or three decimals
COMMAS = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+$")
COMMA_DECIMALS = re.compile(r"[+-]?\d+(\.\d{3})*,(\d{1,2}|\d{4,})$|[+-]?0,\d+$|[+-]?\d{4,},\d{3}$")
PLAIN = re.compile(r"[+-]?\d+$")
WHOLE = re.compile(r"[+-]?\d+\.0{3}$")
ENOUGH = 3  # distinct texts from which their form is no accident

Marks = dict[str, Sequence[object]]


def judge_numbers(distinct: Sequence[object], keuze: str) -> tuple[Tekens, Marks]:
    """The signs, and what to say: W018 asks which sign is the decimal one, W019 says that the point was taken for it.

    Without a doubt nothing is said: a text such as '0.5' or '1.234,5' decides for its whole column.
    """
    if keuze in ("punt", "komma"):
        return Tekens(decimaalpunt=keuze == "punt", duizendkomma=keuze == "punt"), {}
    teksten = {clean(waarde): waarde for waarde in distinct if isinstance(waarde, str)}
    teksten = {tekst: waarde for tekst, waarde in teksten.items() if not is_missing(tekst)}
    punten = [tekst for tekst in teksten if POINTS.match(tekst)]
    kommas = [tekst for tekst in teksten if COMMAS.match(tekst)]
    beslist_punt = any(map(shows_decimal_point, teksten))
    beslist_komma = any(COMMA_DECIMALS.match(tekst) for tekst in teksten)
    kaal = any(PLAIN.match(tekst) for tekst in teksten)
    if beslist_punt:
        return Tekens(decimaalpunt=True, duizendkomma=bool(kommas) and not beslist_komma), {}
    if punten and not beslist_komma and not kaal and len(punten) >= ENOUGH:
        if all(WHOLE.match(tekst) for tekst in punten):  # thousands that are all round do not exist
            return Tekens(decimaalpunt=True), {"W019": [teksten[tekst] for tekst in punten]}
        return GEWOON_TEKENS, {"W018": [teksten[tekst] for tekst in punten]}
    if kommas and not beslist_komma and not punten and kaal and len(kommas) >= ENOUGH:
        return GEWOON_TEKENS, {"W018": [teksten[tekst] for tekst in kommas]}
    return GEWOON_TEKENS, {}
