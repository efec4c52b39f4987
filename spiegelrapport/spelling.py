"""One name in several spellings -> the one form in which it is compared, or may be a file's name."""

import re
import unicodedata

AFGEBROKEN = "…"
OVERIG = re.compile(r"[\W_]+")


def compatible(tekst: str) -> str:
    """The same characters in their plain form: 'ﬁ' as 'fi', 'e' with a loose accent as 'é'. '…' stays: it says that a name is cut."""
    return AFGEBROKEN.join(unicodedata.normalize("NFKC", deel) for deel in tekst.split(AFGEBROKEN))


def single_spaced(tekst: str) -> str:
    """Composed characters, single spaces and none around: one practice in two spellings is one practice."""
    return " ".join(unicodedata.normalize("NFC", tekst).split())


def letters(tekst: str) -> str:
    """'Jansen-de Wit, A.' -> 'jansendewita': letters and digits only, so that spaces, hyphens and case cannot hide a name."""
    return OVERIG.sub("", compatible(tekst).casefold())


def slug(naam: str, langste: int = 60) -> str:
    """'Praktijk Cliënt & Co.' -> 'praktijk-client-co': [a-z0-9-] only, so never a path."""
    kaal = unicodedata.normalize("NFKD", naam).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", kaal).strip("-")[:langste].strip("-")
