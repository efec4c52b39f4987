"""One provider's hidden truth -> its behandeltrajecten, closed and still open, in our own column names."""

from datetime import date

import numpy as np
import pandas as pd
from numpy.random import Generator
from numpy.typing import NDArray

from spiegelrapport.demo.aanbieders import Praktijk
from spiegelrapport.model.ronde import Ronde

GROEPEN = ("kort", "middel", "intensief", "chronisch")
CODES = {
    "dbc": np.array(["180001", "180002", "180003", "180004", "180005"], dtype=object),
    "zpm": np.array(["GBG02", "GBG03", "GBG04", "GBG05"], dtype=object),
}
DIRECT = np.array([225.0, 390.0, 600.0, 640.0])  # median direct minutes per prestatie group
DAGEN = np.array([95.0, 160.0, 225.0, 290.0])  # median duration
NALOOP = 240  # days after the last year in which its open trajecten end
LANGST = 364  # a traject runs at most a year
WACHT_GROEI = 1.05  # waits lengthen by this factor a year
EHEALTH_JAAR = {2020: 0.95, 2021: 1.25, 2022: 1.1}  # the years of distance; 1 in other years
LEEFTIJDEN = np.array(["18-24", "25-44", "45-64", "65+"], dtype=object)
LEEFTIJD_KANS = {
    "basis-ggz": (0.2, 0.46, 0.27, 0.07),
    "verslavingszorg": (0.15, 0.5, 0.3, 0.05),
    "ouderen": (0, 0.02, 0.18, 0.8),
}
DIAGNOSES = np.array(["D5_4", "D5_5", "D5_7", "D5_16", "D5_18", "D5_6"], dtype=object)
DIAGNOSE_KANS = {
    "basis-ggz": (0.34, 0.28, 0.2, 0.02, 0.08, 0.08),
    "verslavingszorg": (0.1, 0.06, 0.08, 0.72, 0.02, 0.02),
    "ouderen": (0.48, 0.24, 0.14, 0.03, 0.04, 0.07),
}
ZORGVRAAGTYPEN = np.array([f"ZT{nummer:02d}" for nummer in range(1, 11) if nummer != 9], dtype=object)
ZORGVRAAG_KANS = (0.1, 0.22, 0.27, 0.18, 0.1, 0.05, 0.04, 0.02, 0.02)
Bools = NDArray[np.bool_]


def make_trajecten(praktijk: Praktijk, ronde: Ronde, kans: Generator, zpm: np.datetime64) -> pd.DataFrame:
    """All trajecten that closed in the round's years, and those still open at the end of them; a row is one traject.

    `zpm`: the zorgprestatiemodel's first day.
    """
    eind = _einddatums(praktijk, ronde, kans)
    aantal = len(eind)
    groep = kans.choice(4, size=aantal, p=np.array(praktijk.mix) / sum(praktijk.mix))
    onvolledig = kans.random(aantal) < praktijk.onvolledig
    duur = np.minimum(DAGEN[groep] * praktijk.duur * np.exp(kans.normal(0, 0.4, aantal)), LANGST)
    duur = np.where(onvolledig, duur * 0.3, duur).astype(int) + 1
    begin = eind - duur
    trajecten = pd.DataFrame({"begindatum": begin, "einddatum": eind, "duur": duur, "groep": groep})
    einde = np.datetime64(date(ronde.verslagjaar, 12, 31), "D")
    return (
        trajecten.assign(agb=praktijk.agb, onvolledig=onvolledig, open=eind > einde, zpm=begin >= zpm)
        .assign(jaar=lambda t: t["einddatum"].dt.year, jaren=lambda t: t["jaar"] - ronde.verslagjaar)
        .loc[begin <= einde]
        .reset_index(drop=True)
        .pipe(_identiteit, kans)
        .pipe(_wachten, praktijk, kans)
        .pipe(_prestaties, praktijk, kans)
        .pipe(_minuten, praktijk, kans)
        .pipe(_afsluiting, praktijk, kans)
        .pipe(_client, praktijk, kans)
        .assign(einddatum=lambda t: t["einddatum"].mask(t["open"]))
    )


