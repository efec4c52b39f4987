"""definitions/ -> Definities: every file loaded, refused when it says what the program does not know, cross-checked."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from spiegelrapport.definitions.references import check_references, known
from spiegelrapport.definitions.schema import (
    Acties,
    Breuk,
    Definities,
    Export,
    Hoofdstuk,
    Indicator,
    Instrument,
    Prestatie,
    Thema,
)
from spiegelrapport.definitions.strict import build, convert, load_toml

MAP = Path(__file__).parent
T = TypeVar("T", Acties, Indicator, Instrument, Export, Thema)


def load_definities(peildatum: date, map_: Path = MAP) -> Definities:
    """All definitions below `map_`; `peildatum` decides which review dates have passed."""
    breuken = load_toml(map_ / "breuken.toml")
    acties = _folder(Acties, map_ / "acties")
    bestanden = sorted((map_ / "indicatoren").glob("*.toml"))
    indicatoren = {pad.stem: _indicator(pad, breuken, acties) for pad in bestanden}
    instrumenten = _folder(Instrument, map_ / "instrumenten")
    exports = _folder(Export, map_ / "exports")
    themas = _folder(Thema, map_ / "themas")
    rapport = load_toml(map_ / "rapport.toml")
    hoofdstukken = convert(tuple[Hoofdstuk, ...], rapport.get("hoofdstukken", []), "rapport.toml")
    definities = Definities(
        indicatoren=indicatoren,
        acties=acties,
        instrumenten=instrumenten,
        exports=exports,
        prestaties=_prestaties(map_ / "prestaties.toml"),
        hoofdstukken=hoofdstukken,
        breuken=convert(Mapping[str, Breuk], breuken, "breuken.toml"),
        privacy=convert(Mapping[str, tuple[str, ...]], load_toml(map_ / "privacy.toml"), "privacy.toml"),
        begrippen=convert(Mapping[str, str], load_toml(map_ / "begrippen.toml"), "begrippen.toml"),
        versie=_version(map_),
        themas=themas,
        verlopen=_overdue(
            peildatum, acties=acties, indicatoren=indicatoren, instrumenten=instrumenten, exports=exports, themas=themas
        ),
    )
    check_references(definities)
    return definities


def _folder(soort: type[T], map_: Path) -> dict[str, T]:
    return {pad.stem: _one(soort, pad) for pad in sorted(map_.glob("*.toml"))}


def _one(soort: type[T], pad: Path, gegevens: Mapping[str, Any] | None = None) -> T:
    return build(soort, {"code": pad.stem, **(gegevens or load_toml(pad))}, f"{pad.parent.name}/{pad.name}")


def _indicator(pad: Path, breuken: Mapping[str, Any], acties: Mapping[str, Acties]) -> Indicator:
    """An indicator names its breaks and its actions; what they are is written once, in files of their own."""
    gegevens, waar = load_toml(pad), f"{pad.parent.name}/{pad.name}"
    eigen = gegevens.get("breuken", ())
    for code in eigen:
        known(code, breuken, f"{waar}, sleutel 'breuken'", "breuk")
    vervangen: dict[str, Any] = {"breuken": [breuken[code] for code in eigen]}
    if "acties" in gegevens:
        known(str(gegevens["acties"]), acties, f"{waar}, sleutel 'acties'", "bestand met acties")
        vervangen["acties"] = asdict(acties[gegevens["acties"]])
    return _one(Indicator, pad, gegevens | vervangen)


def _overdue(
    peildatum: date, **mappen: Mapping[str, Acties | Indicator | Instrument | Export | Thema]
) -> dict[str, date]:
    return {
        f"{naam}/{code}.toml": wat.herkomst.opnieuw_voor
        for naam, soort in mappen.items()
        for code, wat in soort.items()
        if wat.herkomst.opnieuw_voor < peildatum
    }


def _prestaties(pad: Path) -> dict[str, Prestatie]:
    lijst = convert(tuple[Prestatie, ...], load_toml(pad).get("prestaties", []), pad.name)
    return {prestatie.code: prestatie for prestatie in lijst}


def _version(map_: Path) -> str:
    """SHA-256 over names and contents, the same on every machine."""
    som = hashlib.sha256()
    for pad in sorted(map_.rglob("*.toml"), key=lambda pad: pad.relative_to(map_).as_posix()):
        som.update(pad.relative_to(map_).as_posix().encode() + b"\0" + pad.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return som.hexdigest()
