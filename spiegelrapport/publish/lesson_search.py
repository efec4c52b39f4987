"""A line of a meeting's notes -> why it may not be published: a name, a code, a participant's own figure, one client."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from spiegelrapport.model.own_words import OwnWords
from spiegelrapport.model.ronde import Keurmerkdrager
from spiegelrapport.model.spiegelbijeenkomst import Deelnemer
from spiegelrapport.publish.language import Language
from spiegelrapport.publish.name_search import Needle, find, make_needles
from spiegelrapport.publish.searchable_text import SearchableText
from spiegelrapport.spelling import single_spaced

CODE = re.compile(r"(?<!\d)\d{7,9}(?!\d)")
MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
CLIENT = re.compile(
    r"\b\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)?\d\d\b"  # a day: of birth, of an event
    r"|\b\d{1,3}[ -]?jarige?\b|\b(?:mevrouw|meneer|mw\.?|dhr\.?)\s+[A-Z]"
    r"|\bcliënt(?:e)?\s+[A-Z]\.",
)
GETAL = re.compile(r"(?<![\d.,])-?\d+(?:[.,]\d+)*")
EENHEID = re.compile(r"\s*(%|procent|minuten|min|weken|week|dagen|punten?)", re.IGNORECASE)
WORDS = {"procent": "%", "min": "minuten", "week": "weken", "punt": "punten"}


@dataclass(frozen=True)
class LessonSearch:
    """What nobody may find in a published lesson. `cijfers`: AGB-code -> own figures as its report prints them."""

    register: Mapping[str, Keurmerkdrager]
    deelnemers: Collection[Deelnemer]
    cijfers: Mapping[str, Collection[str]]
    woorden: OwnWords

    def reason(self, regel: str) -> str:
        """Dutch, without saying whose it is; "" for a line that may go out."""
        if CODE.search(regel) or MAIL.search(regel):
            return "er staat een code of mailadres in"
        if self._names(regel):
            return "er staat een naam in van een organisatie of deelnemer"
        if CLIENT.search(regel):
            return "dit kan over één cliënt gaan"
        if any(told in self._printed for told in measures(regel)):
            return "er staat een cijfer in dat precies dat van een deelnemer is"
        return ""

    def names(self, regel: str, agb: str) -> bool:
        """Whether somebody else than `agb` is named: an agreement stands in the own report only."""
        return any(naald.agb != agb for naald in self._names(regel)) or bool(MAIL.search(regel))

    def _names(self, regel: str) -> list[Needle]:
        tekst = SearchableText(regel)
        return [naald for naald in self._naalden if find(tekst, naald, self._taal, (), Language(OwnWords()))]

    @cached_property
    def _taal(self) -> Language:
        return Language(self.woorden)

    @cached_property
    def _naalden(self) -> tuple[Needle, ...]:
        """Everybody in the register, and who comes for them, where that is somebody else."""
        komt = {
            een.agb: replace(self.register[een.agb], contactpersoon=een.persoon, email=een.email)
            for een in self.deelnemers
        }
        return tuple(dict.fromkeys((*make_needles(self.register, self._taal), *make_needles(komt, self._taal))))

    @cached_property
    def _printed(self) -> frozenset[str]:
        return frozenset(told for teksten in self.cijfers.values() for tekst in teksten for told in measures(tekst))


def measures(tekst: str) -> Iterator[str]:
    """Every number with a unit, in one spelling: '8,5 procent' and '8,5%' are the same."""
    schoon = single_spaced(tekst).replace("\N{MINUS SIGN}", "-")
    for getal in GETAL.finditer(schoon):
        eenheid = EENHEID.match(schoon, getal.end())
        if eenheid:
            woord = eenheid[1].casefold()
            yield f"{getal[0].replace('.', ',')} {WORDS.get(woord, woord)}"
