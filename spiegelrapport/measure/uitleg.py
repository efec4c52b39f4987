"""Rijen and a figure's key -> Uitleg: the rows that counted, the rows that did not and why, every step to the number."""

import math
from collections.abc import Set

import numpy as np
import pandas as pd

from spiegelrapport.definitions.schema import Definities, Indicator, Maat
from spiegelrapport.errors import SettingError, suggestion
from spiegelrapport.measure.berekeningen import Contribution
from spiegelrapport.measure.measuring import counts, kind_function, observe, refused
from spiegelrapport.measure.rom import REDENEN, Pairing, pair
from spiegelrapport.measure.round_tables import Bools, Ints, RoundTables, make_round_tables
from spiegelrapport.measure.selecties import SELECTIES, UITSPLITSINGEN, Selectie
from spiegelrapport.measure.soorten import BIJZONDER, SOORTEN, CellFigures
from spiegelrapport.measure.steps import steps_of
from spiegelrapport.model.cijfers import KLEINE_AANBIEDERS, TOTAAL, Sleutel
from spiegelrapport.model.leveringen import Rijen
from spiegelrapport.model.ronde import Ronde
from spiegelrapport.model.uitleg import Uitleg

ONTBREEKT = "geen waarde ingevuld"
ALLEEN_VALIDATIE = "bij de controle uitgesloten"


def uitleg(
    rijen: Rijen,
    definities: Definities,
    ronde: Ronde,
    agb: str,
    sleutel: Sleutel,
    kleine: Set[str] = frozenset(),
) -> Uitleg:
    """Explain one figure by measuring it again from the rows. `kleine` is needed for KLEINE_AANBIEDERS only."""
    indicator, maat = _search(definities, sleutel)
    leden = frozenset(kleine) if agb == KLEINE_AANBIEDERS else frozenset([agb])
    eigen = _van(rijen, leden)
    bron = make_round_tables(eigen, definities, ronde)
    koppeling = pair(bron)
    selectie = SELECTIES[maat.selectie or indicator.selectie](bron, koppeling, indicator)
    waarneming = observe(selectie, indicator, maat)
    hier = _hier(selectie, sleutel)
    goed = hier & counts(selectie, waarneming)
    cijfer = _cijfer(indicator, maat, waarneming, goed)
    laag, hoog = maat.schaal or indicator.schaal
    waarde = _of_niets(cijfer.waarde[0])
    onder, boven = _of_niets(cijfer.onder[0]), _of_niets(cijfer.boven[0])
    return Uitleg(
        agb=agb,
        sleutel=sleutel,
        naam=f"{indicator.naam}: {maat.naam}" if maat.naam != indicator.naam else indicator.naam,
        definitie=indicator.definitie,
        soort=maat.soort,
        geteld=_geteld(selectie, waarneming, goed),
        niet_geteld=_niet_geteld(eigen, koppeling, selectie, waarneming, hier, sleutel),
        stappen=steps_of(
            kind_function(indicator, maat), cijfer, waarneming.x[goed], _y(waarneming)[goed], (laag, hoog)
        ),
        waarde=waarde,
        onder=None if onder is None or waarde is None else min(max(onder, laag), waarde),
        boven=None if boven is None or waarde is None else max(min(boven, hoog), waarde),
        n=int(cijfer.n[0]),
        teller=_of_niets(cijfer.teller[0]),
        noemer=_of_niets(cijfer.noemer[0]),
    )


def _search(definities: Definities, sleutel: Sleutel) -> tuple[Indicator, Maat]:
    indicator = definities.indicatoren.get(sleutel.indicator)
    if indicator is None:
        raise SettingError(
            f"onbekende indicator '{sleutel.indicator}'",
            tip=suggestion(sleutel.indicator, list(definities.indicatoren)),
        )
    for maat in indicator.maten:
        if maat.code == sleutel.maat:
            return indicator, maat
    raise SettingError(
        f"de indicator '{indicator.code}' heeft geen maat '{sleutel.maat}'",
        tip=suggestion(sleutel.maat, [maat.code for maat in indicator.maten]),
    )


def _van(rijen: Rijen, leden: Set[str]) -> Rijen:
    def eigen(frame: pd.DataFrame) -> pd.DataFrame:
        return frame[frame["agb"].isin(list(leden))].reset_index(drop=True)

    return Rijen(eigen(rijen.trajecten), eigen(rijen.rom), eigen(rijen.cqi), eigen(rijen.uitgesloten))


