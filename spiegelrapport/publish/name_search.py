"""A text -> the names of others in it, told from the same words where the report says them by itself.

A name that is no word of ours counts wherever it stands, however broken or spelled. One that is ('Verder', 'Kwaliteit van
leven') counts as a whole word, written as names are, unless the fixed text around it is one of the report's own
sentences, or it is one of the report's labels and does not stand where a name is printed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from spiegelrapport.model.ronde import Keurmerkdrager
from spiegelrapport.publish.language import Language
from spiegelrapport.publish.searchable_text import SearchableText, places, same_words
from spiegelrapport.spelling import letters, single_spaced

KORTSTE_NAAM = 6  # letters and digits; a shorter name is only found as whole words


@dataclass(frozen=True)
class Needle:
    """One thing to look for: whose it is, and whether the report says the same by itself."""

    agb: str
    tekst: str
    van_ons: bool

    @cached_property
    def plat(self) -> str:
        return letters(self.tekst)

    def is_written_in(self, gezien: str) -> bool:
        """Whether this is how a name is written: as in the register, with a capital in front, or in capitals."""
        vormen = [self.tekst, self.tekst[:1].upper() + self.tekst[1:], self.tekst.upper()]
        return any(same_words(gezien, vorm) for vorm in vormen)


def make_needles(register: Mapping[str, Keurmerkdrager], taal: Language) -> tuple[Needle, ...]:
    """Names, addresses and contacts of everybody in the register."""
    naalden = []
    for agb, drager in sorted(register.items()):
        persoon = drager.contactpersoon if " " in drager.contactpersoon.strip() else ""
        lang = [tekst for tekst in (drager.email, persoon) if len(letters(tekst)) >= KORTSTE_NAAM]
        for tekst in (drager.naam, *lang):
            schoon = single_spaced(tekst)
            if vlak := letters(schoon):
                naalden.append(Needle(agb, schoon, vlak in taal.plat or not any(t.isalpha() for t in vlak)))
    return tuple(dict.fromkeys(naalden))


def find(tekst: SearchableText, naald: Needle, taal: Language, eigen: tuple[str, ...], geschreven: Language) -> bool:
    """Whether `naald` stands in `tekst` as a name. `eigen`: the reader's own; `geschreven`: what the analyst wrote."""
    if naald.plat not in tekst.plat:
        return False
    heel = naald.van_ons or len(naald.plat) < KORTSTE_NAAM
    for van in places(tekst.plat, naald.plat):
        tot = van + len(naald.plat)
        if heel and not (
            tekst.whole(van, tot) and same_words(tekst.surface(van, tot).casefold(), naald.tekst.casefold())
        ):
            continue
        if not (_within_own(tekst, van, tot, eigen) or _is_ours(tekst, van, tot, naald, taal, geschreven)):
            return True
    return False


def _is_ours(tekst: SearchableText, van: int, tot: int, naald: Needle, taal: Language, geschreven: Language) -> bool:
    als_naam = naald.is_written_in(tekst.surface(van, tot))
    if not naald.van_ons:
        return not als_naam and geschreven.says(tekst, van, tot)
    if not any(teken.isalpha() for teken in naald.plat):  # a name in digits alone is any number
        return not taal.names(tekst, van, tot)
    return not als_naam or taal.says(tekst, van, tot) or geschreven.says(tekst, van, tot)


def _within_own(tekst: SearchableText, van: int, tot: int, eigen: tuple[str, ...]) -> bool:
    """Whether it is part of something of the reader's own, whole or cut off by an ellipsis."""
    for geheel in eigen:
        for plek in places(geheel, tekst.plat[van:tot]):
            begin = van - plek
            if begin >= 0 and tekst.plat[begin : begin + len(geheel)] == geheel:
                return True
            if begin >= 0 and _cut_off(tekst, begin, geheel) >= tot:
                return True
    return False


def _cut_off(tekst: SearchableText, begin: int, geheel: str) -> int:
    """Where a beginning of `geheel` that starts at `begin` ends in an ellipsis; 0 when it does not."""
    gelijk = next((n for n, t in enumerate(geheel) if tekst.plat[begin + n : begin + n + 1] != t), len(geheel))
    einde = begin + gelijk
    rest = tekst.tekst[tekst.plaatsen[einde - 1] + 1 :][:2] if gelijk else ""
    return einde if "…" in rest else 0
