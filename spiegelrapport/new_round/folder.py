"""A folder and a reporting year -> a complete round on disk, with last year's register and settings when asked."""

import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from spiegelrapport.dutch import aantal
from spiegelrapport.errors import InputError, OutputError
from spiegelrapport.model.ronde import Keurmerkdrager
from spiegelrapport.new_round.register_workbook import write_register
from spiegelrapport.new_round.settings import Settings, carried_over, example

FOREWORD = """<!--
Wat je hier schrijft, staat voorin elk rapport. Deze uitleg tussen de haken niet; zolang er verder niets staat, is er geen voorwoord.
Gewone tekst; *schuin*, **vet**, opsommingen met - en kopjes met # mogen.
-->
"""
KEPT = ("Leerkring", "Schaal")  # decisions that hold from year to year; the others are made anew
Previous = Callable[[Path], Iterable[Keurmerkdrager]]


@dataclass(frozen=True, slots=True)
class NewRound:
    """What was made, and what the analyst should look at (Dutch sentences)."""

    map: Path
    remarks: tuple[str, ...]


def make_round(map_: Path, jaar: int, van: Path | None, load_previous: Previous) -> NewRound:
    """Write ronde.toml, keurmerkdragers.xlsx, voorwoord.md and the folders into an empty or new folder.

    `van`: last round's folder; `load_previous` reads its register. OutputError when anything is in the way, InputError
    when `van` is no round.
    """
    if map_.exists() and (not map_.is_dir() or any(map_.iterdir())):
        raise OutputError(
            "deze map is niet leeg", waar=str(map_), tip="geef een nieuwe of lege map; er is niets veranderd"
        )
    if van and not (van / "ronde.toml").is_file():
        raise InputError(
            "in deze map staat geen ronde", waar=str(van), tip="wijs met --van de map aan waarin ronde.toml staat"
        )
    settings = carried_over(van / "ronde.toml", jaar) if van else example(jaar)
    dragers = list(load_previous(van)) if van else []
    try:
        return _write(map_, settings, dragers, van)
    except OSError as fout:
        raise OutputError(f"de ronde kan niet worden gemaakt: {fout.strerror}", waar=str(map_)) from fout


def _write(map_: Path, settings: Settings, dragers: list[Keurmerkdrager], van: Path | None) -> NewRound:
    for naam in ("leveringen", "toelichtingen"):
        (map_ / naam).mkdir(parents=True, exist_ok=True)
    (map_ / "ronde.toml").write_text(settings.text, encoding="utf-8", newline="\n")
    (map_ / "voorwoord.md").write_text(FOREWORD, encoding="utf-8", newline="\n")
    write_register(map_ / "keurmerkdragers.xlsx", dragers, {drager.agb: _kept(drager.kenmerken) for drager in dragers})
    remarks = [*settings.remarks]
    if van:
        remarks.append(
            f"Het register is overgenomen ({aantal(len(dragers), 'keurmerkdrager', 'keurmerkdragers')}): wie kwam erbij, wie ging "
            "weg, welke adressen zijn veranderd? 'Akkoord met uitsluiting' en 'Deelt cijfers' zijn leeggemaakt."
        )
        if (van / "kolommen.toml").is_file():
            shutil.copyfile(van / "kolommen.toml", map_ / "kolommen.toml")
            remarks.append("De gekoppelde koppen van EPD's (kolommen.toml) zijn overgenomen.")
        remarks += _agreements(van, map_)
    return NewRound(map_, tuple(remarks))


def _agreements(van: Path, map_: Path) -> list[str]:
    """What participants of last round's meetings agreed comes along, for their next report."""
    bestanden = sorted((van / "bijeenkomsten").glob("*/afspraken.json"))
    for pad in bestanden:
        (map_ / "afspraken").mkdir(exist_ok=True)
        shutil.copyfile(pad, map_ / "afspraken" / f"{pad.parent.name}.json")
    zijn = "bijeenkomst zijn" if len(bestanden) == 1 else "bijeenkomsten zijn"
    return [f"De afspraken van {len(bestanden)} {zijn} overgenomen; zij komen in ‘Ons gesprek’."] if bestanden else []


def _kept(kenmerken: Mapping[str, str]) -> dict[str, str]:
    low = {naam.casefold(): waarde for naam, waarde in kenmerken.items()}
    return {naam: low.get(naam.casefold(), "") for naam in KEPT}
