"""Register and rules of the round -> benchmarkgroepen, and for every zorgaanbieder the groups its report compares with."""

import math
from collections.abc import Iterable, Mapping, Sequence

from spiegelrapport.dutch import getal, procent
from spiegelrapport.errors import SettingError, suggestion
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS, TOTAAL, Meetwaarden
from spiegelrapport.model.ronde import Groep, GroepKeuze, Groepsregel, Keurmerkdrager, Ronde

ALLEN = "allen"
TRAJECTEN = "trajecten"  # the figure "closed trajecten in the reporting year"
TELLER_TRAJECTEN = ("onvolledig", "waarde")  # counts every closed traject
EIGEN_KOLOMMEN = ("type", "sector", "regio")


def maak_groepen(register: Mapping[str, Keurmerkdrager], meetwaarden: Meetwaarden, ronde: Ronde) -> tuple[Groep, ...]:
    """Every group of the round, in order of preference; only zorgaanbieders that delivered are members.

    The group "allen" always exists and comes last. A zorgaanbieder without the rule's value is in no group of that rule.
    """
    geleverd = sorted(set(meetwaarden.frame["agb"]) & set(register))
    groepen: list[Groep] = []
    for regel in ronde.benchmarkgroepen:
        if regel.regel != "allen":
            groepen += _per_regel(regel, geleverd, register, meetwaarden, ronde)
    naam = next((regel.naam for regel in ronde.benchmarkgroepen if regel.regel == "allen"), "Alle zorgaanbieders")
    return (*groepen, Groep(ALLEN, ALLEN, naam, frozenset(geleverd)))


def kies(groepen: Sequence[Groep], ronde: Ronde) -> dict[str, GroepKeuze]:
    """Per AGB-code the first group in order of preference that is large enough, and "allen".

    A group that holds everybody adds nothing and is passed over. KLEINE_AANBIEDERS compares with "allen" only.
    """
    allen = groepen[-1]
    keuzes = {agb: _kies_voor(agb, groepen, allen, ronde) for agb in sorted(allen.leden)}
    return keuzes | {KLEINE_AANBIEDERS: GroepKeuze(KLEINE_AANBIEDERS, (ALLEN,), None)}


def minimum(ronde: Ronde) -> int:
    """Zorgaanbieders that a group must have: the round's threshold, and always two more than may pool their knowledge."""
    return max(ronde.drempels.zorgaanbieders_per_groep, ronde.drempels.coalitie + 2)


def _kies_voor(agb: str, groepen: Sequence[Groep], allen: Groep, ronde: Ronde) -> GroepKeuze:
    te_klein: list[str] = []
    for groep in groepen[:-1]:
        if agb not in groep.leden:
            continue
        if len(groep.leden) < minimum(ronde):
            te_klein.append(groep.naam)
        elif groep.leden != allen.leden:
            return GroepKeuze(agb, (groep.id, ALLEN), _terugval(te_klein, groep.naam, ronde))
    return GroepKeuze(agb, (ALLEN,), _terugval(te_klein, allen.naam, ronde))


def _terugval(te_klein: Sequence[str], gekozen: str, ronde: Ronde) -> str | None:
    if not te_klein:
        return None
    return (
        f"De groep '{te_klein[0]}' lijkt meer op jouw organisatie, maar telt minder dan {minimum(ronde)} "
        f"zorgaanbieders. Daarom vergelijken we met '{gekozen}'."
    )


def _per_regel(
    regel: Groepsregel,
    geleverd: Sequence[str],
    register: Mapping[str, Keurmerkdrager],
    meetwaarden: Meetwaarden,
    ronde: Ronde,
) -> list[Groep]:
    if regel.regel == "lijst":
        return _lijst(regel, geleverd, register)
    if regel.regel == "kolom":
        waarden = {agb: _kenmerk(register[agb], regel) for agb in geleverd}
        keuze = [waarde for waarde in _uniek(waarden.values()) if not regel.waarden or waarde in regel.waarden]
        return [_groep(regel, waarde, waarde, [agb for agb in geleverd if waarden[agb] == waarde]) for waarde in keuze]
    cijfers = _cijfers(regel, meetwaarden, ronde)
    banden = {agb: _band(cijfers[agb], regel.grenzen) for agb in geleverd if agb in cijfers}
    return [
        _groep(regel, str(band), _bandnaam(regel, band), [agb for agb in geleverd if banden.get(agb) == band])
        for band in sorted(set(banden.values()))
    ]


