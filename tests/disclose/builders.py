"""Rounds in miniature: who has which figure, in which groups, and what an attacker can compute from what is printed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from scipy.optimize import linprog

from spiegelrapport.compare import compare
from spiegelrapport.disclose import disclose
from spiegelrapport.model.cijfers import (
    KLEINE_AANBIEDERS,
    Benchmark,
    Groepscijfers,
    Kwaliteitstelling,
    Meetwaarden,
    Sleutel,
)
from spiegelrapport.model.onthulling import Grootboek, GrootboekRonde, Maatregelen, Onthulling
from spiegelrapport.model.publishable import GroepCel
from spiegelrapport.model.ronde import Drempels, Groep, GroepKeuze, Groepsregel, Ronde
from tests.builders import definities, keurmerkdrager
from tests.builders import ronde as maak_ronde

SCORE = Sleutel("cqi_informatie", "waarde", "2025", "totaal")  # mean, 1 to 5, two decimals
AANDEEL = Sleutel("opschalen", "waarde", "2025", "totaal")  # share, whole percents
ALLES_AAN = Maatregelen()
LEEG = Grootboek()
ALLES_UIT = Maatregelen(drempels=False, afronden=False, aanvullend=False)
ZONDER_AANVULLEND = Maatregelen(aanvullend=False)
KWANTIELEN = {"p10": 0.1, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p90": 0.9}
Figuur = Mapping[str, tuple[float, float]]  # agb -> (n, value)


def agb(nummer: int) -> str:
    return f"0600{nummer:04d}"


def figuur(
    waarden: Sequence[float], n: float | Sequence[float] = 50, eerste: int = 1
) -> dict[str, tuple[float, float]]:
    """Zorgaanbieders 1, 2, 3 ... with these values."""
    aantallen = [n] * len(waarden) if isinstance(n, int | float) else n
    return {agb(eerste + i): (float(a), float(w)) for i, (w, a) in enumerate(zip(waarden, aantallen, strict=True))}


def soepel(**anders: object) -> Drempels:
    """Thresholds of single cells out of the way, so that a test is about the audit."""
    velden: dict[str, object] = {"zorgaanbieders_per_groep": 3, "aandeel_grootste": 0.9, "p_procent": 0.0}
    return Drempels(**(velden | anders))  # type: ignore[arg-type]


def ronde(drempels: Drempels | None = None, **anders: object) -> Ronde:
    regels = (Groepsregel("type", "Type {waarde}", "kolom", kolom="type"), Groepsregel("allen", "Allen", "allen"))
    return maak_ronde(drempels=drempels or soepel(), benchmarkgroepen=regels, **anders)


def benchmark(
    figuren: Mapping[Sleutel, Figuur],
    groepen: Mapping[str, Sequence[str]],
    keuzes: Mapping[str, Sequence[str]] | None = None,
    kleine: frozenset[str] = frozenset(),
) -> Benchmark:
    """`keuzes`: agb -> groups of its report; by default everybody's report shows every group it is in, two at most."""
    allen = sorted({a for figuur in figuren.values() for a in figuur})
    kies = keuzes or {a: [g for g, leden in groepen.items() if a in leden][:2] for a in allen}
    gewone = {a: GroepKeuze(a, tuple(g), None) for a, g in kies.items() if g}
    return Benchmark(
        meetwaarden=Meetwaarden(meetwaarden(figuren, kleine)),
        groepscijfers=Groepscijfers(groepscijfers(figuren, groepen)),
        parameters=pd.DataFrame(
            [{**s._asdict(), "k": len(f), "tau2": 0.01, "telt": len(f), "binnen": 1.0} for s, f in figuren.items()]
        ),
        groepen=tuple(Groep(g, g.split(":")[0], f"Groep {g}", frozenset(leden)) for g, leden in groepen.items()),
        keuzes=gewone | {KLEINE_AANBIEDERS: GroepKeuze(KLEINE_AANBIEDERS, tuple(groepen)[-1:], None)},
    )


def meetwaarden(figuren: Mapping[Sleutel, Figuur], kleine: frozenset[str] = frozenset()) -> pd.DataFrame:
    rijen = []
    for sleutel, figuur in figuren.items():
        samen = [figuur[a] for a in sorted(kleine & set(figuur))]
        gepoold = {KLEINE_AANBIEDERS: (sum(n for n, _ in samen), _gepoold(samen))} if samen else {}
        for a, (n, waarde) in {**figuur, **gepoold}.items():
            rijen.append(
                {
                    "agb": a, **sleutel._asdict(), "soort": soort(sleutel), "n": n, "teller": n * waarde, "noemer": n,
                    "waarde": waarde, "onder": waarde - 0.1, "boven": waarde + 0.1, "sd": 1.0, "variantie": 1 / n,
                    "ontbrekend": 0, "uitgesloten": 0,
                }
            )  # fmt: skip
    return pd.DataFrame(rijen)


def soort(sleutel: Sleutel) -> str:
    return next(m.soort for m in definities().indicatoren[sleutel.indicator].maten if m.code == sleutel.maat)


