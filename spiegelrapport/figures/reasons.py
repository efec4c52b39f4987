"""Why a value is not there -> the words for it, the same wherever it is missing."""

from spiegelrapport.model.publishable import Reason

NIET_GETOOND = "niet getoond"
HERKENBAAR = "weggelaten, zodat niemand herkenbaar wordt"  # whichever rule it was: the reason itself would tell
WORDS = {
    Reason.TE_WEINIG: "te weinig gegevens om te tonen",
    Reason.GEEN_GEGEVENS: "geen gegevens aangeleverd",
    Reason.WEGGELATEN: HERKENBAAR,
}


def why(reden: Reason | None, minimum: int | None = None) -> str:
    """In a few words; `minimum` gives the limit where there is room to name it."""
    if reden is None:
        return NIET_GETOOND
    if reden == Reason.TE_WEINIG and minimum is not None:
        return f"minder dan {minimum} waarnemingen"
    return WORDS[reden]