def _lijst(regel: Groepsregel, geleverd: Sequence[str], register: Mapping[str, Keurmerkdrager]) -> list[Groep]:
    for agb in regel.leden:
        if agb not in register:
            raise SettingError(
                f"de AGB-code {agb} in benchmarkgroep '{regel.code}' staat niet in het register",
                waar="ronde.toml, benchmarkgroepen",
                tip="haal de code uit 'leden', of voeg de keurmerkdrager toe aan keurmerkdragers.xlsx",
            )
    leden = frozenset(regel.leden) & set(geleverd)
    return [Groep(regel.code, regel.code, regel.naam, leden)] if leden else []


def _groep(regel: Groepsregel, waarde: str, label: str, leden: Sequence[str]) -> Groep:
    return Groep(f"{regel.code}:{waarde}", regel.code, regel.naam.replace("{waarde}", label), frozenset(leden))


def _kenmerk(drager: Keurmerkdrager, regel: Groepsregel) -> str:
    if regel.kolom in EIGEN_KOLOMMEN:
        return str(getattr(drager, regel.kolom)).strip()
    if regel.kolom not in drager.kenmerken:
        raise SettingError(
            f"onbekende kolom '{regel.kolom}' in benchmarkgroep '{regel.code}'",
            waar="ronde.toml, benchmarkgroepen",
            tip=suggestion(regel.kolom, [*EIGEN_KOLOMMEN, *drager.kenmerken]),
        )
    return drager.kenmerken[regel.kolom].strip()


def _cijfers(regel: Groepsregel, meetwaarden: Meetwaarden, ronde: Ronde) -> dict[str, float]:
    """The figure that the bands cut, per AGB-code: closed trajecten, or the value of "indicator.maat"."""
    frame = meetwaarden.frame
    frame = frame[(frame["periode"] == ronde.periode) & (frame["uitsplitsing"] == TOTAAL)]
    indicator, _, maat = regel.cijfer.partition(".")
    if regel.cijfer == TRAJECTEN:
        indicator, maat = TELLER_TRAJECTEN
    eigen = frame[(frame["indicator"] == indicator) & (frame["maat"] == maat)]
    if eigen.empty and len(frame):
        bekend = [TRAJECTEN, *_uniek(frame["indicator"] + "." + frame["maat"])]
        raise SettingError(
            f"onbekend cijfer '{regel.cijfer}' in benchmarkgroep '{regel.code}'",
            waar="ronde.toml, benchmarkgroepen",
            tip=suggestion(regel.cijfer, bekend),
        )
    waarden = eigen["n"] + eigen["ontbrekend"] if regel.cijfer == TRAJECTEN else eigen["waarde"]
    return {agb: float(w) for agb, w in zip(eigen["agb"], waarden, strict=True) if math.isfinite(w)}


def _band(waarde: float, grenzen: Sequence[float]) -> int:
    """How many bounds the value reaches; a bound itself belongs to the higher band."""
    return sum(waarde >= grens for grens in grenzen)


def _bandnaam(regel: Groepsregel, band: int) -> str:
    aandeel = regel.cijfer != TRAJECTEN and max(regel.grenzen) <= 1
    toon = [procent(grens) if aandeel else getal(grens) for grens in regel.grenzen]
    if band == 0:
        return f"minder dan {toon[0]}"
    return f"{toon[-1]} of meer" if band == len(toon) else f"{toon[band - 1]} tot {toon[band]}"


def _uniek(waarden: Iterable[str]) -> list[str]:
    return sorted({waarde for waarde in waarden if waarde})