def groepscijfers(figuren: Mapping[Sleutel, Figuur], groepen: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    rijen = []
    for groep, leden in groepen.items():
        for sleutel, figuur in figuren.items():
            paren = [figuur[a] for a in leden if a in figuur]
            if paren:
                waarden = [w for n, w in paren if n >= Drempels().clienten_per_cijfer] or [np.nan]
                kwantielen = {
                    v: float(np.quantile(waarden, p, method="median_unbiased")) for v, p in KWANTIELEN.items()
                }
                rijen.append(
                    {
                        "groep": groep, **sleutel._asdict(), "k": len(paren), "n": sum(n for n, _ in paren),
                        "gepoold": _gepoold(paren), **kwantielen, "haalbaar": np.nan,
                    }
                )  # fmt: skip
    return pd.DataFrame(rijen)


def _gepoold(paren: Sequence[tuple[float, float]]) -> float:
    return sum(n * w for n, w in paren) / sum(n for n, _ in paren)


def onthul(
    bron: Benchmark,
    instelling: Ronde | None = None,
    maatregelen: Maatregelen = ALLES_AAN,
    grootboek: Grootboek = LEEG,
    kleine: frozenset[str] = frozenset(),
    kwaliteit: Mapping[str, Kwaliteitstelling] | None = None,
) -> Onthulling:
    agbs = set(bron.meetwaarden.frame["agb"]) - {KLEINE_AANBIEDERS}
    register = {a: keurmerkdrager(a, naam=f"Praktijk {a}") for a in sorted(agbs)}
    uit = disclose(bron, register, kwaliteit or {}, definities(), instelling or ronde(), grootboek, kleine, maatregelen)
    vergeleken = {wie: compare(een, definities()) for wie, een in uit.publishables.items()}
    return replace(uit, publishables=vergeleken)


def uitgegeven(onthulling: Onthulling, jaar: int = 2025, versie: str = "1", eerder: Grootboek = LEEG) -> Grootboek:
    """The ledger after this edition went out."""
    nummer = len(eerder.rondes) + 1
    ronde_ = GrootboekRonde(jaar, versie, nummer, f"hash{nummer}", eerder.kop, onthulling.grootboekregels)
    return Grootboek((*eerder.rondes, ronde_))


def gedrukt(*onthullingen: Onthulling) -> dict[tuple[int, str, Sleutel], GroepCel]:
    """Every group cell that somebody sees, numbered by edition."""
    return {
        (nummer, cel.groep, sleutel): cel
        for nummer, onthulling in enumerate(onthullingen)
        for publishable in onthulling.publishables.values()
        for sleutel, cijfer in publishable.cijfers.items()
        for cel in cijfer.groepen
    }


def aanval(
    doel: str,
    cellen: Sequence[tuple[Sequence[str], float, float]],
    figuur: Figuur,
    bekend: Sequence[str] = (),
    schaal: tuple[float, float] = (1, 5),
) -> float:
    """What an attacker cannot tell apart: the width of the target's feasible values.

    `cellen`: (members, printed mean, half the rounding step). Written apart from the program's own audit, on scipy.
    """
    namen = sorted(figuur)
    n = np.array([figuur[a][0] for a in namen])
    rijen, grenzen = [], []
    for leden, waarde, marge in cellen:
        gewicht = np.where(np.isin(namen, list(leden)), n, 0.0)
        rijen += [gewicht / gewicht.sum(), -gewicht / gewicht.sum()]
        grenzen += [waarde + marge + 1e-9, -(waarde - marge) + 1e-9]
    vrij = [(figuur[a][1],) * 2 if a in bekend else schaal for a in namen]
    kosten = (np.array(namen) == doel).astype(float)
    uiterst = [linprog(t * kosten, A_ub=np.array(rijen), b_ub=grenzen, bounds=vrij).fun for t in (1, -1)]
    return float(-uiterst[1] - uiterst[0])


def gemiddelden(
    onthulling: Onthulling,
    groepen: Mapping[str, Sequence[str]],
    figuur: Figuur,
    sleutel: Sleutel = SCORE,
    marge: float = 0.005,
) -> list[tuple[list[str], float, float]]:
    """The printed pooled values with their members, as input for an attack."""
    return [
        ([a for a in groepen[groep] if a in figuur], cel.gepoold, marge)
        for (_, groep, s), cel in gedrukt(onthulling).items()
        if s == sleutel and cel.gepoold is not None and groep in groepen
    ]


def zonder_kwantielen(bron: Benchmark) -> Benchmark:
    """Only pooled values go out."""
    frame = bron.groepscijfers.frame.assign(**dict.fromkeys(KWANTIELEN, np.nan))
    return replace(bron, groepscijfers=Groepscijfers(frame))


def over_jaren(jaren: Mapping[str, Figuur], sleutel: Sleutel = SCORE) -> dict[Sleutel, Figuur]:
    """The figures of single years, and the widened one that is their sum."""
    wie = {a for figuur in jaren.values() for a in figuur}
    samen = {}
    for a in sorted(wie):
        paren = [figuur[a] for figuur in jaren.values() if a in figuur]
        samen[a] = (sum(n for n, _ in paren), _gepoold(paren))
    ruim = sleutel._replace(periode=f"{min(jaren)}-{max(jaren)}")
    return {**{sleutel._replace(periode=jaar): figuur for jaar, figuur in jaren.items()}, ruim: samen}