def _einddatums(praktijk: Praktijk, ronde: Ronde, kans: Generator) -> NDArray[np.datetime64]:
    """Sorted: spread over each year, and the work of the months after them, of which the longer part is under way."""
    delen = [_dagen(date(jaar, 1, 1), 365, aantal, kans) for jaar, aantal in praktijk.volumes.items()]
    lopend = kans.poisson(praktijk.volumes[ronde.verslagjaar] * NALOOP / 365)
    return np.sort(np.concatenate([*delen, _dagen(date(ronde.verslagjaar + 1, 1, 1), NALOOP, lopend, kans)]))


def _dagen(begin: date, dagen: int, aantal: int, kans: Generator) -> NDArray[np.datetime64]:
    return np.datetime64(begin, "D") + kans.integers(0, dagen, aantal)


def _identiteit(trajecten: pd.DataFrame, kans: Generator) -> pd.DataFrame:
    """One client in twelve comes back: it keeps its number, and the traject a higher suffix."""
    aantal = len(trajecten)
    terug = kans.random(aantal) < 1 / 12
    client = np.where(terug, kans.integers(0, np.arange(aantal) + 1), np.arange(aantal))
    volgnummer = pd.Series(client).groupby(client).cumcount() + 1
    nummers = pd.Series(client + 1).map("{:05d}".format)
    return trajecten.assign(
        client_id=("C" + nummers).to_numpy(), traject_id=("T" + nummers + "-" + volgnummer.astype(str)).to_numpy()
    )


def _wachten(trajecten: pd.DataFrame, praktijk: Praktijk, kans: Generator) -> pd.DataFrame:
    """Application, intake and first treatment. One in 250 waits is negative: a registration error to be found."""
    intake = trajecten["begindatum"]
    groei = WACHT_GROEI ** trajecten["jaren"].to_numpy()
    aanmelding = _weken(praktijk.wacht_aanmelding * groei, kans)
    behandeling = _weken(praktijk.wacht_behandeling * groei, kans)
    start = intake + pd.to_timedelta(np.minimum(behandeling, trajecten["duur"]), unit="D")
    return trajecten.assign(
        aanmelddatum=_leeg(intake - pd.to_timedelta(aanmelding, unit="D"), 0.06, kans),
        intakedatum=_leeg(intake, 0.03, kans),
        behandelstart=_leeg(start.mask(trajecten["onvolledig"]), 0.05, kans),
    )


def _weken(gemiddeld: NDArray[np.float64], kans: Generator) -> NDArray[np.int64]:
    """Days, around these means in weeks."""
    dagen = kans.gamma(2.5, gemiddeld * 7 / 2.5).astype(int) + 1
    return np.where(kans.random(len(dagen)) < 0.004, -dagen, dagen)


def _prestaties(trajecten: pd.DataFrame, praktijk: Praktijk, kans: Generator) -> pd.DataFrame:
    """Codes of the system in force at the start; expected differs from delivered where care was scaled up or down."""
    aantal, groep, zpm = len(trajecten), trajecten["groep"].to_numpy(), trajecten["zpm"].to_numpy()
    lot = kans.random(aantal)
    stap = np.where(lot < praktijk.zwaarder, -1, np.where(lot > 1 - praktijk.lichter, 1, 0))
    verwacht = np.clip(groep + stap, 0, 3)
    geleverd = np.where(trajecten["onvolledig"] & ~zpm, 4, groep)
    bekend = kans.random(aantal) < praktijk.verwacht_bekend
    zorgvraag = kans.choice(ZORGVRAAGTYPEN, size=aantal, p=ZORGVRAAG_KANS)
    return trajecten.assign(
        prestatie_verwacht=_waar(bekend, _code(verwacht, zpm)),
        prestatie_geleverd=_waar(~trajecten["open"].to_numpy() | zpm, _code(geleverd, zpm)),
        zorgvraagtype=_waar(zpm & (kans.random(aantal) < 0.93), zorgvraag),
    )


def _code(groep: NDArray[np.int64], zpm: Bools) -> NDArray[np.object_]:
    return np.where(zpm, CODES["zpm"][np.minimum(groep, 3)], CODES["dbc"][groep])


