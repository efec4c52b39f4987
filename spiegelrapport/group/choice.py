"""Register and rules of the round -> benchmarkgroepen, and for every zorgaanbieder the groups its report compares with."""

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from spiegelrapport.dutch import getal, opsomming, procent
from spiegelrapport.errors import SettingError, suggestion
from spiegelrapport.group.fallback import terugval
from spiegelrapport.group.merging import Reeks, bij_elkaar, los, naast_elkaar
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS, TOTAAL, Meetwaarden
from spiegelrapport.model.ronde import Groep, GroepKeuze, Groepsregel, Keurmerkdrager, Ronde
from spiegelrapport.statistics.classes import are_counts, safe_sizes

ALLEN = "allen"
TRAJECTEN = "trajecten"  # the figure "closed trajecten in the reporting year"
TELLER_TRAJECTEN = ("onvolledig", "waarde")  # counts every closed traject
EIGEN_KOLOMMEN = ("type", "sector", "regio")


def make_groepen(register: Mapping[str, Keurmerkdrager], meetwaarden: Meetwaarden, ronde: Ronde) -> tuple[Groep, ...]:
    """Every group of the round, in order of preference; only zorgaanbieders that delivered are members.

    The group "allen" always exists and comes last. A zorgaanbieder without the rule's value is in no group of that rule.
    Groups that are too small are merged where the rule allows it; the merged group comes in the place of its parts, so
    that no group lies within another of the same rule.
    """
    geleverd = sorted(set(meetwaarden.frame["agb"]) & set(register))
    groepen: list[Groep] = []
    for regel in ronde.benchmarkgroepen:
        if regel.regel != "allen":
            groepen += _per_regel(regel, geleverd, register, meetwaarden, ronde)
    naam = next((regel.naam for regel in ronde.benchmarkgroepen if regel.regel == "allen"), "Alle zorgaanbieders")
    return (*groepen, Groep(ALLEN, ALLEN, naam, frozenset(geleverd)))


def choose(groepen: Sequence[Groep], ronde: Ronde) -> dict[str, GroepKeuze]:
    """Per AGB-code the first groups in order of preference that are large enough, and "allen"; as many as the round says.

    A group that holds everybody adds nothing and is passed over. KLEINE_AANBIEDERS compares with "allen" only.
    """
    allen = groepen[-1]
    keuzes = {agb: _choose_voor(agb, groepen, allen, ronde) for agb in sorted(allen.leden)}
    return keuzes | {KLEINE_AANBIEDERS: GroepKeuze(KLEINE_AANBIEDERS, (ALLEN,), None)}


def _choose_voor(agb: str, groepen: Sequence[Groep], allen: Groep, ronde: Ronde) -> GroepKeuze:
    eigen = [groep for groep in groepen[:-1] if agb in groep.leden]
    passend = [
        groep for groep in eigen if len(groep.leden) >= ronde.drempels.minimum_k() and groep.leden != allen.leden
    ]
    verschillend = [groep for plek, groep in enumerate(passend) if groep.leden not in {g.leden for g in passend[:plek]}]
    gekozen = verschillend[: ronde.groepen_per_lezer - 1 if ronde.groepen_per_lezer else None]
    eerste = gekozen[0] if gekozen else allen
    beter = eigen[: eigen.index(eerste)] if gekozen else eigen
    te_klein = [groep.naam for groep in beter if len(groep.leden) < ronde.drempels.minimum_k()]
    namen = (*(groep.id for groep in gekozen), ALLEN)
    return GroepKeuze(agb, namen, terugval(agb, te_klein, eerste, ronde, ronde.drempels.minimum_k()))


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
        return _kolom(regel, {agb: _kenmerk(register[agb], regel) for agb in geleverd}, ronde.drempels.minimum_k())
    cijfers = _cijfers(regel, meetwaarden, ronde)
    return _banden(
        regel,
        {agb: _band(cijfers[agb], regel.grenzen) for agb in geleverd if agb in cijfers},
        ronde.drempels.minimum_k(),
    )


def _kolom(regel: Groepsregel, waarden: Mapping[str, str], nodig: int) -> list[Groep]:
    """`waarden`: AGB-code -> value of the column; blank is none."""
    alle = _uniek(waarden.values())
    keuze = [waarde for waarde in alle if not regel.waarden or waarde in regel.waarden]
    delen = [_groep(regel, _sleutel(waarde), waarde, _met(waarden, waarde)) for waarde in keuze]
    aantallen = [len(deel.leden) for deel in delen]
    reeksen = bij_elkaar(aantallen, nodig, anderen=len(alle) > len(keuze)) if regel.samenvoegen else los(aantallen)
    return [_uit_delen(regel, delen, reeks, *_kolomwoorden([keuze[plek] for plek in reeks])) for reeks in reeksen]


