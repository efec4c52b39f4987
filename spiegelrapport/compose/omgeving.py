"""Templates -> text: the one Jinja environment, in which every missing value is an error and all data is escaped."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from spiegelrapport import dutch


def render(sjablonen: Sequence[Path], naam: str, gegevens: Mapping[str, Any]) -> str:
    """The template `naam` of the first folder that has it, filled with `gegevens`."""
    return _environment(tuple(sjablonen)).get_template(naam).render(gegevens)


@lru_cache(maxsize=8)
def _environment(sjablonen: tuple[Path, ...]) -> Environment:
    omgeving = Environment(
        loader=FileSystemLoader([str(map_) for map_ in sjablonen]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    omgeving.filters |= {
        "getal": dutch.getal,
        "procent": dutch.procent,
        "datum": dutch.datum,
        "opsomming": dutch.opsomming,
        "jaren": dutch.jaren,
        "velden": _fields,
        "laag_begin": _lower_first,
    }
    return omgeving


def _fields(ding: object) -> list[tuple[str, Any]]:
    """A dataclass as (name-with-dashes, value) pairs: the house style as CSS variables."""
    if not is_dataclass(ding) or isinstance(ding, type):
        raise TypeError("only a dataclass has fields")
    return [(naam.replace("_", "-"), waarde) for naam, waarde in asdict(ding).items()]


def _lower_first(tekst: str) -> str:
    return tekst[:1].lower() + tekst[1:]
