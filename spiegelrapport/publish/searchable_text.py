"""A text as it can be searched: its letters and digits alone, with where each of them stands."""

import re
from collections.abc import Iterator
from functools import cached_property

from spiegelrapport.spelling import compatible, letters

PLEK = 120  # characters around a name in which the fixed words of its place are looked for
RECHTSVORM_VOOR = re.compile(r"\b(?:stichting|vereniging|maatschap|(?:co)?[oö]peratie)\s+$", re.IGNORECASE)
RECHTSVORM_NA = re.compile(r"\s*,?\s*(?:B\.?V\.?|N\.?V\.?|V\.?O\.?F\.?|U\.A\.)(?!\w)")
AFGEBROKEN = re.compile(r"[-\u00ad]\s*\n\s*")
WOORD = re.compile(r"[^\W_]+")


class SearchableText:
    """A text and its letters and digits alone, so that line ends, hyphens and spaces cannot hide a name."""

    def __init__(self, tekst: str) -> None:
        self.tekst = compatible(tekst)

    @cached_property
    def plat(self) -> str:
        return letters(self.tekst)

    @cached_property
    def plaatsen(self) -> list[int]:
        """Where each letter of `plat` stands in the text."""
        return [plek for plek, teken in enumerate(self.tekst) for t in teken.casefold() if t.isalnum()]

    def surface(self, van: int, tot: int) -> str:
        """As it is written there."""
        return self.tekst[self.plaatsen[van] : self.plaatsen[tot - 1] + 1]

    def whole(self, van: int, tot: int) -> bool:
        """Whether it begins and ends where words do."""
        eerste, laatste = self.plaatsen[van], self.plaatsen[tot - 1]
        return not (self.tekst[:eerste][-1:].isalnum() or self.tekst[laatste + 1 :][:1].isalnum())

    def around(self, van: int, tot: int) -> tuple[str, str]:
        """What stands before and after it, as far as a name's place reaches."""
        begin, einde = self.plaatsen[van], self.plaatsen[tot - 1] + 1
        return self.tekst[max(0, begin - PLEK) : begin], self.tekst[einde : einde + PLEK]

    def has_legal_form(self, van: int, tot: int) -> bool:
        voor, na = self.around(van, tot)
        return bool(RECHTSVORM_VOOR.search(voor) or RECHTSVORM_NA.match(na))

    def begins_sentence(self, van: int) -> bool:
        voor = self.tekst[: self.plaatsen[van]][-3:]
        return voor.rstrip()[-1:] in tuple(".!?") and voor[-1:].isspace()


def places(tekst: str, naald: str) -> Iterator[int]:
    plek = tekst.find(naald)
    while plek >= 0:
        yield plek
        plek = tekst.find(naald, plek + 1)


def same_words(een: str, ander: str) -> bool:
    """The same words, whatever stands between them and however lines break them."""
    woorden = WOORD.findall(ander)
    return WOORD.findall(een) == woorden or WOORD.findall(AFGEBROKEN.sub("", een)) == woorden
