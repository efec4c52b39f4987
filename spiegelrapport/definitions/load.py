"""definitions/ -> Definities: every file loaded, refused when it says what the program does not know, cross-checked."""

import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from spiegelrapport.definitions.schema import Definities, Export, Hoofdstuk, Indicator, Instrument, Prestatie
from spiegelrapport.definitions.strict import build, convert, load_toml
from spiegelrapport.errors import SettingError, suggestion

MAP = Path(__file__).parent
T = TypeVar("T", Indicator, Instrument, Export)


def load_definities(peildatum: date, map_: Path = MAP) -> Definities:
    """All definitions below `map_`; `peildatum` decides which review dates have passed."""
    indicatoren = _folder(Indicator, map_ / "indicatoren")
    instrumenten = _folder(Instrument, map_ / "instrumenten")
    exports = _folder(Export, map_ / "exports")
    rapport = load_toml(map_ / "rapport.toml")
    hoofdstukken = convert(tuple[Hoofdstuk, ...], rapport.get("hoofdstukken", []), "rapport.toml")
    definities = Definities(
        indicatoren=indicatoren,
        instrumenten=instrumenten,
        exports=exports,
        prestaties=_prestaties(map_ / "prestaties.toml"),
        hoofdstukken=hoofdstukken,
        privacy=convert(Mapping[str, tuple[str, ...]], load_toml(map_ / "privacy.toml"), "privacy.toml"),
        begrippen=convert(Mapping[str, str], load_toml(map_ / "begrippen.toml"), "begrippen.toml"),
        versie=_version(map_),
        verlopen=tuple(
            sorted(
                code
                for soort in (indicatoren, instrumenten, exports)
                for code, wat in soort.items()
                if wat.herkomst.opnieuw_voor < peildatum
            )
        ),
    )
    _cross_check(definities)
    return definities


def _folder(soort: type[T], map_: Path) -> dict[str, T]:
    return {pad.stem: _one(soort, pad) for pad in sorted(map_.glob("*.toml"))}


def _one(soort: type[T], pad: Path) -> T:
    gegevens: dict[str, Any] = {"code": pad.stem} | load_toml(pad)
    return build(soort, gegevens, f"{pad.parent.name}/{pad.name}")


def _prestaties(pad: Path) -> dict[str, Prestatie]:
    lijst = convert(tuple[Prestatie, ...], load_toml(pad).get("prestaties", []), pad.name)
    return {prestatie.code: prestatie for prestatie in lijst}


def _version(map_: Path) -> str:
    """SHA-256 over names and contents, the same on every machine."""
    som = hashlib.sha256()
    for pad in sorted(map_.rglob("*.toml"), key=lambda pad: pad.relative_to(map_).as_posix()):
        som.update(pad.relative_to(map_).as_posix().encode() + b"\0" + pad.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return som.hexdigest()


def _cross_check(definities: Definities) -> None:
    for hoofdstuk in definities.hoofdstukken:
        for code in hoofdstuk.indicatoren:
            _known(code, definities.indicatoren, f"rapport.toml, hoofdstuk '{hoofdstuk.code}'", "indicator")
        for code in (*hoofdstuk.opening, *hoofdstuk.samen, *(c for mee in hoofdstuk.samen.values() for c in mee)):
            eigen = dict.fromkeys(hoofdstuk.indicatoren)
            _known(code, eigen, f"rapport.toml, hoofdstuk '{hoofdstuk.code}', opening en samen", "indicator")
    codes = [hoofdstuk.code for hoofdstuk in definities.hoofdstukken]
    for indicator in definities.indicatoren.values():
        waar = f"indicatoren/{indicator.code}.toml"
        _known(indicator.hoofdstuk, dict.fromkeys(codes), waar, "hoofdstuk")
        if indicator.instrument:
            _known(indicator.instrument, definities.instrumenten, waar, "instrument")
        if not indicator.maten:
            raise SettingError("een indicator heeft ten minste één maat", waar=waar)


def _known(code: str, bekend: Mapping[str, object], waar: str, wat: str) -> None:
    if code not in bekend:
        raise SettingError(f"onbekend(e) {wat} '{code}'", waar=waar, tip=suggestion(code, list(bekend)))
