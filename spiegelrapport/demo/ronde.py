"""A size and a seed -> a complete round on disk: ronde.toml, keurmerkdragers.xlsx and one workbook per provider."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from spiegelrapport.definitions.schema import Definities
from spiegelrapport.definitions.strict import build, load_toml
from spiegelrapport.demo import names
from spiegelrapport.demo.aanbieders import Praktijk, make_aanbieders
from spiegelrapport.demo.demo_meeting import MakeMeeting, make_demo_meeting
from spiegelrapport.demo.levering_workbook import write_levering, write_workbook
from spiegelrapport.demo.truth import make_tables
from spiegelrapport.errors import OutputError, SettingError
from spiegelrapport.model.ronde import Ronde
from spiegelrapport.worker_pool import Failed, Task, run

SJABLOON = Path(__file__).parent / "ronde.toml"
LEERKRING = 6  # providers in the group that is an explicit list
PLEK = "@LEERKRING@"


def make_ronde(
    map_: Path,
    zorgaanbieders: int = 30,
    seed: int = 1,
    *,
    definities: Definities,
    jobs: int = 1,
    bijeenkomst: MakeMeeting | None = None,
) -> Ronde:
    """Writes the round into the empty or new folder `map_`. Same arguments, same bytes.

    `bijeenkomst`: writes the files of a spiegelbijeenkomst, which the demo then fills in; None: no meeting.

    Sizes are quantiles of one distribution, so a round of 30 is as skewed as one of 180.
    """
    if zorgaanbieders < 1:
        raise SettingError("een demoronde heeft ten minste één zorgaanbieder")
    if any((map_ / naam).exists() for naam in ("ronde.toml", "keurmerkdragers.xlsx", "leveringen")):
        raise OutputError("in deze map staat al een ronde", waar=str(map_), tip="kies een nieuwe map")
    ronde = build(Ronde, load_toml(SJABLOON), SJABLOON.name)
    praktijken = make_aanbieders(zorgaanbieders, seed, ronde)
    try:
        (map_ / "leveringen").mkdir(parents=True, exist_ok=True)
        _register(map_, praktijken)
        _leveringen(map_ / "leveringen", praktijken, ronde, definities, seed, jobs)
        leden = [praktijk.agb for praktijk in praktijken if praktijk.sector == "basis-ggz"][:LEERKRING]
        tekst = SJABLOON.read_text(encoding="utf-8").replace(f'"{PLEK}"', ", ".join(f'"{agb}"' for agb in leden))
        (map_ / "ronde.toml").write_text(tekst, encoding="utf-8", newline="\n")
        if bijeenkomst:
            make_demo_meeting(map_, praktijken, definities, bijeenkomst)
    except OSError as fout:
        raise OutputError("de demoronde kan niet worden geschreven", waar=str(map_), tip=str(fout)) from fout
    return ronde


def _register(map_: Path, praktijken: Sequence[Praktijk]) -> None:
    koppen = ["AGB-code", "Naam", "Contactpersoon", "E-mail", "Type", "Sector", "Regio", "Keurmerk sinds"]
    rijen = [
        (
            p.agb,
            p.naam,
            names.contactpersoon(p.nummer),
            names.email(p.nummer),
            p.type,
            p.sector,
            p.regio,
            str(2014 + p.nummer % 8),
        )
        for p in praktijken
    ]
    write_workbook(
        map_ / "keurmerkdragers.xlsx", {"Keurmerkdragers": (koppen, list(zip(*rijen, strict=True)), frozenset())}
    )


def _leveringen(
    map_: Path, praktijken: Sequence[Praktijk], ronde: Ronde, definities: Definities, seed: int, jobs: int
) -> None:
    make = partial(_levering, map_=map_, ronde=ronde, definities=definities, seed=seed)
    if jobs == 1:
        for praktijk in praktijken:
            make(praktijk)
        return
    grootste_eerst = sorted(praktijken, key=lambda praktijk: -sum(praktijk.volumes.values()))
    per_code = {praktijk.agb: praktijk for praktijk in grootste_eerst}
    for agb, uitkomst in run(Task(_in_werker, (make, per_code)), list(per_code), jobs):
        if isinstance(uitkomst, Failed):
            raise OutputError("de demoronde kan niet worden geschreven", waar=str(map_ / agb), tip=uitkomst.reden)


def _in_werker(context: tuple[Callable[[Praktijk], None], Mapping[str, Praktijk]], agb: str) -> None:
    make, praktijken = context
    make(praktijken[agb])


def _levering(praktijk: Praktijk, map_: Path, ronde: Ronde, definities: Definities, seed: int) -> None:
    """One provider's workbook."""
    tabellen = make_tables(praktijk, ronde, definities, seed)
    write_levering(map_ / f"{praktijk.agb}.xlsx", definities.exports, tabellen, praktijk.streepjes)
