"""What reports say by themselves -> whether a word that is also a name is just a word where it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from spiegelrapport.model.own_words import GAT, NamePlace, OwnWords
from spiegelrapport.publish.searchable_text import PLEK, SearchableText, places, same_words
from spiegelrapport.spelling import letters

OMGEVING = 12  # letters around a word that make a passage of a report's own
MIDDEN = frozenset(range(4, OMGEVING - 3))  # letters before a word that leave enough after it
LOS = r"[\s\S]{0,20}?"  # between the words of a place and the name, where they stand in other blocks
RAND = r"[^\w\n]{0,3}?"  # brackets and the like that belong to a name
GRENS = "\0"


@dataclass(frozen=True)
class Language:
    """What reports say by themselves, ready to be searched."""

    woorden: OwnWords

    @cached_property
    def plat(self) -> str:
        return GRENS.join(["", *dict.fromkeys(letters(tekst) for tekst in self.woorden.teksten), ""])

    @cached_property
    def _stukken(self) -> tuple[tuple[SearchableText, str], ...]:
        return tuple((tekst, tekst.plat) for tekst in map(SearchableText, self.woorden.teksten))

    def says(self, tekst: SearchableText, van: int, tot: int) -> bool:
        """Whether the words of `tekst` from `van` to `tot` are our own.

        In the middle of a passage they are; at the edge of one, or as a label, unless a reader's name is printed there.
        """
        vooraan, breed = min(van, OMGEVING), tot - van + OMGEVING
        goed = {
            voor
            for voor in range(vooraan + 1)
            if len(deel := tekst.plat[van - voor : van - voor + breed]) == breed and deel in self.plat
        }
        if goed & MIDDEN:
            return True
        return bool(goed or self._is_label(tekst, van, tot)) and not self.names(tekst, van, tot)

    def _is_label(self, tekst: SearchableText, van: int, tot: int) -> bool:
        naald = tekst.plat[van:tot]
        if naald not in self._gezocht:
            self._gezocht[naald] = tuple(self._labels(naald))
        past = any(_fits(tekst, van, tot, label) for label in self._gezocht[naald])
        return past and not tekst.has_legal_form(van, tot)

    def _labels(self, naald: str) -> Iterator[tuple[str, str, str]]:
        """(before, as written, after) for every short run of ours that holds it."""
        for stuk, vlak in self._stukken:
            if naald in vlak and len(vlak) < len(naald) + 2 * OMGEVING:
                for plek in places(vlak, naald):
                    yield vlak[:plek], stuk.surface(plek, plek + len(naald)), vlak[plek + len(naald) :]

    def names(self, tekst: SearchableText, van: int, tot: int) -> bool:
        """Whether this is a place where a report prints its reader's name."""
        voor, na = tekst.around(van, tot)
        return any(links.search(voor) and rechts.match(na) for links, rechts in self._plekken)

    @cached_property
    def _plekken(self) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
        return tuple((_before(plek), _after(plek)) for plek in self.woorden.plekken)

    @cached_property
    def _gezocht(self) -> dict[str, tuple[tuple[str, str, str], ...]]:
        return {}


def _fits(tekst: SearchableText, van: int, tot: int, label: tuple[str, str, str]) -> bool:
    voor, geschreven, na = label
    if tekst.plat[max(0, van - len(voor)) : van] != voor or tekst.plat[tot : tot + len(na)] != na:
        return False
    gezien = tekst.surface(van, tot)
    if voor or na:  # more than the word alone: a sentence may begin with it
        return same_words(gezien.casefold(), geschreven.casefold())
    hoofd = geschreven[:1].upper() + geschreven[1:] if tekst.begins_sentence(van) else geschreven
    groot = geschreven.upper() if geschreven[:1].isupper() else geschreven  # a label that a style sheet shouts
    return any(same_words(gezien, vorm) for vorm in (geschreven, hoofd, groot))


def _before(plek: NamePlace) -> re.Pattern[str]:
    return re.compile(
        (_pattern(plek.voor[-PLEK // 2 :]) + (LOS if plek.los else "") if plek.voor else "") + "$", re.IGNORECASE
    )


def _after(plek: NamePlace) -> re.Pattern[str]:
    return re.compile(RAND + (LOS if plek.los else "") + _pattern(plek.na[: PLEK // 2]), re.IGNORECASE)


def _pattern(tekst: str) -> str:
    """Fixed words as they may be broken over lines, with room for what is variable among them."""
    delen = (
        r"\s*".join(re.sub(r"^\w+$", r"\\b\g<0>\\b", re.escape(d)) for d in re.findall(r"\w+|[^\w\s]", deel))
        for deel in tekst.split(GAT)
    )
    return r"\s*" + r"\s*[^\n]{0,20}?\s*".join(delen) + (r"\s*" if tekst else "")
