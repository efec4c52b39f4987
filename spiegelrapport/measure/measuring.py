"""Rijen -> Meetwaarden: every indicator, maat, year and prestatie group of the whole round, never per zorgaanbieder."""

from collections.abc import Iterator, Set

import numpy as np

from spiegelrapport.definitions.schema import Definities, Indicator, Maat
from spiegelrapport.measure.berekeningen import BEREKENINGEN, Contribution
from spiegelrapport.measure.cell_index import CellIndex, Part
from spiegelrapport.measure.rom import Pairing, pair
from spiegelrapport.measure.round_tables import Bools, Floats, RoundTables, make_round_tables
from spiegelrapport.measure.selecties import SELECTIES, Selectie
from spiegelrapport.measure.soorten import BIJZONDER, SOORTEN
from spiegelrapport.measure.strata import strata_of
from spiegelrapport.model.cijfers import Meetwaarden
from spiegelrapport.model.leveringen import Rijen
from spiegelrapport.model.ronde import Ronde

KOLOMMEN = ["n", "teller", "noemer", "waarde", "onder", "boven", "sd", "variantie", "ontbrekend", "uitgesloten"]


def measure(rijen: Rijen, definities: Definities, ronde: Ronde, kleine: Set[str] = frozenset()) -> Meetwaarden:
    """All figures of the round.

    `kleine`: AGB-codes of the joint report; they are measured themselves and together under KLEINE_AANBIEDERS.
    """
    bron = make_round_tables(rijen, definities, ronde)
    koppeling = pair(bron)
    indeling = CellIndex(bron, frozenset(kleine))
    cijfers: list[Part] = []
    verdelingen: list[Part] = []
    strata: list[Part] = []
    for indicator, maat, selectie in selecties(bron, koppeling):
        if len(selectie.posities):
            waarneming = observe(selectie, indicator, maat)
            uitgesloten = indeling.uitgesloten(selectie.tabel)
            cijfer, verdeling = _measure_one(indeling, selectie, indicator, maat, waarneming, uitgesloten)
            cijfers.append(cijfer)
            verdelingen.append(verdeling)
            if maat in standardised(indicator):
                strata.append(_mix(indeling, selectie, indicator, maat, waarneming))
    return Meetwaarden(
        indeling.frame(cijfers, KOLOMMEN, soort=True),
        indeling.frame(verdelingen, ["waarde", "aantal"]),
        indeling.frame(strata, ["stratum", "waarde", "n", "som"]),
    )


def selecties(bron: RoundTables, koppeling: Pairing) -> Iterator[tuple[Indicator, Maat, Selectie]]:
    """Every maat with its rows, in order of the indicators' codes; a selection that several use is made once."""
    gemaakt: dict[tuple[str, str], Selectie] = {}
    for _, indicator in sorted(bron.definities.indicatoren.items()):
        for maat in indicator.maten:
            naam = maat.selectie or indicator.selectie
            sleutel = (naam, indicator.instrument)
            if sleutel not in gemaakt:
                gemaakt[sleutel] = SELECTIES[naam](bron, koppeling, indicator)
            yield indicator, maat, gemaakt[sleutel]


def observe(selectie: Selectie, indicator: Indicator, maat: Maat) -> Contribution:
    """What each selected row contributes to a maat."""
    functie = BEREKENINGEN[maat.berekening or indicator.berekening]
    return functie(selectie, indicator, maat.argument)


def kind_function(indicator: Indicator, maat: Maat) -> str:
    """The name under which a maat's kind is computed."""
    berekening = maat.berekening or indicator.berekening
    return berekening if berekening in BIJZONDER else maat.soort


def refused(selectie: Selectie, waarneming: Contribution) -> Bools:
    """Rows that break a rule of measuring: they neither count nor miss."""
    weg = np.zeros(len(selectie.posities), bool)
    for regel in (selectie.geweigerd, waarneming.geweigerd):
        weg = weg if regel is None else weg | regel
    return weg


def can_be_widened(indicator: Indicator, maat: Maat, ronde: Ronde) -> bool:
    """Whether the figure exists over the widened period: its years add up, and no break lies between them.

    A standardised change does not add up: it is divided by the spread of its own year's beginscores.
    """
    later = ronde.verruimde_jaren[1:]
    breuken = {breuk.eerste_jaar for breuk in indicator.breuken}
    optelbaar = kind_function(indicator, maat) not in BIJZONDER
    return indicator.per_jaar and optelbaar and bool(later) and not breuken & set(later)


