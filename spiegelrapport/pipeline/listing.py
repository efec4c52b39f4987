"""What uitleg can explain, and what somebody typed -> lists of codes, and the code that was meant."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from spiegelrapport.definitions.schema import Definities
from spiegelrapport.dutch import aantal
from spiegelrapport.errors import SettingError, suggestion
from spiegelrapport.model.ronde import Keurmerkdrager
from spiegelrapport.read.register import load_register
from spiegelrapport.read.waarden.cleaning import key as plain


def indicator_meant(tekst: str, definities: Definities) -> str:
    """The code of an indicator by its code, its name or the question on its card, however these are typed.

    SettingError names the nearest when there is none.
    """
    meant = {
        plain(woord): code
        for code, indicator in definities.indicatoren.items()
        for woord in (indicator.vraag, indicator.naam, code)
    }
    if plain(tekst) not in meant:
        raise SettingError(
            f"onbekende indicator '{tekst}'",
            waar="uitleg",
            tip=f"{suggestion(tekst, list(definities.indicatoren))} Alle indicatoren: spiegelrapport uitleg",
        )
    return meant[plain(tekst)]


def all_indicators(definities: Definities) -> Iterator[str]:
    """Code, name, and the other maten of every indicator, in the order of the chapters."""
    breed = max(len(code) for code in definities.indicatoren)
    for hoofdstuk in definities.hoofdstukken:
        yield f"{hoofdstuk.naam}:"
        for code in hoofdstuk.indicatoren:
            indicator = definities.indicatoren[code]
            maten = ", ".join(maat.code for maat in indicator.maten[1:])
            yield f"  {code:<{breed}}  {indicator.naam}{f'  (--maat {maten})' if maten else ''}"


def all_readers(register: Mapping[str, Keurmerkdrager]) -> Iterator[str]:
    yield f"{aantal(len(register), 'keurmerkdrager', 'keurmerkdragers')}:"
    yield from (f"  {drager.agb}  {drager.naam}" for drager in register.values())


def codes_for_completion(ronde_map: Path, begin: str) -> list[tuple[str, str]]:
    """(AGB-code, name) of everybody whose code begins like that; nothing where there is no readable register."""
    register, _ = load_register(ronde_map)
    return [(drager.agb, drager.naam) for drager in register.values() if drager.agb.startswith(begin)]