def _hier(selectie: Selectie, sleutel: Sleutel) -> Bools:
    """The selected rows in the figure's year or years and prestatie group."""
    hier: Bools = np.isin(selectie.jaar, sleutel.jaren)
    if sleutel.uitsplitsing != TOTAAL:
        hier = hier & (selectie.groep == UITSPLITSINGEN.index(sleutel.uitsplitsing))
    return hier


def _y(waarneming: Contribution) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
    return waarneming.x if waarneming.y is None else waarneming.y


def _cijfer(indicator: Indicator, maat: Maat, waarneming: Contribution, goed: Bools) -> CellFigures:
    functie = BIJZONDER.get(kind_function(indicator, maat)) or SOORTEN[maat.soort]
    cel: Ints = np.zeros(int(goed.sum()), np.int64)
    return functie(cel, waarneming.x[goed], _y(waarneming)[goed], 1)


def _geteld(selectie: Selectie, waarneming: Contribution, goed: Bools) -> pd.DataFrame:
    plek = selectie.rijen[["agb", "blad", "rij"]].reset_index(drop=True)[goed]
    geteld = plek.assign(bijdrage=waarneming.x[goed])
    if "voor" in selectie.extra:
        voor = selectie.bron.rijen.rom["rij"].to_numpy()[selectie.extra["voor"].to_numpy(np.int64)]
        paren = selectie.extra[goed]
        geteld = geteld.assign(
            rij_voormeting=voor[goed], begin=paren["begin"].to_numpy(), eind=paren["eind"].to_numpy()
        )
    elif waarneming.y is not None:
        geteld = geteld.assign(noemer=waarneming.y[goed])
    return geteld.sort_values(["agb", "blad", "rij"]).reset_index(drop=True)


def _niet_geteld(
    eigen: Rijen, koppeling: Pairing, selectie: Selectie, waarneming: Contribution, hier: Bools, sleutel: Sleutel
) -> pd.DataFrame:
    """Selected rows without a contribution, measurements that could not be paired, and rows that validation took out."""
    plek = selectie.rijen[["agb", "blad", "rij"]].reset_index(drop=True)
    weg, mee = refused(selectie, waarneming), counts(selectie, waarneming)
    versie = np.zeros(len(plek), bool) if selectie.geweigerd is None else selectie.geweigerd
    regel = np.where(versie, selectie.reden, waarneming.reden)
    delen = [
        plek[hier & weg].assign(reden=regel[hier & weg]),
        plek[hier & ~weg & ~mee].assign(reden=ONTBREEKT),
        _ongekoppeld(koppeling, selectie, sleutel),
    ]
    if sleutel.uitsplitsing == TOTAAL:
        uit = eigen.uitgesloten
        uit = uit[(uit["tabel"] == selectie.tabel) & uit["jaar"].isin(sleutel.jaren)]
        delen.append(uit[["agb", "blad", "rij"]].assign(reden=uit["reden"].fillna(ALLEEN_VALIDATIE)))
    gevuld = [deel for deel in delen if len(deel)]
    leeg = pd.DataFrame(columns=["agb", "blad", "rij", "reden"])
    return (
        pd.concat(gevuld, ignore_index=True).sort_values(["agb", "blad", "rij"]).reset_index(drop=True)
        if gevuld
        else leeg
    )


def _ongekoppeld(koppeling: Pairing, selectie: Selectie, sleutel: Sleutel) -> pd.DataFrame:
    """For a ROM figure: the measurements with its instrument that are in no pair, in the year of the measurement."""
    bron: RoundTables = selectie.bron
    rom = bron.rijen.rom
    if "voor" not in selectie.extra or sleutel.uitsplitsing != TOTAAL:
        return pd.DataFrame(columns=["agb", "blad", "rij", "reden"])
    instrument = bron.definities.indicatoren[sleutel.indicator].instrument
    los = koppeling.reden.notna() & (rom["instrument"] == instrument)
    traject = bron.traject_van("rom")
    jaar = np.where(traject >= 0, np.append(bron.eindjaar, 0)[traject], pd.to_datetime(rom["datum"]).dt.year.fillna(0))
    los &= np.isin(jaar, sleutel.jaren)
    plek: pd.DataFrame = rom.loc[los, ["agb", "blad", "rij"]]
    return plek.assign(reden=koppeling.reden[los].map(REDENEN))


def _of_niets(waarde: float) -> float | None:
    return float(waarde) if math.isfinite(waarde) else None