def counts(selectie: Selectie, waarneming: Contribution) -> Bools:
    """Rows with a contribution: not refused and nothing missing."""
    heel = ~np.isnan(waarneming.x) if waarneming.y is None else ~np.isnan(waarneming.x) & ~np.isnan(waarneming.y)
    return heel & ~refused(selectie, waarneming)


def _measure_one(
    indeling: CellIndex,
    selectie: Selectie,
    indicator: Indicator,
    maat: Maat,
    waarneming: Contribution,
    uitgesloten: Floats,
) -> tuple[Part, Part]:
    """One maat for all cells: its rows of Meetwaarden.frame and of Meetwaarden.verdelingen."""
    verruimen = can_be_widened(indicator, maat, indeling.bron.ronde)
    rij, cel = indeling.rijen(selectie, indicator.per_prestatie and not maat.argument, verruimen)
    goed, weg = counts(selectie, waarneming)[rij], refused(selectie, waarneming)[rij]
    y = waarneming.x if waarneming.y is None else waarneming.y
    functie = BIJZONDER.get(kind_function(indicator, maat)) or SOORTEN[maat.soort]
    cijfers = functie(cel[goed], waarneming.x[rij[goed]], y[rij[goed]], indeling.cellen)
    geteld = np.bincount(cel, minlength=indeling.cellen)
    geweerd = np.bincount(cel[weg], minlength=indeling.cellen)
    aanwezig = np.flatnonzero(geteld)
    if not indicator.per_jaar:
        aanwezig = aanwezig[aanwezig % indeling.kolommen >= len(indeling.bron.ronde.jaren) - 1]
    laag, hoog = maat.schaal or indicator.schaal
    kolommen = {
        "n": cijfers.n.astype(np.int64),
        "teller": cijfers.teller,
        "noemer": cijfers.noemer,
        "waarde": cijfers.waarde,
        "onder": np.minimum(cijfers.onder.clip(laag, hoog), cijfers.waarde),
        "boven": np.maximum(cijfers.boven.clip(laag, hoog), cijfers.waarde),
        "sd": cijfers.sd,
        "variantie": cijfers.variantie,
        "ontbrekend": geteld - geweerd - cijfers.n.astype(np.int64),
        "uitgesloten": uitgesloten.astype(np.int64) + geweerd,
    }
    eigen = {naam: waarden[aanwezig] for naam, waarden in kolommen.items()}
    verdeling = {naam: cijfers.verdeling[naam].to_numpy() for naam in ("waarde", "aantal")}
    return (
        Part(indicator.code, maat.code, maat.soort, aanwezig, eigen),
        Part(indicator.code, maat.code, maat.soort, cijfers.verdeling["cel"].to_numpy(np.int64), verdeling),
    )


def standardised(indicator: Indicator) -> tuple[Maat, ...]:
    """The maten whose case mix is standardised: the first that is a mean, difference or share, and the first median."""
    soorten = (("aandeel", "gemiddelde", "verschil"), ("mediaan",)) if indicator.casemix else ()
    eerste = (next((maat for maat in indicator.maten if maat.soort in soort), None) for soort in soorten)
    return tuple(maat for maat in eerste if maat is not None)


def _mix(indeling: CellIndex, selectie: Selectie, indicator: Indicator, maat: Maat, waarneming: Contribution) -> Part:
    """Case mix in the reporting year: clients and their sum per stratum, for a median per value in it."""
    mee = counts(selectie, waarneming) & (selectie.jaar == indeling.bron.ronde.verslagjaar)
    stratum = np.zeros(len(mee), np.int64)
    stratum[mee], namen = strata_of(selectie, indicator, np.flatnonzero(mee))
    rij, cel = indeling.rijen(selectie, uitsplitsen=False)
    rij, cel = rij[mee[rij]], cel[mee[rij]]
    waarden, welke = np.array([np.nan]), np.zeros(len(rij), np.int64)
    if maat.soort == "mediaan":
        waarden, welke = np.unique(waarneming.x[rij], return_inverse=True)
    laag = (cel * len(namen) + stratum[rij]) * max(len(waarden), 1) + welke
    lagen, plaats = np.unique(laag, return_inverse=True)
    cellen = lagen // max(len(waarden), 1)
    kolommen = {
        "stratum": np.array(namen, object)[cellen % len(namen)],
        "waarde": np.append(waarden, np.nan)[lagen % max(len(waarden), 1)],
        "n": np.bincount(plaats, minlength=len(lagen)),
        "som": np.bincount(plaats, weights=waarneming.x[rij], minlength=len(lagen)),
    }
    return Part(indicator.code, maat.code, maat.soort, cellen // len(namen), kolommen)
