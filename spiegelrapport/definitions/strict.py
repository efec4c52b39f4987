"""TOML -> frozen dataclass, refusing what the dataclass does not know, with place and suggestion."""

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from pathlib import Path
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from spiegelrapport.errors import SettingError, suggestion

T = TypeVar("T")

NAMEN = {
    str: "tekst",
    int: "een geheel getal",
    float: "een getal",
    bool: "true of false",
    date: "een datum (jjjj-mm-dd)",
}


def load_toml(pad: Path) -> dict[str, Any]:
    """The file as a dict; a missing or malformed file is a SettingError."""
    try:
        return tomllib.loads(pad.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise SettingError(f"het bestand {pad.name} ontbreekt", waar=str(pad)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fout:
        raise SettingError(f"{pad.name} is geen geldige TOML: {fout}", waar=str(pad)) from None


def build(soort: type[T], gegevens: Mapping[str, Any], waar: str) -> T:
    """A `soort` from a TOML table. `waar` names the file and table in errors.

    Unknown keys, missing required keys and values of the wrong type raise SettingError.
    """
    velden = {veld.name: veld for veld in fields(soort)}  # type: ignore[arg-type]
    for sleutel in gegevens:
        if sleutel not in velden:
            raise SettingError(f"onbekende sleutel '{sleutel}'", waar=waar, tip=suggestion(sleutel, list(velden)))
    types = get_type_hints(soort)
    waarden = {}
    for naam, veld in velden.items():
        if naam in gegevens:
            waarden[naam] = convert(types[naam], gegevens[naam], f"{waar}, sleutel '{naam}'")
        elif veld.default is MISSING and veld.default_factory is MISSING:
            raise SettingError(f"de sleutel '{naam}' ontbreekt", waar=waar)
    return soort(**waarden)


def convert(soort: Any, waarde: Any, waar: str) -> Any:
    """`waarde` as `soort`: dataclasses, tuples, mappings, literals, optionals and scalars."""
    oorsprong, delen = get_origin(soort), get_args(soort)
    if oorsprong in (Union, UnionType):
        return convert(next(deel for deel in delen if deel is not type(None)), waarde, waar)
    if oorsprong is Literal:
        return _choice(delen, waarde, waar)
    if oorsprong is tuple:
        return _tuple(delen, waarde, waar)
    if oorsprong is Mapping:
        _expect(isinstance(waarde, dict), "een tabel", waarde, waar)
        return {str(sleutel): convert(delen[1], inhoud, waar) for sleutel, inhoud in waarde.items()}
    if is_dataclass(soort):
        _expect(isinstance(waarde, dict), "een tabel", waarde, waar)
        return build(soort, waarde, waar)  # type: ignore[arg-type]
    return _scalar(soort, waarde, waar)


def _choice(keuzes: tuple[Any, ...], waarde: Any, waar: str) -> Any:
    if waarde not in keuzes:
        raise SettingError(
            f"'{waarde}' is geen geldige keuze",
            waar=waar,
            tip=suggestion(str(waarde), [str(k) for k in keuzes]),
        )
    return waarde


def _tuple(delen: tuple[Any, ...], waarde: Any, waar: str) -> tuple[Any, ...]:
    _expect(isinstance(waarde, list), "een lijst", waarde, waar)
    if delen[-1] is Ellipsis:
        return tuple(convert(delen[0], inhoud, waar) for inhoud in waarde)
    _expect(len(waarde) == len(delen), f"een lijst van {len(delen)}", waarde, waar)
    return tuple(convert(deel, inhoud, waar) for deel, inhoud in zip(delen, waarde, strict=True))


def _scalar(soort: Any, waarde: Any, waar: str) -> Any:
    if soort is float and isinstance(waarde, int) and not isinstance(waarde, bool):
        return float(waarde)
    goed = isinstance(waarde, soort) and not (isinstance(waarde, bool) and soort is not bool)
    goed = goed and not (
        soort is date and isinstance(waarde, datetime)
    )  # a moment is a date too, and compares with none
    _expect(goed, NAMEN.get(soort, soort.__name__), waarde, waar)
    return waarde


def _expect(goed: bool, wat: str, waarde: Any, waar: str) -> None:
    if not goed:
        raise SettingError(f"hier hoort {wat}, niet {waarde!r}", waar=waar)


def choices(soort: Any) -> tuple[str, ...]:
    """The words that a Literal allows."""
    return tuple(str(keuze) for keuze in get_args(soort))
