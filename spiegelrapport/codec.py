"""Typed values <-> plain lists, numbers and texts: what JSON can hold, and nothing that could ever run.

Made from the annotations of frozen dataclasses, named tuples, enums, literals, tuples, sets, mappings, dates and optional
values. A dataclass is the list of its fields, so both sides must know the same `shape`. Decoding refuses (ValueError)
whatever is not exactly of the type.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

Step = Callable[[Any], Any]
PLAIN: Mapping[Any, tuple[type, ...]] = {
    str: (str,),
    bool: (bool,),
    int: (int,),
    float: (float, int),
    NoneType: (NoneType,),
}


@dataclass(frozen=True, slots=True)
class Codec:
    """How one type is written and read back."""

    encode: Step
    decode: Step
    shape: str  # the type with all that it holds, in words


def fingerprint(soort: Any) -> str:
    """Equal means: what was written then can be read now."""
    return hashlib.sha256(codec(soort).shape.encode()).hexdigest()


@cache
def codec(soort: Any) -> Codec:
    """The codec of a type; TypeError for a type that has none."""
    herkomst, delen = get_origin(soort), get_args(soort)
    if herkomst is not None:
        return _composed(herkomst, delen)
    if soort in PLAIN:
        return _plain(soort)
    if soort is date:
        return Codec(date.isoformat, _date, "date")
    if isinstance(soort, type):
        return _class(soort)
    raise TypeError(f"no codec for {soort}")


def _composed(herkomst: Any, delen: tuple[Any, ...]) -> Codec:
    if herkomst is Literal:
        return Codec(_same, _one_of(delen), f"Literal{sorted(map(repr, delen))}")
    if herkomst in (Union, UnionType):
        return _union(delen)
    if herkomst is tuple and delen[-1:] != (Ellipsis,):
        return _record(tuple, [codec(deel) for deel in delen], "tuple")
    if herkomst in (tuple, frozenset):
        return _series(herkomst, codec(delen[0]))
    if herkomst is Mapping:
        return _mapping(codec(delen[0]), codec(delen[1]))
    raise TypeError(f"no codec for {herkomst}")


def _same(waarde: Any) -> Any:
    return waarde


def _plain(*soorten: Any) -> Codec:
    goed = frozenset(een for soort in soorten for een in PLAIN[soort])

    def encode(waarde: Any) -> Any:
        return waarde if type(waarde) in goed else waarde.item()  # numpy's own numbers as Python's

    def decode(ruw: Any) -> Any:
        if type(ruw) in goed:
            return ruw
        raise ValueError(f"not of the type: {type(ruw).__name__}")

    return Codec(encode, decode, " | ".join(soort.__name__ for soort in soorten))


def _date(ruw: Any) -> date:
    return date.fromisoformat(_demand(ruw, isinstance(ruw, str)))


def _one_of(keuzes: tuple[Any, ...]) -> Step:
    return lambda ruw: _demand(ruw, any(type(ruw) is type(keuze) and ruw == keuze for keuze in keuzes))


def _union(delen: tuple[Any, ...]) -> Codec:
    """Plain values, or one other type that may be absent: two of those could not be told apart."""
    if all(deel in PLAIN for deel in delen):
        return _plain(*delen)
    anders = [deel for deel in delen if deel is not NoneType]
    if len(anders) != 1:
        raise TypeError(f"no codec for a choice between {delen}")
    een = codec(anders[0])

    def encode(waarde: Any) -> Any:
        return None if waarde is None else een.encode(waarde)

    def decode(ruw: Any) -> Any:
        return None if ruw is None else een.decode(ruw)

    return Codec(encode, decode, f"{een.shape} | None")


def _series(maak: Callable[[Any], Any], deel: Codec) -> Codec:
    volgorde: Step = sorted if maak is frozenset else _same
    return Codec(
        lambda waarden: [deel.encode(waarde) for waarde in volgorde(waarden)],
        lambda ruw: maak(deel.decode(een) for een in _list(ruw)),
        f"{getattr(maak, '__name__', '')}[{deel.shape}, ...]",
    )


def _mapping(sleutel: Codec, waarde: Codec) -> Codec:
    """In its own order, as pairs: keys need not be text."""
    paar = _record(tuple, [sleutel, waarde], "pair")
    return Codec(
        lambda inhoud: [paar.encode(regel) for regel in inhoud.items()],
        lambda ruw: dict(paar.decode(regel) for regel in _list(ruw)),
        f"Mapping[{sleutel.shape}, {waarde.shape}]",
    )


def _record(maak: Callable[[Any], Any], delen: list[Codec], naam: str) -> Codec:
    schrijven, lezen, aantal = [deel.encode for deel in delen], [deel.decode for deel in delen], len(delen)

    def encode(waarden: Any) -> Any:
        return [schrijf(een) for schrijf, een in zip(schrijven, waarden, strict=True)]

    def decode(ruw: Any) -> Any:
        if type(ruw) is not list or len(ruw) != aantal:
            raise ValueError(f"not of the type: {type(ruw).__name__}")
        return maak([lees(een) for lees, een in zip(lezen, ruw, strict=True)])

    return Codec(encode, decode, f"{naam}({', '.join(deel.shape for deel in delen)})")


def _class(soort: type) -> Codec:
    if not (issubclass(soort, Enum) or is_dataclass(soort) or hasattr(soort, "_fields")):
        raise TypeError(f"no codec for {soort}")
    if issubclass(soort, Enum):
        namen = soort.__members__
        return Codec(
            lambda lid: lid.name,
            lambda ruw: namen[_demand(ruw, isinstance(ruw, str) and ruw in namen)],
            f"{soort.__name__}{list(namen)}",
        )
    hints = get_type_hints(soort)
    namen_ = getattr(soort, "_fields", None) or tuple(veld.name for veld in fields(soort))  # type: ignore[arg-type]
    lees = attrgetter(*namen_) if len(namen_) > 1 else lambda ding: (getattr(ding, namen_[0]),)
    regel = _record(lambda waarden: soort(*waarden), [codec(hints[naam]) for naam in namen_], soort.__name__)
    return Codec(lambda ding: regel.encode(lees(ding)), regel.decode, f"{regel.shape}:{','.join(namen_)}")


def _list(ruw: Any) -> list[Any]:
    gevonden: list[Any] = _demand(ruw, isinstance(ruw, list))
    return gevonden


def _demand(ruw: Any, goed: bool) -> Any:
    if not goed:
        raise ValueError(f"not of the type: {type(ruw).__name__}")
    return ruw