def _minuten(trajecten: pd.DataFrame, praktijk: Praktijk, kans: Generator) -> pd.DataFrame:
    """Direct minutes around the group's median; indirect ones thin out after 2022; eHealth is a part of direct."""
    aantal, groep = len(trajecten), trajecten["groep"].to_numpy()
    tempo = praktijk.tempo * np.exp(praktijk.drift * trajecten["jaren"].to_numpy())
    direct = DIRECT[groep] * tempo * np.exp(kans.normal(0, 0.28, aantal))
    direct = np.where(trajecten["onvolledig"], direct * 0.25, direct)
    direct = np.where(trajecten["open"], direct * kans.random(aantal), direct)
    direct = np.round(direct / 5) * 5
    houdt = ~trajecten["zpm"].to_numpy() | (kans.random(aantal) < praktijk.indirect_na_2022)
    indirect = np.round(direct * praktijk.indirect * np.exp(kans.normal(0, 0.2, aantal)) / 5) * 5
    digitaal = np.round(direct * np.clip(kans.normal(praktijk.ehealth_deel, 0.08, aantal), 0.02, 0.8) / 5) * 5
    kans_ehealth = praktijk.ehealth * trajecten["jaar"].map(EHEALTH_JAAR).fillna(1.0).to_numpy()
    ehealth = np.where(kans.random(aantal) < kans_ehealth, digitaal, 0.0)
    gepland = np.maximum(1, np.round(direct / 48)).astype(int)
    gemist = kans.binomial(gepland, praktijk.no_show)
    return trajecten.assign(
        minuten_direct=np.where(kans.random(aantal) < 0.01, np.nan, direct),
        minuten_indirect=np.where(houdt, indirect, np.nan),
        minuten_ehealth=ehealth if praktijk.ehealth else np.nan,
        afspraken_gepland=(gepland + gemist).astype(float),
        afspraken_no_show=gemist.astype(float),
    )


def _afsluiting(trajecten: pd.DataFrame, praktijk: Praktijk, kans: Generator) -> pd.DataFrame:
    """Why it was closed; an incomplete traject has reasons of its own, an open one has none."""
    gewoon = ["regulier", "voortijdig_client", "voortijdig_overleg", "overig", "overleden"]
    over = 1 - praktijk.doorverwezen - praktijk.terug
    aandelen = [*(np.array([0.76, 0.1, 0.09, 0.045, 0.005]) * over), praktijk.doorverwezen, praktijk.terug]
    redenen = np.array([*gewoon, "doorverwezen_sggz", "terug_huisarts"], dtype=object)
    reden = kans.choice(redenen, size=len(trajecten), p=np.array(aandelen) / sum(aandelen))
    afgebroken = np.array(["alleen_intake", "voortijdig_client", "doorverwezen_sggz"], dtype=object)
    kort = kans.choice(afgebroken, size=len(trajecten), p=[0.5, 0.3, 0.2])
    reden = np.where(trajecten["onvolledig"], kort, reden)
    onbekend = trajecten["open"].to_numpy() | (kans.random(len(trajecten)) < 0.03)
    return trajecten.assign(reden_sluiten=_waar(~onbekend, reden))


def _client(trajecten: pd.DataFrame, praktijk: Praktijk, kans: Generator) -> pd.DataFrame:
    """Case mix, and whether the client was asked for its experience and its measurements."""
    aantal = len(trajecten)
    leeftijd = kans.choice(LEEFTIJDEN, size=aantal, p=LEEFTIJD_KANS[praktijk.sector])
    diagnose = kans.choice(DIAGNOSES, size=aantal, p=DIAGNOSE_KANS[praktijk.sector])
    aangeboden = (kans.random(aantal) < praktijk.cqi_aangeboden) & ~trajecten["onvolledig"] & ~trajecten["open"]
    return trajecten.assign(
        leeftijdsgroep=_waar(kans.random(aantal) < 0.98, leeftijd),
        diagnosehoofdstuk=_waar(kans.random(aantal) < 0.96, diagnose),
        cqi_aangeboden=aangeboden,
        rom_toegepast=kans.random(aantal) < praktijk.voor,
        sociaal=kans.normal(0, 1, aantal),
    )


def _waar(welke: Bools, waarden: NDArray[np.object_]) -> pd.Series:
    """The values where `welke` holds, None elsewhere."""
    return pd.Series(waarden).where(pd.Series(welke), None)


def _leeg(waarden: pd.Series, deel: float, kans: Generator) -> pd.Series:
    return waarden.mask(kans.random(len(waarden)) < deel)
