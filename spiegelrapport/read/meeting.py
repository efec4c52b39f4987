"""A meeting's settings in bijeenkomsten/ -> Spiegelbijeenkomst, refused while anything is empty, unknown or contradictory."""

from collections.abc import Callable, Collection
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from spiegelrapport.definitions.strict import build, load_toml
from spiegelrapport.errors import InputError, SettingError, suggestion
from spiegelrapport.model.spiegelbijeenkomst import Spiegelbijeenkomst
from spiegelrapport.read.invitation import MAP
from spiegelrapport.spelling import slug

__all__ = ["MAP", "load_meeting"]

MINSTENS = 3  # participants that a table needs before a name on it is no one-to-one
T = TypeVar("T", date, datetime)


def load_meeting(map_: Path, naam: str, themas: Collection[str]) -> Spiegelbijeenkomst:
    """The settings of one meeting of the round in `map_`; whatever is empty, unknown or contradictory is a SettingError."""
    _refuse_one_name_twice(map_ / MAP)
    pad = map_ / MAP / f"{naam}.toml"
    if not pad.is_file():
        bekend = sorted(ander.stem for ander in (map_ / MAP).glob("*.toml"))
        tip = suggestion(naam, bekend) if bekend else "maak er een met: spiegelrapport bijeenkomst nieuw NAAM"
        raise InputError(f"er is geen bijeenkomst '{naam}'", waar=str(pad.parent), tip=tip)
    bijeenkomst = build(Spiegelbijeenkomst, load_toml(pad), pad.name)
    _filled_in(bijeenkomst, pad.name)
    _moments(bijeenkomst, pad.name)
    for ruimte in bijeenkomst.ruimtes.values():
        if ruimte.thema not in themas:
            raise SettingError(
                f"onbekend thema '{ruimte.thema}'", waar=pad.name, tip=suggestion(ruimte.thema, list(themas))
            )
    return bijeenkomst


def _refuse_one_name_twice(map_: Path) -> None:
    """Two files whose names become one folder or one title would overwrite each other's papers."""
    gezien: dict[str, str] = {}
    for pad in sorted(map_.glob("*.toml")):
        titel = load_toml(pad).get("titel")
        for naam in (slug(pad.stem), *([f"titel {slug(titel)}"] if isinstance(titel, str) and titel else [])):
            if naam in gezien:
                raise SettingError(
                    f"{gezien[naam]} en {pad.name} hebben dezelfde naam of titel",
                    waar=str(map_),
                    tip="geef elke bijeenkomst een eigen bestandsnaam en een eigen titel",
                )
            gezien[naam] = pad.name


def _filled_in(bijeenkomst: Spiegelbijeenkomst, waar: str) -> None:
    for sleutel in ("titel", "begin", "einde", "plaats", "gespreksleider", "aanmelden", "aanmelden_tot"):
        if not getattr(bijeenkomst, sleutel).strip():
            raise SettingError(
                f"de sleutel '{sleutel}' is nog leeg", waar=waar, tip="vul hem in tussen de aanhalingstekens"
            )
    if not bijeenkomst.ruimtes:
        raise SettingError("er is geen ruimte", waar=waar, tip='begin een ruimte met een regel [ruimtes."naam"]')
    for sleutel in ("minimum_ruimte", "minimum_op_naam"):
        if getattr(bijeenkomst, sleutel) < MINSTENS:
            raise SettingError(
                f"{sleutel} is kleiner dan {MINSTENS}", waar=waar, tip="met minder weten twee mensen elkaars cijfer"
            )
    if bijeenkomst.per_ruimte < 1:
        raise SettingError("per_ruimte is kleiner dan 1", waar=waar, tip="8 is gebruikelijk")


def _moments(bijeenkomst: Spiegelbijeenkomst, waar: str) -> None:
    begin = _moment(bijeenkomst.begin, datetime.fromisoformat, "begin", "2027-05-13T13:30", waar)
    einde = _moment(bijeenkomst.einde, datetime.fromisoformat, "einde", "2027-05-13T16:30", waar)
    tot = _moment(bijeenkomst.aanmelden_tot, date.fromisoformat, "aanmelden_tot", "2027-05-06", waar)
    if einde.replace(tzinfo=None) <= begin.replace(tzinfo=None):
        raise SettingError("de bijeenkomst eindigt voor zij begint", waar=waar, tip="kijk begin en einde na")
    if tot > begin.date():
        raise SettingError("aanmelden_tot ligt na de bijeenkomst", waar=waar, tip="kies een eerdere dag")


def _moment(tekst: str, lees: Callable[[str], T], sleutel: str, voorbeeld: str, waar: str) -> T:
    try:
        return lees(tekst)
    except ValueError:
        raise SettingError(
            f"'{tekst}' is geen moment", waar=f"{waar}, sleutel '{sleutel}'", tip=f"schrijf bijvoorbeeld {voorbeeld}"
        ) from None
