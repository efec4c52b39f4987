"""What one definition says of another: every name exists, every argument is one that its calculation knows."""

from collections.abc import Collection, Iterator

from spiegelrapport.definitions.schema import Definities, Hoofdstuk, Indicator, Maat, Prestatiegroep, Thema
from spiegelrapport.definitions.strict import choices
from spiegelrapport.errors import SettingError, suggestion

ACHTERGROND = 3  # sentences: what a room takes in before it looks at figures
THEMAVRAGEN = 5  # from recognising to changing
CATEGORIEEN = ("hersteld", "verbeterd", "onveranderd", "verslechterd")
BREUKEN = ("cqi", "zorgprestatiemodel")  # validate and measure ask for these by name
OVERIG = "overig"  # every known value that no other maat of the indicator names
DSM5_HOOFDSTUKKEN = 22
GETALLEN = ("aanmeldwacht_binnen", "behandelwacht_binnen")  # their argument is a number of weeks


def check_references(definities: Definities) -> None:
    """Raises SettingError, with the place and what is near, for the first name that does not exist."""
    for code in BREUKEN:
        if code not in definities.breuken:
            raise SettingError(f"de breuk '{code}' ontbreekt", waar="breuken.toml")
    for hoofdstuk in definities.hoofdstukken:
        _chapter(hoofdstuk, definities)
    for indicator in definities.indicatoren.values():
        _indicator(indicator, definities)
    for thema in definities.themas.values():
        _theme(thema, definities)


def known(code: str, bekend: Collection[str], waar: str, wat: str) -> None:
    """Refuses a code that is not among those known."""
    if code not in bekend:
        raise SettingError(f"onbekend(e) {wat} '{code}'", waar=waar, tip=suggestion(code, list(bekend)))


def _chapter(hoofdstuk: Hoofdstuk, definities: Definities) -> None:
    waar = f"rapport.toml, hoofdstuk '{hoofdstuk.code}'"
    for code in hoofdstuk.indicatoren:
        known(code, definities.indicatoren, waar, "indicator")
    for code in _named(hoofdstuk):
        known(code, hoofdstuk.indicatoren, f"{waar}, opening, samen, aanvullend en families", "indicator")


def _named(hoofdstuk: Hoofdstuk) -> Iterator[str]:
    """The chapter's own indicators that it says something about."""
    yield from (*hoofdstuk.opening, *hoofdstuk.samen, *hoofdstuk.aanvullend)
    for codes in (*hoofdstuk.samen.values(), *hoofdstuk.families.values()):
        yield from codes


def _indicator(indicator: Indicator, definities: Definities) -> None:
    waar = f"indicatoren/{indicator.code}.toml"
    known(indicator.hoofdstuk, [hoofdstuk.code for hoofdstuk in definities.hoofdstukken], waar, "hoofdstuk")
    if indicator.instrument:
        known(indicator.instrument, definities.instrumenten, waar, "instrument")
    if indicator.acties is None and _on_a_card(indicator, definities):
        raise SettingError("de sleutel 'acties' ontbreekt", waar=waar, tip="noem een bestand in acties/")
    if indicator.binnen:
        known(indicator.binnen, definities.indicatoren, f"{waar}, sleutel 'binnen'", "indicator")
        if definities.indicatoren[indicator.binnen].berekening not in GETALLEN:
            raise SettingError(
                f"'{indicator.binnen}' telt niet wie binnen een norm valt", waar=f"{waar}, sleutel 'binnen'"
            )
    if not indicator.maten:
        raise SettingError("een indicator heeft ten minste één maat", waar=waar)
    for maat in indicator.maten:
        _argument(indicator, maat, definities, f"{waar}, maat '{maat.code}'")


def _on_a_card(indicator: Indicator, definities: Definities) -> bool:
    return any(h.soort == "kaarten" and h.code == indicator.hoofdstuk for h in definities.hoofdstukken)


def _theme(thema: Thema, definities: Definities) -> None:
    """A theme names what exists, breaks down only what is broken down, and has the words that its papers have places for."""
    waar = f"themas/{thema.code}.toml"
    if not thema.indicatoren:
        raise SettingError("een thema heeft ten minste één indicator", waar=f"{waar}, sleutel 'indicatoren'")
    for code in thema.indicatoren:
        known(code, definities.indicatoren, f"{waar}, sleutel 'indicatoren'", "indicator")
    if "prestatie" in thema.uitsplitsingen and not any(
        definities.indicatoren[code].per_prestatie for code in thema.indicatoren
    ):
        raise SettingError("geen indicator van dit thema is er per prestatie", waar=f"{waar}, sleutel 'uitsplitsingen'")
    _count(thema.achtergrond, ACHTERGROND, "zinnen", f"{waar}, sleutel 'achtergrond'")
    _count(thema.vragen, THEMAVRAGEN, "vragen", f"{waar}, sleutel 'vragen'")


def _count(woorden: Collection[str], aantal: int, wat: str, waar: str) -> None:
    if len(woorden) != aantal:
        raise SettingError(f"hier horen {aantal} {wat}, niet {len(woorden)}", waar=waar)


def _argument(indicator: Indicator, maat: Maat, definities: Definities, waar: str) -> None:
    """`argument` has to be one that the calculation knows, and absent where it takes none."""
    berekening = maat.berekening or indicator.berekening
    if berekening == "veranderingscategorie":
        _limits(indicator, definities, waar)
    if berekening in GETALLEN:
        if not maat.argument.isdecimal():
            raise SettingError(f"hier hoort een aantal weken, niet '{maat.argument}'", waar=f"{waar}, argument")
        return
    bekend = _arguments(definities).get(berekening)
    if bekend is None and maat.argument:
        raise SettingError(f"de berekening '{berekening}' heeft geen argument", waar=f"{waar}, argument")
    if bekend is not None:
        for woord in maat.argument.split() or [""]:
            known(woord, bekend, f"{waar}, argument", f"argument van '{berekening}'")


def _arguments(definities: Definities) -> dict[str, Collection[str]]:
    """Per calculation that takes a word: the words that it knows."""
    groepen = choices(Prestatiegroep)
    kolommen = {kolom.naam: kolom for soort in ("trajecten", "cqi") for kolom in definities.exports[soort].kolommen}
    return {
        "in_prestatiegroep": groepen,
        "binnen_norm": [p.groep for p in definities.prestaties.values() if p.norm_minuten],
        "met_reden": kolommen["reden_sluiten"].waarden,
        "schaalscore": [naam for naam in kolommen if f"{naam}_1" in kolommen],
        "veranderingscategorie": CATEGORIEEN,
        "in_leeftijdsgroep": kolommen["leeftijdsgroep"].waarden,
        "in_zorgvraagtype": [*kolommen["zorgvraagtype"].waarden, OVERIG],
        "in_diagnosehoofdstuk": [*map(str, range(1, DSM5_HOOFDSTUKKEN + 1)), OVERIG],
    }


def _limits(indicator: Indicator, definities: Definities, waar: str) -> None:
    """Categories of change exist only with both limits of Jacobson and Truax."""
    instrument = definities.instrumenten.get(indicator.instrument)
    if instrument is None or instrument.reliable_change is None or instrument.grenswaarde is None:
        raise SettingError(
            f"'{indicator.instrument}' heeft geen reliable_change en grenswaarde",
            waar=waar,
            tip="vul beide in bij het instrument, of laat de categorieën van verandering weg",
        )
