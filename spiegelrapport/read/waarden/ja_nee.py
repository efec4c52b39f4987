"""Yes and no, in the words and figures that registrations use for them."""

from spiegelrapport.read.waarden.cleaning import Unreadable, is_missing, to_text

GEEN_JA_NEE = Unreadable("dit is geen ja of nee")
JA = frozenset(["j", "ja", "y", "yes", "1", "x", "waar", "true", "wel", "v"])
NEE = frozenset(["n", "nee", "no", "0", "onwaar", "false", "niet"])

VOORBEELDEN: tuple[tuple[object, object], ...] = (
    ("J", True),
    ("Ja", True),
    (" ja ", True),
    ("1", True),
    (1.0, True),
    (True, True),
    ("WAAR", True),
    ("x", True),
    ("N", False),
    ("Nee", False),
    (0.0, False),
    (False, False),
    ("onwaar", False),
    ("onbekend", None),
    ("", None),
    ("misschien", GEEN_JA_NEE),
    (2.0, GEEN_JA_NEE),
)


def read(waarde: object) -> bool | Unreadable | None:
    """True, False, or None when it is not known."""
    tekst = to_text(waarde).lower()
    if tekst in JA:
        return True
    if tekst in NEE:
        return False
    return None if is_missing(tekst) else GEEN_JA_NEE