def _banden(regel: Groepsregel, banden: Mapping[str, int], nodig: int) -> list[Groep]:
    """`banden`: AGB-code -> number of its band. Bands without members do not keep their neighbours apart."""
    keuze = sorted(set(banden.values()))
    delen = [_groep(regel, str(band), _bandnaam(regel, band, band), _met(banden, band)) for band in keuze]
    aantallen = [len(deel.leden) for deel in delen]
    reeksen = naast_elkaar(aantallen, nodig) if regel.samenvoegen else los(aantallen)
    return [_uit_delen(regel, delen, r, *_bandwoorden(regel, keuze[r[0]], keuze[r[-1]])) for r in reeksen]


def _met(waarden: Mapping[str, str] | Mapping[str, int], waarde: str | int) -> frozenset[str]:
    return frozenset(agb for agb, eigen in waarden.items() if eigen == waarde)


def _uit_delen(regel: Groepsregel, delen: Sequence[Groep], reeks: Reeks, sleutel: str, label: str) -> Groep:
    """The one group that these parts become; a part by itself stays what it is."""
    eigen = tuple(delen[plek] for plek in reeks)
    leden = frozenset[str]().union(*(deel.leden for deel in eigen))
    return eigen[0] if len(eigen) == 1 else _groep(regel, sleutel, label, leden, eigen)


def _kolomwoorden(waarden: Sequence[str]) -> tuple[str, str]:
    return "+".join(_sleutel(waarde) for waarde in waarden), opsomming(waarden)


def _bandwoorden(regel: Groepsregel, laagste: int, hoogste: int) -> tuple[str, str]:
    return f"{laagste}-{hoogste}", _bandnaam(regel, laagste, hoogste)


def _sleutel(waarde: str) -> str:
    """A value within a Groep.id, so that no value reads as two that were merged."""
    return waarde.replace("%", "%25").replace("+", "%2B")


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


def _groep(regel: Groepsregel, sleutel: str, label: str, leden: frozenset[str], delen: tuple[Groep, ...] = ()) -> Groep:
    return Groep(f"{regel.code}:{sleutel}", regel.code, regel.naam.replace("{waarde}", label), leden, delen)


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
    """The figure that the bands cut, per AGB-code: closed trajecten, or the value of "indicator.maat".

    Of a share those are left out who have so few clients that a class would tell their share: whoever has 3 clients and
    less than 10% of something has none. That follows from their number alone, so who is left out tells nothing.
    """
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
    if regel.cijfer == TRAJECTEN:
        waarden = eigen["n"] + eigen["ontbrekend"]
    else:
        eigen = eigen[np.isfinite(eigen["waarde"].to_numpy(float))]
        waarden = eigen["waarde"].where(_may_be_classed(eigen, regel, ronde))
    return {agb: float(w) for agb, w in zip(eigen["agb"], waarden, strict=True) if math.isfinite(w)}


def _may_be_classed(eigen: pd.DataFrame, regel: Groepsregel, ronde: Ronde) -> npt.NDArray[np.bool_]:
    n = eigen["noemer"].where(eigen["noemer"].gt(0), eigen["n"]).to_numpy(float)
    waarden = eigen["waarde"].to_numpy(float)
    if not (np.all((waarden >= 0) & (waarden <= 1)) and are_counts(waarden * n)):
        return np.ones(len(n), np.bool_)  # no share of clients: disclose judges the classes
    return safe_sizes(n, regel.grenzen, ronde.drempels.bescherming)


def _band(waarde: float, grenzen: Sequence[float]) -> int:
    """How many bounds the value reaches; a bound itself belongs to the higher band."""
    return sum(waarde >= grens for grens in grenzen)


def _bandnaam(regel: Groepsregel, laagste: int, hoogste: int) -> str:
    """The words for the bands from `laagste` up to and including `hoogste`, which are not all bands there are."""
    aandeel = regel.cijfer != TRAJECTEN and max(regel.grenzen) <= 1
    toon = [procent(grens) if aandeel else getal(grens) for grens in regel.grenzen]
    if laagste == 0:
        return f"minder dan {toon[hoogste]}"
    return f"{toon[laagste - 1]} of meer" if hoogste == len(toon) else f"{toon[laagste - 1]} tot {toon[hoogste]}"


def _uniek(waarden: Iterable[str]) -> list[str]:
    return sorted({waarde for waarde in waarden if waarde})
