"""input/kolommen.toml: the headings and codes of an EPD that the program does not know, added by the analyst."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from spiegelrapport.definitions.schema import Export, Kolom
from spiegelrapport.definitions.strict import build, load_toml
from spiegelrapport.errors import SettingError, suggestion

BESTAND = "kolommen.toml"

Koppen = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Kolommen:
    """Per table: our column name -> headings of the EPD, in order of preference. See docs/kolommen.md."""

    trajecten: Koppen = field(default_factory=dict)
    rom: Koppen = field(default_factory=dict)
    cqi: Koppen = field(default_factory=dict)
    sessies: Koppen = field(default_factory=dict)
    bladen: Koppen = field(default_factory=dict)  # table -> sheet names
    codes: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)  # column -> code -> spellings


def load_kolommen(map_: Path) -> Kolommen:
    """`map_`/kolommen.toml, or nothing extra when there is no such file."""
    pad = map_ / BESTAND
    return build(Kolommen, load_toml(pad), pad.name) if pad.exists() else Kolommen()


def apply(exports: Mapping[str, Export], kolommen: Kolommen) -> dict[str, Export]:
    """The exports with the analyst's headings before their own; an unknown table or column is a SettingError."""
    tabellen = {export.tabel: code for code, export in exports.items()}
    for tabel in kolommen.bladen:
        _bekend(tabel, list(tabellen), "[bladen]")
    alle = {kolom.naam for export in exports.values() for kolom in export.kolommen}
    for naam in kolommen.codes:
        _bekend(naam, sorted(alle), "[codes]")
    uit = {}
    for code, export in exports.items():
        koppen: Koppen = getattr(kolommen, export.tabel)
        for naam in koppen:
            _bekend(naam, [kolom.naam for kolom in export.kolommen], f"[{export.tabel}]")
        uit[code] = replace(
            export,
            aliassen=(*export.aliassen, *kolommen.bladen.get(export.tabel, ())),
            kolommen=tuple(_kolom(kolom, koppen, kolommen) for kolom in export.kolommen),
        )
    return uit


def _kolom(kolom: Kolom, koppen: Koppen, kolommen: Kolommen) -> Kolom:
    """The first mapped heading becomes the column's heading: it wins over everything declared."""
    eigen = koppen.get(kolom.naam, ())
    waarden = dict(kolom.waarden)
    for code, woorden in kolommen.codes.get(kolom.naam, {}).items():
        if waarden:
            _bekend(code, list(waarden), f"[codes.{kolom.naam}]")
        waarden[code] = (*waarden.get(code, ()), *woorden)
    if not eigen:
        return replace(kolom, waarden=waarden)
    return replace(kolom, kop=eigen[0], aliassen=(*eigen[1:], kolom.kop, *kolom.aliassen), waarden=waarden)


def _bekend(naam: str, bekend: list[str], waar: str) -> None:
    if naam not in bekend:
        raise SettingError(f"onbekende naam '{naam}'", waar=f"{BESTAND}, {waar}", tip=suggestion(naam, bekend))
