"""`bijeenkomst` in ronde.toml -> what the reports and their mail say of a spiegelbijeenkomst, written in one place."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from spiegelrapport.definitions.strict import load_toml
from spiegelrapport.errors import SettingError, suggestion
from spiegelrapport.spelling import slug

MAP = "bijeenkomsten"
VELDEN = ("titel", "begin", "einde", "plaats")


def with_invitation(inhoud: Mapping[str, Any], map_: Path) -> Mapping[str, Any]:
    """The same settings, with the moment and place of the meeting that `bijeenkomst = "naam"` names.

    A table [bijeenkomst] announces a meeting that has no files yet; once the meeting of that title has them, the table would
    say the same a second time and is refused.
    """
    keuze = inhoud.get("bijeenkomst")
    bekend = sorted(pad.stem for pad in (map_ / MAP).glob("*.toml"))
    if isinstance(keuze, str):
        return {**inhoud, "bijeenkomst": _of(keuze, map_ / MAP, bekend)}
    for naam in bekend:
        if isinstance(keuze, Mapping) and _title(load_toml(map_ / MAP / f"{naam}.toml")) == _title(keuze):
            raise SettingError(
                "deze bijeenkomst staat op twee plekken",
                waar=f"ronde.toml, [bijeenkomst], en {MAP}/{naam}.toml",
                tip=f'haal het blok [bijeenkomst] weg en zet bij de bovenste sleutels: bijeenkomst = "{naam}"',
            )
    return inhoud


def _title(bijeenkomst: Mapping[str, Any]) -> str:
    return slug(str(bijeenkomst.get("titel", "")))


def _of(naam: str, map_: Path, bekend: list[str]) -> dict[str, Any]:
    if naam not in bekend:
        tip = suggestion(naam, bekend) if bekend else f"maak er een met: spiegelrapport bijeenkomst nieuw {naam}"
        raise SettingError(f"er is geen bijeenkomst '{naam}'", waar="ronde.toml, sleutel 'bijeenkomst'", tip=tip)
    gelezen = load_toml(map_ / f"{naam}.toml")
    return {veld: gelezen[veld] for veld in VELDEN if veld in gelezen}
