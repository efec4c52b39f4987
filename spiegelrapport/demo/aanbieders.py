"""A seed -> the providers of a round: who they are, how large, and how each differs from the others underneath."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from spiegelrapport.demo import names
from spiegelrapport.demo.instrumenten import PAKKETTEN, PER_SECTOR, WELZIJN
from spiegelrapport.model.ronde import Ronde

MEDIAAN, SPREIDING = 80, 1.57  # closed trajecten a year: log-normal, so 180 providers close about 46.000
GROOTSTE_DEEL = 0.12  # of all trajecten, for the largest provider
GEVESTIGD = 600  # closed trajecten a year from which a provider did not begin lately
REGIOS = {"Noord": 0.12, "Noordwest": 0.16, "Noordoost": 0.07, "Oost": 0.07, "Zuid": 0.26, "West": 0.2, "Midden": 0.12}
BIJZONDER = {"verslavingszorg": 0.2, "ouderen": 0.1}  # share of a round of 30; a larger round has relatively fewer

# How much providers differ, as standard deviations of their hidden truth; chosen so that about this part of all variance
# between clients lies between providers:
# change on a list 5% (Warmerdam, De Beurs, Barendregt and Twisk 2019: 5.4% of the adjusted end scores in Dutch mental
# health care); how heavy clients begin 4% (Firth, Saxon, Stiles and Barkham 2019: clinics 8.2% of the outcome, 1.9% once
# adjusted for their clients); experience 3-5% and deciding together 10% (Lyratzopoulos et al. 2011, a national survey: under
# 10% for most questions; doi 10.1186/s13063-020-04349-4, table 4: 3% for recommending, 9-19% for choices and goals);
# minutes and duration 5-10% (Harman, Cuffel and Kelleher 2004: 11-36% of the length of admissions, which run less to plan).
EFFECT, ZWAARTE, TEVREDEN, SAMEN, MINUTEN, DUUR = 0.20, 0.20, 0.08, 0.08, 0.16, 0.18
VER, HOE_VER = 1 / 20, 2.5  # in one trait of twenty a provider is this many times as far from the others


@dataclass(frozen=True, slots=True)
class Praktijk:
    """One provider and its hidden truth: the chances and means from which its rows are drawn."""

    nummer: int
    agb: str
    naam: str
    type: str
    sector: str
    regio: str
    volumes: Mapping[int, int]  # closed trajecten per year
    mix: tuple[float, ...]  # kort, middel, intensief, chronisch
    onvolledig: float
    tempo: float  # factor on minutes
    drift: float  # yearly change of minutes and effect, as a share
    duur: float  # factor on duration
    indirect: float  # indirect minutes as a share of the direct ones
    indirect_na_2022: float  # share of rows that still hold them
    ehealth: float  # share of trajecten
    ehealth_deel: float  # share of minutes where there is any
    verwacht_bekend: float
    zwaarder: float
    lichter: float
    doorverwezen: float
    terug: float
    wacht_aanmelding: float  # mean, weeks
    wacht_behandeling: float
    no_show: float
    instrumenten: tuple[str, ...]
    zwaarte: float  # how much heavier than others its clients begin, in standard deviations
    effect: float  # standardised change
    voor: float  # share measured at the start
    na: float  # of those, share measured at the end
    cqi_aangeboden: float
    cqi_respons: float
    tevreden: float  # shift of the CQi means, in points
    samen: float  # shift of samen beslissen on top of that
    cqi_vorm: str  # "1-5", "percentage", "minmax" or "items"
    streepjes: bool  # writes 'onbekend' and '-' where a value is missing


def make_aanbieders(zorgaanbieders: int, seed: int, ronde: Ronde) -> tuple[Praktijk, ...]:
    """The providers in order of number. Sizes are quantiles of the distribution, dealt in random order."""
    kans = np.random.default_rng([seed, zorgaanbieders])
    verdeling = NormalDist(np.log(MEDIAAN), SPREIDING)
    groottes = _bound(np.exp([verdeling.inv_cdf((i + 0.5) / zorgaanbieders) for i in range(zorgaanbieders)]))
    sectoren = _sectoren(zorgaanbieders)
    plaatsen = kans.permutation(zorgaanbieders)
    beurten = _beurten(sectoren, np.random.default_rng([seed, 5, zorgaanbieders]))
    return tuple(
        _praktijk(
            nummer,
            float(groottes[plaatsen[nummer]]),
            sectoren[nummer],
            beurten[nummer],
            ronde,
            np.random.default_rng([seed, 1, nummer]),
            np.random.default_rng([seed, 3, nummer]),
        )
        for nummer in range(zorgaanbieders)
    )


def _bound(groottes: NDArray[np.float64]) -> NDArray[np.float64]:
    """In a small round the largest would be a third of everything, and no group figure could be shown: cap the tail."""
    deel = max(GROOTSTE_DEEL, 3 / len(groottes))
    som = groottes.sum()
    for _ in range(50):  # the sum shrinks with the tail; each pass comes closer
        som = np.minimum(groottes, deel * som).sum()
    begrensd: NDArray[np.float64] = np.minimum(groottes, deel * som)
    return begrensd


def _sectoren(zorgaanbieders: int) -> list[str]:
    """Mostly basis-ggz; the special ones spread over the numbers, and so over the sizes."""
    kern = min(zorgaanbieders, 30)
    aantallen = {sector: round(deel * kern + 0.03 * (zorgaanbieders - kern)) for sector, deel in BIJZONDER.items()}
    lijst = [sector for sector, aantal in aantallen.items() for _ in range(aantal)]
    lijst += ["basis-ggz"] * (zorgaanbieders - len(lijst))
    return [lijst[(plek * 7) % zorgaanbieders] if zorgaanbieders % 7 else lijst[plek] for plek in range(zorgaanbieders)]


def _beurten(sectoren: Sequence[str], kans: Generator) -> list[tuple[int, int]]:
    """Per provider its turn in a shuffled sector, and how many take turns: packages are dealt, so rare ones occur too."""
    leden = {sector: [nr for nr, een in enumerate(sectoren) if een == sector] for sector in dict.fromkeys(sectoren)}
    beurt = {
        nummer: (plek, len(nummers))
        for nummers in leden.values()
        for plek, nummer in enumerate(kans.permutation(nummers).tolist())
    }
    return [beurt[nummer] for nummer in range(len(sectoren))]


def _praktijk(
    nummer: int,
    grootte: float,
    sector: str,
    beurt: tuple[int, int],
    ronde: Ronde,
    kans: Generator,
    bijzonder: Generator,
) -> Praktijk:
    """`bijzonder` decides by itself in what it is far from the others, so that nothing else moves with that."""
    type_ = "instelling" if kans.random() < grootte / (grootte + 90) else "vrijgevestigd"
    chronisch = float(kans.beta(1.5, 14) if sector == "basis-ggz" else kans.beta(4, 14))
    rest = kans.dirichlet((9, 12, 6)) * (1 - chronisch)
    return Praktijk(
        nummer=nummer,
        agb=names.agb(nummer, type_),
        naam=names.naam(nummer, type_),
        type=type_,
        sector=sector,
        regio=str(kans.choice(list(REGIOS), p=list(REGIOS.values()))),
        volumes=_volumes(grootte, ronde, kans),
        mix=(*rest.tolist(), chronisch),
        onvolledig=float(kans.beta(4, 36)),
        tempo=float(np.exp(_ver(bijzonder) * kans.normal(0, MINUTEN))),
        drift=float(kans.normal(0, 0.025)),
        duur=float(np.exp(_ver(bijzonder) * kans.normal(0, DUUR))),
        indirect=float(kans.uniform(0.15, 0.4)),
        indirect_na_2022=float(kans.choice([0.0, 0.3, 1.0], p=[0.6, 0.25, 0.15])),
        ehealth=float(kans.choice([kans.beta(3, 6), 0.0], p=[0.9, 0.1])),
        ehealth_deel=float(kans.uniform(0.08, 0.35)),
        verwacht_bekend=float(kans.choice([0.9, 0.0], p=[0.88, 0.12])),
        zwaarder=float(kans.beta(5, 40)),
        lichter=float(kans.beta(5, 35)),
        doorverwezen=float(kans.beta(3, 35)),
        terug=float(kans.beta(3, 40)),
        wacht_aanmelding=float(kans.gamma(5, 0.9)),
        wacht_behandeling=float(kans.gamma(5, 1.1)),
        no_show=float(kans.beta(6, 90)),
        instrumenten=_instrumenten(sector, beurt, kans),
        zwaarte=float(bijzonder.normal(0, ZWAARTE)),
        effect=float(1.1 + _ver(bijzonder) * kans.normal(0, EFFECT)),
        voor=float(kans.beta(16, 4)),
        na=float(kans.beta(12, 4)),
        cqi_aangeboden=float(kans.beta(12, 4)),
        cqi_respons=float(kans.beta(7, 9)),
        tevreden=float(_ver(bijzonder) * kans.normal(0, TEVREDEN)),
        samen=float(_ver(bijzonder) * bijzonder.normal(0, SAMEN)),
        cqi_vorm=str(kans.choice(["1-5", "percentage", "minmax", "items"], p=[0.7, 0.1, 0.1, 0.1])),
        streepjes=bool(kans.random() < 0.3),
    )


def _ver(kans: Generator) -> float:
    """A distribution with tails: most providers are alike, a few stand out."""
    return HOE_VER if kans.random() < VER else 1.0


def _volumes(grootte: float, ronde: Ronde, kans: Generator) -> dict[int, int]:
    """Closed trajecten per year: a drift, chance, and one in ten that began later than the first year."""
    begin = ronde.eerste_jaar + (int(kans.integers(1, 5)) if kans.random() < 0.1 and grootte < GEVESTIGD else 0)
    groei = float(kans.normal(0.01, 0.04))
    verwacht = {jaar: grootte * (1 + groei) ** (jaar - ronde.verslagjaar) for jaar in ronde.jaren}
    return {
        jaar: max(1, int(kans.poisson(waarde))) if jaar >= min(begin, ronde.verslagjaar) else 0
        for jaar, waarde in verwacht.items()
    }


def _instrumenten(sector: str, beurt: tuple[int, int], kans: Generator) -> tuple[str, ...]:
    """A package for complaints and functioning, as the sector prefers, and one list for quality of life.

    Each turn draws from its own slice of the preferences: of packages with one user in twenty, a round of twenty has one.
    """
    plek, aantal = beurt
    grenzen = np.cumsum(PER_SECTOR[sector]) / sum(PER_SECTOR[sector])
    pakket = PAKKETTEN[int(np.searchsorted(grenzen, (plek + kans.random()) / aantal, side="right"))]
    lijsten, kansen = zip(*WELZIJN, strict=True)
    return (*pakket, *lijsten[int(kans.choice(len(lijsten), p=kansen))])
