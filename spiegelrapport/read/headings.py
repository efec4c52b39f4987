"""Headings to our column names: exact after normalising, by the declared aliases and in their order of preference."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from spiegelrapport.definitions.schema import Export, Kolom
from spiegelrapport.read.waarden.cleaning import clean, key

GENUMMERD = re.compile(r"(.+) \((\d)\)$")
norm = lru_cache(maxsize=20_000)(key)


@dataclass(frozen=True, slots=True)
class HeadingList:
    """The headings one export knows. `index`: normalised heading -> (our name, preference; lower is better)."""

    export: Export
    kolommen: Mapping[str, Kolom]
    index: Mapping[str, tuple[str, int]]
    eigen: frozenset[str]  # our names that tell this export from others
    bladen: frozenset[str]  # normalised sheet names


@dataclass(frozen=True, slots=True)
class HeadingMatch:
    """A grid column whose heading is known."""

    naam: str
    rang: int
    kop: str


def make_koppenlijsten(exports: Mapping[str, Export]) -> dict[str, HeadingList]:
    """One list per export. Any sheet may name the AGB-code; an agenda export may carry its trajecten's columns too."""
    lijsten: dict[str, HeadingList] = {}
    for export in exports.values():
        kolommen = list(export.kolommen)
        bekend = {kolom.naam for kolom in kolommen}
        if "trajecten" in exports:
            kolommen += [
                kolom
                for kolom in exports["trajecten"].kolommen
                if kolom.naam not in bekend and (export.tabel == "sessies" or kolom.type == "agb")
            ]
        lijsten[export.tabel] = _lijst(export, kolommen)
    return lijsten


def _lijst(export: Export, kolommen: Sequence[Kolom]) -> HeadingList:
    index: dict[str, tuple[str, int]] = {}
    for kolom in kolommen:
        for rang, woord in enumerate((kolom.kop, *kolom.aliassen)):
            index.setdefault(_kop_sleutel(woord), (kolom.naam, rang))
    return HeadingList(
        export,
        {kolom.naam: kolom for kolom in kolommen},
        index,
        frozenset(kolom.naam for kolom in export.kolommen),
        frozenset(norm(woord) for woord in (export.blad, *export.aliassen)),
    )


def _kop_sleutel(woord: str) -> str:
    """Normalised; 'Start datum (2)' means the second column of that name."""
    genummerd = GENUMMERD.match(woord)
    return f"{norm(genummerd[1])}#{genummerd[2]}" if genummerd else norm(woord)


def match_headings(koppen: Sequence[tuple[str, ...]], lijst: HeadingList) -> dict[int, HeadingMatch]:
    """Grid column -> what its heading means. Each heading comes in the variants that a two-row heading allows.

    The second of two equal headings also goes by '<heading> (2)', so that kolommen.toml can point at it.
    """
    geteld: Counter[str] = Counter()
    treffers = {}
    for j, varianten in enumerate(koppen):
        if not varianten:
            continue
        geteld[norm(varianten[0])] += 1
        nummer = geteld[norm(varianten[0])]
        for kop in (f"{norm(varianten[0])}#{nummer}", *map(norm, varianten)):
            if (gevonden := lijst.index.get(kop)) is not None:
                treffers[j] = HeadingMatch(gevonden[0], gevonden[1], varianten[0])
                break
    return treffers


def text_of(cel: object) -> str:
    """A heading as it stands; anything but text is not a heading."""
    return clean(cel) if isinstance(cel, str) else ""


def nearest(kolom: Kolom, koppen: Sequence[str]) -> str | None:
    """The heading found that looks most like one of the column's known headings."""
    genormaliseerd = {norm(kop): kop for kop in koppen if kop}
    for woord in (kolom.kop, *kolom.aliassen):
        if nabij := get_close_matches(norm(woord), genormaliseerd, n=1, cutoff=0.75):
            return genormaliseerd[nabij[0]]
    return None
